"""What the door of announcements answers: frozen values, the same for staff and channels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.announcements.models import EVERYWHERE, Channel, Kind, Status
from kiosk.announcements.rules import NORMAL, fields_of, named
from kiosk.announcements.windows import EVERY_DAY, Window
from kiosk.texts import FALLBACK

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.announcements.models import Announcement


@dataclass(frozen=True)
class Wording:
    """What an author writes: everything of an announcement that is not its fate.

    `unchecked` are the languages whose translation nobody who speaks them has read.  Moments may be None in a draft.
    """

    text: dict[str, str]
    kind: Kind
    source: str
    channels: tuple[Channel, ...] = tuple(Channel)
    weight: int = NORMAL
    weekdays: str = EVERY_DAY
    hours: str = ""
    start_at: datetime | None = None
    until_at: datetime | None = None
    unchecked: tuple[str, ...] = ()

    @property
    def window(self) -> Window:
        """Return when within the week it runs."""
        return Window.of(self.weekdays, self.hours)


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
    channels: tuple[str, ...] = tuple(EVERYWHERE)
    weight: int = NORMAL
    weekdays: str = EVERY_DAY
    hours: str = ""
    unchecked: tuple[str, ...] = ()
    submitted_by: str = ""
    rejected_by: str = ""
    rejected_because: str = ""
    withdrawn_by: str = ""
    withdrawn_at: datetime | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the names of the fields that stand open."""
        return fields_of(self.text.values())

    @property
    def open_text(self) -> str:
        """Return the Chinese words, with open fields as people call them."""
        return named(self.text.get(FALLBACK, ""))

    @property
    def title(self) -> str:
        """Return what it begins with, for a button."""
        return self.text.get(FALLBACK, "").partition("：")[0][:12]

    @property
    def always(self) -> bool:
        """Say whether it runs all day on every day."""
        return self.weekdays == EVERY_DAY and not self.hours


def view_of(row: Announcement) -> AnnouncementView:
    """Return a row as staff see it, unchecked translations included."""
    return AnnouncementView(
        announcement_id=row.pk, kind=Kind(row.kind), status=Status(row.status), text=dict(row.text), source=row.source,
        author=row.author, start_at=row.start_at, until_at=row.until_at, published_by=row.published_by,
        needs_fields=bool(fields_of(row.text.values())), channels=tuple(row.channels), weight=row.weight,
        weekdays=row.weekdays, hours=row.hours, unchecked=tuple(row.unchecked), submitted_by=row.submitted_by,
        rejected_by=row.rejected_by, rejected_because=row.rejected_because, withdrawn_by=row.withdrawn_by,
        withdrawn_at=row.withdrawn_at,
    )  # fmt: skip


def public(text: dict[str, str], unchecked: tuple[str, ...]) -> dict[str, str]:
    """Return the languages that may be shown: Chinese always, a translation once somebody has read it."""
    return {language: said for language, said in text.items() if language == FALLBACK or language not in unchecked}
