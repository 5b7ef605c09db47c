"""Who has just been served: what the rating screen may offer, and what it says of a clerk."""

from __future__ import annotations

from uuid import uuid4

import pytest
from lobby import Lobby

from kiosk.clock import StillClock
from kiosk.queues.answers import ServedView
from kiosk.queues.services import close_counter, finish, hold, open_counter, serve, served_at, served_lately

pytestmark = [pytest.mark.database, pytest.mark.django_db, pytest.mark.usefixtures("office")]


@pytest.fixture
def lobby(clock: StillClock) -> Lobby:
    found = Lobby(clock)
    found.sit(1, 3)
    return found


def done(lobby: Lobby, counter: int, label: str = "") -> str:
    """Somebody is served at a counter for five minutes; returns their number."""
    label = label or lobby.take()
    assert lobby.called(counter) == label
    serve(counter=counter, by=f"clerk{counter}", clock=lobby.clock)
    lobby.clock.advance(300)
    finish(counter=counter, by=f"clerk{counter}", clock=lobby.clock)
    return label


def test_nobody_is_offered_before_anybody_was_served(lobby: Lobby, clock: StillClock) -> None:
    lobby.take()
    assert lobby.called(1)
    assert served_lately(clock=clock) == ()


def test_the_served_ones_are_offered_with_their_counter_and_who_sits_there(lobby: Lobby, clock: StillClock) -> None:
    first, second = done(lobby, 1), done(lobby, 3)
    assert served_lately(clock=clock) == (
        ServedView(second, 3, "陳3", "辦事員"), ServedView(first, 1, "陳1", "辦事員"),
    )  # fmt: skip
    assert [one.label for one in served_lately(answered={second}, clock=clock)] == [first]
    clock.advance(3600 - 300)
    assert [one.label for one in served_lately(clock=clock)] == [second]


def test_who_is_at_a_counter_is_offered_too(lobby: Lobby, clock: StillClock) -> None:
    label = lobby.take()
    lobby.called(3)
    serve(counter=3, by="clerk3", clock=clock)
    assert [one.label for one in served_lately(clock=clock)] == [label]


def test_who_was_sent_for_papers_was_served_where_that_was(lobby: Lobby, clock: StillClock) -> None:
    label = lobby.take()
    lobby.called(3)
    serve(counter=3, by="clerk3", clock=clock)
    hold(counter=3, by="clerk3", reason="缺印章", clock=clock, request_id=uuid4())
    assert served_lately(clock=clock) == (ServedView(label, 3, "陳3", "辦事員"),)


def test_a_clerk_who_has_left_is_not_named_and_nobody_in_their_place(lobby: Lobby, clock: StillClock) -> None:
    label = done(lobby, 3)
    close_counter(counter=3, by="clerk3", clock=clock)
    assert served_lately(clock=clock) == (ServedView(label, 3),)
    open_counter(counter=3, by="lin", name="林", title="課員", clock=clock)
    assert served_lately(clock=clock) == (ServedView(label, 3),)


def test_yesterday_s_numbers_are_nobody_s_today(lobby: Lobby, clock: StillClock) -> None:
    done(lobby, 3)
    clock.advance(24 * 3600)
    assert served_lately(clock=clock) == ()
    assert served_at(counter=3, clock=clock) == ServedView("", 3)


def test_a_counter_says_who_sits_there_and_whom_they_serve(lobby: Lobby, clock: StillClock) -> None:
    assert served_at(counter=3, clock=clock) == ServedView("", 3, "陳3", "辦事員")
    first = done(lobby, 3)
    assert served_at(counter=3, clock=clock).label == first
    second = lobby.take()
    lobby.called(3)
    assert served_at(counter=3, clock=clock).label == first  # the next one is still on the way
    serve(counter=3, by="clerk3", clock=clock)
    assert served_at(counter=3, clock=clock).label == second
    assert served_at(counter=3, answered={second}, clock=clock).label == ""
    finish(counter=3, by="clerk3", clock=clock)
    clock.advance(31 * 60)
    assert served_at(counter=3, clock=clock) == ServedView("", 3, "陳3", "辦事員")


def test_a_counter_where_nobody_ever_sat_is_a_counter_still(clock: StillClock) -> None:
    assert served_at(counter=6, clock=clock) == ServedView("", 6)
