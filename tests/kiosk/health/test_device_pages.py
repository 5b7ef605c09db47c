"""A maintainer reads how each device is and what to do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from people import browser

from kiosk.clock import SYSTEM
from kiosk.health import services
from kiosk.health.models import DeviceHealth, DeviceState
from kiosk.staff.roles import Role

pytestmark = pytest.mark.django_db


def test_the_fault_its_remedy_and_the_drivers_words() -> None:
    services.report(device="printer", state=DeviceState.NEEDS_PERSON, condition="paper_out", detail="DLE EOT 4: <72>")
    page = browser(Role.MAINTAINER).get("/devices/").content.decode()
    expected = {"票券印表機", "需要處理", "紙張用完", "請裝上新紙捲", "DLE EOT 4: &lt;72&gt;"}
    assert {words for words in expected if words not in page} == set()


def test_a_device_whose_program_has_stopped_says_so() -> None:
    services.report(device="marquee", state=DeviceState.OK)
    DeviceHealth.objects.update(seen_at=SYSTEM.now() - timedelta(minutes=1))
    page = browser(Role.MAINTAINER).get("/devices/now/").content.decode()
    assert "設備程式未執行" in page
    assert "請重新啟動設備程式" in page


def test_an_early_warning_is_shown_while_the_device_still_works() -> None:
    services.report(device="printer", state=DeviceState.OK, warning="paper_near_end")
    page = browser(Role.MAINTAINER).get("/devices/").content.decode()
    assert "正常" in page
    assert "紙張即將用完" in page


def test_each_kiosk_is_named_where_there_are_several() -> None:
    services.report(device="printer", state=DeviceState.OK, kiosk="大廳 1 號機")
    maintainer = browser(Role.MAINTAINER)
    assert "（大廳 1 號機）" not in maintainer.get("/devices/").content.decode()
    services.report(device="printer", state=DeviceState.NEEDS_PERSON, condition="paper_out", kiosk="大廳 2 號機")
    for path in ("/devices/", "/"):
        page = maintainer.get(path).content.decode()
        assert "票券印表機（大廳 1 號機）" in page
        assert "票券印表機（大廳 2 號機）<small>紙張用完" in page


def test_a_slip_that_lies_in_the_mouth_is_a_warning_with_its_remedy() -> None:
    services.report(device="printer", state=DeviceState.OK, warning="slip_not_taken")
    page = browser(Role.MAINTAINER).get("/devices/").content.decode()
    assert "出紙口有單據未取走" in page
    assert "請提醒來賓取走單據" in page


def test_no_device_has_reported_yet() -> None:
    assert "尚未回報" in browser(Role.MAINTAINER).get("/devices/").content.decode()
