"""`kiosk marquee`: bytes of a text, the meaning of bytes, pictures, and the sign on a port."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from devices.marquee.tall import glyphs_of
from devices.simulators.pty_line import PtyLine
from devices.simulators.sign import FAMILIES
from kiosk.cli.marquee import command
from kiosk.cli.signs import captured, families

GOLDEN = json.loads((Path(__file__).parents[2] / "frames" / "marquee.json").read_text("utf-8"))["frames"]
OFFICE = "戶政事務所 A012 號"


def run(*words: str, given: bytes | str | None = None) -> Result:
    return CliRunner().invoke(command, list(words), input=given)


def hex_lines(done: Result) -> list[bytes]:
    assert done.exit_code == 0, done.output
    return [bytes.fromhex(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("protocol", families.NAMES)
def test_a_text_comes_as_hex_lines_and_nothing_else(protocol: str) -> None:
    done = run("encode", "--protocol", protocol, "--text", OFFICE)
    frames = hex_lines(done)
    assert frames
    for frame in frames:
        assert [one["kind"] for one in families.reader(protocol)(frame)] == ["frame"]
    assert done.stderr == ""


def test_jetfile_says_the_text_in_its_own_traditional_font_from_ram() -> None:
    text, play_list, start = (one for frame in hex_lines(run("encode", "--protocol", "jetfile2", "--text", OFFICE))
                              for one in families.reader("jetfile2")(frame))  # fmt: skip
    assert (text["command"], text["drive"], text["text"]) == ("write TEXT", "E", OFFICE)
    assert (text["group"], text["unit"]) == (0, 0)
    assert {"code": "1A3F", "means": "font"} in text["content"]
    assert play_list["plays"][0]["file"] == f"E:\\T\\{text['name']}"
    assert play_list["plays"][0]["bytes"] == text["bytes"]
    assert start["command"] == "restart list"


def test_onbon_says_the_text_in_gbk() -> None:
    (frame,) = hex_lines(run("encode", "--protocol", "onbon", "--text", "戶政事務所", "--color", "red"))
    assert bytes.fromhex("91f4d5fecac284d5cbf9") in frame


def test_alpha_draws_chinese_and_says_latin() -> None:
    frames = hex_lines(run("encode", "--protocol", "alpha", "--text", OFFICE))
    told = [one for frame in frames for one in families.reader("alpha")(frame)]
    commands = [one["commands"][0] for one in told]
    assert [one["command"].startswith("write SMALL DOTS") for one in commands].count(True) >= 1
    assert any("A012" in str(one.get("content")) for one in commands)


def test_a_rare_character_becomes_a_picture_on_jetfile() -> None:
    picture, *_ = hex_lines(run("encode", "--protocol", "jetfile2", "--text", "堃先生"))
    (told,) = families.reader("jetfile2")(picture)
    assert told["command"] == "write PICTURE"
    assert Image.open(BytesIO(bytes.fromhex(told["data"]))).size == (16, 16)


def test_the_lamps_are_chosen() -> None:
    for colour, code in (("red", b"\x1c1"), ("green", b"\x1c2"), ("amber", b"\x1c3")):
        assert code in hex_lines(run("encode", "--protocol", "jetfile2", "--text", "戶", "--color", colour))[0]


def test_a_long_text_runs_and_comes_in_packets() -> None:
    frames = hex_lines(run("encode", "--protocol", "jetfile2", "--text", "戶政事務所" * 150))
    told = [one for frame in frames for one in families.reader("jetfile2")(frame)]
    packets = [one for one in told if one["command"] == "write TEXT"]
    assert [(one["packet"], one["packets"]) for one in packets] == [(1, 3), (2, 3), (3, 3)]
    whole = [one for one in families.reader("jetfile2")(b"".join(frames)) if "whole" in one]
    assert [one["whole"]["text"] for one in whole] == ["戶政事務所" * 150]


def test_a_tall_sign_gets_dots() -> None:
    picture, *_ = hex_lines(run("encode", "--protocol", "jetfile2", "--text", "戶政", "--rows", "24"))
    (told,) = families.reader("jetfile2")(picture)
    assert Image.open(BytesIO(bytes.fromhex(told["data"]))).size == (48, 24)


@pytest.mark.parametrize("protocol", families.NAMES)
def test_yellow_is_the_amber_of_signs_that_call_it_so(protocol: str) -> None:
    named = [run("encode", "--protocol", protocol, "--text", "戶", "--color", colour) for colour in ("amber", "yellow")]
    assert hex_lines(named[0]) == hex_lines(named[1])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--protocol", "morse", "--text", "x"), ("--protocol", "jetfile2")),
        (("--text", "x"), ("--protocol",)),
        (("--protocol", "alpha"), ("--text",)),
        (("--protocol", "alpha", "--text", " "), ("--text", "empty")),
        (("--protocol", "alpha", "--text", "\n\t"), ("--text", "empty")),
        (("--protocol", "alpha", "--text", "x", "--color", "blue"), ("--color", "amber")),
        (("--protocol", "alpha", "--text", "x", "--columns", "5"), ("--columns", "32")),
        (("--protocol", "alpha", "--text", "x", "--rows", "20"), ("--rows", "24")),
        (("--protocol", "alpha", "--text", "x", "--rows", "many"), ("--rows", "24")),
        (("--protocol", "onbon", "--text", "戶" * 2001), ("--text", "2001", "shorten")),
        (("--protocol", "jetfile2", "--text", "好\U0001f600"), ("--text", "\U0001f600", "write something else")),
        (("--protocol", "alpha", "--text", "好\U0001f600"), ("--text", "\U0001f600", "write something else")),
        (("--protocol", "onbon", "--text", "\U00020bb7先生"), ("--text", "\U00020bb7", "write something else")),
    ],
)
def test_what_no_sign_can_take_is_refused_with_field_and_remedy(words: tuple[str, ...], said: tuple[str, ...]) -> None:
    done = run("encode", *words)
    assert done.exit_code == 2
    assert done.stdout == ""
    for part in said:
        assert part in done.stderr


@pytest.mark.parametrize("golden", GOLDEN, ids=[one["id"] for one in GOLDEN])
@pytest.mark.parametrize("form", ["hex", "raw", "spaced"])
def test_every_golden_frame_is_recognised(golden: dict[str, str], form: str) -> None:
    raw = bytes.fromhex(golden["hex"])
    done = run("decode", "--json", given={"hex": golden["hex"], "raw": raw, "spaced": raw.hex(" ") + "\n"}[form])
    assert done.exit_code == 0, done.output
    reading = json.loads(done.stdout)
    assert reading["protocol"] == golden["protocol"].split("-")[0]
    assert reading["bytes"] == len(raw)
    assert [one["kind"] for one in reading["found"]] == ["frame"]


@pytest.mark.parametrize("protocol", families.NAMES)
def test_what_is_encoded_is_told_in_words(protocol: str, tmp_path: Path) -> None:
    (tmp_path / "captured").write_bytes(b"".join(hex_lines(run("encode", "--protocol", protocol, "--text", "B107"))))
    done = run("decode", str(tmp_path / "captured"))
    assert done.exit_code == 0
    assert done.stdout.startswith(f"{protocol}, ")
    assert "B107" in done.stdout


@pytest.mark.parametrize(
    ("words", "given", "said"),
    [
        ((), b"", "nothing in it"),
        ((), b" \n", "nothing in it"),
        ((), b"55a7 zz", "line 1, column 6: 'z' is no hex digit"),
        ((), b"55a7\n0", "line 2 has an odd number of hex digits"),
        (("--hex",), b"\x01Z00", "is no hex digit"),
        ((), b"deadbeef", "there is no frame of jetfile2, onbon, alpha"),
        (("nowhere",), b"", "nowhere cannot be read"),
        (("--protocol", "morse"), b"00", "--protocol"),
    ],
)
def test_a_bad_capture_is_refused_with_place_and_remedy(words: tuple[str, ...], given: bytes, said: str) -> None:
    done = run("decode", *words, given=given)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert said in done.stderr


def test_noise_of_a_named_family_is_told_as_noise() -> None:
    done = run("decode", "--protocol", "jetfile2", "--json", given="deadbeef")
    assert [one["kind"] for one in json.loads(done.stdout)["found"]] == ["noise"]


def test_a_damaged_frame_is_told_with_its_wrong_checksum() -> None:
    golden = next(one for one in GOLDEN if one["id"] == "jetfile-go-text")
    damaged = golden["hex"][:-4] + "ee04"
    (told,) = json.loads(run("decode", "--json", "--protocol", "jetfile2", given=damaged).stdout)["found"]
    assert (told["command"], told["checksum"]) == ("write TEXT", "wrong")


WHOLE = {"jetfile2": "jetfile-go-text", "onbon": "onbon-dyn-5k-gbk-戶政事務所-80x16", "alpha": "alpha-string-A032"}
SPOILT = {"jetfile2": -3, "onbon": -4, "alpha": -3}
"""Where a byte is changed: in the text, or in the digits of the checksum."""
NOISE = bytes.fromhex("1234ff")


def golden(protocol: str) -> tuple[bytes, str]:
    """Return a golden frame of a family, and what it commands."""
    raw = bytes.fromhex(next(one["hex"] for one in GOLDEN if one["id"] == WHOLE[protocol]))
    return raw, told_of(raw)[-1][1]


def told_of(raw: bytes) -> list[tuple[str, str]]:
    """Return kind and command of everything that is found, no family named."""
    found = json.loads(run("decode", "--raw", "--json", given=raw).stdout)["found"]
    return [(one["kind"], (one.get("commands") or [one])[0].get("command", "")) for one in found]


@pytest.mark.parametrize("protocol", families.NAMES)
def test_a_capture_that_begins_with_noise_or_ends_too_soon_is_told(protocol: str) -> None:
    raw, command = golden(protocol)
    assert told_of(NOISE + raw) == [("noise", ""), ("frame", command)]
    assert told_of(raw[:-7]) == [("cut frame", command)]
    assert told_of(NOISE + raw[:-7]) == [("noise", ""), ("cut frame", command)]
    assert told_of(raw[:-7] + raw) == [("cut frame", command), ("frame", command)]


def test_a_cut_frame_of_the_first_jetfile_format_is_told_wherever_it_stands() -> None:
    raw = bytes.fromhex(next(one["hex"] for one in GOLDEN if one["id"] == "jetfile-go-first-format-text-ett1"))
    whole, cut = ("frame", "write TEXT"), ("cut frame", "write TEXT")
    for capture, told in ((raw[:-3], [cut]), (raw + raw[:-3], [whole, cut]), (raw[:-3] + raw, [cut, whole])):
        assert told_of(capture) == told


@pytest.mark.parametrize("protocol", families.NAMES)
@pytest.mark.parametrize("start", [b"\x01Z00\x02A", b"\x55\xa7", b"\xa5\x01"], ids=["SOH", "55A7", "A5"])
def test_a_long_capture_of_starts_alone_is_read_to_its_end(protocol: str, start: bytes) -> None:
    assert captured.read(start * (100_000 // len(start)), protocol).facts


@pytest.mark.parametrize("protocol", families.NAMES)
def test_a_frame_with_a_wrong_checksum_is_told_behind_noise_too(protocol: str) -> None:
    raw, command = golden(protocol)
    spoilt = bytearray(raw)
    spoilt[SPOILT[protocol]] ^= 1
    for capture in (spoilt, NOISE + spoilt, spoilt + raw):
        assert ("frame", command) in told_of(bytes(capture))
        found = json.loads(run("decode", "--raw", "--json", given=bytes(capture)).stdout)["found"]
        assert '"checksum": "wrong"' in json.dumps(found)


def test_a_conversation_of_both_directions_is_told_in_order() -> None:
    ask, reply = (next(one["hex"] for one in GOLDEN if one["id"] == name) for name in ("jetfile-go-text", "jetfile-reply-ok"))
    told = json.loads(run("decode", "--json", given=ask + reply).stdout)["found"]
    assert [(one["from"], one["command"]) for one in told] == [("host", "write TEXT"), ("sign", "write TEXT")]
    assert told[1]["meaning"] == "done"


@given(st.binary(max_size=300))
@settings(max_examples=60)
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    for name in families.NAMES:
        assert captured.in_words(captured.read(raw, name)).startswith(name)


@pytest.mark.parametrize("suffix", [".png", ".gif"])
def test_a_text_is_drawn(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"sign{suffix}"
    done = run("preview", "--text", "請攜帶國民身分證與印章至三號櫃臺", "--columns", "96", str(file))
    assert done.exit_code == 0, done.output
    with Image.open(file) as image:
        assert image.size[0] in {100 * 4, 100 * 8}
        assert getattr(image, "n_frames", 1) == 1 if suffix == ".png" else image.n_frames > 20  # type: ignore[attr-defined]


def test_what_is_shown_otherwise_is_said_beside_the_picture(tmp_path: Path) -> None:
    done = run("preview", "--text", "好\U0001f600", str(tmp_path / "sign.png"))
    assert (done.exit_code, done.stderr) == (0, "text: replaced: \U0001f600\n")


BAD_PICTURES = [
    (("--text", "x", "sign.bmp"), ".png or .gif"), (("--text", "", "sign.png"), "--text"), (("--text", "x"), "PICTURE"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "said"), BAD_PICTURES)
def test_a_picture_that_cannot_be_is_refused(words: tuple[str, ...], said: str) -> None:
    done = run("preview", *words)
    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.parametrize("family", [name for name in families.NAMES if name in FAMILIES])
def test_a_sign_is_found_by_questions_alone(tmp_path: Path, family: str) -> None:
    line = PtyLine(tmp_path / "port")
    line.open()
    with FAMILIES[family].build(line, tmp_path / "pictures", glyphs_of(16)) as sign:
        before = sign.state()
        done = run("probe", line.port, "--json")
        after = sign.state()
    line.close()
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert (found["family"].split("-")[0], found["framing"] in {"8N1", "7E1"}) == (family, True)
    for fact in ("showing", "mode", "brightness"):
        assert before[fact] == after[fact]


def test_where_no_sign_answers_the_person_is_told_what_to_look_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.cli.signs.probing.SPEEDS_BAUD", {"jetfile2": (19_200,)})
    line = PtyLine(tmp_path / "port")
    line.open()
    done = run("probe", line.port)
    line.close()
    assert done.exit_code == 1
    assert done.stdout.startswith(f"No sign answers on {line.port}. Look at its power")


@pytest.mark.parametrize("port", ["nonsense", "/dev/nowhere", "tcp://nowhere", "tcp://127.0.0.1:1"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    done = run("probe", port)
    assert done.exit_code == 2
    assert "PORT" in done.stderr
