"""The tables of ratings: who tapped which face when, and why; no personal data."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kiosk.ratings.rules import MAX_WORDS, REASONS, Face


class Rating(models.Model):
    """One answer.  Rows are only added; one that was chosen again is pointed at by its replacement."""

    request_id = models.UUIDField(unique=True)  # one tap, one rating
    kiosk = models.CharField(max_length=24)
    face = models.CharField(max_length=20, choices=[(face.value, face.value) for face in Face])
    language = models.CharField(max_length=8)
    counter = models.PositiveSmallIntegerField(null=True, blank=True)
    ticket = models.CharField(
        max_length=8, blank=True
    )  # the label on the ticket, where the visitor came with one
    token = models.CharField(max_length=43, null=True, unique=True)  # noqa: DJ001  # the unguessable part of its phone page
    invited = models.BooleanField(default=False)  # staff asked this person, for the survey plan's quota
    rated_at = models.DateTimeField()
    day = models.DateField()  # the office's calendar day
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )

    class Meta:
        indexes = [models.Index(fields=["day", "invited", "face"], name="rating_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(face__in=[face.value for face in Face]), name="rating_face_is_a_name"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.face} {self.day}"


class Reason(models.Model):
    """One reason that the visitor added to a rating."""

    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="reasons")
    reason = models.CharField(max_length=24)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rating", "reason"], name="reason_once_a_rating"),
            models.CheckConstraint(condition=Q(reason__in=REASONS), name="reason_is_known"),
        ]

    def __str__(self) -> str:
        return self.reason


class FreeWords(models.Model):
    """What the visitor wrote on their phone; a later sending replaces the earlier one."""

    rating = models.OneToOneField(Rating, on_delete=models.PROTECT, related_name="words")
    text = models.CharField(max_length=MAX_WORDS)
    written_at = models.DateTimeField()
    times = models.PositiveSmallIntegerField(default=1)  # how often it was sent

    def __str__(self) -> str:
        return self.text[:30]


class LastTap(models.Model):
    """The newest rating of each kiosk; its row is what two simultaneous taps queue for."""

    kiosk = models.CharField(max_length=24, primary_key=True)
    rating = models.ForeignKey(Rating, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.kiosk
