"""One announcement: write it whole, look at it before the public does, hand it in, approve it, fill a template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiosk.announcements import editing, services, showings, signs
from kiosk.announcements.forms import (
    CHANNEL_CHOICES,
    KIND_CHOICES,
    UNTIL_CHOICES,
    WEEKDAY_CHOICES,
    WEIGHT_CHOICES,
    UntilForm,
    WordingForm,
    as_written,
)
from kiosk.announcements.models import Kind, Status
from kiosk.announcements.rules import FIELD_NAMES, needs_approval
from kiosk.announcements.views import approvers, authors, say_what_became_of
from kiosk.announcements.warnings import answer_to, warnings_of
from kiosk.clock import SYSTEM, day_of
from kiosk.errors import Refused
from kiosk.staff.access import allowed
from kiosk.staff.pages import current_member, press_id, refusals_told
from kiosk.staff.roles import Role
from kiosk.staff.words import sentence
from kiosk.texts import FALLBACK, LANGUAGES, roc_short

if TYPE_CHECKING:
    from django.http import HttpRequest

    from kiosk.announcements.answers import AnnouncementView

CHOICES = {
    "kinds": KIND_CHOICES, "channels": CHANNEL_CHOICES, "weights": WEIGHT_CHOICES, "weekdays": WEEKDAY_CHOICES,
    "longest": services.MAX_CHARACTERS,
}  # fmt: skip
OTHERS = tuple(language for language in LANGUAGES if language != FALLBACK)


@allowed(*authors)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a whole announcement: languages, channels, hours of the week, weight."""
    form = WordingForm(request.POST or None, now=SYSTEM.now())
    if request.method == "POST" and form.is_valid():
        try:
            made = editing.write(wording=form.wording(), by=current_member(request).username)
            return redirect("announcements:one", made.announcement_id)
        except Refused as refused:
            form.add_error(None, sentence(refused))
    return _written(request, form, title="撰寫公告")


@allowed(*authors)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, announcement_id: int) -> HttpResponse:
    """Change a draft."""
    try:
        draft = editing.a_draft(announcement_id=announcement_id)
    except Refused as refused:
        messages.error(request, sentence(refused))
        return redirect("announcements:board")
    form = WordingForm(request.POST or None, now=SYSTEM.now(), initial=as_written(editing.wording_of(draft)))
    if request.method == "POST" and form.is_valid():
        try:
            editing.edit(announcement_id=announcement_id, wording=form.wording(), by=current_member(request).username)
            return redirect("announcements:one", announcement_id)
        except Refused as refused:
            form.add_error(None, sentence(refused))
    return _written(request, form, title="修改公告", one=draft)


@allowed(*authors)
@require_GET
def one(request: HttpRequest, announcement_id: int) -> HttpResponse:
    """Show one announcement: its words, its picture on every sign, what it lacks, where it was shown."""
    return _one(request, announcement_id, UntilForm(now=SYSTEM.now()))


@allowed(*authors)
@require_POST
def send(request: HttpRequest, announcement_id: int) -> HttpResponse:
    """Publish a draft, or hand it in where the office wants four eyes."""
    by = current_member(request).username
    with refusals_told(request):
        draft = editing.announcement(announcement_id=announcement_id)
        if draft.status == Status.DRAFT and _wants_four_eyes(draft):
            say_what_became_of(request, editing.submit(announcement_id=announcement_id, by=by))
            return redirect("announcements:board")
        form = UntilForm(request.POST, now=SYSTEM.now()) if request.POST.get("until") else None
        if form is not None and not form.is_valid():
            return _one(request, announcement_id, form, status=422)
        until_at = form.cleaned_data["until_at"] if form is not None else None
        say_what_became_of(request, editing.publish(announcement_id=announcement_id, until_at=until_at, by=by))
        return redirect("announcements:board")
    return redirect("announcements:one", announcement_id)


@allowed(*approvers)
@require_POST
def approve(request: HttpRequest, announcement_id: int) -> HttpResponse:
    """Approve what somebody else has handed in."""
    with refusals_told(request):
        shown = editing.publish(announcement_id=announcement_id, by=current_member(request).username)
        say_what_became_of(request, shown)
    return redirect("announcements:board")


@allowed(*approvers)
@require_POST
def reject(request: HttpRequest, announcement_id: int) -> HttpResponse:
    """Give a text back, with the reason."""
    with refusals_told(request):
        because = request.POST.get("because", "")
        editing.reject(announcement_id=announcement_id, because=because, by=current_member(request).username)
        messages.success(request, "公告已退回，承辦人可修改後再送。")
        return redirect("announcements:board")
    return redirect("announcements:one", announcement_id)


@allowed(*authors)
@require_POST
def copy(request: HttpRequest, announcement_id: int) -> HttpResponse:
    """Begin a new draft with the words of an announcement."""
    with refusals_told(request):
        made = editing.copy(announcement_id=announcement_id, by=current_member(request).username)
        return redirect("announcements:edit", made.announcement_id)
    return redirect("announcements:board")


