"""The figures of a period.  Each definition stands here once, is shown beside its figure, and is what the code below does."""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kiosk.queues.rules.waits import WaitRange

DEFINITIONS = {
    "taken": "取號：期間內發出的號碼，含服務台代取、紙捲號碼與憑一次告知單回來者。",
    "served": "完成：櫃台按「完成」或叫下一號時辦畢的號碼。",
    "no_show": "過號：叫號三次未到的號碼，晚到後完成者計入完成。",
    "abandoned": "放棄：自行取消，以及當日未被叫到的號碼。",
    "waiting": "等候時間：取號到第一次叫號；轉交或回來後再等的時間一併計入。",
    "walking": "走動時間：最後一次叫號到櫃台按「已到」；未按者不計。",
    "serving": "辦理時間：到櫃台（未按「已到」者自最後一次叫號）到辦畢，多次到櫃台合計。",
    "noon": "中午服務：中午彈性時段取號者。",
    "hit": "預估準確率：實際等候時間落在號碼單所印範圍內的比率，只計印有範圍且已叫號者。",
}


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """What is known of one number; times are seconds, None where they are not known."""

    letter: str
    counter: int | None
    clerk: str
    hour: int
    state: str
    noon: bool
    over: bool  # its day has ended: who was not called by then was not served
    waiting_s: int | None
    walking_s: int | None
    serving_s: int | None
    forecast: WaitRange | None


@dataclass(frozen=True)
class Spread:
    """A time in minutes: how many values, their mean, median and the one that nine of ten do not exceed."""

    count: int
    mean_min: float
    median_min: float
    p90_min: float


@dataclass(frozen=True)
class FigureLine:
    """The figures of one class, counter, clerk, hour, or of everything."""

    name: str
    taken: int
    served: int
    no_show: int
    abandoned: int
    waiting: Spread
    walking: Spread
    serving: Spread
    hit_pct: float | None


def lines(facts: Sequence[VisitFacts], key: Callable[[VisitFacts], str]) -> list[FigureLine]:
    """Return a line for each value of `key`, in its order; numbers whose key is empty belong to no line."""
    groups: dict[str, list[VisitFacts]] = defaultdict(list)
    for one in facts:
        if name := key(one):
            groups[name].append(one)
    return [line(name, groups[name]) for name in sorted(groups, key=lambda name: (int(name) if name.isdecimal() else 0, name))]


def line(name: str, facts: Sequence[VisitFacts]) -> FigureLine:
    """Return the figures of some numbers."""
    states = [one.state for one in facts]
    unserved = sum(one.over and one.state in {"waiting", "transferred", "returned"} for one in facts)
    forecasts = [
        one.forecast.holds(one.waiting_s / 60) for one in facts if one.forecast is not None and one.waiting_s is not None
    ]
    return FigureLine(
        name=name, taken=len(facts), served=states.count("done"), no_show=states.count("no_show"),
        abandoned=states.count("cancelled") + unserved, waiting=spread(one.waiting_s for one in facts),
        walking=spread(one.walking_s for one in facts), serving=spread(one.serving_s for one in facts),
        hit_pct=round(100 * sum(forecasts) / len(forecasts), 1) if forecasts else None,
    )  # fmt: skip


def spread(seconds: Iterable[int | None]) -> Spread:
    """Return a time's spread in minutes, to a tenth; all zero where nothing is known."""
    known = sorted(one for one in seconds if one is not None)
    if not known:
        return Spread(0, 0.0, 0.0, 0.0)
    p90 = known[math.ceil(0.9 * len(known)) - 1]
    return Spread(len(known), _min(statistics.fmean(known)), _min(statistics.median(known)), _min(p90))


def _min(seconds: float) -> float:
    return round(seconds / 60, 1)
