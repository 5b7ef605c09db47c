"""A visitor takes a number, with real touches on the real stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.gallery.paper_office import PaperOffice, health

if TYPE_CHECKING:
    from screens.gallery.glass import Glass


def issued(glass: Glass) -> None:
    glass.tap("home.take_ticket")
    glass.tap("take_ticket.class.C")
    glass.tap("take_ticket.take")


def test_three_taps_from_home_to_the_number(glass: Glass, office: PaperOffice) -> None:
    issued(glass)
    assert glass.screen.name == "ticket_issued"
    assert "C008" in glass.written
    assert office.asked.count("take_ticket") == 1


def test_without_a_choice_the_button_says_what_is_missing(glass: Glass, office: PaperOffice) -> None:
    glass.tap("home.take_ticket")
    glass.tap("take_ticket.take")
    assert "請先選一項" in glass.written
    assert office.asked == []
    glass.pass_s(4)
    assert "請先選一項" not in glass.written


def test_two_quick_taps_give_one_number(glass: Glass, office: PaperOffice) -> None:
    glass.tap("home.take_ticket")
    glass.tap("take_ticket.class.A")
    office.gate.clear()
    glass.tap("take_ticket.take", rest_s=0.1)
    glass.tap("take_ticket.take", rest_s=5)
    glass.tap("take_ticket.take")
    assert "處理中…" in glass.written
    office.gate.set()
    glass.settle()
    assert office.asked.count("take_ticket") == 1
    assert glass.screen.name == "ticket_issued"


def test_a_second_finger_on_another_class_is_ignored(glass: Glass) -> None:
    glass.tap("home.take_ticket")
    first = glass.down("take_ticket.class.A")
    second = glass.down("take_ticket.class.B")
    glass.up(second)
    assert glass.screen.letter == ""
    glass.up(first)
    assert glass.screen.letter == "A"


def test_priority_goes_with_the_number_and_shows_on_it(glass: Glass, office: PaperOffice) -> None:
    glass.tap("home.take_ticket")
    glass.tap("take_ticket.class.B")
    glass.tap("take_ticket.priority")
    glass.tap("take_ticket.take")
    assert glass.screen.ticket.priority
    assert "優" in glass.written


def test_the_language_changes_and_the_place_and_choice_stay(glass: Glass) -> None:
    glass.tap("home.take_ticket")
    glass.tap("take_ticket.class.C")
    glass.tap("dock.display")
    glass.tap("language.en")
    glass.tap("display.close")
    assert glass.screen.name == "take_ticket"
    assert glass.screen.letter == "C"
    assert "What would you like to do?" in glass.written
    assert "Registration" in glass.written


def test_a_refusal_is_said_and_the_visitor_can_press_again(glass: Glass, office: PaperOffice) -> None:
    office.refuse = "ticket.class_closed"
    issued(glass)
    assert glass.screen.name == "take_ticket"
    assert "本時段不受理" in glass.written
    office.refuse = ""
    glass.tap("take_ticket.take")
    assert glass.screen.name == "ticket_issued"
    assert len(office.taken) == 1


def test_an_answer_that_comes_after_the_visitor_left_does_not_draw_on_the_next_one(glass: Glass, office: PaperOffice) -> None:
    glass.tap("home.take_ticket")
    glass.tap("take_ticket.class.C")
    office.gate.clear()
    glass.tap("take_ticket.take")
    glass.tap("dock.home")
    glass.tap("home.take_ticket")
    office.gate.set()
    glass.settle()
    assert glass.screen.name == "take_ticket"
    assert "C008" not in glass.written


def test_without_paper_the_number_stays_longer_and_the_screen_says_why(glass: Glass, office: PaperOffice) -> None:
    issued(glass)
    office.health = (health("printer", "needs_person", "paper_out"),)
    glass.pass_s(3)
    assert any("印表機缺紙" in line for line in glass.written)
    assert "C008" in glass.written
    glass.pass_s(40)
    assert glass.screen.name == "ticket_issued"
    glass.pass_s(10)
    assert glass.screen.name == "home"


def test_the_trouble_goes_by_itself_when_paper_is_back(glass: Glass, office: PaperOffice) -> None:
    issued(glass)
    office.job_state, office.job_condition = "held", "cover_open"
    glass.pass_s(3)
    assert any("上蓋" in line for line in glass.written)
    office.job_state = "confirmed"
    glass.pass_s(3)
    assert "號碼單印好了，請從下方取走" in glass.written


def test_without_an_address_for_phones_no_code_is_shown(glass: Glass, office: PaperOffice) -> None:
    office.status_url = ""
    issued(glass)
    assert any("無法用手機查詢" in line for line in glass.written)


def test_the_number_goes_home_after_twenty_seconds_and_a_touch_adds_twenty(glass: Glass) -> None:
    issued(glass)
    glass.pass_s(15)
    glass.up(glass.down_at(540, 1290))
    glass.pass_s(15)
    assert glass.screen.name == "ticket_issued"
    glass.pass_s(25)
    assert glass.screen.name == "home"


def test_one_class_alone_is_chosen_already(glass: Glass, office: PaperOffice) -> None:
    every = office.classes
    office.classes = lambda language: every(language)[:1]
    glass.tap("home.take_ticket")
    assert glass.screen.letter == "A"


def test_an_answer_that_never_comes_sends_to_the_desk_and_a_late_one_is_still_shown(glass: Glass, office: PaperOffice) -> None:
    glass.tap("home.take_ticket")
    glass.tap("take_ticket.class.A")
    office.gate.clear()
    glass.tap("take_ticket.take", rest_s=0)
    glass.pass_s(5)
    assert glass.screen.busy
    glass.pass_s(2)
    assert not glass.screen.busy
    assert not glass.screen.holds
    assert glass.touch.stage.shown("toast") is not None
    office.gate.set()
    glass.settle()
    assert glass.screen.name == "ticket_issued"


def test_back_and_home_keep_the_language_and_the_look_until_the_visit_ends(glass: Glass, office: PaperOffice) -> None:
    glass.tap("language.vi")
    glass.touch.modes.toggle("contrast")
    glass.tap("home.take_ticket")
    glass.tap("take_ticket.class.A")
    glass.tap("dock.back")
    assert (glass.screen.name, glass.touch.visit.language, glass.touch.visit.look.theme) == ("home", "vi", "high_contrast")
    glass.tap("home.take_ticket")
    assert glass.part("take_ticket.take").reason is not None, "the choice is forgotten"
    glass.tap("dock.home")
    assert (glass.screen.name, glass.touch.visit.language, glass.touch.visit.look.theme) == ("home", "vi", "high_contrast")
    glass.pass_s(35)
    assert (glass.touch.visit.language, glass.touch.visit.look.theme) == ("zh_Hant", "standard")


def test_a_class_that_is_full_says_so_shortly_and_a_touch_says_when_to_come_again(glass: Glass, office: PaperOffice) -> None:
    office.full = "B"
    glass.tap("home.take_ticket")
    assert "今日已額滿" in glass.written
    glass.tap("take_ticket.class.B", rest_s=0)
    assert "今日號碼已發完，請改日再來" in "".join(glass.written)
    assert glass.screen.letter == ""
