"""From a programme to the commands that make an Alpha sign hold it.  Pure; remembers what it put where.

A page that stands comes before one that runs: it is short, and it is the one with the date, the clock and who waits.  What does
not fit into the sign's memory is left out, and the report says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from devices.errors import EncodeError
from devices.marquee.alpha_layout import (
    CALL_PAGES,
    CALL_VALUES,
    PAGE_BYTES,
    PAGE_VALUES,
    PAGES,
    VALUE_BYTES,
    Layout,
    Slot,
)  # fmt: skip
from devices.marquee.alpha_page import COLOUR_CODES, Composed, Letters, compose, is_sayable
from devices.marquee.codecs import alpha_commands as commands
from devices.marquee.codecs import alpha_text as text
from devices.marquee.page import Live
from devices.marquee.settings import Shortfall, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.marquee.alpha_page import Rows
    from devices.marquee.dots import Glyphs
    from devices.marquee.page import Page, Programme
    from devices.marquee.settings import MarqueeSettings


@dataclass(frozen=True)
class Sheet:
    """A page as the sign is to hold it: TEXT file `label`, its pictures, and the STRINGs for its changing values."""

    label: str
    pictures: tuple[bytes, ...]
    text: bytes
    values: tuple[bytes, ...] = ()
    stands: bool = True
    shortfalls: tuple[Shortfall, ...] = ()

    @property
    def fixed(self) -> tuple[bytes, ...]:
        """What must be there before the page may be shown, in this order."""
        return (*self.pictures, self.text)


@dataclass(frozen=True)
class Plan:
    """What a sign should hold: commands, by what they are for.  `calls` are two versions of one call."""

    pages: tuple[Sheet, ...] = ()
    calls: tuple[Sheet, ...] = ()
    urgent: Sheet | None = None
    shortfalls: tuple[Shortfall, ...] = ()


class Planner:
    """Remembers which picture and which page lies where, so that the same wish gives the same commands."""

    def __init__(self, settings: MarqueeSettings, layout: Layout, glyphs: Glyphs) -> None:
        self._settings, self._layout, self._glyphs = settings, layout, glyphs
        self._slots: dict[Rows, Slot] = {}
        self._labels: dict[str, str] = {}
        self._values: dict[tuple[str, int], str] = {}
        self._composed: dict[tuple[Page, bool], Composed] = {}

    def plan(self, programme: Programme, call: Page | None) -> Plan:
        """Return what the sign should hold for `programme`, and for `call` whether or not it stands now.

        Raises `EncodeError` for a call or an urgent page that the sign cannot hold at all.
        """
        self._forget_pages(programme.pages)
        wanted = {picture for page in programme.pages for picture in self._compose(page).pictures}
        shelf = _Shelf(self._layout.slots, self._slots, wanted)
        urgent = self._urgent(programme.urgent, shelf) if programme.urgent else None
        calls = self._calls(call, shelf) if call else ()
        if programme.call and not calls:
            raise EncodeError(f"page {programme.call.key}: the sign has no room for a call with so many characters")
        order = sorted(dict.fromkeys(programme.pages), key=lambda page: self._compose(page).mode is text.Mode.ROTATE)
        placed = {page.key: self._page(page, shelf) for page in order}
        self._slots = shelf.all()
        pages = tuple(sheet for page in programme.pages if (sheet := placed[page.key]))
        left_out = tuple(Shortfall(key, Trouble.LEFT_OUT) for key, sheet in placed.items() if not sheet)
        said = dict.fromkeys((*pages, *calls[:1], *((urgent,) if urgent else ())))
        return Plan(pages, calls, urgent, (*(short for sheet in said for short in sheet.shortfalls), *left_out))

    def _page(self, page: Page, shelf: _Shelf) -> Sheet | None:
        label = self._labels.get(page.key)
        if label is None:
            return None
        for drawn in (False, True):
            composed = self._compose(page, drawn=drawn)
            slots = shelf.place(composed.pictures)
            if slots is None:
                return None
            sheet = _sheet(label, composed, slots, self._values_of(page.key))
            if len(sheet.text) - 2 <= PAGE_BYTES:
                return sheet
        return None

    def _calls(self, call: Page, shelf: _Shelf) -> tuple[Sheet, ...]:
        """Return a call twice; whatever letters it has are values, marked or not: the next call will have others."""
        segments = tuple(
            replace(part, live=Live.NUMBER) if part.live is Live.FIXED and part.text.strip() and is_sayable(part.text) else part
            for part in call.segments
        )
        composed = self._compose(replace(call, segments=segments))
        slots = shelf.place(composed.pictures)
        if slots is None:
            return ()
        return tuple(
            _sheet(label, composed, slots, _one_by_one(values))
            for label, values in zip(CALL_PAGES, CALL_VALUES, strict=True)
        )

    def _urgent(self, page: Page, shelf: _Shelf) -> Sheet:
        fixed = tuple(replace(part, live=Live.FIXED) if part.live.changes else part for part in page.segments)
        for drawn in (False, True):
            composed = self._compose(replace(page, segments=fixed), drawn=drawn)
            slots = shelf.place(composed.pictures)
            if slots is not None and len(_content(composed, slots, _no_value)[0]) <= commands.MAX_PRIORITY_BYTES:
                return _sheet(commands.PRIORITY, composed, slots, _no_value)
        raise EncodeError(f"page {page.key}: an urgent text of {len(page.text)} characters does not fit the sign: shorten it")

    def _compose(self, page: Page, *, drawn: bool = False) -> Composed:
        """Return a page in pieces; those of the pages in turn are kept, because drawing takes its time."""
        key = (page, drawn)
        return self._composed.get(key) or self._composed.setdefault(key, self._composed_anew(page, drawn=drawn))

    def _composed_anew(self, page: Page, *, drawn: bool) -> Composed:
        return compose(page, self._settings, self._glyphs, drawn=drawn)

    def _values_of(self, page_key: str) -> Callable[[], str | None]:
        """Return a function that gives the labels of a page's values one by one; None where all are in use."""
        numbers = count()

        def next_value() -> str | None:
            key = (page_key, next(numbers))
            if key not in self._values:
                free = (label for label in PAGE_VALUES if label not in self._values.values())
                if (label := next(free, None)) is None:
                    return None
                self._values[key] = label
            return self._values[key]

        return next_value

    def _forget_pages(self, pages: tuple[Page, ...]) -> None:
        """Let pages keep their files, give new ones those that are free, and forget the ones that are gone."""
        keys = list(dict.fromkeys(page.key for page in pages))
        self._composed = {key: composed for key, composed in self._composed.items() if key[0] in pages}
        self._values = {key: label for key, label in self._values.items() if key[0] in keys}
        self._labels = {key: label for key, label in self._labels.items() if key in keys}
        free = [label for label in PAGES if label not in self._labels.values()]
        for key in keys:
            if key not in self._labels and free:
                self._labels[key] = free.pop(0)


