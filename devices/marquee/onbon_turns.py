"""Whose turn it is on a card that has no play list: an urgent page, a call, or the next of the pages.  Pure.

The card shows what it was last told; the host turns the pages.  A call stands its time even when the wish for it is gone
meanwhile, once.  A page that a call interrupts comes again if it had stood for less than half of its time.  A page that is
new in the round is shown at once: its author is looking.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from devices.marquee.page import Page, Programme

NEVER = float("-inf")
HALF = 0.5


@dataclass(frozen=True)
class Turn:
    """The page that is up; None for an empty sign."""

    page: Page | None
    is_call: bool = False


class Turns:
    """Asked with every look, it keeps who stands since when (monotonic seconds)."""

    def __init__(self) -> None:
        self._key = ""
        self._index = 0
        self._since = self._until = NEVER
        self._comes_again = False
        self._known: frozenset[str] = frozenset()
        self.forget()

    def forget(self) -> None:
        """Take no call for shown; the round goes on where it was."""
        self._called: Page | None = None
        self._call_until = NEVER

    def now(self, programme: Programme, at: float, lasts_s: Mapping[Page, float]) -> Turn:
        """Return whose turn it is at `at`; `lasts_s` has every page of `programme`."""
        call = programme.call
        if programme.urgent is not None:
            return Turn(programme.urgent)
        if call is not None and call != self._called:
            self._interrupt(at)
            self._called, self._call_until = call, at + lasts_s[call]
        if at < self._call_until:
            return Turn(self._called, is_call=True)
        return Turn(self._of_round(programme.pages, at, lasts_s))

    def _interrupt(self, at: float) -> None:
        if at < self._until:
            self._comes_again = at - self._since < (self._until - self._since) * HALF
        self._until = NEVER

    def _of_round(self, pages: tuple[Page, ...], at: float, lasts_s: Mapping[Page, float]) -> Page | None:
        if not pages:
            return None
        keys = [page.key for page in pages]
        here = self._place(keys)
        fresh = [place for place, key in enumerate(keys) if key not in self._known] if self._known else []
        self._known = frozenset(keys)
        if fresh:
            self._index = fresh[0]
        elif here is None:  # what followed the page that is gone has moved up to its place
            self._index %= len(pages)
        else:
            step = 0 if at < self._until or self._comes_again else 1
            self._index = (here + step) % len(pages)
        page = pages[self._index]
        if at >= self._until or page.key != self._key:
            self._key, self._since, self._until = page.key, at, at + lasts_s[page]
            self._comes_again = False
        return page

    def _place(self, keys: list[str]) -> int | None:
        """Return where the round stands; a page that comes several times stands where it was, not at its first place."""
        if self._index < len(keys) and keys[self._index] == self._key:
            return self._index
        return keys.index(self._key) if self._key in keys else None
