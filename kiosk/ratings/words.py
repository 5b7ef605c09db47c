"""What visitors write on their phones about a rating: half an hour long, ten times at most, the last sending counts."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kiosk import signals
from kiosk.clock import SYSTEM, Clock
from kiosk.errors import Refused
from kiosk.ratings import rules
from kiosk.ratings.models import FreeWords, Rating
from kiosk.ratings.rules import Face

if TYPE_CHECKING:
    from datetime import datetime

SHOWN = 100


@dataclass(frozen=True)
class WordsPage:
    """A rating as its phone page sees it: the language of the visit, and what was written so far."""

    language: str
    text: str


@dataclass(frozen=True)
class WordsView:
    """What somebody wrote, as staff read it."""

    face: Face
    text: str
    language: str
    kiosk: str
    written_at: datetime


def page(*, token: str, clock: Clock = SYSTEM) -> WordsPage:
    """Return the page of a rating; unknown, replaced and old ones are refused alike."""
    rating = _open(token, clock.now())
    written = FreeWords.objects.filter(rating=rating).first()
    return WordsPage(rating.language, written.text if written else "")


@transaction.atomic
def write(*, token: str, text: str, clock: Clock = SYSTEM) -> WordsPage:
    """Keep what was written, in place of what was written before.

    Raises `Refused` for nothing, more than `rules.MAX_WORDS` characters, an unknown or old page, or one too many.
    """
    now = clock.now()
    rating = _open(token, now)
    clean = _clean(text)
    if not clean:
        raise Refused("fb.words_empty")
    if len(clean) > rules.MAX_WORDS:
        raise Refused("fb.words_too_long", found=len(clean), allowed=rules.MAX_WORDS)
    written, new = FreeWords.objects.select_for_update().get_or_create(
        rating=rating, defaults={"text": clean, "written_at": now}
    )
    if not new:
        if written.times >= rules.MAX_SENDINGS:
            raise Refused("fb.words_often")
        written.text, written.written_at, written.times = clean, now, written.times + 1
        written.save()
    signals.wake("ratings")
    return WordsPage(rating.language, clean)


def newest(*, limit: int = SHOWN) -> tuple[WordsView, ...]:
    """Return what visitors wrote, newest first; what belongs to a replaced rating is left out."""
    counted = FreeWords.objects.filter(rating__replaced_by__isnull=True)
    rows = counted.select_related("rating").order_by("-written_at", "-id")[:limit]
    return tuple(
        WordsView(Face(row.rating.face), row.text, row.rating.language, row.rating.kiosk, row.written_at) for row in rows
    )


def _open(token: str, now: datetime) -> Rating:
    since = now - rules.WRITE_WITHIN
    rating = Rating.objects.filter(token=token or None, rated_at__gte=since, replaced_by__isnull=True).first()
    if rating is None:
        raise Refused("fb.words_closed")
    return rating


def _clean(text: str) -> str:
    """Return the text composed (NFC), lines kept, without control and direction characters or blanks at its ends."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    kept = "".join(sign for sign in composed if sign == "\n" or unicodedata.category(sign)[0] != "C")
    return kept.strip()
