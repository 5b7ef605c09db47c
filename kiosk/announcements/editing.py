"""The desk of authors: drafts, templates, approval.

A text goes draft -> submitted -> live.  Where the office wants four eyes, whoever wrote or submitted it may not approve it;
where it does not, publishing is one press.  A rejected text is a draft again, with the reason beside it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from kiosk import signals
from kiosk.announcements.answers import AnnouncementView, Wording, view_of
from kiosk.announcements.checks import check_live, clean
from kiosk.announcements.models import Announcement, Channel, Kind, Status
from kiosk.announcements.roc_days import parse_roc_day
from kiosk.announcements.rules import FIELD_NAMES, filled, needs_approval
from kiosk.announcements.services import columns
from kiosk.clock import SYSTEM, Clock, day_of
from kiosk.errors import Refused
from kiosk.staff import audit
from kiosk.texts import FALLBACK, Texts, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

MAX_REASON = 200
MAX_FIELD = 40


def announcement(*, announcement_id: int) -> AnnouncementView:
    """Return one announcement, whatever its state; raises `Refused` for one nobody knows."""
    row = Announcement.objects.filter(pk=announcement_id).first()
    if row is None:
        raise Refused("announcement.unknown")
    return view_of(row)


def a_draft(*, announcement_id: int) -> AnnouncementView:
    """Return one that can still be changed; raises `Refused` for any other."""
    found = announcement(announcement_id=announcement_id)
    if found.status not in {Status.DRAFT, Status.SUBMITTED}:
        raise Refused("announcement.not_a_draft")
    return found


def a_template(*, announcement_id: int) -> AnnouncementView:
    """Return one whose fields can be filled; raises `Refused` for any other."""
    found = announcement(announcement_id=announcement_id)
    if found.status != Status.DRAFT or not found.needs_fields:
        raise Refused("announcement.not_a_template")
    return found


@transaction.atomic
def write(*, wording: Wording, by: str, clock: Clock = SYSTEM) -> AnnouncementView:
    """Keep a new draft."""
    row = Announcement(status=Status.DRAFT, author=by, created_at=clock.now(), **columns(clean(wording)))
    row.save(force_insert=True)
    _told(row, by, "announcement.write", clock)
    return view_of(row)


@transaction.atomic
def edit(*, announcement_id: int, wording: Wording, by: str, clock: Clock = SYSTEM) -> AnnouncementView:
    """Change a draft; one that waits for approval is a draft again.  Who changes a text is its author from then on."""
    row = _row(announcement_id, Status.DRAFT, Status.SUBMITTED)
    for column, value in columns(clean(wording)).items():
        setattr(row, column, value)
    row.status, row.author, row.submitted_by, row.submitted_at = Status.DRAFT, by, "", None
    row.save()
    _told(row, by, "announcement.edit", clock)
    return view_of(row)


@transaction.atomic
def copy(*, announcement_id: int, by: str, clock: Clock = SYSTEM) -> AnnouncementView:
    """Make a draft with the words of any announcement: what has been shown is never changed."""
    old = _row(announcement_id, *Status)
    wording = wording_of(view_of(old))
    row = Announcement(
        status=Status.DRAFT, author=by, created_at=clock.now(), **columns(replace(wording, start_at=None, until_at=None))
    )
    row.save(force_insert=True)
    _told(row, by, "announcement.write", clock)
    return view_of(row)


@transaction.atomic
def fill(*, announcement_id: int, values: Mapping[str, str], until_at: datetime | None) -> Wording:
    """Return the words of a template with its fields filled; a `date` is an ROC day and is written as each language does.

    Raises `Refused` that names the first field without a value.
    """
    template = view_of(_row(announcement_id, Status.DRAFT))
    kept = {name: one_line(values.get(name, ""))[:MAX_FIELD] for name in template.fields}
    for name, value in kept.items():
        if not value:
            raise Refused("announcement.field_missing", field=FIELD_NAMES.get(name, name))
    text = {language: filled(said, _in_words(kept, language)) for language, said in template.text.items()}
    return clean(replace(wording_of(template), text=text, start_at=None, until_at=until_at))


def of_today(template: AnnouncementView, now: datetime) -> str:
    """Return the Chinese words of a template that lacks nothing but a date, with today's."""
    return filled(template.text[FALLBACK], {"date": Texts(FALLBACK).date(day_of(now))})


