"""Tables of what colleagues tell each other.  Of a visitor: a number of the day, and whom to call back until that is done."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import Q

NAME = 150


class AlarmKind(StrEnum):
    """What everybody is called for; the text is the text in the database."""

    SAFETY = "safety"
    MEDICAL = "medical"
    FIRE = "fire"
    OTHER = "other"


class Alarm(models.Model):
    """One alarm from one place; it stands until somebody ends it."""

    request_id = models.UUIDField(unique=True)  # the same press twice is one alarm
    place = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in AlarmKind])
    by = models.CharField(max_length=NAME)
    name = models.CharField(max_length=NAME)
    raised_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=NAME, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place"], condition=Q(ended_at=None), name="one_open_alarm_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.kind}"


class AlarmAnswer(models.Model):
    """Somebody who is on the way."""

    alarm = models.ForeignKey(Alarm, on_delete=models.PROTECT, related_name="answers")
    by = models.CharField(max_length=NAME)
    name = models.CharField(max_length=NAME)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alarm", "by"], name="one_answer_each")]

    def __str__(self) -> str:
        return f"{self.by} to {self.alarm}"


class Question(models.Model):
    """A note to the law study group, and its answer."""

    request_id = models.UUIDField(unique=True)
    label = models.CharField(max_length=8, blank=True)  # the number whose case it is
    counter = models.PositiveSmallIntegerField(null=True)
    text = models.CharField(max_length=400)
    by = models.CharField(max_length=NAME)
    name = models.CharField(max_length=NAME)
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=600, blank=True, default="")
    answered_by = models.CharField(max_length=NAME, blank=True, default="")
    answered_name = models.CharField(max_length=NAME, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)  # by who asked

    class Meta:
        indexes = [models.Index(fields=["answered_at", "asked_at"], name="questions_by_answer")]

    def __str__(self) -> str:
        return f"{self.by}: {self.text[:40]}"


class CallBack(models.Model):
    """Somebody to be called back; name and number are wiped as soon as that is done."""

    request_id = models.UUIDField(unique=True)
    label = models.CharField(max_length=8, blank=True)
    who = models.CharField(max_length=60, blank=True)
    contact = models.CharField(max_length=60, blank=True)
    about = models.CharField(max_length=200)
    due_day = models.DateField()
    by = models.CharField(max_length=NAME)
    name = models.CharField(max_length=NAME)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=NAME, blank=True, default="")
    outcome = models.CharField(max_length=12, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["done_at", "due_day"], name="call_backs_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(who="", contact=""), name="who_was_called_back_is_forgotten"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} by {self.due_day}"
