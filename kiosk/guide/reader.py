"""Entries as they may be shown: the one place that reads the guide's tables for the public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Prefetch

from kiosk.guide.marks import has_sample, published
from kiosk.guide.models import ContentItem, Mark

if TYPE_CHECKING:
    from django.db.models import QuerySet

Shown = dict[str, dict[str, Any]]


def shown(*kinds: str) -> dict[str, Shown]:
    """Return, for each kind, its entries in the files' order (key to data) without what is hidden."""
    found: dict[str, Shown] = {kind: {} for kind in kinds}
    for item in _in_use().filter(kind__in=kinds):
        data = _published(item)
        if data is not None:
            found[item.kind][item.key] = data
    return found


def shown_one(kind: str, key: str) -> dict[str, Any] | None:
    """Return one entry as it may be shown; None where there is none or it is hidden."""
    item = _in_use().filter(kind=kind, key=key).first()
    return _published(item) if item else None


def is_sample(data: dict[str, Any]) -> bool:
    """Tell whether anything in the entry is shown unconfirmed."""
    return has_sample(data)


def _in_use() -> QuerySet[ContentItem]:
    confirmed = Prefetch("marks", queryset=Mark.objects.filter(confirmed_at__isnull=False), to_attr="confirmed_marks")
    return ContentItem.objects.filter(retired_at=None).order_by("position").prefetch_related(confirmed)


def _published(item: ContentItem) -> dict[str, Any] | None:
    marks: list[Mark] = item.confirmed_marks  # type: ignore[attr-defined]  # set by the prefetch above
    return published(item.data, {mark.field: mark.digest for mark in marks}, demo=settings.KIOSK.demo)
