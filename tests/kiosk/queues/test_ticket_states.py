"""The life of a ticket: the table is whole, and neither a service nor the database lets anything else happen."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from kiosk.clock import StillClock
from kiosk.queues.models import Ticket, TicketEvent
from kiosk.queues.services import take_ticket
from kiosk.queues.states import AT_COUNTER, IN_QUEUE, OVER, STEPS, TicketState, WrongStep, check_step
from kiosk.queues.steps import Hand, move

STATES = st.sampled_from(list(TicketState))


def test_every_state_has_its_line_and_can_be_reached() -> None:
    assert set(STEPS) == set(TicketState)
    reached = {TicketState.WAITING}
    for _ in TicketState:
        reached |= {after for before in reached for after in STEPS[before]}
    assert reached == set(TicketState)


def test_what_waits_can_be_called_and_what_is_called_can_be_done() -> None:
    assert all(TicketState.CALLED in STEPS[one] for one in IN_QUEUE)
    assert all(TicketState.DONE in STEPS[one] for one in AT_COUNTER)
    assert set(IN_QUEUE) | set(AT_COUNTER) | set(OVER) | {TicketState.ON_HOLD} == set(TicketState)


@given(STATES, STATES)
def test_a_step_that_the_table_does_not_have_is_refused(before: TicketState, after: TicketState) -> None:
    if after in STEPS[before]:
        check_step(before, after)
    else:
        with pytest.raises(WrongStep, match=f"{before} cannot become {after}"):
            check_step(before, after)


@pytest.fixture
def ticket(office: None, clock: StillClock) -> Ticket:
    taken = take_ticket(letter="A", language="en", priority=False, request_id=uuid4(), clock=clock)
    return Ticket.objects.get(pk=taken.ticket_id)


NOW = datetime(2026, 3, 5, 3, 0, tzinfo=UTC)


@pytest.mark.database
@pytest.mark.django_db
def test_a_wrong_step_writes_nothing(ticket: Ticket) -> None:
    with pytest.raises(WrongStep):
        move(ticket, TicketState.DONE, Hand("chen", NOW, 1))
    ticket.refresh_from_db()
    assert (ticket.state, TicketEvent.objects.count()) == ("waiting", 1)


@pytest.mark.database
@pytest.mark.django_db
@pytest.mark.parametrize(
    "columns",
    [
        {"state": "lost"},
        {"state": "called"},
        {"state": "called", "counter": 1},
        {"state": "serving", "counter": 1, "called_at": NOW, "last_call_at": NOW, "calls": 1},
        {"state": "done"},
        {"state": "no_show"},
        {"state": "cancelled"},
        {"ended_at": NOW},
    ],
    ids=["unknown", "called nowhere", "called never", "served but never come", "done never", "passed never", "given up never",
         "over but waiting"],
)  # fmt: skip
def test_the_database_refuses_what_the_table_cannot_mean(ticket: Ticket, columns: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(pk=ticket.pk).update(**columns)


@pytest.mark.database
@pytest.mark.django_db
def test_what_has_happened_cannot_be_rewritten(ticket: Ticket) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        TicketEvent.objects.update(by="somebody else")
    with pytest.raises(IntegrityError), transaction.atomic():
        TicketEvent.objects.all().delete()


@pytest.mark.database
@pytest.mark.django_db
def test_the_times_of_a_visit_are_counted_as_it_goes(ticket: Ticket) -> None:
    """Waits 60 s, is called twice, comes 20 s after the second call, is served 300 s, waits for papers, comes back."""
    clock = StillClock(ticket.taken_at)

    def step(seconds: int, to: TicketState, **columns: object) -> None:
        clock.advance(seconds)
        move(ticket, to, Hand("chen", clock.now(), 1), **columns)

    step(60, TicketState.CALLED)
    step(30, TicketState.RECALLED)
    step(20, TicketState.SERVING)
    step(300, TicketState.ON_HOLD)
    step(3600, TicketState.RETURNED)
    step(40, TicketState.CALLED)
    step(10, TicketState.SERVING)
    step(100, TicketState.DONE)
    ticket.refresh_from_db()
    assert (ticket.waiting_s, ticket.walking_s, ticket.serving_s, ticket.calls) == (100, 10, 400, 1)
    assert ticket.ended_at == clock.now()
    assert list(ticket.events.order_by("id").values_list("kind", flat=True)) == [
        "taken", "called", "recalled", "serving", "on_hold", "returned", "called", "serving", "done",
    ]  # fmt: skip
