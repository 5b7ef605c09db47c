"""Opening hours: sessions, noon, holidays, the last number, the next opening."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.clock import TAIPEI
from kiosk.hours import Hours, Row, Span, parse_spans

DAY = parse_spans("08:00-12:00, 13:30-17:30")
NOON = parse_spans("12:00-13:30")[0]
OFFICE = Hours(week=(DAY,) * 5 + ((), ()), last_number=timedelta(minutes=10), holidays=frozenset({date(2026, 3, 9)}))
AFTER, BEFORE = timedelta(minutes=15), timedelta(minutes=10)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TAIPEI).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "open_", "numbers"),
    [
        ("2026-03-05 07:59", False, False), ("2026-03-05 08:00", True, True), ("2026-03-05 11:49", True, True),
        ("2026-03-05 11:50", True, False), ("2026-03-05 12:00", False, False), ("2026-03-05 17:29", True, False),
        ("2026-03-05 17:30", False, False), ("2026-03-07 10:00", False, False), ("2026-03-09 10:00", False, False),
    ],
)  # fmt: skip
def test_when_the_door_is_open_and_when_a_number_will_still_be_served(moment: str, open_: bool, numbers: bool) -> None:
    assert OFFICE.is_open(at(moment)) == open_
    assert OFFICE.takes_numbers(at(moment)) == numbers


def test_noon_service_joins_morning_and_afternoon() -> None:
    noon = Hours(week=OFFICE.week, noon=NOON, last_number=OFFICE.last_number)
    assert noon.takes_numbers(at("2026-03-05 11:55"))
    assert noon.takes_numbers(at("2026-03-05 12:30"))
    assert noon.last_number_at(at("2026-03-05 08:00")) == at("2026-03-05 17:20")
    assert not noon.is_open(at("2026-03-07 12:30"))


def test_an_office_that_has_told_nothing_is_always_open() -> None:
    always = Hours()
    assert always.is_open(at("2026-03-07 03:00"))
    assert always.takes_numbers(at("2026-03-07 03:00"))
    assert not always.rests(at("2026-03-07 03:00"), after=AFTER, before=BEFORE)


def test_the_next_opening_passes_over_the_weekend_and_a_holiday() -> None:
    assert OFFICE.next_opening(at("2026-03-05 12:10")) == at("2026-03-05 13:30")
    assert OFFICE.next_opening(at("2026-03-06 18:05")) == at("2026-03-10 08:00")
    assert Hours(week=((),) * 7).next_opening(at("2026-03-06 18:05")) is None


@pytest.mark.parametrize(
    ("moment", "rests"),
    [
        ("2026-03-05 17:44", False), ("2026-03-05 17:45", True), ("2026-03-06 07:49", True),
        ("2026-03-06 07:50", False), ("2026-03-05 10:00", False), ("2026-03-08 10:00", True),
    ],
)  # fmt: skip
def test_the_machine_rests_a_quarter_of_an_hour_after_closing_until_shortly_before_opening(moment: str, rests: bool) -> None:
    assert OFFICE.rests(at(moment), after=AFTER, before=BEFORE) == rests


def test_days_with_the_same_hours_stand_together() -> None:
    assert OFFICE.rows() == (Row(0, 4, DAY), Row(5, 6, ()))
    thursday = Hours(week=(DAY, DAY, DAY, parse_spans("08:00-20:00"), DAY, (), ()))
    assert [(row.first, row.last) for row in thursday.rows()] == [(0, 2), (3, 3), (4, 4), (5, 6)]


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("8-12", "write it as"), ("08:00", "write it as"), ("12:00-08:00", "the earlier time first"),
        ("08:00-12:00, 11:00-13:00", "in their order"), ("25:00-26:00", "write it as"),
    ],
)  # fmt: skip
def test_hours_that_cannot_be_are_refused_with_the_remedy(text: str, remedy: str) -> None:
    with pytest.raises(ValueError, match=remedy):
        parse_spans(text)


@given(st.integers(0, 365 * 24 * 60))
def test_at_the_next_opening_the_door_is_open_and_a_minute_before_it_is_not(minutes: int) -> None:
    now = at("2026-01-01 00:00") + timedelta(minutes=minutes)
    opens = OFFICE.next_opening(now)
    assert opens is not None
    assert opens > now
    assert OFFICE.is_open(opens)
    assert not OFFICE.is_open(opens - timedelta(minutes=1))
    if OFFICE.takes_numbers(now):
        assert OFFICE.is_open(now)


def test_a_span_is_written_as_it_is_read() -> None:
    assert [str(span) for span in DAY] == ["08:00-12:00", "13:30-17:30"]
    assert isinstance(DAY[0], Span)
