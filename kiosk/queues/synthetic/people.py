"""Visitors of an invented day.  Pure: the same `Random` gives the same people.

Shares and minutes are planning assumptions of a district's office: two humps of arrivals, a quiet noon, work times with a
long tail (log-normal), some who never come to the counter, and some who give up.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from random import Random

HOUR = 3600
OPENS_S, NOON_S, AFTERNOON_S, CLOSES_S = 8 * HOUR, 12 * HOUR, int(13.5 * HOUR), int(17.5 * HOUR)
LAST_NUMBER_S = CLOSES_S - 600
KINDS: dict[str, tuple[float, float]] = {  # share of visitors, mean minutes at the counter
    "A": (0.38, 3.0), "B": (0.24, 6.5), "C": (0.15, 10.0), "D": (0.09, 5.0), "E": (0.04, 12.0), "F": (0.04, 6.5),
    "G": (0.06, 2.5),
}  # fmt: skip
TAIL = 0.55  # sigma of the log-normal work time
PRIORITY, NO_SHOW, GIVES_UP = 0.12, 0.03, 0.015
LANGUAGES = (("zh_Hant", 0.9), ("vi", 0.05), ("en", 0.03), ("id", 0.02))
BY_HOUR = ((8, 1.3), (9, 1.6), (10, 1.5), (11, 1.1), (12, 0.5), (13, 0.9), (14, 1.4), (15, 1.2), (16, 0.9), (17, 0.4))

Fate = Literal["served", "no_show", "gives_up"]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who takes a number; moments are seconds of the local day."""

    at_s: int
    letter: str
    language: str
    priority: bool
    fate: Fate
    walk_s: int
    work_s: int


def visitors(rng: Random, count: int) -> list[Visitor]:
    """Return `count` visitors in the order in which they come."""
    letters, shares = list(KINDS), [share for share, _ in KINDS.values()]
    languages, spoken = [one for one, _ in LANGUAGES], [share for _, share in LANGUAGES]
    kinds, tongues = rng.choices(letters, shares, k=count), rng.choices(languages, spoken, k=count)
    moments = sorted(_moment(rng) for _ in range(count))
    return [
        Visitor(
            at_s, letter, language, rng.random() < PRIORITY, _fate(rng), rng.randint(8, 40), _work(rng, KINDS[letter][1])
        )
        for at_s, letter, language in zip(moments, kinds, tongues, strict=True)
    ]


_HOURS, _WEIGHTS = [hour for hour, _ in BY_HOUR], [weight for _, weight in BY_HOUR]


def _moment(rng: Random) -> int:
    hour = rng.choices(_HOURS, _WEIGHTS)[0]
    return min(LAST_NUMBER_S - 1, max(OPENS_S, hour * HOUR + rng.randrange(HOUR)))


def _fate(rng: Random) -> Fate:
    luck = rng.random()
    return "no_show" if luck < NO_SHOW else "gives_up" if luck < NO_SHOW + GIVES_UP else "served"


def _work(rng: Random, mean_min: float) -> int:
    """Return seconds at the counter; the mean of the log-normal is `mean_min`."""
    return max(30, round(rng.lognormvariate(math.log(mean_min * 60) - TAIL * TAIL / 2, TAIL)))
