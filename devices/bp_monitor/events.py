"""What a blood-pressure monitor can tell.

Only a `Reading` is a measurement.  Personal data never leaves the codec: an ID that the machine sends along
is dropped, and the `raw` bytes of refused frames and noise come with every digit blotted out (`blot`), since
they end up in logs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

_DIGIT = re.compile(rb"[0-9]")


class Trouble(StrEnum):
    """What the visitor is told after a measurement that failed."""

    ARM_CUFF = "arm_cuff"
    KEEP_STILL = "keep_still"
    CALL_STAFF = "call_staff"


class Reason(StrEnum):
    """Why a frame was not taken as a reading."""

    CHECKSUM = "checksum"
    MALFORMED = "malformed"
    OUT_OF_RANGE = "out_of_range"
    BAD_TIME = "bad_time"
    UNSUPPORTED = "unsupported"


class Remark(StrEnum):
    """A reading that stands, but is worth a second look."""

    WIDE_PULSE_PRESSURE = "wide_pulse_pressure"
    NARROW_PULSE_PRESSURE = "narrow_pulse_pressure"
    SLOW_PULSE = "slow_pulse"
    FAST_PULSE = "fast_pulse"


@dataclass(frozen=True)
class Reading:
    """One result: pressures in mmHg, pulse in beats per minute, None where the machine sent none.

    `device_time` is the machine's own clock, without a zone and often wrong: the kiosk's time of receipt is
    the official one.  `irregular_beats` counts beats the machine found irregular, `retakes` how often it
    inflated again by itself.
    """

    systolic_mmhg: int
    diastolic_mmhg: int
    mean_mmhg: int | None = None
    pulse_bpm: int | None = None
    device_time: datetime | None = None
    movement: bool = False
    irregular_beats: int = 0
    retakes: int | None = None
    duration_s: int | None = None
    model: str = ""
    remarks: tuple[Remark, ...] = ()

    @property
    def irregular(self) -> bool:
        """Whether the machine found any irregular beat."""
        return self.irregular_beats > 0


@dataclass(frozen=True)
class MonitorError:
    """The machine could not measure.

    `code` is its own word for it ("E44"), `group` what to tell the visitor.
    """

    code: str
    group: Trouble
    device_time: datetime | None = None


@dataclass(frozen=True)
class Refusal:
    """A whole frame that is no reading; `raw` is blotted."""

    reason: Reason
    why: str
    raw: bytes = b""


@dataclass(frozen=True)
class Noise:
    """Bytes that belong to no frame: `size_bytes` of them, the first ones blotted in `raw`."""

    raw: bytes
    why: str
    size_bytes: int


Event = Reading | MonitorError | Refusal | Noise


def blot(raw: bytes) -> bytes:
    """Return `raw` with each digit turned into 9: the layout stays visible, IDs, dates and values do not."""
    return _DIGIT.sub(b"9", raw)
