"""The slips that need a person: say that they came out, print them again, or give them up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from devices.errors import EncodeError
from kiosk.errors import Refused
from kiosk.outbox import pictures, services
from kiosk.staff.access import allowed
from kiosk.staff.pages import current_member, press_id, refusals_told
from kiosk.staff.roles import Role

if TYPE_CHECKING:
    from django.http import HttpRequest

caretakers = (Role.CLERK, Role.SUPERVISOR, Role.MAINTAINER)


@allowed(*caretakers)
@require_GET
def problems(request: HttpRequest) -> HttpResponse:
    """List what needs a person, and the newest slips."""
    return render(request, "outbox/problems.html", _lists(request))


@allowed(*caretakers, watching=True)
@require_GET
def problems_now(request: HttpRequest) -> HttpResponse:
    """Return the lists alone."""
    return render(request, "outbox/_lists.html", _lists(request))


@allowed(*caretakers)
@require_GET
def preview(_request: HttpRequest, job_id: int) -> HttpResponse:
    """Show a slip as it is printed, dot for dot; 404 where its content is nobody's business."""
    try:
        slip_json, is_copy = services.slip_of(job_id=job_id)
        picture = pictures.png(slip_json, is_copy=is_copy)
    except (Refused, EncodeError) as error:
        raise Http404 from error
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": "no-store"})


@allowed(*caretakers)
@require_POST
def printed(request: HttpRequest, job_id: int) -> HttpResponse:
    """Record that the slip lay in the printer's mouth after all."""
    with refusals_told(request):
        job = services.settle(job_id=job_id, printed=True, by=current_member(request).username)
        messages.success(request, f"{job.label} 已記錄為印出。")
    return redirect("outbox:problems")


@allowed(*caretakers)
@require_POST
def reprint(request: HttpRequest, job_id: int) -> HttpResponse:
    """Print the slip again, marked as a copy."""
    with refusals_told(request):
        job = services.reprint(job_id=job_id, by=current_member(request).username, request_id=press_id(request))
        messages.success(request, f"{job.label} 已送出補印，單據上會註記「補印」。")
    return redirect("outbox:problems")


@allowed(*caretakers)
@require_POST
def give_up(request: HttpRequest, job_id: int) -> HttpResponse:
    """Give the slip up: it is not printed any more."""
    with refusals_told(request):
        job = services.settle(job_id=job_id, printed=False, by=current_member(request).username)
        messages.success(request, f"{job.label} 已結案，不再列印。")
    return redirect("outbox:problems")


def _lists(request: HttpRequest) -> dict[str, Any]:
    label = request.GET.get("label", "")[:32]
    return {
        "jobs": services.open_problems(),
        "recent": services.recent(limit=30, label=label),
        "waiting": services.waiting_count(),
        "label": label,
    }
