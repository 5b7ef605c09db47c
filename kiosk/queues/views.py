"""The counter's desk: choose a counter, call, call again, done, did not come.

A press counts once.  Its form carries a number of its own (a double click is the same press) and the ticket it was
shown with (a page that slept cannot end somebody else's case: the service compares it inside its transaction); a second call
right after the first is taken for the same press, too, since it comes from the button that has just been drawn anew under the
finger.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kiosk.clock import SYSTEM
from kiosk.errors import Refused
from kiosk.queues import services
from kiosk.staff.access import allowed
from kiosk.staff.pages import current_member, press_id, refusals_told
from kiosk.staff.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.queues.answers import DeskView

DOUBLE_PRESS = timedelta(seconds=1.5)
NOBODY = "目前沒有來賓等候。"
at_counters = (Role.CLERK, Role.SUPERVISOR)


@allowed(*at_counters)
@require_GET
def desks(request: HttpRequest) -> HttpResponse:
    """Let a clerk choose a counter."""
    hall = services.hall()
    mine = [c.number for c in hall.counters if c.open and c.clerk == current_member(request).username]
    return render(request, "queues/desks.html", {"hall": hall, "mine": mine})


@allowed(*at_counters)
@require_GET
def desk(request: HttpRequest, counter: int) -> HttpResponse:
    """Show one counter's desk."""
    return render(request, "queues/desk.html", {"desk": _desk(counter)})


@allowed(*at_counters, watching=True)
@require_GET
def desk_now(request: HttpRequest, counter: int) -> HttpResponse:
    """Return what changes by itself on the desk: the number served and who waits."""
    return render(request, "queues/_desk_state.html", {"desk": _desk(counter)})


@allowed(*at_counters)
@require_POST
def open_counter(request: HttpRequest, counter: int) -> HttpResponse:
    """Sit down at a counter; somebody who sits there is replaced only where the button said so."""
    member = current_member(request)
    sitting = _desk(counter).counter
    if sitting.open and sitting.clerk != member.username and request.POST.get("take_over") != "yes":
        messages.warning(request, f"{counter} 號櫃台剛由 {sitting.clerk_name} 開始服務，請另選櫃台。")
        return redirect("queues:desks")
    with refusals_told(request):
        services.open_counter(counter=counter, by=member.username, name=member.display_name, title=member.title)
        return redirect("queues:desk", counter=counter)
    return redirect("queues:desks")


@allowed(*at_counters)
@require_POST
def close_counter(request: HttpRequest, counter: int) -> HttpResponse:
    """Leave a counter; the case at hand is done by that."""
    with refusals_told(request):
        services.close_counter(counter=counter, by=current_member(request).username)
        messages.success(request, f"{counter} 號櫃台已停止服務。")
    return redirect("queues:desks")


@allowed(*at_counters)
@require_POST
def call_next(request: HttpRequest, counter: int) -> HttpResponse:
    """Finish the case at hand and call the next number."""

    def call(by: str, shown: int | None) -> None:
        if _just_pressed(counter):
            return
        if services.call_next(counter=counter, by=by, shown=shown, request_id=press_id(request)) is None:
            messages.info(request, NOBODY)

    return _press(request, counter, call)


@allowed(*at_counters)
@require_POST
def recall(request: HttpRequest, counter: int) -> HttpResponse:
    """Call the number at the counter once more."""

    def call(by: str, shown: int | None) -> None:
        if not _just_pressed(counter):
            services.recall(counter=counter, by=by, shown=shown)

    return _press(request, counter, call)


@allowed(*at_counters)
@require_POST
def done(request: HttpRequest, counter: int) -> HttpResponse:
    """Mark the case as done."""
    return _press(request, counter, lambda by, shown: services.finish(counter=counter, by=by, shown=shown))


@allowed(*at_counters)
@require_POST
def no_show(request: HttpRequest, counter: int) -> HttpResponse:
    """Record that the number did not come."""
    return _press(request, counter, lambda by, shown: services.no_show(counter=counter, by=by, shown=shown))


def _press(request: HttpRequest, counter: int, do: Callable[[str, int | None], object]) -> HttpResponse:
    _desk(counter)
    with refusals_told(request), _double_presses_forgiven(counter):
        do(current_member(request).username, _shown(request))
    if request.headers.get("HX-Request"):
        return render(request, "queues/_desk.html", {"desk": _desk(counter)})
    return redirect("queues:desk", counter=counter)


@contextmanager
def _double_presses_forgiven(counter: int) -> Iterator[None]:
    """Say nothing of a page that is old only because its button was pressed twice."""
    try:
        yield
    except Refused as refused:
        if refused.text_key != "desk.moved_on" or not _just_pressed(counter):
            raise


def _shown(request: HttpRequest) -> int | None:
    """Return the ticket that the form was drawn with, None for nobody; nonsense is no ticket's number."""
    text = request.POST.get("shown", "")
    try:
        return int(text) if text else None
    except ValueError:
        return 0


def _just_pressed(counter: int) -> bool:
    current = _desk(counter).current
    return current is not None and SYSTEM.now() - current.called_at < DOUBLE_PRESS


def _desk(counter: int) -> DeskView:
    try:
        return services.desk(counter=counter)
    except Refused as refused:
        raise Http404 from refused
