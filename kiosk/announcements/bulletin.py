"""The register of bulletin boards: which paper hangs where, from when until when, who put it up and who took it down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kiosk.announcements.models import Announcement, Channel, Posting, Status
from kiosk.announcements.services import live
from kiosk.clock import SYSTEM, Clock, day_of
from kiosk.errors import Refused
from kiosk.staff import audit
from kiosk.texts import one_line

if TYPE_CHECKING:
    from datetime import date, datetime

    from kiosk.announcements.services import AnnouncementView

MAX_TITLE, MAX_NAME = 120, 60


@dataclass(frozen=True)
class PostingView:
    """One paper; `overdue` while it hangs longer than it should."""

    posting_id: int
    announcement_id: int | None
    title: str
    source: str
    place: str
    from_day: date
    until_day: date
    put_up_by: str
    put_up_at: datetime
    taken_down_by: str
    taken_down_at: datetime | None
    overdue: bool
    withdrawn: bool = False  # its announcement was taken down, and the paper hangs on


@transaction.atomic
def put_up(  # noqa: PLR0913  # the columns of the register
    *,
    title: str,
    source: str,
    place: str,
    from_day: date,
    until_day: date,
    by: str,
    announcement_id: int | None = None,
    clock: Clock = SYSTEM,
) -> PostingView:
    """Enter a paper into the register; raises `Refused` that names the field."""
    if announcement_id is not None and not Announcement.objects.filter(pk=announcement_id).exists():
        raise Refused("announcement.unknown")
    if until_day < from_day:
        raise Refused("bulletin.ends_before_it_begins")
    row = Posting.objects.create(
        announcement_id=announcement_id, title=_named(title, Refused("bulletin.title", allowed=MAX_TITLE)),
        source=_named(source, Refused("bulletin.source", allowed=MAX_NAME)),
        place=_named(place, Refused("bulletin.place", allowed=MAX_NAME)),
        from_day=from_day, until_day=until_day, put_up_by=by, put_up_at=clock.now(),
    )  # fmt: skip
    audit.record(actor=by, action="bulletin.put_up", subject=str(row.pk), clock=clock, text=row.title, place=row.place)
    return _view(row, clock)


@transaction.atomic
def take_down(*, posting_id: int, by: str, clock: Clock = SYSTEM) -> PostingView:
    """Note that a paper was taken down; noting it twice is no mistake."""
    row = Posting.objects.select_for_update().filter(pk=posting_id).first()
    if row is None:
        raise Refused("bulletin.unknown")
    if row.taken_down_at is None:
        row.taken_down_by, row.taken_down_at = by, clock.now()
        row.save(update_fields=["taken_down_by", "taken_down_at"])
        audit.record(actor=by, action="bulletin.take_down", subject=str(row.pk), clock=clock, text=row.title, place=row.place)
    return _view(row, clock)


def hanging(*, clock: Clock = SYSTEM) -> tuple[PostingView, ...]:
    """Return what hangs now, what is due first."""
    rows = Posting.objects.filter(taken_down_at=None).order_by("until_day", "id").select_related("announcement")
    return tuple(_view(row, clock) for row in rows)


def missing(*, clock: Clock = SYSTEM) -> tuple[AnnouncementView, ...]:
    """Return what should hang on a bulletin board now and hangs on none."""
    up = set(Posting.objects.filter(taken_down_at=None).values_list("announcement_id", flat=True))
    shown = (one for one in live(clock=clock) if Channel.BULLETIN in one.channels)
    return tuple(one for one in shown if one.announcement_id not in up)


def taken_down(*, limit: int = 100, clock: Clock = SYSTEM) -> tuple[PostingView, ...]:
    """Return what hung once, the latest first."""
    rows = Posting.objects.exclude(taken_down_at=None).select_related("announcement")
    return tuple(_view(row, clock) for row in rows.order_by("-taken_down_at", "-id")[:limit])


def _named(text: str, otherwise: Refused) -> str:
    line = one_line(text)
    if not 0 < len(line) <= int(str(otherwise.values["allowed"])):
        raise otherwise
    return line


def _view(row: Posting, clock: Clock) -> PostingView:
    hangs = row.taken_down_at is None
    return PostingView(
        row.pk, row.announcement_id, row.title, row.source, row.place, row.from_day, row.until_day, row.put_up_by,
        row.put_up_at, row.taken_down_by, row.taken_down_at,
        overdue=hangs and row.until_day < day_of(clock.now()),
        withdrawn=hangs and row.announcement is not None and row.announcement.status == Status.WITHDRAWN,
    )  # fmt: skip
