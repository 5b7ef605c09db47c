"""What a rating means, and when it counts; pure.

Source of the scale, the reasons and the percentage: the office's satisfaction questionnaire (indicator
民眾滿意度).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DOUBLE_TAP = timedelta(seconds=2)
ADD_WITHIN = timedelta(minutes=10)  # later than this the visitor has left: nobody else adds to their answer
WRITE_WITHIN = timedelta(minutes=30)  # on the visitor's own phone there is more time
MAX_WORDS, MAX_SENDINGS = 500, 10
TENTH = Decimal("0.1")

REASONS = (
    "waited_too_long",
    "unclear",
    "attitude",
    "papers_missing",
    "too_slow",
    "place",
    "counter_not_found",
    "other",
)


class Face(StrEnum):
    """The five answers, from best to worst; the text is what the database keeps."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    NEUTRAL = "neutral"
    DISSATISFIED = "dissatisfied"
    VERY_DISSATISFIED = "very_dissatisfied"

    @property
    def text_key(self) -> str:
        """The key of its word."""
        return f"rate.{self.value}"

    @property
    def asks_why(self) -> bool:
        """Whether the visitor is offered reasons: from 普通 downwards."""
        return self not in SATISFIED


SATISFIED = (Face.VERY_SATISFIED, Face.SATISFIED)


@dataclass(frozen=True)
class Targets:
    """What the office promises; see `assets/policies/survey.yaml`."""

    version: int
    satisfied_percent: int
    invited_per_month: int
    invited_per_year: int
    confirmed: bool


def answered(counts: Mapping[Face, int]) -> int:
    """Return how many answers there are."""
    return sum(counts.values())


def satisfied_percent(counts: Mapping[Face, int]) -> Decimal | None:
    """Return (very satisfied + satisfied) / answered x 100, to one decimal, half up; None without answers."""
    total = answered(counts)
    if not total:
        return None
    share = Decimal(_satisfied(counts) * 100) / Decimal(total)
    return share.quantize(TENTH, ROUND_HALF_UP)


def reaches(counts: Mapping[Face, int], target_percent: int) -> bool:
    """Say whether the exact share, not the rounded one, reaches the target; nobody asked reaches nothing."""
    total = answered(counts)
    return total > 0 and _satisfied(counts) * 100 >= target_percent * total


def is_double_tap(before_at: datetime, now: datetime) -> bool:
    """Say whether a tap at `now` is the finger that tapped at `before_at`; a clock set back starts anew."""
    return timedelta(0) <= now - before_at < DOUBLE_TAP


def month_bounds(day: date) -> tuple[date, date]:
    """Return the first day of the month of `day` and the first day of the next."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1)


def _satisfied(counts: Mapping[Face, int]) -> int:
    return sum(counts.get(face, 0) for face in SATISFIED)
