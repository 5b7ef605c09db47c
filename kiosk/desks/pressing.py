"""A press at a counter's desk: done once, for the ticket it was shown with, and answered by the desk as it is now.

A press counts once.  Its form carries a number of its own (a double click is the same press) and the ticket it was
shown with (a page that slept cannot end somebody else's case: the service compares it inside its transaction); a second call
right after the first is taken for the same press, too, since it comes from the button that has just been drawn anew under the
finger.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kiosk.clock import SYSTEM
from kiosk.colleagues import services as colleagues
from kiosk.errors import Refused
from kiosk.queues import services
from kiosk.queues.states import TicketState
from kiosk.staff.pages import current_member
from kiosk.staff.roles import Role
from kiosk.staff.words import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.queues.answers import DeskView

DOUBLE_PRESS = timedelta(seconds=1.5)
MAX_NUMBER = 2**31 - 1
at_counters = (Role.CLERK, Role.SUPERVISOR)
supervising = frozenset({Role.SUPERVISOR, Role.MANAGER})
NOW_IS_OLD = frozenset({"desk.moved_on", "desk.taken_over"})  # what a panel was opened for is no more


def press(request: HttpRequest, counter: int, do: Callable[[str, int | None], object], panel: str = "") -> HttpResponse:
    """Do it as the member who pressed, for the ticket shown; where it is refused, the panel it came from stays open."""
    desk_of(counter)
    stays = ""
    try:
        with _double_presses_forgiven(counter):
            do(current_member(request).username, shown(request))
    except Refused as refused:
        messages.error(request, sentence(refused))
        stays = "" if refused.text_key in NOW_IS_OLD else panel
    return desk_page(request, counter, stays)


def desk_page(request: HttpRequest, counter: int, panel: str = "") -> HttpResponse:
    """Answer a press: with script by the desk alone, without by the way to its page."""
    if not request.headers.get("HX-Request"):
        if panel:
            return redirect("desks:panel", counter=counter, name=panel)
        return redirect("desks:desk", counter=counter)
    from kiosk.desks.panels import panel_context  # noqa: PLC0415  # the panels press, too

    context = context_of(request, counter)
    if panel:
        context |= panel_context(panel, request, context["desk"])
    return render(request, "desks/_desk.html", context)


def context_of(request: HttpRequest, counter: int) -> dict[str, Any]:
    """Return what every part of a counter's desk shows."""
    desk, member = desk_of(counter), current_member(request)
    return {
        "desk": desk,
        "supervises": Role(member.role) in supervising,
        "answers": colleagues.unread_answers(by=member.username),
        "serving": desk.current_state == TicketState.SERVING,
        "apart_s": settings.KIOSK.queue.call_apart_s,
        "next_call_at": desk.current.called_at + timedelta(seconds=settings.KIOSK.queue.call_apart_s) if desk.current else None,
        "back": reverse("desks:desk", args=[counter]),
    }


def desk_of(counter: int) -> DeskView:
    """Return one counter's desk; a counter that the office does not have has no page."""
    try:
        return services.desk(counter=counter)
    except Refused as refused:
        raise Http404 from refused


def just_pressed(counter: int) -> bool:
    """Tell whether the number at a counter has been called this very moment."""
    current = desk_of(counter).current
    return current is not None and SYSTEM.now() - current.called_at < DOUBLE_PRESS


def shown(request: HttpRequest) -> int | None:
    """Return the ticket that the form was drawn with, None for nobody; nonsense is no ticket's number."""
    text = request.POST.get("shown", "")
    return whole(text) if text else None


def whole(text: str, most: int = MAX_NUMBER) -> int:
    """Return a field's whole number, 0 for nonsense and for what no number here can be."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(most)) and int(text) <= most else 0


@contextmanager
def _double_presses_forgiven(counter: int) -> Iterator[None]:
    """Say nothing of a page that is old only because its button was pressed twice."""
    try:
        yield
    except Refused as refused:
        if refused.text_key != "desk.moved_on" or not just_pressed(counter):
            raise
