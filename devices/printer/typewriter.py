"""A slip in the printer's own characters: a sixtieth of the bytes of its picture, for serial lines too slow for pictures.

The paper is a grid of columns 12 dots wide; a Chinese character takes two.  A line with a character that the printer's
code page lacks (a rare name, Vietnamese) is drawn as a picture, that line alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import singledispatchmethod
from typing import TYPE_CHECKING

from devices.errors import EncodeError
from devices.printer import qr
from devices.printer.codecs import escpos, escpos_text
from devices.printer.codecs.bands import Encoder
from devices.printer.codecs.code_pages import columns, encoded
from devices.printer.codecs.escpos_text import PLAIN, Style, Typist
from devices.printer.slip import (
    Bar,
    Block,
    Cells,
    Check,
    Columns,
    Cut,
    Labelled,
    Line,
    Phrase,
    Qr,
    Rule,
    Signatures,
    Slip,
    Space,
    Text,
)
from devices.printer.typesetting import break_lines

if TYPE_CHECKING:
    from devices.printer.profiles import Profile
    from devices.printer.raster import Raster

COLUMN_DOTS, LINE_DOTS = 12, 24
DOUBLE_FROM, DISPLAY_FROM = 40, 100
LARGEST = 8
BODY = 28
BOX, TICK = "□", "√"


@dataclass(frozen=True)
class Typed:
    """One line on the grid; `instead` is what is drawn where the code page lacks a character of it."""

    text: str
    style: Style = PLAIN
    instead: Block | None = None


Parts = Iterator[Typed | Qr | Space]


class Typewriter:
    """Writes slips for one `profile`, which has a code page; `raster` draws the lines that it cannot set."""

    def __init__(self, profile: Profile, raster: Raster) -> None:
        if not profile.code_page:
            raise EncodeError(f"{profile.name} has no Chinese characters of its own that we know of")
        self._profile = profile
        self._raster = raster
        self._columns = profile.width_dots // COLUMN_DOTS

    def write(self, slip: Slip) -> Iterator[tuple[bytes, int]]:
        """Give the bytes of one sheet piece by piece, each of whole commands, and the rows of dots each takes.

        Raises `EncodeError`.
        """
        typist, lead = Typist(), escpos_text.ENTER_CHINESE
        for block in slip.blocks:
            for part in self._typed(block):
                sent, rows = self._sent(part, typist)
                if sent:
                    yield lead + sent, rows
                    lead = b""
        yield typist.plain() + escpos_text.LEAVE_CHINESE, 0

    def _sent(self, part: Typed | Qr | Space, typist: Typist) -> tuple[bytes, int]:
        if isinstance(part, Space):
            rows = min(255, part.height)
            return (typist.plain() + escpos.feed_dots(rows), rows) if rows else (b"", 0)
        if isinstance(part, Qr):
            return self._code(part, typist)
        text = encoded(part.text, self._profile.code_page)
        if text is not None:
            return typist.line(text, part.style), LINE_DOTS * part.style.scale + 6
        drawn = Slip((part.instead or _as_text(part),))
        pictures = list(self._raster.bands(drawn))
        sent = typist.plain() + b"".join(Encoder(self._profile).encode(pictures))
        return sent, sum(picture.height for picture in pictures)

    def _lines(self, text: str, room: int) -> list[str]:
        return break_lines(text, room, columns, self._raster.whole_words)

    def _code(self, code: Qr, typist: Typist) -> tuple[bytes, int]:
        count = len(qr.modules(code.data))
        module = min(code.module, self._profile.width_dots // (count + 2 * qr.QUIET_MODULES))
        if not self._profile.native_qr:
            pictures = list(self._raster.bands(Slip((replace(code, beside=()),))))
            drawn = b"".join(Encoder(self._profile).encode(pictures))
            return typist.plain() + drawn, sum(picture.height for picture in pictures)
        sent = escpos_text.qr_code(code.data.encode(), module)
        return (
            typist.plain() + escpos_text.CENTRED + sent + escpos_text.LEFT,
            count * module,
        )

    @singledispatchmethod
    def _typed(self, block: Block) -> Parts:
        raise EncodeError(f"{type(block).__name__} is no block of a slip")

    @_typed.register
    def _cut(self, _block: Cut) -> Parts:
        yield from ()

    @_typed.register
    def _space(self, block: Space) -> Parts:
        yield block

    @_typed.register
    def _rule(self, block: Rule) -> Parts:
        yield Typed(("=" if block.thickness > 2 else "-") * self._columns)

    @_typed.register
    def _text(self, block: Text) -> Parts:
        style = self._style(block)
        room = self._columns // style.scale
        for piece in self._lines(block.text, room):
            yield Typed(piece, style, replace(block, text=piece) if piece else None)

    @_typed.register
    def _phrase(self, block: Phrase) -> Parts:
        scale = min(self._style(part).scale for part in block.parts)
        words = " ".join(part.text for part in block.parts)
        if columns(words) > self._columns:
            yield from self._typed(Text(words, align=block.align))
            return
        if columns(words) * scale > self._columns:
            scale = 1
        bold = any(part.weight == "bold" for part in block.parts)
        yield Typed(words, Style(min(scale, 2), bold, block.align), block)

    @_typed.register
    def _sides(self, block: Columns) -> Parts:
        left, right = _words(block.left), _words(block.right)
        gap = self._columns - columns(left) - columns(right)
        if gap > 0:
            yield Typed(left + " " * gap + right, Style(bold=_bold(block.right)), block)
            return
        yield from self._typed(block.left)
        for part in self._typed(block.right):
            yield replace(part, style=replace(part.style, align="right")) if isinstance(part, Typed) else part

    @_typed.register
    def _cells(self, block: Cells) -> Parts:
        room = self._columns // len(block.cells)
        for number in range(max(len(cell) for cell in block.cells)):
            lines = [cell[number] if number < len(cell) else Text("") for cell in block.cells]
            words = [_words(line) for line in lines]
            typed = all(encoded(each, self._profile.code_page) is not None for each in words)
            if typed and any(columns(each) > room for each in words):
                for line in lines:
                    yield from self._typed(line)
                continue
            row = "".join(_centred(each, room) for each in words).rstrip()
            yield Typed(row, Style(bold=any(map(_bold, lines))), Cells(tuple((line,) for line in lines), divider=False))

    @_typed.register
    def _labelled(self, block: Labelled) -> Parts:
        indent = columns(block.label.text) + 2
        for number, piece in enumerate(self._lines(block.text.text, self._columns - indent)):
            lead = block.label.text + "  " if not number else " " * indent
            instead = Labelled(block.label if not number else Text(""), replace(block.text, text=piece))
            yield Typed(lead + piece, instead=instead)

    @_typed.register
    def _check(self, block: Check) -> Parts:
        missing = block.state == "missing"
        for number, piece in enumerate(self._lines(block.text, self._columns - 4)):
            mark = (BOX if missing else TICK) if not number else "  "
            instead = replace(block, text=piece, note="") if not number else Text("    " + piece)
            yield Typed(f"{mark}  {piece}", Style(bold=missing), instead)
        for piece in self._lines(block.note, self._columns - 4) if block.note else ():
            yield Typed("    " + piece, instead=Text("    " + piece))

    @_typed.register
    def _bar(self, block: Bar) -> Parts:
        style = Style(bold=True, inverse=True)
        room = self._columns - 2
        gap = room - columns(block.left) - columns(block.right)
        if gap > 0:
            yield Typed(f" {block.left}{' ' * gap}{block.right} ", style, block)
            return
        for piece in self._lines(f"{block.left} {block.right}", room):
            yield Typed(f" {piece}{' ' * (room - columns(piece))} ", style, Bar(piece))

    @_typed.register
    def _qr(self, block: Qr) -> Parts:
        yield Space(LINE_DOTS)
        yield block
        yield Space(LINE_DOTS)
        for text in block.beside:
            yield from self._typed(replace(text, align="center"))

    @_typed.register
    def _signatures(self, block: Signatures) -> Parts:
        share = self._columns // len(block.labels)
        lines = [label + "_" * max(0, share - 1 - columns(label)) for label in block.labels]
        if max(map(columns, lines)) > share:
            lines = [" ".join(lines)]
            yield from self._typed(Text(lines[0]))
            return
        yield Typed(" ".join(lines), instead=block)

    def _style(self, text: Text) -> Style:
        """Return the style nearest to the size; digits and letters of a number go up to eight times."""
        scale = 1
        if text.size >= DISPLAY_FROM and text.text.isascii():
            scale = max(1, min(LARGEST, text.size // LINE_DOTS, self._columns // max(1, len(text.text))))
        elif text.size >= DOUBLE_FROM and 2 * columns(text.text) <= self._columns:
            scale = 2
        return Style(scale, text.weight in ("bold", "serif"), text.align, text.inverse)


def _words(line: Line) -> str:
    return line.text if isinstance(line, Text) else " ".join(part.text for part in line.parts)


def _bold(line: Line) -> bool:
    return any(part.weight == "bold" for part in (line.parts if isinstance(line, Phrase) else (line,)))


def _centred(text: str, room: int) -> str:
    left = (room - columns(text)) // 2
    return " " * left + text + " " * (room - left - columns(text))


def _as_text(part: Typed) -> Text:
    weight = "bold" if part.style.bold else "medium"
    return Text(part.text, size=BODY if part.style.scale == 1 else 48, weight=weight, align=part.style.align)  # type: ignore[arg-type]
