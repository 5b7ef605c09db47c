"""What the services answer: frozen facts for screens and slips, built from rows.

Values are kept out of every `repr`, so that no log and no traceback can show them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.blood_pressure import rules
from kiosk.blood_pressure.rules import Level, Measured, Policy, State, Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from kiosk.blood_pressure.models import Reading, Session
    from kiosk.blood_pressure.policies import Practice


@dataclass(frozen=True)
class ReadingView:
    """One reading, or with `seq` 0 an average: mmHg, beats a minute (None where the machine sent none)."""

    seq: int
    systolic_mmhg: int = field(repr=False)
    diastolic_mmhg: int = field(repr=False)
    pulse_bpm: int | None = field(repr=False)
    received_at: datetime
    level: Level = field(repr=False)


@dataclass(frozen=True)
class SessionView:
    """A session as the screen shows it.

    `average` and `level` stand from the first reading on and are final in the states done and ended;
    `readings_counted` says how many readings are in them.  `urgent` is true once any reading was urgent:
    help is then called at once. `trouble` is the last measurement's, gone with the next good one; two in a
    row always ask for staff. `note_keys` are sentences to add (one reading only, irregular pulse, low).
    """

    session_id: UUID
    state: State
    language: str
    identity: str
    token: str = field(repr=False)
    readings: tuple[ReadingView, ...]
    readings_wanted: int
    readings_counted: int
    average: ReadingView | None
    level: Level | None = field(repr=False)
    urgent: bool = field(repr=False)
    advice_key: str | None = field(repr=False)
    note_keys: tuple[str, ...] = field(repr=False)
    trouble: Trouble | None
    troubles_in_a_row: int
    started_at: datetime
    closes_at: datetime
    next_reading_at: datetime | None


@dataclass(frozen=True)
class Step:
    """One level of the scale: from which values it holds, in mmHg; None where the table has no such limit."""

    level: Level
    shape: str
    text_key: str
    systolic_from_mmhg: int | None
    diastolic_from_mmhg: int | None


@dataclass(frozen=True)
class ScaleView:
    """The adopted table: its levels from low to high; `confirmed` once the health centre has checked it."""

    policy_id: str
    version: int
    name: dict[str, str]
    source: dict[str, str]
    adults_from_age: int
    confirmed: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Timing:
    """How long a visitor rests, waits between readings and may stay, in seconds."""

    rest_s: int
    between_readings_s: int
    timeout_s: int


def measured(reading: Reading) -> Measured:
    """Return a row as the rules see it."""
    return Measured(
        systolic_mmhg=reading.systolic_mmhg,
        diastolic_mmhg=reading.diastolic_mmhg,
        pulse_bpm=reading.pulse_bpm,
        mean_mmhg=reading.mean_mmhg,
        movement=reading.movement,
        irregular=reading.irregular,
    )


def session_view(
    session: Session, rows: Sequence[Reading], policy: Policy, practice: Practice
) -> SessionView:
    """Build the view of `session` with its standing readings `rows`, in order, judged by `policy`."""
    results = [measured(row) for row in rows]
    readings = tuple(_reading_view(row, policy) for row in rows)
    level = Level(session.level) if session.level else None
    return SessionView(
        session_id=session.pk,
        state=State(session.state),
        language=session.language,
        identity=session.identity,
        token=session.token,
        readings=readings,
        readings_wanted=rules.readings_wanted(results, practice.third_reading_over_mmhg),
        readings_counted=session.n,
        average=_average_view(session, rows),
        level=level,
        urgent=any(reading.level is Level.URGENT for reading in readings),
        advice_key=level.advice_key if level else None,
        note_keys=_note_keys(session, results, policy),
        trouble=Trouble(session.trouble) if session.trouble else None,
        troubles_in_a_row=session.troubles_in_a_row,
        started_at=session.started_at,
        closes_at=session.closes_at,
        next_reading_at=_next_reading_at(session, rows, practice),
    )


def scale_step(policy: Policy, level: Level) -> Step:
    """Return one level of a table."""
    return Step(
        level=level,
        shape=level.shape,
        text_key=level.text_key,
        systolic_from_mmhg=policy.systolic_from_mmhg.get(level),
        diastolic_from_mmhg=policy.diastolic_from_mmhg.get(level),
    )


def _reading_view(row: Reading, policy: Policy) -> ReadingView:
    level = policy.level(row.systolic_mmhg, row.diastolic_mmhg)
    return ReadingView(row.seq, row.systolic_mmhg, row.diastolic_mmhg, row.pulse_bpm, row.received_at, level)


def _average_view(session: Session, rows: Sequence[Reading]) -> ReadingView | None:
    systolic, diastolic = session.avg_systolic_mmhg, session.avg_diastolic_mmhg
    if systolic is None or diastolic is None:
        return None
    return ReadingView(
        0, systolic, diastolic, session.avg_pulse_bpm, rows[-1].received_at, Level(session.level)
    )


def _note_keys(session: Session, results: Sequence[Measured], policy: Policy) -> tuple[str, ...]:
    keys = []
    if session.n == 1 and session.state == State.ENDED:
        keys.append("bp.note.one_reading")
    if rules.irregular_twice(results):
        keys.append("bp.note.irregular")
    systolic, diastolic = session.avg_systolic_mmhg, session.avg_diastolic_mmhg
    if systolic is not None and diastolic is not None and policy.is_low(systolic, diastolic):
        keys.append("bp.note.low")
    return tuple(keys)


def _next_reading_at(session: Session, rows: Sequence[Reading], practice: Practice) -> datetime | None:
    if session.state != State.MEASURING:
        return None
    return rows[-1].received_at + timedelta(seconds=practice.between_readings_s)
