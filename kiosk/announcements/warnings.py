"""What an author should know before a text is sent: what a sign cannot show as it is, and which alarm is running already."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from kiosk.announcements import services, signs
from kiosk.announcements.models import Kind
from kiosk.texts import FALLBACK

if TYPE_CHECKING:
    from datetime import datetime


def warnings_of(text: str, kind: Kind, until_at: datetime | None, start_at: datetime | None = None) -> tuple[str, ...]:
    """Return the warnings in sentences, none where everything will be as the author thinks."""
    told = [f"{one.label}{trouble}。" for one in signs.previews(text, kind) for trouble in one.losses]
    if kind == Kind.URGENT and until_at is not None:
        others = services.overlapping_urgent(start_at=start_at, until_at=until_at)
        told += [f"緊急公告「{one.text[FALLBACK][:20]}」同時播出中，兩則將輪流顯示。" for one in others]
    return tuple(told)


def answer_to(text: str, kind: Kind, warnings: tuple[str, ...]) -> str:
    """Return what a form must bring to send all the same: it answers these warnings about this text, and no others."""
    return hashlib.sha256(repr((text, str(kind), warnings)).encode()).hexdigest()[:32]
