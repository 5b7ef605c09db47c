"""What a capture of an Alpha line means, in words and values."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readerboard.protocol import frames as witness

from devices.marquee.codecs.alpha import RESPONSE, Frame, encode, frame, summed
from devices.marquee.codecs.alpha_describe import describe
from devices.marquee.codecs.alpha_functions import moment

GOLDEN = {
    one["id"]: bytes.fromhex(one["hex"])
    for one in json.loads((Path(__file__).parents[2] / "frames" / "marquee.json").read_text("utf-8"))["frames"]
    if one["protocol"] == "alpha"
}


def command(body: bytes, *, reply: bool = False) -> dict[str, Any]:
    sent = Frame((summed(body),), (RESPONSE,)) if reply else frame(body)
    (found,) = describe(encode(sent))
    (only,) = found["commands"]
    return dict(only)


@pytest.mark.parametrize("name", GOLDEN)
def test_every_golden_frame_is_known(name: str) -> None:
    (found,) = describe(GOLDEN[name])
    assert found["kind"] == "frame"
    assert found["reply"] == name.startswith("alpha-reply")
    for one in found["commands"]:
        assert "not known" not in one["command"]
        assert "warning" not in one
        assert one["checksum"] == ("wrong" if name == "alpha-bad-checksum" else one["checksum"])
    assert json.dumps(found)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"AA\x1b bHI", {"command": "write TEXT", "label": "A", "text": "HI"}),
        (b"AA\x1b0nXHI", {"command": "write TEXT", "text": "HI"}),
        (b"A0", {"command": "release priority message"}),
        (b"A0\x1b bX", {"command": "write priority message", "text": "X"}),
        (b"GaA012", {"command": "write STRING", "label": "a", "text": "A012"}),
        (b"Ga\x08\x22~\x82\x7f", {"text": "é\u2009é█"}),
        (b"I60203012\r345", {"command": "write SMALL DOTS", "rows": 2, "columns": 3, "pixels": ["012", "345"]}),
        (b"I60303012\r345", {"warning": "rows and columns do not agree with the size"}),
        (b"MPICTURE  00020003\x1103\x31\r012\r", {"command": "write LARGE DOTS", "name": "PICTURE", "pixels": ["111", "012"]}),
        (b"MPICTURE  00030003012\r012\r", {"warning": "rows and columns do not agree with the size"}),
        (b"KRAINBOW  00010002FF000000FF00\r", {"command": "write RGB DOTS", "rows": 1, "pixels": ["FF000000FF00"]}),
        (b"MSHORT", {"warning": "no size after the name"}),
        (b"Ba", {"command": "read TEXT", "label": "a"}), (b"F$", {"command": "read memory configuration"}),
        (b"LRAINBOW  ", {"command": "read RGB DOTS"}), (b"NPICTURE  ", {"command": "read LARGE DOTS"}),
        (b"E$", {"command": "clear memory"}),
        (b"E$7DL10304000", {"files": [{
            "label": "7", "type": "DOTS", "locked": True, "rows": 16, "columns": 48, "tail": "4000"}]}),
        (b"E$7DL103", {"warning": "makes no sense", "data": "7DL103"}),
        (b"E8PICTURE  L00100050040000", {"command": "write large picture memory", "files": [
            {"name": "PICTURE", "locked": True, "rows": 16, "columns": 80}]}),
        (b"E 0905", {"command": "write time of day", "time": "09:05"}), (b"E 2505", {"warning": "makes no sense"}),
        (b"E;112226", {"command": "write date", "date": "11/22/26"}), (b"E&1", {"day": "Sunday"}),
        (b"E'M", {"command": "write time format", "hours": 24}), (b"E!FF", {"command": "write speaker", "on": False}),
        (b"E(1", {"command": "write tone", "tone": "three beeps"}), (b"E,", {"command": "soft reset"}),
        (b"E.SUABC", {"command": "write run sequence", "plays": "ignoring times", "files": ["A", "B", "C"]}),
        (b"E)A0030", {"command": "write run time", "start": "00:00", "stop": "08:00"}),
        (b"E2A81", {"command": "write run days", "start": "Monday to Friday", "stop": "Sunday"}),
        (b"E/FF02", {"command": "write dimming", "percent": 72}), (b"E4", {"command": "clear error register"}),
        (b"E712", {"command": "write serial address", "address": "12"}),
        (b"Es1", {"command": "write acknowledging", "on": True}),
        (b"OTL2002HELLO", {"command": "write bulletin"}), (b"OT", {"command": "stop bulletin"}),
        (b"Tbye", {"command": "set timeout message", "text": "bye"}), (b"Q", {"command": "not known", "hex": "51"}),
        (b"E\x7f1", {"command": "write special function not known", "data": "1"}),
    ],
)  # fmt: skip
def test_commands_are_told_in_words(body: bytes, expected: dict[str, Any]) -> None:
    found = command(body)
    assert {key: found.get(key) for key in expected} == expected
    assert found["checksum"] == "right"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"E*P", {"command": "reply: error register", "errors": ["checksum"]}),
        (b"E#4000,0BB8", {"command": "reply: memory pool", "bytes": 16384, "free": 3000}),
        (b"E$AAU0100FFFF", {"command": "reply: memory configuration"}),
        (b"I6", {"command": "reply: SMALL DOTS", "rows": 0}),
    ],
)
def test_replies_are_told_in_words(body: bytes, expected: dict[str, Any]) -> None:
    found = command(body, reply=True)
    assert {key: found.get(key) for key in expected} == expected


def test_codes_in_a_text_are_told_one_by_one() -> None:
    content = b"\x1b bA\x1c1B\x10a\x14b\x13\x1a9\x15\x071\x0b8\x1d01\x1cZFF0000\x1e1\x08\x7a\x08\x1c\x1fLPICTURE  0010\x05"
    told = command(b"AA" + content)["content"]
    meanings = [one["means"] if isinstance(one, dict) else one for one in told]
    assert meanings == [
        "mode hold, middle", "A", "colour red", "B", "call STRING a", "call picture b", "time of day", "font full height",
        "speed 1", "flash on", "date as MMM.DD, YYYY", "attribute wide or bold on", "colour #FF0000", "fixed width on",
        "counter 1", "temperature in Celsius", "call large picture PICTURE", "code 05",
    ]  # fmt: skip
    assert b"".join(bytes.fromhex(one["code"]) if isinstance(one, dict) else one.encode() for one in told) == content


def test_noise_acknowledgements_and_weak_wake_ups_are_told() -> None:
    found = describe(b"rubbish" + GOLDEN["alpha-runseq"][4:])
    assert [one["kind"] for one in found] == ["noise", "frame"]
    assert "NULs" in found[1]["warning"]
    assert describe(b"\x06") == [{"kind": "acknowledgement", "accepted": True, "hex": "06"}]
    assert describe(b"\x15P")[0]["accepted"] is False
    assert describe(b"") == []


def test_readerboard_is_described_too() -> None:
    (found,) = describe(witness.packet(witness.set_run_sequence([b"B", b"C"])))
    assert found["commands"][0]["files"] == ["B", "C"]
    assert found["to"] == [{"type": "BetaBrite", "code": "^", "address": "00"}]


@pytest.mark.parametrize(
    ("code", "said"), [("00", "00:00"), ("8F", "23:50"), ("FF", "always"), ("FE", "never"), ("90", "90")]
)
def test_time_codes_are_steps_of_ten_minutes(code: str, said: str) -> None:
    assert moment(code) == said


@given(st.binary(max_size=400) | st.binary(max_size=60).map(lambda body: encode(frame(b"E" + body.replace(b"\x04", b"")))))
def test_no_capture_makes_it_raise(raw: bytes) -> None:
    assert json.dumps(describe(raw)) is not None
