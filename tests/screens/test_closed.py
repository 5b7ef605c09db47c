"""Outside the opening hours: the door sign, what still works, the night, and the morning after."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from kiosk.clock import TAIPEI
from kiosk.hours import Hours, parse_spans
from kiosk.texts import Texts
from screens.backlight import Backlight
from screens.gallery.paper_office import DOOR_SIGN
from screens.hours_lines import week_lines

if TYPE_CHECKING:
    from pathlib import Path

    from screens.gallery.glass import Glass
    from screens.gallery.paper_office import PaperOffice


def be_at(glass: Glass, text: str) -> None:
    """Let it be this time of the office's clock, and let the screen notice."""
    glass.clock.at = datetime.fromisoformat(text).replace(tzinfo=TAIPEI)
    glass.pass_s(1)


@pytest.fixture
def office_with_hours(office: PaperOffice) -> PaperOffice:
    office.hours = DOOR_SIGN
    return office


@pytest.mark.usefixtures("office_with_hours")
def test_at_closing_time_home_becomes_the_door_sign_and_at_opening_time_home_again(glass: Glass) -> None:
    be_at(glass, "2026-03-05 17:29")
    assert glass.screen.name == "home"
    be_at(glass, "2026-03-05 17:30")
    assert glass.screen.name == "closed"
    assert "目前非服務時間" in glass.written
    assert "下次服務：115年3月6日（五）08:00" in glass.written
    week = {"週一至週五", "08:00 至 12:00，13:30 至 17:30", "中午彈性服務", "週六、週日、國定假日", "休息"}
    assert week <= set(glass.written)
    be_at(glass, "2026-03-06 08:00")
    assert glass.screen.name == "home"


@pytest.mark.usefixtures("office_with_hours")
def test_a_visitor_in_the_middle_of_something_is_not_sent_away(glass: Glass) -> None:
    be_at(glass, "2026-03-05 17:29")
    glass.tap("home.requirements")
    be_at(glass, "2026-03-05 17:31")
    assert glass.screen.name == "choose_service"
    glass.tap("dock.home")
    assert glass.screen.name == "closed"


@pytest.mark.usefixtures("office_with_hours")
def test_what_to_bring_works_after_hours_and_a_number_is_refused_with_the_reason(glass: Glass, office: PaperOffice) -> None:
    be_at(glass, "2026-03-05 18:05")
    glass.tap("closed.take_ticket")
    assert office.asked == []
    assert glass.screen.name == "closed"
    assert "上班時間開放，目前停止取號" in glass.written
    assert "home.bp" not in glass.ids
    glass.seconds += 1
    glass.tap("home.requirements")
    assert glass.screen.name == "choose_service"


@pytest.mark.usefixtures("office_with_hours")
def test_near_the_end_home_says_until_when_and_then_that_it_is_over(glass: Glass, office: PaperOffice) -> None:
    office.hours = replace(DOOR_SIGN, last_number=timedelta(minutes=10))
    be_at(glass, "2026-03-05 17:05")
    assert "還可取號到 17:20" in glass.written
    be_at(glass, "2026-03-05 17:20")
    assert "今日取號已截止" in glass.written
    glass.tap("home.take_ticket")
    assert glass.screen.name == "home"


@pytest.mark.usefixtures("office_with_hours")
def test_a_quarter_of_an_hour_after_closing_the_panel_rests_and_a_touch_only_wakes(glass: Glass, tmp_path: Path) -> None:
    light = panel(tmp_path, 500)
    glass.touch.backlight = Backlight(str(tmp_path))
    be_at(glass, "2026-03-05 17:40")
    glass.pass_s(40)
    assert glass.screen.name == "closed"
    be_at(glass, "2026-03-05 17:46")
    glass.pass_s(31)
    assert glass.screen.name == "night"
    assert light.read_text() == "200"
    glass.up(glass.down_at(540, 1000))
    glass.settle()
    assert glass.screen.name == "closed"
    assert light.read_text() == "500"
    glass.pass_s(31)
    assert glass.screen.name == "night"
    be_at(glass, "2026-03-06 07:50")
    assert glass.screen.name == "closed"


@pytest.mark.usefixtures("office_with_hours")
def test_who_spoke_another_language_after_hours_leaves_chinese_behind(glass: Glass) -> None:
    be_at(glass, "2026-03-05 17:35")
    glass.touch.modes.speak("vi")
    assert "Ngoài giờ phục vụ" in glass.written
    glass.pass_s(31)
    assert "目前非服務時間" in glass.written


@pytest.mark.usefixtures("office_with_hours")
def test_a_typhoon_is_told_on_the_closed_door(glass: Glass, office: PaperOffice) -> None:
    be_at(glass, "2026-03-05 18:05")
    office.announcements = (SimpleNamespace(kind="urgent", text={"zh_Hant": "因颱風停止上班"}),)
    glass.pass_s(3)
    assert "因颱風停止上班" in glass.written


def panel(folder: Path, brightness: int) -> Path:
    (folder / "max_brightness").write_text("1000\n")
    (folder / "brightness").write_text(str(brightness))
    return folder / "brightness"


def test_a_panel_that_cannot_be_dimmed_is_told_once_and_left_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    light = Backlight(str(tmp_path / "nothing"))
    light.dim()
    light.dim()
    light.wake()
    assert [record.message for record in caplog.records if "screen.backlight" in record.message] == [
        record.message for record in caplog.records
    ]
    assert len(caplog.records) == 1


def hours_of(spans: str, *free: tuple[()]) -> list[tuple[str, str]]:
    week = (parse_spans(spans),) * (7 - len(free)) + free
    return week_lines(Texts("zh_Hant"), Hours(week=week, noon=None))


def test_free_days_share_the_line_of_public_holidays() -> None:
    assert hours_of("08:00-17:00", (), ()) == [("週一至週五", "08:00 至 17:00"), ("週六、週日、國定假日", "休息")]
    assert hours_of("08:00-17:00", ()) == [("週一至週六", "08:00 至 17:00"), ("週日、國定假日", "休息")]
    assert hours_of("08:00-17:00") == [("週一至週日", "08:00 至 17:00"), ("國定假日", "休息")]
