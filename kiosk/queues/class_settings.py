"""What the office settles about its classes of numbers: caps, weights, and which counter serves which class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kiosk import signals
from kiosk.clock import SYSTEM, Clock, day_of
from kiosk.errors import Refused
from kiosk.guide.ticketing import ticketing
from kiosk.queues import hall
from kiosk.queues.labels import written
from kiosk.queues.models import ClassRule, Roll, Sequence
from kiosk.queues.rules import name_and_detail
from kiosk.queues.seats import serve_classes
from kiosk.staff import audit
from kiosk.staff.services import names_of
from kiosk.texts import FALLBACK, pick

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from kiosk.queues.answers import CounterView

MAX_CAP, WEIGHTS_PCT = 9999, (10, 500)


@dataclass(frozen=True)
class ClassSettings:
    """One class: its numbers, what was settled for it, how many were given today, and the counters that serve it."""

    letter: str
    name: str
    first: str  # the first number of a day, and the one at which it grows by a digit
    grown: str
    daily_cap: int | None
    weight_pct: int
    given: int
    waiting: int
    on_roll: bool
    counters: tuple[int, ...]
    changed_by: str
    changed_at: datetime | None


@dataclass(frozen=True)
class CounterClasses:
    """One counter: the classes it serves, all of them where it is one window for everything; `clerk_name` sits there now."""

    number: int
    letters: frozenset[str]
    clerk_name: str


@dataclass(frozen=True)
class ClassWish:
    """What is to hold for a class from now on."""

    daily_cap: int | None
    weight_pct: int


def class_settings(*, clock: Clock = SYSTEM) -> tuple[tuple[ClassSettings, ...], tuple[CounterClasses, ...]]:
    """Return what is settled for every class and every counter."""
    today, office = day_of(clock.now()), ticketing().classes
    rules = {one.letter: one for one in ClassRule.objects.all()}
    names = names_of(one.changed_by for one in rules.values())
    given = dict(Sequence.objects.filter(day=today).values_list("letter", "given"))
    waiting, rolls = hall.situation(today).waiting, set(Roll.objects.values_list("letter", flat=True))
    counters = tuple(_counter(one, frozenset(office)) for one in hall.hall(clock.now()).counters)
    return tuple(
        ClassSettings(
            letter=kind.letter, name=name_and_detail(pick(kind.name, FALLBACK))[0], first=written(kind.letter, 1),
            grown=written(kind.letter, 1000), daily_cap=rule.daily_cap if rule else None,
            weight_pct=rule.weight_pct if rule else 100, given=given.get(kind.letter, 0), waiting=waiting.get(kind.letter, 0),
            on_roll=kind.letter in rolls, counters=tuple(one.number for one in counters if kind.letter in one.letters),
            changed_by=names[rule.changed_by] if rule else "", changed_at=rule.changed_at if rule else None,
        )
        for kind in office.values() for rule in [rules.get(kind.letter)]
    ), counters  # fmt: skip


@transaction.atomic
def settle_class(
    *, letter: str, by: str, daily_cap: int | None = None, weight_pct: int = 100, clock: Clock = SYSTEM
) -> None:
    """Settle a class's cap of numbers a day (None: none) and how much a minute of waiting in it counts."""
    if letter not in ticketing().classes:
        raise Refused("ticket.class_unknown", letter=letter)
    if not WEIGHTS_PCT[0] <= weight_pct <= WEIGHTS_PCT[1] or not (daily_cap is None or 0 <= daily_cap <= MAX_CAP):
        raise Refused("queue.class_rule", letter=letter, low=WEIGHTS_PCT[0], high=WEIGHTS_PCT[1], most=MAX_CAP)
    wanted = {"daily_cap": daily_cap, "weight_pct": weight_pct, "changed_at": clock.now(), "changed_by": by}
    ClassRule.objects.update_or_create(letter=letter, defaults=wanted)
    audit.record(actor=by, action="queue.class_rule", subject=letter, clock=clock, cap=daily_cap, weight=weight_pct)
    signals.wake("hall")


@transaction.atomic
def settle_classes(*, wishes: Mapping[str, ClassWish], by: str, clock: Clock = SYSTEM) -> None:
    """Settle several classes, all of them or none."""
    for letter, wish in wishes.items():
        settle_class(letter=letter, daily_cap=wish.daily_cap, weight_pct=wish.weight_pct, by=by, clock=clock)


@transaction.atomic
def settle_counters(*, served: Mapping[int, Collection[str]], by: str, clock: Clock = SYSTEM) -> None:
    """Settle which classes several counters serve, all of them or none; a counter serves at least one."""
    for counter in sorted(served):
        if not served[counter]:
            raise Refused("queue.counter_serves_none", counter=counter)
        serve_classes(counter=counter, letters=served[counter], by=by, clock=clock)


def _counter(one: CounterView, every: frozenset[str]) -> CounterClasses:
    return CounterClasses(one.number, frozenset(one.letters) or every, one.clerk_name)
