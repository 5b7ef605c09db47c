"""A month of an office, made up from a seed: calls, announcements that come and go, urgent ones, quiet hours, power losses.

Everything is known beforehand, so that at each moment it can be asked what the sign should show.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from kiosk.clock import TAIPEI
from kiosk.queues.answers import CallView, HallView

if TYPE_CHECKING:
    from collections.abc import Iterator

DAYS, SEED = 30, 20_260_301
FIRST_DAY = date(2026, 3, 2)
OPENS, CLOSES, NOON = time(8), time(17, 30), (time(12), time(13, 30))
CALLS_A_DAY = 90
LOOK_BACK = timedelta(seconds=60)
IDLE_LOOK, NIGHT_LOOK = timedelta(minutes=2), timedelta(minutes=15)
LOOKS_AFTER_A_CALL_S = (0.0, 1.0, 3.1, 6.5, 9.0)
TEXTS = (
    "戶政事務所提醒您，請攜帶國民身分證正本與印章。", "本所星期六上午照常受理申請案件。", "接獲自稱戶政人員來電請撥打165查證。",
    "五月一日起換發新式戶口名簿，請洽二號櫃臺。", "夏季用電高峰，請隨手關燈節約能源。", "臺南市政府關心您：量血壓，顧健康。",
    "王喆先生遺失之證件請至服務臺領回。", "Household registration: please take a number.",
)  # fmt: skip
URGENT = ("颱風來襲，本市今日停止上班上課。", "空襲警報演習，請依指示疏散避難。")


@dataclass(frozen=True)
class Said:
    """One announcement: its text, whether it is urgent, from when until when."""

    text: str
    urgent: bool
    start_at: datetime
    until_at: datetime


@dataclass
class Month:
    """What happens, in order of time."""

    calls: list[CallView] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    power_losses: list[datetime] = field(default_factory=list)
    _called_at: list[datetime] = field(default_factory=list)

    @property
    def began_at(self) -> datetime:
        """The first moment."""
        return _at(FIRST_DAY, time(0))

    def hall(self, now: datetime) -> HallView:
        """Return the hall at `now`, the newest call first; so many wait as were called in the last half hour."""
        end = bisect_right(self._called_at, now)
        begin = bisect_right(self._called_at, now - LOOK_BACK)
        waiting = end - bisect_right(self._called_at, now - timedelta(minutes=30))
        return HallView(tuple(reversed(self.calls[begin:end])), waiting, {}, (), None)

    def is_quiet(self, now: datetime) -> bool:
        """Whether announcements rest: over noon, and outside the opening hours."""
        clock = now.astimezone(TAIPEI).time()
        return not OPENS <= clock < CLOSES or NOON[0] <= clock < NOON[1]

    def looks(self) -> Iterator[datetime]:
        """Yield every moment at which the supervisor's look may find something new, and idle ones between them."""
        moments = {call.called_at + timedelta(seconds=after) for call in self.calls for after in LOOKS_AFTER_A_CALL_S}
        moments |= {moment for one in self.said for moment in (one.start_at, one.until_at)}
        moments |= {lost + timedelta(seconds=after) for lost in self.power_losses for after in range(40)}
        for day in range(DAYS):
            at, ends = _at(FIRST_DAY + timedelta(days=day), time(0)), _at(FIRST_DAY + timedelta(days=day + 1), time(0))
            while at < ends:
                moments.add(at)
                at += IDLE_LOOK if OPENS <= at.astimezone(TAIPEI).time() < CLOSES else NIGHT_LOOK
        yield from sorted(moment for moment in moments if self.began_at <= moment)


def month(seed: int = SEED) -> Month:
    """Return the month of `seed`."""
    chance, made = random.Random(seed), Month()  # noqa: S311  # a plot, no secret
    for number in range(DAYS):
        _play_day(made, FIRST_DAY + timedelta(days=number), chance)
    made._called_at = [call.called_at for call in made.calls]  # noqa: SLF001  # its own index
    return made


def _play_day(made: Month, day: date, chance: random.Random) -> None:
    opens, closes = _at(day, OPENS), _at(day, CLOSES)
    length_s = (closes - opens).total_seconds()
    moments = sorted(opens + timedelta(seconds=chance.uniform(60, length_s - 60)) for _ in range(CALLS_A_DAY))
    for number, moment in enumerate(moments, start=1):
        together = chance.random() < 0.1 and made.calls  # two counters in the same moment
        at = made.calls[-1].called_at if together and made.calls[-1].called_at > opens else moment
        label = f"{'ABCD'[number % 4]}{number:03}"
        made.calls.append(CallView(len(made.calls) + 1, label, chance.randint(1, 12), at, 1, priority=False))
    for _ in range(chance.randint(1, 3)):
        start = opens + timedelta(seconds=chance.uniform(0, length_s))
        made.said.append(Said(chance.choice(TEXTS), False, start, start + timedelta(hours=chance.randint(2, 60))))
    if chance.random() < 0.12:
        start = opens + timedelta(seconds=chance.uniform(0, length_s))
        made.said.append(Said(chance.choice(URGENT), True, start, start + timedelta(minutes=chance.randint(5, 90))))
    if chance.random() < 0.15:
        made.power_losses.append(opens + timedelta(seconds=chance.uniform(0, length_s)))


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=TAIPEI).astimezone(UTC)
