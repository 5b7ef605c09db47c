"""The life of a session in the database: opened, given readings and troubles, judged, closed.

Every function here runs inside the caller's transaction.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import F

from kiosk.blood_pressure import rules
from kiosk.blood_pressure.answers import measured
from kiosk.blood_pressure.models import Reading, Session, Unclaimed
from kiosk.blood_pressure.policies import load_practice, load_table
from kiosk.blood_pressure.rules import OPEN, Measured, Policy, State, Trouble
from kiosk.clock import TAIPEI, day_of

if TYPE_CHECKING:
    from collections.abc import Sequence

RESULT = ("n", "members", "avg_systolic_mmhg", "avg_diastolic_mmhg", "avg_pulse_bpm", "level")


def this_kiosk() -> str:
    """Return the name of this machine, which its screen and its monitor share."""
    return str(settings.KIOSK.office.kiosk_label)


def open_session(kiosk: str, now: datetime) -> Session | None:
    """Return this kiosk's open session, locked; one whose time is over is closed and not returned."""
    session = Session.objects.select_for_update().filter(kiosk=kiosk, state__in=OPEN).first()
    if session is not None and session.closes_at <= now:
        close(session, session.closes_at, "timeout")
        return None
    return session


def standing(session: Session) -> list[Reading]:
    """Return the readings that stand, in order: corrected ones are left out."""
    return list(session.readings.filter(superseded_by=None).order_by("seq"))


def add_reading(
    session: Session, result: Measured, received_at: datetime, device_time: datetime | None
) -> Reading:
    """Store the next reading of an open session, judge the session anew and close it when it has enough."""
    reading = Reading.objects.create(
        session=session,
        seq=session.readings.filter(revision=0).count() + 1,
        source="monitor",
        received_at=received_at,
        device_time=device_time.isoformat(timespec="seconds") if device_time else "",
        device_clock_off_s=_clock_off_s(device_time, received_at),
        **_columns(result),
    )
    session.trouble, session.troubles_in_a_row = "", 0
    session.closes_at = received_at + timedelta(seconds=load_practice().timeout_s)
    session.state = State.MEASURING
    judge(session)
    session.save()
    return reading


def correct(reading: Reading, result: Measured, *, by: str, why: str, at: datetime) -> Reading:
    """Write a row that supersedes `reading`, and judge its session anew."""
    row = Reading.objects.create(
        session=reading.session,
        seq=reading.seq,
        revision=reading.revision + 1,
        supersedes=reading,
        source="manual",
        received_at=at,
        entered_by=by,
        why=why,
        **_columns(result),
    )
    judge(reading.session)
    reading.session.save()
    return row


def judge(session: Session) -> None:
    """Derive the result of `session` from its standing readings, by its own policy; does not save."""
    rows = standing(session)
    results = [measured(row) for row in rows]
    members = rules.counted(results)
    mean = rules.average([results[index] for index in members])
    session.n, session.members = len(members), [str(rows[index].pk) for index in members]
    session.avg_systolic_mmhg, session.avg_diastolic_mmhg = mean.systolic_mmhg, mean.diastolic_mmhg
    session.avg_pulse_bpm = mean.pulse_bpm
    session.level = policy_of(session).level(mean.systolic_mmhg, mean.diastolic_mmhg)
    if session.state in OPEN and _enough(results):
        session.state, session.ended_why, session.ended_at = State.DONE, "finished", rows[-1].received_at


def note_trouble(session: Session, trouble: Trouble) -> None:
    """Keep what went wrong; the second time in a row staff are asked for, whatever it was."""
    session.troubles_in_a_row += 1
    session.trouble = Trouble.CALL_STAFF if session.troubles_in_a_row > 1 else trouble
    session.save(update_fields=["trouble", "troubles_in_a_row"])


def close(session: Session, at: datetime, why: str) -> None:
    """Close an open session: with a result where there is a reading, without one where there is none."""
    session.state = State.ENDED if session.n else State.NO_RESULT
    session.ended_at, session.ended_why = at, why
    session.save(update_fields=["state", "ended_at", "ended_why"])


def is_repeat(session: Session, result: Measured, device_time: datetime | None) -> bool:
    """Say whether the monitor sent a result again that this session already has."""
    if device_time is None:
        return False
    same = {key: value for key, value in _columns(result).items() if key not in {"movement", "irregular"}}
    stamp = device_time.isoformat(timespec="seconds")
    return session.readings.filter(source="monitor", device_time=stamp, **same).exists()


def count_unclaimed(kiosk: str, at: datetime, why: str) -> None:
    """Count a reading that is not stored; its values are nowhere."""
    row, _ = Unclaimed.objects.get_or_create(kiosk=kiosk, day=day_of(at), why=why)
    Unclaimed.objects.filter(pk=row.pk).update(count=F("count") + 1)


def policy_of(session: Session) -> Policy:
    """Return the table of levels that judges `session`."""
    return load_table(session.policy_id).policy


def _enough(results: Sequence[Measured]) -> bool:
    return len(results) >= rules.readings_wanted(results, load_practice().third_reading_over_mmhg)


def _columns(result: Measured) -> dict[str, int | bool | None]:
    return {
        "systolic_mmhg": result.systolic_mmhg,
        "diastolic_mmhg": result.diastolic_mmhg,
        "mean_mmhg": result.mean_mmhg,
        "pulse_bpm": result.pulse_bpm,
        "movement": result.movement,
        "irregular": result.irregular,
    }


def _clock_off_s(device_time: datetime | None, received_at: datetime) -> int | None:
    """How far the monitor's clock is ahead, in seconds; it has no zone, so it is taken as the office's."""
    if device_time is None:
        return None
    return round((device_time.replace(tzinfo=TAIPEI) - received_at).total_seconds())
