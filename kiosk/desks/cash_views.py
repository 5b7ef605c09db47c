"""The page of a day's money: all of it for who supervises, to a clerk what they have taken themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kiosk.clock import SYSTEM, day_of
from kiosk.console.words import METHODS
from kiosk.desks.cash import DEFINITIONS, PAID_BY, cash_day, payments_as_csv, sums_as_csv
from kiosk.desks.pressing import at_counters, supervising
from kiosk.staff.access import allowed
from kiosk.staff.pages import current_member, past_day
from kiosk.staff.roles import Role

if TYPE_CHECKING:
    from kiosk.desks.cash import CashDay

TABLES = {"sums": sums_as_csv, "payments": payments_as_csv}


@allowed(*at_counters)
@require_safe
def cash(request: HttpRequest) -> HttpResponse:
    """Show a day, today where none is asked for; `format` sums or payments hands it out as a table."""
    member, today = current_member(request), day_of(SYSTEM.now())
    day = past_day(request.GET.get("day", ""), today)
    everybody = Role(member.role) in supervising
    found = cash_day(day=day, clerk="" if everybody else member.username)
    if (wanted := request.GET.get("format", "")) in TABLES:
        return _csv(found, wanted)
    context = {
        "found": found, "everybody": everybody, "today": today, "before": day - timedelta(days=1),
        "after": day + timedelta(days=1) if day < today else None, "methods": PAID_BY, "definitions": DEFINITIONS,
    }  # fmt: skip
    return render(request, "desks/cash.html", context)


def _csv(found: CashDay, wanted: str) -> HttpResponse:
    answer = HttpResponse(TABLES[wanted](found, METHODS), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="cash-{wanted}-{found.day}.csv"'
    answer["Cache-Control"] = "no-store"
    return answer
