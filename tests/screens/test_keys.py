"""Everything works without touch: arrows, enter and back, with a focus that can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.focus import moved
from screens.gallery.walk import screens

if TYPE_CHECKING:
    from screens.gallery.glass import Glass
    from screens.gallery.paper_office import PaperOffice


def focus_on(glass: Glass, pilot_id: str) -> None:
    for _ in range(40):
        if glass.touch.stage.focus == pilot_id:
            return
        glass.key("next", rest_s=0)
    raise AssertionError(f"{pilot_id} is not reached")


def test_a_number_is_taken_with_keys_alone(glass: Glass, office: PaperOffice) -> None:
    glass.key("down")
    focus_on(glass, "home.take_ticket")
    assert glass.touch.stage.shown("focus") is not None
    glass.key("enter")
    assert glass.screen.name == "take_ticket"
    focus_on(glass, "take_ticket.class.A")
    glass.key("down")
    assert glass.touch.stage.focus == "take_ticket.class.B"
    glass.key("enter")
    focus_on(glass, "take_ticket.take")
    glass.key("enter")
    assert glass.screen.name == "ticket_issued"
    assert len(office.taken) == 1


def test_a_bouncing_enter_takes_one_number(glass: Glass, office: PaperOffice) -> None:
    glass.tap("home.take_ticket")
    glass.tap("take_ticket.class.B")
    focus_on(glass, "take_ticket.take")
    for _ in range(5):
        glass.key("enter", rest_s=0.05)
    assert len(office.taken) == 1


def test_back_goes_back_and_closes_dialogs(glass: Glass) -> None:
    glass.tap("home.requirements")
    glass.tap("choose_service.by_kind")
    glass.tap("dock.display")
    glass.key("back")
    assert glass.touch.dialog_name == ""
    glass.key("back")
    assert glass.screen.name == "choose_service"
    glass.key("back")
    assert glass.screen.name == "home"
    glass.key("back")
    assert glass.screen.name == "home"


def test_the_first_key_only_wakes(glass: Glass) -> None:
    glass.pass_s(31)
    glass.key("enter")
    assert glass.screen.name == "home"
    assert glass.touch.stage.focus is None


def test_a_touch_hides_the_focus_and_a_new_visitor_has_none(glass: Glass) -> None:
    glass.key("down")
    glass.up(glass.down_at(540, 20))
    assert glass.touch.stage.focus is None
    glass.key("down")
    glass.touch.home()
    assert glass.touch.stage.focus is None


def test_keys_answer_the_question_for_more_time(glass: Glass) -> None:
    glass.tap("home.take_ticket", rest_s=0)
    glass.pass_s(50)
    glass.key("down", rest_s=0)
    assert glass.touch.dialog_name == "more_time"
    assert glass.touch.stage.focus == "more_time.yes"
    glass.key("enter")
    assert glass.touch.dialog_name == ""


def test_arrows_reach_every_control_of_every_screen(glass: Glass) -> None:
    missed: list[str] = []
    for name in screens(glass, "zh_Hant"):
        top = glass.touch.stage.top()
        controls = list(top.pressables()) if top else []
        seen, edge = set[str](), [moved(controls, None, "down")]
        while edge:
            now = edge.pop()
            if now is not None and now not in seen:
                seen.add(now)
                edge += [moved(controls, now, way) for way in ("up", "down", "left", "right")]
        missed += [f"{name}: {one.pilot_id}" for one in controls if one.pilot_id not in seen]
    assert missed == []
