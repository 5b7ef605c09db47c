"""What a printer puts on paper when it is given some bytes: the works and the paper alone, without line or time."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from devices.simulators.printer_commands import CommandReader
from devices.simulators.printer_paper import Paper
from devices.simulators.printer_works import Make, Works

if TYPE_CHECKING:
    from PIL import Image


def picture_of(data: bytes, width_dots: int, dpi: int, code_page: str, typeface: Path) -> Image.Image:
    """Return the paper (mode "1") after `data`; cuts put nothing aside, for the picture is of the whole."""
    with tempfile.TemporaryDirectory(prefix="paper-") as folder:
        paper = Paper(width_dots, Path(folder))
        make = Make(width_dots=width_dots, dpi=dpi, code_page=code_page or "latin-1", typeface=typeface)
        works = Works(make, paper, lambda _answer: None)
        for command in CommandReader().feed(data):
            if command.name not in {"GS V", "ESC i", "ESC m"}:
                works.carry_out(command, bytes(4))
        return paper.picture()
