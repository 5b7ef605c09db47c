"""A counter that nobody closed in the evening: closed the next day for everybody, and tidied up by the caretaker."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from kiosk.clock import StillClock
from kiosk.errors import Refused
from kiosk.queues.models import Counter, Pace, Ticket, TicketEvent
from kiosk.queues.services import (
    call_next,
    classes,
    close_counter,
    desk,
    end_past_days,
    finish,
    hall,
    open_counter,
    recall,
    take_ticket,
)

pytestmark = [pytest.mark.database, pytest.mark.django_db, pytest.mark.usefixtures("office")]
BEFORE_MIDNIGHT = datetime(2026, 3, 5, 15, 59, 59, 999_999, tzinfo=UTC)  # in Taipei: 16:00 UTC begins the sixth of March


@pytest.fixture
def evening() -> StillClock:
    """Counters 1 and 2 are open, A001 is at counter 1, A002 still waits; nobody closes anything."""
    clock = StillClock(BEFORE_MIDNIGHT)
    for counter in (1, 2):
        open_counter(counter=counter, by="chen", name="陳淑芬", title="課員", clock=clock)
    for _ in range(2):
        take_ticket(letter="A", language="zh_Hant", priority=False, request_id=uuid4(), clock=clock)
    call_next(counter=1, by="chen", request_id=uuid4(), clock=clock)
    return clock


def open_ones(clock: StillClock) -> list[int]:
    return [one.number for one in hall(clock=clock).counters if one.open]


def test_the_day_ends_at_midnight_in_the_office(evening: StillClock) -> None:
    assert open_ones(evening) == [1, 2]
    assert (hall(clock=evening).wait is None, desk(counter=1, clock=evening).counter.open) == (False, True)
    evening.advance(0.000_001)
    assert open_ones(evening) == []


def test_a_counter_of_yesterday_is_closed_everywhere_before_anybody_tidies_up(evening: StillClock) -> None:
    evening.advance(9 * 3600)
    take_ticket(letter="A", language="zh_Hant", priority=False, request_id=uuid4(), clock=evening)
    seen = hall(clock=evening)
    assert {(one.open, one.label, one.clerk_name, one.clerk) for one in seen.counters} == {(False, "", "", "")}
    assert (seen.waiting, seen.wait, {one.wait for one in classes(language="en", clock=evening)}) == (1, None, {None})
    assert not desk(counter=1, clock=evening).counter.open
    with pytest.raises(Refused, match=r"desk\.counter_closed"):
        call_next(counter=1, by="chen", request_id=uuid4(), clock=evening)
    with pytest.raises(Refused, match=r"desk\.nobody_here"):
        recall(counter=1, by="chen", clock=evening)


def test_somebody_else_opens_it_in_the_morning_as_any_closed_counter(evening: StillClock) -> None:
    evening.advance(9 * 3600)
    assert not finish(counter=1, by="lin", clock=evening), "who sat here yesterday is nobody to be replaced"
    close_counter(counter=2, by="lin", clock=evening)
    open_counter(counter=1, by="lin", name="林志明", title="課員", clock=evening)
    take_ticket(letter="A", language="zh_Hant", priority=False, request_id=uuid4(), clock=evening)
    found = call_next(counter=1, by="lin", request_id=uuid4(), clock=evening)
    assert found is not None
    assert (found.label, open_ones(evening)) == ("A001", [1])


def test_the_caretaker_closes_it_and_ends_the_case_that_was_called(evening: StillClock) -> None:
    evening.advance(30)
    assert end_past_days(clock=evening) == 3
    rows = Counter.objects.order_by("number").values_list("is_open", "clerk", "clerk_name", "clerk_title")
    assert list(rows) == [(False, "", "", "")] * 2
    assert dict(Ticket.objects.values_list("label", "state")) == {"A001": "done", "A002": "waiting"}
    assert Ticket.objects.get(label="A001").ended_at == evening.now()
    last = TicketEvent.objects.filter(ticket__label="A001").latest("id")
    assert (last.kind, last.counter, last.at) == ("day_end", 1, evening.now())
    assert end_past_days(clock=evening) == 0


def test_the_caretaker_leaves_today_alone(evening: StillClock) -> None:
    evening.advance(9 * 3600)
    open_counter(counter=1, by="lin", name="林志明", title="課員", clock=evening)
    take_ticket(letter="A", language="zh_Hant", priority=False, request_id=uuid4(), clock=evening)
    call_next(counter=1, by="lin", request_id=uuid4(), clock=evening)
    end_past_days(clock=evening)
    seen = desk(counter=1, clock=evening)
    assert (seen.counter.open, seen.counter.clerk_name, seen.counter.label) == (True, "林志明", "A001")
    assert TicketEvent.objects.filter(kind="day_end").count() == 1, "yesterday's, though its counter is open again"


def test_a_case_that_the_caretaker_ended_says_nothing_of_the_pace(evening: StillClock) -> None:
    evening.advance(60)
    end_past_days(clock=evening)
    open_counter(counter=1, by="lin", name="林志明", title="課員", clock=evening)
    take_ticket(letter="A", language="zh_Hant", priority=False, request_id=uuid4(), clock=evening)
    call_next(counter=1, by="lin", request_id=uuid4(), clock=evening)
    evening.advance(500)
    finish(counter=1, by="lin", clock=evening)
    assert Pace.objects.get(letter="A").median_s == 500
