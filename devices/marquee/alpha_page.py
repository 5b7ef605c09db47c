"""A page in the pieces an Alpha sign is made of: its own letters, values that change, pictures, the clock.  Pure.

The sign has Latin letters only, so a segment with anything else becomes a picture, and pictures that stand side by side become
one.  A value that changes and can be said in letters becomes a STRING, which is written anew without disturbing its page.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from devices.marquee.codecs.alpha_text import Font, Mode, encode_text, sayable
from devices.marquee.dots import ROWS, missing, parted, strip, width_dots
from devices.marquee.page import Colour, Live, Motion
from devices.marquee.settings import Shortfall, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from devices.marquee.dots import Glyphs, Strip
    from devices.marquee.page import Page, Segment
    from devices.marquee.settings import MarqueeSettings

PICTURE_CHARACTERS = 10
"""As many Chinese characters stand on one picture: wider ones keep a called number waiting while they pass a slow line."""

TALL_ROWS = 24
"""A picture has 31 rows at most, so signs of 32 show letters of 24."""

COLOUR_CODES = {Colour.RED: "1", Colour.GREEN: "2", Colour.AMBER: "3"}

Rows = tuple[str, ...]
"""A picture: equally long rows, a digit a pixel."""


@dataclass(frozen=True)
class Letters:
    """Text in the sign's own letters; `changes` if it is to be a STRING; the clock if `content` is None."""

    content: bytes | None
    colour: Colour
    bold: bool
    changes: bool = False

    @property
    def style(self) -> tuple[Colour, Font]:
        """What must be chosen before it."""
        return self.colour, Font.FANCY if self.bold else Font.STANDARD


Piece = Letters | Rows


@dataclass(frozen=True)
class Composed:
    """A page in pieces, how it moves, and what it falls short of."""

    key: str
    pieces: tuple[Piece, ...]
    mode: Mode
    speed: int
    shortfalls: tuple[Shortfall, ...] = ()

    @property
    def pictures(self) -> tuple[Rows, ...]:
        """The pictures, each once."""
        return tuple(dict.fromkeys(piece for piece in self.pieces if not isinstance(piece, Letters)))


def compose(page: Page, settings: MarqueeSettings, glyphs: Glyphs, *, drawn: bool = False) -> Composed:
    """Return `page` in pieces; `drawn` draws even what the sign has letters for (fewer bytes where room is short)."""
    page = settings.palette.page(page)
    pictured = [part for part in page.segments if part.live is not Live.CLOCK and (drawn or not is_sayable(part.text))]
    shortfalls = []
    if lost := missing(pictured, glyphs):
        shortfalls.append(Shortfall(page.key, Trouble.REPLACED, lost))
    if pictured and settings.rows > glyphs.rows:
        shortfalls.append(Shortfall(page.key, Trouble.SMALLER))
    if runs(page, settings) and page.motion is Motion.HOLD:
        shortfalls.append(Shortfall(page.key, Trouble.SET_RUNNING))
    mode = Mode.ROTATE if runs(page, settings) else Mode.HOLD
    pace = _running_speed(settings) if mode is Mode.ROTATE else _standing_speed(page.hold_s)
    return Composed(page.key, tuple(_pieces(page, pictured, glyphs)), mode, pace, tuple(shortfalls))


def letter_rows(rows: int) -> int:
    """Return how high the letters of a sign of `rows` are: what `devices.marquee.tall` is asked for."""
    return ROWS if rows < TALL_ROWS else TALL_ROWS


def is_sayable(text: str) -> bool:
    """Whether the sign has letters for all of `text`."""
    return all(sayable(char) for char in unicodedata.normalize("NFC", text))


def runs(page: Page, settings: MarqueeSettings) -> bool:
    """Whether a page passes from right to left: because it is asked to, or because it is too wide to stand."""
    return page.motion is Motion.SCROLL_LEFT or width_dots(page.segments, letter_rows(settings.rows)) > settings.columns


def pictures(segments: Iterable[Segment], glyphs: Glyphs, columns: int = 0) -> Iterator[Rows]:
    """Draw `segments` in pictures of at most `columns` (0: `PICTURE_CHARACTERS`), parted between characters."""
    yield from _drawn(tuple(segments), glyphs, columns or PICTURE_CHARACTERS * glyphs.rows)


@lru_cache(maxsize=128)
def _drawn(segments: tuple[Segment, ...], glyphs: Glyphs, columns: int) -> tuple[Rows, ...]:
    """Draw once what stands around the numbers of every call."""
    return tuple(pixels(strip(part, glyphs), glyphs.rows) for part in parted(segments, columns, glyphs.rows))


def pixels(dots: Strip, rows: int = ROWS) -> Rows:
    """Return the rows of a strip as the sign is told them."""
    codes = [COLOUR_CODES[column.colour] for column in dots]
    return tuple(
        "".join(code if lamp == "#" else "0" for lamp, code in zip(row, codes, strict=True)) for row in dots.rows(rows)
    )


def _pieces(page: Page, pictured: list[Segment], glyphs: Glyphs) -> Iterator[Piece]:
    side_by_side: list[Segment] = []
    for part in page.segments:
        if part in pictured:
            side_by_side.append(part)
            continue
        yield from pictures(side_by_side, glyphs)
        side_by_side = []
        if part.live is Live.CLOCK:
            yield Letters(None, part.colour, part.bold)
        elif part.text:
            yield Letters(encode_text(part.text), part.colour, part.bold, part.live.changes)
    yield from pictures(side_by_side, glyphs)


def _running_speed(settings: MarqueeSettings) -> int:
    """Return the sign's speed, 5 (fast) to 1, for 0 (fast) to 6 of the settings."""
    return 5 - round(settings.scroll_speed * 4 / 6)


def _standing_speed(hold_s: int) -> int:
    """Return the speed at which a page stands about this long: the sign knows no seconds, a slower one stands longer."""
    return 5 - sum(hold_s >= least_s for least_s in (2, 3, 5, 8))