@allowed(*authors)
@require_http_methods(["GET", "POST"])
def fill(request: HttpRequest, announcement_id: int) -> HttpResponse:
    """Fill the fields of a template and send it; the template stays for the next time."""
    try:
        template = editing.a_template(announcement_id=announcement_id)
    except Refused as refused:
        messages.error(request, sentence(refused))
        return redirect("announcements:board")
    values = {name: request.POST.get(f"field-{name}", _usual(name)) for name in template.fields}
    form = UntilForm(request.POST or None, now=SYSTEM.now())
    context: dict[str, Any] = {"one": template, "values": _fields(values), "form": form, "untils": UNTIL_CHOICES}
    if request.method == "POST" and form.is_valid():
        try:
            return _send_filled(request, announcement_id, values, form, context)
        except Refused as refused:
            context["refused"] = sentence(refused)
    context["chosen_until"] = form["until"].value() or "today"
    return render(request, "announcements/fill.html", context, status=422 if request.method == "POST" else 200)


@allowed(*authors)
@require_POST
def look(request: HttpRequest) -> JsonResponse:
    """Return how every sign will show a text that is still being written: for the picture beside the form."""
    kind = request.POST.get("kind", "")
    try:
        text = services.clean_text(request.POST.get("text", ""))
    except Refused as refused:
        return JsonResponse({"fault": sentence(refused), "signs": []})
    seen = signs.previews(text, Kind(kind) if kind in set(Kind) else Kind.SERVICE)
    return JsonResponse({
        "fault": "",
        "signs": [
            {"label": one.label, "lasts_s": round(one.lasts_s, 1), "troubles": one.troubles, "played": one.played}
            for one in seen
        ],
    })  # fmt: skip


def _send_filled(
    request: HttpRequest, announcement_id: int, values: dict[str, str], form: UntilForm, context: dict[str, Any]
) -> HttpResponse:
    by, until_at = current_member(request).username, form.cleaned_data["until_at"]
    wording = editing.fill(announcement_id=announcement_id, values=values, until_at=until_at)
    text = wording.text[FALLBACK]
    warnings = warnings_of(text, wording.kind, until_at)
    sure = answer_to(text, wording.kind, warnings)
    if warnings and request.POST.get("sure") != sure:
        context |= {"warnings": warnings, "sure": sure, "filled": text, "chosen_until": form["until"].value()}
        return render(request, "announcements/fill.html", context)
    say_what_became_of(request, services.push_wording(wording=wording, by=by, request_id=press_id(request)))
    return redirect("announcements:board")


def _written(
    request: HttpRequest, form: WordingForm, *, title: str, one: AnnouncementView | None = None
) -> HttpResponse:
    languages = [(language, form[language], language in (form["checked"].value() or [])) for language in OTHERS]
    context = CHOICES | {"form": form, "title": title, "one": one, "languages": languages}
    return render(request, "announcements/write.html", context, status=422 if form.is_bound else 200)


def _one(request: HttpRequest, announcement_id: int, form: UntilForm, status: int = 200) -> HttpResponse:
    try:
        found = editing.announcement(announcement_id=announcement_id)
    except Refused as refused:
        messages.error(request, sentence(refused))
        return redirect("announcements:board")
    member, text = current_member(request), found.text[FALLBACK]
    mine = member.username in {found.author, found.submitted_by} and _wants_four_eyes(found)
    to_come = found.status in {Status.DRAFT, Status.SUBMITTED}
    context = {
        "one": found, "form": form, "untils": UNTIL_CHOICES, "chosen_until": form["until"].value(),
        "previews": [(f"sign-{n}", seen) for n, seen in enumerate(signs.previews(text, found.kind))],
        "four_eyes": _wants_four_eyes(found),
        "warnings": warnings_of(text, found.kind, found.until_at, found.start_at) if to_come else (),
        "periods": showings.periods_of_announcement(announcement_id)[-30:],
        "approves": member.role in {*approvers, Role.MANAGER} and not mine, "mine": mine,
        "channel_names": [name for code, name in CHANNEL_CHOICES if code in found.channels],
        "weekday_names": "、".join(name for code, name in WEEKDAY_CHOICES if code in found.weekdays),
        "weight_name": dict(WEIGHT_CHOICES).get(str(found.weight), ""),
    }  # fmt: skip
    return render(request, "announcements/one.html", context, status=status)


def _wants_four_eyes(view: AnnouncementView) -> bool:
    return needs_approval(settings.KIOSK.announcements.four_eyes, urgent=view.kind == Kind.URGENT)


def _usual(name: str) -> str:
    return roc_short(day_of(SYSTEM.now())) if name == "date" else ""


def _fields(values: dict[str, str]) -> list[tuple[str, str, str]]:
    return [(name, FIELD_NAMES.get(name, name), value) for name, value in values.items()]
