"""What a text must be before it is kept, and before the public sees it; what is wrong is refused with its remedy."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from kiosk.announcements.loading import MAX_SOURCE
from kiosk.announcements.models import Announcement, Channel, Kind, Status
from kiosk.announcements.rules import WEIGHTS, fields_of
from kiosk.announcements.windows import EVERY_DAY, Window
from kiosk.errors import Refused
from kiosk.texts import FALLBACK, LANGUAGES, one_line

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.announcements.answers import Wording

MAX_CHARACTERS = 120  # three times what passes a sign in eleven seconds
MAX_TRANSLATION = 300  # Latin letters say the same in more of them
LONGEST = timedelta(days=366)


def clean_text(text: str, *, allowed: int = MAX_CHARACTERS) -> str:
    """Return `text` as one line without control characters, composed (NFC); raises `Refused` where nothing can be shown."""
    line = one_line(text)
    if not line:
        raise Refused("announcement.empty")
    if len(line) > allowed:
        raise Refused("announcement.too_long", found=len(line), allowed=allowed)
    return line


def clean(wording: Wording) -> Wording:
    """Return what an author wrote as it can be kept; raises `Refused` that names the field."""
    text = {FALLBACK: clean_text(wording.text.get(FALLBACK, ""))}
    for language in LANGUAGES:
        line = one_line(wording.text.get(language, ""))
        if language != FALLBACK and line:
            text[language] = clean_text(line, allowed=MAX_TRANSLATION)
    source = one_line(wording.source)
    if not 0 < len(source) <= MAX_SOURCE:
        raise Refused("announcement.source", allowed=MAX_SOURCE)
    channels = tuple(channel for channel in Channel if channel in wording.channels)
    if not channels:
        raise Refused("announcement.no_channel")
    weekdays = "".join(day for day in EVERY_DAY if day in wording.weekdays)
    if not weekdays or wording.weight not in WEIGHTS.values():
        raise Refused("announcement.no_weekday")
    if wording.start_at and wording.until_at and wording.until_at <= wording.start_at:
        raise Refused("announcement.ends_before_it_begins")
    unchecked = tuple(language for language in wording.unchecked if language in text and language != FALLBACK)
    return replace(
        wording, text=text, source=source, channels=channels, weekdays=weekdays, hours=_hours(wording.hours),
        unchecked=unchecked,
    )  # fmt: skip


def check_live(row: Announcement, now: datetime) -> None:
    """Raise `Refused` where `row` cannot run: fields that stand open, no end or a wrong one, a window never open, no room."""
    if fields_of(row.text.values()):
        raise Refused("announcement.has_fields")
    if row.until_at is None:
        raise Refused("announcement.no_end")
    start = max(row.start_at or now, now)
    if row.until_at <= start:
        raise Refused("announcement.ends_in_the_past")
    if row.until_at - start > LONGEST or start - now > LONGEST:
        raise Refused("announcement.ends_too_late")
    if not Window.of(row.weekdays, row.hours).ever_holds(start, row.until_at):
        raise Refused("announcement.never_runs")
    _check_room(row, start)


def _check_room(row: Announcement, start: datetime) -> None:
    allowed = settings.KIOSK.announcements.max_live
    others = Announcement.objects.filter(status=Status.LIVE, until_at__gt=start, start_at__lt=row.until_at)
    usual = others.exclude(kind=Kind.URGENT).exclude(pk=row.pk)
    list(usual.select_for_update().values_list("pk"))  # two that are published at once wait for each other here
    if row.kind != Kind.URGENT and usual.count() >= allowed:
        raise Refused("announcement.too_many", allowed=allowed)


def _hours(text: str) -> str:
    try:
        spans = Window.of(EVERY_DAY, text.replace("～", "-").replace("~", "-").replace("、", ",")).hours
    except ValueError as error:
        raise Refused("announcement.hours") from error
    return ", ".join(str(span) for span in spans)
