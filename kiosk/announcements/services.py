"""The door of announcements: push, publish, withdraw, and what is live now."""

from __future__ import annotations

import re
import uuid  # noqa: TC003  # in the signature of a public function
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import yaml
from django.db import IntegrityError, transaction

from devices.marquee import letters
from kiosk import signals
from kiosk.announcements.models import Announcement, Kind, Status
from kiosk.clock import SYSTEM, TAIPEI, Clock
from kiosk.errors import ContentError, Refused
from kiosk.staff import audit
from kiosk.texts import FALLBACK, LANGUAGES, ROC_OFFSET, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MAX_CHARACTERS = 120  # three times what passes a sign in eleven seconds
MAX_LIVE = 12
LONGEST = timedelta(days=366)
MAX_KEY, MAX_SOURCE = 32, 60  # as wide as the columns
OWN_OFFICE = "本所"
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


@dataclass(frozen=True)
class AnnouncementView:
    """One announcement as staff and channels see it."""

    announcement_id: int
    kind: Kind
    status: Status
    text: dict[str, str]
    source: str
    author: str
    start_at: datetime | None
    until_at: datetime | None
    published_by: str
    needs_fields: bool  # a template: {date} and the like must be filled in first


def live(*, clock: Clock = SYSTEM) -> tuple[AnnouncementView, ...]:
    """Return what is live now: urgent first, then the oldest first."""
    now = clock.now()
    rows = Announcement.objects.filter(status=Status.LIVE, start_at__lte=now, until_at__gt=now).order_by("start_at", "id")
    return tuple(sorted(_views(rows), key=lambda one: one.kind != Kind.URGENT))


def drafts() -> tuple[AnnouncementView, ...]:
    """Return what could be published."""
    return tuple(_views(Announcement.objects.filter(status=Status.DRAFT).order_by("id")))


def past(*, limit: int = 50, clock: Clock = SYSTEM) -> tuple[AnnouncementView, ...]:
    """Return what is over or withdrawn, newest first."""
    over = Announcement.objects.exclude(status=Status.DRAFT).exclude(status=Status.LIVE, until_at__gt=clock.now())
    return tuple(_views(over.order_by("-id")[:limit]))


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
    """Show a new text on every channel from now until `until_at`; a second press with the same `request_id` is one push.

    Raises `Refused` for an empty or too long text, an end in the past or too far away, or too many live ones.
    """
    now = clock.now()
    new = Announcement(
        kind=kind, status=Status.LIVE, text={language: text, FALLBACK: text}, source=source, author=by, created_at=now,
        start_at=now, until_at=until_at, published_by=by, published_at=now, request_id=request_id,
    )  # fmt: skip
    try:
        return _push(new, until_at, clock)
    except IntegrityError:  # the same press in another thread was quicker: now its text is there
        return _push(new, until_at, clock)


@transaction.atomic
def _push(new: Announcement, until_at: datetime, clock: Clock) -> AnnouncementView:
    pressed = Announcement.objects.filter(request_id=new.request_id).first() if new.request_id else None
    if pressed is not None:
        return _view(pressed)
    clean = clean_text(new.text[FALLBACK])
    _check_period(clock.now(), until_at)
    _check_room(clock.now(), Kind(new.kind))
    new.text = dict.fromkeys(new.text, clean)
    new.save(force_insert=True)
    audit.record(
        actor=new.author, action="announcement.push", subject=str(new.pk), clock=clock, kind=new.kind, text=clean
    )
    signals.wake("announcements")
    return _view(new)


@transaction.atomic
def publish(*, announcement_id: int, until_at: datetime, by: str, clock: Clock = SYSTEM) -> AnnouncementView:
    """Make a draft live until `until_at`."""
    row = _row(announcement_id)
    if row.status != Status.DRAFT:
        raise Refused("announcement.not_a_draft")
    if _view(row).needs_fields:
        raise Refused("announcement.has_fields")
    now = clock.now()
    _check_period(now, until_at)
    _check_room(now, Kind(row.kind))
    row.status, row.start_at, row.until_at = Status.LIVE, now, until_at
    row.published_by, row.published_at = by, now
    row.save()
    audit.record(actor=by, action="announcement.publish", subject=str(row.pk), clock=clock)
    signals.wake("announcements")
    return _view(row)


@transaction.atomic
def withdraw(*, announcement_id: int, by: str, clock: Clock = SYSTEM) -> AnnouncementView:
    """Take a live text down at once; taking it down twice is no mistake."""
    row = _row(announcement_id)
    if row.status == Status.DRAFT:
        raise Refused("announcement.not_live")
    if row.status == Status.LIVE:
        row.status, row.withdrawn_by, row.withdrawn_at = Status.WITHDRAWN, by, clock.now()
        row.save(update_fields=["status", "withdrawn_by", "withdrawn_at"])
        audit.record(actor=by, action="announcement.withdraw", subject=str(row.pk), clock=clock)
        signals.wake("announcements")
    return _view(row)


