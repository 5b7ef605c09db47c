"""The signs on a page: what each really shows, what comes next, and why."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from people import browser

from kiosk.announcements.answers import Wording
from kiosk.announcements.models import Kind
from kiosk.announcements.services import push_wording
from kiosk.clock import SYSTEM
from kiosk.config import Marquee
from kiosk.hours import parse_spans
from kiosk.lamps import LampDay, parse_steps
from kiosk.queues.services import call_next, open_counter, take_ticket
from kiosk.staff.roles import Role

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]


@pytest.fixture
def clerk() -> Client:
    return browser(Role.CLERK, "chen")


@pytest.fixture(autouse=True)
def two_signs(settings: SettingsWrapper) -> None:
    door = Marquee(model="jetfile2", name="大門", port="/dev/a")
    desk = Marquee(model="jetfile2", name="櫃台", port="/dev/b", columns=256, channels=["calls", "event"], colours="red")
    settings.KIOSK = settings.KIOSK.model_copy(update={"marquee": [door, desk]})


def say(text: str, kind: Kind = Kind.SERVICE, **more: object) -> None:
    until = SYSTEM.now() + timedelta(hours=1)
    push_wording(wording=Wording({"zh_Hant": text}, kind, "本所", until_at=until, **more), by="lin")  # type: ignore[arg-type]


def playing(client: Client, sign: str = "marquee") -> dict[str, object]:
    return client.get(f"/signs/{sign}/playing/").json()  # type: ignore[no-any-return]


def test_each_sign_plays_what_it_has_chosen_in_its_own_colours(clerk: Client) -> None:
    say("中午服務")
    say("新書展", Kind.EVENT)
    door, desk = playing(clerk), playing(clerk, "marquee-2")
    assert [line["text"] for line in door["round"]][:2] == ["中午服務", "新書展"]  # type: ignore[index, attr-defined]
    assert [line["text"] for line in desk["round"]] == ["新書展"]  # type: ignore[index, attr-defined]
    colours = {letter for page in desk["played"]["pages"].values() for letter in page["colours"]}  # type: ignore[index]
    assert (colours, desk["played"]["columns"]) == ({"r"}, 256)  # type: ignore[index]
    page = clerk.get("/signs/").content.decode()
    assert "LED 跑馬燈（大門）" in page
    assert "LED 跑馬燈（櫃台）" in page


def test_nothing_is_sent_again_that_the_page_has(clerk: Client) -> None:
    seen = playing(clerk)["played"]["seen"]  # type: ignore[index]
    assert clerk.get("/signs/marquee/playing/", {"seen": seen}).status_code == 204
    say("新的")
    assert clerk.get("/signs/marquee/playing/", {"seen": seen}).status_code == 200
    assert clerk.get("/signs/nowhere/playing/").status_code == 404


def test_the_page_says_why(clerk: Client, settings: SettingsWrapper) -> None:
    assert playing(clerk)["now"] == "沒有播出中的公告，顯示日期、時間與等候人數。"
    say("加強的", weight=3)
    say("一般的")
    told = playing(clerk)
    assert told["now"] == "公告輪播；叫號時立即插播。"
    assert [line["why"].split("，")[0] for line in told["round"]] == ["每輪 3 次（加強）", "每輪 2 次（一般）", "每輪最後顯示"]  # type: ignore[attr-defined]
    settings.KIOSK_LAMPS = LampDay(quiet=parse_spans("00:00-23:59"))
    assert str(playing(clerk)["now"]).startswith("安靜時段")
    settings.KIOSK_LAMPS = LampDay(parse_steps("00:00 dark"))
    told = playing(clerk)
    assert (str(told["now"])[:4], told["played"]["dark"]) == ("熄燈時段", True)  # type: ignore[index]
    open_counter(counter=3, by="lin", name="林", title="")
    take_ticket(letter="A", language="zh_Hant", priority=False, request_id=uuid4())
    call_next(counter=3, by="lin", request_id=uuid4())
    told = playing(clerk)
    assert (str(told["now"])[:3], told["played"]["dark"]) == ("叫號中", False)  # type: ignore[index]
    say("停班", Kind.URGENT)
    assert str(playing(clerk)["now"]).startswith("緊急公告取代所有內容，直到解除或")
    say("地震", Kind.URGENT)
    assert "與另 1 則緊急公告輪流" in str(playing(clerk)["now"])


def test_what_comes_next_is_told_in_its_order(clerk: Client) -> None:
    now = SYSTEM.now()
    say("明天起", start_at=now + timedelta(minutes=20))
    say("現在")
    begins, ends = playing(clerk)["next"]  # type: ignore[misc]
    assert begins.endswith("起播出：明天起")  # type: ignore[has-type]
    assert ends.endswith("結束：現在")  # type: ignore[has-type]


def test_a_family_whose_picture_nobody_can_draw_says_so(clerk: Client, settings: SettingsWrapper) -> None:
    settings.KIOSK = settings.KIOSK.model_copy(update={"marquee": [Marquee(model="smoke", port="/dev/a")]})
    assert "無法預覽" in clerk.get("/signs/").content.decode()
    pushed = clerk.post("/announcements/push/", {"text": "x", "kind": "service", "until": "today"}).content.decode()
    assert "送出前請先確認" in pushed
