"""Each way of seeing is reached from every screen, keeps the place, and is gone with the visitor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.texts import LANGUAGES
from screens.access import MODES, Look, layout_of
from screens.gallery.glass import Glass
from screens.gallery.walk import turned

if TYPE_CHECKING:
    from screens.gallery.paper_office import PaperOffice
    from screens.ink import Ink


def test_the_shape_of_the_window_chooses_the_layout(office: PaperOffice, ink: Ink) -> None:
    assert [layout_of(size) for size in ((1080, 1920), (1920, 1080), (800, 600))] == ["portrait", "landscape", "landscape"]
    glass = Glass(office, ink, window=(960, 540))
    assert glass.touch.stage.look.layout == "landscape"
    glass.tap("access.contrast")
    glass.touch.home()
    assert glass.touch.stage.look == Look(layout="landscape")
    glass.close()


@pytest.mark.parametrize("mode", MODES)
def test_a_mode_is_turned_on_in_the_middle_of_a_flow_and_the_choices_stay(glass: Glass, mode: str) -> None:
    glass.tap("home.take_ticket")
    glass.tap("take_ticket.class.C")
    glass.tap("dock.display")
    glass.tap(f"access.{mode}")
    glass.tap("display.close")
    assert glass.screen.name == "take_ticket"
    assert glass.screen.letter == "C"
    assert glass.touch.visit.look != Look()
    glass.touch.home()
    assert glass.touch.visit.look == Look()


def test_modes_add_up_and_are_all_taken_back_at_once(glass: Glass) -> None:
    glass.tap("access.contrast")
    glass.tap("access.large")
    glass.tap("dock.display")
    glass.tap("access.low_reach")
    look = glass.touch.visit.look
    assert (look.theme, look.large, look.low_reach) == ("high_contrast", True, True)
    glass.tap("display.restore")
    assert glass.touch.visit.look == Look()


def test_large_type_gives_thirty_seconds_more(glass: Glass) -> None:
    glass.tap("access.large")
    glass.reach("home.take_ticket")
    glass.seconds -= 1
    glass.pass_s(70)
    assert glass.touch.dialog_name == ""
    glass.pass_s(6)
    assert glass.touch.dialog_name == "more_time"


def test_without_motion_the_ring_steps_once_a_second(glass: Glass) -> None:
    glass.tap("home.take_ticket")
    glass.tap("dock.display")
    glass.tap("access.still")
    glass.tap("display.close", rest_s=0)
    glass.pass_s(46)
    drawn: list[object] = []
    ring = glass.touch.sheets.dialog._ring
    ring.on_repaint = drawn.append
    glass.pass_s(4)
    assert 3 <= len(drawn) <= 5


def test_large_and_low_down_a_checklist_turns_papers_below_and_tells_the_rest_above(glass: Glass) -> None:
    for mode in ("large", "low_reach"):
        glass.touch.modes.toggle(mode)
    glass.reach("home.requirements")
    glass.reach("choose_service.event.birth")
    glass.reach("list_services.birth-registration")
    glass.reach("question.in_person")
    papers, told = [], set()
    for _ in turned(glass):
        papers.append([pilot_id for pilot_id in glass.ids if pilot_id.startswith("checklist.item")])
        told |= set(glass.written)
    assert len(papers) <= 5
    assert all(papers)
    assert len({one for page in papers for one in page}) == 5
    assert {"規費", "期限", "地點"} <= told


def test_large_and_low_down_an_answer_is_read_over_the_whole_height(glass: Glass) -> None:
    for mode in ("large", "low_reach"):
        glass.touch.modes.toggle(mode)
    glass.reach("home.requirements")
    glass.reach("choose_service.search")
    for sign in "ㄏㄐ":
        glass.tap(f"search.key.{sign}")
    glass.touch.go("answer", view=glass.screen.found.questions[0])
    glass.settle()
    assert len(list(turned(glass))) <= 3


@pytest.mark.parametrize("language", ["zh_Hant", "en", "id"])
def test_every_mode_is_one_touch_away_on_home(glass: Glass, language: str) -> None:
    glass.touch.modes.speak(language)
    glass.settle()
    assert {"access.large", "access.contrast", "access.low_reach", "access.read"} <= set(glass.ids)


def test_languages_share_their_bar_equally(glass: Glass) -> None:
    widths = {glass.part(f"language.{code}").area.width for code in LANGUAGES}
    assert len(widths) == 1
