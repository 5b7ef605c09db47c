"""The proof of what was shown, the register of bulletin boards, the paper, and the subtitle machine that nobody touches."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from people import browser

from kiosk.announcements import services
from kiosk.announcements.answers import Wording
from kiosk.announcements.models import Channel, Kind, Posting, Showing
from kiosk.clock import SYSTEM, day_of
from kiosk.staff.roles import Role
from kiosk.texts import roc_short

if TYPE_CHECKING:
    from kiosk.announcements.services import AnnouncementView

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Client:
    return browser(Role.CLERK, "chen")


def say(text: str, *channels: Channel, kind: Kind = Kind.SERVICE, **translations: str) -> AnnouncementView:
    until = SYSTEM.now() + timedelta(hours=1)
    said = Wording({"zh_Hant": text, **translations}, kind, "本所", channels or tuple(Channel), until_at=until)
    return services.push_wording(wording=said, by="lin")


def test_the_log_of_today_on_the_page_and_as_a_spreadsheet(clerk: Client) -> None:
    pushed = say("中午服務")
    services.on_air(Channel.BOARD, place="大廳 1 號機")
    today = roc_short(day_of(SYSTEM.now()))
    page = clerk.get("/announcements/log/", {"day": today}).content.decode()
    assert "叫號看板（大廳 1 號機）" in page
    assert "中午服務" in page
    for address in (f"/announcements/log/?day={today}&as=csv", f"/announcements/{pushed.announcement_id}/log/"):
        answer = clerk.get(address)
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        (_, row) = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
        assert (row[0], row[2], row[3], row[6]) == ("board:大廳 1 號機", str(pushed.announcement_id), "中午服務", "播出中")
    assert "沒有紀錄" in clerk.get("/announcements/log/", {"day": "115/01/01"}).content.decode()


def test_a_day_that_is_none_is_said(clerk: Client) -> None:
    answer = clerk.get("/announcements/log/", {"day": "2026/01/01"})
    assert (answer.status_code, "請填寫民國日期" in answer.content.decode()) == (422, True)


def test_a_paper_is_entered_and_taken_off_the_register(clerk: Client) -> None:
    pushed = say("補助申請")
    page = clerk.get(f"/announcements/boards/?announcement={pushed.announcement_id}").content.decode()
    assert 'value="補助申請"' in page
    today = roc_short(day_of(SYSTEM.now()))
    clerk.post("/announcements/boards/", {
        "announcement": pushed.announcement_id, "title": "補助申請", "source": "本所", "place": "大門公布欄", "from_day": today,
        "until_day": today,
    })  # fmt: skip
    posting = Posting.objects.get()
    assert (posting.put_up_by, posting.announcement_id, posting.place) == ("chen", pushed.announcement_id, "大門公布欄")
    clerk.post(f"/announcements/boards/{posting.pk}/take-down/")
    posting.refresh_from_db()
    assert posting.taken_down_by == "chen"
    assert "已撤下" in clerk.get("/announcements/boards/").content.decode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"until_day": "2026/01/01"}, "撤下日：請填寫民國日期"), ({"from_day": ""}, "張貼日：請填寫民國日期"),
        ({"place": ""}, "請填寫張貼地點"), ({"until_day": "110/01/01"}, "撤下日期早於張貼日期"),
        ({"announcement": "404"}, "找不到這則公告"),
    ],
)  # fmt: skip
def test_a_paper_that_cannot_be_entered_names_its_field(clerk: Client, change: dict[str, str], said: str) -> None:
    paper = {"title": "x", "source": "本所", "place": "大門", "from_day": "115/03/05", "until_day": "115/03/06"}
    answer = clerk.post("/announcements/boards/", paper | change)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not Posting.objects.exists()


def test_the_printed_paper_says_who_until_when_and_that_a_draft_is_one(clerk: Client) -> None:
    pushed = say("中午服務", en="Noon service")
    page = clerk.get(f"/announcements/{pushed.announcement_id}/paper/").content.decode()
    assert "Noon service" in page
    assert "中華民國" in page
    assert "草稿" not in page
    clerk.post(f"/announcements/{pushed.announcement_id}/copy/")
    (draft,) = services.drafts()
    assert "草稿，尚未核准" in clerk.get(f"/announcements/{draft.announcement_id}/paper/").content.decode()


def shown() -> list[dict[str, object]]:
    return Client().get("/subtitle/now/").json()["shown"]  # type: ignore[no-any-return]


def test_the_subtitle_machine_shows_its_channel_without_an_account() -> None:
    say("字幕；第二句。", Channel.SUBTITLE, en="Subtitle")
    say("只在看板", Channel.BOARD)
    (one,) = shown()
    assert (one["parts"], one["others"], one["source"]) == (["字幕；", "第二句。"], ["Subtitle"], "本所")
    page = Client().get("/subtitle/").content.decode()
    assert "第二句" in page
    assert json.loads(re.search(r'id="shown"[^>]*>(.*?)</script>', page)[1]) == [one]  # type: ignore[index]
    assert Client().post("/subtitle/now/").status_code == 405


def test_the_subtitle_machine_breaks_no_date_and_no_number_from_its_unit() -> None:
    say("本所 115年3月5日（四）停止上班，請至 3 號櫃台。", Channel.SUBTITLE)
    first, second = (str(part) for part in shown()[0]["parts"])  # type: ignore[attr-defined]
    assert "\u2060".join("115年3月5日（四）") in first
    assert "\u2060".join("3 號") in second
    assert (first + second).replace("\u2060", "") == "本所 115年3月5日（四）停止上班，請至 3 號櫃台。"


def test_the_subtitle_machine_is_never_blank_and_notes_what_it_showed() -> None:
    page = Client().get("/subtitle/?layout=line").content.decode()
    assert 'class="rest"' in page
    assert 'class="line"' in page
    assert 'class="page"' in Client().get("/subtitle/?layout=<x>").content.decode()
    say("急", kind=Kind.URGENT)
    for _ in range(3):
        assert [one["kind"] for one in shown()] == ["urgent"]
    assert Showing.objects.filter(channel="subtitle", appeared=True).count() == 1
