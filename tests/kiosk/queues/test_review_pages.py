"""A review records where a case had to be corrected; its points are taken back, once, with a reason, by who supervises."""

from __future__ import annotations

from uuid import uuid4

import pytest
from office_content import office_content
from people import browser, engage

from kiosk.clock import SYSTEM, day_of
from kiosk.queues import services
from kiosk.queues.models import Case
from kiosk.staff.models import AuditEntry
from kiosk.staff.roles import Role
from kiosk.staff.words import SENTENCES

__all__ = ["office_content"]
pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def case(office_content: None) -> Case:
    engage(Role.CLERK, "chen", "陳淑芬")
    services.take_ticket(letter="B", language="zh_Hant", priority=False, request_id=uuid4())
    services.open_counter(counter=1, by="chen", name="陳淑芬", title="課員")
    services.call_next(counter=1, by="chen", request_id=uuid4())
    services.finish(counter=1, by="chen", cases=[services.CaseDone("id_replace", 2)])
    return Case.objects.get()


def test_a_fault_is_recorded_once_and_takes_the_points_back(case: Case) -> None:
    client = browser(Role.SUPERVISOR, "lin", "林志明")
    month = day_of(SYSTEM.now())
    before = services.ranking(month=month, viewer="lin").team
    assert "陳淑芬" in client.get("/queue/review/").content.decode()

    def correct(fault: str, case_id: int = case.pk) -> str:
        return client.post(f"/queue/review/{case_id}/correct/", {"fault": fault}, follow=True).content.decode()

    assert SENTENCES["desk.reason_needed"] in correct("  ")
    assert "點數表沒有" in correct("x", 99)
    page = correct("<b>職稱誤繕</b>")
    assert "&lt;b&gt;職稱誤繕" in page
    assert "林志明" in page
    assert "這件已由" in correct("again")
    after = services.ranking(month=month, viewer="lin").team
    assert (after.cases, after.corrected, before.points - after.points) == (2, 1, case.points)
    assert AuditEntry.objects.get(action="case.correct").actor == "lin"


@pytest.mark.parametrize("day", ["nonsense", "2999-01-01", "<script>", "2020-01-02"])
def test_another_day(case: Case, day: str) -> None:
    page = browser(Role.SUPERVISOR).get("/queue/review/", {"day": day}).content.decode()
    assert ("陳淑芬</td>" in page) == (day != "2020-01-02")


def test_a_clerk_reviews_nobody(case: Case) -> None:
    for role in (Role.CLERK, Role.VOLUNTEER, Role.MAINTAINER):
        client = browser(role)
        assert client.get("/queue/review/").status_code == 403
        assert client.post(f"/queue/review/{case.pk}/correct/", {"fault": "x"}).status_code == 403
    assert Case.objects.get().corrected_at is None
