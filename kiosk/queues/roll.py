"""Numbers from a pre-printed roll, for the day the printer is dead: the paper leads, the machine follows.

While a class is on a roll no machine gives its numbers, so that paper and machine never give the same one.  Whoever tears a
number off records it; the roll's next number is known, so a slip of the keys and a strip torn twice are noticed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kiosk import signals
from kiosk.clock import SYSTEM, Clock, day_of
from kiosk.errors import Refused
from kiosk.guide.ticketing import ticketing
from kiosk.queues.labels import written
from kiosk.queues.models import Roll, Ticket
from kiosk.staff import audit

if TYPE_CHECKING:
    from datetime import datetime

MAX_ROLL = 9999


@dataclass(frozen=True)
class RollView:
    """A roll in use, and the number that hangs out of it."""

    letter: str
    next_number: int
    next_label: str
    started_at: datetime
    started_by: str


def rolls() -> tuple[RollView, ...]:
    """Return the rolls in use, by class."""
    return tuple(
        RollView(one.letter, one.next_number, written(one.letter, one.next_number), one.started_at, one.started_by)
        for one in Roll.objects.order_by("letter")
    )


@transaction.atomic
def start_roll(*, letter: str, number: int, by: str, clock: Clock = SYSTEM) -> None:
    """Put a class on a roll whose first strip says `number`; a roll that is in use is replaced."""
    if letter not in ticketing().classes:
        raise Refused("ticket.class_unknown", letter=letter)
    now = clock.now()
    check(letter, number, now)
    Roll.objects.update_or_create(letter=letter, defaults={"next_number": number, "started_at": now, "started_by": by})
    audit.record(actor=by, action="queue.roll", subject=written(letter, number), clock=clock)
    signals.wake("hall")


@transaction.atomic
def end_roll(*, letter: str, by: str, clock: Clock = SYSTEM) -> None:
    """Take a class off its roll: the machines give its numbers again."""
    if Roll.objects.filter(letter=letter).delete()[0]:
        audit.record(actor=by, action="queue.roll_end", subject=letter, clock=clock)
        signals.wake("hall")


def check(letter: str, number: int, now: datetime) -> None:
    """Raise `Refused` for a number that no roll has, or that was given today; two desks with one roll ask in turn."""
    Roll.objects.select_for_update().filter(letter=letter).first()
    if not 1 <= number <= MAX_ROLL:
        raise Refused("ticket.roll_number", most=MAX_ROLL)
    if Ticket.objects.filter(day=day_of(now), letter=letter, number=number).exists():
        raise Refused("ticket.roll_twice", label=written(letter, number))


def follow(letter: str, number: int, *, skipped: bool) -> None:
    """Move a class's roll on past `number`, in the caller's transaction; without a roll there is nothing to follow.

    Raises `Refused` for another number than the next one; with `skipped` a later one will do.
    """
    found = Roll.objects.select_for_update().filter(letter=letter).first()
    if found is None:
        return
    if number != found.next_number and not (skipped and number > found.next_number):
        raise Refused("ticket.roll_next", label=written(letter, found.next_number))
    found.next_number = number + 1
    found.save(update_fields=["next_number"])
