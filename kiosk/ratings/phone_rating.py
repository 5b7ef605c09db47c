"""A rating from the visitor's own phone: one for each visit, by the address that its ticket's page has shown."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core import signing
from django.db import IntegrityError, transaction

from kiosk import signals
from kiosk.clock import SYSTEM, Clock, day_of
from kiosk.errors import Refused
from kiosk.ratings.models import LastTap, Rating
from kiosk.ratings.rules import Face

if TYPE_CHECKING:
    from datetime import datetime

SALT = "kiosk.rating"  # the ticket's page signs with it
OPEN_FOR = timedelta(hours=12)
PLACE = "phone"  # where a touch screen's rating has its label
_SPACE = uuid.UUID("2a0e5a8c-3f0b-4b6f-8c1c-5a8f3d9be7d2")


@dataclass(frozen=True)
class Visit:
    """The visit that may be rated."""

    request_id: uuid.UUID
    ticket: str
    counter: int | None


@dataclass(frozen=True)
class RatedOnPhone:
    """The rating of a visit; `token` is the address of its words."""

    face: Face
    token: str


def visit(*, key: str) -> Visit:
    """Return the visit of an address; raises `Refused` for one that nobody has signed, or that is too old."""
    try:
        token, label, counter = signing.loads(key, salt=SALT, max_age=OPEN_FOR)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Refused("fb.closed") from error
    return Visit(uuid.uuid5(_SPACE, token), label, counter)


def rated(*, key: str) -> RatedOnPhone | None:
    """Return what was tapped for a visit, None before."""
    row = Rating.objects.filter(request_id=visit(key=key).request_id).first()
    return RatedOnPhone(Face(row.face), row.token or "") if row else None


def rate(*, key: str, face: Face, language: str, clock: Clock = SYSTEM) -> RatedOnPhone:
    """Store a tap, once for each visit; a second one changes nothing and returns the first."""
    one = visit(key=key)
    try:
        with transaction.atomic():
            row = _written(one, face, language, clock.now())
    except IntegrityError:
        return rated(key=key) or RatedOnPhone(face, "")
    return RatedOnPhone(Face(row.face), row.token or "")


def _written(one: Visit, face: Face, language: str, now: datetime) -> Rating:
    """Write it.  Who has the ticket's address was served with that number: who only named it on a screen did not say who."""
    list(LastTap.objects.select_for_update().order_by("kiosk"))  # no screen names a number meanwhile
    Rating.objects.filter(day=day_of(now), ticket=one.ticket[:8]).exclude(kiosk=PLACE).exclude(ticket="").update(ticket="")
    row = Rating.objects.create(
        request_id=one.request_id, kiosk=PLACE, face=face.value, language=language, counter=one.counter,
        ticket=one.ticket[:8], token=secrets.token_urlsafe(16), invited=False, rated_at=now, day=day_of(now),
    )  # fmt: skip
    signals.wake("ratings")
    return row
