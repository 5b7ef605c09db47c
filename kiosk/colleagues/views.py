"""The alarm on every staff page, and the page of questions and promised calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from kiosk.colleagues import services
from kiosk.staff.access import allowed, for_every_member
from kiosk.staff.pages import current_member, press_id, refusals_told
from kiosk.staff.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_DIGITS = 18
MAX_FIND = 40
at_counters = (Role.CLERK, Role.SUPERVISOR)


@for_every_member(watching=True)
@require_GET
def alarms_now(request: HttpRequest) -> HttpResponse:
    """Return the alarms that stand; nothing where the page shows them already, so that no button moves under a finger."""
    context = _alarms(request)
    if request.GET.get("standing") == context["standing"]:
        return HttpResponse(status=204)
    return render(request, "colleagues/_alarms.html", context)


@for_every_member()
@require_POST
def raise_alarm(request: HttpRequest) -> HttpResponse:
    """Call everybody."""
    member = current_member(request)
    alarm = services.raise_alarm(
        kind=request.POST.get("kind", ""), place=request.POST.get("place", ""), by=member.username,
        name=member.display_name, request_id=press_id(request),
    )  # fmt: skip
    messages.success(request, f"已通知全體同仁：{alarm.place}。")
    return _back(request)


@for_every_member()
@require_POST
def answer_alarm(request: HttpRequest, alarm_id: int) -> HttpResponse:
    """Say that this member is on the way."""
    member = current_member(request)
    return _step(
        request, lambda: services.answer_alarm(alarm_id=alarm_id, by=member.username, name=member.display_name)
    )


@for_every_member()
@require_POST
def end_alarm(request: HttpRequest, alarm_id: int) -> HttpResponse:
    """Say that it is over."""
    return _step(request, lambda: services.end_alarm(alarm_id=alarm_id, by=current_member(request).username))


@allowed(*at_counters)
@require_GET
def notes(request: HttpRequest) -> HttpResponse:
    """Show what colleagues ask, and whom to call back."""
    find = request.GET.get("find", "").strip()[:MAX_FIND]
    context = _notes() | {"find": find, "earlier": services.earlier_answers(find=find)}
    return render(request, "colleagues/notes.html", context)


@allowed(*at_counters, watching=True)
@require_GET
def questions_now(request: HttpRequest) -> HttpResponse:
    """Say whether there is news since the page was drawn, instead of drawing it anew under somebody who writes."""
    latest, seen = _notes()["latest"], request.GET.get("latest", "")
    shown = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < MAX_DIGITS else latest
    return render(request, "colleagues/_news.html", {"latest": shown, "news": latest > shown})


@allowed(*at_counters)
@require_POST
def answer(request: HttpRequest, question_id: int) -> HttpResponse:
    """Answer a question."""
    member = current_member(request)
    with refusals_told(request):
        services.answer_question(
            question_id=question_id, text=request.POST.get("text", ""), by=member.username, name=member.display_name
        )
        messages.success(request, "已回覆。")
    return redirect("colleagues:notes")


@allowed(*at_counters)
@require_POST
def close_call_back(request: HttpRequest, call_back_id: int) -> HttpResponse:
    """Record that somebody was called back, or will not be."""
    with refusals_told(request):
        services.close_call_back(
            call_back_id=call_back_id, reached=request.POST.get("reached") == "yes", by=current_member(request).username
        )
        messages.success(request, "已結案，聯絡資料已刪除。")
    return redirect("colleagues:notes")


def _step(request: HttpRequest, do: Callable[[], object]) -> HttpResponse:
    with refusals_told(request):
        do()
    if request.headers.get("HX-Request"):
        return render(request, "colleagues/_alarms.html", _alarms(request) | {"tells": True})
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """Go back to the page whose button was pressed, and only there."""
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/")
    return redirect(asked if safe else "console:home")


def _alarms(request: HttpRequest) -> dict[str, Any]:
    found, me = services.open_alarms(), current_member(request).username
    standing = ",".join(f"{one.alarm_id}-{len(one.coming)}" for one in found) or "none"
    return {"alarms": found, "standing": standing, "me": me}


def _notes() -> dict[str, Any]:
    asked, promised = services.questions(), services.call_backs()
    latest = max([0, *(one.question_id for one in asked), *(one.call_back_id for one in promised)])
    return {"questions": asked, "call_backs": promised, "latest": latest, "open": services.open_questions()}
