"""From a page to the dynamic areas of an Onbon card: pure, no line, no clock.

A page that stands is cut before each value that changes by itself, so that another number of people rewrites one small
area and leaves the others alone.  The areas of a page tile the whole line, whatever stood there before: a card is told of
blanks and spaces, never of a hole.  A page that runs is one area, and the card runs it by itself.

Characters stand in the card's own cells, 8 dots for Latin and 16 for Chinese; the card has no face of large numbers, so
bold text stands in the same one, and a half space is a whole one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING

from devices.marquee.codecs.onbon_area import MAX_SPEED, SEVERAL_LINES, SINGLE_LINE, Area, Effect, Run, Units
from devices.marquee.codecs.onbon_text import COLOUR_BYTES, LATIN_CELL_DOTS, encode_text, say
from devices.marquee.page import Live, Motion
from devices.marquee.settings import Shortfall, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devices.marquee.page import Page, Segment
    from devices.marquee.settings import MarqueeSettings

MAX_AREAS = 4
MAX_TEXT_BYTES = 2048
"""What is sent for one area at most: no source names a card's limit."""
FONT_ROWS = 16
CLOCK_TIMEOUT_S = 150
"""A clock that nobody sets forward any more is taken away by the card itself: a wrong time is worse than none."""
CALL_TIMEOUT_S = 60
"""So is a call, so long after its time."""
SLOWEST_SCROLL = 6
_HALF_A_LOOK_S = 0.5  # the host looks once a second: a change comes half a second early or late
_ALONE = frozenset({Live.CLOCK, Live.DATE, Live.FIELD})
_CHANGING_CELLS = 2
"""Room is kept for two digits, so that the tenth person moves nothing."""


@dataclass(frozen=True)
class Layout:
    """What a card should hold for one page, how long it is up (s), and what it falls short of."""

    areas: tuple[Area, ...]
    lasts_s: float
    runs: bool
    shortfalls: tuple[Shortfall, ...] = ()


def lay_out(page: Page, settings: MarqueeSettings, units: Units, *, is_call: bool = False) -> Layout:
    """Return the areas of `page`; a text that is too long for one loses its end.

    A call's areas go by themselves when the host falls silent.
    """
    shown = settings.palette.page(page)
    said = [say(part.text) for part in shown.segments]
    whole = [replace(part, text=ours.text) for part, ours in zip(shown.segments, said, strict=True)]
    segments = _cut(whole)
    runs = page.motion is Motion.SCROLL_LEFT or _width(segments) > settings.columns
    areas = [_running(segments, settings)] if runs else _standing(segments, settings)
    lasts_s = _running_s(segments, settings) if runs else float(page.hold_s)
    if is_call:
        limit_s = min(0xFFFF, ceil(lasts_s) + CALL_TIMEOUT_S)
        areas = [replace(area, run=Run.DROP, timeout_s=limit_s) for area in areas]
    replaced = tuple(dict.fromkeys(char for ours in said for char in ours.replaced))
    told = tuple(replace(area, x=units.told(area.x), width=units.told(area.width)) for area in areas)
    shortfalls = [*_shortfalls(page, settings, replaced, runs=runs)]
    if segments != whole:
        shortfalls.append(Shortfall(page.key, Trouble.CUT))
    return Layout(told, lasts_s, runs, tuple(shortfalls))


def _cut(segments: list[Segment]) -> list[Segment]:
    """Return as much of `segments` as one area takes, whole characters alone."""
    left = MAX_TEXT_BYTES - COLOUR_BYTES * len(segments)
    kept = []
    for part in segments:
        sizes = accumulate(len(encode_text([(None, char)])) for char in part.text)
        count = sum(size <= left for size in sizes)
        kept.append(replace(part, text=part.text[:count]))
        left = left - len(encode_text([(None, part.text)])) if count == len(part.text) else 0
    return kept


def _shortfalls(page: Page, settings: MarqueeSettings, replaced: tuple[str, ...], *, runs: bool) -> Iterator[Shortfall]:
    if replaced:
        yield Shortfall(page.key, Trouble.REPLACED, replaced)
    if runs and page.motion is Motion.HOLD:
        yield Shortfall(page.key, Trouble.SET_RUNNING)
    if settings.rows > FONT_ROWS:
        yield Shortfall(page.key, Trouble.SMALLER)


def _running(segments: list[Segment], settings: MarqueeSettings) -> Area:
    speed = min(settings.scroll_speed, SLOWEST_SCROLL) * MAX_SPEED // SLOWEST_SCROLL
    whole = _area(0, 0, _columns(settings), segments, settings)
    return replace(whole, effect=Effect.LEFT, speed=speed, stay=0, single_line=SINGLE_LINE)


def _running_s(segments: list[Segment], settings: MarqueeSettings) -> float:
    """Return how long one pass is up: a little less than it takes, for the card begins the next one by itself."""
    dots = sum(say(part.text).width_dots for part in segments) + settings.columns
    return dots / settings.scroll_dots_per_s - _HALF_A_LOOK_S


def _standing(segments: list[Segment], settings: MarqueeSettings) -> list[Area]:
    """Return the areas side by side; the spare room is before the first and after the last text."""
    columns = _columns(settings)
    groups = _groups(segments)
    spare = columns - _width(segments)
    indent = " " * (max(0, spare) // 2 // LATIN_CELL_DOTS)
    areas: list[Area] = []
    x = 0
    for number, group in enumerate(groups):
        width = _width(group) + (len(indent) * LATIN_CELL_DOTS if number == 0 else 0)
        if number == len(groups) - 1:
            width = columns - x
        areas.append(_area(number, x, width, group, settings, indent=indent if number == 0 else ""))
        x += width
    return areas


def _groups(segments: list[Segment]) -> list[list[Segment]]:
    """Cut before each value that changes by itself, at most `MAX_AREAS - 1` times.

    The numbers of a call change together: each area more would only make it later.
    """
    groups: list[list[Segment]] = [[]]
    for part in segments:
        if part.live in _ALONE and groups[-1] and len(groups) < MAX_AREAS:
            groups.append([])
        groups[-1].append(part)
    return groups


def _area(  # noqa: PLR0913  # the place, the words, and the sign they are for
    number: int, x: int, width: int, segments: list[Segment], settings: MarqueeSettings, *, indent: str = ""
) -> Area:
    text = encode_text([(None, indent), *((part.colour, part.text) for part in segments)])
    has_clock = any(part.live is Live.CLOCK for part in segments)
    area = Area(number, x, top_row(settings), width, FONT_ROWS, text, single_line=SEVERAL_LINES)
    return replace(area, run=Run.DROP, timeout_s=CLOCK_TIMEOUT_S) if has_clock else area


def top_row(settings: MarqueeSettings) -> int:
    """Return the row on which the one line of text begins: in the middle of a taller sign."""
    return max(0, (settings.rows - FONT_ROWS) // 2)


def _columns(settings: MarqueeSettings) -> int:
    """Return how many dots the areas take: whole cells, as a BX-5K counts its width in them."""
    return settings.columns // LATIN_CELL_DOTS * LATIN_CELL_DOTS


def _width(segments: list[Segment]) -> int:
    """Return the room `segments` take, with what is kept for values that grow."""
    return sum(_room(part) for part in segments)


def _room(part: Segment) -> int:
    width = say(part.text).width_dots
    return max(width, _CHANGING_CELLS * LATIN_CELL_DOTS) if part.live.changes else width
