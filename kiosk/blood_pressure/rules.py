"""How readings are judged, averaged and asked for again; pure.

Source: the Taiwan 2022 guideline's way of measuring (two readings a minute apart, average), and the
plausibility limits that the makers' manuals and public programs agree on.  All limits come in as data; see
`assets/policies/`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

USUAL_READINGS = 2
MOST_READINGS = 3


class Level(StrEnum):
    """The five levels, from lowest to highest; told by word and shape first, by colour second."""

    NORMAL = "normal"
    ELEVATED = "elevated"
    HIGH = "high"
    VERY_HIGH = "very_high"
    URGENT = "urgent"

    @property
    def rank(self) -> int:
        """0 for normal to 4 for urgent."""
        return list(Level).index(self)

    @property
    def shape(self) -> str:
        """The name of the shape that stands for the level on screen and paper."""
        return ("disc", "diamond", "triangle", "square", "hexagon")[self.rank]

    @property
    def text_key(self) -> str:
        """The key of its word."""
        return f"bp.level.{self.value}"

    @property
    def advice_key(self) -> str:
        """The key of its advice."""
        return f"bp.advice.{self.value}"


class State(StrEnum):
    """A session: waiting -> measuring -> done, or closed before that: `ended`, `no_result`.

    waiting    no reading yet
    measuring  a reading is there, another is wanted
    done       enough readings: the result stands, further readings are not this visitor's
    ended      left or timed out after at least one reading: the result stands with the readings there are
    no_result  left or timed out without a reading
    """

    WAITING = "waiting"
    MEASURING = "measuring"
    DONE = "done"
    ENDED = "ended"
    NO_RESULT = "no_result"


class Trouble(StrEnum):
    """What the visitor can do about a measurement that gave no result."""

    ARM_CUFF = "arm_cuff"
    KEEP_STILL = "keep_still"
    CALL_STAFF = "call_staff"


OPEN = (State.WAITING, State.MEASURING)


@dataclass(frozen=True)
class Measured:
    """One result: pressures in mmHg, pulse in beats a minute; the pulse may be absent."""

    systolic_mmhg: int = field(repr=False)
    diastolic_mmhg: int = field(repr=False)
    pulse_bpm: int | None = field(default=None, repr=False)
    mean_mmhg: int | None = field(default=None, repr=False)
    movement: bool = False
    irregular: bool = False


@dataclass(frozen=True)
class Plausible:
    """Limits, both ends included, outside of which a result is no result."""

    systolic_mmhg: tuple[int, int]
    diastolic_mmhg: tuple[int, int]
    pulse_bpm: tuple[int, int]
    pulse_pressure_from_mmhg: int


@dataclass(frozen=True)
class Policy:
    """A table of levels: the value from which each holds, in mmHg; a column may lack a level."""

    policy_id: str
    version: int
    systolic_from_mmhg: Mapping[Level, int]
    diastolic_from_mmhg: Mapping[Level, int]
    low_systolic_mmhg: int
    low_diastolic_mmhg: int

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels this table knows, from lowest to highest."""
        known = {Level.NORMAL, *self.systolic_from_mmhg, *self.diastolic_from_mmhg}
        return tuple(level for level in Level if level in known)

    def level(self, systolic_mmhg: int, diastolic_mmhg: int) -> Level:
        """Return the higher of the levels of the two pressures."""
        reached = [level for level, start in self.systolic_from_mmhg.items() if systolic_mmhg >= start]
        reached += [level for level, start in self.diastolic_from_mmhg.items() if diastolic_mmhg >= start]
        return max(reached, key=lambda level: level.rank, default=Level.NORMAL)

    def is_low(self, systolic_mmhg: int, diastolic_mmhg: int) -> bool:
        """Say whether either pressure lies under the low limit, which is a note and not a level."""
        return systolic_mmhg < self.low_systolic_mmhg or diastolic_mmhg < self.low_diastolic_mmhg


def implausible(reading: Measured, limits: Plausible) -> str | None:
    """Return the name of the first fact that cannot be, or None; nothing is ever bent into range."""
    systolic, diastolic = reading.systolic_mmhg, reading.diastolic_mmhg
    if not _within(systolic, limits.systolic_mmhg):
        return "systolic"
    if not _within(diastolic, limits.diastolic_mmhg):
        return "diastolic"
    if systolic - diastolic < limits.pulse_pressure_from_mmhg:
        return "pulse_pressure"
    if reading.mean_mmhg is not None and not _within(reading.mean_mmhg, (diastolic, systolic)):
        return "mean"
    if reading.pulse_bpm is not None and not _within(reading.pulse_bpm, limits.pulse_bpm):
        return "pulse"
    return None


def readings_wanted(readings: Sequence[Measured], third_over_mmhg: int) -> int:
    """Return how many readings this session needs: two, or three when the first two cannot be relied on.

    They cannot where they differ by more than `third_over_mmhg` in either pressure, or where the machine
    noted movement or an irregular pulse in one of them.
    """
    first_two = readings[:USUAL_READINGS]
    if any(one.movement or one.irregular for one in first_two):
        return MOST_READINGS
    if len(first_two) < USUAL_READINGS:
        return USUAL_READINGS
    one, two = first_two
    apart = max(abs(one.systolic_mmhg - two.systolic_mmhg), abs(one.diastolic_mmhg - two.diastolic_mmhg))
    return MOST_READINGS if apart > third_over_mmhg else USUAL_READINGS


def counted(readings: Sequence[Measured]) -> tuple[int, ...]:
    """Return the indexes of the readings that make the result: the only one, or the last two."""
    return tuple(range(len(readings)))[-USUAL_READINGS:]


def average(readings: Sequence[Measured]) -> Measured:
    """Return the average of `readings` (at least one), half up; the pulse over those that have one."""
    pulses = [one.pulse_bpm for one in readings if one.pulse_bpm is not None]
    return Measured(
        systolic_mmhg=half_up(one.systolic_mmhg for one in readings),
        diastolic_mmhg=half_up(one.diastolic_mmhg for one in readings),
        pulse_bpm=half_up(pulses) if pulses else None,
        movement=any(one.movement for one in readings),
        irregular=any(one.irregular for one in readings),
    )


def half_up(values: Iterable[int]) -> int:
    """Return the mean of whole numbers, halves rounded up."""
    numbers = list(values)
    return (2 * sum(numbers) + len(numbers)) // (2 * len(numbers))


def irregular_twice(readings: Sequence[Measured]) -> bool:
    """Say whether an irregular pulse was noted twice: worth telling a doctor, no claim of an illness."""
    return sum(one.irregular for one in readings) >= 2


def _within(value: int, limits: tuple[int, int]) -> bool:
    return limits[0] <= value <= limits[1]
