"""Every screen of the touch side, one after the other, for whoever looks at all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

from kiosk.blood_pressure.rules import Level, State
from screens.gallery.paper_office import ALWAYS_OPEN, AT, BADGE, DOOR_SIGN, EVENING, finished, health, reading, session
from screens.gallery.paper_words import SERVED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from screens.gallery.glass import Glass

NEAR_THE_END = AT + timedelta(hours=6, minutes=38)  # 17:02
TURN_S = 0.7  # a second tap on the same place counts after this
TYPHOON = {
    "zh_Hant": "因颱風停止上班上課，本所今日不辦公。最新消息請撥 1999。",
    "en": "Closed today because of the typhoon. For the latest news call 1999.",
}


def screens(glass: Glass, language: str, modes: Sequence[str] = ()) -> Iterator[str]:  # noqa: PLR0915  # one walk
    """Stop at every screen and say its name."""
    office = glass.office
    office.yes_no, office.session = False, None

    def home() -> None:
        office.health = ()
        glass.touch.home()
        for mode in modes:
            glass.touch.modes.toggle(mode)
        glass.touch.modes.speak(language)
        glass.settle()
        glass.seconds += 1

    home()
    yield "home"
    if "large" in modes:
        glass.tap("dock.language")
        yield "languages"
        glass.tap("display.close")
    glass.reach("home.take_ticket")
    glass.reach("take_ticket.class.C")
    glass.reach("take_ticket.priority")
    yield "take_ticket"
    glass.tap("dock.display")
    yield "display"
    glass.tap("display.close")
    glass.tap("dock.help")
    yield "help"
    yield from _help(glass)
    glass.pass_s(office.idle_s[0] + 35 if "large" in modes else 50)
    yield "more_time"
    glass.tap("more_time.yes")
    glass.reach("take_ticket.take")
    yield "ticket_issued"
    office.health = (health("printer", "needs_person", "paper_out"),)
    glass.pass_s(3)
    yield "ticket_issued_trouble"
    office.health = ()
    glass.pass_s(3)
    yield from _scarce(glass, home)
    yield from _guide(glass, home)
    yield from _rate(glass, home)
    glass.reach("rate.very_dissatisfied")
    glass.reach("give_reasons.papers_missing")
    yield "give_reasons"
    glass.reach("give_reasons.send")
    yield "thank"
    home()
    yield from _blood_pressure(glass)
    home()
    if not set(modes) - {"contrast"}:
        glass.touch.visit.language = "zh_Hant"
        glass.touch.replace("attract")
        yield "attract"
    glass.touch.visit.language = language
    glass.touch.replace("out_of_order")
    yield "out_of_order"
    yield from _closed(glass, home)


def turned(glass: Glass) -> Iterator[int]:
    """Go through the pages of what shows, count from 1, and turn back to the first; a pager that is a sample turns nothing."""
    number = 1
    yield number
    while "pager.next" in glass.ids:
        before = glass.written
        glass.tap("pager.next", rest_s=TURN_S)
        if glass.written == before:
            return
        number += 1
        yield number
    for _ in range(number - 1):
        glass.tap("pager.previous", rest_s=TURN_S)


def _closed(glass: Glass, home: Callable[[], None]) -> Iterator[str]:
    """Stop at the closed door, at a closed door in a typhoon, and at night."""
    office, clock = glass.office, glass.clock
    before, office.hours, clock.at = clock.at, DOOR_SIGN, EVENING
    home()
    yield "closed"
    said, office.announcements = office.announcements, (SimpleNamespace(kind="urgent", text=TYPHOON),)
    glass.pass_s(3)
    yield "closed_typhoon"
    office.announcements = said
    glass.touch.replace("night")
    yield "night"
    office.hours, clock.at = ALWAYS_OPEN, before
    home()


def _scarce(glass: Glass, home: Callable[[], None]) -> Iterator[str]:
    """Stop where numbers of some classes are given out, and at home shortly before the last number."""
    office, clock = glass.office, glass.clock
    office.full = "BE"
    home()
    glass.reach("home.take_ticket")
    yield "take_ticket_full"
    office.full = ""
    before, office.hours, clock.at = clock.at, replace(DOOR_SIGN, last_number=timedelta(minutes=10)), NEAR_THE_END
    home()
    yield "home_near_the_end"
    office.hours, clock.at = ALWAYS_OPEN, before


def _help(glass: Glass) -> Iterator[str]:
    """Show what becomes of a call: nobody answers, somebody comes; then it cannot even be written."""
    office = glass.office
    glass.clock.advance(91)
    glass.pass_s(1)
    yield "help_desk"
    office.help_changes = {"acknowledged_at": AT}
    glass.pass_s(3)
    yield "help_coming"
    glass.tap("help.close")
    glass.tap("dock.display")
    yield "display_volunteer"
    glass.tap("display.close")
    glass.tap("dock.help")
    glass.tap("help.cancel")
    office.help_changes = {}
    office.help_down = True
    glass.tap("dock.help")
    yield "help_unsent"
    office.help_down = False
    glass.tap("help.cancel", rest_s=0)


def _rate(glass: Glass, home: Callable[[], None]) -> Iterator[str]:
    """Stop before the faces: nobody was served, at a counter, and in the lobby before and after a number is named."""
    office = glass.office
    home()
    glass.reach("home.rate")
    yield "rate"
    office.here = SERVED[0]
    home()
    glass.reach("home.rate")
    yield "rate_counter"
    office.here, office.lately = None, SERVED
    home()
    glass.reach("home.rate")
    yield "rate_lobby"
    glass.tap("rate.number")
    yield "rate_numbers"
    glass.reach(f"rate.number.{SERVED[0].label}")
    yield "rate_named"
    glass.tap(f"rate.number.{SERVED[0].label}")
    yield "rate_numbers_again"
    glass.tap("display.close")
    office.lately = ()


def _search(glass: Glass) -> Iterator[str]:
    """Look for something, find a question and read its answer, and find nothing."""
    glass.reach("choose_service.search")
    yield "search"
    first, second, third = "ㄏㄐㄆ" if glass.screen.chinese else "BIX"
    glass.tap(f"search.key.{first}")
    glass.tap(f"search.key.{second}")
    yield "search_found"
    glass.touch.go("answer", view=glass.screen.found.questions[0])
    glass.settle()
    yield "answer"
    glass.tap("dock.back")
    glass.tap(f"search.key.{third}")
    yield "search_nothing"
    glass.tap("dock.back")


def _guide(glass: Glass, home: Callable[[], None]) -> Iterator[str]:
    home()
    glass.reach("home.requirements")
    yield "choose_service"
    yield from _search(glass)
    glass.reach("choose_service.by_kind")
    yield "list_categories"
    glass.tap("dock.back")
    glass.reach("choose_service.event.birth")
    yield "list_services"
    glass.reach("list_services.birth-registration")
    glass.reach("question.in_person")
    glass.reach("checklist.item.birth")
    yield "checklist"
    glass.office.yes_no = True
    glass.screen.opened()
    glass.settle()
    yield "checklist_question"
    glass.reach("checklist.phone")
    yield "code"
    glass.tap("display.close")
    glass.reach("checklist.print")
    yield "preview_notice"
    glass.reach("preview_notice.print")
    yield "notice_issued"


def _volunteer(glass: Glass) -> Iterator[str]:
    """Log a volunteer in: nothing typed, half the PIN typed, refused, and back."""
    glass.reach("consent.volunteer")
    yield "volunteer_log_in"
    for digit in "102480":
        glass.tap(f"volunteer.digit.{digit}")
    yield "volunteer_typed"
    for digit in "000":
        glass.tap(f"volunteer.digit.{digit}")
    glass.tap("volunteer.log_in", rest_s=0)
    yield "volunteer_refused"
    for digit in "".join(BADGE):
        glass.tap(f"volunteer.digit.{digit}")
    glass.tap("volunteer.log_in")
    glass.pass_s(4)


def _blood_pressure(glass: Glass) -> Iterator[str]:
    office = glass.office
    glass.reach("home.bp")
    yield "consent"
    yield from _volunteer(glass)
    yield "consent_helped"
    glass.turn_to_end()
    glass.reach("consent.agree")
    yield "rest"
    glass.tap("rest.early")
    yield "measure"
    office.session = session(trouble="keep_still")
    glass.pass_s(2)
    yield "measure_trouble"
    office.session = session(state=State.NO_RESULT)
    glass.pass_s(2)
    yield "measure_no_result"
    office.session = session(
        readings=(reading(1, 128, 78, 70),), state=State.MEASURING, next_reading_at=glass.clock.now() + timedelta(seconds=45)
    )
    glass.pass_s(2)
    yield "measure_rest"
    office.session = replace(finished(), note_keys=("bp.note.irregular",))
    glass.pass_s(2)
    yield "bp_result"
    office.session = replace(
        finished(), readings=(reading(1, 190, 122, 96, Level.URGENT), reading(2, 186, 124, 92, Level.URGENT)),
        average=reading(0, 188, 123, 94, Level.URGENT), level=Level.URGENT, urgent=True, advice_key="bp.advice.urgent",
    )  # fmt: skip
    office.help_changes = {}
    glass.touch.replace("bp_result", session=office.session)
    glass.pass_s(0.5)
    yield "bp_result_called"
    glass.tap("help.close")
    yield "bp_result_urgent"
    office.session = None
