"""A clerk pushes an announcement, takes it down, publishes a sample."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from people import browser

from kiosk.announcements import services
from kiosk.announcements.models import Announcement, Status
from kiosk.clock import SYSTEM, TAIPEI, local
from kiosk.staff.roles import Role
from kiosk.texts import ASSETS

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
PUSH = {"text": "下午 2 時系統維護，請至 3 號櫃台。", "kind": "service", "until": "today"}


@pytest.fixture
def clerk() -> Client:
    return browser(Role.CLERK, "chen")


def test_text_kind_until_when_go(clerk: Client) -> None:
    page = clerk.post("/announcements/push/", PUSH, follow=True).content.decode()
    assert "已推播" in page
    (live,) = services.live()
    assert (live.text["zh_Hant"], live.kind, live.author) == (PUSH["text"], "service", "chen")
    assert live.until_at is not None
    end = local(live.until_at)
    assert (end.date(), end.hour, end.minute) == (local(SYSTEM.now()).date(), 23, 59)


@pytest.mark.parametrize(("until", "days"), [("3", 2), ("7", 6)])
def test_three_days_and_a_week_count_today(clerk: Client, until: str, days: int) -> None:
    clerk.post("/announcements/push/", PUSH | {"until": until})
    (live,) = services.live()
    assert live.until_at is not None
    assert (local(live.until_at).date() - local(SYSTEM.now()).date()).days == days


def test_a_day_is_written_in_roc_years(clerk: Client) -> None:
    next_year = local(SYSTEM.now()).year + 1 - 1911
    clerk.post("/announcements/push/", PUSH | {"until": "date", "date": f" {next_year}.01.02 "})
    (live,) = services.live()
    assert live.until_at is not None
    assert local(live.until_at).date() == datetime(next_year + 1911, 1, 2, tzinfo=TAIPEI).date()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": "   "}, "請輸入公告內容"),
        ({"text": "長" * 121}, "超過 120 字"),
        ({"kind": "gossip"}, "gossip"),
        ({"until": "date", "date": ""}, "民國日期"),
        ({"until": "date", "date": "31/3"}, "民國日期"),
        ({"until": "date", "date": "115/13/41"}, "民國日期"),
        ({"until": "date", "date": "99999/1/1"}, "民國日期"),
        ({"until": "date", "date": "90/01/01"}, "結束時間已過"),
        ({"until": "date", "date": "999/01/01"}, "最長一年"),
        ({"until": "someday"}, "someday"),
    ],
)
def test_what_is_wrong_is_said_and_the_text_is_kept(clerk: Client, change: dict[str, str], said: str) -> None:
    answer = clerk.post("/announcements/push/", PUSH | change)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert (PUSH | change)["text"].strip() in page
    assert not Announcement.objects.exists()


def test_a_double_click_is_one_announcement(clerk: Client) -> None:
    press = {"press": str(uuid4())}
    for _ in range(2):
        clerk.post("/announcements/push/", PUSH | press)
    assert Announcement.objects.count() == 1


def test_taking_down_counts_at_once(clerk: Client) -> None:
    clerk.post("/announcements/push/", PUSH)
    (live,) = services.live()
    page = clerk.post(f"/announcements/{live.announcement_id}/withdraw/", follow=True).content.decode()
    assert "已下架" in page
    assert services.live() == ()


def test_a_sample_is_published_and_one_with_gaps_is_not(clerk: Client) -> None:
    services.load_drafts(ASSETS / "content" / "marquee.yaml")
    drafts = services.drafts()
    whole = next(one for one in drafts if not one.needs_fields)
    gap = next(one for one in drafts if one.needs_fields)
    page = clerk.get("/announcements/").content.decode()
    assert f"/announcements/{whole.announcement_id}/publish/" in page
    assert f"/announcements/{gap.announcement_id}/publish/" not in page
    assert f"/announcements/{gap.announcement_id}/fill/" in page
    clerk.post(f"/announcements/{whole.announcement_id}/publish/", {"until": "7"})
    refused = clerk.post(f"/announcements/{gap.announcement_id}/publish/", {"until": "7"}, follow=True)
    assert "內容還有空格" in refused.content.decode()
    assert [one.announcement_id for one in services.live()] == [whole.announcement_id]


def test_publishing_without_an_end_changes_nothing(clerk: Client) -> None:
    services.load_drafts(ASSETS / "content" / "marquee.yaml")
    draft = services.drafts()[0]
    page = clerk.post(f"/announcements/{draft.announcement_id}/publish/", {}, follow=True).content.decode()
    assert "請選擇播出到何時" in page
    assert Announcement.objects.get(pk=draft.announcement_id).status == Status.DRAFT


def test_an_announcement_that_is_gone(clerk: Client) -> None:
    assert "找不到這則公告" in clerk.post("/announcements/999/withdraw/", follow=True).content.decode()


def test_hostile_text_is_shown_as_text(clerk: Client) -> None:
    hostile = PUSH | {"text": "<script>alert(1)</script>"}
    page = clerk.post("/announcements/push/", hostile, follow=True).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_characters_the_sign_lacks_are_named_before_anything_is_sent(clerk: Client) -> None:
    lacking = PUSH | {"text": "🙂 𠮷先生 🎆"}
    page = clerk.post("/announcements/push/", lacking).content.decode()
    assert "送出前請先確認" in page
    assert "將以近似字或替代符號顯示：「🙂」、「🎆」。" in page
    assert services.live() == ()
    sure = re.search(r'name="sure" value="([0-9a-f]{32})"', page)
    assert sure is not None
    clerk.post("/announcements/push/", lacking | {"text": "🎇 另一則", "sure": sure[1]})
    assert services.live() == (), "a yes is a yes to what was shown, not to anything"
    assert "公告已推播" in clerk.post("/announcements/push/", lacking | {"sure": sure[1]}, follow=True).content.decode()
    assert [one.text["zh_Hant"] for one in services.live()] == [lacking["text"]]


def test_a_second_alarm_is_asked_about_before_it_is_sent(clerk: Client) -> None:
    clerk.post("/announcements/push/", PUSH | {"kind": "urgent", "text": "颱風停班"})
    quake = PUSH | {"kind": "urgent", "text": "地震，請勿使用電梯"}
    page = clerk.post("/announcements/push/", quake).content.decode()
    assert "「颱風停班」同時播出中，兩則將輪流顯示" in page
    sure = re.search(r'name="sure" value="([0-9a-f]{32})"', page)
    assert sure is not None
    clerk.post("/announcements/push/", quake | {"sure": sure[1]})
    assert len(services.live()) == 2


def test_a_text_the_sign_can_say_gets_no_warning(clerk: Client) -> None:
    assert "沒有這些字" not in clerk.post("/announcements/push/", PUSH, follow=True).content.decode()


def test_a_sample_with_characters_the_sign_lacks_is_looked_at_first(clerk: Client) -> None:
    draft = Announcement.objects.create(
        kind="service", status=Status.DRAFT, text={"zh_Hant": "游錫堃🙂"}, source="本所", author="content",
        created_at=SYSTEM.now(), until_at=SYSTEM.now() + timedelta(days=2),
    )  # fmt: skip
    page = clerk.post(f"/announcements/{draft.pk}/publish/", {"until": "7"}, follow=True).content.decode()
    assert services.live() == ()
    assert "「🙂」" in page
    assert "確認，仍要發布" in page
    clerk.post(f"/announcements/{draft.pk}/send/")
    assert len(services.live()) == 1
