"""Rows by prepared statements: the same that Django would have written and read, all of them or none."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, ProgrammingError, connection, transaction
from django.db.transaction import TransactionManagementError

from kiosk.clock import StillClock, day_of, local
from kiosk.finding import find
from kiosk.outbox.models import Job
from kiosk.queues.models import Ticket, TicketEvent
from kiosk.rows import insert, update
from kiosk.staff.models import AuditEntry
from kiosk.statements import ask

pytestmark = [pytest.mark.database, pytest.mark.django_db]
HOSTILE = "%s' ); DROP TABLE queues_ticket; -- \\ \" ? 王"


def job(clock: StillClock, label: str = "A001") -> Job:
    return Job(
        kind="ticket", label=label, language="vi", slip_json=HOSTILE, request_id=uuid4(), created_at=clock.now(),
        not_after_at=local(clock.now()) + timedelta(minutes=30),
    )  # fmt: skip


def ticket(clock: StillClock, of: Job | None, number: int = 1) -> Ticket:
    now = clock.now()
    return Ticket(
        letter="A", queue="A", number=number, day=day_of(now), label=f"A{number:03}", language="vi", state="waiting",
        request_id=uuid4(), token=uuid4().hex, taken_at=now, queued_at=now, people_ahead=3, wait_low_min=5, job=of,
    )  # fmt: skip


def columns(row: object) -> dict[str, object]:
    return {name: value for name, value in vars(row).items() if not name.startswith("_")}


def test_rows_that_belong_together_are_as_they_were_given_and_know_each_other(clock: StillClock) -> None:
    slip = job(clock)
    number = ticket(clock, slip)
    step = TicketEvent(ticket=number, kind="taken", at=clock.now(), by=HOSTILE)
    alone = AuditEntry(at=clock.now(), actor=HOSTILE, action="a.b", subject="", detail={"text": HOSTILE, "n": 1, "no": None})
    insert(slip, number, step, alone)
    assert (number.job_id, step.ticket_id) == (slip.pk, number.pk)
    for row in (slip, number, step, alone):
        assert columns(type(row).objects.get()) == columns(row)  # type: ignore[attr-defined]
        assert (row._state.adding, row._state.db) == (False, "default")
    assert Ticket.objects.get().events.get() == step


def test_one_row_and_two_of_one_kind(clock: StillClock) -> None:
    insert(ticket(clock, None))
    slips = [job(clock, "A002"), job(clock, "A003")]
    second, third = ticket(clock, slips[0], 2), ticket(clock, slips[1], 3)
    insert(*slips, second, third)
    assert dict(Ticket.objects.order_by("number").values_list("label", "job__label")) == {
        "A001": None, "A002": "A002", "A003": "A003",
    }  # fmt: skip


def test_where_one_cannot_be_written_none_is(clock: StillClock) -> None:
    insert(ticket(clock, None))
    slip = job(clock)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(slip, ticket(clock, slip))  # the number has been given
    assert (Ticket.objects.count(), Job.objects.count()) == (1, 0)


def test_a_changed_row_is_found_as_django_would_return_it(clock: StillClock) -> None:
    slip = job(clock)
    number = ticket(clock, slip)
    insert(slip, number)
    number.state, number.counter, number.slot_at = "waiting", 3, clock.now()
    update(number, "state", "counter", "slot_at")
    (found,) = find(Ticket, "day = %s AND label = %s", [number.day.isoformat(), "A001"], lock=True)
    assert columns(found) == columns(number) == columns(Ticket.objects.get())
    assert (found._state.adding, found._state.db, found.job) == (False, "default", slip)
    assert columns(find(Job, "id = %s", [slip.pk])[0]) == columns(slip)
    assert find(Ticket, "label = %s", ["B001"]) == []


def test_a_row_that_is_gone_is_not_changed_in_silence(clock: StillClock) -> None:
    number = ticket(clock, None)
    insert(number)
    Ticket.objects.all().delete()
    with pytest.raises(DatabaseError, match="is not there any more"):
        update(number, "state")


def test_a_statement_fails_as_django_s_own_do() -> None:
    with pytest.raises((OperationalError, ProgrammingError), match="no_such_table"), transaction.atomic():
        ask("SELECT * FROM no_such_table WHERE a = %s", [1])
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            ask("SELECT 1", [])
        transaction.set_rollback(False)


def test_a_statement_takes_values_and_signs_as_they_are() -> None:
    kind = "text" if connection.vendor == "postgresql" else "TEXT"
    for _ in range(8):  # more often than a statement is planned anew
        assert ask(f"SELECT CAST(%s AS {kind}), 7 %% 4, '?'", [HOSTILE]) == [(HOSTILE, 3, "?")]


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_the_server_keeps_what_is_asked_here_and_nothing_else() -> None:
    for number in range(3):
        ask("SELECT %s::int + 1", [number])
        Ticket.objects.filter(number=number).exists()
    kept = [statement for (statement,) in ask("SELECT statement FROM pg_prepared_statements", [])]
    assert [one for one in kept if one == "SELECT $1::int + 1"] == ["SELECT $1::int + 1"]
    assert not [one for one in kept if '"queues_ticket"."number"' in one]
