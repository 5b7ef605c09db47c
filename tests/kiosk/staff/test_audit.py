"""The trail grows and never changes, whoever asks: the database itself says no."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from people import browser

from kiosk.staff import append_only, audit
from kiosk.staff.models import AuditEntry
from kiosk.staff.roles import Role


@pytest.mark.database
@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE staff_auditentry SET actor = 'nobody'",
        "UPDATE staff_auditentry SET at = at WHERE actor = 'chen'",
        "DELETE FROM staff_auditentry",
        "DELETE FROM staff_auditentry WHERE id = (SELECT max(id) FROM staff_auditentry)",
    ],
)
def test_no_statement_changes_or_removes_a_line(statement: str) -> None:
    audit.record(actor="chen", action="job.settle", subject="ticket A001", printed=True)
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEntry.objects.get().actor == "chen"


@pytest.mark.database
@pytest.mark.django_db
def test_no_model_changes_or_removes_a_line() -> None:
    audit.record(actor="chen", action="job.settle", subject="ticket A001")
    entry = AuditEntry.objects.get()
    entry.actor = "lin"
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.delete()


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_truncate_is_refused_too() -> None:
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE staff_auditentry")


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_emptying_the_whole_database_works_and_protects_again() -> None:
    audit.record(actor="chen", action="job.settle", subject="ticket A001")
    call_command("flush", verbosity=0, interactive=False)
    assert not AuditEntry.objects.exists()
    assert "staff_auditentry" in append_only.protected_tables(connection)
    audit.record(actor="chen", action="job.settle", subject="ticket A002")
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.all().delete()


@pytest.mark.django_db
def test_a_deed_that_fails_leaves_no_line() -> None:

    @transaction.atomic
    def deed() -> None:
        audit.record(actor="chen", action="job.settle", subject="ticket A001")
        raise RuntimeError("the deed failed")

    with pytest.raises(RuntimeError):
        deed()
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db
def test_the_trail_is_read_in_pages_newest_first() -> None:
    for number in range(audit.PAGE + 5):
        audit.record(actor="chen", action="job.reprint", subject=f"ticket A{number:03}")
    first = audit.trail()
    assert [one.subject for one in first.entries[:2]] == ["ticket A054", "ticket A053"]
    second = audit.trail(older_than=first.older_than)
    assert len(second.entries) == 5
    assert second.older_than is None


@pytest.mark.django_db
def test_the_manager_filters_the_trail_and_reads_it_in_words() -> None:
    client = browser(Role.MANAGER, "tsai")
    audit.record(actor="chen", action="job.reprint", subject="ticket A001")
    audit.record(actor="lin", action="announcement.push", subject="7", text="<script>alert(1)</script>")
    page = client.get("/audit/", {"actor": "chen", "area": "job"}).content.decode()
    assert "補印單據" in page
    assert "推播公告" not in page
    everything = client.get("/audit/", {"older_than": "9" * 40, "area": "no such area"}).content.decode()
    assert "&lt;script&gt;" in everything
    assert "<script>alert" not in everything
