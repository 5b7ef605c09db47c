"""Which page the board's side panel shows: counters most of the time, other pages between while nobody is called.  Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

COUNTERS_S, PAGE_S = 16.0, 8.0
COUNTERS_A_PAGE = 12
COUNTERS, MAP = "counters", "map"
Turn = tuple[str, int]  # a page's name, and which sheet of it


class Rotation:
    """Turns through the pages that there are; a new call brings the counters at once, and the way there right after them."""

    def __init__(self) -> None:
        self._at, self._since_s = 0, float("-inf")
        self._turns: tuple[Turn, ...] = ((COUNTERS, 0),)

    @property
    def shown(self) -> Turn:
        """Return the page that shows."""
        return self._turns[self._at % len(self._turns)]

    def told(self, counters: int, pages: Sequence[tuple[str, int]]) -> None:
        """Take how many counters there are, and how many sheets each page has; what shows stays where it still is."""
        turns = sequence(counters, pages)
        if turns != self._turns:
            shown = self.shown
            self._turns = turns
            self._at = turns.index(shown) if shown in turns else 0

    def called(self, counter: int, now_s: float) -> None:
        """Show the counter that calls, and then where it is."""
        sheet = (COUNTERS, max(0, counter - 1) // COUNTERS_A_PAGE)
        before_map = self._turns.index((MAP, 0)) - 1 if (MAP, 0) in self._turns else -1
        places = [at for at, turn in enumerate(self._turns) if turn == sheet]
        if places:
            self._at = before_map if before_map in places else places[0]
        self._since_s = now_s

    def advance(self, now_s: float) -> bool:
        """Turn the page when its time is over; says whether another one shows."""
        alone = sum(turn[0] == COUNTERS for turn in self._turns) == len(self._turns) or self._counter_sheets() > 1
        stands_s = COUNTERS_S if self.shown[0] == COUNTERS and not alone else PAGE_S
        if len(self._turns) == 1 or now_s - self._since_s < stands_s:
            return False
        if self._since_s != float("-inf"):
            self._at = (self._at + 1) % len(self._turns)
        self._since_s = now_s
        return True

    def _counter_sheets(self) -> int:
        return len({turn for turn in self._turns if turn[0] == COUNTERS})


def sequence(counters: int, pages: Sequence[tuple[str, int]]) -> tuple[Turn, ...]:
    """Return the order of a round: all counters, a page, all counters, the next page ..."""
    all_counters = [(COUNTERS, sheet) for sheet in range(max(1, -(-counters // COUNTERS_A_PAGE)))]
    others = [(name, sheet) for name, sheets in pages for sheet in range(sheets)]
    return tuple(turn for other in others for turn in (*all_counters, other)) or tuple(all_counters)
