"""One row for each device of each kiosk: its state now, and since when."""

from __future__ import annotations

from enum import StrEnum

from django.db import models


class DeviceState(StrEnum):
    """How a device is; the text is the text in the database."""

    OK = "ok"
    NEEDS_PERSON = "needs_person"  # paper, cover, cutter ...: `condition` says which
    LINK_DOWN = "link_down"  # nobody answers, or the line is gone
    OFF = "off"  # not configured, or its process has stopped


class DeviceHealth(models.Model):
    """How one device is."""

    kiosk = models.CharField(max_length=24, default="")  # the label of the machine it hangs on; each has a printer of its own
    device = models.CharField(max_length=24)  # printer, marquee, bp_monitor
    state = models.CharField(max_length=16, choices=[(s.value, s.value) for s in DeviceState])
    condition = models.CharField(max_length=32, blank=True)
    detail = models.CharField(max_length=200, blank=True)  # for maintainers: what the driver said
    warning = models.CharField(max_length=32, blank=True)  # works, but soon will not: paper_near_end
    since_at = models.DateTimeField()
    seen_at = models.DateTimeField()  # the supervisor's own sign of life

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kiosk", "device"], name="health_one_row_a_device")]

    def __str__(self) -> str:
        return f"{self.device} of {self.kiosk}: {self.state}"
