"""The page of the office's days: what is decided for one, the government's calendar, and what each session takes."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kiosk.clock import SYSTEM, day_of
from kiosk.errors import Refused
from kiosk.queues import services
from kiosk.queues.policies import load_admissions, settled_sessions
from kiosk.queues.rules.calendar import MAX_BYTES
from kiosk.queues.rules.sessions import CLOSED_KINDS, SessionKind
from kiosk.staff.access import allowed
from kiosk.staff.pages import current_member, refusals_told
from kiosk.staff.roles import Role
from kiosk.staff.words import sentence
from kiosk.texts import roc_year

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

DAYS_SHOWN = 21


@allowed(Role.SUPERVISOR)
@require_GET
def days(request: HttpRequest) -> HttpResponse:
    """Show the session that runs, what was decided, and the coming days."""
    return _page(request)


@allowed(Role.SUPERVISOR)
@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Decide on the session of a day; where it is refused, what was typed stays."""
    sent, by = request.POST, current_member(request).username
    try:
        services.decide_day(
            day=_day(sent.get("day", "")), kind=_kind(sent.get("kind", "")), opens=_time(sent.get("opens", "")),
            closes=_time(sent.get("closes", "")), note=sent.get("note", ""), by=by,
        )  # fmt: skip
    except Refused as refused:
        messages.error(request, sentence(refused))
        return _page(request, status=422)
    messages.success(request, "已設定，觸控機、看板與手機頁面隨即依此顯示。")
    return redirect("queues:days")


@allowed(Role.SUPERVISOR)
@require_POST
def undo(request: HttpRequest, opening_id: int) -> HttpResponse:
    """Take back one decision."""
    if services.undo_decision(opening_id=opening_id, by=current_member(request).username):
        messages.success(request, "已取消這項設定。")
    else:
        messages.info(request, "這項設定已由其他同仁取消，或日期已過。")
    return redirect("queues:days")


@allowed(Role.SUPERVISOR)
@require_POST
def load_calendar(request: HttpRequest) -> HttpResponse:
    """Take in the government's calendar of a year from its CSV file."""
    sent = request.FILES.get("file")
    with refusals_told(request):
        if sent is None:
            raise Refused("calendar.no_file")
        found = services.take_calendar(
            raw=sent.read(MAX_BYTES + 1), name=sent.name or "", by=current_member(request).username
        )
        years = "、".join(f"{roc_year(date(year, 1, 1))} 年" for year in found.years)
        counted = f"共 {found.days} 日，平日放假 {found.holidays} 日，週末補行上班 {found.worked_weekends} 日"
        messages.success(request, f"已匯入 {years}：{counted}。")
    return redirect("queues:days")


def _page(request: HttpRequest, status: int = 200) -> HttpResponse:
    today = day_of(SYSTEM.now())
    context: dict[str, Any] = {
        "session": services.session(), "today": today, "sent": request.POST,
        "day": request.POST.get("day") or today.isoformat(), "kinds": list(SessionKind),
        "closed_kinds": CLOSED_KINDS, "decided": services.decided_days(), "ahead": services.days_ahead(days=DAYS_SHOWN),
        "hours_told": settings.KIOSK_HOURS.told, "years": services.calendar_years(),
        "calendar_missing": services.missing_years(),
        "admissions": load_admissions().items(), "settled": settled_sessions(),
    }  # fmt: skip
    return render(request, "queues/days.html", context, status=status)


def _kind(text: str) -> SessionKind:
    if text not in set(SessionKind):
        raise Refused("sessions.kind")
    return SessionKind(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refused("sessions.day_missing") from None


def _time(text: str) -> time | None:
    """Return a field's time, None where it was left empty."""
    if not text.strip():
        return None
    try:
        found = time.fromisoformat(text.strip())
    except ValueError:
        raise Refused("sessions.time") from None
    if found.tzinfo is not None:
        raise Refused("sessions.time")
    return found.replace(second=0, microsecond=0)
