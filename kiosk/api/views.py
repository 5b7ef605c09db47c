"""The manager's page of tokens: who may ask, for what, until when; a new one is shown once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from kiosk.api import scopes, services
from kiosk.errors import Refused
from kiosk.staff.access import allowed
from kiosk.staff.pages import current_member, refusals_told
from kiosk.staff.roles import Role
from kiosk.staff.words import sentence

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.http import HttpRequest, HttpResponse, QueryDict

DAYS = (30, 90, 365, 0)  # 0: until it is revoked
STATES = {"usable": "使用中", "expired": "已到期", "revoked": "已撤銷"}


@dataclass(frozen=True)
class Choice:
    """A scope on the form."""

    scope: str
    meaning: str
    chosen: bool


@allowed(Role.MANAGER)
@require_GET
def tokens(request: HttpRequest) -> HttpResponse:
    """List every token."""
    return _page(request)


@allowed(Role.MANAGER)
@require_POST
@never_cache
@sensitive_variables("made")
def create(request: HttpRequest) -> HttpResponse:
    """Make a token and show it, this once."""
    try:
        made = services.create_token(
            name=request.POST.get("name", ""), scopes=request.POST.getlist("scope"), days=_days(request.POST) or None,
            by=current_member(request).username,
        )  # fmt: skip
    except Refused as refused:
        return _page(request, fault=sentence(refused), status=422)
    return render(request, "api/token_once.html", {"made": made})


@allowed(Role.MANAGER)
@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """End a token at once."""
    with refusals_told(request):
        ended = services.revoke_token(name=request.POST.get("name", ""), by=current_member(request).username)
        messages.success(request, f"權杖「{ended.name}」已撤銷，立即失效。")
    return redirect("api:tokens")


def _page(request: HttpRequest, *, fault: str = "", status: int = 200) -> HttpResponse:
    chosen = request.POST.getlist("scope")
    context = {
        "tokens": services.tokens(), "states": STATES, "fault": fault, "name": request.POST.get("name", ""),
        "days": DAYS, "chosen_days": _days(request.POST) if request.POST else 365,
        "plain": _choices(scopes.PLAIN, chosen),
        "desks": [Choice(scopes.desk(n), f"{n} 號櫃台", scopes.desk(n) in chosen) for n in _counters()],
    }  # fmt: skip
    return render(request, "api/tokens.html", context, status=status)


def _choices(meanings: dict[str, str], chosen: Collection[str]) -> list[Choice]:
    return [Choice(scope, meaning, scope in chosen) for scope, meaning in meanings.items()]


def _counters() -> range:
    return range(1, settings.KIOSK.office.counters + 1)


def _days(form: QueryDict) -> int:
    asked = form.get("days", "")
    return int(asked) if asked in {str(one) for one in DAYS} else DAYS[0]
