"""Reading the queue: who waits, who is called, how long it will take.  Nothing here writes."""

from __future__ import annotations

from collections import Counter as Tally
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection
from django.db.models import Count

from kiosk.clock import TAIPEI, day_of
from kiosk.guide.ticketing import ticketing
from kiosk.queues.answers import CallView, CounterView, HallView, TicketStatus
from kiosk.queues.models import Counter, Ticket, TicketEvent, TicketState
from kiosk.queues.rules import WaitRange, name_and_detail, wait_range
from kiosk.texts import pick

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kiosk.guide.answers import TicketClass

CALLS_SHOWN = 5


@dataclass(frozen=True)
class Situation:
    """The numbers a wait is estimated from, read at one moment."""

    waiting: dict[str, int]
    open_counters: int
    pace_s: dict[str, int]

    def wait(self, classes: Mapping[str, TicketClass], ahead: dict[str, int] | None = None) -> WaitRange | None:
        """Return the expected wait behind everybody who waits now, or behind those of `ahead` by class letter."""
        people = self.waiting if ahead is None else ahead
        minutes = sum(n * self._minutes(classes.get(letter), letter) for letter, n in people.items())
        return wait_range(minutes_ahead=minutes, open_counters=self.open_counters)

    def _minutes(self, kind: TicketClass | None, letter: str) -> float:
        if letter in self.pace_s:
            return self.pace_s[letter] / 60
        return float(kind.plan_minutes) if kind else 0.0


_SITUATION = """
    SELECT 'w', letter, COUNT(*) FROM queues_ticket WHERE day = %s AND state = 'waiting' GROUP BY letter
    UNION ALL SELECT 'p', letter, median_s FROM queues_pace
    UNION ALL SELECT 'c', '', COUNT(*) FROM queues_counter WHERE is_open AND opened_at >= %s
"""


def situation(day: date) -> Situation:
    """Read what a wait is estimated from, in one query: it stands in the path of every number given."""
    began_at = connection.ops.adapt_datetimefield_value(begin_of(day))
    with connection.cursor() as cursor:
        cursor.execute(_SITUATION, [day.isoformat(), began_at])
        rows = cursor.fetchall()
    return Situation(
        waiting={letter: int(n) for what, letter, n in rows if what == "w"},
        open_counters=sum(int(n) for what, _, n in rows if what == "c"),
        pace_s={letter: int(n) for what, letter, n in rows if what == "p"},
    )


def hall(now: datetime) -> HallView:
    """Return what the hall shows at `now`."""
    today = day_of(now)
    called = Ticket.objects.filter(day=today, last_call_at__isnull=False).order_by("-last_call_at", "-id")
    current = dict(
        Ticket.objects.filter(day=today, state=TicketState.CALLED).values_list("counter", "label")
    )
    seen = situation(today)
    return HallView(
        calls=tuple(call_view(one) for one in called[:CALLS_SHOWN]),
        waiting=sum(seen.waiting.values()),
        waiting_by_class=dict(sorted(seen.waiting.items())),
        counters=tuple(counter_view(one, current.get(one.number, ""), today) for one in all_counters()),
        wait=seen.wait(ticketing().classes),
    )


def status(ticket: Ticket, language: str) -> TicketStatus:
    """Return what a phone shows about one number."""
    classes = ticketing().classes
    kind = classes.get(ticket.letter)
    waits = ticket.state == TicketState.WAITING
    ahead = people_ahead(ticket) if waits else {}
    return TicketStatus(
        label=ticket.label, class_name=name_and_detail(pick(kind.screen_name, language))[0] if kind else ticket.letter,
        state=TicketState(ticket.state), people_ahead=sum(ahead.values()), counter=ticket.counter, language=language,
        wait=situation(ticket.day).wait(classes, ahead) if waits else None, priority=ticket.priority,
    )  # fmt: skip


def people_ahead(ticket: Ticket) -> dict[str, int]:
    """Return how many wait who came before, by class letter."""
    earlier = Ticket.objects.filter(day=ticket.day, state=TicketState.WAITING, id__lt=ticket.pk)
    return dict(earlier.values_list("letter").annotate(n=Count("id")))


def all_counters() -> list[Counter]:
    """Return every counter the office has, also those that were never opened."""
    known = {one.number: one for one in Counter.objects.all()}
    return [known.get(n) or Counter(number=n) for n in range(1, settings.KIOSK.office.counters + 1)]


def call_view(ticket: Ticket) -> CallView:
    """Return a call as the hall sees it."""
    if ticket.counter is None or ticket.last_call_at is None:
        raise ValueError(f"{ticket} was never called")
    return CallView(ticket.pk, ticket.label, ticket.counter, ticket.last_call_at, ticket.calls, ticket.priority)


def calls_since(moment: datetime) -> tuple[CallView, ...]:
    """Return every call since `moment`, newest first; a number that was called again is there once for each time."""
    steps = TicketEvent.objects.filter(kind__in=("called", "recalled"), at__gte=moment)
    found, later = [], Tally[int]()
    for step in steps.select_related("ticket").order_by("-at", "-id"):
        one, counter = step.ticket, step.counter
        if counter is not None:
            found.append(CallView(one.pk, one.label, counter, step.at, one.calls - later[one.pk], one.priority))
        later[one.pk] += 1
    return tuple(found)


def counter_view(counter: Counter, current: str, day: date) -> CounterView:
    """Return a counter as the hall sees it on `day`."""
    if not counter.is_open_on(day):
        return CounterView(counter.number, open=False, label=current, clerk_name="", clerk_title="")
    return CounterView(counter.number, True, current, counter.clerk_name, counter.clerk_title, counter.clerk)


def begin_of(day: date) -> datetime:
    """Return the moment at which a day of the office begins."""
    return datetime.combine(day, time.min, tzinfo=TAIPEI)


def stored_wait(ticket: Ticket) -> WaitRange | None:
    """Return the wait as it was printed."""
    if ticket.wait_low_min is None or ticket.wait_high_min is None:
        return None
    return WaitRange(ticket.wait_low_min, ticket.wait_high_min)


def done_today(counter: int, day: date) -> int:
    """Return how many cases a counter has finished on a day."""
    return Ticket.objects.filter(day=day, counter=counter, state=TicketState.DONE).aggregate(n=Count("id"))["n"]  # type: ignore[no-any-return]
