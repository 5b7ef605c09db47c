"""Tables of the queue."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from kiosk.clock import day_of

if TYPE_CHECKING:
    from datetime import date


class TicketState(StrEnum):
    """Where a ticket stands; the text is the text in the database."""

    WAITING = "waiting"
    CALLED = "called"
    DONE = "done"
    NO_SHOW = "no_show"


class Sequence(models.Model):
    """The last number given in one class on one day; changed only by `kiosk.queues.numbers.next_number`."""

    letter = models.CharField(max_length=1)
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "day"], name="one_sequence_per_class_and_day")]

    def __str__(self) -> str:
        return f"{self.letter} {self.day}: {self.last}"


class Ticket(models.Model):
    """One number, from being taken to being done."""

    letter = models.CharField(max_length=1)
    number = models.PositiveIntegerField()
    day = models.DateField()
    label = models.CharField(max_length=8)
    language = models.CharField(max_length=8)
    priority = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in TicketState])
    request_id = models.UUIDField(unique=True)  # one press, one number
    token = models.CharField(max_length=32, unique=True)  # the unguessable part of the phone page's address
    people_ahead = models.PositiveIntegerField()  # as printed
    wait_low_min = models.PositiveIntegerField(null=True)
    wait_high_min = models.PositiveIntegerField(null=True)
    job = models.ForeignKey("outbox.Job", on_delete=models.PROTECT, related_name="tickets")
    taken_at = models.DateTimeField()
    counter = models.PositiveSmallIntegerField(null=True)
    called_at = models.DateTimeField(null=True)  # the first call
    last_call_at = models.DateTimeField(null=True)
    calls = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "letter", "number"], name="a_number_is_given_once_a_day"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in TicketState]), name="ticket_state_is_known"),
            models.UniqueConstraint(
                fields=["counter", "day"], condition=Q(state="called"), name="one_ticket_at_a_counter"
            ),
        ]
        indexes = [
            models.Index(fields=["day", "letter"], condition=Q(state="waiting"), name="waiting_by_class"),
            models.Index(fields=["day", "-last_call_at"], name="calls_of_the_day"),
            models.Index(fields=["letter", "-ended_at"], condition=Q(state="done"), name="pace_by_class"),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.day})"


class TicketEvent(models.Model):
    """One step in a ticket's life: who, when, where."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12)  # taken, called, recalled, done, no_show, day_end
    at = models.DateTimeField()
    counter = models.PositiveSmallIntegerField(null=True)
    by = models.CharField(max_length=150)  # a member's name, or the kiosk's label
    request_id = models.UUIDField(null=True, unique=True)  # a second press of the same button changes nothing

    class Meta:
        indexes = [models.Index(fields=["at"], name="ticket_events_by_time")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%H:%M:%S}"


class Counter(models.Model):
    """A counter of the hall, and who sits there now."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    is_open = models.BooleanField(default=False)
    clerk = models.CharField(max_length=150, blank=True)  # the member's user name
    clerk_name = models.CharField(max_length=60, blank=True)
    clerk_title = models.CharField(max_length=60, blank=True)
    opened_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"counter {self.number}"

    def is_open_on(self, day: date) -> bool:
        """Tell whether somebody serves here on `day`; who forgot to close the day before has gone home."""
        return self.is_open and self.opened_at is not None and day_of(self.opened_at) >= day


class Pace(models.Model):
    """How long a case of one class takes at a counter: the median of the last twenty, in seconds."""

    letter = models.CharField(max_length=1, primary_key=True)
    median_s = models.PositiveIntegerField()
    measured_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.letter}: {self.median_s} s"
