"""The announcement board: push a text in seconds, see what is live, take it down, publish a sample."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kiosk.announcements import services
from kiosk.announcements.forms import KIND_CHOICES, UNTIL_CHOICES, PushForm, UntilForm
from kiosk.announcements.models import Kind
from kiosk.clock import SYSTEM
from kiosk.errors import Refused
from kiosk.staff.access import allowed
from kiosk.staff.pages import current_member, press_id, refusals_told
from kiosk.staff.roles import Role
from kiosk.staff.words import sentence
from kiosk.texts import FALLBACK

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

authors = (Role.CLERK, Role.SUPERVISOR)


@allowed(*authors)
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Show the form, what is live, and what could be published."""
    return _board(request, PushForm(now=SYSTEM.now()))


@allowed(*authors, watching=True)
@require_GET
def board_now(request: HttpRequest) -> HttpResponse:
    """Return the list of live announcements alone."""
    return render(request, "announcements/_live.html", {"live": services.live(), "allowed": services.MAX_LIVE})


@allowed(*authors)
@require_POST
def push(request: HttpRequest) -> HttpResponse:
    """Show a new text on every channel at once."""
    form = PushForm(request.POST, now=SYSTEM.now())
    if not form.is_valid():
        return _board(request, form, status=422)
    fields = form.cleaned_data
    try:
        services.push(
            text=fields["text"], kind=Kind(fields["kind"]), until_at=fields["until_at"],
            by=current_member(request).username, request_id=press_id(request),
        )  # fmt: skip
    except Refused as refused:
        form.add_error(None, sentence(refused))
        return _board(request, form, status=422)
    messages.success(request, "公告已推播，跑馬燈將立即更新。")
    _say_what_the_sign_lacks(request, fields["text"])
    return redirect("announcements:board")


@allowed(*authors)
@require_POST
def publish(request: HttpRequest, announcement_id: int) -> HttpResponse:
    """Make a sample live."""
    form = UntilForm(request.POST, now=SYSTEM.now())
    if not form.is_valid():
        messages.error(request, "".join(str(fault) for faults in form.errors.values() for fault in faults))
        return redirect("announcements:board")
    with refusals_told(request):
        shown = services.publish(
            announcement_id=announcement_id, until_at=form.cleaned_data["until_at"], by=current_member(request).username
        )
        messages.success(request, "範本已發布。")
        _say_what_the_sign_lacks(request, shown.text[FALLBACK])
    return redirect("announcements:board")


@allowed(*authors)
@require_POST
def withdraw(request: HttpRequest, announcement_id: int) -> HttpResponse:
    """Take an announcement down at once."""
    with refusals_told(request):
        services.withdraw(announcement_id=announcement_id, by=current_member(request).username)
        messages.success(request, "公告已下架。")
    return redirect("announcements:board")


def _say_what_the_sign_lacks(request: HttpRequest, text: str) -> None:
    """Name the characters that the LED sign has no letters for; the text is shown all the same."""
    lacking = [f"{_named(char)} 顯示為「{shown}」" for char, shown in services.stand_ins(text).items()]
    if lacking:
        messages.warning(request, f"跑馬燈沒有這些字：{'、'.join(lacking)}。其餘文字照常播出；可下架後改用常用字重新推播。")


def _named(char: str) -> str:
    """Return a character between quotes, one that cannot be seen by its number."""
    return f"「{char}」" if char.isprintable() and unicodedata.category(char)[0] != "M" else f"U+{ord(char):04X}"


def _board(request: HttpRequest, form: PushForm, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "kinds": KIND_CHOICES,
        "untils": UNTIL_CHOICES,
        "chosen_kind": form["kind"].value(),
        "chosen_until": form["until"].value(),
        "longest": services.MAX_CHARACTERS,
        "live": services.live(),
        "allowed": services.MAX_LIVE,
        "drafts": services.drafts(),
        "past": services.past(limit=20),
    }
    return render(request, "announcements/board.html", context, status=status)
