"""The lobby board: a new call is noticed, nothing flashes where nothing may, silence is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from screens.board.cards import LatestCall, RecentCall
from screens.board.ticker import Ticker, told
from screens.gallery.paper_office import AT, call
from screens.gallery.wall import Wall

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screens.gallery.paper_office import PaperOffice
    from screens.ink import Ink


@pytest.fixture
def wall(office: PaperOffice, ink: Ink) -> Iterator[Wall]:
    office.announcements = (SimpleNamespace(kind="service", text={"zh_Hant": "中午有櫃台為您辦理" * 12}),)
    one = Wall(office, ink=ink)
    yield one
    one.close()


def card(wall: Wall) -> LatestCall:
    page = wall.board.stage.shown()
    assert page is not None
    return next(part for part in page.parts if isinstance(part, LatestCall))


def new_call(office: PaperOffice, label: str = "C008", counter: int = 5, after_s: float = 60) -> None:
    office.calls = (replace(call(label, counter), called_at=AT + timedelta(seconds=after_s)), *office.calls)


def looks_of_a_new_call(wall: Wall, seconds: float) -> list[tuple[bool, bool]]:
    seen = []
    for _ in range(int(seconds / 0.2)):
        wall.pass_s(0.2, 0.2)
        seen.append((card(wall).flash, card(wall).outlined))
    return seen


def test_a_new_call_takes_the_card_and_flashes_three_times_in_two_and_a_half_seconds(wall: Wall, office: PaperOffice) -> None:
    wall.pass_s(10)
    new_call(office)
    seen = [flash for flash, _ in looks_of_a_new_call(wall, 6)]
    assert card(wall).call is not None
    assert card(wall).call.label == "C008"  # type: ignore[union-attr]
    begins = sum(now and not before for before, now in zip([False, *seen], seen, strict=False))
    assert begins == 3
    assert not any(seen[-10:])


def test_a_still_board_frames_the_new_call_for_six_seconds_and_never_flashes(wall: Wall, office: PaperOffice) -> None:
    office.still_board = True
    wall.pass_s(10)
    new_call(office)
    seen = looks_of_a_new_call(wall, 9)
    assert not any(flash for flash, _ in seen)
    assert 5.5 <= 0.2 * sum(outlined for _, outlined in seen) <= 6.5
    assert not seen[-1][1]


def test_without_motion_the_ticker_turns_pages(wall: Wall) -> None:
    page = wall.board.stage.shown()
    assert page is not None
    ticker = next(part for part in page.parts if isinstance(part, Ticker))
    first = ticker.written
    wall.pass_s(5)
    assert ticker.written == first
    wall.pass_s(2)
    assert ticker.written != first


def test_a_text_is_told_in_chinese_then_in_the_board_s_languages_and_an_urgent_one_in_all() -> None:
    four = {"zh_Hant": "停班", "en": "Closed", "vi": "Nghỉ", "id": "Tutup"}
    usual, urgent = SimpleNamespace(kind="service", text=four), SimpleNamespace(kind="urgent", text=four)
    alone = SimpleNamespace(kind="service", text={"zh_Hant": "中午", "en": ""})
    assert told([usual, alone], ("en",)) == ("停班", "Closed", "中午")
    assert told([usual], ("vi", "id")) == ("停班", "Nghỉ", "Tutup")
    assert told([usual], ()) == ("停班",)
    assert told([urgent], ()) == ("停班", "Closed", "Nghỉ", "Tutup")


def test_the_ticker_goes_through_every_language(wall: Wall, office: PaperOffice) -> None:
    office.announcements = (SimpleNamespace(kind="service", text={"zh_Hant": "中午服務", "en": "Noon service"}),)
    seen = []
    for _ in range(20):
        wall.pass_s(2, 1)
        page = wall.board.stage.shown()
        assert page is not None
        seen.append(next(part for part in page.parts if isinstance(part, Ticker)).written)
    assert any("Noon service" in one for one in seen)
    assert any("中午服務" in one for one in seen)


def test_a_call_stands_eight_seconds_before_the_next_takes_its_place(wall: Wall, office: PaperOffice) -> None:
    wall.pass_s(10)
    new_call(office, "C008", 5, 60)
    wall.pass_s(2)
    new_call(office, "B032", 1, 61)
    wall.pass_s(5)
    assert "C008" in card(wall).written
    wall.pass_s(4)
    assert "B032" in card(wall).written


def test_silence_is_told_after_twenty_seconds_and_after_two_minutes_people_are_asked_to_listen(
    wall: Wall, office: PaperOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise OSError("database is gone")

    with monkeypatch.context() as gone:
        gone.setattr(office, "facts", away)
        wall.pass_s(21, 1)
        assert any("畫面更新中" in line for line in wall.written)
        assert "A012" in card(wall).written
        wall.pass_s(101, 1)
        assert "請聽服務人員叫號" in card(wall).written
    wall.pass_s(2)
    assert "A012" in card(wall).written
    assert not any("畫面更新中" in line for line in wall.written)


def test_before_the_first_call_no_heading_stands_above_nothing(office: PaperOffice, ink: Ink) -> None:
    office.calls = ()
    wall = Wall(office, ink=ink)
    assert "最近叫號" not in wall.written
    assert {"今日尚未叫號", "三次未到視為過號，請洽服務台"} <= set(wall.written)
    wall.close()


def test_a_recent_call_with_priority_carries_its_mark(office: PaperOffice, ink: Ink) -> None:
    office.calls = (call("A012", 3), replace(call("C007", 5), priority=True))
    wall = Wall(office, ink=ink)
    page = wall.board.stage.shown()
    assert page is not None
    recent = next(part for part in page.parts if isinstance(part, RecentCall))
    assert recent.written == ["優", "C007", "5 號櫃台"]
    assert recent.extents[0][1].right <= recent.extents[1][1].x
    wall.close()
