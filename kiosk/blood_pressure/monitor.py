"""What comes from the monitor: results and troubles, given to whoever has consented and sits there now.

Plain values only: the supervisor knows the monitor's events, this feature does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction

from kiosk import signals
from kiosk.blood_pressure import rules, sessions
from kiosk.blood_pressure.policies import load_practice
from kiosk.blood_pressure.rules import Measured, Trouble
from kiosk.clock import SYSTEM, Clock

if TYPE_CHECKING:
    import uuid
    from datetime import datetime


class Outcome(StrEnum):
    """What became of a reading from the monitor."""

    STORED = "stored"
    REPEAT = "repeat"  # the monitor sent the same result again
    NO_SESSION = "no_session"  # nobody has consented: counted, not stored
    IMPLAUSIBLE = "implausible"  # counted, not stored; the visitor is asked to measure again


@dataclass(frozen=True)
class Recorded:
    """Answer to the supervisor."""

    outcome: Outcome
    session_id: uuid.UUID | None


@transaction.atomic
def record_reading(  # noqa: PLR0913  # the values of one result, told by name
    *,
    systolic_mmhg: int,
    diastolic_mmhg: int,
    mean_mmhg: int | None = None,
    pulse_bpm: int | None = None,
    device_time: datetime | None = None,
    movement: bool = False,
    irregular: bool = False,
    received_at: datetime | None = None,
    kiosk: str | None = None,
    clock: Clock = SYSTEM,
) -> Recorded:
    """Give a result of the monitor to this kiosk's open session.

    `received_at` is aware UTC, now where it is not told; `device_time` is the monitor's own clock, without a
    zone.  Without an open session, or with one that began after the result came in, nothing is stored and the
    reading is only counted.
    """
    place, received_at = kiosk or sessions.this_kiosk(), received_at or clock.now()
    result = Measured(systolic_mmhg, diastolic_mmhg, pulse_bpm, mean_mmhg, movement, irregular)
    found = sessions.open_session(place, received_at)
    if found is None or received_at < found.started_at:
        sessions.count_unclaimed(place, received_at, Outcome.NO_SESSION)
        return Recorded(Outcome.NO_SESSION, None)
    if sessions.is_repeat(found, result, device_time):
        return Recorded(Outcome.REPEAT, found.pk)
    outcome = Outcome.STORED
    if rules.implausible(result, load_practice().plausible):
        outcome = Outcome.IMPLAUSIBLE
        sessions.count_unclaimed(place, received_at, outcome)
        sessions.note_trouble(found, Trouble.KEEP_STILL)
    else:
        sessions.add_reading(found, result, received_at, device_time)
    signals.wake("blood_pressure")
    return Recorded(outcome, found.pk)


@transaction.atomic
def record_trouble(
    *, group: str, received_at: datetime | None = None, kiosk: str | None = None, clock: Clock = SYSTEM
) -> uuid.UUID | None:
    """Tell this kiosk's open session that a measurement gave no result (arm_cuff, keep_still, call_staff).

    Returns the session, or None where nobody sits there.
    """
    received_at = received_at or clock.now()
    found = sessions.open_session(kiosk or sessions.this_kiosk(), received_at)
    if found is None or received_at < found.started_at:
        return None
    sessions.note_trouble(found, Trouble(group))
    signals.wake("blood_pressure")
    return found.pk
