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
from kiosk.queues.answers import CallView, CounterView, HallView, TicketStatus, TicketView
from kiosk.queues.models import Counter, Ticket, TicketEvent, TicketState
from kiosk.queues.rules import WaitRange, name_and_detail, wait_range
from kiosk.queues.rules.waits import Work
from kiosk.queues.states import AT_COUNTER, IN_QUEUE
from kiosk.statements import ask
from kiosk.texts import pick

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from kiosk.guide.answers import TicketClass

CALLS_SHOWN = 5
LEFT_OF_A_CASE, UNKNOWN_OF_A_CASE = 0.65, 0.6  # of its mean: a long tail makes more than a half stand before
PLANNED_SPREAD = 0.6  # of a planned time, until a class has measured cases


@dataclass(frozen=True)
class Situation:
    """The numbers a wait is estimated from, read at one moment.

    `pace` gives mean and spread of a class's cases in seconds; `seats` the classes of each open counter (None: all);
    `busy` the cases that are at counters, `urgent` the priority tickets among those who wait, both by class.
    """

    waiting: dict[str, int]
    seats: tuple[frozenset[str] | None, ...]
    busy: dict[str, int]
    urgent: dict[str, int]
    pace: dict[str, tuple[float, float]]

    @property
    def open_counters(self) -> int:
        """How many counters call numbers now."""
        return len(self.seats)

    def wait(
        self, classes: Mapping[str, TicketClass], ahead: Mapping[str, int] | None = None, *, letter: str = "",
        priority: bool = False,
    ) -> WaitRange | None:  # fmt: skip
        """Return the expected wait behind everybody who waits now, or behind those of `ahead` by class letter.

        With `letter` only counters that serve this class are counted, and of the others' work the share that falls to them.
        A `priority` ticket waits behind the other ones and about as many ordinary ones, as long as nobody waits too long.
        """
        people = self.waiting if ahead is None else ahead
        mine = [seat for seat in self.seats if not letter or seat is None or letter in seat]
        found = wait_range(work=self.work(classes, people, mine), open_counters=len(mine))
        if found is None or not priority or found.high_min > settings.KIOSK.queue.ageing_minutes:
            return found
        total, urgent = sum(people.values()), sum(self.urgent.values())
        share = min(1.0, (2 * urgent + 1) / total) if total else 1.0
        sooner = {one: count * share for one, count in people.items()}
        return wait_range(work=self.work(classes, sooner, mine), open_counters=len(mine))

    def work(
        self, classes: Mapping[str, TicketClass], people: Mapping[str, float], mine: Collection[frozenset[str] | None]
    ) -> Work:
        """Return the work that the counters `mine` have before them: who waits, and who is at them now."""
        total = Work()
        for letter, count in people.items():
            serve = sum(seat is None or letter in seat for seat in self.seats)
            here = sum(seat is None or letter in seat for seat in mine)
            share = here / serve if serve else 1.0
            total += self._case(classes, letter).times(count * share)
        return total + self._under_way(classes, len(mine))

    def _under_way(self, classes: Mapping[str, TicketClass], counters: int) -> Work:
        """Return what the cases now at counters add: one of them has to end first, and nobody knows how far they are.

        Only one: when the newcomer's turn comes, the other counters will have a case under way as well.  A free counter means
        that nobody waits, and adds nothing.
        """
        busy = sum(self.busy.values())
        if not busy or busy < len(self.seats):
            return Work()
        mean = sum(self._case(classes, letter).minutes * count for letter, count in self.busy.items()) / busy
        return Work(mean * LEFT_OF_A_CASE, counters * (mean * UNKNOWN_OF_A_CASE) ** 2)

    def _case(self, classes: Mapping[str, TicketClass], letter: str) -> Work:
        """Return one case of a class: measured, or as the office has planned it until there are enough cases."""
        if letter in self.pace:
            mean, spread = self.pace[letter]
            return Work(mean / 60, (spread / 60) ** 2)
        kind = classes.get(letter)
        planned = float(kind.plan_minutes) if kind else 0.0
        return Work(planned, (planned * PLANNED_SPREAD) ** 2)


_SITUATION = """
    SELECT 'w', queue, COUNT(*), SUM(CASE WHEN priority THEN 1 ELSE 0 END) FROM queues_ticket
        WHERE day = %s AND state IN ('waiting', 'transferred', 'returned') GROUP BY queue
    UNION ALL SELECT 'p', letter, mean_s, spread_s FROM queues_pace
    UNION ALL SELECT 'c', letters, number, 0 FROM queues_counter WHERE is_open AND paused_at IS NULL AND opened_at >= %s
    UNION ALL SELECT 'b', queue, COUNT(*), 0 FROM queues_ticket
        WHERE day = %s AND state IN ('called', 'recalled', 'serving') GROUP BY queue
"""


