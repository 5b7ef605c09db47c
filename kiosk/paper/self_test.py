"""The printer's own slip: whether width, density, characters, code and cut are right is seen at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devices.printer.slip import Bar, Block, Cells, Check, Columns, Qr, Rule, Slip, Space, Text
from kiosk.clock import day_of, local
from kiosk.paper.slips import BREAK, SMALL, Lines
from kiosk.texts import roc_short

if TYPE_CHECKING:
    from datetime import datetime

COMMON = "戶籍登記 國民身分證 ABC 0123456789"
RARE = "喆堃峯彣犇煊赟𠮷"
LATIN = "Tiếng Việt: phiếu số, chờ gọi"


def printer_test_slip(*, model: str, width_dots: int, at: datetime, language: str) -> Slip:
    """Return the test slip for a printer of `model` with a head of `width_dots`."""
    words = Lines(language)
    stamp = f"{local(at):%Y-%m-%d %H:%M:%S}"
    return words.slip(
        "slip.test.title",
        Columns(Text(words.chinese.text("slip.test.printer", model=model)), Text(f"{local(at):%H:%M:%S}", weight="bold")),
        Text(roc_short(day_of(at)), size=SMALL, align="right"),
        *BREAK,
        *_lines(words, "slip.test.width", dots=width_dots),
        Columns(Text("|", weight="bold"), Text("|", weight="bold")),
        Rule(thickness=4),
        *BREAK,
        *_lines(words, "slip.test.density"),
        Space(8),
        Bar("■■■■", "■■■■"),
        *(part for thickness in (1, 2, 4, 8) for part in (Space(6), Rule(thickness=thickness))),
        Space(8),
        Cells(tuple((Text(size, size=int(size)),) for size in ("26", "36", "52"))),
        Check("", state="missing"),
        Check("", state="ready"),
        *BREAK,
        *_lines(words, "slip.test.code_page"),
        Text(COMMON, size=32),
        *_lines(words, "slip.test.rare"),
        Text(RARE, size=36, weight="bold"),
        Text(LATIN),
        *BREAK,
        Qr(f"{model} {stamp}", beside=tuple(Text(line, size=28) for line in words.said("slip.test.qr"))),
    )


def _lines(words: Lines, key: str, **values: object) -> tuple[Block, ...]:
    return tuple(Text(line, size=SMALL) for line in words.said(key, **values))
