"""Health's door: supervisors report, everybody else asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from kiosk import signals
from kiosk.clock import SYSTEM, Clock
from kiosk.health.models import DeviceHealth, DeviceState

if TYPE_CHECKING:
    from datetime import datetime

SILENCE = timedelta(seconds=15)  # a supervisor that has not been seen for so long is taken for dead


@dataclass(frozen=True)
class HealthView:
    """How one device is, now."""

    device: str
    state: DeviceState
    condition: str
    detail: str
    warning: str
    since_at: datetime


@transaction.atomic
def report(  # noqa: PLR0913  # the columns of one row
    *,
    device: str,
    state: DeviceState,
    condition: str = "",
    detail: str = "",
    warning: str = "",
    clock: Clock = SYSTEM,
) -> bool:
    """Write how a device is; returns whether that is news (then everybody is woken, and the supervisor logs it once)."""
    now = clock.now()
    row = DeviceHealth.objects.select_for_update().filter(pk=device).first()
    news = row is None or (row.state, row.condition, row.warning) != (state, condition, warning)
    since = now if row is None or (row.state, row.condition) != (state, condition) else row.since_at
    DeviceHealth.objects.update_or_create(
        device=device,
        defaults={
            "state": state, "condition": condition, "detail": detail[:200], "warning": warning,
            "since_at": since, "seen_at": now,
        },
    )  # fmt: skip
    if news:
        signals.wake("health")
    return news


def devices(*, clock: Clock = SYSTEM) -> tuple[HealthView, ...]:
    """Return every known device; one whose supervisor has gone silent is `off`."""
    return tuple(_view(row, clock.now()) for row in DeviceHealth.objects.order_by("device"))


def device(name: str, *, clock: Clock = SYSTEM) -> HealthView:
    """Return one device; `off` where nothing was ever heard of it."""
    row = DeviceHealth.objects.filter(pk=name).first()
    if row is None:
        return HealthView(name, DeviceState.OFF, "not_configured", "", "", clock.now())
    return _view(row, clock.now())


def _view(row: DeviceHealth, now: datetime) -> HealthView:
    if row.state != DeviceState.OFF and now - row.seen_at > SILENCE:
        return HealthView(row.device, DeviceState.OFF, "supervisor_silent", row.detail, "", row.seen_at)
    return HealthView(row.device, DeviceState(row.state), row.condition, row.detail, row.warning, row.since_at)
