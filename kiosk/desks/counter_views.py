"""The counter's desk: choose a counter, sit down, take a break, leave; call, call again, has come, done, did not come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kiosk.desks import pressing
from kiosk.desks.panels import PANELS, panel_context
from kiosk.desks.pressing import at_counters, context_of, press
from kiosk.queues import services
from kiosk.staff.access import allowed
from kiosk.staff.pages import current_member, press_id, refusals_told

if TYPE_CHECKING:
    from collections.abc import Callable

NOBODY = "目前沒有來賓等候。"


@allowed(*at_counters)
@require_GET
def desks(request: HttpRequest) -> HttpResponse:
    """Let a clerk choose a counter."""
    hall = services.hall()
    mine = [c.number for c in hall.counters if c.open and c.clerk == current_member(request).username]
    return render(request, "desks/choose.html", {"hall": hall, "mine": mine})


@allowed(*at_counters)
@require_GET
def desk(request: HttpRequest, counter: int) -> HttpResponse:
    """Show one counter's desk; with script only its changing part, as when a panel is left."""
    template = "desks/_desk.html" if request.headers.get("HX-Request") else "desks/desk.html"
    return render(request, template, context_of(request, counter))


@allowed(*at_counters)
@require_GET
def panel(request: HttpRequest, counter: int, name: str) -> HttpResponse:
    """Show the desk with one panel in the place of its keys."""
    if name not in PANELS:
        raise Http404
    context = context_of(request, counter)
    template = "desks/_desk.html" if request.headers.get("HX-Request") else "desks/desk.html"
    return render(request, template, context | panel_context(name, request, context["desk"]))


@allowed(*at_counters, watching=True)
@require_GET
def desk_now(request: HttpRequest, counter: int) -> HttpResponse:
    """Return what changes by itself on the desk: the number served and who waits."""
    return render(request, "desks/_state.html", context_of(request, counter))


@allowed(*at_counters)
@require_POST
def open_counter(request: HttpRequest, counter: int) -> HttpResponse:
    """Sit down at a counter; somebody who sits there is replaced only where the button said so."""
    member = current_member(request)
    sitting = pressing.desk_of(counter).counter
    if sitting.open and sitting.clerk != member.username and request.POST.get("take_over") != "yes":
        messages.warning(request, f"{counter} 號櫃台剛由 {sitting.clerk_name} 開始服務，請另選櫃台。")
        return redirect("desks:choose")
    with refusals_told(request):
        services.open_counter(counter=counter, by=member.username, name=member.display_name, title=member.title)
        return redirect("desks:desk", counter=counter)
    return redirect("desks:choose")


@allowed(*at_counters)
@require_POST
def close_counter(request: HttpRequest, counter: int) -> HttpResponse:
    """Leave a counter; the case at hand is done by that."""
    with refusals_told(request):
        services.close_counter(counter=counter, by=current_member(request).username)
        messages.success(request, f"{counter} 號櫃台已停止服務。")
    return redirect("desks:choose")


@allowed(*at_counters)
@require_POST
def pause(request: HttpRequest, counter: int) -> HttpResponse:
    """Take a break, or come back from it, as the button said."""
    rests = request.POST.get("pause") == "yes"
    change = services.pause_counter if rests else services.resume_counter
    return press(request, counter, lambda by, _shown: change(counter=counter, by=by))


@allowed(*at_counters)
@require_POST
def call_next(request: HttpRequest, counter: int) -> HttpResponse:
    """Finish the case at hand and call the next number."""

    def call(by: str, shown: int | None) -> None:
        if pressing.just_pressed(counter):
            return
        if services.call_next(counter=counter, by=by, shown=shown, request_id=press_id(request)) is None:
            messages.info(request, NOBODY)

    return press(request, counter, call)


@allowed(*at_counters)
@require_POST
def recall(request: HttpRequest, counter: int) -> HttpResponse:
    """Call the number at the counter once more."""

    def call(by: str, shown: int | None) -> None:
        if not pressing.just_pressed(counter):
            services.recall(counter=counter, by=by, shown=shown, request_id=press_id(request))

    return press(request, counter, call)


@allowed(*at_counters)
@require_POST
def serve(request: HttpRequest, counter: int) -> HttpResponse:
    """Record that the number has come."""
    return _simple(request, counter, services.serve)


@allowed(*at_counters)
@require_POST
def done(request: HttpRequest, counter: int) -> HttpResponse:
    """Mark the case as done."""
    return _simple(request, counter, services.finish)


@allowed(*at_counters)
@require_POST
def no_show(request: HttpRequest, counter: int) -> HttpResponse:
    """Record that the number did not come."""
    return _simple(request, counter, services.no_show)


def _simple(request: HttpRequest, counter: int, deed: Callable[..., bool]) -> HttpResponse:
    return press(
        request, counter, lambda by, shown: deed(counter=counter, by=by, shown=shown, request_id=press_id(request))
    )
