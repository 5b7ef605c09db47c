"""Tables of the desks: what a visit cost and how it was paid, and the presses that have been done."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import Q


class Method(StrEnum):
    """How a fee was paid; the text is the text in the database."""

    NONE = ""
    CASH = "cash"
    IPASS = "ipass"
    CARD = "card"
    MOBILE = "mobile"
    WAIVED = "waived"


class Settlement(models.Model):
    """One finished visit: its fee by the schedule, what was taken, and whether the applicant has confirmed the text."""

    ticket = models.OneToOneField("queues.Ticket", on_delete=models.PROTECT, related_name="settlement")
    counter = models.PositiveSmallIntegerField()
    clerk = models.CharField(max_length=150)
    fee_twd = models.PositiveIntegerField()  # by the schedule, as it stood then
    paid_twd = models.PositiveIntegerField()
    method = models.CharField(max_length=8, blank=True, choices=[(one.value, one.value) for one in Method])
    reason = models.CharField(max_length=100, blank=True, default="")  # where what was paid is not the fee
    confirmed = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(method="", paid_twd=0) | ~Q(method=""), name="who_paid_has_a_method"),
            models.CheckConstraint(condition=~Q(method="waived") | Q(paid_twd=0), name="what_is_waived_is_not_paid"),
        ]
        indexes = [models.Index(fields=["at"], name="settlements_by_time")]

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.paid_twd} of {self.fee_twd}"


class Press(models.Model):
    """A press whose deed has no number of its own: a second one changes nothing."""

    request_id = models.UUIDField(primary_key=True)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.request_id)
