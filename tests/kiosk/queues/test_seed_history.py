"""Invented years: whole days that the rules of the queue allow, the same for the same number, written in bulk."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest

from kiosk.queues.models import Case, Sequence, Shift, Ticket, TicketEvent
from kiosk.queues.states import STEPS, TicketState
from kiosk.queues.synthetic import history
from kiosk.queues.synthetic.exact import OfficeChooser
from kiosk.queues.synthetic.people import visitors
from kiosk.queues.synthetic.plain import PlainChooser
from kiosk.queues.synthetic.play import Visit, play

FRIDAY = date(2026, 3, 6)


def day(chooser: OfficeChooser | PlainChooser, seed: int = 3, count: int = 150) -> list[Visit]:
    return play(visitors(Random(seed), count), history.times(3, 1), chooser)  # noqa: S311


@pytest.mark.parametrize("chooser", [PlainChooser, lambda: OfficeChooser({})], ids=["plain", "as the office does"])
def test_everybody_of_a_day_is_served_once_and_one_at_a_counter(chooser: type[PlainChooser]) -> None:
    visits = day(chooser())
    assert len(visits) == 150
    assert {one.state for one in visits} <= {"done", "no_show", "cancelled"}
    spans: dict[int, list[tuple[int, int]]] = {}
    for one in visits:
        if one.counter is not None and one.called_s is not None and one.ended_s is not None:
            assert one.visitor.at_s <= one.called_s < one.ended_s
            spans.setdefault(one.counter, []).append((one.called_s, one.ended_s))
    for some in spans.values():
        some.sort()
        assert all(left <= came for (_, left), (came, _) in pairwise(some))
    assert day(chooser()) == visits, "the same number gives the same day"
    assert day(chooser(), seed=4) != visits


def test_the_months_end_with_the_last_one() -> None:
    found = history.months(2, FRIDAY)
    assert (found[0], found[-1], len(found)) == (date(2024, 4, 1), date(2026, 3, 1), 24)


@pytest.mark.database
@pytest.mark.django_db
def test_a_year_is_written_whole(office: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "months", lambda *_: [date(2026, 2, 1), date(2026, 3, 1)])
    written = sum(count for _, count in history.fill(1, FRIDAY, per_day=20))
    tickets = list(Ticket.objects.order_by("id"))
    assert written == len(tickets) > 300
    assert {one.day.weekday() for one in tickets} == {0, 1, 2, 3, 4}
    assert max(one.day for one in tickets) == FRIDAY
    of_day = {(one.letter, one.day): one.given for one in Sequence.objects.all()}
    for (letter, at), given in of_day.items():
        assert sorted(one.number for one in tickets if (one.letter, one.day) == (letter, at)) == [*range(1, given + 1)]
    for one in tickets[:40]:
        state = TicketState.WAITING
        for kind in TicketEvent.objects.filter(ticket=one).order_by("id").values_list("kind", flat=True)[1:]:
            assert TicketState(kind) in STEPS[state]
            state = TicketState(kind)
        assert state == one.state
        if one.called_at is not None:
            assert one.waiting_s == (one.called_at - one.taken_at) / timedelta(seconds=1)
    assert Case.objects.count() == sum(one.state == "done" for one in tickets)
    assert Shift.objects.filter(day=FRIDAY).count() == 12


@pytest.mark.database
@pytest.mark.django_db
def test_after_it_numbers_are_taken_as_ever(office: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from uuid import uuid4  # noqa: PLC0415

    from kiosk.queues.services import take_ticket  # noqa: PLC0415

    monkeypatch.setattr(history, "months", lambda *_: [date(2026, 3, 1)])
    list(history.fill(1, FRIDAY, per_day=5))
    assert take_ticket(letter="A", language="en", priority=False, request_id=uuid4()).label == "A001"
