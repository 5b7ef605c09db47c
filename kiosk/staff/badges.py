"""A volunteer's badge: three digits to read and six to keep to oneself, for a screen without a keyboard.

Six digits can be guessed, so guessing stops: five wrong tries with one badge, or fifteen at one kiosk, and that badge or
that kiosk takes no more for a quarter of an hour.  Which of both was wrong is never said, and takes the same time.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError, transaction

from kiosk.clock import SYSTEM, Clock
from kiosk.errors import Refused
from kiosk.staff import audit
from kiosk.staff.models import BADGE_DIGITS, PIN_DIGITS, BadgeFailure, Member

if TYPE_CHECKING:
    from datetime import datetime

COUNTS_FOR = timedelta(minutes=15)
TRIES_A_BADGE, TRIES_A_KIOSK = 5, 15
FIRST_BADGE = 101
EASY = frozenset(
    "".join(str((first + step * way) % 10) for step in range(PIN_DIGITS)) for first in range(10) for way in (0, 1, -1)
)


@dataclass(frozen=True)
class Badge:
    """What is handed over, this once: the number on the badge and the digits to remember."""

    username: str
    display_name: str
    badge: str
    pin: str


@dataclass(frozen=True)
class BadgeHolder:
    """Who logged in at a kiosk."""

    username: str
    display_name: str


def give_badge(*, username: str, by: str) -> Badge:
    """Give a member a badge, or the one they have a new PIN; only the hash of the PIN is kept.

    Raises `Refused` for an unknown or disabled account, or where every number is taken.
    """
    for _ in range(3):  # somebody may take the same free number at the same moment
        try:
            return _give(username, by)
        except IntegrityError:
            continue
    raise Refused("staff.badge_busy")


@transaction.atomic
def take_badge(*, username: str, by: str) -> None:
    """Take a badge away; it opens nothing from here on."""
    row = _row(username)
    taken, row.badge, row.pin = row.badge, None, ""
    row.save(update_fields=["badge", "pin"])
    audit.record(actor=by, action="member.take_badge", subject=username, badge=taken)


def log_in_by_badge(*, badge: str, pin: str, kiosk: str, clock: Clock = SYSTEM) -> BadgeHolder:
    """Say who stands at the kiosk; raises `Refused` where badge and PIN do not belong together or too many were tried."""
    now = clock.now()
    _check_tries(badge, kiosk, now)
    row = Member.objects.filter(badge=badge, is_active=True).first()
    right = check_password(pin, row.pin if row is not None and row.pin else _nobodys_pin())
    if row is None or not row.pin or not right:
        _note_failure(badge, kiosk, clock)
        raise Refused("volunteer.wrong")
    with transaction.atomic():
        BadgeFailure.objects.filter(badge=badge).delete()
        audit.record(actor=row.username, action="session.badge", subject=kiosk, clock=clock)
    return BadgeHolder(row.username, row.display_name)


@transaction.atomic
def _give(username: str, by: str) -> Badge:
    row = _row(username)
    if not row.is_active:
        raise Refused("staff.badge_disabled", username=username)
    row.badge = row.badge or _free_number()
    pin = _new_pin()
    row.pin = make_password(pin)
    row.save(update_fields=["badge", "pin"])
    BadgeFailure.objects.filter(badge=row.badge).delete()
    audit.record(actor=by, action="member.give_badge", subject=username, badge=row.badge)
    return Badge(row.username, row.display_name, row.badge, pin)


def _row(username: str) -> Member:
    row = Member.objects.select_for_update().filter(username=username).first()
    if row is None:
        raise Refused("staff.unknown", username=username)
    return row


def _free_number() -> str:
    taken = set(Member.objects.filter(badge__isnull=False).values_list("badge", flat=True))
    free = (f"{number:0{BADGE_DIGITS}}" for number in range(FIRST_BADGE, 10**BADGE_DIGITS))
    number = next((one for one in free if one not in taken), None)
    if number is None:
        raise Refused("staff.badges_spent")
    return number


def _new_pin() -> str:
    while (pin := "".join(secrets.choice("0123456789") for _ in range(PIN_DIGITS))) in EASY:
        pass
    return pin


@cache
def _nobodys_pin() -> str:
    """Return a hash that no PIN has, so that an unknown badge takes as long as a wrong PIN."""
    return make_password(secrets.token_urlsafe())


def _check_tries(badge: str, kiosk: str, now: datetime) -> None:
    recent = BadgeFailure.objects.filter(at__gt=now - COUNTS_FOR)
    if recent.filter(badge=badge).count() >= TRIES_A_BADGE or recent.filter(kiosk=kiosk).count() >= TRIES_A_KIOSK:
        raise Refused("volunteer.locked", minutes=int(COUNTS_FOR.total_seconds() // 60))


def _note_failure(badge: str, kiosk: str, clock: Clock) -> None:
    """Count it in a transaction of its own; the last one that counts is on the audit trail."""
    now = clock.now()
    with transaction.atomic():
        BadgeFailure.objects.filter(at__lte=now - COUNTS_FOR).delete()
        BadgeFailure.objects.create(at=now, kiosk=kiosk[:24], badge=badge[:BADGE_DIGITS])
        if BadgeFailure.objects.filter(badge=badge).count() == TRIES_A_BADGE:
            audit.record(actor="kiosk", action="session.badge_locked", subject=kiosk, clock=clock)
