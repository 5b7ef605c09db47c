"""Content files into the database: what changed is replaced, what is gone is retired.

What an officer confirmed stays confirmed for as long as it stands unchanged in the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from kiosk.clock import SYSTEM, Clock
from kiosk.guide.content import Entry, entries
from kiosk.guide.marks import digest, marks_of
from kiosk.guide.models import ContentItem, Mark
from kiosk.texts import ASSETS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

FOLDER = ASSETS / "content"


@dataclass
class LoadReport:
    """What a load did: names of entries (`service birth-registration`), and how many marks are open now."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    unchanged: int = 0
    lost_confirmations: list[str] = field(default_factory=list)
    unconfirmed: int = 0

    def __str__(self) -> str:
        numbers = f"{len(self.added)} new, {len(self.changed)} changed, {len(self.retired)} gone"
        lost = f"; {len(self.lost_confirmations)} have to be confirmed again" if self.lost_confirmations else ""
        return (
            f"{numbers}, {self.unchanged} as before; {self.unconfirmed} parts wait for an officer's confirmation{lost}"
        )


@transaction.atomic
def load(folder: Path = FOLDER, *, clock: Clock = SYSTEM) -> LoadReport:
    """Load every content file of `folder`, or nothing: raises `ContentError` where one cannot be used.

    Loading the same files again changes nothing.
    """
    report, now = LoadReport(), clock.now()
    known = {(item.kind, item.key): item for item in ContentItem.objects.prefetch_related("marks")}
    loaded = entries(folder)
    for position, entry in enumerate(loaded):
        _load_one(known.pop((entry.kind, entry.key), None), entry, position, now, report)
    for gone in known.values():
        _retire(gone, now, report)
    report.unconfirmed = Mark.objects.filter(confirmed_at=None, item__retired_at=None).count()
    return report


def _load_one(item: ContentItem | None, entry: Entry, position: int, now: datetime, report: LoadReport) -> None:
    name, wanted = f"{entry.kind} {entry.key}", digest(entry.data)
    if item is None:
        item = ContentItem(kind=entry.kind, key=entry.key)
        report.added.append(name)
    elif item.digest != wanted or item.retired_at:
        (report.added if item.retired_at else report.changed).append(name)
    else:
        report.unchanged += 1
        if item.position != position:
            item.position = position
            item.save(update_fields=["position"])
        return
    item.position, item.data, item.digest, item.changed_at = position, entry.data, wanted, now
    item.retired_at = None
    item.save()
    report.lost_confirmations += [f"{name} {mark}".rstrip() for mark in _set_marks(item)]


def _set_marks(item: ContentItem) -> Iterator[str]:
    """Make the item's marks those of its data; yields the addresses whose confirmation is lost by that."""
    wanted = {address: digest(part) for address, part in marks_of(item.data)}
    for mark in list(item.marks.all()):
        if wanted.get(mark.field) == mark.digest:
            del wanted[mark.field]
            continue
        mark.delete()
        if mark.confirmed_at:
            yield mark.field
    Mark.objects.bulk_create(Mark(item=item, field=address, digest=found) for address, found in wanted.items())


def _retire(item: ContentItem, now: datetime, report: LoadReport) -> None:
    """Keep the entry but show it no more; should it come back, it has to be confirmed anew."""
    if item.retired_at:
        return
    item.retired_at = now
    item.save(update_fields=["retired_at"])
    item.marks.filter(confirmed_at__isnull=False).update(confirmed_at=None, confirmed_by="", reference="")
    report.retired.append(f"{item.kind} {item.key}")
