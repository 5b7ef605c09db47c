"""The table of announcements."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import Q


class Kind(StrEnum):
    """What an announcement is about; the text is the text in the database and in content files."""

    LAW_CHANGE = "law_change"
    SERVICE = "service"
    ANTI_FRAUD = "anti_fraud"
    HEALTH = "health"
    ENERGY = "energy"
    EVENT = "event"
    URGENT = "urgent"


class Status(StrEnum):
    """Where an announcement stands."""

    DRAFT = "draft"
    LIVE = "live"
    WITHDRAWN = "withdrawn"


class Announcement(models.Model):
    """One text for the public."""

    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in Kind])
    status = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Status])
    text = models.JSONField()  # language -> text; zh_Hant is always there
    source = models.CharField(max_length=60)  # the agency that says it
    content_key = models.CharField(max_length=32, null=True, unique=True)  # noqa: DJ001  # the sample; unique where there is one
    author = models.CharField(max_length=150)
    created_at = models.DateTimeField()
    start_at = models.DateTimeField(null=True)
    until_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=150, blank=True)
    published_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=150, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    request_id = models.UUIDField(null=True, unique=True)

    class Meta:
        indexes = [models.Index(fields=["until_at"], condition=Q(status="live"), name="live_announcements")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="live") | Q(start_at__isnull=False, until_at__isnull=False),
                name="a_live_announcement_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text.get('zh_Hant', '')[:30]}"
