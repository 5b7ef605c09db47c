"""Authors and supervisors at their pages: write, look, hand in, approve, give back, fill a template, raise an alarm."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from people import browser

from kiosk.announcements import editing, services
from kiosk.announcements.models import Announcement, Kind, Status
from kiosk.clock import SYSTEM, day_of, local
from kiosk.staff.models import AuditEntry
from kiosk.staff.roles import Role
from kiosk.texts import ASSETS, Texts, roc_short

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
HOSTILE = '"><script>alert(1)</script>{{7*7}}\u202e'


@pytest.fixture
def clerk() -> Client:
    return browser(Role.CLERK, "chen")


@pytest.fixture
def four_eyes(settings: SettingsWrapper) -> None:
    rules = settings.KIOSK.announcements.model_copy(update={"four_eyes": "all"})
    settings.KIOSK = settings.KIOSK.model_copy(update={"announcements": rules})


def next_month() -> str:
    return roc_short(day_of(SYSTEM.now()) + timedelta(days=30))


def whole(**change: object) -> dict[str, object]:
    return {
        "zh_Hant": "週六上午加班服務", "en": "Open on Saturday morning", "vi": "", "id": "", "checked": ["en"],
        "kind": "service", "source": "本所", "channels": ["marquee", "subtitle"], "weight": "3", "weekdays": ["5"],
        "hours": "08:00-12:00", "start": "", "until": next_month(), **change,
    }  # fmt: skip


def test_a_whole_announcement_is_written_looked_at_and_published(clerk: Client) -> None:
    page = clerk.post("/announcements/new/", whole(), follow=True).content.decode()
    (draft,) = services.drafts()
    assert (draft.channels, draft.weekdays, draft.hours, draft.unchecked) == (("marquee", "subtitle"), "5", "08:00-12:00", ())
    assert 'canvas class="sign"' in page
    assert "每週 六，08:00-12:00" in page
    changed = whole(hours="", weekdays=list("0123456"), zh_Hant="改寫")
    clerk.post(f"/announcements/{draft.announcement_id}/edit/", changed)
    assert "公告已推播" in clerk.post(f"/announcements/{draft.announcement_id}/send/", follow=True).content.decode()
    (live,) = services.live()
    assert (live.text, live.published_by, live.weight) == ({"zh_Hant": "改寫", "en": "Open on Saturday morning"}, "chen", 3)
    refused = clerk.get(f"/announcements/{draft.announcement_id}/edit/", follow=True).content.decode()
    assert "已經發布過了" in refused


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"zh_Hant": ""}, "請輸入公告內容"), ({"zh_Hant": "長" * 121}, "超過 120 字"), ({"source": ""}, "請填寫來源機關"),
        ({"channels": []}, "至少選擇一個頻道"), ({"channels": ["radio"]}, "radio"), ({"weekdays": []}, "至少選擇一天"),
        ({"hours": "12:00-08:00"}, "播出時段請寫成"), ({"until": "2026/12/31"}, "結束：請填寫民國日期"),
        ({"start": "115/02/30"}, "開始：請填寫民國日期"),
        ({"start": "116/01/01", "until": "115/01/01"}, "結束日期早於開始日期"),
        ({"weight": "99"}, "99"), ({"kind": "gossip"}, "gossip"),
    ],
)  # fmt: skip
def test_what_is_wrong_names_its_field_and_keeps_what_was_written(
    clerk: Client, change: dict[str, object], said: str
) -> None:
    answer = clerk.post("/announcements/new/", whole(**change))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "Open on Saturday morning" in page
    assert not Announcement.objects.exists()


def test_hostile_words_in_every_field_stay_words(clerk: Client) -> None:
    clerk.post("/announcements/new/", whole(zh_Hant=HOSTILE, en=HOSTILE, source=HOSTILE, weekdays=list("0123456"), hours=""))
    (draft,) = services.drafts()
    clerk.post(f"/announcements/{draft.announcement_id}/send/")
    clerk.post("/announcements/boards/", {
        "title": HOSTILE, "source": HOSTILE, "place": HOSTILE, "from_day": "115/03/05", "until_day": "999/03/05",
    })  # fmt: skip
    services.on_air("subtitle")
    number = draft.announcement_id
    for address in (
        "/announcements/", f"/announcements/{number}/", f"/announcements/{number}/paper/", "/announcements/boards/",
        "/announcements/log/", "/signs/", "/subtitle/", f"/announcements/boards/?announcement={number}",
    ):
        page = clerk.get(address)
        assert page.status_code == 200, address
        assert "<script>alert(1)" not in page.content.decode(), address
        assert "49" not in page.content.decode() or "{{7*7}}" in page.content.decode()


def test_four_eyes_from_the_clerks_press_to_the_supervisors(clerk: Client, four_eyes: None) -> None:
    page = clerk.post("/announcements/push/", {"text": "本所延長服務", "kind": "service", "until": "today"}, follow=True)
    assert "待主管核准" in page.content.decode()
    (waiting,) = services.waiting()
    number = waiting.announcement_id
    for address in (f"/announcements/{number}/approve/", f"/announcements/{number}/reject/"):
        assert clerk.post(address, {"because": "x"}).status_code == 403
    assert "不能核准自己" in clerk.post(f"/announcements/{number}/publish/", {"until": "7"}, follow=True).content.decode()
    chief = browser(Role.SUPERVISOR, "wang")
    assert f"/announcements/{number}/approve/" in chief.get("/announcements/").content.decode()
    chief.post(f"/announcements/{number}/reject/", {"because": "請加電話"})
    assert "wang 退回：請加電話" in clerk.get("/announcements/").content.decode()
    clerk.post(f"/announcements/{number}/send/")
    assert "公告已推播" in chief.post(f"/announcements/{number}/approve/", follow=True).content.decode()
    assert services.live()[0].published_by == "wang"
    assert "chen 撰寫，chen 送核，wang 核准發布" in clerk.get(f"/announcements/{number}/").content.decode()


def test_who_wrote_and_published_is_named_once(clerk: Client) -> None:
    pushed = services.push(text="本所延長服務", kind=Kind.SERVICE, until_at=SYSTEM.now() + timedelta(hours=1), by="chen")
    page = clerk.get(f"/announcements/{pushed.announcement_id}/").content.decode()
    assert "<dd>chen 撰寫並發布</dd>" in page


def test_a_supervisor_does_not_approve_their_own(four_eyes: None) -> None:
    chief = browser(Role.SUPERVISOR, "wang")
    chief.post("/announcements/push/", {"text": "自己寫的", "kind": "service", "until": "today"})
    (waiting,) = services.waiting()
    page = chief.get("/announcements/").content.decode()
    assert f"/announcements/{waiting.announcement_id}/approve/" not in page
    told = chief.post(f"/announcements/{waiting.announcement_id}/approve/", follow=True).content.decode()
    assert "不能核准自己" in told
    assert services.live() == ()


def test_one_press_raises_the_typhoon_alarm_with_todays_date_and_one_releases_it(clerk: Client) -> None:
    services.load_drafts(ASSETS / "content" / "marquee.yaml")
    template = next(one for one in services.drafts() if one.needs_fields)
    address = f"/announcements/{template.announcement_id}/alarm/"
    page, today = clerk.get("/announcements/").content.decode(), day_of(SYSTEM.now())
    assert address in page
    assert f"本所 {Texts('zh_Hant').date(today)}停止上班" in page, "what the press will say"
    assert "本所〔日期〕停止上班" in page, "what the template says"
    assert "{date}" not in page
    clerk.post(address)
    (alarm,) = services.live()
    assert Texts("zh_Hant").date(today) in alarm.text["zh_Hant"]
    assert (alarm.kind, local(alarm.until_at or SYSTEM.now()).date()) == (Kind.URGENT, today)
    page = clerk.get("/announcements/").content.decode()
    assert address not in page, "a second press would be a second alarm"
    assert f"/announcements/{alarm.announcement_id}/withdraw/" in page
    clerk.post(f"/announcements/{alarm.announcement_id}/withdraw/")
    assert services.live() == ()
    assert [entry.action for entry in AuditEntry.objects.filter(action__startswith="announcement").order_by("id")] == [
        "announcement.push", "announcement.withdraw",
    ]  # fmt: skip


def test_an_alarm_beside_another_is_asked_about_before_it_is_sent(clerk: Client) -> None:
    services.push(text="地震", kind=Kind.URGENT, until_at=SYSTEM.now() + timedelta(hours=1), by="lin")
    services.load_drafts(ASSETS / "content" / "marquee.yaml")
    template = next(one for one in services.drafts() if one.needs_fields)
    told = clerk.post(f"/announcements/{template.announcement_id}/alarm/", follow=True).content.decode()
    assert "尚未送出" in told
    assert "填寫範本" in told
    assert len(services.live()) == 1


def test_an_ordinary_draft_is_no_alarm(clerk: Client) -> None:
    clerk.post("/announcements/new/", whole())
    (draft,) = services.drafts()
    clerk.post(f"/announcements/{draft.announcement_id}/alarm/")
    assert services.live() == ()


def test_a_template_is_filled_in_a_form(clerk: Client) -> None:
    services.load_drafts(ASSETS / "content" / "marquee.yaml")
    template = next(one for one in services.drafts() if one.needs_fields)
    address = f"/announcements/{template.announcement_id}/fill/"
    assert roc_short(day_of(SYSTEM.now())) in clerk.get(address).content.decode()
    for date, said in (("", "請填寫「日期」"), ("2026/03/05", "日期請用民國日期")):
        answer = clerk.post(address, {"field-date": date, "until": "3"})
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
    clerk.post(address, {"field-date": next_month(), "until": "3"})
    assert services.live()[0].text["zh_Hant"].startswith("天然災害停班公告：本所 ")


def test_a_draft_without_fields_says_that_there_is_nothing_to_fill_in(clerk: Client) -> None:
    services.load_drafts(ASSETS / "content" / "marquee.yaml")
    whole_one = next(one for one in services.drafts() if not one.needs_fields)
    for announcement_id, said in ((whole_one.announcement_id, "沒有空格可填"), (10**6, "找不到這則公告")):
        answer = clerk.get(f"/announcements/{announcement_id}/fill/", follow=True)
        assert said in answer.content.decode()


def test_the_look_beside_the_form_is_what_every_sign_will_show(clerk: Client) -> None:
    seen = clerk.post("/announcements/look/", {"text": "游錫堃 12", "kind": "urgent"}).json()
    (sign,) = seen["signs"]
    assert "「堃」" in sign["troubles"][0]
    (page,) = sign["played"]["pages"].values()
    assert set(page["colours"]) == {"r"}
    assert len(page["bits"].split()) == len(page["colours"]) == 16 * 3 + 8 * 3
    assert sign["lasts_s"] == round((72 + 192) / 60, 1)
    assert clerk.post("/announcements/look/", {"text": " ", "kind": "service"}).json()["fault"]


def test_a_copy_leaves_what_was_shown_as_it_was(clerk: Client) -> None:
    pushed = services.push(text="舊的", kind=Kind.SERVICE, until_at=SYSTEM.now() + timedelta(hours=1), by="lin")
    page = clerk.post(f"/announcements/{pushed.announcement_id}/copy/", follow=True).content.decode()
    assert "修改公告" in page
    assert [(one.status, one.author) for one in services.drafts()] == [(Status.DRAFT, "chen")]


@pytest.mark.parametrize("address", ["", "edit/", "fill/", "paper/", "log/"])
def test_a_number_that_nobody_knows(clerk: Client, address: str) -> None:
    assert "找不到這則公告" in clerk.get(f"/announcements/404/{address}", follow=True).content.decode()


@pytest.mark.parametrize("address", ["send/", "copy/", "alarm/", "publish/", "withdraw/"])
def test_a_press_on_a_number_that_nobody_knows(clerk: Client, address: str) -> None:
    told = clerk.post(f"/announcements/404/{address}", {"until": "7"}, follow=True).content.decode()
    assert "找不到這則公告" in told


def test_a_draft_of_later_waits_for_its_day(clerk: Client) -> None:
    clerk.post("/announcements/new/", whole(start=next_month(), until="", weekdays=list("0123456"), hours=""))
    (draft,) = services.drafts()
    until = roc_short(day_of(SYSTEM.now()) + timedelta(days=40))
    told = clerk.post(
        f"/announcements/{draft.announcement_id}/send/", {"until": "date", "date": until}, follow=True
    ).content.decode()
    assert "將於開始時間自動播出" in told
    assert (services.live(), len(services.coming())) == ((), 1)
    assert editing.announcement(announcement_id=draft.announcement_id).status == Status.LIVE
