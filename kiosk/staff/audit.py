"""The audit trail: who did what to what, and when.  It can be added to and read, never rewritten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kiosk.clock import SYSTEM, Clock
from kiosk.staff.models import AuditEntry

if TYPE_CHECKING:
    from datetime import datetime

PAGE = 50


@dataclass(frozen=True)
class EntryView:
    """One line of the trail; `detail` holds plain texts, numbers and truth values."""

    entry_id: int
    at: datetime
    actor: str
    action: str
    subject: str
    detail: dict[str, Any]


@dataclass(frozen=True)
class TrailView:
    """One page of the trail, newest first; `older_than` asks for the next page, None at its end."""

    entries: tuple[EntryView, ...]
    older_than: int | None


def record(
    *, actor: str, action: str, subject: str, clock: Clock = SYSTEM, **detail: str | float | bool | None
) -> None:
    """Add one line in the caller's transaction, so that the deed and its record stand or fall together.

    `actor` is a member's user name, or the program's own ("kiosk init"); `action` is `area.verb`.
    """
    AuditEntry.objects.create(
        at=clock.now(), actor=actor[:150], action=action, subject=subject[:200], detail=detail
    )


def trail(*, actor: str = "", action: str = "", older_than: int | None = None) -> TrailView:
    """Return one page of at most `PAGE` lines; `action` also takes an area alone, as "member"."""
    rows = AuditEntry.objects.order_by("-id")
    if actor:
        rows = rows.filter(actor=actor)
    if action:
        rows = rows.filter(action__startswith=action)
    if older_than is not None:
        rows = rows.filter(id__lt=older_than)
    found = list(rows[: PAGE + 1])
    entries = tuple(
        EntryView(row.pk, row.at, row.actor, row.action, row.subject, row.detail) for row in found[:PAGE]
    )
    return TrailView(entries, entries[-1].entry_id if len(found) > PAGE else None)
