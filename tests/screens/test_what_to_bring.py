"""A visitor asks what to bring and prints the notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

from screens.gallery.paper_office import PaperOffice, health
from screens.slip_pages import pages
from screens.widgets.cards import Code, QrCard

if TYPE_CHECKING:
    from screens.gallery.glass import Glass


def to_checklist(glass: Glass) -> None:
    glass.tap("home.requirements")
    glass.tap("choose_service.event.birth")
    glass.tap("list_services.birth-registration")


def test_from_home_to_the_printed_notice(glass: Glass, office: PaperOffice) -> None:
    to_checklist(glass)
    glass.tap("question.not_parent")
    glass.tap("checklist.item.birth")
    glass.tap("checklist.item.id")
    assert "已備妥 2 項，尚缺 3 項" in glass.written
    glass.tap("checklist.print")
    glass.tap("preview_notice.copies.2")
    glass.tap("preview_notice.print")
    assert glass.screen.name == "notice_issued"
    assert office.printed == [("birth-registration", {"not_parent": True}, ("birth", "id"), 2)]
    assert "編號 115030512" in glass.written


def test_the_list_goes_along_on_a_phone_with_what_was_ticked(glass: Glass) -> None:
    to_checklist(glass)
    glass.tap("question.in_person")
    glass.tap("checklist.item.birth")
    glass.tap("checklist.phone")
    assert glass.touch.dialog_name == "code"
    code = next(part for part in glass.touch.stage.top().parts if isinstance(part, Code))
    assert code.data == "https://kiosk.example/bring/birth-registration/in_person.y~hc_change.n/birth/?language=zh_Hant"
    glass.tap("display.close")
    glass.tap("checklist.print")
    shown = next(part for part in glass.touch.stage.top().parts if isinstance(part, QrCard))
    assert shown.data == code.data


def test_where_phones_cannot_reach_the_kiosk_nothing_is_offered_to_them(glass: Glass, office: PaperOffice) -> None:
    office.phone_url = ""
    to_checklist(glass)
    assert "checklist.phone" not in glass.ids
    glass.tap("checklist.print")
    assert not [part for part in glass.touch.stage.top().parts if isinstance(part, QrCard)]


def test_a_long_slip_is_cut_between_its_lines() -> None:
    slip = Image.new("L", (60, 900), 255)
    for y in range(40, 860, 50):
        slip.paste(0, (10, y, 50, y + 30))  # a line of 30 rows every 50
    parts = pages(slip, 330)
    assert parts == [(40, 370), (390, 720), (740, 870)]
    solid = Image.new("L", (60, 900), 0)
    assert pages(solid, 400) == [(0, 400), (400, 800), (800, 900)]
    assert pages(Image.new("L", (60, 900), 255), 400) == [(0, 400)]


def test_an_event_with_one_service_opens_its_checklist_at_once(glass: Glass) -> None:
    glass.tap("home.requirements")
    glass.tap("choose_service.event.passport")
    assert glass.screen.name == "checklist"


def test_services_can_be_found_by_kind(glass: Glass) -> None:
    glass.tap("home.requirements")
    glass.tap("choose_service.by_kind")
    glass.tap("list_categories.household")
    glass.tap("list_services.move-in")
    assert glass.screen.service_id == "move-in"
    glass.tap("dock.back")
    assert glass.screen.name == "list_services"


def test_an_answer_changes_the_list_and_the_ticks_stay(glass: Glass) -> None:
    to_checklist(glass)
    glass.tap("checklist.item.birth")
    glass.tap("question.proxy")
    assert len(glass.screen.view.items) == 7
    assert glass.screen.ready == {"birth"}


def test_a_long_list_turns_pages_with_buttons(glass: Glass) -> None:
    to_checklist(glass)
    glass.tap("question.proxy")
    assert "checklist.item.letter" not in glass.ids
    glass.tap("pager.next")
    assert "checklist.item.letter" in glass.ids
    assert "pager.next" not in glass.ids


def test_yes_no_and_not_sure_are_all_answers(glass: Glass, office: PaperOffice) -> None:
    office.yes_no = True
    to_checklist(glass)
    glass.tap("question.in_person")
    glass.tap("question.hc_change.unsure")
    assert glass.screen.answers == {"in_person": True, "hc_change": None}
    glass.tap("question.change")
    assert glass.screen.answers == {}


def test_a_tick_can_be_taken_away(glass: Glass) -> None:
    to_checklist(glass)
    glass.tap("checklist.item.seal")
    glass.tap("checklist.item.seal")
    assert glass.screen.ready == set()


def test_unconfirmed_content_carries_the_mark_in_the_demo_only(glass: Glass, office: PaperOffice) -> None:
    to_checklist(glass)
    assert "範例" not in glass.written
    office.demo = True
    glass.screen.refresh()
    assert "範例" in glass.written


def test_the_language_changes_and_ticks_and_answers_stay(glass: Glass) -> None:
    to_checklist(glass)
    glass.tap("question.proxy")
    glass.tap("checklist.item.birth")
    glass.tap("dock.display")
    glass.tap("language.en")
    glass.tap("display.close")
    assert "Birth registration" in glass.written
    assert glass.screen.ready == {"birth"}
    assert glass.screen.answers == {"proxy": True}


def test_a_printer_that_stands_still_is_told_and_the_serial_shows(glass: Glass, office: PaperOffice) -> None:
    to_checklist(glass)
    glass.tap("checklist.print")
    office.health = (health("printer", "link_down", "silent"),)
    glass.tap("preview_notice.print")
    glass.pass_s(3)
    assert any("印表機暫停" in line for line in glass.written)
    assert "編號 115030512" in glass.written


def preview(glass: Glass, language: str) -> list[str]:
    """Open the preview in a language; return the languages that the slip can carry."""
    glass.touch.modes.speak(language)
    glass.touch.go("preview_notice", service_id="birth-registration", answers={}, ready=())
    glass.settle()
    return [one.rpartition(".")[2] for one in reversed(glass.ids) if one.startswith("preview_notice.language.")]


def test_who_reads_chinese_may_have_the_slip_in_the_language_of_whom_they_help(glass: Glass) -> None:
    assert preview(glass, "zh_Hant") == ["zh_Hant", "en", "vi", "id"]
    assert glass.screen.slip_language == "zh_Hant"
    alone = glass.screen.slip.height
    glass.tap("preview_notice.language.vi")
    assert glass.screen.slip_language == "vi"
    assert glass.screen.slip.height > alone


def test_others_have_their_own_language_on_the_slip_or_chinese_alone(glass: Glass) -> None:
    assert preview(glass, "id") == ["zh_Hant", "id"]
    assert glass.screen.slip_language == "id"
    glass.tap("preview_notice.language.zh_Hant")
    assert glass.screen.slip_language == "zh_Hant"
    glass.tap("preview_notice.language.id")
    glass.touch.modes.speak("en")
    glass.settle()
    assert glass.screen.slip_language == "en"
