"""What each panel of the counter's desk shows; a panel takes the place of the keys until it is left with Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiosk.colleagues import services as colleagues
from kiosk.desks.fees import bill
from kiosk.desks.forms import answers_of, visit_of
from kiosk.desks.models import Method
from kiosk.errors import Refused
from kiosk.guide import services as guide
from kiosk.notices import services as notices
from kiosk.queues import services as queues
from kiosk.queues.states import TicketState
from kiosk.staff.pages import current_member
from kiosk.texts import FALLBACK, pick

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from kiosk.queues.answers import DeskView

    Reader = Callable[[HttpRequest, DeskView], dict[str, Any]]


def panel_context(name: str, request: HttpRequest, desk: DeskView) -> dict[str, Any]:
    """Return what the panel `name` shows."""
    sent = request.POST if request.method == "POST" else request.GET
    return {"panel": f"desks/panels/{name}.html", "panel_name": name, "sent": sent, **PANELS[name](request, desk)}


def cases(request: HttpRequest, desk: DeskView) -> dict[str, Any]:
    """Return the cases by kind, those of the number's class first, with what they cost."""
    visit = visit_of(request)
    kinds = [
        (one, pick(one.name, FALLBACK), visit.cases.get(one.case_id, 0)) for one in queues.case_types(letter=desk.current_queue)
    ]
    extras = [(fee, pick(fee.short_name, FALLBACK), visit.extras.get(fee.fee_id, 0)) for fee in guide.fees()]
    return {
        "kinds": kinds, "extras": extras, "bill": bill(visit.cases, visit.extras),
        "methods": [one.value for one in Method if one], "visit": visit,
    }  # fmt: skip


def hold(request: HttpRequest, desk: DeskView) -> dict[str, Any]:
    """Return the services to choose from, then its checklist to tick what is missing."""
    sent = request.POST if request.method == "POST" else request.GET
    service_id, query = sent.get("service", ""), sent.get("query", "")[:40]
    if not service_id:
        return _services(query, desk.current_queue)
    answers = answers_of(sent)
    try:
        sheet = notices.checklist(service_id=service_id, answers=answers, language=FALLBACK)
    except Refused:  # the office has taken the service out of its content meanwhile
        return _services("", desk.current_queue)
    asked = notices.questions(service_id=service_id, answers=answers, language=FALLBACK)
    return {"sheet": sheet, "questions": asked, "missing": set(sent.getlist("missing"))}


def transfer(_request: HttpRequest, desk: DeskView) -> dict[str, Any]:
    """Return every class, counter and colleague; closed counters as well, since asking for one gets its answer."""
    others = [one for one in queues.hall().counters if one.number != desk.counter.number]
    return {"classes": queues.classes(language=FALLBACK), "counters": others}


def back(_request: HttpRequest, _desk: DeskView) -> dict[str, Any]:
    """Return the numbers of today that may come back."""
    gone = queues.tickets_today(TicketState.NO_SHOW, TicketState.ON_HOLD)
    return {"gone": gone[-12:]}


def ask(request: HttpRequest, _desk: DeskView) -> dict[str, Any]:
    """Return what this clerk has asked; the answers count as read once they stand here."""
    me = current_member(request).username
    mine = colleagues.questions_of(by=me)
    colleagues.read_answers(by=me)
    return {"asked": mine[:6]}


def special(_request: HttpRequest, _desk: DeskView) -> dict[str, Any]:
    """Return the doubtful cases and their clocks."""
    return {"special": queues.special_cases(), "owners": queues.case_owners()}


def call_back(_request: HttpRequest, _desk: DeskView) -> dict[str, Any]:
    """Return the list of those to be called back."""
    return {"promised": colleagues.call_backs()[:8]}


def override(_request: HttpRequest, _desk: DeskView) -> dict[str, Any]:
    """Return who waits, to choose one out of turn."""
    waiting = queues.tickets_today(TicketState.WAITING, TicketState.TRANSFERRED, TicketState.RETURNED)
    return {"waiting": waiting}


def plain(_request: HttpRequest, _desk: DeskView) -> dict[str, Any]:
    """Return what everybody can be called for; leaving needs nothing else."""
    return {"kinds": [one.value for one in colleagues.AlarmKind]}


def _services(query: str, letter: str) -> dict[str, Any]:
    """Return the services that hold `query`, those of the class `letter` first."""
    classes = guide.classes_of_services()
    found = guide.services(language=FALLBACK, query=query)
    return {"services": sorted(found, key=lambda one: classes.get(one.service_id) != letter), "query": query}


PANELS: dict[str, Reader] = {
    "cases": cases, "hold": hold, "transfer": transfer, "back": back, "ask": ask, "special": special,
    "call-back": call_back, "override": override, "leave": plain, "alarm": plain,
}  # fmt: skip
