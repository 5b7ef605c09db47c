"""What was used of a limit, minute by minute."""

from __future__ import annotations

from django.db import models

MAX_KEY = 80


class Window(models.Model):
    """One minute of one key; changed only by `kiosk.limits.services`."""

    key = models.CharField(max_length=MAX_KEY)
    minute = models.PositiveBigIntegerField()  # since 1970
    used = models.PositiveIntegerField()
    granted = models.IntegerField()  # the portion handed out last

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "minute"], name="one_window_per_key_and_minute")]
        indexes = [models.Index(fields=["minute"], name="windows_by_minute")]

    def __str__(self) -> str:
        return f"{self.key}: {self.used}"
