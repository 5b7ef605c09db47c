"""The page of doubtful cases: their clocks, passing one on, closing one, and what was found in earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kiosk.errors import Refused
from kiosk.queues import services
from kiosk.queues.special import MAX_FIND, MAX_PERIOD_DAYS
from kiosk.staff.access import allowed
from kiosk.staff.pages import current_member
from kiosk.staff.roles import Role
from kiosk.staff.words import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

at_counters = (Role.CLERK, Role.SUPERVISOR)
MOST_DIGITS = 4


@allowed(*at_counters)
@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """Show the open cases, the most urgent first, and what was found in others."""
    return _page(request)


@allowed(*at_counters)
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin the clock of a number of today."""
    sent = request.POST
    label = "".join(sent.get("label", "").split())

    def do(by: str) -> str:
        found = services.ticket_of_today(label=label)
        case = services.open_special_case(
            ticket_id=found.ticket_id, topic=sent.get("topic", ""), owner=sent.get("owner", ""), by=by
        )
        return f"{case.label} 開始計時，由 {case.owner} 負責。"

    return _done(request, do)


@allowed(*at_counters)
@require_POST
def escalate(request: HttpRequest, case_id: int) -> HttpResponse:
    """Pass a case on to a higher authority: the statutory period runs."""
    days = request.POST.get("days", "").strip()
    period = int(days) if days.isascii() and days.isdigit() and len(days) <= MOST_DIGITS else 0

    def do(by: str) -> str:
        case = services.escalate_special_case(case_id=case_id, to=request.POST.get("to", ""), days=period, by=by)
        return f"{case.label} 已陳報，依法定期間計時。"

    return _done(request, do)


@allowed(*at_counters)
@require_POST
def close(request: HttpRequest, case_id: int) -> HttpResponse:
    """End a case with what was found."""

    def do(by: str) -> str:
        case = services.close_special_case(case_id=case_id, conclusion=request.POST.get("conclusion", ""), by=by)
        return f"{case.label} 已結案，處理結果可供同仁查閱。"

    return _done(request, do)


def _done(request: HttpRequest, do: Callable[[str], str]) -> HttpResponse:
    try:
        messages.success(request, do(current_member(request).username))
    except Refused as refused:
        messages.error(request, sentence(refused))
        return _page(request, status=422)
    return redirect("queues:special")


def _page(request: HttpRequest, status: int = 200) -> HttpResponse:
    find = request.GET.get("find", "").strip()[:MAX_FIND]
    context = {
        "open": services.special_cases(), "concluded": services.concluded_cases(find=find), "find": find,
        "sent": request.POST, "owners": services.case_owners(), "me": current_member(request).username,
        "most_days": MAX_PERIOD_DAYS,
    }  # fmt: skip
    return render(request, "queues/special.html", context, status=status)
