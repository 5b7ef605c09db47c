"""The simulated printer's works: one queued command after the other, carried out on paper or answered.

Written from Epson's command reference.  Commands that change nothing one can see (code pages, buttons,
sensors) are read and passed over.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from devices.simulators.printer_commands import Command
from devices.simulators.printer_paper import Look

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from devices.simulators.printer_paper import Paper

MM_PER_INCH = 25.4
MAKER = "EPSON"
POWER_ON = b"\x3b\x31\x00"


@dataclass(frozen=True)
class Make:
    """What this make of printer can do.

    `speed_mm_s` None prints at once.  `hears_everywhere`: it hears DLE EOT within pictures, too; otherwise
    only between commands, as many cheap ones do.  `code_page`: how its double-byte characters are coded, and
    `typeface` what they look like.  `presenter`: it holds the slip until it is taken, and answers DLE EOT 20.
    `power_on_notice`: it says so when it is switched on (memory switch 1-1).  `handshake`: while it is off its line keeps
    what the computer sends (RTS/CTS); otherwise that is lost.
    """

    width_dots: int = 576
    dpi: int = 203
    model: str = "TM-T20III"
    speed_mm_s: float | None = None
    process_ids: bool = True
    queued_status: bool = True
    automatic_status: bool = True
    hears_everywhere: bool = True
    code_page: str = "latin-1"
    typeface: Path | None = None
    presenter: bool = False
    power_on_notice: bool = False
    handshake: bool = True


@dataclass(frozen=True)
class Setting:
    """What ESC @ puts back.  Distances in dots."""

    margin: int = 0
    align: int = 0
    line_rows: int = 34
    asb: int = 0
    chinese: bool = False
    scale: int = 1
    bold: bool = False
    inverse: bool = False
    qr_module: int = 3
    qr_level: int = 0x30
    qr_data: bytes = b""
    graphics: tuple[bytes, int] = (b"", 0)


class Works:
    """Carries out commands on `paper`; `say` puts an answer on the line."""

    def __init__(self, make: Make, paper: Paper, say: Callable[[bytes], None]) -> None:
        self._make = make
        self._paper = paper
        self._say = say
        self._setting = Setting()
        self._text = bytearray()
        self._reported = b""

    def report(self, block: bytes, *, changed: bool = False) -> None:
        """Say the automatic status where somebody asked for it."""
        if self._setting.asb and self._make.automatic_status and not (changed and block == self._reported):
            self._reported = block
            self._say(block)

    def carry_out(self, command: Command, status: bytes) -> Command | None:
        """Do `command`.

        Returns what is left of it when the paper ended within it.  `status`: the present four bytes.
        """
        match command.name:
            case "GS v 0":
                return self._raster(command)
            case "text":
                self._text += command.parameters
            case "LF":
                self._new_line()
            case "GS V" | "ESC i" | "ESC m":
                self._cut(command)
            case "GS L":
                self._set(margin=int.from_bytes(command.parameters, "little"))
            case "GS a":
                self._set(asb=command.parameters[0])
                self.report(status)
            case "GS r":
                self._answer_paper(status)
            case "GS I":
                self._identify(command.parameters[0])
            case "GS ( H":
                self._process_id(command.data)
            case _:
                self._arrange(command)
        return None

    def _arrange(self, command: Command) -> None:
        """Change settings, feed, keep and print stored pictures."""
        first = command.parameters[0] if command.parameters else 0
        match command.name:
            case "ESC @":
                self._setting = Setting()
                self._text.clear()
            case "ESC J":
                self._paper.feed(first)
            case "ESC d":
                self._paper.feed(first * self._setting.line_rows)
            case "GS ( k":
                self._qr(command.data)
            case "GS ( L":
                self._graphics(command.data)
            case _:
                self._letters(command.name, first)

    def _letters(self, name: str, first: int) -> None:
        """Change how the printer's own letters look."""
        match name:
            case "ESC a":
                self._set(align=first % 48)
            case "ESC 3" | "ESC 2":
                self._set(line_rows=first if name == "ESC 3" else Setting.line_rows)
            case "FS &" | "FS .":
                self._set(chinese=name == "FS &")
            case "GS !":
                self._set(scale=(first & 7) + 1)
            case "FS W":
                self._set(scale=2 if first & 1 else self._setting.scale)
            case "ESC E":
                self._set(bold=bool(first & 1))
            case "GS B":
                self._set(inverse=bool(first & 1))

    def _set(self, **changes: int | bytes | tuple[bytes, int]) -> None:
        self._setting = replace(self._setting, **changes)  # type: ignore[arg-type]  # each name has its own type

    def _raster(self, command: Command) -> Command | None:
        """GS v 0 m xL xH yL yH; double width and height (m) are not modelled."""
        width = int.from_bytes(command.parameters[1:3], "little")
        taken = self._burn(command.data, width)
        if taken * width >= len(command.data):
            return None
        rest = command.data[taken * width :]
        head = command.parameters[:3] + (len(rest) // width).to_bytes(2, "little")
        return Command("GS v 0", head, rest, command.size)

    def _burn(self, data: bytes, width_bytes: int) -> int:
        """Print rows of `width_bytes`; returns how many found paper."""
        rows = len(data) // width_bytes if width_bytes else 0
        room = self._paper.room_rows
        taken = rows if room is None else min(rows, room)
        free = self._make.width_dots - self._setting.margin - 8 * width_bytes
        left = self._setting.margin + max(0, free) * self._setting.align // 2
        for number in range(taken):
            self._paper.burn(data[number * width_bytes : (number + 1) * width_bytes], left)
        if self._make.speed_mm_s:
            time.sleep(taken / self._make.dpi * MM_PER_INCH / self._make.speed_mm_s)
        return taken

    def _new_line(self) -> None:
        if self._text:
            now = self._setting
            code_page = self._make.code_page if now.chinese else "latin-1"
            look = Look(
                now.scale, now.bold, now.inverse, now.align, now.margin, now.line_rows, self._make.typeface
            )
            self._paper.type_line(self._text.decode(code_page, "replace"), look)
            self._text.clear()
        else:
            self._paper.feed(self._setting.line_rows)

    def _cut(self, _command: Command) -> None:
        if self._text:
            self._new_line()
        self._paper.cut()

    def _answer_paper(self, status: bytes) -> None:
        if self._make.queued_status:
            self._say(bytes((status[2] & 0x0F,)))

    def _identify(self, number: int) -> None:
        if number in (1, 49):
            self._say(b"\x20")
        elif number in (66, 67):
            self._say(b"\x5f" + (MAKER if number == 66 else self._make.model).encode("ascii") + b"\0")

    def _process_id(self, data: bytes) -> None:
        if self._make.process_ids and data[:2] == b"\x30\x30" and len(data) == 6:
            self._say(b"\x37\x22" + data[2:] + b"\0")

    def _graphics(self, data: bytes) -> None:
        """Obey GS ( L: function 112 keeps a picture (x in dots), function 50 prints it."""
        if data[:2] == b"\x30\x70" and len(data) > 10:
            width_bytes = (int.from_bytes(data[6:8], "little") + 7) // 8
            self._set(graphics=(data[10:], width_bytes))
        elif data[:2] in (b"\x30\x32", b"\x30\x02"):
            self._burn(*self._setting.graphics)
            self._set(graphics=Setting.graphics)

    def _qr(self, data: bytes) -> None:
        """GS ( k cn=49: module size (67), level (69), store (80), print (81)."""
        match data[:2]:
            case b"\x31\x43":
                self._set(qr_module=data[2])
            case b"\x31\x45":
                self._set(qr_level=data[2])
            case b"\x31\x50":
                self._set(qr_data=data[3:])
            case b"\x31\x51":
                self._print_qr()

    def _print_qr(self) -> None:
        import qrcode  # noqa: PLC0415  # only for a host that lets the printer draw its codes

        level = {0x30: 1, 0x31: 0, 0x32: 3, 0x33: 2}.get(self._setting.qr_level, 0)
        code = qrcode.QRCode(error_correction=level, border=0, box_size=self._setting.qr_module)
        code.add_data(self._setting.qr_data)
        code.make(fit=True)
        picture = code.make_image().get_image().convert("1")
        self._burn(picture.tobytes("raw", "1;I"), (picture.width + 7) // 8)
