"""The simulated sign against frames of others, without our driver: it must understand them by itself."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from devices.marquee.dots import Glyphs
from devices.simulators.jetfile2_sign import JetFileSimulator
from devices.simulators.jetfile2_wire import Ear, FirstRequest, Request
from devices.simulators.pty_line import PtyLine
from devices.transports import open_transport
from devices.transports.base import LineSettings, Transport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

GOLDEN = {
    one["id"]: bytes.fromhex(one["hex"])
    for one in json.loads((Path(__file__).parents[2] / "frames" / "marquee.json").read_text("utf-8"))[
        "frames"
    ]
}
OFFICE = "戶政事務所"


@pytest.fixture
def sign(tmp_path: Path) -> Iterator[JetFileSimulator]:
    line = PtyLine(tmp_path / "sign")
    with JetFileSimulator(line, tmp_path / "pictures", Glyphs()) as simulator:
        yield simulator
    line.close()


@pytest.fixture
def near(sign: JetFileSimulator) -> Iterator[Transport]:
    transport = open_transport(sign.line.port, LineSettings())
    transport.open()
    yield transport
    transport.close()


def ask(near: Transport, raw: bytes, timeout_s: float = 2.0) -> bytes:
    """Write a frame and return its whole reply, b"" if none comes."""
    near.write(raw, 2.0)
    deadline, reply = time.monotonic() + timeout_s, b""
    while time.monotonic() < deadline and not _is_whole(reply):
        reply += near.read(500, 0.1)
    return reply


def _is_whole(reply: bytes) -> bool:
    if reply[:2] != b"\x55\xa8":
        return reply == b"OK"
    return len(reply) >= 16 and len(reply) == 16 + 4 * reply[14] + int.from_bytes(reply[4:6], "little")


def eventually(is_so: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 3
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.02)
    return is_so()


def test_a_text_and_a_list_of_others_are_shown_and_answered(sign: JetFileSimulator, near: Transport) -> None:
    written = ask(near, GOLDEN["jetfile-go-text"])
    assert (written[12:14], written[16:18]) == (b"\x02\x04", b"\x00\x90")
    assert sign.state()["mode"] == "blank"
    ask(near, GOLDEN["jetfile-go-playlist-file"])
    assert (sign.state()["mode"], sign.state()["showing"]) == ("list", OFFICE)


def test_the_reply_to_a_text_for_everybody_is_the_golden_one(near: Transport) -> None:
    body = bytearray(GOLDEN["jetfile-go-text"][4:])
    body[4:6] = b"\0\0"
    assert ask(near, b"\x55\xa7" + sum(body).to_bytes(2, "little") + body) == GOLDEN["jetfile-reply-ok"]


def test_a_list_with_sums_plays_only_the_file_it_was_made_for(sign: JetFileSimulator, near: Transport) -> None:
    ask(near, GOLDEN["jetfile-go-text"])
    ask(near, GOLDEN["jetfile-py-writesystemfile-sequent"])
    assert sign.state()["mode"] == "blank"
    ask(near, GOLDEN["jetfile-py-writetextfilewithchecksum-t1-e"])
    assert sign.state()["showing"] == "HELLO"


def test_an_emergency_of_others_stands_above_the_list(sign: JetFileSimulator, near: Transport) -> None:
    ask(near, GOLDEN["jetfile-go-emergency"])
    assert (sign.state()["mode"], sign.state()["showing"]) == ("emergency", OFFICE)


def test_a_file_is_read_back_and_deleted(sign: JetFileSimulator, near: Transport) -> None:
    ask(near, GOLDEN["jetfile-go-text"])
    assert ask(near, GOLDEN["jetfile-go-read-text"])[24:] == GOLDEN["jetfile-go-text"][40:]
    assert ask(near, GOLDEN["jetfile-go-delete"])[16:18] == b"\x00\x90"
    assert ask(near, GOLDEN["jetfile-go-read-text"])[16:18] == b"\x08\x90"


def test_the_clock_of_others_is_taken_over(sign: JetFileSimulator, near: Transport) -> None:
    ask(near, GOLDEN["jetfile-go-set-clock-ext"])
    assert sign.state()["clock"].startswith("2026-11-22T20:30:1")


def test_the_first_format_is_understood_too(sign: JetFileSimulator, near: Transport) -> None:
    near.write(GOLDEN["jetfile-go-first-format-text-ett1"], 1.0)
    assert ask(near, GOLDEN["jetfile-py-1st-format-playlist"]) == b"OK"
    assert sign.state()["showing"] == OFFICE


def test_several_strings_in_one_frame_become_several_files(sign: JetFileSimulator, near: Transport) -> None:
    near.write(GOLDEN["jetfile-first-multistring"], 1.0)
    assert eventually(lambda: len(sign.state()["files"]) == 4)
    assert {"E:\\S\\aa", "E:\\S\\Vg"} < set(sign.state()["files"])


def test_a_damaged_frame_is_answered_with_checksum_wrong(near: Transport) -> None:
    raw = bytearray(GOLDEN["jetfile-go-text"])
    raw[-3] ^= 1
    assert ask(near, bytes(raw))[16:18] == b"\x02\x90"


@pytest.mark.parametrize(
    ("name", "code"),
    [("jetfile-go-test-padding", None), ("jetfile-crc-mode-connection", None)],
)
def test_frames_for_another_sign_or_another_mode_get_no_answer(
    near: Transport, name: str, code: None
) -> None:
    assert ask(near, GOLDEN[name], 0.3) == b""


def test_a_request_too_short_for_its_command_is_refused_not_fatal(near: Transport) -> None:
    body = bytes.fromhex("0000 0000 0000 0700 0204 00 00")
    frame = b"\x55\xa7" + sum(body).to_bytes(2, "little") + body
    assert ask(near, frame)[16:18] == b"\x06\x90"
    assert ask(near, GOLDEN["jetfile-go-connection-test"])[12:14] == b"\x03\x01"


def test_power_loss_takes_ram_and_light_and_leaves_the_list(sign: JetFileSimulator, near: Transport) -> None:
    ask(near, GOLDEN["jetfile-go-text"])
    ask(near, GOLDEN["jetfile-go-playlist-file"])
    sign.power_loss()
    assert (sign.state()["mode"], sign.state()["faults"]) == ("off", ["power_loss"])
    assert ask(near, GOLDEN["jetfile-go-connection-test"], 0.3) == b""
    sign.power_back()
    assert sign.state()["files"] == ["C:\\SEQUENT.SYS"]
    assert sign.state()["mode"] == "blank"


def test_faults_are_listed_and_cleared(sign: JetFileSimulator, near: Transport) -> None:
    sign.mute()
    sign.nack()
    sign.slow()
    sign.noise()
    sign.unplug()
    assert sign.state()["faults"] == ["mute", "nack", "slow", "noise", "unplug"]
    sign.clear()
    assert sign.state()["faults"] == []


def test_each_new_meaning_leaves_a_picture_and_sign_png_is_the_moment(
    sign: JetFileSimulator, near: Transport, tmp_path: Path
) -> None:
    pictures = tmp_path / "pictures"
    assert eventually((pictures / "sign-0001.png").exists)
    ask(near, GOLDEN["jetfile-go-emergency"])
    assert eventually((pictures / "sign-0002.png").exists)
    time.sleep(0.4)
    assert not (pictures / "sign-0003.png").exists()
    with Image.open(pictures / "sign-0002.png") as kept, Image.open(sign.state()["picture"]) as now:
        assert kept.size == now.size == ((192 + 4) * 9, (16 + 4) * 9)
        assert kept.convert("RGB").tobytes() == now.convert("RGB").tobytes()
        assert max(kept.getextrema()[0]) > 240


def test_the_ear_hears_requests_in_any_pieces_and_after_noise() -> None:
    raw = GOLDEN["jetfile-go-text"] + b"\x55\x12noise\xff" + GOLDEN["jetfile-first-sample"]
    ear = Ear()
    heard = [request for at in range(len(raw)) for request in ear.hear(raw[at : at + 1])]
    assert [type(request) for request in heard] == [Request, FirstRequest]
    assert heard == Ear().hear(raw)
