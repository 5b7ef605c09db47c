"""Days in ROC years as people write them, and the hours of the week in which a text runs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.announcements.roc_days import parse_end, parse_roc_day, parse_start
from kiosk.announcements.windows import Window
from kiosk.clock import TAIPEI
from kiosk.texts import roc_long, roc_short

TODAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    "text",
    ["115/03/05", "115/3/5", "115.3.5", "115-03-05", "1150305", "民國115年3月5日", "115年3月5日", "１１５／３／５", " 115/3/5"],
)
def test_a_day_in_every_way_it_is_written(text: str) -> None:
    assert parse_roc_day(text) == TODAY


@given(st.dates(date(1921, 1, 1), date(2200, 12, 31)))
def test_what_the_office_writes_it_reads(day: date) -> None:
    assert parse_roc_day(roc_short(day)) == day
    assert parse_roc_day(roc_long(day).partition("（")[0]) == day


@pytest.mark.parametrize(
    "text",
    ["", "2026/03/05", "2026-03-05", "115/13/01", "115/02/29", "115/00/01", "31/3", "三月五日", "115/3", "115//3", "-15/3/5"],
)
def test_what_is_no_roc_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_roc_day(text)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("115/03/31", datetime(2026, 3, 31, tzinfo=TAIPEI), datetime(2026, 3, 31, 23, 59, 59, 999_999, tzinfo=TAIPEI)),
        ("115/03/31 17:30", *[datetime(2026, 3, 31, 17, 30, tzinfo=TAIPEI)] * 2),
        ("9:05", *[datetime(2026, 3, 5, 9, 5, tzinfo=TAIPEI)] * 2),
    ],
)
def test_a_moment_is_a_day_a_time_or_both(text: str, start: datetime, end: datetime) -> None:
    assert (parse_start(text, TODAY), parse_end(text, TODAY)) == (start, end)


@pytest.mark.parametrize("text", ["25:00", "115/03/31 24:30", "soon", "17:30 115/03/31"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_end(text, TODAY)


@pytest.mark.parametrize(
    ("weekdays", "hours", "at", "holds"),
    [
        ("0123456", "", "2026-03-05 00:00", True), ("3", "", "2026-03-05 23:59", True), ("0124", "", "2026-03-05 10:00", False),
        ("3", "08:00-12:00", "2026-03-05 08:00", True), ("3", "08:00-12:00", "2026-03-05 12:00", False),
        ("3", "08:00-12:00, 13:30-17:30", "2026-03-05 13:30", True), ("3", "20:00-23:59", "2026-03-05 23:59", True),
    ],
)  # fmt: skip
def test_a_window_of_the_week(weekdays: str, hours: str, at: str, *, holds: bool) -> None:
    assert Window.of(weekdays, hours).holds(datetime.fromisoformat(at).replace(tzinfo=TAIPEI)) is holds


moments = st.integers(0, 40_000).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))
weekdays = st.sets(st.sampled_from("0123456"), min_size=1)


@given(moments, st.integers(1, 12 * 24), weekdays, st.sampled_from(["", "08:00-12:00", "23:00-23:59"]))
def test_a_window_that_never_opens_is_found_out(start: datetime, hours: int, days: set[str], sessions: str) -> None:
    window, until = Window.of("".join(days), sessions), start + timedelta(hours=hours)
    minutes = (start + timedelta(minutes=n) for n in range(0, hours * 60, 10))
    seen = any(window.holds(at) for at in minutes)
    assert window.ever_holds(start, until) or not seen


def test_a_text_for_saturdays_never_runs_from_monday_to_friday() -> None:
    monday = datetime(2026, 3, 2, tzinfo=TAIPEI)
    assert not Window.of("5", "").ever_holds(monday, monday + timedelta(days=5))
    assert Window.of("5", "").ever_holds(monday, monday + timedelta(days=5, minutes=1))
