"""From pages to the files a sign should hold: which content lies under which name.  Pure, no line.

Texts lie under names of their content: a changed page gets a fresh name, so the file that is playing is
never overwritten. The names go round, so that what an earlier run left behind is overwritten in time.
STRING files belong to (page, field): a changed field rewrites one small file and neither its page nor the
list.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from string import ascii_uppercase, digits
from typing import TYPE_CHECKING

from devices.errors import EncodeError
from devices.marquee.codecs.jetfile2_files import FileName, Folder
from devices.marquee.codecs.jetfile2_playlist import encode_list, entry
from devices.marquee.codecs.jetfile2_text import EncodedPage, encode_page
from devices.marquee.dots import ROWS, width_dots
from devices.marquee.jetfile2_pictures import Pictures
from devices.marquee.page import Live, Motion, Page, Segment
from devices.marquee.settings import MarqueeSettings, Shortfall, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from devices.marquee.dots import Glyphs

TEXT_NAMES = 100
MAX_PAGES = 40
_LABELS = tuple(first + second for first in digits + ascii_uppercase for second in digits + ascii_uppercase)


@dataclass(frozen=True)
class Plan:
    """What a sign should hold for its pages; `play_list` is SEQUENT.SYS."""

    texts: dict[FileName, bytes] = field(default_factory=dict)
    strings: dict[FileName, bytes] = field(default_factory=dict)
    play_list: bytes = b""
    shortfalls: tuple[Shortfall, ...] = ()
    pictures: dict[FileName, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Single:
    """A page outside the list: its stored text, how long it is up (s), what it falls short of, the pictures it needs."""

    stored: bytes
    lasts_s: float
    shortfalls: tuple[Shortfall, ...] = ()
    pictures: dict[FileName, bytes] = field(default_factory=dict)


def runs(page: Page, settings: MarqueeSettings) -> bool:
    """Return whether a page runs across the sign: because it was asked to, or because it cannot stand there whole."""
    return page.motion is Motion.SCROLL_LEFT or page_dots(page, settings) > settings.columns


def as_single(page: Page) -> Page:
    """Return a page whose values stand for themselves: it is sent whole each time."""
    fixed = tuple(replace(part, live=Live.FIXED) if part.live.changes else part for part in page.segments)
    return replace(page, segments=fixed)


def all_drawn(settings: MarqueeSettings) -> bool:
    """Return whether fixed texts are sent as pictures: as configured, or because the traditional font has 16 rows only."""
    return settings.pictures or settings.rows > ROWS


def page_dots(page: Page, settings: MarqueeSettings) -> int:
    """Return how many columns a page takes: what is drawn in the sign's height, what changes in letters of 16 rows."""
    return sum(width_dots((part,), settings.rows if is_drawn(part, settings) else ROWS) for part in page.segments)


def is_drawn(part: Segment, settings: MarqueeSettings) -> bool:
    """Return whether a part is sent as a picture: blanks are not, nor what changes."""
    return all_drawn(settings) and part.live is Live.FIXED and bool(part.text.strip())


class Planner:
    """Remembers which names it gave, so that the same wish gives the same files."""

    def __init__(self, settings: MarqueeSettings, glyphs: Glyphs | None = None) -> None:
        self._settings = settings
        self._pictures = Pictures(settings, glyphs)
        self._in_pages: frozenset[FileName] = frozenset()
        self._in_singles: deque[frozenset[FileName]] = deque(maxlen=2)  # a call and an urgent page
        self._names: dict[bytes, FileName] = {}
        self._labels: dict[tuple[str, int], FileName] = {}
        self._next = 0

    def pages(self, pages: tuple[Page, ...]) -> Plan:
        """Return the files of the pages that take turns; raises `EncodeError` if there are too many."""
        if len(pages) > MAX_PAGES:
            raise EncodeError(f"{len(pages)} pages are more than the {MAX_PAGES} a sign plays")
        self._pictures.keep(self._in_pages.union(*self._in_singles))
        self._pictures.begin()
        encoded = [self._encode(page, self._label_of(page.key)) for page in pages]
        self._in_pages = frozenset(self._pictures.used)
        wanted = [one.stored for one, _ in encoded]
        self._name(wanted)
        self._drop_labels({page.key for page in pages})
        return Plan(
            {self._names[stored]: stored for stored in wanted},
            {file: content for one, _ in encoded for file, content in one.strings},
            encode_list(entry(self._names[stored], stored) for stored in wanted),
            tuple(short for _, shortfalls in encoded for short in shortfalls),
            dict(self._pictures.used),
        )

    def single(self, page: Page) -> Single:
        """Return a call or an urgent page: one text that needs no STRING files."""
        page = as_single(page)
        self._pictures.begin()
        encoded, shortfalls = self._encode(page, self._label_of(page.key))
        self._in_singles.append(frozenset(self._pictures.used))
        return Single(encoded.stored, self._lasts_s(page), shortfalls, dict(self._pictures.used))

    def _encode(
        self, page: Page, label_of: Callable[[int], FileName]
    ) -> tuple[EncodedPage, tuple[Shortfall, ...]]:
        page = self._settings.palette.page(page)
        encoded = encode_page(
            page, label_of, speed=self._settings.scroll_speed, run=self._runs(page),
            draw=self._pictures.draw, all_drawn=all_drawn(self._settings),
        )  # fmt: skip
        return encoded, tuple(self._shortfalls(page, encoded))

    def _shortfalls(self, page: Page, encoded: EncodedPage) -> Iterator[Shortfall]:
        if encoded.replaced:
            yield Shortfall(page.key, Trouble.REPLACED, encoded.replaced)
        if encoded.pictured:
            yield Shortfall(page.key, Trouble.PICTURED, encoded.pictured)
        if self._runs(page) and page.motion is Motion.HOLD:
            yield Shortfall(page.key, Trouble.SET_RUNNING)
        if self._settings.rows > ROWS and (encoded.small or any(part.live is not Live.FIXED for part in page.segments)):
            yield Shortfall(page.key, Trouble.SMALLER)

    def _runs(self, page: Page) -> bool:
        return runs(page, self._settings)

    def _lasts_s(self, page: Page) -> float:
        if not self._runs(page):
            return page.hold_s
        return (page_dots(page, self._settings) + self._settings.columns) / self._settings.scroll_dots_per_s

    def _name(self, wanted: list[bytes]) -> None:
        """Give each wanted content a name that is not in use now, and keep only the wanted ones."""
        taken = {file.name for file in self._names.values()}
        for stored in wanted:
            if stored not in self._names:
                while (name := f"P{self._next:02d}") in taken:
                    self._next = (self._next + 1) % TEXT_NAMES
                taken.add(name)
                self._names[stored] = FileName(self._settings.drive, Folder.TEXT, name)
                self._next = (self._next + 1) % TEXT_NAMES
        self._names = {stored: self._names[stored] for stored in wanted}

    def _label_of(self, page_key: str) -> Callable[[int], FileName]:
        def label_of(number: int) -> FileName:
            key = (page_key, number)
            if key not in self._labels:
                taken = {file.name for file in self._labels.values()}
                name = next((label for label in _LABELS if label not in taken), None)
                if name is None:
                    raise EncodeError(f"page {page_key}: a sign keeps at most {len(_LABELS)} changing fields")
                self._labels[key] = FileName(self._settings.drive, Folder.STRING, name)
            return self._labels[key]

        return label_of

    def _drop_labels(self, keys: set[str]) -> None:
        self._labels = {key: file for key, file in self._labels.items() if key[0] in keys}
