"""How the lamps of signs spend the day: steps of brightness, quiet hours, closed days."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from kiosk.clock import TAIPEI
from kiosk.hours import Hours, Span, parse_spans
from kiosk.lamps import ClosedDays, LampDay, parse_steps

THURSDAY, SUNDAY, HOLIDAY = date(2026, 3, 5), date(2026, 3, 8), date(2026, 3, 6)
WORKDAY = (Span(time(8), time(17, 30)),)
OFFICE = Hours(week=(*[WORKDAY] * 5, (), ()), holidays=frozenset({HOLIDAY}))
STEPS = parse_steps("06:30 40, 08:00 100, 22:00 dark")


def at(clock: str, day: date = THURSDAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), TAIPEI)


@pytest.mark.parametrize(
    ("clock", "percent"),
    [("06:29", 0), ("06:30", 40), ("07:59", 40), ("08:00", 100), ("21:59", 100), ("22:00", 0), ("00:00", 0)],
)
def test_each_step_lasts_until_the_next_and_the_last_through_midnight(clock: str, percent: int) -> None:
    assert LampDay(STEPS).percent(at(clock), OFFICE) == percent


def test_without_steps_the_signs_decide() -> None:
    assert LampDay().percent(at("10:00"), OFFICE) is None


@pytest.mark.parametrize(
    ("closed_days", "day", "percent", "quiet"),
    [
        (ClosedDays.FULL, SUNDAY, 100, False), (ClosedDays.QUIET, SUNDAY, 100, True), (ClosedDays.DARK, SUNDAY, 0, False),
        (ClosedDays.DARK, HOLIDAY, 0, False), (ClosedDays.QUIET, HOLIDAY, 100, True),
        (ClosedDays.DARK, THURSDAY, 100, False), (ClosedDays.QUIET, THURSDAY, 100, False),
    ],
)  # fmt: skip
def test_a_closed_day_is_as_the_office_wants_it(closed_days: ClosedDays, day: date, percent: int, *, quiet: bool) -> None:
    lamps = LampDay(STEPS, closed_days=closed_days)
    assert (lamps.percent(at("10:00", day), OFFICE), lamps.is_quiet(at("10:00", day), OFFICE)) == (percent, quiet)


def test_an_office_that_told_no_hours_has_no_closed_days() -> None:
    assert LampDay(STEPS, closed_days=ClosedDays.DARK).percent(at("10:00", SUNDAY), Hours()) == 100


@pytest.mark.parametrize(
    ("clock", "quiet"), [("11:59", False), ("12:00", True), ("13:29", True), ("13:30", False), ("23:59", True)]
)
def test_quiet_hours(clock: str, *, quiet: bool) -> None:
    assert LampDay(quiet=parse_spans("12:00-13:30, 20:00-23:59")).is_quiet(at(clock), OFFICE) is quiet


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("08:00", "is no step"), ("8 o'clock 50", "is no step"), ("08:00 bright", "is no step"), ("25:00 50", "is no step"),
        ("08:00 0", "1 to 100"), ("08:00 101", "1 to 100"), ("08:00 -5", "1 to 100"),
        ("08:00 50, 07:00 60", "does not come after"), ("08:00 50, 08:00 60", "does not come after"),
    ],
)  # fmt: skip
def test_steps_that_make_no_sense_are_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_steps(text)