def clean_text(text: str) -> str:
    """Return `text` as one line without control characters, composed (NFC); raises `Refused` where nothing can be shown."""
    line = one_line(text)
    if not line:
        raise Refused("announcement.empty")
    if len(line) > MAX_CHARACTERS:
        raise Refused("announcement.too_long", found=len(line), allowed=MAX_CHARACTERS)
    return line


def stand_ins(text: str) -> dict[str, str]:
    """Return each character of `text` that the LED sign cannot show, with what it shows instead."""
    return letters.stand_ins(one_line(text))


@transaction.atomic
def load_drafts(path: Path, *, clock: Clock = SYSTEM) -> int:
    """Load the samples of a content file as drafts, once each; returns how many are new.

    Raises `ContentError` naming the entry and the field that cannot be used.
    """
    drafts = [_draft(path, entry, clock) for entry in _entries(path)]
    ids = [one.content_key for one in drafts]
    for twice in sorted({str(one) for one in ids if ids.count(one) > 1}):
        raise ContentError(f"{path.name}: samples: {twice}: id: it stands there twice; give each entry its own.")
    known = set(Announcement.objects.filter(content_key__isnull=False).values_list("content_key", flat=True))
    new = [one for one in drafts if one.content_key not in known]
    Announcement.objects.bulk_create(new)
    return len(new)


def roc_day_end(text: str) -> datetime | None:
    """Return the end of an ROC day written 115/12/31, in the office's zone; None for an empty text."""
    if not text:
        return None
    year, month, day = (int(part) for part in text.split("/"))
    return datetime.combine(datetime(year + ROC_OFFSET, month, day, tzinfo=TAIPEI), time.max, tzinfo=TAIPEI)


def _entries(path: Path) -> list[dict[str, Any]]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ContentError(f"{path.name}: this is no YAML in UTF-8: {error}") from error
    entries = content.get("samples") if isinstance(content, dict) else None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ContentError(f"{path.name}: samples: write a list of entries, each with id, kind, text and source_agency.")
    return entries


def _draft(path: Path, entry: dict[str, Any], clock: Clock) -> Announcement:
    key, kinds = entry.get("id"), [kind.value for kind in Kind]
    where = f"{path.name}: samples: {key or '(no id)'}"
    if not isinstance(key, str) or not 0 < len(key) <= MAX_KEY:
        raise ContentError(f"{where}: id: give each entry a name of its own, at most {MAX_KEY} characters.")
    if entry.get("kind") not in kinds:
        raise ContentError(f"{where}: kind: {entry.get('kind')!r} is none of {', '.join(kinds)}.")
    text = entry.get("text")
    if not isinstance(text, dict) or not text.get(FALLBACK) or set(text) - set(LANGUAGES) or not _are_texts(text.values()):
        raise ContentError(f"{where}: text: give a text for {FALLBACK}, and only languages of {', '.join(LANGUAGES)}.")
    source = entry.get("source_agency")
    if not isinstance(source, str) or not 0 < len(source) <= MAX_SOURCE:
        raise ContentError(f"{where}: source_agency: an announcement names who says it, in at most {MAX_SOURCE} characters.")
    try:
        until = roc_day_end(str(entry.get("end_roc") or ""))
    except ValueError as error:
        raise ContentError(f"{where}: end_roc: write an ROC day as 115/12/31, or nothing.") from error
    return Announcement(
        kind=entry["kind"], status=Status.DRAFT, text=text, source=source, content_key=key,
        author="content", created_at=clock.now(), until_at=until,
    )  # fmt: skip


def _are_texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def _check_period(now: datetime, until_at: datetime) -> None:
    if until_at <= now:
        raise Refused("announcement.ends_in_the_past")
    if until_at - now > LONGEST:
        raise Refused("announcement.ends_too_late")


def _check_room(now: datetime, kind: Kind) -> None:
    count = Announcement.objects.filter(status=Status.LIVE, until_at__gt=now).count()
    if count >= MAX_LIVE and kind != Kind.URGENT:
        raise Refused("announcement.too_many", allowed=MAX_LIVE)


def _row(announcement_id: int) -> Announcement:
    row = Announcement.objects.select_for_update().filter(pk=announcement_id).first()
    if row is None:
        raise Refused("announcement.unknown")
    return row


def _views(rows: Iterable[Announcement]) -> Iterable[AnnouncementView]:
    return (_view(row) for row in rows)


def _view(row: Announcement) -> AnnouncementView:
    return AnnouncementView(
        announcement_id=row.pk, kind=Kind(row.kind), status=Status(row.status), text=row.text, source=row.source,
        author=row.author, start_at=row.start_at, until_at=row.until_at, published_by=row.published_by,
        needs_fields=any(_PLACEHOLDER.search(text) for text in row.text.values()),
    )  # fmt: skip
