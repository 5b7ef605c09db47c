"""The tables of blood pressure: sessions, their readings, and how many readings nobody had consented to.

`Reading` rows are append-only: triggers refuse UPDATE and DELETE (`kiosk.staff.append_only`).  A correction
is a new row that `supersedes` the wrong one.  A session's result is derived and stored with its members and
the policy that judged it.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from kiosk.blood_pressure.rules import OPEN, Level, State, Trouble


class Session(models.Model):
    """One visitor's stay at the monitor."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request_id = models.UUIDField(unique=True)
    kiosk = models.CharField(max_length=24)
    language = models.CharField(max_length=8)
    identity = models.CharField(max_length=12)  # anonymous, token
    volunteer = models.CharField(max_length=32, blank=True)  # the member who was there at the consent
    token = models.CharField(max_length=43, blank=True)  # random; no personal data; taken off after its time
    consent_version = models.CharField(max_length=16)
    state = models.CharField(max_length=12, default=State.WAITING)
    ended_why = models.CharField(max_length=12, blank=True)  # finished, visitor, timeout, next_visitor
    trouble = models.CharField(max_length=12, blank=True)
    troubles_in_a_row = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField()  # also the moment of consent
    closes_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    n = models.PositiveSmallIntegerField(default=0)  # readings in the average
    members = models.JSONField(default=list)  # their ids
    avg_systolic_mmhg = models.PositiveSmallIntegerField(null=True, blank=True)
    avg_diastolic_mmhg = models.PositiveSmallIntegerField(null=True, blank=True)
    avg_pulse_bpm = models.PositiveSmallIntegerField(null=True, blank=True)
    level = models.CharField(max_length=12, blank=True)
    policy_id = models.CharField(max_length=32)
    policy_version = models.PositiveIntegerField()
    slip_job = models.BigIntegerField(null=True, blank=True)  # the print job of the result
    slip_members = models.JSONField(default=list)  # the readings that slip shows

    class Meta:
        indexes = [models.Index(fields=["token", "started_at"], name="bp_session_by_token")]
        constraints = [
            models.UniqueConstraint(
                fields=["kiosk"], condition=Q(state__in=OPEN), name="bp_one_open_session_a_kiosk"
            ),
            models.CheckConstraint(condition=Q(state__in=list(State)), name="bp_session_state_is_known"),
            models.CheckConstraint(condition=Q(level__in=["", *Level]), name="bp_session_level_is_known"),
            models.CheckConstraint(
                condition=Q(trouble__in=["", *Trouble]), name="bp_session_trouble_is_known"
            ),
            models.CheckConstraint(
                condition=Q(identity="token") | Q(identity="anonymous", token=""),
                name="bp_anonymous_has_no_token",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id} ({self.state})"


class Reading(models.Model):
    """One result of the monitor, as it came; never changed, never removed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="readings")
    seq = (
        models.PositiveSmallIntegerField()
    )  # 1, 2, 3 in order of arrival; a correction has the number of what it corrects
    revision = models.PositiveSmallIntegerField(default=0)  # 0 as it came, then 1, 2 ... for corrections
    source = models.CharField(max_length=12)  # monitor, manual
    received_at = models.DateTimeField()
    device_time = models.CharField(
        max_length=19, blank=True
    )  # the monitor's own clock, ISO, no zone on its wire
    device_clock_off_s = models.IntegerField(
        null=True, blank=True
    )  # monitor minus kiosk, taking its clock as local time
    systolic_mmhg = models.PositiveSmallIntegerField()
    diastolic_mmhg = models.PositiveSmallIntegerField()
    mean_mmhg = models.PositiveSmallIntegerField(null=True, blank=True)
    pulse_bpm = models.PositiveSmallIntegerField(null=True, blank=True)
    movement = models.BooleanField(default=False)
    irregular = models.BooleanField(default=False)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    entered_by = models.CharField(max_length=150, blank=True)  # who corrected it; empty for the monitor
    why = models.CharField(max_length=200, blank=True)  # a correction's reason

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "seq", "revision"], name="bp_reading_once"),
            models.CheckConstraint(
                condition=Q(systolic_mmhg__gt=F("diastolic_mmhg")), name="bp_systolic_is_higher"
            ),
            models.CheckConstraint(
                condition=Q(revision=0, supersedes=None)
                | Q(revision__gt=0, supersedes__isnull=False) & ~Q(why=""),
                name="bp_correction_says_what_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.seq}.{self.revision}"  # never the values: this may reach a log


class Unclaimed(models.Model):
    """How many readings of a day were not stored, and why: nobody had consented, or the values cannot be."""

    kiosk = models.CharField(max_length=24)
    day = models.DateField()
    why = models.CharField(max_length=12)  # no_session, implausible
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kiosk", "day", "why"], name="bp_unclaimed_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.why}: {self.count}"
