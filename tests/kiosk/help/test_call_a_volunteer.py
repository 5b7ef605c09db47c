"""A call for help: one a kiosk, answered once, louder after 90 seconds, never forgotten and never for ever."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread
from uuid import UUID, uuid4

import pytest
from django.db import connections

from kiosk.clock import StillClock
from kiosk.errors import Refused
from kiosk.help import services
from kiosk.help.models import HelpCall
from kiosk.help.rules import CallReason, CallState, Outcome
from kiosk.help.services import HelpCallView

pytestmark = pytest.mark.django_db


def ring(
    clock: StillClock, *, reason: CallReason = CallReason.ASKED, kiosk: str = "K1", request_id: UUID | None = None
) -> HelpCallView:
    return services.raise_call(
        reason=reason, place="home", language="vi", request_id=request_id or uuid4(), kiosk=kiosk, clock=clock
    )


def test_a_call_stands_until_somebody_goes_and_is_done(clock: StillClock) -> None:
    call = ring(clock)
    assert (call.state, call.language, call.place) == (CallState.RAISED, "vi", "home")
    clock.advance(20)
    going = services.acknowledge(call_id=call.call_id, by="wang", name="王志工", clock=clock)
    assert (going.state, going.acknowledged_name, going.answered_s) == (CallState.COMING, "王志工", 20)
    assert services.finish(call_id=call.call_id, by="wang", clock=clock).outcome == Outcome.DONE
    assert services.open_calls(clock=clock) == ()


@pytest.mark.parametrize(("seconds", "state"), [(89, CallState.RAISED), (90, CallState.ESCALATED), (600, CallState.ESCALATED)])
def test_what_nobody_answers_is_escalated_after_90_seconds(clock: StillClock, seconds: int, state: CallState) -> None:
    call = ring(clock)
    clock.advance(seconds)
    assert services.call(call_id=call.call_id, clock=clock).state == state
    assert call.escalates_at == call.raised_at + timedelta(seconds=90)


def test_the_same_press_twice_and_a_second_press_are_one_call(clock: StillClock) -> None:
    request_id = uuid4()
    first = ring(clock, request_id=request_id)
    assert ring(clock, request_id=request_id).call_id == first.call_id
    assert ring(clock).call_id == first.call_id
    assert ring(clock, kiosk="K2").call_id != first.call_id
    assert HelpCall.objects.count() == 2


def test_a_press_that_is_repeated_after_the_end_does_not_ring_again(clock: StillClock) -> None:
    request_id = uuid4()
    call = ring(clock, request_id=request_id)
    services.withdraw(call_id=call.call_id, clock=clock)
    assert ring(clock, request_id=request_id).state == CallState.CLOSED


def test_an_urgent_reading_makes_the_standing_call_urgent_and_comes_first(clock: StillClock) -> None:
    ring(clock, kiosk="K2")
    clock.advance(5)
    call = ring(clock)
    assert ring(clock, reason=CallReason.URGENT_READING).call_id == call.call_id
    assert [one.kiosk for one in services.open_calls(clock=clock)] == ["K1", "K2"]


def test_the_next_visitor_long_after_the_answer_makes_a_call_of_their_own(clock: StillClock) -> None:
    call = ring(clock)
    services.acknowledge(call_id=call.call_id, by="wang", name="王", clock=clock)
    clock.advance(120)
    assert ring(clock).call_id == call.call_id
    clock.advance(120)
    assert ring(clock).call_id != call.call_id
    assert HelpCall.objects.get(pk=call.call_id).outcome == Outcome.REPLACED


def test_one_volunteer_goes_the_second_is_told_who(clock: StillClock) -> None:
    call = ring(clock)
    services.acknowledge(call_id=call.call_id, by="wang", name="王", clock=clock)
    services.acknowledge(call_id=call.call_id, by="wang", name="王", clock=clock)
    with pytest.raises(Refused) as refused:
        services.acknowledge(call_id=call.call_id, by="lee", name="李", clock=clock)
    assert (refused.value.text_key, refused.value.values) == ("help.taken_already", {"name": "王"})


def test_nobody_goes_to_a_visitor_who_has_left(clock: StillClock) -> None:
    call = ring(clock)
    services.withdraw(call_id=call.call_id, clock=clock)
    with pytest.raises(Refused, match=r"help\.closed_already"):
        services.acknowledge(call_id=call.call_id, by="wang", name="王", clock=clock)
    assert services.finish(call_id=call.call_id, by="wang", clock=clock).outcome == Outcome.WITHDRAWN
    with pytest.raises(Refused, match=r"help\.unknown"):
        services.finish(call_id=call.call_id + 1, by="wang", clock=clock)


def test_no_bell_rings_into_the_night(clock: StillClock) -> None:
    ring(clock)
    clock.advance(29 * 60)
    assert services.close_forgotten(clock=clock) == 0
    clock.advance(60)
    assert services.close_forgotten(clock=clock) == 1
    assert [one.outcome for one in services.calls_today(clock=clock)] == [Outcome.FORGOTTEN]


def test_the_list_of_the_day_begins_at_midnight_of_the_office(clock: StillClock) -> None:
    ring(clock)
    clock.advance(86400)
    ring(clock, kiosk="K2")
    assert [one.kiosk for one in services.calls_today(clock=clock)] == ["K2"]


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_are_one_call(clock: StillClock) -> None:
    found: list[int] = []

    def press() -> None:
        try:
            found.append(ring(clock).call_id)
        finally:
            connections.close_all()

    threads = [Thread(target=press) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert len(set(found)) == 1
