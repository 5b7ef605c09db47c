"""Whose number a visitor may name who rates the service: those that a counter has just served, each once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

OFFERED_FOR = timedelta(minutes=60)  # who left a counter earlier has left the office, too
LAST_FOR = timedelta(minutes=30)  # so long a counter's last number is still its visitor's
COMES_WITHIN = timedelta(minutes=2)  # whose call is older is at the counter, noted or not: else it would have been called again
MOST = 18  # on one page, or two of large type


@dataclass(frozen=True)
class CounterVisit:
    """A number at a counter: when it was last called there, whether it was noted as come, when it left (None: it is there)."""

    label: str
    counter: int
    clerk: str
    called_at: datetime
    came: bool
    left_at: datetime | None = None


def offered(visits: Iterable[CounterVisit], now: datetime, answered: Collection[str]) -> list[CounterVisit]:
    """Return the visits to choose from, the newest first; a number that has been `answered` is not asked again."""
    return [one for one in _served(visits, now, OFFERED_FOR) if one.label not in answered][:MOST]


def latest_at(
    counter: int, visits: Iterable[CounterVisit], now: datetime, answered: Collection[str]
) -> CounterVisit | None:
    """Return whom a counter serves or has served last; nobody where that number is `answered`: an older one is not there."""
    here = _served((one for one in visits if one.counter == counter), now, LAST_FOR)
    return here[0] if here and here[0].label not in answered else None


def _served(visits: Iterable[CounterVisit], now: datetime, within: timedelta) -> list[CounterVisit]:
    """Return those who are being served or left within that time, each number once, the newest first."""
    found = sorted((one for one in visits if _counts(one, now, within)), key=_when, reverse=True)
    newest: dict[str, CounterVisit] = {}
    for one in found:
        newest.setdefault(one.label, one)
    return list(newest.values())


def _counts(one: CounterVisit, now: datetime, within: timedelta) -> bool:
    if one.left_at is not None:
        return now - one.left_at <= within
    return one.came or now - one.called_at >= COMES_WITHIN


def _when(one: CounterVisit) -> tuple[bool, datetime]:
    return one.left_at is None, one.left_at or one.called_at
