"""The simulated font card against frames of others, without our driver: it must understand them by itself."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from devices.marquee.dots import Glyphs
from devices.simulators.line import PtyLine
from devices.simulators.onbon_sign import Make, OnbonSimulator
from devices.simulators.onbon_text import pages, read_lines, words
from devices.simulators.onbon_wire import Ear, check, plain, say
from devices.transports import open_transport
from devices.transports.base import LineSettings, Transport

GOLDEN = {
    one["id"]: bytes.fromhex(one["hex"])
    for one in json.loads((Path(__file__).parents[2] / "frames" / "marquee.json").read_text("utf-8"))["frames"]
}
OFFICE = GOLDEN["onbon-dyn-5k-gbk-戶政事務所-80x16"]
ACK, NACK_CRC = GOLDEN["onbon-ack"], GOLDEN["onbon-nack-crc"]


@pytest.fixture
def card(tmp_path: Path) -> Iterator[OnbonSimulator]:
    line = PtyLine(tmp_path / "card")
    with OnbonSimulator(line, tmp_path / "pictures", Glyphs()) as simulator:
        yield simulator
    line.close()


@pytest.fixture
def near(card: OnbonSimulator) -> Iterator[Transport]:
    transport = open_transport(card.line.port, LineSettings())
    transport.open()
    yield transport
    transport.close()


def ask(near: Transport, raw: bytes, timeout_s: float = 2.0) -> bytes:
    """Write a frame and return its whole reply, b"" if none comes."""
    near.write(raw, 2.0)
    deadline, reply = time.monotonic() + timeout_s, b""
    while time.monotonic() < deadline and not reply.endswith(b"\x5a"):
        reply += near.read(500, 0.05)
    return reply


def framed(data: str, screen: str = "feff") -> bytes:
    """A frame as the protocol says, by hand; its bytes need no escape."""
    raw = bytes.fromhex(data)
    body = bytes.fromhex(f"{screen}0080000000000000fe02") + len(raw).to_bytes(2, "little") + raw
    return b"\xa5" * 8 + body + check(body).to_bytes(2, "little") + b"\x5a"


def test_the_makers_own_frames_are_obeyed(card: OnbonSimulator, near: Transport) -> None:
    assert ask(near, OFFICE) == ACK
    assert (card.state()["showing"], card.state()["areas"], card.state()["mode"]) == ("戶政事務所", [0], "list")
    assert ask(near, GOLDEN["onbon-turn-on"]) == ACK
    assert ask(near, GOLDEN["onbon-clock-2026-11-22t20-30-15-sun"]) == ACK
    assert card.state()["clock"].startswith("2026-11-22T20:30:1")


def test_escapes_are_undone(card: OnbonSimulator, near: Transport) -> None:
    assert ask(near, GOLDEN["onbon-dyn-escape-all"]) == ACK
    assert card.state()["showing"] == "AZ[ウB"


def test_a_damaged_frame_is_refused_as_the_maker_says(card: OnbonSimulator, near: Transport) -> None:
    damaged = bytearray(OFFICE)
    damaged[40] ^= 0x01
    assert ask(near, bytes(damaged)) == NACK_CRC
    assert card.state()["mode"] == "blank"


def test_a_frame_for_another_screen_or_a_six_is_not_answered(card: OnbonSimulator, near: Transport) -> None:
    assert ask(near, framed("a200010000", screen="0700"), 0.3) == b""
    assert ask(near, GOLDEN["onbon-bx6-a706"], 0.3) == b""
    assert ask(near, framed("a200010000", screen="0100")) == ACK


def test_a_frame_that_wants_no_answer_gets_none(card: OnbonSimulator, near: Transport) -> None:
    assert ask(near, framed("a30002000002"), 0.3) == b""
    assert not card._desk.is_on


@pytest.mark.parametrize(("data", "error"), [("a277010000", 2), ("b000010000", 1), ("a306010000000100", 4)])
def test_what_makes_no_sense_is_refused(near: Transport, data: str, error: int) -> None:
    assert ask(near, framed(data)) == say(0xA001, error)


def test_the_status_lists_the_areas(near: Transport, card: OnbonSimulator) -> None:
    ask(near, OFFICE)
    reply = plain(ask(near, framed("a202010000"))[8:-1])[14:-2]
    assert reply[:5].hex() == "a102000000"
    assert (reply[5], reply[6], reply[22:24].hex()) == (1, 15, "0100")
    assert len(reply) == 5 + 18 + 1 + 16


def test_areas_are_deleted_and_a_dark_sign_is_counted(near: Transport, card: OnbonSimulator) -> None:
    ask(near, OFFICE)
    assert ask(near, framed("a30501000000")) == ACK
    assert (card.state()["areas"], card.state()["blanks"]) == ([], 1)


def test_an_unfinished_frame_is_given_up_after_a_while(near: Transport, card: OnbonSimulator) -> None:
    near.write(OFFICE[:30], 1.0)
    time.sleep(1.2)
    near.write(OFFICE[30:], 1.0)
    time.sleep(0.3)
    assert card.state()["mode"] == "blank"
    assert ask(near, OFFICE) == ACK


def test_the_lamps_show_the_very_dots(near: Transport, card: OnbonSimulator, tmp_path: Path) -> None:
    ask(near, OFFICE)
    time.sleep(0.4)
    image = Image.open(tmp_path / "pictures" / "sign.png").convert("RGB")
    lit = [
        [max(image.getpixel(((2 + x) * 9 + 4, (2 + y) * 9 + 4))) > 150 for x in range(80)]  # type: ignore[arg-type]
        for y in range(16)
    ]
    expected = [bits for char in "戶政事務所" for bits in Glyphs().columns(char)]
    assert lit == [[bool(bits >> row & 1) for bits in expected] for row in range(16)]


def test_ears_find_frames_in_pieces_and_behind_noise() -> None:
    ear = Ear()
    found = [request for byte in b"\x5a\xa5\x01" + OFFICE + b"\x5a\x5a" + OFFICE for request in ear.hear(bytes((byte,)))]
    assert [request.code for request in found] == [0xA306, 0xA306]
    assert all(request.sum_is_right for request in found)


def test_a_text_is_cut_into_lines_and_pages() -> None:
    raw = "\\C2一二三\\n四".encode("gbk")
    assert [words(line) for line in read_lines(raw)] == ["一二三", "四"]
    assert [[words(line) for line in page] for page in pages(raw, 32, 1)] == [["一二"], ["三"], ["四"]]
    assert [[words(line) for line in page] for page in pages(raw, 48, 2)] == [["一二三", "四"]]


def test_pages_of_an_area_turn_by_themselves(tmp_path: Path) -> None:
    now = [0.0]
    line = PtyLine(tmp_path / "card")
    line.open()
    with OnbonSimulator(line, tmp_path / "pictures", Glyphs(), Make(monotonic=lambda: now[0])) as card:
        near = open_transport(line.port, LineSettings())
        near.open()
        two = bytes.fromhex("000000000002001000" "000000" "0500" "00" "00" "00020102000002" "04000000") + "一二".encode("gbk")
        ask(near, framed((bytes.fromhex("a3060100000001") + len(two).to_bytes(2, "little") + two).hex()))
        assert card.state()["showing"] == "一"
        now[0] = 1.1
        assert card.state()["showing"] == "二"
        near.close()
    line.close()
