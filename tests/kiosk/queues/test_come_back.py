"""Coming back: late, with the papers that were missing, from a roll of paper; giving up; the clock of a doubtful case."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from lobby import Lobby
from people import engage

from kiosk.clock import TAIPEI, StillClock, local
from kiosk.errors import Refused
from kiosk.outbox.models import Job
from kiosk.outbox.states import JobState
from kiosk.queues import services
from kiosk.queues.models import CalendarDay, Hold, Sequence, Ticket
from kiosk.staff.roles import Role

pytestmark = [pytest.mark.database, pytest.mark.django_db, pytest.mark.usefixtures("office")]


@pytest.fixture
def lobby(clock: StillClock) -> Lobby:
    found = Lobby(clock)
    found.sit(1, 2)
    return found


def held(lobby: Lobby, serial: str = "115030501") -> None:
    """A001 is told at counter 1 what is missing."""
    lobby.take()
    lobby.call(1)
    services.hold(counter=1, by="clerk1", notice_serial=serial, reason="缺印章", clock=lobby.clock)


def back(lobby: Lobby, serial: str = "115030501", **more: Any) -> Any:
    lobby.clock.advance(1)
    return services.return_with_notice(serial=serial, by="desk", clock=lobby.clock, **more)


def test_who_comes_late_is_called_after_two_others(lobby: Lobby) -> None:
    for _ in range(5):
        lobby.take()
    lobby.call(1)
    lobby.pass_over(1)
    returned = services.return_late(ticket_id=lobby.ticket("A001").pk, by="desk", clock=lobby.clock)
    assert (returned.label, returned.state) == ("A001", "returned")
    assert [lobby.called(2), lobby.called(1), lobby.called(2), lobby.called(1)] == ["A002", "A003", "A001", "A004"]


def test_who_comes_late_to_an_empty_hall_is_called_at_once(lobby: Lobby) -> None:
    lobby.take()
    lobby.call(1)
    lobby.pass_over(1)
    services.return_late(ticket_id=lobby.ticket("A001").pk, by="desk", clock=lobby.clock)
    assert lobby.called(2) == "A001"


def test_only_a_passed_number_of_today_comes_late(lobby: Lobby) -> None:
    lobby.take()
    ticket = lobby.ticket("A001")
    with pytest.raises(Refused, match=r"ticket\.not_passed"):
        services.return_late(ticket_id=ticket.pk, by="desk", clock=lobby.clock)
    lobby.call(1)
    lobby.pass_over(1)
    lobby.clock.advance(24 * 3600)
    with pytest.raises(Refused, match=r"ticket\.unknown"):
        services.return_late(ticket_id=ticket.pk, by="desk", clock=lobby.clock)


def test_papers_brought_on_the_same_day_need_no_new_number_and_go_first_at_their_counter(lobby: Lobby) -> None:
    held(lobby)
    assert lobby.state("A001") == "on_hold"
    for _ in range(3):
        lobby.take()
    view = back(lobby)
    assert (view.label, view.state, view.to_counter) == ("A001", "returned", 1)
    assert [lobby.called(2), lobby.called(1)] == ["A002", "A001"]
    hold = Hold.objects.get()
    assert (hold.returned_at is not None, hold.returned_as_id) == (True, lobby.ticket("A001").pk)
    with pytest.raises(Refused, match=r"ticket\.notice_used"):
        back(lobby)


def test_papers_brought_when_their_counter_is_closed_go_to_any(lobby: Lobby) -> None:
    held(lobby)
    services.close_counter(counter=1, by="clerk1", clock=lobby.clock)
    assert back(lobby).to_counter is None
    assert lobby.called(2) == "A001"


def test_papers_brought_on_another_day_go_on_without_taking_a_number(lobby: Lobby) -> None:
    held(lobby)
    lobby.clock.advance(24 * 3600)
    lobby.sit(1)
    view = back(lobby)
    assert (view.label, view.queue, view.origin) == ("R001", "A", "return")
    assert lobby.called(1) == "R001"
    assert Hold.objects.get().returned_as == lobby.ticket("R001")
    assert lobby.state("A001") == "on_hold", "what happened yesterday stays as it was"


def test_the_same_press_with_the_papers_twice_is_one_return(lobby: Lobby) -> None:
    held(lobby)
    press = uuid4()
    assert back(lobby, request_id=press) == back(lobby, request_id=press)


@pytest.mark.parametrize("serial", ["", "999", "' OR 1=1 --", "x" * 5000])
def test_a_code_that_no_counter_has_issued_is_refused(lobby: Lobby, serial: str) -> None:
    held(lobby)
    with pytest.raises(Refused, match=r"ticket\.notice_unknown"):
        back(lobby, serial)


def test_a_notice_serves_one_case(lobby: Lobby) -> None:
    held(lobby)
    lobby.take()
    lobby.call(1)
    with pytest.raises(Refused, match=r"desk\.notice_used"):
        services.hold(counter=1, by="clerk1", notice_serial="115030501", clock=lobby.clock)
    assert lobby.state("A002") == "called"


def test_where_the_office_does_not_want_it_a_notice_brings_nobody_back(
    lobby: Lobby, monkeypatch: pytest.MonkeyPatch
) -> None:
    held(lobby)
    rules = settings.KIOSK.queue.model_copy(update={"return_with_notice": False})
    monkeypatch.setattr(settings, "KIOSK", settings.KIOSK.model_copy(update={"queue": rules}))
    with pytest.raises(Refused, match=r"ticket\.notice_not_here"):
        back(lobby)


def test_a_number_can_be_given_up_while_it_waits_but_not_at_a_counter(lobby: Lobby) -> None:
    lobby.take()
    lobby.take()
    first = lobby.ticket("A001")
    services.give_up(token=first.token, clock=lobby.clock)
    assert (lobby.state("A001"), lobby.called(1)) == ("cancelled", "A002")
    for token, key in (
        (first.token, r"waits_no_more"),
        (lobby.ticket("A002").token, r"waits_no_more"),
        ("", "unknown"),
    ):
        with pytest.raises(Refused, match=key):
            services.give_up(token=token, clock=lobby.clock)


def test_the_desk_gives_and_takes_priority_and_it_is_written_down(lobby: Lobby) -> None:
    lobby.take()
    lobby.take()
    second = lobby.ticket("A002").pk
    assert services.set_priority(ticket_id=second, priority=True, by="desk", clock=lobby.clock).priority
    services.set_priority(ticket_id=second, priority=True, by="desk", clock=lobby.clock)
    assert lobby.steps("A002") == ["taken", "priority"]
    assert lobby.called(1) == "A002"
    with pytest.raises(Refused, match=r"waits_no_more"):
        services.set_priority(ticket_id=second, priority=False, by="desk", clock=lobby.clock)


def test_numbers_from_a_paper_roll_come_once_and_the_machine_goes_on_after_them(lobby: Lobby) -> None:
    lobby.take()

    def roll(number: int, **more: Any) -> Any:
        wish = {"letter": "A", "by": "desk", "request_id": uuid4(), "clock": lobby.clock, **more}
        return services.take_from_roll(number=number, **wish)

    assert (roll(7).label, lobby.take(), roll(3).label, lobby.take()) == ("A007", "A008", "A003", "A009")
    for number, key in ((7, "roll_twice"), (1, "roll_twice"), (0, "roll_number"), (10_000, "roll_number")):
        with pytest.raises(Refused, match=key):
            roll(number)
    press = uuid4()
    assert roll(20, request_id=press) == roll(20, request_id=press)
    assert (Sequence.objects.get().given, Ticket.objects.filter(job=None).count()) == (6, 3)


def test_a_booked_visitor_is_called_from_their_hour_on(lobby: Lobby) -> None:
    slot = lobby.clock.now() + timedelta(minutes=5)
    lobby.take("G", slot_at=slot, origin="booking")
    lobby.take()
    lobby.take()
    assert lobby.called(1) == "A001"
    lobby.clock.at = slot
    assert lobby.called(2) == "G001"


def test_a_doubtful_case_is_due_the_same_day_and_by_the_statutory_period_once_passed_on(lobby: Lobby) -> None:
    """Thursday 5 March plus 30 days is Saturday 4 April, then Monday noon; that Monday is a holiday, so Tuesday."""
    lobby.take()
    CalendarDay.objects.create(
        day=datetime(2026, 4, 6, tzinfo=UTC).date(), works=False, note="清明節", source="x", loaded_at=lobby.clock.now()
    )
    engage(Role.SUPERVISOR, "lin", "林志明")
    case = services.open_special_case(
        ticket_id=lobby.ticket("A001").pk, topic="國外結婚證明", owner="lin", by="clerk1", clock=lobby.clock
    )
    assert case.owner == "林志明"
    assert (local(case.due_at).isoformat()[:16], case.late) == ("2026-03-05T17:30", False)
    lobby.clock.at = case.due_at + timedelta(minutes=1)
    (open_case,) = services.special_cases(clock=lobby.clock)
    assert open_case.late
    passed = services.escalate_special_case(case_id=case.case_id, to="民政局", days=30, by="lin", clock=lobby.clock)
    assert local(passed.due_at).isoformat()[:16] == "2026-04-07T17:30"
    closed = services.close_special_case(case_id=case.case_id, conclusion="可受理", by="lin", clock=lobby.clock)
    assert (closed.closed, services.special_cases(clock=lobby.clock)) == (True, ())
    with pytest.raises(Refused, match=r"desk\.case_closed"):
        services.close_special_case(case_id=case.case_id, conclusion="x", by="lin", clock=lobby.clock)
    found = services.concluded_cases(find="結婚", clock=lobby.clock)
    assert [(one.conclusion, one.closed_by) for one in found] == [("可受理", "林志明")]
    assert services.concluded_cases(find="離婚", clock=lobby.clock) == ()


def test_a_doubtful_case_that_comes_after_closing_is_not_late_at_once(lobby: Lobby) -> None:
    """Friday after 17:30: the next day is a Saturday, so it is due on Monday at noon."""
    lobby.clock.at = datetime(2026, 3, 6, 17, 40, tzinfo=TAIPEI)
    lobby.take()
    case = services.open_special_case(
        ticket_id=lobby.ticket("A001").pk, topic="收養效力", owner="", by="clerk1", clock=lobby.clock
    )
    assert (local(case.due_at).isoformat()[:16], case.late, case.owner) == ("2026-03-09T12:00", False, "clerk1")


@pytest.mark.parametrize("owner", ["nobody", "a-volunteer", "<script>"])
def test_a_doubtful_case_belongs_to_a_colleague(lobby: Lobby, owner: str) -> None:
    engage(Role.VOLUNTEER)
    lobby.take()
    with pytest.raises(Refused, match=r"desk\.owner_unknown"):
        services.open_special_case(
            ticket_id=lobby.ticket("A001").pk, topic="x", owner=owner, by="clerk1", clock=lobby.clock
        )
    assert services.special_cases(clock=lobby.clock) == ()


def test_a_passed_number_comes_back_by_what_stands_on_its_ticket(lobby: Lobby) -> None:
    lobby.take()
    lobby.call(1)
    lobby.pass_over(1)
    press = uuid4()
    for _ in range(2):
        returned = services.return_by_number(label=" a001 ", by="desk", request_id=press, clock=lobby.clock)
        assert (returned.label, returned.state) == ("A001", "returned")
    assert lobby.steps("A001").count("returned") == 1


def test_a_held_number_comes_back_to_its_counter_without_its_notice(lobby: Lobby) -> None:
    held(lobby)
    returned = services.return_by_number(label="A001", by="desk", clock=lobby.clock)
    assert (returned.state, returned.to_counter) == ("returned", 1)
    with pytest.raises(Refused, match=r"ticket\.notice_used"):
        back(lobby)


@pytest.mark.parametrize("label", ["A002", "", "x" * 5000, "'; DROP TABLE", "Ａ００１"])
def test_a_number_that_was_not_given_today_does_not_come_back(lobby: Lobby, label: str) -> None:
    lobby.take()
    with pytest.raises(Refused, match=r"ticket\.number_unknown"):
        services.return_by_number(label=label, by="desk", clock=lobby.clock)


def test_a_number_that_waits_has_not_been_passed(lobby: Lobby) -> None:
    lobby.take()
    with pytest.raises(Refused, match=r"ticket\.not_passed"):
        services.return_by_number(label="A001", by="desk", clock=lobby.clock)


def test_a_lost_slip_is_printed_again_as_a_copy(lobby: Lobby) -> None:
    lobby.take()
    ticket, press = lobby.ticket("A001"), uuid4()
    with pytest.raises(Refused, match=r"job\.not_yet"):
        services.reprint_ticket(ticket_id=ticket.pk, by="desk", request_id=press, clock=lobby.clock)
    Job.objects.update(state=JobState.CONFIRMED)
    for _ in range(2):
        copy = services.reprint_ticket(ticket_id=ticket.pk, by="desk", request_id=press, clock=lobby.clock)
        assert (copy.label, copy.is_copy) == ("A001", True)
    assert Job.objects.count() == 2


def test_a_strip_of_a_roll_has_no_slip_to_print_again(lobby: Lobby) -> None:
    wish = {"letter": "A", "by": "desk", "clock": lobby.clock}
    ticket = services.take_from_roll(number=7, request_id=uuid4(), **wish)
    with pytest.raises(Refused, match=r"ticket\.no_slip"):
        services.reprint_ticket(ticket_id=ticket.ticket_id, by="desk", request_id=uuid4(), clock=lobby.clock)
    with pytest.raises(Refused, match=r"ticket\.unknown"):
        services.reprint_ticket(ticket_id=0, by="desk", request_id=uuid4(), clock=lobby.clock)
