"""The simulated printer by itself, against the golden bytes of the manual."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from devices.simulators.printer import PrinterSimulator
from devices.simulators.printer_commands import Command, CommandReader
from devices.simulators.printer_paper import Paper
from devices.simulators.printer_works import Make
from devices.simulators.tcp_line import TcpLine
from devices.transports import LineSettings, Transport, open_transport

if TYPE_CHECKING:
    from collections.abc import Iterator

GOLDEN = json.loads((Path(__file__).parents[2] / "frames" / "printer.json").read_text(encoding="utf-8"))
RASTER = bytes.fromhex(GOLDEN["raster_P16x8"]["GS v 0 m=0"]["hex"])
GRAPHICS = bytes.fromhex(GOLDEN["raster_P16x8"]["GS ( L fn112 + fn50"]["hex"])
SHIFTED = bytes.fromhex(
    GOLDEN["raster_P16x8"]["GS L 8 then GS v 0 then GS L 0 (left trim by one byte)"]["hex"]
)
CUT = b"\x1dVB\x00"


class Wire:
    """The computer's end."""

    def __init__(self, near: Transport, machine: PrinterSimulator, tray: Path) -> None:
        self.near, self.machine, self.tray = near, machine, tray

    def ask(self, data: bytes, size: int = 1, timeout_s: float = 1.0) -> bytes:
        self.near.write(data, 1)
        answer, deadline = b"", time.monotonic() + timeout_s
        while len(answer) < size and time.monotonic() < deadline:
            answer += self.near.read(64, 0.05)
        return answer

    def paper(self, data: bytes) -> Image.Image:
        """Print, cut, and take the paper."""
        count = self.machine.state()["slips"]
        self.near.write(data + CUT, 1)
        deadline = time.monotonic() + 3
        while self.machine.state()["slips"] == count and time.monotonic() < deadline:
            time.sleep(0.005)
        with Image.open(self.tray / f"slip-{count + 1:04d}.png") as paper:
            return paper.copy()


@pytest.fixture
def wire(tmp_path: Path) -> Iterator[Wire]:
    line = TcpLine()
    line.open()
    with PrinterSimulator(line, tmp_path / "paper", Make(model="TM-T20III")) as machine:
        near = open_transport(line.port, LineSettings())
        near.open()
        yield Wire(near, machine, tmp_path / "paper")
        near.close()
    line.close()


def pattern(paper: Image.Image, left: int = 0) -> bool:
    """Whether the golden 16 x 8 pattern stands at `left`, and nothing else anywhere."""
    wanted = Image.new("1", paper.size, 1)
    for y in range(8):
        for x in range(16):
            if x % 3 == 0 or y == 7:
                wanted.putpixel((x + left, y), 0)
    return paper.tobytes() == wanted.tobytes()


@pytest.mark.parametrize(
    ("data", "left"), [(RASTER, 0), (GRAPHICS, 0), (SHIFTED, 8), (b"\x1ba\x01" + RASTER, 280)]
)
def test_golden_pictures_fall_on_the_paper_dot_by_dot(wire: Wire, data: bytes, left: int) -> None:
    assert pattern(wire.paper(data), left)


def test_feeds_are_white_rows(wire: Wire) -> None:
    assert wire.paper(b"\x1bJ\x28" + RASTER).height == 48


def test_native_qr_codes_and_letters_leave_dots(wire: Wire) -> None:
    fields = GOLDEN["qr_native"]["fields"]
    store = bytes.fromhex(fields["store (pL pH = len+3)"].removesuffix("+data")) + b"https://x.tw/q/A012"
    parts = [fields["select model 2"], fields["module size 6"], fields["EC M (30 L,31 M,32 Q,33 H)"]]
    code = b"".join(bytes.fromhex(part) for part in parts) + store + bytes.fromhex(fields["print"])
    paper = wire.paper(code)
    assert paper.height % 6 == 0
    assert paper.convert("L").histogram()[0] > 1000
    assert wire.paper(b"hello\n").convert("L").histogram()[0] > 50


