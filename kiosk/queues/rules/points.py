"""What cases are worth, and the month's list that follows from it.

Source: the office's plan: cases are counted by kind, a case that a review had to correct loses its points, the list is
adjusted by the days somebody was on duty, and its first three are named.  The plan wants it to encourage: so the errors and
the team's totals stand beside it, and nobody sees the names before the supervisor has signed them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True)
class CaseType:
    """One kind of case: `letter` is the class of tickets in which it usually comes."""

    case_id: str
    letter: str
    name: Mapping[str, str]
    points: int


@dataclass(frozen=True)
class PointsTable:
    """The office's table; `confirmed` where it has been settled."""

    version: str
    source: str
    confirmed: bool
    types: Mapping[str, CaseType]
    top: int
    highest_only: bool
    take_back: bool

    def points_of(self, done: Sequence[tuple[str, int]]) -> list[int]:
        """Return what each of a visit's cases, given as type and quantity, counts by the rule for several types."""
        each = [self.types[case].points * quantity for case, quantity in done]
        if not self.highest_only or not each:
            return each
        best = each.index(max(each))
        return [points if at == best else 0 for at, points in enumerate(each)]


@dataclass(frozen=True)
class ClerkMonth:
    """One clerk's month as it was counted: `lost` are the points of cases that had to be corrected."""

    clerk: str
    cases: int
    points: int
    corrected: int
    lost: int
    duty_days: int


@dataclass(frozen=True)
class RankedClerk:
    """One line of the list: `adjusted` is what the points would be had the clerk been on duty every day of the office."""

    place: int
    clerk: str
    cases: int
    points: int
    adjusted: float
    duty_days: int
    corrected: int

    @property
    def error_pct(self) -> float:
        """Corrected cases in percent of all."""
        return round(100 * self.corrected / self.cases, 1) if self.cases else 0.0


def ranked(months: Iterable[ClerkMonth], *, office_days: int, take_back: bool) -> list[RankedClerk]:
    """Return the list, best first; the same adjusted points share a place."""
    lines = sorted((_line(one, office_days, take_back=take_back) for one in months), key=lambda one: (-one[1], one[0].clerk))
    places: list[RankedClerk] = []
    for at, (one, adjusted, points) in enumerate(lines, start=1):
        place = places[-1].place if places and places[-1].adjusted == adjusted else at
        places.append(RankedClerk(place, one.clerk, one.cases, points, adjusted, one.duty_days, one.corrected))
    return places


def _line(one: ClerkMonth, office_days: int, *, take_back: bool) -> tuple[ClerkMonth, float, int]:
    points = max(0, one.points - one.lost) if take_back else one.points
    days = max(1, one.duty_days)
    return one, round(points * max(office_days, days) / days, 1), points
