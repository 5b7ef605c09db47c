"""Whose turn it is: announcements in one round that then begins again.  Pure.

The round is fair by construction: every text comes in it, as often as its weight says and spread evenly (the smooth weighted
round robin: each gains its weight at every turn, the one that has most is shown and pays the sum of all weights).  While there
is a text against fraud, one of every `anti_fraud_every_n` turns is such a text, also from the end of a round to the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from math import gcd
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST_ROUND = 36  # a sign plays forty pages at most; the resting pages need a place, too


@dataclass(frozen=True)
class Turn:
    """One text that wants to be seen: how often, and whether it is against fraud."""

    key: int
    weight: int = 1
    anti_fraud: bool = False


def round_of(turns: Sequence[Turn], *, anti_fraud_every_n: int) -> tuple[int, ...]:
    """Return the keys of one round, in the order in which they are shown; equal weights keep the order of `turns`."""
    weights = _fitting({one.key: one.weight for one in turns}, turns, anti_fraud_every_n)
    others = _spread([(one.key, weights[one.key]) for one in turns if not one.anti_fraud])
    against = _spread([(one.key, weights[one.key]) for one in turns if one.anti_fraud])
    return _woven(others, against, anti_fraud_every_n) if others and against else tuple(others or against)


def _fitting(weights: dict[int, int], turns: Sequence[Turn], every_n: int) -> dict[int, int]:
    """Return weights without a common factor, the heaviest lowered until their round is not too long."""
    weights = _reduced(weights)
    while _length(weights, turns, every_n) > LONGEST_ROUND and max(weights.values()) > 1:
        heaviest = max(weights.values())
        weights = _reduced({key: min(weight, heaviest - 1) for key, weight in weights.items()})
    return weights


def _reduced(weights: dict[int, int]) -> dict[int, int]:
    common = reduce(gcd, weights.values(), 0) or 1
    return {key: weight // common for key, weight in weights.items()}


def _length(weights: dict[int, int], turns: Iterable[Turn], every_n: int) -> int:
    against = sum(weights[one.key] for one in turns if one.anti_fraud)
    others = sum(weights.values()) - against
    return others + _slots(others, against, every_n)


def _slots(others: int, against: int, every_n: int) -> int:
    """Return how many turns go to texts against fraud: enough for all of them, and one among `every_n`."""
    return max(against, -(-others // (every_n - 1))) if others and against else against


def _spread(weighted: Sequence[tuple[int, int]]) -> list[int]:
    total, have = sum(weight for _, weight in weighted), dict.fromkeys((key for key, _ in weighted), 0)
    shown = []
    for _ in range(total):
        for key, weight in weighted:
            have[key] += weight
        first = max(have, key=lambda key: have[key])  # of equals, the one that stands first
        have[first] -= total
        shown.append(first)
    return shown


def _woven(others: list[int], against: list[int], every_n: int) -> tuple[int, ...]:
    """Put the texts against fraud between the others, as evenly as it goes; one of them closes the round."""
    slots = _slots(len(others), len(against), every_n)
    woven: list[int] = []
    for slot in range(slots):
        woven += others[len(others) * slot // slots : len(others) * (slot + 1) // slots]
        woven.append(against[slot % len(against)])
    return tuple(woven)
