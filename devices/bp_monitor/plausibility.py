"""Limits a reading must keep to be a measurement at all, and what is worth a second look.

The figures are those of the protocol notes' section "Judging a reading": wide enough for any adult a lobby
monitor can measure.  Nothing is ever clamped: a value outside is refused.  Classes (normal, elevated, ...)
are policy, not this.
"""

from __future__ import annotations

from dataclasses import dataclass

from devices.bp_monitor.events import Remark


@dataclass(frozen=True)
class Limits:
    """Lowest and highest values, both ends included; pressures in mmHg, pulse in beats per minute."""

    systolic_mmhg: tuple[int, int] = (60, 280)
    diastolic_mmhg: tuple[int, int] = (30, 200)
    pulse_bpm: tuple[int, int] = (30, 240)
    least_pulse_pressure_mmhg: int = 10


def contradiction(
    limits: Limits, *, systolic_mmhg: int, diastolic_mmhg: int, mean_mmhg: int | None, pulse_bpm: int | None
) -> str | None:
    """Say why these values cannot be a result, naming the field; None when they can."""
    fields = (
        ("systolic", systolic_mmhg, limits.systolic_mmhg),
        ("diastolic", diastolic_mmhg, limits.diastolic_mmhg),
        ("pulse", pulse_bpm, limits.pulse_bpm),
    )
    for name, value, (low, high) in fields:
        if value is not None and not low <= value <= high:
            return f"{name} is outside {low}-{high}"
    if systolic_mmhg - diastolic_mmhg < limits.least_pulse_pressure_mmhg:
        return f"systolic is less than {limits.least_pulse_pressure_mmhg} mmHg above diastolic"
    if mean_mmhg is not None and not diastolic_mmhg <= mean_mmhg <= systolic_mmhg:
        return "mean is not between diastolic and systolic"
    return None


def remarks(*, systolic_mmhg: int, diastolic_mmhg: int, pulse_bpm: int | None) -> tuple[Remark, ...]:
    """Name what is unusual in a plausible result."""
    pulse_pressure = systolic_mmhg - diastolic_mmhg
    found = (
        (pulse_pressure > 100, Remark.WIDE_PULSE_PRESSURE),
        (pulse_pressure < 20, Remark.NARROW_PULSE_PRESSURE),
        (pulse_bpm is not None and pulse_bpm < 40, Remark.SLOW_PULSE),
        (pulse_bpm is not None and pulse_bpm > 140, Remark.FAST_PULSE),
    )
    return tuple(remark for is_so, remark in found if is_so)