@pytest.mark.parametrize(
    ("fault", "answers"),
    [
        (None, "12121212"),
        ("paper_near_end", "1212121e"),
        ("paper_out", "1a32127e"),
        ("cover_open", "1a161212"),
        ("cutter_fault", "1a521a12"),
    ],
)
def test_status_bytes_are_the_manuals(wire: Wire, fault: str | None, answers: str) -> None:
    if fault:
        getattr(wire.machine, fault)()
    assert b"".join(wire.ask(bytes((0x10, 4, n))) for n in (1, 2, 3, 4)).hex() == answers


def test_changes_are_reported_once_asked_for(wire: Wire) -> None:
    assert wire.ask(bytes.fromhex("1d610f"), 4).hex() == "10000000"
    wire.machine.cover_open()
    assert wire.ask(b"", 4).hex() == "38000000"
    wire.machine.cover_open(on=False)
    assert wire.ask(b"", 4).hex() == "10000000"
    wire.near.write(b"\x1b@", 1)
    time.sleep(0.1)
    wire.machine.paper_out()
    assert wire.ask(b"", 1, 0.2) == b""


@pytest.mark.parametrize(
    ("request_hex", "answer"),
    [("1d7201", "00"), ("1d28480600303041423132", "37224142313200"), ("1d4943", "5f544d2d54323049494900")],
)
def test_queued_requests_are_answered_in_their_turn(wire: Wire, request_hex: str, answer: str) -> None:
    raw = bytes.fromhex(request_hex)
    assert wire.ask(raw, len(answer) // 2).hex() == answer
    wire.machine.paper_out()
    assert wire.ask(raw, 1, 0.2) == b""
    wire.machine.paper_out(on=False)
    assert wire.ask(b"", len(answer) // 2).hex() == answer


def test_what_cannot_be_printed_waits_and_then_comes_out_once(wire: Wire) -> None:
    wire.machine.cover_open()
    wire.near.write(RASTER + CUT, 1)
    time.sleep(0.1)
    assert wire.machine.state()["slips"] == 0
    wire.machine.cover_open(on=False)
    assert pattern(wire.paper(b"") if wire.machine.state()["slips"] else _first(wire))


def _first(wire: Wire) -> Image.Image:
    deadline = time.monotonic() + 3
    while wire.machine.state()["slips"] == 0 and time.monotonic() < deadline:
        time.sleep(0.005)
    with Image.open(wire.tray / "slip-0001.png") as paper:
        return paper.copy()


def test_a_full_buffer_takes_no_more_from_the_line(wire: Wire) -> None:
    wire.machine.paper_out()
    wire.near.write(RASTER * 1000, 1)
    time.sleep(0.3)
    assert wire.machine.state()["waiting_bytes"] == 4096


def test_mute_hears_and_says_nothing(wire: Wire) -> None:
    wire.machine.mute()
    assert wire.ask(b"\x10\x04\x01", 1, 0.2) == b""
    wire.machine.mute(on=False)
    assert wire.ask(b"\x10\x04\x01") == b"\x12"


def test_slips_are_numbered_on_from_what_lies_in_the_tray(tmp_path: Path) -> None:
    (tmp_path / "slip-0041.png").touch()
    paper = Paper(576, tmp_path)
    paper.feed(3)
    assert paper.cut() == tmp_path / "slip-0042.png"
    assert paper.cut() is None


COMMANDS = st.sampled_from(
    [RASTER, GRAPHICS, SHIFTED, CUT, b"A", b"\n", b"\x10\x04\x02", b"\x1b@", b"\x1dr\x01", b"\x1bZ"]
)


@given(st.lists(COMMANDS, max_size=12), st.data())
def test_how_the_line_chops_commands_does_not_matter(parts: list[bytes], data: st.DataObject) -> None:
    stream = b"".join(parts)
    whole = list(CommandReader().feed(stream))
    assert sum(command.size for command in whole) == len(stream)
    reader, commands = CommandReader(), list[Command]()
    while stream:
        cut = data.draw(st.integers(1, len(stream)))
        commands += reader.feed(stream[:cut])
        stream = stream[cut:]
    assert commands == whole


@given(st.binary(max_size=300))
def test_any_bytes_are_heard_without_harm(noise: bytes) -> None:
    reader = CommandReader()
    heard = sum(command.size for command in reader.feed(noise))
    assert heard <= len(noise)
