"""Tables of the queue: tickets, their steps, their cases, the counters, and the days of the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from kiosk.clock import day_of
from kiosk.queues.states import AT_COUNTER, TicketState

if TYPE_CHECKING:
    from datetime import date

__all__ = ["TicketState"]
NAME = 150


class Sequence(models.Model):
    """The last number given in one class on one day; changed only by `kiosk.queues.numbers`."""

    letter = models.CharField(max_length=1)
    day = models.DateField()
    last = models.PositiveIntegerField()
    given = models.PositiveIntegerField(default=0)  # how many: less than `last` where numbers are left out

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "day"], name="one_sequence_per_class_and_day")]

    def __str__(self) -> str:
        return f"{self.letter} {self.day}: {self.last}"


class Ticket(models.Model):
    """One number, from being taken to being done."""

    letter = models.CharField(max_length=1)  # the class it was taken in: part of its number
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
    job = models.ForeignKey("outbox.Job", null=True, on_delete=models.PROTECT, related_name="tickets")  # none: a paper roll
    taken_at = models.DateTimeField()
    origin = models.CharField(max_length=8, default="kiosk")  # kiosk, desk, roll, booking, return
    session = models.CharField(max_length=16, default="normal")  # the session it was taken in

    queue = models.CharField(max_length=1)  # the class it waits in: another one after a transfer
    queued_at = models.DateTimeField()  # since when it waits there
    slot_at = models.DateTimeField(null=True)  # booked for that moment
    others_first = models.PositiveSmallIntegerField(default=0)  # so many calls before this late one may be called
    to_counter = models.PositiveSmallIntegerField(null=True)  # waits for this counter alone
    to_clerk = models.CharField(max_length=NAME, blank=True, default="")  # waits for this member alone

    counter = models.PositiveSmallIntegerField(null=True)
    clerk = models.CharField(max_length=NAME, blank=True, default="")  # who called it last
    called_at = models.DateTimeField(null=True)  # the first call, of the latest time it was called
    last_call_at = models.DateTimeField(null=True)
    calls = models.PositiveSmallIntegerField(default=0)
    served_at = models.DateTimeField(null=True)  # came to the counter, the latest time
    ended_at = models.DateTimeField(null=True)
    waiting_s = models.PositiveIntegerField(null=True)  # in the queue, all times together; known from the first call on
    walking_s = models.PositiveIntegerField(null=True)  # from the last call to the counter
    serving_s = models.PositiveIntegerField(null=True)  # at counters, all times together

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "letter", "number"], name="a_number_is_given_once_a_day"),
            models.UniqueConstraint(fields=["day", "label"], name="a_label_is_given_once_a_day"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in TicketState]), name="ticket_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=[s.value for s in AT_COUNTER])
                | Q(counter__isnull=False, called_at__isnull=False, last_call_at__isnull=False, calls__gte=1),
                name="who_is_called_has_a_counter",
            ),
            models.CheckConstraint(
                condition=~Q(state="serving") | Q(served_at__isnull=False), name="who_is_served_has_come"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "no_show", "cancelled"], ended_at__isnull=False)
                | ~Q(state__in=["done", "no_show", "cancelled"]) & Q(ended_at__isnull=True),
                name="what_is_over_has_an_end",
            ),
            models.UniqueConstraint(
                fields=["counter", "day"], condition=Q(state__in=["called", "recalled", "serving"]),
                name="one_ticket_at_a_counter",
            ),
        ]  # fmt: skip
        # None of them is partial: SQLite uses a partial index only where the query writes its condition out.
        indexes = [
            # With queue and priority: who waits in which class is counted for every number given, in the index alone.
            models.Index(fields=["state", "day", "queue", "priority"], name="tickets_by_state"),
            models.Index(fields=["day", "-last_call_at"], name="calls_of_the_day"),
            models.Index(fields=["day", "-called_at"], name="first_calls_of_the_day"),
            models.Index(fields=["queue", "-ended_at"], name="pace_of_a_class"),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.day})"


class TicketEvent(models.Model):
    """One step in a ticket's life: who, when, where, and why where it needs a reason.  The table only grows."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12)  # a state of the table, or taken, released, priority, day_end
    at = models.DateTimeField()
    counter = models.PositiveSmallIntegerField(null=True)
    by = models.CharField(max_length=NAME)  # a member's name, or the kiosk's label
    reason = models.CharField(max_length=200, blank=True, default="")
    request_id = models.UUIDField(null=True, unique=True)  # a second press of the same button changes nothing

    class Meta:
        indexes = [models.Index(fields=["at"], name="ticket_events_by_time")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%H:%M:%S}"


