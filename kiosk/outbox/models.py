"""The table of print jobs."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kiosk.outbox.states import JobState


class Job(models.Model):
    """One slip of paper: what it says, whom it is for, and how far it has come."""

    kind = models.CharField(max_length=24)  # ticket, notice, bp_result ...
    label = models.CharField(max_length=32)  # how staff know it: the ticket's number, the notice's serial
    language = models.CharField(max_length=8)
    slip_json = models.TextField()  # devices.printer.slip.Slip.to_json(): the whole content, so a copy is the same
    ephemeral = models.BooleanField(default=False)  # nobody's business later: the content goes once the job has ended
    kiosk = models.CharField(max_length=24, blank=True, default="")  # whose printer is to print it; "" for any
    request_id = models.UUIDField(unique=True)  # one press, one job
    copy_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies")
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in JobState], default=JobState.WAITING)
    condition = models.CharField(max_length=32, blank=True)  # what holds it: paper_out, cover_open, link_lost ...
    proof = models.CharField(max_length=24, blank=True)  # how well the printing is proven
    created_at = models.DateTimeField()
    not_after_at = models.DateTimeField()  # later than this it helps nobody
    sending_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=150, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "id"], name="job_by_state"),
            models.Index(fields=["label", "id"], name="job_by_label"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in JobState]), name="job_state_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.label} ({self.state})"


class PrinterLease(models.Model):
    """Which kiosk owns a printer on the network, until when it has said so; two at once would mix their slips."""

    port = models.CharField(max_length=200, unique=True)
    holder = models.CharField(max_length=200)  # the kiosk's label and machine
    kiosk = models.CharField(max_length=24)
    until_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.port} by {self.holder}"
