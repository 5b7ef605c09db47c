"""Tables of the one-time notice."""

from __future__ import annotations

from django.db import models


class NoticeCounter(models.Model):
    """The last notice of one day; changed only by `kiosk.notices.numbers.next_number`."""

    day = models.DateField(primary_key=True)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.day}: {self.last}"


class Notice(models.Model):
    """One notice as it was told: no name, no number of a person, only the case."""

    serial = models.CharField(max_length=16, unique=True)  # ROC day and the day's count: 115030512
    day = models.DateField()
    number = models.PositiveIntegerField()
    token = models.CharField(max_length=32, unique=True)  # the unguessable part of the phone page's address
    service_id = models.CharField(max_length=80)
    service_name = models.CharField(max_length=120)  # in Chinese, as printed
    answers = models.JSONField()  # pairs of condition and true, false or null (not sure), the latest last
    ready = models.JSONField()  # line ids the visitor has
    missing = models.JSONField()  # line ids still to be brought; the most missing papers are counted from here
    event_day = models.DateField(null=True, blank=True)
    edition = models.CharField(max_length=16)  # the day of the laws that the list was written from
    language = models.CharField(max_length=8)
    copies = models.PositiveSmallIntegerField()
    request_id = models.UUIDField(unique=True)  # one press, one notice
    job = models.ForeignKey("outbox.Job", on_delete=models.PROTECT, related_name="notices")
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "number"], name="a_notice_number_is_given_once_a_day")]
        indexes = [models.Index(fields=["service_id", "day"], name="notices_by_service")]

    def __str__(self) -> str:
        return f"{self.serial} {self.service_id}"
