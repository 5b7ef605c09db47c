"""Whose slips are whose: several kiosks may share one database, each with a printer of its own."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q


def this_kiosk() -> str:
    """Return the label under which this machine's slips are kept; the labels of one database must differ."""
    return str(settings.KIOSK.office.kiosk_label)


def of_kiosk(kiosk: str | None) -> Q:
    """Return which jobs are a kiosk's: its own, and those that were written for any."""
    return Q(kiosk=this_kiosk() if kiosk is None else kiosk) | Q(kiosk="")
