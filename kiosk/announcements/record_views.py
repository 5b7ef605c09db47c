"""Papers and proofs: what was shown when, the register of bulletin boards, the paper itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiosk.announcements import bulletin, editing, showings
from kiosk.announcements.forms import CHANNEL_CHOICES, WRITE_A_DAY, PostingForm
from kiosk.announcements.models import Status
from kiosk.announcements.roc_days import parse_roc_day
from kiosk.announcements.views import authors
from kiosk.clock import SYSTEM, day_of, local
from kiosk.errors import Refused
from kiosk.staff.access import allowed
from kiosk.staff.pages import current_member, refusals_told
from kiosk.staff.words import sentence
from kiosk.texts import FALLBACK, roc_long, roc_short

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest

    from kiosk.announcements.answers import AnnouncementView


@allowed(*authors)
@require_GET
def log(request: HttpRequest) -> HttpResponse:
    """Show what every channel showed on a day."""
    day, fault = _day(request)
    channel = request.GET.get("channel", "")
    periods = showings.periods_of_day(day, channel=channel)
    if request.GET.get("as") == "csv":
        return _csv(periods, f"shown-{roc_short(day).replace('/', '')}")
    context = {
        "day": roc_short(day), "fault": fault, "channel": channel, "periods": periods, "names": dict(CHANNEL_CHOICES),
        "channels": showings.channels_logged(),
    }  # fmt: skip
    return render(request, "announcements/log.html", context, status=422 if fault else 200)


@allowed(*authors)
@require_GET
def log_of_one(request: HttpRequest, announcement_id: int) -> HttpResponse:
    """Return as CSV where and when one announcement was shown."""
    if not showings.known(announcement_id):
        messages.error(request, sentence(Refused("announcement.unknown")))
        return redirect("announcements:board")
    return _csv(showings.periods_of_announcement(announcement_id), f"shown-announcement-{announcement_id}")


@allowed(*authors)
@require_http_methods(["GET", "POST"])
def boards(request: HttpRequest) -> HttpResponse:
    """Show the register of bulletin boards, and enter a paper."""
    form = PostingForm(request.POST or None, today=day_of(SYSTEM.now()), initial=_paper(request))
    if request.method == "POST" and form.is_valid():
        try:
            bulletin.put_up(**form.cleaned_data, announcement_id=_number(request), by=current_member(request).username)
            messages.success(request, "已登記張貼。")
            return redirect("announcements:boards")
        except Refused as refused:
            form.add_error(None, sentence(refused))
    context = {
        "form": form, "hanging": bulletin.hanging(), "past": bulletin.taken_down(), "missing": bulletin.missing(),
        "number": _number(request) or "",
    }  # fmt: skip
    return render(request, "announcements/boards.html", context, status=422 if form.is_bound else 200)


@allowed(*authors)
@require_POST
def take_down(request: HttpRequest, posting_id: int) -> HttpResponse:
    """Note that a paper was taken down."""
    with refusals_told(request):
        bulletin.take_down(posting_id=posting_id, by=current_member(request).username)
        messages.success(request, "已登記撤下。")
    return redirect("announcements:boards")


@allowed(*authors)
@require_GET
def paper(request: HttpRequest, announcement_id: int) -> HttpResponse:
    """Show an announcement as a paper for the bulletin board, A4; a draft says so across it."""
    try:
        found = editing.announcement(announcement_id=announcement_id)
    except Refused as refused:
        messages.error(request, sentence(refused))
        return redirect("announcements:board")
    context = {
        "one": found, "is_draft": found.status in {Status.DRAFT, Status.SUBMITTED},
        "begins": roc_long(local(found.start_at).date()) if found.start_at else "",
        "ends": roc_long(local(found.until_at).date()) if found.until_at else "",
        "others": [text for language, text in found.text.items() if language not in {FALLBACK, *found.unchecked}],
    }  # fmt: skip
    return render(request, "announcements/paper.html", context)


def _csv(periods: tuple[showings.Period, ...], name: str) -> HttpResponse:
    return HttpResponse(
        showings.as_csv(periods), content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )  # fmt: skip


def _day(request: HttpRequest) -> tuple[date, str]:
    written, today = request.GET.get("day", ""), day_of(SYSTEM.now())
    try:
        return (parse_roc_day(written) if written else today), ""
    except (ValueError, OverflowError):
        return today, WRITE_A_DAY


def _number(request: HttpRequest) -> int | None:
    text = request.POST.get("announcement") or request.GET.get("announcement") or ""
    return int(text) if text.isdecimal() and len(text) < 16 else None


def _paper(request: HttpRequest) -> dict[str, str]:
    """Return what the register knows of an announcement whose paper is to hang."""
    number = _number(request)
    if number is None:
        return {}
    try:
        found: AnnouncementView = editing.announcement(announcement_id=number)
    except Refused:
        return {}
    until = roc_short(local(found.until_at).date()) if found.until_at else ""
    return {"title": found.text[FALLBACK][: bulletin.MAX_TITLE], "source": found.source, "until_day": until}
