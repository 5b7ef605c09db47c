"""The supervisor decides on days, loads the government's calendar, and nobody else does."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from office_content import office_content
from people import browser

from kiosk.clock import SYSTEM, day_of
from kiosk.queues import services
from kiosk.queues.models import CalendarDay, SpecialOpening
from kiosk.staff.models import AuditEntry
from kiosk.staff.roles import Role
from kiosk.staff.words import SENTENCES

if TYPE_CHECKING:
    from django.test import Client

__all__ = ["office_content"]
pytestmark = [pytest.mark.database, pytest.mark.django_db]
HOSTILE = "<script>alert(1)</script>'; DROP TABLE--"


@pytest.fixture
def supervisor(office_content: None) -> Client:
    return browser(Role.SUPERVISOR, "lin", "林志明")


def decide(client: Client, **fields: str) -> str:
    wish = {"day": day_of(SYSTEM.now()).isoformat(), **fields}
    return client.post("/queue/days/decide/", wish, follow=True).content.decode()


def test_the_city_s_closing_stands_on_the_page_stops_numbers_and_is_taken_back(supervisor: Client) -> None:
    for _ in range(2):
        page = decide(supervisor, kind="closed_typhoon", note="山陀兒颱風")
    made = SpecialOpening.objects.get()
    assert "颱風停止服務" in page
    assert "山陀兒颱風" in page
    assert "林志明" in page
    assert not services.session().open
    assert "已取消這項設定" in supervisor.post(f"/queue/days/{made.pk}/undo/", follow=True).content.decode()
    assert "已由其他同仁取消" in supervisor.post(f"/queue/days/{made.pk}/undo/", follow=True).content.decode()
    assert services.session().open
    assert AuditEntry.objects.filter(action__startswith="queue.day", actor="lin").count() >= 2


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"kind": ""}, "sessions.kind"), ({"kind": HOSTILE}, "sessions.kind"), ({"day": ""}, "sessions.day_missing"),
        ({"day": "2026-02-31"}, "sessions.day_missing"), ({"day": HOSTILE}, "sessions.day_missing"),
        ({"day": "1999-01-01"}, "sessions.day"), ({"kind": "extended"}, "sessions.times"),
        ({"kind": "extended", "opens": "17:30", "closes": "nonsense"}, "sessions.time"),
        ({"kind": "extended", "opens": "17:30+08:00", "closes": "20:00"}, "sessions.time"),
        ({"kind": "extended", "opens": "20:00", "closes": "17:30"}, "sessions.times"),
        ({"kind": "closed", "closes": "17:30"}, "sessions.times"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_changes_nothing_and_what_was_typed_stays(
    supervisor: Client, fields: dict[str, str], key: str
) -> None:
    page = decide(supervisor, **{"note": "下午停班", "kind": "closed", **fields})
    assert SENTENCES[key].partition("{")[0] in page
    assert 'value="下午停班"' in page
    assert "<script>alert" not in page
    assert not SpecialOpening.objects.exists()


def test_a_hostile_note_is_text_everywhere(supervisor: Client) -> None:
    page = decide(supervisor, kind="closed_typhoon", note="<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)" in page
    for address in ("/queue/days/", "/service-desk/", "/waiting/"):
        assert "<script>alert" not in supervisor.get(address).content.decode()


def test_the_calendar_is_loaded_from_a_file_and_a_wrong_one_changes_nothing(supervisor: Client) -> None:
    year = day_of(SYSTEM.now()).year
    assert f"尚未匯入 {year - 1911} 年" in supervisor.get("/queue/days/").content.decode()

    def load(text: str, name: str = "115.csv") -> str:
        sent = {"file": SimpleUploadedFile(name, text.encode("cp950"))}
        return supervisor.post("/queue/days/calendar/", sent, follow=True).content.decode()

    page = load(f"西元日期,星期,是否放假,備註\n{year}0101,四,2,開國紀念日\n{year}0102,五,0,\n")
    assert f"已匯入 {year - 1911} 年" in page
    assert "開國紀念日" in page
    assert f"尚未匯入 {year - 1911} 年" not in page
    for wrong, said in [
        ("西元日期,是否放假\n115/01/01,2\n", "第 2 列的「115/01/01」不是日期"), ("<script>", "沒有「西元日期"),
        ("", "沒有「西元日期"),
        (f"西元日期,是否放假\n{year}0101,maybe\n", "看不出是否放假"), ("x" * 1_000_001, "檔案過大"),
    ]:  # fmt: skip
        assert said in load(wrong), wrong[:20]
    assert SENTENCES["calendar.no_file"] in supervisor.post("/queue/days/calendar/", follow=True).content.decode()
    assert CalendarDay.objects.count() == 2
    load(f"西元日期,是否放假\n{year}0101,2\n", "../../etc/<b>.csv" + "長" * 200)
    assert CalendarDay.objects.get().day.year == year


def test_a_day_of_its_own_shows_among_the_coming_ones(supervisor: Client) -> None:
    later = day_of(SYSTEM.now()) + timedelta(days=5)
    page = decide(supervisor, day=later.isoformat(), kind="on_duty_wedding", opens="09:00", closes="12:00")
    assert page.count("結婚登記值班") >= 3, "among the choices, what is decided, and the coming days"


@pytest.mark.parametrize("role", [Role.CLERK, Role.VOLUNTEER, Role.MAINTAINER])
def test_nobody_else_decides(office_content: None, role: Role) -> None:
    client = browser(role)
    assert client.get("/queue/days/").status_code == 403
    for address in ("decide/", "1/undo/", "calendar/"):
        assert client.post(f"/queue/days/{address}", {"kind": "closed"}).status_code == 403
    assert "/queue/days/" not in client.get("/").content.decode()
    assert not SpecialOpening.objects.exists()
