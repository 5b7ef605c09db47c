"""A visitor may say which number was theirs: never asked for, changed and taken back at will, forgotten with the visit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.queues.answers import ServedView
from screens.access import LANDSCAPE, PORTRAIT
from screens.gallery.glass import Glass
from screens.gallery.paper_words import SERVED
from screens.widgets.served import ServedCard

if TYPE_CHECKING:
    from screens.gallery.paper_office import PaperOffice
    from screens.ink import Ink

FIRST, SECOND = SERVED[:2]
MINE, OTHER = (f"rate.number.{one.label}" for one in (FIRST, SECOND))
FACE = "rate.very_satisfied"
HIGH = (322, 430)  # where the first face begins, without and with a card above it


@pytest.fixture
def lately(office: PaperOffice) -> PaperOffice:
    """An office that has just served people."""
    office.lately = SERVED
    return office


def card(glass: Glass) -> ServedCard | None:
    page = glass.touch.stage.shown("page")
    assert page is not None
    return next((part for part in page.parts if isinstance(part, ServedCard)), None)


def named(glass: Glass) -> str:
    found = card(glass)
    return found.label if found else ""


def choose(glass: Glass, pilot_id: str = MINE) -> None:
    glass.tap("home.rate")
    glass.tap("rate.number")
    glass.tap(pilot_id)


def test_where_nobody_was_served_the_faces_have_the_room(glass: Glass, office: PaperOffice) -> None:
    glass.tap("home.rate")
    assert (card(glass), "rate.number" in glass.ids, glass.part(FACE).area.y) == (None, False, HIGH[0])
    glass.tap(FACE)
    assert office.named == [None]


def test_one_tap_still_is_the_whole_rating(glass: Glass, lately: PaperOffice) -> None:
    glass.tap("home.rate")
    assert "rate.number" in glass.ids
    glass.tap(FACE)
    assert (lately.ratings, lately.named, glass.screen.name) == (["very_satisfied"], [None], "thank")


def test_a_touched_number_closes_the_sheet_and_goes_with_the_rating(glass: Glass, lately: PaperOffice) -> None:
    choose(glass)
    assert glass.touch.dialog_name == ""
    assert named(glass) == "3 號櫃台，課員 陳淑芬，A012"
    glass.tap(FACE)
    assert lately.named == [FIRST]


def test_the_sheet_lists_numbers_with_their_counters_newest_first(glass: Glass, lately: PaperOffice) -> None:
    glass.tap("home.rate")
    glass.tap("rate.number")
    offered = [one for one in reversed(glass.ids) if one.startswith("rate.number.")]
    assert offered == [f"rate.number.{one.label}" for one in lately.lately]
    assert [f"{one.counter} 號櫃台" for one in SERVED[:3]] == [glass.part(one).written[1] for one in offered[:3]]


def test_another_number_can_be_chosen_and_the_choice_taken_back(glass: Glass, lately: PaperOffice) -> None:
    choose(glass)
    glass.tap(MINE)
    assert glass.part(MINE).chosen
    glass.tap(OTHER)
    assert "C006" in named(glass)
    glass.tap(OTHER)
    glass.tap("rate.number_none")
    assert (card(glass), "rate.number" in glass.ids) == (None, True)
    glass.tap(FACE)
    assert lately.named == [None]


def test_closing_the_sheet_changes_nothing(glass: Glass, lately: PaperOffice) -> None:
    glass.tap("home.rate")
    glass.tap("rate.number")
    assert "rate.number_none" not in glass.ids
    glass.tap("display.close")
    assert (glass.screen.name, card(glass)) == ("rate", None)
    assert lately.ratings == []


def test_choosing_another_face_keeps_the_number_and_the_reasons_say_who(glass: Glass, lately: PaperOffice) -> None:
    choose(glass)
    glass.tap("rate.dissatisfied")
    assert "3 號櫃台　課員 陳淑芬" in glass.written
    lately.lately = SERVED[1:]  # what has been rated is not offered to anybody else
    glass.tap("give_reasons.again")
    glass.tap(MINE)
    assert glass.part(MINE).chosen
    glass.tap("display.close")
    glass.tap("rate.satisfied")
    assert lately.named == [FIRST, FIRST]


def test_the_next_visitor_has_chosen_nothing(glass: Glass, lately: PaperOffice) -> None:
    choose(glass)
    glass.tap("dock.home")
    glass.tap("home.rate")
    assert card(glass) is None
    glass.tap("rate.number")
    assert not any(glass.part(one).chosen for one in glass.ids)
    glass.pass_s(70)
    assert (glass.screen.name, glass.touch.dialog_name) == ("home", "")
    assert lately.ratings == []


def test_a_bouncing_finger_on_a_number_taps_no_face_beneath(glass: Glass, lately: PaperOffice) -> None:
    glass.tap("home.rate")
    glass.tap("rate.number")
    x, y = glass.part("rate.number.G005").area.centre
    for _ in range(3):
        glass.up(glass.down_at(x, y))
        glass.settle()
        glass.seconds += 0.15
    assert "G005" in named(glass)
    assert (lately.ratings, glass.screen.name) == ([], "rate")


@pytest.mark.parametrize(("after_s", "comes"), [(0.5, True), (1.5, False)])
def test_no_face_moves_away_under_a_finger(glass: Glass, lately: PaperOffice, after_s: float, comes: bool) -> None:
    lately.gate.clear()
    glass.tap("home.rate", rest_s=after_s)
    assert glass.part(FACE).area.y == HIGH[0]
    lately.gate.set()
    glass.settle()
    assert ("rate.number" in glass.ids, glass.part(FACE).area.y) == (comes, HIGH[comes])


def test_a_rating_needs_no_queue(glass: Glass, office: PaperOffice, caplog: pytest.LogCaptureFixture) -> None:
    def away(_replaces: int | None) -> tuple[ServedView, ...]:
        raise OSError("database is locked")

    office.served = away  # type: ignore[method-assign]
    glass.tap("home.rate")
    assert (card(glass), glass.part(FACE).area.y) == (None, HIGH[0])
    glass.tap(FACE)
    assert (office.named, glass.screen.name) == ([None], "thank")
    assert sum("database is locked" in line for line in caplog.messages) == 1


def test_an_office_without_a_queue_is_not_asked_for_one(glass: Glass, lately: PaperOffice) -> None:
    lately.features -= {"queues"}
    glass.tap("home.rate")
    assert "served" not in lately.asked
    assert card(glass) is None


def test_a_screen_at_a_counter_says_so_at_once_and_then_whom_it_serves(glass: Glass, office: PaperOffice) -> None:
    office.here, office.lately = ServedView("", 3), SERVED[:1]
    office.gate.clear()
    glass.tap("home.rate", rest_s=5)
    assert (named(glass), glass.part(FACE).area.y) == ("3 號櫃台", HIGH[1])
    office.gate.set()
    glass.settle()
    assert (named(glass), glass.part(FACE).area.y) == ("3 號櫃台，課員 陳淑芬，A012", HIGH[1])
    assert not any(one.startswith("rate.number") for one in glass.ids)
    glass.tap("rate.dissatisfied")
    office.lately = SERVED[5:6]  # the counter goes on; who chooses again still is the same visitor
    glass.tap("give_reasons.again")
    glass.tap(FACE)
    assert office.named == [FIRST, FIRST]


def test_a_screen_at_a_counter_rates_it_when_the_queue_says_nothing(glass: Glass, office: PaperOffice) -> None:
    office.here = ServedView("", 3)
    glass.tap("home.rate")
    glass.tap(FACE)
    assert office.named == [office.here]


def test_keys_alone_choose_a_number_and_the_focus_stays_on_it(glass: Glass, lately: PaperOffice) -> None:
    glass.tap("home.rate")
    for _ in range(20):
        if glass.touch.stage.focus == "rate.number":
            break
        glass.key("next", rest_s=0)
    glass.key("enter")
    assert glass.touch.dialog_name == "numbers"
    glass.key("back")
    assert (glass.touch.dialog_name, glass.screen.name) == ("", "rate")
    glass.key("enter")
    glass.key("next")
    assert glass.touch.stage.focus == MINE
    glass.key("right")
    glass.key("enter")
    assert (named(glass), glass.touch.stage.focus) == ("5 號櫃台，課員 張雅惠，C006", OTHER)
    assert lately.ratings == []


def test_who_listens_hears_the_numbers_and_what_has_become_of_a_choice(glass: Glass, lately: PaperOffice) -> None:
    glass.tap("access.read")
    glass.tap("home.rate")
    glass.pass_s(0.5)
    said = glass.voice.said[-1][0]
    assert any("您的號碼" in one and "可不填" in one for one in said)
    glass.tap("rate.number")
    glass.pass_s(0.5)
    said = glass.voice.said[-1][0]
    assert said[0] == "您是幾號？"
    assert "A012，3 號櫃台" in said
    glass.tap(MINE)
    glass.pass_s(0.5)
    assert glass.voice.said[-1][0] == ["3 號櫃台，課員 陳淑芬，A012，已選"]
    assert lately.ratings == []


def test_another_language_and_look_keep_the_choice(glass: Glass, lately: PaperOffice) -> None:
    choose(glass)
    for mode in ("large", "low_reach", "contrast"):
        glass.touch.modes.toggle(mode)
    glass.touch.modes.speak("en")
    glass.settle()
    assert named(glass) == "Counter 3，課員 陳淑芬，A012"
    glass.reach(MINE)  # low down the way to the numbers stands below the card
    glass.reach("rate.number_none")
    assert card(glass) is None
    assert lately.asked.count("served") == 1


def test_what_goes_with_a_tap_on_a_face_is_settled(glass: Glass, lately: PaperOffice) -> None:
    glass.tap("home.rate")
    lately.gate.clear()
    glass.tap("rate.dissatisfied")
    glass.tap("rate.number")
    assert glass.touch.dialog_name == ""
    lately.gate.set()
    glass.settle()
    assert (lately.named, glass.screen.name) == ([None], "give_reasons")


@pytest.mark.parametrize("large", [False, True])
def test_at_a_counter_no_face_moves_away_either(glass: Glass, office: PaperOffice, large: bool) -> None:
    office.here, office.lately = ServedView("", 3), SERVED[:1]
    if large:
        glass.touch.modes.toggle("large")
    office.gate.clear()
    glass.tap("home.rate", rest_s=5)
    before = glass.part(FACE).area
    office.gate.set()
    glass.settle()
    assert glass.part(FACE).area == before


@pytest.mark.parametrize("layout", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
@pytest.mark.parametrize(
    ("clerk", "said"),
    [
        (("Senior household registration officer", "Nguyễn Thị Phương Thảo Linh"), "Nguyễn Thị Phương Thảo Linh"),
        (("課" * 60, "陳" * 60), ""),
        (("課員", "陳淑芬"), "課員 陳淑芬"),
    ],
    ids=["long", "longest", "usual"],
)
def test_a_long_name_stays_on_its_card(
    office: PaperOffice, ink: Ink, layout: tuple[int, int], clerk: tuple[str, str], said: str
) -> None:
    office.here, office.lately = ServedView("", 3), (replace(FIRST, clerk_title=clerk[0], clerk_name=clerk[1]),)
    glass = Glass(office, ink, window=(layout[0] // 2, layout[1] // 2))
    glass.tap("home.rate")
    found = card(glass)
    assert found is not None
    assert all(found.area.y <= where.y and where.bottom <= found.area.bottom for _, where in found.extents)
    assert "".join(said.split()) in "".join("".join(found.written).split())
    glass.close()
