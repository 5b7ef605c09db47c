"""The people of the tour: what a visitor, a clerk and a volunteer do, and what each of them must see happen."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from kiosk.cli.people import Failed

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.cli.people import People

ANNOUNCEMENT = "明日下午 2 時至 3 時系統維護，請提早辦理。"


def _take_number(people: People) -> None:
    people.see("home")
    people.tap("home.take_ticket")
    people.see("take_ticket")
    people.tap("take_ticket.class.C")
    before = len(people.slips())
    people.tap("take_ticket.take")
    state = people.see("ticket_issued")
    people.label = next((text for text in state["texts"] if text.startswith("C0")), "")
    if not people.label:
        raise Failed(f"no number on the screen: {state['texts']}")
    people.takes_slip(before, "ticket")
    people.tap("ticket_issued.done")


def _take_number_in_vietnamese(people: People) -> None:
    people.see("home")
    people.tap("language.vi")
    people.see("home", text="Lấy số")
    people.tap("home.take_ticket")
    people.tap("take_ticket.class.A")
    people.tap("take_ticket.priority")
    people.see("take_ticket")
    before = len(people.slips())
    people.tap("take_ticket.take")
    people.see("ticket_issued")
    people.takes_slip(before, "ticket-vi")
    people.tap("ticket_issued.done")


def _call(people: People) -> None:
    people.logs_in(people.clerk, "chen")
    people.clerk.visit("/desk/")
    people.clerk.submit("/desk/3/open/")
    people.clerk.submit("/desk/3/next/")
    if people.label not in people.clerk.page.html:
        raise Failed(f"{people.label} is not on the desk page")
    people.reads_sign(people.label, "call", after_s=0.7)
    people.see("home", text=people.label)
    people.looks_at_board(people.label)


def _recall_and_finish(people: People) -> None:
    time.sleep(1.6)  # a second call at once is taken for a double press
    people.clerk.visit("/desk/3/")
    people.clerk.submit("/desk/3/recall/")
    people.clerk.submit("/desk/3/done/")
    if "尚未叫號" not in people.clerk.page.html:
        raise Failed("the case was not finished")


def _announce(people: People) -> None:
    people.clerk.visit("/announcements/")
    people.clerk.submit("/announcements/push/", text=ANNOUNCEMENT, kind="service", until="today")
    people.reads_sign("系統維護", "announcement", after_s=4)


def _rate(people: People) -> None:
    people.see("home")
    people.tap("home.rate")
    people.see("rate")
    people.tap("rate.very_satisfied")
    people.see("thank")


def _what_to_bring(people: People) -> None:
    people.finger.ask(do="wait", screen="home", timeout_s=people.within_s)
    people.tap("home.requirements")
    people.see("choose_service")
    people.tap("choose_service.event.birth")
    people.see("list_services")
    people.tap("list_services.birth-registration")
    people.see("checklist")
    people.answers_all_questions()
    for item in people.offered("checklist.item.")[:2]:
        people.tap(item)
    people.see("checklist")
    people.tap("checklist.print")
    people.see("preview_notice")
    before = len(people.slips())
    people.press("preview_notice.print", "notice_issued")
    people.takes_slip(before, "notice")
    people.tap("notice_issued.done")


def _blood_pressure(people: People) -> None:
    people.logs_in(people.volunteer, "wang")
    people.see("home")
    people.tap("home.bp")
    people.see("consent")
    people.tap("consent.agree")
    people.see("rest")
    people.tap("rest.early")
    people.see("measure")
    people.visitor_measures(128, 78, 70)
    people.see("measure", text="128/78")
    people.visitor_measures(124, 76, 72)
    people.see("bp_result")
    before = len(people.slips())
    people.tap("bp_result.print")
    people.takes_slip(before, "blood-pressure")
    people.tap("bp_result.done")
    people.see("home")


def _call_volunteer(people: People) -> None:
    people.see("home")
    people.tap("dock.help")
    people.see("home", text="已通知志工，請稍候")
    people.volunteer.visit("/help/now/")
    people.volunteer.submit("/help/1/acknowledge/")
    people.see("home", text="志工已出發")
    people.volunteer.visit("/help/now/")
    people.volunteer.submit("/help/1/finish/")


STEPS: tuple[tuple[str, Callable[[People], None]], ...] = (
    ("visitor: takes a number; the slip comes out", _take_number),
    ("clerk: logs in, opens counter 3, calls; sign, screen and board show it", _call),
    ("clerk: calls again, finishes the case", _recall_and_finish),
    ("visitor: takes a priority number in Vietnamese", _take_number_in_vietnamese),
    ("clerk: pushes an announcement; the sign shows it", _announce),
    ("visitor: rates the service with one tap", _rate),
    ("visitor: asks what to bring, prints the one-time notice", _what_to_bring),
    ("volunteer: two readings from the monitor, average, slip", _blood_pressure),
    ("visitor: calls a volunteer, who says that they come", _call_volunteer),
)
