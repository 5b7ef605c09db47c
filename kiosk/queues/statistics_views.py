"""Pages of figures: a period by class, counter, clerk and hour; a month's cases and points with the supervisor's signature."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kiosk.clock import SYSTEM, day_of
from kiosk.errors import Refused
from kiosk.queues import ranking as rankings
from kiosk.queues.statistics import as_csv, statistics
from kiosk.staff.access import allowed
from kiosk.staff.pages import current_member, refusals_told
from kiosk.staff.roles import Role
from kiosk.staff.words import sentence

if TYPE_CHECKING:
    from kiosk.queues.statistics import Statistics

YEARS = (2000, 2200)  # no office has figures of others
TITLES = {"class": "號碼類別", "counter": "櫃台", "clerk": "承辦人", "hour": "取號時段"}


@allowed(Role.SUPERVISOR)
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show the figures of a period, of this month where none is asked for; `format=csv` hands them out as a table."""
    today = day_of(SYSTEM.now())
    first, last = _day(request, "from", today.replace(day=1)), _day(request, "to", today)
    try:
        found = statistics(first=first, last=last)
    except Refused as refused:
        messages.error(request, sentence(refused))
        return redirect("queues:statistics")
    if request.GET.get("format") == "csv":
        return _csv(found)
    month = today.replace(day=1) - timedelta(days=1)
    context = {
        "found": found, "tables": [(TITLES[by], lines) for by, lines in found.tables.items()], "today": today,
        "last_month": (month.replace(day=1), month), "this_month": (today.replace(day=1), today),
    }  # fmt: skip
    return render(request, "queues/statistics.html", context)


@allowed(Role.CLERK, Role.SUPERVISOR)
@require_safe
def ranking(request: HttpRequest) -> HttpResponse:
    """Show a month's cases and points: all of it to who signs, to others their own line and what was shared."""
    this_month = day_of(SYSTEM.now()).replace(day=1)
    month = min(_day(request, "month", (this_month - timedelta(days=1)).replace(day=1)), this_month)
    found = rankings.ranking(month=month, viewer=current_member(request).username)
    context = {
        "found": found, "lines": [(one, found.names[one.clerk]) for one in found.lines],
        "top": [(one, found.names[one.clerk]) for one in found.top],
        "supervises": Role(current_member(request).role) in rankings.SIGNERS,
        "before": (found.month - timedelta(days=1)).replace(day=1),
        "after": _after(found.month) if _after(found.month) <= this_month else None,
    }  # fmt: skip
    return render(request, "queues/ranking.html", context)


@allowed(Role.SUPERVISOR)
@require_POST
def sign(request: HttpRequest) -> HttpResponse:
    """Sign a month's list as it stands."""
    month = _day(request, "month", day_of(SYSTEM.now()))
    with refusals_told(request):
        share = request.POST.get("share") == "yes"
        rankings.sign_ranking(month=month, by=current_member(request).username, share=share)
        messages.success(request, "已簽核，名單不再變動。")
    return redirect(f"{reverse('queues:ranking')}?month={month:%Y-%m-01}")


def _csv(found: Statistics) -> HttpResponse:
    answer = HttpResponse(as_csv(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="queue-{found.first}-{found.last}.csv"'
    return answer


def _day(request: HttpRequest, name: str, otherwise: date) -> date:
    text = request.POST.get(name) or request.GET.get(name, "")
    try:
        day = date.fromisoformat(text if len(text) > 7 else f"{text}-01")
    except ValueError:
        return otherwise
    return day if YEARS[0] <= day.year <= YEARS[1] else otherwise


def _after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
