"""The counters: who is called, once, by whom, and what the whole hall then knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from at_once import at_once
from django.conf import settings
from django.db import IntegrityError, transaction

from kiosk.clock import StillClock
from kiosk.errors import Refused
from kiosk.queues.answers import CallView
from kiosk.queues.models import Pace, Ticket, TicketEvent
from kiosk.queues.rules import WaitRange
from kiosk.queues.services import (
    call_next,
    close_counter,
    desk,
    finish,
    hall,
    no_show,
    open_counter,
    recall,
    take_ticket,
    ticket_status,
)

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("office")]
Step = Callable[..., object]
together = pytest.mark.django_db(transaction=True)
alone = pytest.mark.django_db


def take(clock: StillClock, letter: str = "A", *, priority: bool = False) -> str:
    clock.advance(1)
    taken = take_ticket(letter=letter, language="zh_Hant", priority=priority, request_id=uuid4(), clock=clock)
    return taken.label


def sit_down(clock: StillClock, *counters: int) -> None:
    for counter in counters or (1,):
        open_counter(counter=counter, by=f"clerk{counter}", name=f"陳{counter}", title="辦事員", clock=clock)


def call(clock: StillClock, counter: int = 1, request_id: UUID | None = None) -> CallView | None:
    clock.advance(1)
    return call_next(counter=counter, by=f"clerk{counter}", request_id=request_id or uuid4(), clock=clock)


def called(clock: StillClock, counter: int = 1) -> str:
    found = call(clock, counter)
    return found.label if found else ""


def events(label: str) -> list[tuple[str, int | None, str]]:
    return list(TicketEvent.objects.filter(ticket__label=label).order_by("id").values_list("kind", "counter", "by"))


@alone
def test_the_longest_waiting_is_called_to_the_counter(clock: StillClock) -> None:
    sit_down(clock, 3)
    for letter in "BAB":
        take(clock, letter)
    found = call(clock, 3)
    assert found is not None
    assert (found.label, found.counter, found.calls, found.called_at, found.priority) == ("B001", 3, 1, clock.now(), False)
    assert [called(clock, 3), called(clock, 3), called(clock, 3)] == ["A001", "B002", ""]


@alone
def test_calling_the_next_finishes_the_one_before(clock: StillClock) -> None:
    sit_down(clock)
    take(clock)
    take(clock)
    called(clock)
    called(clock)
    kiosk = settings.KIOSK.office.kiosk_label
    assert events("A001") == [("taken", None, kiosk), ("called", 1, "clerk1"), ("done", 1, "clerk1")]
    assert list(Ticket.objects.order_by("id").values_list("state", flat=True)) == ["done", "called"]


@alone
def test_nobody_is_called_where_nobody_waits_and_the_case_at_hand_is_still_finished(clock: StillClock) -> None:
    sit_down(clock)
    take(clock)
    called(clock)
    assert call(clock) is None
    assert desk(counter=1, clock=clock).current is None
    assert desk(counter=1, clock=clock).done_today == 1


@alone
def test_yesterdays_tickets_are_not_called(clock: StillClock) -> None:
    sit_down(clock)
    take(clock)
    clock.advance(24 * 3600)
    sit_down(clock)
    assert call(clock) is None


@alone
def test_the_same_press_twice_is_one_call(clock: StillClock) -> None:
    sit_down(clock)
    take(clock)
    take(clock)
    press = uuid4()
    assert call(clock, request_id=press) == call(clock, request_id=press)
    assert Ticket.objects.filter(state="waiting").count() == 1


@together
def test_the_same_press_twice_at_once_is_one_call(clock: StillClock) -> None:
    sit_down(clock)
    for _ in range(8):
        take(clock)
    still = StillClock(clock.now())
    for n in range(1, 4):
        press = uuid4()
        first, *others = at_once(
            *[lambda press=press: call_next(counter=1, by="clerk1", request_id=press, clock=still)] * 3  # type: ignore[misc]
        )
        assert first is not None
        assert (first.label, others) == (f"A{n:03}", [first, first])
        still.advance(1)
    assert Ticket.objects.filter(state="waiting").count() == 5


@together
def test_two_presses_at_one_counter_at_once_leave_one_number_there(clock: StillClock) -> None:
    sit_down(clock)
    for _ in range(6):
        take(clock)
    still = StillClock(clock.now())
    for n in range(1, 4):
        pair = at_once(*[lambda: call_next(counter=1, by="clerk1", request_id=uuid4(), clock=still)] * 2)
        assert sorted(one.label for one in pair if one) == [f"A{2 * n - 1:03}", f"A{2 * n:03}"]
        assert Ticket.objects.filter(state="called").count() == 1


@together
def test_clerks_who_press_at_the_same_moment_get_different_numbers(clock: StillClock) -> None:
    sit_down(clock, 1, 2, 3, 4)
    for letter in "ABAC" * 6:
        take(clock, letter)
    still = StillClock(clock.now())

    def work(counter: int) -> list[str]:
        found = [call_next(counter=counter, by=f"clerk{counter}", request_id=uuid4(), clock=still) for _ in range(6)]
        return [one.label for one in found if one is not None]

    labels = at_once(*[lambda counter=counter: work(counter) for counter in (1, 2, 3, 4)])  # type: ignore[misc]
    given = [label for some in labels for label in some]
    assert sorted(given) == sorted(Ticket.objects.values_list("label", flat=True))
    assert len(given) == 24


@pytest.fixture
def one_call(monkeypatch: pytest.MonkeyPatch) -> None:
    """An office that calls once: who is not there at once did not come."""
    rules = settings.KIOSK.queue.model_copy(update={"calls_before_no_show": 1, "call_apart_s": 0})
    monkeypatch.setattr(settings, "KIOSK", settings.KIOSK.model_copy(update={"queue": rules}))


def a_press_elsewhere(step: Step, clock: StillClock, shown: int) -> Callable[[], str]:
    def press() -> str:
        try:
            step(counter=1, by="clerk1", shown=shown, clock=clock)
        except Refused as refused:
            return refused.text_key
        return "counted"

    return press


def call_on(**press: Any) -> CallView | None:
    """The key that finishes and calls the next, as any other key of the desk."""
    return call_next(request_id=uuid4(), **press)


KEYS = [call_on, recall, finish, no_show]


@alone
@pytest.mark.parametrize("step", KEYS)
@pytest.mark.parametrize("at_the_counter", [True, False], ids=["somebody else", "nobody"])
def test_a_press_that_meant_another_number_is_refused(clock: StillClock, step: Step, at_the_counter: bool) -> None:
    sit_down(clock)
    take(clock)
    take(clock)
    before = call(clock)
    assert before is not None
    assert called(clock) == "A002"
    if not at_the_counter:
        finish(counter=1, by="clerk1", clock=clock)
    seen = desk(counter=1, clock=clock)
    for shown in (before.ticket_id, 0, None if at_the_counter else before.ticket_id):
        with pytest.raises(Refused, match=r"desk\.moved_on"):
            step(counter=1, by="clerk1", shown=shown, clock=clock)
    assert desk(counter=1, clock=clock) == seen


@alone
@pytest.mark.parametrize("step", KEYS)
@pytest.mark.usefixtures("one_call")
def test_a_press_that_means_the_number_at_the_counter_counts(clock: StillClock, step: Step) -> None:
    sit_down(clock)
    take(clock)
    here = call(clock)
    assert here is not None
    step(counter=1, by="clerk1", shown=here.ticket_id, clock=clock)
    assert len(events("A001")) == 3


@together
@pytest.mark.usefixtures("one_call")
@pytest.mark.parametrize("step", [finish, no_show])
def test_of_two_presses_on_one_number_at_once_one_counts(clock: StillClock, step: Step) -> None:
    """Without the lock both see the first number at the counter, and the second press ends the case of the next."""
    sit_down(clock)
    for _ in range(9):
        take(clock)
    here = call(clock)
    for n in range(1, 6):
        assert here is not None
        still = StillClock(clock.now())
        presses = [a_press_elsewhere(one, still, here.ticket_id) for one in (call_on, step, call_on)]
        assert sorted(at_once(*presses))[-2:] == ["desk.moved_on", "desk.moved_on"]
        assert [kind for kind, _, _ in events(f"A{n:03}")][2:] in (["done"], ["no_show"])
        here = desk(counter=1, clock=still).current or call(clock)
        assert here is not None
        assert (here.label, Ticket.objects.filter(state="called").count()) == (f"A{n + 1:03}", 1)


@alone
@pytest.mark.usefixtures("one_call")
@pytest.mark.parametrize("step", [*KEYS, close_counter])
def test_a_clerk_who_was_replaced_is_told_by_whom(clock: StillClock, step: Step) -> None:
    sit_down(clock)
    take(clock)
    take(clock)
    call(clock)
    open_counter(counter=1, by="lin", name="林志明", title="課員", clock=clock)
    with pytest.raises(Refused) as refused:
        step(counter=1, by="clerk1", clock=clock)
    assert (refused.value.text_key, refused.value.values) == ("desk.taken_over", {"name": "林志明"})
    assert (len(events("A001")), desk(counter=1, clock=clock).counter.open) == (2, True)
    step(counter=1, by="lin", clock=clock)
    assert events("A001")[-1][2] == "lin"


@alone
def test_the_database_itself_keeps_two_tickets_from_one_counter(clock: StillClock) -> None:
    sit_down(clock)
    take(clock)
    take(clock)
    called(clock)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(label="A002").update(state="called", counter=1)


@alone
def test_priority_goes_first_but_not_always(clock: StillClock) -> None:
    sit_down(clock)
    for priority in (False, False, False, False, True, True, True):
        take(clock, priority=priority)
    assert [called(clock) for _ in range(7)] == ["A005", "A001", "A002", "A006", "A003", "A004", "A007"]


@alone
def test_the_share_of_a_class_counts_all_counters_together(clock: StillClock) -> None:
    sit_down(clock, 1, 2)
    for priority in (False, False, True, True):
        take(clock, priority=priority)
    assert [called(clock, counter) for counter in (1, 2, 1, 2)] == ["A003", "A001", "A002", "A004"]


@alone
def test_a_third_priority_ticket_in_a_row_waits_at_this_counter_and_goes_to_another(clock: StillClock) -> None:
    sit_down(clock, 1, 2)
    take(clock)
    for letter in "BCD":
        take(clock, letter, priority=True)
    assert [called(clock, 1), called(clock, 1), called(clock, 2), called(clock, 1)] == ["B001", "C001", "D001", "A001"]


@alone
def test_a_recall_calls_the_same_number_again(clock: StillClock) -> None:
    sit_down(clock)
    take(clock)
    take(clock)
    first = call(clock)
    clock.advance(30)
    again = recall(counter=1, by="clerk1", clock=clock)
    assert first is not None
    assert (again.ticket_id, again.label, again.calls, again.called_at) == (first.ticket_id, "A001", 2, clock.now())
    assert [kind for kind, _, _ in events("A001")] == ["taken", "called", "recalled"]
    assert Ticket.objects.get(label="A001").called_at == first.called_at


@alone
def test_there_is_an_end_to_recalling(clock: StillClock) -> None:
    sit_down(clock)
    take(clock)
    call(clock)
    for _ in range(19):
        recall(counter=1, by="clerk1", clock=clock)
    with pytest.raises(Refused, match=r"desk\.called_often"):
        recall(counter=1, by="clerk1", clock=clock)
    assert Ticket.objects.get(label="A001").calls == 20


@alone
def test_nobody_can_be_recalled_where_nobody_was_called(clock: StillClock) -> None:
    sit_down(clock, 1, 2)
    take(clock)
    call(clock, 2)
    with pytest.raises(Refused, match=r"desk\.nobody_here"):
        recall(counter=1, by="clerk1", clock=clock)


@alone
def test_a_case_is_finished_once(clock: StillClock) -> None:
    sit_down(clock)
    take(clock)
    call(clock)
    assert (finish(counter=1, by="clerk1", clock=clock), finish(counter=1, by="clerk1", clock=clock)) == (True, False)
    assert [kind for kind, _, _ in events("A001")] == ["taken", "called", "done"]


@alone
@pytest.mark.usefixtures("one_call")
def test_who_does_not_come_is_no_case_and_does_not_change_the_pace(clock: StillClock) -> None:
    sit_down(clock)
    take(clock)
    call(clock)
    clock.advance(600)
    assert no_show(counter=1, by="clerk1", clock=clock)
    assert (desk(counter=1, clock=clock).done_today, Pace.objects.count()) == (0, 0)
    assert Ticket.objects.get(label="A001").state == "no_show"
    assert not no_show(counter=1, by="clerk1", clock=clock)


@alone
def test_a_closed_counter_calls_nobody_and_finishes_what_it_had(clock: StillClock) -> None:
    sit_down(clock)
    take(clock)
    take(clock)
    call(clock)
    close_counter(counter=1, by="clerk1", clock=clock)
    assert Ticket.objects.get(label="A001").state == "done"
    with pytest.raises(Refused) as refused:
        call(clock)
    assert (refused.value.text_key, refused.value.values) == ("desk.counter_closed", {"counter": 1})
    closed = hall(clock=clock).counters[0]
    assert (closed.open, closed.clerk_name, closed.clerk_title, closed.label) == (False, "", "", "")


@alone
@pytest.mark.parametrize("counter", [0, -1, 7, 32_000])
def test_a_counter_the_office_does_not_have_is_refused(clock: StillClock, counter: int) -> None:
    with pytest.raises(Refused, match=r"desk\.no_such_counter"):
        sit_down(clock, counter)
    with pytest.raises(Refused, match=r"desk\.no_such_counter"):
        call(clock, counter)
    with pytest.raises(Refused, match=r"desk\.no_such_counter"):
        desk(counter=counter, clock=clock)


@alone
def test_the_hall_sees_the_newest_calls_first_and_every_counter(clock: StillClock) -> None:
    sit_down(clock, 1, 2)
    for letter in "AABAC" "GG":
        take(clock, letter)
    for counter in (1, 2, 1, 2, 1, 2):
        call(clock, counter)
    clock.advance(1)
    recall(counter=1, by="clerk1", clock=clock)
    seen = hall(clock=clock)
    assert [(one.label, one.counter) for one in seen.calls] == [
        ("C001", 1), ("G001", 2), ("A003", 2), ("B001", 1), ("A002", 2),
    ]  # fmt: skip
    assert (seen.waiting, seen.waiting_by_class) == (1, {"G": 1})
    assert [(one.number, one.open, one.label, one.clerk_name) for one in seen.counters] == [
        (1, True, "C001", "陳1"), (2, True, "G001", "陳2"), *[(n, False, "", "") for n in (3, 4, 5, 6)],
    ]  # fmt: skip


@alone
def test_an_empty_hall_is_a_hall(clock: StillClock) -> None:
    seen = hall(clock=clock)
    assert (seen.calls, seen.waiting, seen.waiting_by_class, seen.wait, len(seen.counters)) == ((), 0, {}, None, 6)


@alone
def test_a_desk_knows_the_case_at_hand(clock: StillClock) -> None:
    sit_down(clock, 2)
    take(clock, "B")
    take(clock)
    call(clock, 2)
    seen = desk(counter=2, clock=clock)
    assert seen.current is not None
    assert (seen.current.label, seen.counter.label, seen.current_language) == ("B001", "B001", "zh_Hant")
    assert seen.current_class
    assert (seen.waiting, seen.waiting_by_class, seen.done_today) == (1, {"A": 1}, 0)


@alone
def test_a_phone_follows_its_number_to_the_counter(clock: StillClock) -> None:
    sit_down(clock, 4)
    take(clock)
    take(clock)
    token = Ticket.objects.get(label="A002").token

    def seen() -> tuple[str, int, int | None]:
        status = ticket_status(token=token, clock=clock)
        return status.state, status.people_ahead, status.counter

    steps = [seen()]
    for _ in range(2):
        call(clock, 4)
        steps.append(seen())
    finish(counter=4, by="clerk4", clock=clock)
    assert [*steps, seen()] == [("waiting", 1, None), ("waiting", 0, None), ("called", 0, 4), ("done", 0, 4)]
    assert ticket_status(token=token, clock=clock).wait is None


@alone
def test_the_pace_is_the_median_of_the_last_twenty_cases(clock: StillClock) -> None:
    """25 cases: five of an hour each, then twenty of 100 to 290 s; a slip of the finger and a forgotten case do not count."""
    sit_down(clock)
    for seconds in (*[3600] * 5, *range(100, 300, 10)):
        take(clock)
        call(clock)
        clock.advance(seconds)
        finish(counter=1, by="clerk1", clock=clock)
    found = Pace.objects.get(letter="A")
    assert (found.median_s, found.mean_s, found.spread_s, found.cases) == (195, 195, 58, 20)
    for seconds in (5, 5 * 3600):
        take(clock)
        call(clock)
        clock.advance(seconds)
        finish(counter=1, by="clerk1", clock=clock)
    assert Pace.objects.get(letter="A").median_s == 195


@alone
def test_the_measured_pace_replaces_the_plan(clock: StillClock) -> None:
    sit_down(clock)
    take(clock)
    call(clock)
    clock.advance(1200)
    finish(counter=1, by="clerk1", clock=clock)
    take(clock)
    take(clock)
    assert hall(clock=clock).wait == WaitRange(40, 45)
