"""The door of announcements for channels and quick hands: what is live now, push, take down.

Drafts, approval and templates are `kiosk.announcements.editing`; what was shown is `kiosk.announcements.showings`, where paper
hangs `kiosk.announcements.bulletin`.
"""

from __future__ import annotations

import logging
import uuid  # noqa: TC003  # in the signature of a public function
from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Q

from kiosk import signals
from kiosk.announcements import showings
from kiosk.announcements.answers import AnnouncementView, Wording, public, view_of
from kiosk.announcements.checks import LONGEST, MAX_CHARACTERS, check_live, clean, clean_text
from kiosk.announcements.loading import load_drafts
from kiosk.announcements.models import Announcement, Channel, Kind, Status
from kiosk.announcements.rotation import Turn, round_of
from kiosk.announcements.rules import needs_approval
from kiosk.announcements.windows import Window
from kiosk.clock import SYSTEM, Clock
from kiosk.errors import Refused
from kiosk.staff import audit
from kiosk.texts import FALLBACK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

__all__ = [
    "LONGEST", "MAX_CHARACTERS", "OWN_OFFICE", "SCREENS", "AnnouncementView", "Wording", "clean_text", "columns", "coming",
    "drafts", "live", "load_drafts", "on_air", "overlapping_urgent", "past", "playlist", "push", "push_wording", "round_for",
    "waiting", "withdraw",
]  # fmt: skip

OWN_OFFICE = "本所"
SCREENS = tuple(channel for channel in Channel if channel != Channel.BULLETIN)  # paper is not printed in ten seconds
_log = logging.getLogger(__name__)


def live(*, clock: Clock = SYSTEM) -> tuple[AnnouncementView, ...]:
    """Return what runs now: urgent first, then the oldest first; translations that nobody has read are left out."""
    now = clock.now()
    rows = Announcement.objects.filter(status=Status.LIVE, start_at__lte=now, until_at__gt=now).order_by("start_at", "id")
    running = [view_of(row) for row in rows if Window.of(row.weekdays, row.hours).holds(now)]
    shown = [replace(one, text=public(one.text, one.unchecked)) for one in running]
    return tuple(sorted(shown, key=lambda one: one.kind != Kind.URGENT))


def playlist(channel: str, *, clock: Clock = SYSTEM) -> tuple[AnnouncementView, ...]:
    """Return one round of what runs on a channel now, in its order; a weighty text stands there several times."""
    return round_for(one for one in live(clock=clock) if channel in one.channels)


def round_for(shown: Iterable[AnnouncementView]) -> tuple[AnnouncementView, ...]:
    """Return one round of `shown` by the office's rules of rotation; pure but for these."""
    known = {one.announcement_id: one for one in shown}
    rules = settings.KIOSK.announcements
    urgent = [one for one in known.values() if one.kind == Kind.URGENT]
    others = [one for one in known.values() if one.kind != Kind.URGENT]
    turns = [Turn(one.announcement_id, one.weight, one.kind == Kind.ANTI_FRAUD) for one in others]
    usual = [known[key] for key in round_of(turns, anti_fraud_every_n=rules.anti_fraud_every_n)]
    return tuple(_with_urgent(urgent, usual, rules.urgent_repeat))


