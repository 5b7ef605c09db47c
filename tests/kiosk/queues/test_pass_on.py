"""At the counter: arrived, done with its cases, passed on, called out of turn; each press once, each refusal in words."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from at_once import at_once
from lobby import Lobby

from kiosk.clock import StillClock
from kiosk.errors import Refused
from kiosk.queues import services
from kiosk.queues.answers import CaseDone
from kiosk.queues.models import Case, ClassRule, Counter, Shift, Ticket, TicketEvent
from kiosk.staff.models import AuditEntry, Member
from kiosk.staff.roles import Role

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("office")]
alone = pytest.mark.django_db
together = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lobby(clock: StillClock) -> Lobby:
    return Lobby(clock)


def do(lobby: Lobby, deed: str, counter: int = 1, **more: Any) -> Any:
    lobby.clock.advance(1)
    return getattr(services, deed)(counter=counter, by=f"clerk{counter}", clock=lobby.clock, **more)


@alone
def test_who_has_come_is_served_and_can_neither_be_recalled_nor_passed(lobby: Lobby) -> None:
    lobby.sit(1)
    lobby.take()
    lobby.call()
    assert services.desk(counter=1, clock=lobby.clock).calls_wanted == 2
    assert (do(lobby, "serve"), do(lobby, "serve"), lobby.state("A001")) == (True, False, "serving")
    for deed in ("recall", "no_show"):
        with pytest.raises(Refused, match=r"desk\.has_come"):
            do(lobby, deed)
    assert services.desk(counter=1, clock=lobby.clock).current_state == "serving"
    assert services.hall(clock=lobby.clock).counters[0].label == "A001"


@alone
def test_a_number_lapses_only_after_three_calls_far_enough_apart(lobby: Lobby) -> None:
    lobby.sit(1)
    lobby.take()
    lobby.call()
    for _ in range(3):
        do(lobby, "recall")
    with pytest.raises(Refused) as refused:
        do(lobby, "no_show")
    assert (refused.value.text_key, refused.value.values) == ("desk.call_again", {"calls": 3, "wanted": 2})
    for _ in range(2):
        lobby.clock.advance(20)
        do(lobby, "recall")
    with pytest.raises(Refused, match=r"desk\.give_time"):
        do(lobby, "no_show")
    lapses = services.desk(counter=1, clock=lobby.clock).lapses_at
    assert lapses is not None
    lobby.clock.at = lapses
    assert services.no_show(counter=1, by="clerk1", clock=lobby.clock)
    assert lobby.state("A001") == "no_show"


@alone
def test_several_cases_of_one_visit_are_counted_with_their_points(lobby: Lobby) -> None:
    lobby.sit(1)
    lobby.take("B")
    lobby.call()
    assert do(lobby, "finish", cases=[CaseDone("id_replace"), CaseDone("transcript", 3)])
    rows = Case.objects.order_by("id").values_list("case_type", "quantity", "points", "clerk", "counter")
    assert list(rows) == [("id_replace", 1, 2, "clerk1", 1), ("transcript", 3, 3, "clerk1", 1)]
    assert services.case_types(letter="B")[0].letter == "B"


@alone
def test_the_next_call_counts_the_cases_of_the_one_it_ends(lobby: Lobby) -> None:
    lobby.sit(1)
    lobby.take()
    lobby.call()
    assert lobby.call(cases=[CaseDone("transcript", 2)]) is None
    assert Case.objects.get().points == 2


@alone
@pytest.mark.parametrize(
    ("cases", "key"),
    [
        ([CaseDone("no such thing")], "desk.case_unknown"),
        ([CaseDone("' OR 1=1 --" * 50)], "desk.case_unknown"),
        ([CaseDone("transcript", 0)], "desk.case_quantity"),
        ([CaseDone("transcript", -1)], "desk.case_quantity"),
        ([CaseDone("transcript", 10**9)], "desk.case_quantity"),
        ([CaseDone("transcript")] * 13, "desk.case_types"),
    ],
)
def test_cases_that_cannot_be_leave_the_visit_open(lobby: Lobby, cases: list[CaseDone], key: str) -> None:
    lobby.sit(1)
    lobby.take()
    lobby.call()
    with pytest.raises(Refused, match=key.replace(".", r"\.")):
        do(lobby, "finish", cases=cases)
    assert (lobby.state("A001"), Case.objects.count()) == ("called", 0)


@alone
def test_a_case_is_corrected_once_and_by_name(lobby: Lobby) -> None:
    lobby.sit(1)
    lobby.take()
    lobby.call()
    do(lobby, "finish", cases=[CaseDone("transcript")])
    case = Case.objects.get()
    services.correct_case(case_id=case.pk, fault="戶別錯誤", by="lin", clock=lobby.clock)
    with pytest.raises(Refused, match=r"desk\.case_corrected"):
        services.correct_case(case_id=case.pk, fault="again", by="wang", clock=lobby.clock)
    assert AuditEntry.objects.filter(action="case.correct").count() == 1


@alone
@pytest.mark.parametrize(
    ("target", "called_at"), [({"letter": "C"}, 1), ({"to_counter": 2}, 2), ({"to_clerk": "clerk2"}, 2)]
)
def test_a_case_is_passed_on_with_its_number_and_its_place(
    lobby: Lobby, target: dict[str, Any], called_at: int
) -> None:
    lobby.sit(1, 2)
    lobby.take()
    lobby.take()
    lobby.call(1)
    assert do(lobby, "transfer", reason="需查國籍", **target)
    assert (lobby.state("A001"), TicketEvent.objects.latest("id").reason) == ("transferred", "需查國籍")
    if called_at == 2:
        assert lobby.called(1) == "A002", "who was sent to another counter is not called here"
    assert lobby.called(called_at) == "A001"
    assert lobby.ticket("A001").queue == target.get("letter", "A")


@alone
@pytest.mark.parametrize(
    ("target", "key"),
    [
        ({}, "desk.no_target"),
        ({"letter": "Z"}, "ticket.class_unknown"),
        ({"to_counter": 3}, "desk.target_closed"),
        ({"to_counter": 1}, "desk.target_closed"),
        ({"to_counter": 99}, "desk.no_such_counter"),
        ({"to_clerk": "nobody"}, "desk.clerk_away"),
        ({"to_clerk": "clerk1"}, "desk.clerk_away"),
    ],
)
def test_a_case_that_cannot_be_passed_on_stays_where_it_is(lobby: Lobby, target: dict[str, Any], key: str) -> None:
    lobby.sit(1, 2)
    lobby.take()
    lobby.call(1)
    with pytest.raises(Refused, match=key.replace(".", r"\.")):
        do(lobby, "transfer", **target)
    current = services.desk(counter=1, clock=lobby.clock).current
    assert current is not None
    assert current.label == "A001"


@alone
def test_who_was_sent_to_a_counter_that_then_closes_is_called_by_any(lobby: Lobby) -> None:
    lobby.sit(1, 2)
    lobby.take()
    lobby.call(1)
    do(lobby, "transfer", to_counter=2)
    services.close_counter(counter=2, by="clerk2", clock=lobby.clock)
    assert lobby.called(1) == "A001"
    assert "released" in lobby.steps("A001")


@alone
def test_who_was_sent_to_a_clerk_who_is_then_replaced_is_called_by_any(lobby: Lobby) -> None:
    lobby.sit(1, 2)
    lobby.take()
    lobby.call(1)
    do(lobby, "transfer", to_clerk="clerk2")
    services.open_counter(counter=2, by="wang", name="王", title="課員", clock=lobby.clock)
    assert lobby.called(1) == "A001"
    shifts = [(one.clerk, one.closed_at is None) for one in Shift.objects.order_by("id")]
    assert shifts == [("clerk1", True), ("clerk2", False), ("wang", True)]


@alone
def test_nobody_is_called_out_of_turn_but_by_a_supervisor_with_a_reason(lobby: Lobby) -> None:
    lobby.sit(1)
    for _ in range(3):
        lobby.take()
    wanted = lobby.ticket("A003").pk
    Member.objects.create(username="clerk1", display_name="陳", role=Role.CLERK, created_at=lobby.clock.now())

    def call(reason: str = "身體不適") -> Any:
        return do(lobby, "call_ticket", ticket_id=wanted, reason=reason, request_id=uuid4())

    with pytest.raises(Refused, match=r"desk\.supervisor_only"):
        call()
    Member.objects.update(role=Role.SUPERVISOR)
    with pytest.raises(Refused, match=r"desk\.reason_needed"):
        call("  ")
    assert call().label == "A003"
    with pytest.raises(Refused, match=r"ticket\.waits_no_more"):
        call()
    entry = AuditEntry.objects.get(action="queue.override")
    assert (entry.actor, entry.subject, entry.detail["reason"]) == ("clerk1", "A003", "身體不適")
    assert TicketEvent.objects.filter(reason="身體不適").count() == 1


@alone
def test_a_supervisor_calls_to_a_colleagues_free_counter_and_ends_nobodys_case(lobby: Lobby) -> None:
    lobby.sit(1)
    for _ in range(3):
        lobby.take()
    Member.objects.create(username="tsai", display_name="蔡", role=Role.SUPERVISOR, created_at=lobby.clock.now())

    def call(label: str) -> Any:
        wish = {"ticket_id": lobby.ticket(label).pk, "reason": "身體不適", "request_id": uuid4(), "clock": lobby.clock}
        return services.call_ticket(counter=1, by="tsai", **wish)

    assert call("A003").label == "A003"
    assert (lobby.ticket("A003").clerk, lobby.state("A003")) == ("clerk1", "called")
    with pytest.raises(Refused, match=r"desk\.busy"):
        call("A002")
    assert lobby.state("A003") == "called"
    assert AuditEntry.objects.filter(action="queue.override").count() == 1


@alone
@pytest.mark.parametrize("deed", ["recall", "serve", "finish", "hold", "transfer"])
def test_the_same_press_twice_counts_once(lobby: Lobby, deed: str) -> None:
    lobby.sit(1)
    lobby.take()
    lobby.take()
    lobby.call()
    press = {"request_id": uuid4(), **({"letter": "B"} if deed == "transfer" else {})}
    first = do(lobby, deed, **press)
    count = TicketEvent.objects.count()
    again = do(lobby, deed, **press)
    assert (again, TicketEvent.objects.count()) == (first, count)


@alone
def test_a_press_that_called_nobody_calls_nobody_when_it_comes_again(lobby: Lobby) -> None:
    lobby.sit(1)
    lobby.take()
    lobby.call()
    press = uuid4()
    assert lobby.call(request_id=press) is None
    lobby.take()
    assert lobby.call(request_id=press) is None
    assert lobby.state("A002") == "waiting"


@alone
def test_a_break_is_no_open_counter_and_ends_with_the_next_call(lobby: Lobby) -> None:
    lobby.sit(1)
    lobby.take()
    assert services.pause_counter(counter=1, by="clerk1", clock=lobby.clock).paused
    assert services.hall(clock=lobby.clock).wait is None
    assert lobby.called() == "A001"
    assert not services.hall(clock=lobby.clock).counters[0].paused
    with pytest.raises(Refused, match=r"desk\.still_serving"):
        services.pause_counter(counter=1, by="clerk1", clock=lobby.clock)
    with pytest.raises(Refused, match=r"desk\.counter_closed"):
        services.pause_counter(counter=2, by="clerk2", clock=lobby.clock)


@alone
def test_a_counter_calls_the_classes_it_was_given(lobby: Lobby) -> None:
    lobby.sit(1)
    assert services.serve_classes(counter=1, letters="BC", by="lin", clock=lobby.clock).letters == "BC"
    lobby.take("A")
    lobby.take("C")
    assert [lobby.called(), lobby.called()] == ["C001", ""]
    waits = {one.letter: one.wait for one in services.classes(language="en", clock=lobby.clock)}
    assert (waits["A"], waits["C"] is not None) == (None, True)
    with pytest.raises(Refused, match=r"ticket\.class_unknown"):
        services.serve_classes(counter=1, letters="BZ", by="lin", clock=lobby.clock)
    assert services.serve_classes(counter=1, letters="ABCDEFG", by="lin", clock=lobby.clock).letters == ""
    assert lobby.called() == "A001"


@alone
def test_people_of_a_class_that_the_office_removes_are_still_called(lobby: Lobby) -> None:
    from kiosk.guide.models import ContentItem  # noqa: PLC0415

    lobby.sit(1)
    services.serve_classes(counter=1, letters="B", by="lin", clock=lobby.clock)
    lobby.take("A")
    ContentItem.objects.filter(kind="ticket_class", key="A").update(retired_at=lobby.clock.now())
    with pytest.raises(Refused, match=r"ticket\.class_unknown"):
        lobby.take("A")
    assert lobby.called() == "A001"
    assert services.desk(counter=1, clock=lobby.clock).current_class == ""


@alone
def test_a_heavier_class_is_called_sooner(lobby: Lobby) -> None:
    lobby.sit(1)
    services.settle_class(letter="B", by="lin", weight_pct=500, clock=lobby.clock)
    lobby.take("A")
    lobby.clock.advance(60)
    lobby.take("B")
    lobby.clock.advance(60)
    assert [lobby.called(), lobby.called()] == ["B001", "A001"]
    with pytest.raises(Refused, match=r"queue\.class_rule"):
        services.settle_class(letter="B", by="lin", weight_pct=0, clock=lobby.clock)
    assert ClassRule.objects.get().weight_pct == 500


@together
def test_two_clerks_who_pass_to_each_other_at_once_both_succeed(lobby: Lobby) -> None:
    lobby.sit(1, 2)
    lobby.take()
    lobby.take()
    lobby.call(1)
    lobby.call(2)
    still = StillClock(lobby.clock.now())

    def pass_on(counter: int, to: int) -> bool:
        return services.transfer(counter=counter, by=f"clerk{counter}", to_counter=to, clock=still)

    assert at_once(lambda: pass_on(1, 2), lambda: pass_on(2, 1)) == [True, True]
    assert sorted([lobby.called(1), lobby.called(2)]) == ["A001", "A002"]


@together
def test_a_counter_that_closes_while_a_case_is_passed_to_it_loses_nobody(lobby: Lobby) -> None:
    for n in range(1, 6):
        lobby.sit(1, 2)
        label = lobby.take()
        assert lobby.called(1) == label, n
        still = StillClock(lobby.clock.now())

        def pass_on(still: StillClock = still) -> str:
            try:
                services.transfer(counter=1, by="clerk1", to_counter=2, clock=still)
            except Refused as refused:
                assert refused.text_key == "desk.target_closed"
            return ""

        def close(still: StillClock = still) -> str:
            services.close_counter(counter=2, by="clerk2", clock=still)
            return ""

        at_once(pass_on, close)
        current = services.desk(counter=1, clock=lobby.clock).current
        assert (current.label if current else lobby.called(1)) == label
        assert lobby.call(1) is None


@together
def test_numbers_given_up_while_clerks_call_are_called_by_nobody_or_were(lobby: Lobby) -> None:
    lobby.sit(1, 2)
    for _ in range(12):
        lobby.take()
    still = StillClock(lobby.clock.now())
    tokens = list(Ticket.objects.order_by("id").values_list("token", flat=True))

    def give_up() -> list[str]:
        gone = []
        for token in tokens:
            try:
                gone.append(services.give_up(token=token, clock=still).label)
            except Refused as refused:
                assert refused.text_key == "ticket.waits_no_more"
        return gone

    def work(counter: int) -> list[str]:
        found = [services.call_next(counter=counter, by=f"clerk{counter}", request_id=uuid4(), clock=still) for _ in range(8)]
        return [one.label for one in found if one]

    gone, *called = at_once(give_up, lambda: work(1), lambda: work(2))
    assert sorted([*gone, *called[0], *called[1]]) == [f"A{n:03}" for n in range(1, 13)]
    assert not Counter.objects.filter(number__gt=2).exists()
