"""Where parts stand on wide screens and in large type: one page where one is enough, and no part crowded beside a hole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.blood_pressure.rules import Level
from kiosk.texts import LANGUAGES
from screens.access import LANDSCAPE, PORTRAIT
from screens.arrange import Line, eased
from screens.gallery.glass import Glass
from screens.gallery.paper_office import finished, reading
from screens.geometry import Area
from screens.widgets.checklist_row import ChecklistRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from screens.gallery.paper_office import PaperOffice
    from screens.ink import Ink


def lines(*likes: float) -> list[Line]:
    return [Line((), 1, Area(0, i * 110, 500, 100), like) for i, like in enumerate(likes)]


def test_lines_grow_as_far_as_they_like_where_there_is_room() -> None:
    assert [line.first for line in eased(lines(160, 100, 120), 1000)] == [
        Area(0, 0, 500, 160), Area(0, 170, 500, 100), Area(0, 280, 500, 120),
    ]  # fmt: skip


def test_lines_share_what_room_there_is() -> None:
    assert [line.first for line in eased(lines(160, 120), 250)] == [Area(0, 0, 500, 130), Area(0, 140, 500, 110)]


def test_without_room_nothing_moves() -> None:
    assert [line.first for line in eased(lines(160, 120), 200)] == [line.first for line in lines(0, 0)]


@pytest.fixture
def lying(office: PaperOffice, ink: Ink) -> Iterator[Callable[[str], Glass]]:
    opened: list[Glass] = []

    def open_(language: str) -> Glass:
        glass = Glass(office, ink, window=(LANDSCAPE[0] // 2, LANDSCAPE[1] // 2))
        opened.append(glass)
        glass.touch.modes.speak(language)
        glass.settle()
        return glass

    yield open_
    for glass in opened:
        glass.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_consent_and_result_lying_need_no_turning(lying: Callable[[str], Glass], office: PaperOffice, language: str) -> None:
    glass = lying(language)
    glass.tap("home.bp")
    assert "pager.next" not in glass.ids
    glass.tap("consent.agree")
    glass.tap("rest.early")
    office.session = finished()
    glass.pass_s(2)
    assert glass.screen.name == "bp_result"
    assert ("pager.next" in glass.ids) == (language in {"vi", "id"})  # whose levels have words too long to stand beside shapes


@pytest.mark.parametrize("window", [PORTRAIT, LANDSCAPE])
def test_what_to_do_after_an_urgent_reading_stands_on_the_first_page_of_large_type(
    office: PaperOffice, ink: Ink, window: tuple[int, int]
) -> None:
    glass = Glass(office, ink, window=(window[0] // 2, window[1] // 2))
    glass.touch.modes.toggle("large")
    average = reading(0, 188, 123, 94, Level.URGENT)
    office.session = replace(finished(), average=average, level=Level.URGENT, urgent=True, advice_key="bp.advice.urgent")
    glass.touch.replace("bp_result", session=office.session)
    glass.settle()
    assert "pager.next" in glass.ids
    assert "請立即告知志工" in glass.written
    glass.close()


@pytest.mark.parametrize("window", [PORTRAIT, LANDSCAPE])
def test_the_sign_of_a_dialog_stands_clear_of_its_edge(office: PaperOffice, ink: Ink, window: tuple[int, int]) -> None:
    glass = Glass(office, ink, window=(window[0] // 2, window[1] // 2))
    glass.tap("home.take_ticket")
    glass.tap("dock.help")
    page = glass.touch.stage.shown("dialog")
    card, sign, title = page.parts[:3]
    assert sign.area.y - card.area.y >= 40
    assert title.area.y - sign.area.bottom < sign.area.y - card.area.y
    glass.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_fee_deadline_and_place_of_a_checklist_lying_need_no_turning(lying: Callable[[str], Glass], language: str) -> None:
    glass = lying(language)
    glass.touch.go("checklist", service_id="birth-registration")
    glass.settle()
    facts = {caption for part in glass.touch.stage.shown("page").parts for _, caption, _ in getattr(part, "facts", ())}
    assert len(facts) == 3
    assert facts <= set(glass.written)
    if language == "zh_Hant":
        assert "pager.next" not in glass.ids


def test_the_state_of_a_thing_to_bring_stands_at_the_right_of_every_row(lying: Callable[[str], Glass]) -> None:
    glass = lying("zh_Hant")
    glass.touch.go("checklist", service_id="birth-registration")
    glass.settle()
    rows = [part for part in glass.touch.stage.shown("page").parts if isinstance(part, ChecklistRow)]
    assert rows
    for row in rows:
        state = dict(row.extents)[row.word]
        assert row.area.right - state.right == pytest.approx(24, abs=1)
        assert state.centre[1] == pytest.approx(row.area.centre[1], abs=2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_ways_on_from_a_number_stand_beside_it_without_turning(lying: Callable[[str], Glass], language: str) -> None:
    glass = lying(language)
    glass.tap("home.take_ticket")
    glass.reach("take_ticket.class.C")
    glass.tap("take_ticket.take")
    assert {"ticket_issued.requirements", "ticket_issued.again"} <= set(glass.ids)
    assert "pager.next" not in glass.ids