def _with_urgent(
    urgent: Sequence[AnnouncementView], usual: list[AnnouncementView], repeat: int
) -> list[AnnouncementView]:
    """Begin a round with what is urgent, and repeat it so often as is the rule, spread over the round."""
    if not urgent or not usual:
        return [*urgent, *usual]
    times = min(repeat, len(usual))
    parts = (usual[len(usual) * n // times : len(usual) * (n + 1) // times] for n in range(times))
    return [one for part in parts for one in (*urgent, *part)]


def on_air(channel: str, *, place: str = "", clock: Clock = SYSTEM) -> tuple[AnnouncementView, ...]:
    """Return the round of a channel that shows it from now on, and note in the log what has changed on it.

    `place` names the machine where there may be several.  A log that cannot be written is no reason to show nothing: it is
    written with the next look.
    """
    found = playlist(channel, clock=clock)
    try:
        showings.note_announcements(f"{channel}:{place}" if place else str(channel), found, clock=clock)
    except DatabaseError as error:
        _log.warning("what %s shows could not be noted: %s", channel, error)
    return found


def drafts() -> tuple[AnnouncementView, ...]:
    """Return what could be published."""
    return tuple(view_of(row) for row in Announcement.objects.filter(status=Status.DRAFT).order_by("id"))


def coming(*, clock: Clock = SYSTEM) -> tuple[AnnouncementView, ...]:
    """Return what is published and does not run now: it begins later, or its hours of the week have not come."""
    rows = Announcement.objects.filter(status=Status.LIVE, until_at__gt=clock.now()).order_by("start_at", "id")
    running = {one.announcement_id for one in live(clock=clock)}
    return tuple(view_of(row) for row in rows if row.pk not in running)


def waiting() -> tuple[AnnouncementView, ...]:
    """Return what waits for somebody to approve it, the oldest first."""
    return tuple(view_of(row) for row in Announcement.objects.filter(status=Status.SUBMITTED).order_by("submitted_at", "id"))


def past(*, limit: int = 50, clock: Clock = SYSTEM) -> tuple[AnnouncementView, ...]:
    """Return what is over or withdrawn, newest first."""
    over = Q(status=Status.WITHDRAWN) | Q(status=Status.LIVE, until_at__lte=clock.now())
    return tuple(view_of(row) for row in Announcement.objects.filter(over).order_by("-id")[:limit])


def push(  # noqa: PLR0913  # the columns of one row
    *,
    text: str,
    kind: Kind,
    until_at: datetime,
    by: str,
    language: str = FALLBACK,
    source: str = OWN_OFFICE,
    request_id: uuid.UUID | None = None,
    clock: Clock = SYSTEM,
) -> AnnouncementView:
    """Show a new text on every screen and sign until `until_at`; a second press with the same `request_id` is one push.

    Where the office wants four eyes it waits for somebody's approval instead: look at the `status` of the answer.
    Raises `Refused` for an empty or too long text, one with open fields, an end in the past or too far away, or too many
    live ones.
    """
    wording = Wording({language: text, FALLBACK: text}, kind, source, SCREENS, until_at=until_at)
    return push_wording(wording=wording, by=by, request_id=request_id, clock=clock)


def push_wording(
    *, wording: Wording, by: str, request_id: uuid.UUID | None = None, clock: Clock = SYSTEM
) -> AnnouncementView:
    """Do the same with everything that an author can say; without a start it runs from now on."""
    try:
        return _push(wording, by, request_id, clock)
    except IntegrityError:  # the same press in another thread was quicker: now its text is there
        return _push(wording, by, request_id, clock)


@transaction.atomic
def _push(wording: Wording, by: str, request_id: uuid.UUID | None, clock: Clock) -> AnnouncementView:
    pressed = Announcement.objects.filter(request_id=request_id).first() if request_id else None
    if pressed is not None:
        return view_of(pressed)
    now, kept = clock.now(), clean(wording)
    row = Announcement(author=by, created_at=now, request_id=request_id, **columns(kept))
    check_live(row, now)
    row.start_at = max(row.start_at or now, now)
    if needs_approval(settings.KIOSK.announcements.four_eyes, urgent=row.kind == Kind.URGENT):
        row.status, row.submitted_by, row.submitted_at, action = Status.SUBMITTED, by, now, "announcement.submit"
    else:
        row.status, row.published_by, row.published_at, action = Status.LIVE, by, now, "announcement.push"
    row.save(force_insert=True)
    audit.record(actor=by, action=action, subject=str(row.pk), clock=clock, kind=row.kind, text=row.text[FALLBACK])
    signals.wake("announcements")
    return view_of(row)


def columns(wording: Wording) -> dict[str, object]:
    """Return what an author says as the columns of a row."""
    return {
        "text": wording.text, "kind": wording.kind, "source": wording.source, "channels": list(wording.channels),
        "weight": wording.weight, "weekdays": wording.weekdays, "hours": wording.hours, "start_at": wording.start_at,
        "until_at": wording.until_at, "unchecked": list(wording.unchecked),
    }  # fmt: skip


@transaction.atomic
def withdraw(*, announcement_id: int, by: str, clock: Clock = SYSTEM) -> AnnouncementView:
    """Take a live text down at once; taking it down twice is no mistake."""
    row = Announcement.objects.select_for_update().filter(pk=announcement_id).first()
    if row is None:
        raise Refused("announcement.unknown")
    if row.status in {Status.DRAFT, Status.SUBMITTED}:
        raise Refused("announcement.not_live")
    if row.status == Status.LIVE:
        row.status, row.withdrawn_by, row.withdrawn_at = Status.WITHDRAWN, by, clock.now()
        row.save(update_fields=["status", "withdrawn_by", "withdrawn_at"])
        audit.record(actor=by, action="announcement.withdraw", subject=str(row.pk), clock=clock)
        signals.wake("announcements")
    return view_of(row)


def overlapping_urgent(
    *, start_at: datetime | None, until_at: datetime, clock: Clock = SYSTEM
) -> tuple[AnnouncementView, ...]:
    """Return the urgent texts that run at some time between two moments: a new one would take turns with them."""
    begins = max(start_at or clock.now(), clock.now())
    rows = Announcement.objects.filter(
        status=Status.LIVE, kind=Kind.URGENT, start_at__lt=until_at, until_at__gt=begins
    ).order_by("start_at", "id")
    return tuple(view_of(row) for row in rows)
