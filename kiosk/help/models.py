"""The table of calls for help: no name, no number, nothing of the visitor but a language."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kiosk.help.rules import CallReason, Outcome


class HelpCall(models.Model):
    """One call of a volunteer to one kiosk."""

    request_id = models.UUIDField(unique=True)  # the same press twice is one call
    kiosk = models.CharField(max_length=24)
    place = models.CharField(max_length=32)  # the screen that showed
    reason = models.CharField(max_length=16, choices=[(r.value, r.value) for r in CallReason])
    language = models.CharField(max_length=8)
    raised_at = models.DateTimeField(db_index=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=150, blank=True)
    acknowledged_name = models.CharField(max_length=150, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=150, blank=True)
    outcome = models.CharField(max_length=12, blank=True, choices=[(o.value, o.value) for o in Outcome])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kiosk"], condition=Q(closed_at=None), name="one_open_call_a_kiosk"),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="a_closed_call_says_how_it_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kiosk}: {self.reason}"