class _Shelf:
    """Puts pictures into slots: where one lies already it stays, unless one that matters more needs the room.

    `before` says what lies where, `wanted` which of that some page still needs.
    """

    def __init__(self, slots: tuple[Slot, ...], before: dict[Rows, Slot], wanted: set[Rows]) -> None:
        self._slots, self._before, self._wanted = slots, before, wanted
        self._taken: dict[Rows, Slot] = {}

    def place(self, pictures: tuple[Rows, ...]) -> dict[Rows, Slot] | None:
        """Return a slot for each of `pictures`; None, and nothing changes, where they do not all find one."""
        tried = dict(self._taken)
        for picture in pictures:
            slot = tried.get(picture) or self._choose(picture, set(tried.values()))
            if slot is None:
                return None
            tried[picture] = slot
        self._taken = tried
        return tried

    def all(self) -> dict[Rows, Slot]:
        """Return what lies where now: what was placed, and what still lies in slots that nobody took."""
        in_use = set(self._taken.values())
        return {**{picture: slot for picture, slot in self._before.items() if slot not in in_use}, **self._taken}

    def _choose(self, picture: Rows, in_use: set[Slot]) -> Slot | None:
        if (old := self._before.get(picture)) is not None and old not in in_use:
            return old
        fitting = [slot for slot in self._slots if slot not in in_use and slot.fits(picture)]
        needed = {slot for lying, slot in self._before.items() if lying in self._wanted}
        full = set(self._before.values())
        by_loss = sorted(fitting, key=lambda slot: (slot in needed, slot.columns, slot in full))
        return by_loss[0] if by_loss else None


def _sheet(
    label: str, composed: Composed, slots: dict[Rows, Slot], next_value: Callable[[], str | None]
) -> Sheet:
    content, values = _content(composed, slots, next_value)
    return Sheet(
        label,
        tuple(commands.write_dots(slots[picture].label, picture) for picture in composed.pictures),
        commands.write_text(label, content, composed.mode),
        tuple(values),
        composed.mode is text.Mode.HOLD,
        composed.shortfalls,
    )


def _content(
    composed: Composed, slots: dict[Rows, Slot], next_value: Callable[[], str | None]
) -> tuple[bytes, list[bytes]]:
    """Return what a TEXT file says after its mode, and its STRINGs."""
    content, values = bytearray(text.speed(composed.speed)), []
    style = None
    for piece in composed.pieces:
        if not isinstance(piece, Letters):
            content += text.CALL_DOTS + slots[piece].label.encode("ascii")
            continue
        if piece.style != style:
            style = piece.style
            content += text.colour(COLOUR_CODES[piece.colour]) + text.font(style[1])
        if piece.content is None:
            content += text.CALL_TIME
        elif piece.changes and len(piece.content) <= VALUE_BYTES and (label := next_value()):
            content += text.CALL_STRING + label.encode("ascii")
            values.append(commands.write_string(label, piece.content))
        else:
            content += piece.content
    return bytes(content), values


def _one_by_one(labels: str) -> Callable[[], str | None]:
    left = iter(labels)
    return lambda: next(left, None)


def _no_value() -> None:
    """Give no label: a page that must stand alone has no values of its own."""
