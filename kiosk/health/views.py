"""How each device is, with what to do about it; maintainers also read what the driver said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from kiosk.health import services
from kiosk.staff.access import allowed
from kiosk.staff.roles import Role

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

watchers = (Role.MAINTAINER, Role.SUPERVISOR)


@allowed(*watchers)
@require_GET
def devices(request: HttpRequest) -> HttpResponse:
    """Show every device of every kiosk."""
    return render(request, "health/devices.html", {"devices": services.devices_of_all()})


@allowed(*watchers, watching=True)
@require_GET
def devices_now(request: HttpRequest) -> HttpResponse:
    """Return the list alone."""
    return render(request, "health/_devices.html", {"devices": services.devices_of_all()})
