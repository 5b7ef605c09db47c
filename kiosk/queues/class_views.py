"""The page of the classes: numbers, caps and weights, and which counter serves which class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kiosk.errors import Refused
from kiosk.queues import services
from kiosk.queues.class_settings import MAX_CAP, WEIGHTS_PCT
from kiosk.staff.access import allowed
from kiosk.staff.pages import current_member
from kiosk.staff.roles import Role
from kiosk.staff.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse, QueryDict

NONSENSE = -1  # no cap and no weight is below zero, so the service refuses it and names its limits
MOST_DIGITS = 6


@allowed(Role.SUPERVISOR)
@require_GET
def classes(request: HttpRequest) -> HttpResponse:
    """Show what is settled."""
    return _page(request)


@allowed(Role.SUPERVISOR)
@require_POST
def settle(request: HttpRequest) -> HttpResponse:
    """Settle the classes whose fields were changed; what a colleague changed meanwhile in others stays."""
    sent = request.POST
    known = [one.letter for one in services.class_settings()[0]]
    changed = {letter: _wish(sent, letter) for letter in known if _changed(sent, letter)}
    try:
        services.settle_classes(wishes=changed, by=current_member(request).username)
    except Refused as refused:
        messages.error(request, sentence(refused))
        return _page(request, status=422)
    messages.success(request, f"已儲存 {'、'.join(changed)} 類，立即生效。" if changed else "沒有變更。")
    return redirect("queues:classes")


@allowed(Role.SUPERVISOR)
@require_POST
def serve(request: HttpRequest) -> HttpResponse:
    """Settle what the counters serve whose boxes were changed."""
    sent = request.POST
    numbers = [one.number for one in services.class_settings()[1]]
    wishes = {number: set(sent.getlist(f"serves:{number}")) for number in numbers if f"was:{number}" in sent}
    changed = {number: wish for number, wish in wishes.items() if sent.get(f"was:{number}") != _written(wish)}
    try:
        services.settle_counters(served=changed, by=current_member(request).username)
    except Refused as refused:
        messages.error(request, sentence(refused))
        return _page(request, status=422)
    told = f"已儲存 {'、'.join(map(str, sorted(changed)))} 號櫃台，下一次叫號起生效。" if changed else "沒有變更。"
    messages.success(request, told)
    return redirect("queues:classes")


def _page(request: HttpRequest, status: int = 200) -> HttpResponse:
    found, counters = services.class_settings()
    sent = request.POST
    context = {
        "classes": [
            (
                one, sent.get(f"cap:{one.letter}", "" if one.daily_cap is None else str(one.daily_cap)),
                sent.get(f"weight:{one.letter}", str(one.weight_pct)),
            )
            for one in found
        ],
        "counters": [
            (one, sent.getlist(f"serves:{one.number}") if f"was:{one.number}" in sent else one.letters, _written(one.letters))
            for one in counters
        ],
        "unserved": [one.letter for one in found if not one.counters], "numbering": settings.KIOSK.queue.numbering,
        "skip_fours": settings.KIOSK.queue.skip_fours, "most": MAX_CAP, "weights": WEIGHTS_PCT,
    }  # fmt: skip
    return render(request, "queues/classes.html", context, status=status)


def _changed(sent: QueryDict, letter: str) -> bool:
    now = f"{sent.get(f'cap:{letter}', '').strip()}/{sent.get(f'weight:{letter}', '').strip()}"
    return f"was:{letter}" in sent and sent.get(f"was:{letter}") != now


def _written(letters: Iterable[str]) -> str:
    return "".join(sorted(letters))


def _wish(sent: QueryDict, letter: str) -> services.ClassWish:
    cap = sent.get(f"cap:{letter}", "").strip()
    return services.ClassWish(_whole(cap) if cap else None, _whole(sent.get(f"weight:{letter}", "").strip()))


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else NONSENSE
