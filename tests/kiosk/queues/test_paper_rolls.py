"""Numbers from a pre-printed roll: the paper leads, the machine follows, and no number is given by both."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from at_once import at_once
from lobby import Lobby

from kiosk.clock import StillClock
from kiosk.errors import Refused
from kiosk.queues import services
from kiosk.queues.models import Ticket
from kiosk.staff.models import AuditEntry

pytestmark = [pytest.mark.database, pytest.mark.django_db, pytest.mark.usefixtures("office")]


@pytest.fixture
def lobby(clock: StillClock) -> Lobby:
    return Lobby(clock)


def tear(lobby: Lobby, number: int, **more: Any) -> str:
    wish = {"letter": "A", "by": "desk", "request_id": uuid4(), **more}
    return services.take_from_roll(number=number, clock=lobby.clock, **wish).label


def test_a_roll_goes_on_number_by_number_and_prints_nothing(lobby: Lobby) -> None:
    services.start_roll(letter="A", number=201, by="desk", clock=lobby.clock)
    assert [tear(lobby, 201), tear(lobby, 202)] == ["A201", "A202"]
    assert [(one.next_number, one.next_label) for one in services.rolls()] == [(203, "A203")]
    assert set(Ticket.objects.values_list("job", "origin")) == {(None, "roll")}


@pytest.mark.parametrize("number", [1, 200, 202, 9999])
def test_another_number_than_the_next_is_asked_about(lobby: Lobby, number: int) -> None:
    services.start_roll(letter="A", number=201, by="desk", clock=lobby.clock)
    with pytest.raises(Refused) as refused:
        tear(lobby, number)
    assert (refused.value.text_key, refused.value.values) == ("ticket.roll_next", {"label": "A201"})
    assert not Ticket.objects.exists()


def test_torn_strips_are_skipped_only_forwards(lobby: Lobby) -> None:
    services.start_roll(letter="A", number=201, by="desk", clock=lobby.clock)
    assert tear(lobby, 205, skipped=True) == "A205"
    with pytest.raises(Refused, match=r"ticket\.roll_next"):
        tear(lobby, 203, skipped=True)
    assert tear(lobby, 206) == "A206"


def test_while_a_class_is_on_a_roll_no_machine_gives_its_numbers(lobby: Lobby) -> None:
    services.start_roll(letter="A", number=201, by="desk", clock=lobby.clock)
    with pytest.raises(Refused, match=r"ticket\.on_roll"):
        lobby.take("A")
    assert lobby.take("B") == "B001"
    shown = {one.letter: one.closed_reason for one in services.classes(language="zh_Hant", clock=lobby.clock)}
    assert (shown["A"], shown["B"]) == ("ticket.on_roll", "")
    tear(lobby, 201)
    services.end_roll(letter="A", by="desk", clock=lobby.clock)
    assert lobby.take("A") == "A202"


def test_a_roll_begins_with_a_number_that_nobody_has(lobby: Lobby) -> None:
    lobby.take("A")
    for number, key in ((1, "ticket.roll_twice"), (0, "ticket.roll_number"), (10_000, "ticket.roll_number")):
        with pytest.raises(Refused, match=key):
            services.start_roll(letter="A", number=number, by="desk", clock=lobby.clock)
    with pytest.raises(Refused, match=r"ticket\.class_unknown"):
        services.start_roll(letter="?", number=1, by="desk", clock=lobby.clock)
    assert services.rolls() == ()


def test_beginning_and_ending_stand_in_the_audit_trail(lobby: Lobby) -> None:
    services.start_roll(letter="A", number=201, by="lin", clock=lobby.clock)
    for _ in range(2):
        services.end_roll(letter="A", by="lin", clock=lobby.clock)
    assert list(AuditEntry.objects.order_by("id").values_list("action", "actor", "subject")) == [
        ("queue.roll", "lin", "A201"), ("queue.roll_end", "lin", "A"),
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_one_strip_recorded_at_two_desks_is_one_number(lobby: Lobby) -> None:
    services.start_roll(letter="A", number=201, by="desk", clock=lobby.clock)

    def press() -> str:
        try:
            return tear(lobby, 201)
        except Refused as refused:
            return refused.text_key

    assert sorted(at_once(press, press)) == ["A201", "ticket.roll_twice"]