@transaction.atomic
def submit(*, announcement_id: int, by: str, clock: Clock = SYSTEM) -> AnnouncementView:
    """Hand a draft in for approval; it must be fit to run as it is."""
    row = _row(announcement_id, Status.DRAFT)
    check_live(row, clock.now())
    row.status, row.submitted_by, row.submitted_at = Status.SUBMITTED, by, clock.now()
    row.rejected_by = row.rejected_because = ""
    row.save()
    _told(row, by, "announcement.submit", clock)
    return view_of(row)


@transaction.atomic
def reject(*, announcement_id: int, because: str, by: str, clock: Clock = SYSTEM) -> AnnouncementView:
    """Give a text back to its author, with the reason."""
    reason = one_line(because)
    if not 0 < len(reason) <= MAX_REASON:
        raise Refused("announcement.reason_missing", allowed=MAX_REASON)
    row = _row(announcement_id, Status.SUBMITTED)
    row.status, row.rejected_by, row.rejected_because = Status.DRAFT, by, reason
    row.save()
    _told(row, by, "announcement.reject", clock, reason=reason)
    return view_of(row)


@transaction.atomic
def publish(
    *, announcement_id: int, by: str, until_at: datetime | None = None, clock: Clock = SYSTEM
) -> AnnouncementView:
    """Make a draft live, or approve one that was handed in; `until_at` replaces its own end.

    Raises `Refused` where the office wants four eyes and `by` wrote or submitted it.
    """
    row = _row(announcement_id, Status.DRAFT, Status.SUBMITTED)
    if row.status == Status.DRAFT and _wants_four_eyes(row):
        raise Refused("announcement.submit_first")
    if by in {row.author, row.submitted_by} and _wants_four_eyes(row):
        raise Refused("announcement.own_text")
    now = clock.now()
    row.until_at = until_at or row.until_at
    check_live(row, now)
    row.status, row.start_at = Status.LIVE, max(row.start_at or now, now)
    row.published_by, row.published_at = by, now
    row.save()
    _told(row, by, "announcement.publish", clock)
    return view_of(row)


def wording_of(view: AnnouncementView) -> Wording:
    """Return what an author said, for a form or a copy."""
    return Wording(
        view.text, view.kind, view.source, tuple(Channel(one) for one in view.channels), view.weight, view.weekdays,
        view.hours, view.start_at, view.until_at, view.unchecked,
    )  # fmt: skip


def _wants_four_eyes(row: Announcement) -> bool:
    return needs_approval(settings.KIOSK.announcements.four_eyes, urgent=row.kind == Kind.URGENT)


def _in_words(values: Mapping[str, str], language: str) -> dict[str, str]:
    return {name: _day_in(language, value) if name == "date" else value for name, value in values.items()}


def _day_in(language: str, written: str) -> str:
    try:
        return Texts(language).date(parse_roc_day(written))
    except (ValueError, OverflowError) as error:
        raise Refused("announcement.date_form") from error


def _row(announcement_id: int, *expected: Status) -> Announcement:
    row = Announcement.objects.select_for_update().filter(pk=announcement_id).first()
    if row is None:
        raise Refused("announcement.unknown")
    if row.status not in expected:
        raise Refused("announcement.not_a_draft" if Status.DRAFT in expected else "announcement.not_waiting")
    return row


def _told(row: Announcement, by: str, action: str, clock: Clock, **more: str) -> None:
    audit.record(
        actor=by, action=action, subject=str(row.pk), clock=clock, kind=row.kind, text=row.text[FALLBACK], **more
    )
    signals.wake("announcements")
