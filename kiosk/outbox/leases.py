"""Who owns a printer on the network: two kiosks that print there at once would mix their slips."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from kiosk.clock import SYSTEM, Clock
from kiosk.outbox.kiosks import this_kiosk
from kiosk.outbox.models import PrinterLease

LEASE = timedelta(seconds=30)


@transaction.atomic
def lease_printer(*, port: str, holder: str, kiosk: str | None = None, clock: Clock = SYSTEM) -> str:
    """Own the printer at `port` for half a minute; returns "" or, where another kiosk owns it, that kiosk's label.

    `holder` is the same each time this machine asks, so that a new start owns at once what it owned before.
    """
    now, label = clock.now(), this_kiosk() if kiosk is None else kiosk
    wanted = {"holder": holder, "kiosk": label, "until_at": now + LEASE}
    lease, new = PrinterLease.objects.select_for_update().get_or_create(port=port, defaults=wanted)
    if new or lease.holder == holder or lease.until_at < now:
        PrinterLease.objects.filter(pk=lease.pk).update(**wanted)
        return ""
    return lease.kiosk or lease.holder


def free_printer(*, port: str, holder: str) -> None:
    """Give a printer up, so that another kiosk may have it at once."""
    PrinterLease.objects.filter(port=port, holder=holder).delete()
