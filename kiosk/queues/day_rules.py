"""What holds now for taking numbers, in one query: classes, the session that runs, caps, and what the same press has got."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

from django.db import connection

from kiosk.clock import day_of
from kiosk.guide.ticketing import STAMP, stamped
from kiosk.queues.sessions import Opening, admits, opening, session_at, takes_numbers
from kiosk.statements import ask

if TYPE_CHECKING:
    import uuid
    from datetime import datetime

    from kiosk.guide.ticketing import Ticketing
    from kiosk.queues.answers import SessionView

_TODAY = """
    SELECT 'c', CASE WHEN works THEN 1 ELSE 0 END, note, '', '' FROM queues_calendarday WHERE day = %s
    UNION ALL SELECT 'o', 0, kind, COALESCE(CAST(opens AS text), ''), COALESCE(CAST(closes AS text), '')
        FROM queues_specialopening WHERE day = %s
    UNION ALL SELECT 'k', r.daily_cap, r.letter, CAST(COALESCE(s.given, 0) AS text), '' FROM queues_classrule r
        LEFT JOIN queues_sequence s ON s.letter = r.letter AND s.day = %s
        WHERE r.daily_cap IS NOT NULL
    UNION ALL SELECT 'r', next_number, letter, '', '' FROM queues_roll
    UNION ALL SELECT 'g', id, '', '', '' FROM queues_ticket WHERE request_id = %s
    UNION ALL
""" + STAMP  # noqa: S608  # two constants


@dataclass(frozen=True)
class DayRules:
    """The office, the session of a moment, the classes' caps, those that gave all their numbers, and those on a roll of paper.

    `given` is the ticket that the same press has got already.
    """

    now: datetime
    office: Ticketing
    session: SessionView
    caps: dict[str, int]
    full: frozenset[str]
    on_roll: frozenset[str] = frozenset()
    given: int | None = None

    def refusal(self, letter: str) -> str:
        """Return why no number of a class is given now, as a text key; empty where one is."""
        if not takes_numbers(self.session, self.now):
            return "ticket.ended"
        if not admits(self.session, letter):
            return "ticket.class_closed"
        if letter in self.on_roll:
            return "ticket.on_roll"
        return "ticket.class_full" if letter in self.full else ""


def of(now: datetime, request_id: uuid.UUID | None = None) -> DayRules:
    """Return what holds at `now`, for the press `request_id`."""
    day = day_of(now).isoformat()
    press = request_id if request_id is None or connection.features.has_native_uuid_field else request_id.hex
    rows = ask(_TODAY, [day, day, day, press])
    calendar = next(((bool(works), note) for what, works, note, _, _ in rows if what == "c"), None)
    made = [_opening(kind, opens, closes) for what, _, kind, opens, closes in rows if what == "o"]
    capped = [(letter, int(cap), int(given)) for what, cap, letter, given, _ in rows if what == "k"]
    return DayRules(
        now, stamped(next(row for row in rows if row[0] == "s")), session_at(now, calendar, made),
        {letter: cap for letter, cap, _ in capped},
        frozenset(letter for letter, cap, given in capped if given >= cap),
        frozenset(letter for what, _, letter, _, _ in rows if what == "r"),
        next((int(ticket_id) for what, ticket_id, _, _, _ in rows if what == "g"), None),
    )  # fmt: skip


def _opening(kind: str, opens: str, closes: str) -> Opening:
    return opening(kind, time.fromisoformat(opens) if opens else None, time.fromisoformat(closes) if closes else None)
