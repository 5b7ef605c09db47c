"""The door of the tokens: make one (shown once), find it again by what a program sends, revoke it."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from kiosk.api.models import MAX_NAME, ApiToken, StoredAnswer
from kiosk.api.scopes import is_scope
from kiosk.clock import SYSTEM, Clock
from kiosk.errors import Refused
from kiosk.staff import audit
from kiosk.statements import ask
from kiosk.texts import one_line

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

MARK = "kiosk_"  # a leaked token is found by its first letters
BEGINS = len(MARK) + 4
MAX_DAYS, MAX_PER_MINUTE = 3650, 1_000_000
ANSWERS_KEPT = timedelta(hours=24)
NOTED_EACH = timedelta(minutes=1)
_WHO = """
    SELECT id, name, scopes, per_minute, CASE WHEN last_used_at > %s THEN 1 ELSE 0 END FROM api_apitoken
    WHERE digest = %s AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > %s)
"""  # in the path of every request: Django would build this statement anew each time
_FORM = re.compile(rf"^{MARK}[A-Za-z0-9_-]{{43}}$")


@dataclass(frozen=True)
class TokenView:
    """A token as the manager sees it; `state` is usable, expired or revoked."""

    token_id: int
    name: str
    begins: str
    scopes: tuple[str, ...]
    per_minute: int
    created_at: datetime
    created_by: str
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None
    state: str


@dataclass(frozen=True)
class NewToken:
    """A token just made; `word` is what the program sends, and is never seen again."""

    view: TokenView
    word: str


@dataclass(frozen=True)
class Bearer:
    """Who asks: a token that holds; `seen` where its last use was noted within this minute."""

    token_id: int
    name: str
    scopes: frozenset[str]
    per_minute: int
    seen: bool


@transaction.atomic
def create_token(  # noqa: PLR0913  # one form, with all that it says
    *, name: str, scopes: Collection[str], by: str, days: int | None = 365, per_minute: int | None = None,
    clock: Clock = SYSTEM,
) -> NewToken:  # fmt: skip
    """Make a token that holds for `days` (None: until it is revoked); raises `Refused` naming what is wrong."""
    name, wanted = one_line(name), sorted(set(scopes))
    _check(name, wanted, days, per_minute)
    now, word = clock.now(), MARK + secrets.token_urlsafe(32)
    row = ApiToken(
        name=name, begins=word[:BEGINS], digest=_digest(word), scopes=" ".join(wanted), created_at=now, created_by=by,
        per_minute=per_minute or settings.KIOSK.api.requests_per_minute,
        expires_at=now + timedelta(days=days) if days else None,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused("token.name_taken", name=name) from error
    audit.record(actor=by, action="token.create", subject=name, clock=clock, text=", ".join(wanted))
    return NewToken(_view(row, now), word)


@transaction.atomic
def revoke_token(*, name: str, by: str, clock: Clock = SYSTEM) -> TokenView:
    """End a token at once and for good; its name stays taken, so that the trail stays clear."""
    row = ApiToken.objects.select_for_update().filter(name=name).first()
    if row is None:
        raise Refused("token.unknown", name=name[:MAX_NAME])
    if row.revoked_at is not None:
        raise Refused("token.revoked_already", name=name)
    row.revoked_at, row.revoked_by = clock.now(), by
    row.save(update_fields=["revoked_at", "revoked_by"])
    audit.record(actor=by, action="token.revoke", subject=name, clock=clock)
    return _view(row, clock.now())


def tokens(*, clock: Clock = SYSTEM) -> tuple[TokenView, ...]:
    """Return every token, the usable ones first, then by name."""
    views = [_view(row, clock.now()) for row in ApiToken.objects.order_by("name")]
    return tuple(sorted(views, key=lambda one: one.state != "usable"))


def bearer(word: str, now: datetime) -> Bearer | None:
    """Return who has sent this token, None where it is none, was revoked or has expired."""
    if not _FORM.match(word):
        return None
    then, moment = (connection.ops.adapt_datetimefield_value(at) for at in (now - NOTED_EACH, now))
    rows = ask(_WHO, [then, _digest(word), moment])
    if not rows:
        return None
    token_id, name, scopes, per_minute, seen = rows[0]
    return Bearer(token_id, name, frozenset(scopes.split()), per_minute, bool(seen))


def note_use(who: Bearer, now: datetime) -> None:
    """Remember that a token was used, once a minute at most."""
    if not who.seen:
        ApiToken.objects.filter(pk=who.token_id).update(last_used_at=now)


def tidy(*, clock: Clock = SYSTEM) -> int:
    """Forget answers that nobody asks for again; returns how many."""
    return StoredAnswer.objects.filter(at__lt=clock.now() - ANSWERS_KEPT).delete()[0]


def _check(name: str, scopes: list[str], days: int | None, per_minute: int | None) -> None:
    if not name or len(name) > MAX_NAME:
        raise Refused("token.name", most=MAX_NAME)
    if not scopes:
        raise Refused("token.no_scope")
    for scope in scopes:
        if not is_scope(scope, settings.KIOSK.office.counters):
            raise Refused("token.scope", scope=scope[:40])
    if days is not None and not 1 <= days <= MAX_DAYS:
        raise Refused("token.days", most=MAX_DAYS)
    if per_minute is not None and not 1 <= per_minute <= MAX_PER_MINUTE:
        raise Refused("token.per_minute", most=MAX_PER_MINUTE)


def _digest(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()


def _state(row: ApiToken, now: datetime) -> str:
    if row.revoked_at is not None:
        return "revoked"
    return "expired" if row.expires_at is not None and row.expires_at <= now else "usable"


def _view(row: ApiToken, now: datetime) -> TokenView:
    return TokenView(
        token_id=row.pk, name=row.name, begins=row.begins, scopes=tuple(row.scopes.split()), per_minute=row.per_minute,
        created_at=row.created_at, created_by=row.created_by, expires_at=row.expires_at, last_used_at=row.last_used_at,
        revoked_at=row.revoked_at, state=_state(row, now),
    )  # fmt: skip
