"""The service desk: numbers for others, printed again, cancelled, with priority; paper rolls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.views.decorators.http import require_GET, require_POST

from kiosk.desks.deed_views import back_by_code
from kiosk.desks.glance import troubles
from kiosk.desks.pressing import supervising, whole
from kiosk.queues import services as queues
from kiosk.staff.access import access_of, allowed
from kiosk.staff.pages import current_member, press_id, refusals_told
from kiosk.staff.roles import Role
from kiosk.texts import FALLBACK, LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

at_the_door = (Role.VOLUNTEER, Role.CLERK, Role.SUPERVISOR)
SHOWN, MAX_FIND = 14, 20


@allowed(*at_the_door)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Show the service desk."""
    role = Role(current_member(request).role)
    context = {
        "classes": queues.classes(language=FALLBACK), "languages": LANGUAGES, "rolls": queues.rolls(),
        "at_counters": role != Role.VOLUNTEER,
    }  # fmt: skip
    return render(request, "desks/service.html", context | _tickets(request) | _glance(request))


@allowed(*at_the_door, watching=True)
@require_GET
def glance(request: HttpRequest) -> HttpResponse:
    """Return what wants somebody now, and the session."""
    return render(request, "desks/_glance.html", _glance(request))


@allowed(*at_the_door, watching=True)
@require_GET
def tickets(request: HttpRequest) -> HttpResponse:
    """Return the numbers of today, or those that were looked for."""
    return render(request, "desks/_tickets.html", _tickets(request))


@allowed(*at_the_door)
@require_POST
def issue(request: HttpRequest) -> HttpResponse:
    """Give somebody a number: printed, or recorded from the roll where its class is on one."""
    sent, by, number = request.POST, current_member(request).username, press_id(request)
    letter, language, priority = sent.get("letter", "")[:4], sent.get("language", FALLBACK), sent.get("priority") == "yes"
    with refusals_told(request):
        if any(one.letter == letter for one in queues.rolls()):
            strip = sent.get(f"number:{letter}", "").strip()
            given = queues.take_from_roll(
                letter=letter, number=whole(strip), by=by, request_id=number, language=language, priority=priority,
                skipped=sent.get("skipped") == "yes",
            )  # fmt: skip
            messages.success(request, f"{given.label} 已登記，請將紙本號碼交給來賓。")
        else:
            taken = queues.take_ticket(
                letter=letter, language=language, priority=priority, request_id=number, origin="desk", by=by
            )
            messages.success(request, f"{taken.label} 列印中，前面 {taken.people_ahead} 人。")
    return redirect("desks:service")


@allowed(*at_the_door)
@require_POST
def deed(request: HttpRequest, ticket_id: int, name: str) -> HttpResponse:
    """Do something with one number: print it again, cancel it, mark it or take the mark off."""
    if name not in DEEDS:
        raise Http404
    with refusals_told(request):
        said = DEEDS[name](ticket_id, current_member(request).username, press_id(request))
        messages.success(request, said)
    return redirect("desks:service")


@allowed(*at_the_door)
@require_POST
def bring_back(request: HttpRequest) -> HttpResponse:
    """Bring back a passed or held number, or whoever holds a one-time notice."""
    code = "".join(request.POST.get("code", "").split())
    with refusals_told(request):
        found = back_by_code(code, current_member(request).username, press_id(request))
        messages.success(request, f"{found.label} 已重新排入，不必重新取號。")
    return redirect("desks:service")


@allowed(Role.CLERK, Role.SUPERVISOR)
@require_POST
def roll(request: HttpRequest) -> HttpResponse:
    """Put a class on a paper roll, or take it off."""
    letter, by = request.POST.get("letter", "")[:4], current_member(request).username
    with refusals_told(request):
        if request.POST.get("end") == "yes":
            queues.end_roll(letter=letter, by=by)
            messages.success(request, f"{letter} 類恢復由機器發號。")
        else:
            queues.start_roll(letter=letter, number=whole(request.POST.get("number", "").strip()), by=by)
            messages.success(request, f"{letter} 類改發紙捲號碼，觸控機暫停發這一類的號碼。")
    return redirect("desks:service")


def _reprint(ticket_id: int, by: str, request_id: UUID) -> str:
    copy = queues.reprint_ticket(ticket_id=ticket_id, by=by, request_id=request_id)
    return f"{copy.label} 補印中。"


def _cancel(ticket_id: int, by: str, request_id: UUID) -> str:
    return f"{queues.cancel(ticket_id=ticket_id, by=by, request_id=request_id).label} 已取消。"


def _mark(ticket_id: int, by: str, request_id: UUID) -> str:
    found = queues.set_priority(ticket_id=ticket_id, priority=True, by=by, request_id=request_id)
    return f"{found.label} 已設為優先。"


def _unmark(ticket_id: int, by: str, request_id: UUID) -> str:
    found = queues.set_priority(ticket_id=ticket_id, priority=False, by=by, request_id=request_id)
    return f"{found.label} 已取消優先。"


DEEDS: dict[str, Callable[[int, str, UUID], str]] = {
    "reprint": _reprint, "cancel": _cancel, "mark": _mark, "unmark": _unmark,
}  # fmt: skip


def _glance(request: HttpRequest) -> dict[str, Any]:
    role = Role(current_member(request).role)
    found = []
    for one in troubles():
        address = reverse(one.view) if one.view else ""
        access = access_of(resolve(address).func) if address else None
        found.append((one, address if access is not None and access.allows(role) else ""))
    return {"troubles": found, "session": queues.session(), "hall": queues.hall(), "supervises": role in supervising}


def _tickets(request: HttpRequest) -> dict[str, Any]:
    find = request.GET.get("find", "").strip().upper()[:MAX_FIND]
    found = [one for one in queues.tickets_today() if find in one.label] if find else list(queues.tickets_today())
    return {"tickets": found[::-1][:SHOWN], "find": find, "more": max(0, len(found) - SHOWN)}
