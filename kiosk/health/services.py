"""Health's door: supervisors report, everybody else asks.

Several kiosks may share one database: a device is known by its name and the label of the kiosk it hangs on.  `kiosk`
is this machine's label where it is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from kiosk import signals
from kiosk.clock import SYSTEM, Clock
from kiosk.health.models import DeviceHealth, DeviceState

if TYPE_CHECKING:
    from datetime import datetime

SILENCE = timedelta(seconds=15)  # a supervisor that has not been seen for so long is taken for dead
GONE = timedelta(days=7)  # a kiosk that has another name now, or a device that is no longer there


@dataclass(frozen=True)
class HealthView:
    """How one device is, now."""

    device: str
    state: DeviceState
    condition: str
    detail: str
    warning: str
    since_at: datetime
    kiosk: str = ""


@transaction.atomic
def report(  # noqa: PLR0913  # the columns of one row
    *,
    device: str,
    state: DeviceState,
    condition: str = "",
    detail: str = "",
    warning: str = "",
    kiosk: str | None = None,
    clock: Clock = SYSTEM,
) -> bool:
    """Write how a device is; returns whether that is news (then everybody is woken, and the supervisor logs it once)."""
    now, kiosk = clock.now(), _label(kiosk)
    row = DeviceHealth.objects.select_for_update().filter(kiosk=kiosk, device=device).first()
    news = row is None or (row.state, row.condition, row.warning) != (state, condition, warning)
    since = now if row is None or (row.state, row.condition) != (state, condition) else row.since_at
    DeviceHealth.objects.update_or_create(
        kiosk=kiosk,
        device=device,
        defaults={
            "state": state, "condition": condition, "detail": detail[:200], "warning": warning,
            "since_at": since, "seen_at": now,
        },
    )  # fmt: skip
    if news:
        signals.wake("health")
    return news


def devices(*, kiosk: str | None = None, clock: Clock = SYSTEM) -> tuple[HealthView, ...]:
    """Return every known device of a kiosk; one whose supervisor has gone silent is `off`."""
    rows = DeviceHealth.objects.filter(kiosk=_label(kiosk)).order_by("device")
    return tuple(_view(row, clock.now()) for row in rows)


def devices_of_all(*, clock: Clock = SYSTEM) -> tuple[HealthView, ...]:
    """Return the devices of every kiosk of this database; their names only where there are two."""
    views = tuple(_view(row, clock.now()) for row in DeviceHealth.objects.order_by("kiosk", "device"))
    alone = len({view.kiosk for view in views}) == 1
    return tuple(replace(view, kiosk="") for view in views) if alone else views


def device(name: str, *, kiosk: str | None = None, clock: Clock = SYSTEM) -> HealthView:
    """Return one device; `off` where nothing was ever heard of it."""
    kiosk = _label(kiosk)
    row = DeviceHealth.objects.filter(kiosk=kiosk, device=name).first()
    if row is None:
        return HealthView(name, DeviceState.OFF, "not_configured", "", "", clock.now(), kiosk)
    return _view(row, clock.now())


def forget(*, clock: Clock = SYSTEM) -> int:
    """Drop devices of which nothing was heard for a week; returns how many.  For the caretaker."""
    return DeviceHealth.objects.filter(seen_at__lt=clock.now() - GONE).delete()[0]


def _label(kiosk: str | None) -> str:
    return str(settings.KIOSK.office.kiosk_label) if kiosk is None else kiosk


def _view(row: DeviceHealth, now: datetime) -> HealthView:
    if row.state != DeviceState.OFF and now - row.seen_at > SILENCE:
        return HealthView(row.device, DeviceState.OFF, "supervisor_silent", row.detail, "", row.seen_at, row.kiosk)
    state = DeviceState(row.state)
    return HealthView(row.device, state, row.condition, row.detail, row.warning, row.since_at, row.kiosk)
