"""What every page knows: the office, the machine, who is here, and where they may go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from kiosk.clock import SYSTEM, local
from kiosk.console.navigation import menu
from kiosk.guide import services as guide
from kiosk.help import views as help_views
from kiosk.staff.access import access_of
from kiosk.staff.models import Member
from kiosk.staff.roles import ROLE_NAMES, Role
from kiosk.texts import FALLBACK, Texts, pick

if TYPE_CHECKING:
    from django.http import HttpRequest


def house(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the layout; it works for strangers and on error pages, too."""
    words = Texts(FALLBACK)
    known: dict[str, Any] = {
        "office_name": pick(guide.office_name(), FALLBACK) or words.text("app.office"),
        "kiosk_label": settings.KIOSK.office.kiosk_label,
        "today": words.date(local(SYSTEM.now()).date()),
        "is_demo": settings.KIOSK.demo,
    }
    member = getattr(request, "user", None)
    if isinstance(member, Member):
        role = Role(member.role)
        known |= {"member": member, "role_name": ROLE_NAMES[role], "menu": menu(role, request.path)}
        access = access_of(help_views.now)
        settled = not member.must_change_password
        known |= {"hears_alarms": settled, "hears_help": settled and access is not None and access.allows(role)}
    return known
