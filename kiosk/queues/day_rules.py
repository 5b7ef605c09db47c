"""What holds today for taking numbers, in one query: the session that runs, and the caps of the classes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

from django.db import connection, transaction

from kiosk.clock import SYSTEM, Clock, day_of
from kiosk.errors import Refused
from kiosk.guide.ticketing import ticketing
from kiosk.hours import Span
from kiosk.queues.models import ClassRule
from kiosk.queues.rules.sessions import SessionKind
from kiosk.queues.sessions import Opening, admits, session_at, takes_numbers
from kiosk.staff import audit

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.queues.answers import SessionView

MAX_CAP, WEIGHTS_PCT = 9999, (10, 500)
_TODAY = """
    SELECT 'c', CASE WHEN works THEN 1 ELSE 0 END, note, '', '' FROM queues_calendarday WHERE day = %s
    UNION ALL SELECT 'o', 0, kind, COALESCE(CAST(opens AS text), ''), COALESCE(CAST(closes AS text), '')
        FROM queues_specialopening WHERE day = %s
    UNION ALL SELECT 'k', r.daily_cap, r.letter, CAST(COALESCE(s.given, 0) AS text), '' FROM queues_classrule r
        LEFT JOIN queues_sequence s ON s.letter = r.letter AND s.day = %s
        WHERE r.daily_cap IS NOT NULL
    UNION ALL SELECT 'r', next_number, letter, '', '' FROM queues_roll
"""


@dataclass(frozen=True)
class DayRules:
    """The session of a moment, the classes' caps, those that have given all their numbers, and those on a roll of paper."""

    now: datetime
    session: SessionView
    caps: dict[str, int]
    full: frozenset[str]
    on_roll: frozenset[str] = frozenset()

    def refusal(self, letter: str) -> str:
        """Return why no number of a class is given now, as a text key; empty where one is."""
        if not takes_numbers(self.session, self.now):
            return "ticket.ended"
        if not admits(self.session, letter):
            return "ticket.class_closed"
        if letter in self.on_roll:
            return "ticket.on_roll"
        return "ticket.class_full" if letter in self.full else ""


def of(now: datetime) -> DayRules:
    """Return what holds at `now`."""
    day = day_of(now).isoformat()
    with connection.cursor() as cursor:
        cursor.execute(_TODAY, [day, day, day])
        rows = cursor.fetchall()
    calendar = next(((bool(works), note) for what, works, note, _, _ in rows if what == "c"), None)
    made = [_opening(kind, opens, closes) for what, _, kind, opens, closes in rows if what == "o"]
    capped = [(letter, int(cap), int(given)) for what, cap, letter, given, _ in rows if what == "k"]
    return DayRules(
        now, session_at(now, calendar, made), {letter: cap for letter, cap, _ in capped},
        frozenset(letter for letter, cap, given in capped if given >= cap),
        frozenset(letter for what, _, letter, _, _ in rows if what == "r"),
    )  # fmt: skip


@transaction.atomic
def settle_class(
    *, letter: str, by: str, daily_cap: int | None = None, weight_pct: int = 100, clock: Clock = SYSTEM
) -> None:
    """Settle a class's cap of numbers a day (None: none) and how much a minute of waiting in it counts."""
    if letter not in ticketing().classes:
        raise Refused("ticket.class_unknown", letter=letter)
    if not WEIGHTS_PCT[0] <= weight_pct <= WEIGHTS_PCT[1] or not (daily_cap is None or 0 <= daily_cap <= MAX_CAP):
        raise Refused("queue.class_rule", low=WEIGHTS_PCT[0], high=WEIGHTS_PCT[1], most=MAX_CAP)
    wanted = {"daily_cap": daily_cap, "weight_pct": weight_pct, "changed_at": clock.now(), "changed_by": by}
    ClassRule.objects.update_or_create(letter=letter, defaults=wanted)
    audit.record(actor=by, action="queue.class_rule", subject=letter, clock=clock, cap=daily_cap, weight=weight_pct)


def _opening(kind: str, opens: str, closes: str) -> Opening:
    span = Span(time.fromisoformat(opens), time.fromisoformat(closes)) if opens and closes else None
    return Opening(SessionKind(kind), span)
