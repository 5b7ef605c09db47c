"""Calls for help: the banner with its bell that stands on every staff page, and the list of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kiosk.help import services
from kiosk.staff.access import allowed
from kiosk.staff.pages import current_member, refusals_told
from kiosk.staff.roles import Role

if TYPE_CHECKING:
    from django.http import HttpRequest

helpers = (Role.VOLUNTEER, Role.CLERK, Role.SUPERVISOR)


@allowed(*helpers)
@require_GET
def calls(request: HttpRequest) -> HttpResponse:
    """Show the calls of the day."""
    return render(request, "help/calls.html", {"calls": services.calls_today()})


@allowed(*helpers, watching=True)
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Return the list of the day alone."""
    return render(request, "help/_today.html", {"calls": services.calls_today()})


@allowed(*helpers, watching=True)
@require_GET
def now(request: HttpRequest) -> HttpResponse:
    """Return the open calls; nothing where the page shows them already, so that no button moves under a finger."""
    context = _open()
    if request.GET.get("shown") == context["shown"]:
        return HttpResponse(status=204)
    return render(request, "help/_calls.html", context)


@allowed(*helpers)
@require_POST
def acknowledge(request: HttpRequest, call_id: int) -> HttpResponse:
    """Say that this member goes to the visitor."""
    member = current_member(request)
    with refusals_told(request):
        services.acknowledge(call_id=call_id, by=member.username, name=member.display_name)
    return _answer(request)


@allowed(*helpers)
@require_POST
def finish(request: HttpRequest, call_id: int) -> HttpResponse:
    """Say that the visitor was helped."""
    with refusals_told(request):
        services.finish(call_id=call_id, by=current_member(request).username)
    return _answer(request)


def _answer(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return render(request, "help/_calls.html", _open() | {"tells": True})
    return redirect("help:calls")


def _open() -> dict[str, Any]:
    found = services.open_calls()
    return {"help_calls": found, "shown": ",".join(f"{one.call_id}-{one.state}-{one.reason}" for one in found) or "none"}
