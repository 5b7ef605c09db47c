"""From pages to the files a sign should hold: which content lies under which name.  Pure, no line.

Texts lie under names of their content: a changed page gets a fresh name, so the file that is playing is
never overwritten. The names go round, so that what an earlier run left behind is overwritten in time.
STRING files belong to (page, field): a changed field rewrites one small file and neither its page nor the
list.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from string import ascii_uppercase, digits
from typing import TYPE_CHECKING

from devices.errors import EncodeError
from devices.marquee.codecs.jetfile2_files import FileName, Folder
from devices.marquee.codecs.jetfile2_playlist import encode_list, entry
from devices.marquee.codecs.jetfile2_text import EncodedPage, encode_page
from devices.marquee.dots import width_dots
from devices.marquee.page import Live, Motion, Page
from devices.marquee.settings import MarqueeSettings, Shortfall, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

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


@dataclass(frozen=True)
class Single:
    """A page outside the list: its stored text, how long it is up (s), what it falls short of."""

    stored: bytes
    lasts_s: float
    shortfalls: tuple[Shortfall, ...] = ()


def runs(page: Page, settings: MarqueeSettings) -> bool:
    """Return whether a page runs across the sign: because it was asked to, or because it cannot stand there whole."""
    return page.motion is Motion.SCROLL_LEFT or width_dots(page.segments) > settings.columns


class Planner:
    """Remembers which names it gave, so that the same wish gives the same files."""

    def __init__(self, settings: MarqueeSettings) -> None:
        self._settings = settings
        self._names: dict[bytes, FileName] = {}
        self._labels: dict[tuple[str, int], FileName] = {}
        self._next = 0

    def pages(self, pages: tuple[Page, ...]) -> Plan:
        """Return the files of the pages that take turns; raises `EncodeError` if there are too many."""
        if len(pages) > MAX_PAGES:
            raise EncodeError(f"{len(pages)} pages are more than the {MAX_PAGES} a sign plays")
        encoded = [self._encode(page, self._label_of(page.key)) for page in pages]
        wanted = [one.stored for one, _ in encoded]
        self._name(wanted)
        self._drop_labels({page.key for page in pages})
        return Plan(
            {self._names[stored]: stored for stored in wanted},
            {file: content for one, _ in encoded for file, content in one.strings},
            encode_list(entry(self._names[stored], stored) for stored in wanted),
            tuple(short for _, shortfalls in encoded for short in shortfalls),
        )

    def single(self, page: Page) -> Single:
        """Return a call or an urgent page: one file that needs no other."""
        fixed = tuple(
            replace(part, live=Live.FIXED) if part.live.changes else part for part in page.segments
        )
        encoded, shortfalls = self._encode(replace(page, segments=fixed), self._label_of(page.key))
        return Single(encoded.stored, self._lasts_s(page), shortfalls)

    def _encode(
        self, page: Page, label_of: Callable[[int], FileName]
    ) -> tuple[EncodedPage, tuple[Shortfall, ...]]:
        page = self._settings.palette.page(page)
        encoded = encode_page(page, label_of, speed=self._settings.scroll_speed, run=self._runs(page))
        shortfalls = []
        if encoded.replaced:
            shortfalls.append(Shortfall(page.key, Trouble.REPLACED, encoded.replaced))
        if self._runs(page) and page.motion is Motion.HOLD:
            shortfalls.append(Shortfall(page.key, Trouble.SET_RUNNING))
        return encoded, tuple(shortfalls)

    def _runs(self, page: Page) -> bool:
        return runs(page, self._settings)

    def _lasts_s(self, page: Page) -> float:
        if not self._runs(page):
            return page.hold_s
        return (width_dots(page.segments) + self._settings.columns) / self._settings.scroll_dots_per_s

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