class Hold(models.Model):
    """A case that waits for papers: the one-time notice's serial brings its visitor back without a new number."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="holds")
    notice_serial = models.CharField(max_length=16, null=True, unique=True)  # noqa: DJ001  # unique where there is one
    counter = models.PositiveSmallIntegerField()
    by = models.CharField(max_length=NAME)
    held_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)
    returned_as = models.ForeignKey(Ticket, null=True, on_delete=models.PROTECT, related_name="returned_from")

    def __str__(self) -> str:
        return f"{self.ticket} {self.notice_serial or ''}"


class Case(models.Model):
    """Cases of one type done in one visit; `points` are those of all of them, by the table that held then."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="cases")
    day = models.DateField()
    counter = models.PositiveSmallIntegerField()
    clerk = models.CharField(max_length=NAME)
    case_type = models.CharField(max_length=40)
    quantity = models.PositiveSmallIntegerField()
    points = models.PositiveIntegerField()
    at = models.DateTimeField()
    corrected_at = models.DateTimeField(null=True)  # a review found a fault: its points are taken back
    corrected_by = models.CharField(max_length=NAME, blank=True, default="")
    fault = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(quantity__gte=1), name="a_case_is_at_least_one")]
        indexes = [models.Index(fields=["day", "clerk"], name="cases_of_a_clerk")]

    def __str__(self) -> str:
        return f"{self.case_type} x {self.quantity}"


class SpecialCase(models.Model):
    """A doubtful case with a clock: due the same day, or by a statutory period once it was passed on."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="special_cases")
    topic = models.CharField(max_length=200)
    owner = models.CharField(max_length=NAME)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=NAME)
    due_at = models.DateTimeField()
    escalated_at = models.DateTimeField(null=True)
    escalated_to = models.CharField(max_length=120, blank=True, default="")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=NAME, blank=True, default="")
    conclusion = models.CharField(max_length=400, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["closed_at", "due_at"], name="special_cases_by_due")]

    def __str__(self) -> str:
        return f"{self.topic} due {self.due_at:%Y-%m-%d %H:%M}"


class Counter(models.Model):
    """A counter of the hall, and who sits there now."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    is_open = models.BooleanField(default=False)
    paused_at = models.DateTimeField(null=True)  # open, but calls nobody now
    letters = models.CharField(max_length=26, blank=True, default="")  # the classes it serves; "" for all
    clerk = models.CharField(max_length=NAME, blank=True)  # the member's user name
    clerk_name = models.CharField(max_length=60, blank=True)
    clerk_title = models.CharField(max_length=60, blank=True)
    opened_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"counter {self.number}"

    def is_open_on(self, day: date) -> bool:
        """Tell whether somebody serves here on `day`; who forgot to close the day before has gone home."""
        return self.is_open and self.opened_at is not None and day_of(self.opened_at) >= day


class Shift(models.Model):
    """Somebody's time at a counter: the days of duty that points are adjusted by are counted here."""

    counter = models.PositiveSmallIntegerField()
    clerk = models.CharField(max_length=NAME)
    day = models.DateField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["day", "clerk"], name="shifts_of_a_clerk")]

    def __str__(self) -> str:
        return f"{self.clerk} at {self.counter}, {self.day}"


class Pace(models.Model):
    """How long a case of one class takes at a counter, from the last twenty, in seconds."""

    letter = models.CharField(max_length=1, primary_key=True)
    median_s = models.PositiveIntegerField()
    mean_s = models.PositiveIntegerField(default=0)
    spread_s = models.PositiveIntegerField(default=0)  # standard deviation
    cases = models.PositiveSmallIntegerField(default=0)
    measured_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.letter}: {self.median_s} s"


class ClassRule(models.Model):
    """What the office has settled for one class of tickets; a class without a row has no cap and the common weight."""

    letter = models.CharField(max_length=1, primary_key=True)
    daily_cap = models.PositiveIntegerField(null=True)  # so many numbers a day
    weight_pct = models.PositiveSmallIntegerField(default=100)  # a minute of waiting counts for so much of one
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=NAME)

    def __str__(self) -> str:
        return f"{self.letter}: {self.daily_cap} a day"


class Roll(models.Model):
    """A pre-printed roll of paper in use for one class: while the row stands, no machine gives numbers of the class."""

    letter = models.CharField(max_length=1, primary_key=True)
    next_number = models.PositiveIntegerField()  # the one that hangs out of the roll
    started_at = models.DateTimeField()
    started_by = models.CharField(max_length=NAME)

    def __str__(self) -> str:
        return f"roll {self.letter}: {self.next_number}"


class CalendarDay(models.Model):
    """One day of the government's yearly calendar of office days."""

    day = models.DateField(primary_key=True)
    works = models.BooleanField()
    note = models.CharField(max_length=60, blank=True, default="")  # 春節, 補行上班 ...
    source = models.CharField(max_length=120)  # the file it came from
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.day} {'works' if self.works else 'off'} {self.note}"


class SpecialOpening(models.Model):
    """A day that is not as its weekday is: a session of its own, or closed by the city's announcement."""

    day = models.DateField()
    kind = models.CharField(max_length=16)  # kiosk.queues.rules.sessions.SessionKind
    opens = models.TimeField(null=True)  # none for a day that is closed
    closes = models.TimeField(null=True)
    note = models.CharField(max_length=120, blank=True, default="")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=NAME)

    class Meta:
        indexes = [models.Index(fields=["day"], name="openings_by_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"


class RankingSignOff(models.Model):
    """A month's ranking as the supervisor has signed it: frozen, and shown to colleagues only where they chose so."""

    month = models.DateField(unique=True)  # its first day
    table = models.JSONField()
    shared = models.BooleanField(default=False)
    signed_at = models.DateTimeField()
    signed_by = models.CharField(max_length=NAME)

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} by {self.signed_by}"
