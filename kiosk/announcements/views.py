"""The announcement board: push a text in seconds, an alarm with one press, see what is live, take it down, publish a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kiosk.announcements import editing, services
from kiosk.announcements.forms import KIND_CHOICES, UNTIL_CHOICES, PushForm, UntilForm
from kiosk.announcements.models import Kind, Status
from kiosk.announcements.roc_days import end_of
from kiosk.announcements.rules import needs_approval
from kiosk.announcements.warnings import answer_to, warnings_of
from kiosk.clock import SYSTEM, day_of
from kiosk.errors import Refused
from kiosk.staff.access import allowed
from kiosk.staff.pages import current_member, press_id, refusals_told
from kiosk.staff.roles import Role
from kiosk.staff.words import sentence
from kiosk.texts import FALLBACK, roc_short

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kiosk.announcements.answers import AnnouncementView

authors = (Role.CLERK, Role.SUPERVISOR)
approvers = (Role.SUPERVISOR,)
ONE_CLICK_FIELDS = frozenset({"date"})  # what today alone can fill


@allowed(*authors)
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Show the form, what is live, and what could be published."""
    return _board(request, PushForm(now=SYSTEM.now()))


@allowed(*authors, watching=True)
@require_GET
def board_now(request: HttpRequest) -> HttpResponse:
    """Return the lists of live and waiting announcements alone."""
    return render(request, "announcements/_live.html", _running(request))


@allowed(*authors)
@require_POST
def push(request: HttpRequest) -> HttpResponse:
    """Show a new text on every channel at once; what a sign cannot show as it is, or a second alarm, is asked about first."""
    form = PushForm(request.POST, now=SYSTEM.now())
    if not form.is_valid():
        return _board(request, form, status=422)
    said = form.cleaned_data
    text, kind, until_at = said["text"], Kind(said["kind"]), said["until_at"]
    try:
        warnings = warnings_of(services.clean_text(text), kind, until_at)
        if warnings and said["sure"] != answer_to(text, kind, warnings):
            return _board(request, form, warnings=warnings, sure=answer_to(text, kind, warnings))
        sent = services.push(
            text=text, kind=kind, until_at=until_at, by=current_member(request).username, request_id=press_id(request)
        )
    except Refused as refused:
        form.add_error(None, sentence(refused))
        return _board(request, form, status=422)
    say_what_became_of(request, sent)
    return redirect("announcements:board")


@allowed(*authors)
@require_POST
def alarm(request: HttpRequest, announcement_id: int) -> HttpResponse:
    """Send an urgent template with today's date until the end of today: one press, unless there is something to know first."""
    now, by = SYSTEM.now(), current_member(request).username
    today = day_of(now)
    with refusals_told(request):
        wording = editing.fill(
            announcement_id=announcement_id, values={"date": roc_short(today)}, until_at=end_of(today)
        )
        if told := warnings_of(wording.text[FALLBACK], wording.kind, wording.until_at):
            messages.warning(request, "尚未送出，請先確認：" + "".join(told))
            return redirect("announcements:fill", announcement_id)
        say_what_became_of(request, services.push_wording(wording=wording, by=by, request_id=press_id(request)))
    return redirect("announcements:board")


@allowed(*authors)
@require_POST
def publish(request: HttpRequest, announcement_id: int) -> HttpResponse:
    """Make a draft live until the end that the list offers."""
    own = request.POST.get("until") == "own"  # the draft has an end
    form = UntilForm(request.POST if not own else {"until": "today"}, now=SYSTEM.now())
    if not form.is_valid():
        messages.error(request, "".join(str(fault) for faults in form.errors.values() for fault in faults))
        return redirect("announcements:board")
    with refusals_told(request):
        draft = editing.announcement(announcement_id=announcement_id)
        until_at = None if own else form.cleaned_data["until_at"]
        if warnings_of(draft.text[FALLBACK], draft.kind, until_at or draft.until_at, draft.start_at):
            messages.warning(request, "這則公告與跑馬燈或其他公告有需要先確認的地方，請看下方說明後再發布。")
            return redirect("announcements:one", announcement_id)
        sent = editing.publish(announcement_id=announcement_id, until_at=until_at, by=current_member(request).username)
        say_what_became_of(request, sent)
    return redirect("announcements:board")


@allowed(*authors)
@require_POST
def withdraw(request: HttpRequest, announcement_id: int) -> HttpResponse:
    """Take an announcement down at once."""
    with refusals_told(request):
        services.withdraw(announcement_id=announcement_id, by=current_member(request).username)
        messages.success(request, "公告已下架。")
    return redirect("announcements:board")


def say_what_became_of(request: HttpRequest, sent: AnnouncementView) -> None:
    """Tell the author whether the text runs, will run, or waits for somebody."""
    if sent.status == Status.SUBMITTED:
        messages.warning(request, "公告已送出，待主管核准後播出。")
    elif sent.start_at is not None and sent.start_at > SYSTEM.now():
        messages.success(request, "公告已發布，將於開始時間自動播出。")
    else:
        messages.success(request, "公告已推播，各頻道立即更新。")


def _board(
    request: HttpRequest, form: PushForm, status: int = 200, *, warnings: tuple[str, ...] = (), sure: str = ""
) -> HttpResponse:
    drafts = services.drafts()
    context: dict[str, Any] = {
        "form": form,
        "kinds": KIND_CHOICES,
        "untils": UNTIL_CHOICES,
        "chosen_kind": form["kind"].value(),
        "chosen_until": form["until"].value(),
        "longest": services.MAX_CHARACTERS,
        "warnings": warnings,
        "sure": sure,
        "drafts": [one for one in drafts if not one.needs_fields],
        "templates": [one for one in drafts if one.needs_fields],
        "past": services.past(limit=20),
        "four_eyes": needs_approval(settings.KIOSK.announcements.four_eyes, urgent=False),
    }
    return render(request, "announcements/board.html", context | _running(request), status=status)


def _is_alarm(one: AnnouncementView) -> bool:
    return one.kind == Kind.URGENT and set(one.fields) == ONE_CLICK_FIELDS


def _running(request: HttpRequest) -> dict[str, Any]:
    live, member = services.live(), current_member(request)
    urgent = [one for one in live if one.kind == Kind.URGENT]
    running = {one.title for one in urgent}
    return {
        "live": live,
        "usual": sum(one.kind != Kind.URGENT for one in live),
        "urgent": urgent,
        "coming": services.coming(),
        "allowed": settings.KIOSK.announcements.max_live,
        "waiting": services.waiting(),
        "alarms": [
            (one, editing.of_today(one, SYSTEM.now()))
            for one in services.drafts() if _is_alarm(one) and one.title not in running
        ],
        "approves": member.role in {*approvers, Role.MANAGER},
    }

