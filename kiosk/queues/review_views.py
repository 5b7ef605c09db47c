"""The review of a day's cases: who supervises records where one had to be corrected, and its points are taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from kiosk.clock import SYSTEM, day_of
from kiosk.queues import services
from kiosk.queues.cases import MAX_FAULT
from kiosk.staff.access import allowed
from kiosk.staff.pages import current_member, past_day, refusals_told
from kiosk.staff.roles import Role

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@allowed(Role.SUPERVISOR)
@require_GET
def review(request: HttpRequest) -> HttpResponse:
    """Show the cases of a day, today's where none is asked for."""
    today = day_of(SYSTEM.now())
    day = past_day(request.GET.get("day", ""), today)
    context = {
        "cases": services.cases_of_day(day=day), "day": day, "today": today, "before": day - timedelta(days=1),
        "after": day + timedelta(days=1) if day < today else None, "most": MAX_FAULT,
    }  # fmt: skip
    return render(request, "queues/review.html", context)


@allowed(Role.SUPERVISOR)
@require_POST
def correct(request: HttpRequest, case_id: int) -> HttpResponse:
    """Record the fault of one case."""
    day = past_day(request.POST.get("day", ""), day_of(SYSTEM.now()))
    with refusals_told(request):
        services.correct_case(case_id=case_id, fault=request.POST.get("fault", ""), by=current_member(request).username)
        messages.success(request, "已登記更正，這件的點數依點數表規定處理。")
    return redirect(f"{reverse('queues:review')}?day={day.isoformat()}")
