"""The signs as they are now: moving pictures that refresh themselves."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from devices.errors import EncodeError
from kiosk.announcements import services as announcements
from kiosk.announcements import signs as places
from kiosk.announcements.models import Channel
from kiosk.clock import SYSTEM, StillClock
from kiosk.health import services as health
from kiosk.sign_page.situation import Facts, Situation, situation
from kiosk.staff.access import allowed
from kiosk.staff.roles import Role
from kiosk.supervisors.programme import lamps_wanted, wanted

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from kiosk.announcements.signs import SignPlace

LOOKERS = (Role.CLERK, Role.SUPERVISOR, Role.MAINTAINER)


@allowed(*LOOKERS)
@require_GET
def signs(request: HttpRequest) -> HttpResponse:
    """Show every sign: its picture, its pages, its line."""
    now = SYSTEM.now()
    shown = [(place, health.device(place.name), *_seen(place, now)) for place in places.signs()]
    return render(request, "sign_page/signs.html", {"shown": shown})


@allowed(*LOOKERS, watching=True)
@require_GET
def playing(request: HttpRequest, sign: str) -> HttpResponse:
    """Return what a sign plays now, with its sentences; nothing (204) where the page shows it already."""
    place = next((one for one in places.signs() if one.name == sign), None)
    if place is None:
        raise Http404
    played, told = _seen(place, SYSTEM.now())
    if request.GET.get("seen") == played["seen"]:
        return HttpResponse(status=204)
    lines = [{"key": line.key, "text": line.text, "why": line.why} for line in told.round_]
    return JsonResponse({"played": played, "now": told.now, "heading": told.heading, "round": lines, "next": told.next_})


def _seen(place: SignPlace, now: datetime) -> tuple[dict[str, Any], Situation]:
    clock = StillClock(now)
    programme = wanted(now, place.channels, place.translations)
    lamps = lamps_wanted(now, programme)
    live, coming = announcements.live(clock=clock), announcements.coming(clock=clock)
    told = situation(Facts(
        at=now, channels=place.channels, programme=programme, lamps=lamps,
        live=[one for one in live if _on(place, one)], coming=[one for one in coming if _on(place, one)],
        quiet=settings.KIOSK_LAMPS.is_quiet(now, settings.KIOSK_HOURS),
    ))  # fmt: skip
    played: dict[str, Any] = {"dark": lamps is not None and lamps.dark, "percent": lamps.percent if lamps else None}
    try:
        played |= places.played(place, programme)
    except (EncodeError, ValueError) as error:
        played["troubles"] = [f"無法預覽：{error}"]
    played["seen"] = hashlib.sha256(json.dumps([played, told.now, told.next_]).encode()).hexdigest()[:16]
    return played, told


def _on(place: SignPlace, one: announcements.AnnouncementView) -> bool:
    return Channel.MARQUEE in one.channels and place.shows(one.kind)
