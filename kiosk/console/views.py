"""The page the day begins with, its live part, and the line that keeps all pages live."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from asgiref.sync import sync_to_async
from django.apps import apps
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kiosk.clock import SYSTEM, day_of
from kiosk.connections import let_go
from kiosk.health import services as health
from kiosk.outbox import services as outbox
from kiosk.queues import services as queues
from kiosk.ratings import services as ratings
from kiosk.staff.access import for_every_member
from kiosk.staff.pages import current_member
from kiosk.staff.roles import Role
from kiosk.texts import FALLBACK

if TYPE_CHECKING:
    from kiosk.console.apps import ConsoleConfig

CARES_FOR_DEVICES = frozenset({Role.CLERK, Role.SUPERVISOR, Role.MAINTAINER, Role.MANAGER})
SEES_RATINGS = frozenset({Role.SUPERVISOR, Role.MANAGER})
OPENS_COUNTERS = SEES_RATINGS


@dataclass(frozen=True)
class FaceCount:
    """How often a face was chosen this month; `percent` is its share of the most chosen one, for the bar."""

    face: str
    count: int
    percent: int


@for_every_member()
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show the day at a glance."""
    return render(request, "console/home.html", _today(request))


@for_every_member(watching=True)
@require_GET
def now(request: HttpRequest) -> HttpResponse:
    """Return the live part of the page alone."""
    return render(request, "console/_today.html", _today(request))


@for_every_member(watching=True, before_password_change=True)
@require_GET
async def events(_request: HttpRequest) -> StreamingHttpResponse:
    """Open the live line of one page: topics that are worth another look, without end."""
    await sync_to_async(let_go)()  # a page stays open for hours, and PostgreSQL has a hundred connections
    console: ConsoleConfig = apps.get_app_config("console")  # type: ignore[assignment]  # registered under this label
    return StreamingHttpResponse(
        console.hub.events(), content_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )  # fmt: skip


def _today(request: HttpRequest) -> dict[str, Any]:
    role = Role(current_member(request).role)
    hall = queues.hall()
    return {
        "hall": hall,
        "classes": queues.classes(language=FALLBACK),
        "open_counters": sum(counter.open for counter in hall.counters),
        "devices": health.devices_of_all() if role in CARES_FOR_DEVICES else (),
        "problems": outbox.open_problems() if role in CARES_FOR_DEVICES else (),
        "cares_for_devices": role in CARES_FOR_DEVICES,
        "ratings": _ratings() if role in SEES_RATINGS else None,
        "advice": queues.advice() if role in OPENS_COUNTERS else None,
        "session": queues.session(),
    }


def _ratings() -> dict[str, Any]:
    month = ratings.month_summary(month=day_of(SYSTEM.now()).replace(day=1)).total
    most = max([1, *month.counts.values()])
    faces = [FaceCount(face.value, month.counts[face], round(100 * month.counts[face] / most)) for face in ratings.Face]
    return {"month": month, "faces": faces}
