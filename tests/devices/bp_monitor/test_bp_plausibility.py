import pytest

from devices.bp_monitor.events import Remark
from devices.bp_monitor.plausibility import Limits, contradiction, remarks


@pytest.mark.parametrize(
    ("systolic", "diastolic", "mean", "pulse", "named"),
    [
        (60, 30, 30, 30, None),
        (280, 200, 280, 240, None),
        (120, 80, None, None, None),
        (120, 110, None, 60, None),
        (59, 40, None, 60, "systolic"),
        (281, 100, None, 60, "systolic"),
        (120, 29, None, 60, "diastolic"),
        (250, 201, None, 60, "diastolic"),
        (120, 80, None, 29, "pulse"),
        (120, 80, None, 241, "pulse"),
        (120, 111, None, 60, "above diastolic"),
        (80, 120, None, 60, "above diastolic"),
        (120, 80, 79, 60, "mean"),
        (120, 80, 121, 60, "mean"),
    ],
)
def test_what_cannot_be_a_result_is_named(
    systolic: int, diastolic: int, mean: int | None, pulse: int | None, named: str | None
) -> None:
    why = contradiction(
        Limits(), systolic_mmhg=systolic, diastolic_mmhg=diastolic, mean_mmhg=mean, pulse_bpm=pulse
    )
    assert (why is None) == (named is None)
    assert named is None or named in str(why)


@pytest.mark.parametrize(
    ("systolic", "diastolic", "pulse", "expected"),
    [
        (120, 80, 70, ()),
        (180, 80, 140, ()),
        (100, 80, 40, ()),
        (181, 80, None, (Remark.WIDE_PULSE_PRESSURE,)),
        (99, 80, 39, (Remark.NARROW_PULSE_PRESSURE, Remark.SLOW_PULSE)),
        (120, 80, 141, (Remark.FAST_PULSE,)),
    ],
)
def test_what_is_worth_a_second_look(
    systolic: int, diastolic: int, pulse: int | None, expected: tuple[Remark, ...]
) -> None:
    assert remarks(systolic_mmhg=systolic, diastolic_mmhg=diastolic, pulse_bpm=pulse) == expected