def situation(day: date) -> Situation:
    """Read what a wait is estimated from, in one query: it stands in the path of every number given."""
    began_at = connection.ops.adapt_datetimefield_value(begin_of(day))
    rows = ask(_SITUATION, [day.isoformat(), began_at, day.isoformat()])
    return Situation(
        waiting={letter: int(n) for what, letter, n, _ in rows if what == "w"},
        seats=tuple(frozenset(letters) if letters else None for what, letters, _, _ in rows if what == "c"),
        busy={letter: int(n) for what, letter, n, _ in rows if what == "b"},
        urgent={letter: int(n) for what, letter, _, n in rows if what == "w" and n},
        pace={letter: (float(mean), float(spread)) for what, letter, mean, spread in rows if what == "p" and mean},
    )


def hall(now: datetime) -> HallView:
    """Return what the hall shows at `now`."""
    today = day_of(now)
    called = Ticket.objects.filter(day=today, last_call_at__isnull=False).order_by("-last_call_at", "-id")
    current = dict(
        Ticket.objects.filter(day=today, state__in=AT_COUNTER).values_list("counter", "label")
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
    kind = classes.get(ticket.queue)
    waits = ticket.state in IN_QUEUE
    ahead = people_ahead(ticket) if waits else {}
    return TicketStatus(
        label=ticket.label, class_name=name_and_detail(pick(kind.screen_name, language))[0] if kind else ticket.queue,
        state=TicketState(ticket.state), people_ahead=sum(ahead.values()), counter=ticket.counter, language=language,
        priority=ticket.priority, letter=ticket.queue,
        wait=situation(ticket.day).wait(classes, ahead, letter=ticket.queue, priority=ticket.priority) if waits else None,
    )  # fmt: skip


def people_ahead(ticket: Ticket) -> dict[str, int]:
    """Return how many wait who came before, by class letter."""
    earlier = Ticket.objects.filter(day=ticket.day, state__in=IN_QUEUE, taken_at__lte=ticket.taken_at, id__lt=ticket.pk)
    return dict(earlier.values_list("queue").annotate(n=Count("id")))


def all_counters() -> list[Counter]:
    """Return every counter the office has, also those that were never opened."""
    known = {one.number: one for one in Counter.objects.all()}
    return [known.get(n) or Counter(number=n) for n in range(1, settings.KIOSK.office.counters + 1)]


def call_view(ticket: Ticket) -> CallView:
    """Return a call as the hall sees it."""
    if ticket.counter is None or ticket.last_call_at is None:
        raise ValueError(f"{ticket} was never called")
    return CallView(
        ticket.pk, ticket.label, ticket.counter, ticket.last_call_at, ticket.calls, ticket.priority, ticket.language
    )  # fmt: skip


def calls_since(moment: datetime) -> tuple[CallView, ...]:
    """Return every call since `moment`, newest first; a number that was called again is there once for each time."""
    steps = TicketEvent.objects.filter(kind__in=("called", "recalled"), at__gte=moment)
    found, later = [], Tally[int]()
    for step in steps.select_related("ticket").order_by("-at", "-id"):
        one, counter = step.ticket, step.counter
        if counter is not None:
            calls = one.calls - later[one.pk]
            found.append(CallView(one.pk, one.label, counter, step.at, calls, one.priority, one.language))
        later[one.pk] += 1
    return tuple(found)


def counter_view(counter: Counter, current: str, day: date) -> CounterView:
    """Return a counter as the hall sees it on `day`."""
    if not counter.is_open_on(day):
        return CounterView(counter.number, open=False, label=current, clerk_name="", clerk_title="", letters=counter.letters)
    return CounterView(
        counter.number, True, current, counter.clerk_name, counter.clerk_title, counter.clerk, counter.letters,
        counter.paused_at is not None,
    )  # fmt: skip


def ticket_view(ticket: Ticket) -> TicketView:
    """Return a number as staff see it."""
    return TicketView(
        ticket_id=ticket.pk, label=ticket.label, letter=ticket.letter, queue=ticket.queue, state=TicketState(ticket.state),
        priority=ticket.priority, language=ticket.language, origin=ticket.origin, taken_at=ticket.taken_at,
        counter=ticket.counter, calls=ticket.calls, to_counter=ticket.to_counter, to_clerk=ticket.to_clerk,
        slot_at=ticket.slot_at,
    )  # fmt: skip


def tickets_of_today(now: datetime, *states: TicketState) -> tuple[TicketView, ...]:
    """Return the numbers of today that are in one of `states` (all without), in the order in which they were taken."""
    found = Ticket.objects.filter(day=day_of(now), state__in=states or tuple(TicketState)).order_by("taken_at", "id")
    return tuple(ticket_view(one) for one in found)


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
