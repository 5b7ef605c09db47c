"""The log of what was shown: only changes, from when until when, never rewritten, ready for a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from kiosk.announcements import services
from kiosk.announcements.models import Channel, Kind, Showing
from kiosk.announcements.showings import Period, ShowingLog, ShownPage, as_csv, periods_of_announcement, periods_of_day
from kiosk.clock import day_of

if TYPE_CHECKING:
    from kiosk.clock import StillClock

pytestmark = [pytest.mark.database, pytest.mark.django_db]
DAY = date(2026, 3, 5)
NOON, REST = ShownPage("中午服務"), ShownPage("（時間）")


def spans(found: tuple[Period, ...]) -> list[tuple[str, str, int, int | None]]:
    """(channel, text, minutes after 10:24, minutes it ended after 10:24)."""
    zero = datetime(2026, 3, 5, 2, 24, tzinfo=UTC)

    def minutes(at: datetime | None) -> int | None:
        return None if at is None else round((at - zero).total_seconds() / 60)

    return [(one.channel, one.text, minutes(one.from_at) or 0, minutes(one.until_at)) for one in found]


def disk_full(rows: object) -> None:
    raise DatabaseError("disk full")


def test_only_what_changes_is_written(clock: StillClock) -> None:
    log = ShowingLog("marquee")
    alone, both = {"r": REST}, {"r": REST, "a": NOON}
    written = [log.note(pages, clock=clock) for pages in (alone, alone, both, alone, alone)]
    assert written == [2, 0, 1, 1, 0], "the first says that the log begins"
    assert Showing.objects.count() == 4


def test_from_when_until_when(clock: StillClock) -> None:
    log, other = ShowingLog("marquee"), ShowingLog("board")
    log.note({"r": REST}, clock=clock)
    clock.advance(60)
    log.note({"r": REST, "a": NOON}, clock=clock)
    other.note({"a": NOON}, clock=clock)
    clock.advance(120)
    log.note({"r": REST}, clock=clock)
    found = periods_of_day(DAY)
    assert spans(found) == [("marquee", "（時間）", 0, None), ("board", "中午服務", 1, None), ("marquee", "中午服務", 1, 3)]
    assert spans(periods_of_day(DAY, channel="board")) == [("board", "中午服務", 1, None)]


def test_a_changed_text_under_the_same_name_is_another_page(clock: StillClock) -> None:
    log = ShowingLog("marquee")
    log.note({"a": NOON}, clock=clock)
    clock.advance(60)
    log.note({"a": ShownPage("改過")}, clock=clock)
    assert spans(periods_of_day(DAY)) == [("marquee", "中午服務", 0, 1), ("marquee", "改過", 1, None)]


def test_after_an_interruption_the_end_is_not_invented(clock: StillClock) -> None:
    log = ShowingLog("marquee")
    log.note({"a": NOON}, clock=clock)
    clock.advance(600)
    ShowingLog("marquee").note({"a": NOON}, clock=clock)
    first, second = periods_of_day(DAY)
    assert (first.cut_off, second.cut_off, second.until_at) == (True, False, None)
    assert "此後中斷" in as_csv([first])


def test_what_began_on_another_day_and_still_stood_belongs_to_the_day(clock: StillClock) -> None:
    log = ShowingLog("marquee")
    log.note({"a": NOON}, clock=clock)
    clock.advance(3 * 86400)
    log.note({}, clock=clock)
    days = [day_of(clock.now()) + timedelta(days=n) for n in (-4, -3, -2, 0, 1)]
    assert [len(periods_of_day(day)) for day in days] == [0, 1, 1, 1, 0]


def test_a_row_that_could_not_be_written_is_written_next_time(clock: StillClock, monkeypatch: pytest.MonkeyPatch) -> None:
    log = ShowingLog("marquee")
    with monkeypatch.context() as patch:
        patch.setattr(Showing.objects, "bulk_create", disk_full)
        with pytest.raises(DatabaseError):
            log.note({"a": NOON}, clock=clock)
    assert log.note({"a": NOON}, clock=clock) == 2


def test_the_log_only_grows(clock: StillClock) -> None:
    ShowingLog("marquee").note({"a": NOON}, clock=clock)
    for deed in (lambda: Showing.objects.update(text="x"), lambda: Showing.objects.all().delete()):
        with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
            deed()
    assert Showing.objects.filter(text="中午服務").exists()


def test_a_channel_that_is_looked_at_notes_what_it_shows(clock: StillClock) -> None:
    until = clock.now() + timedelta(minutes=5)
    pushed = services.push(text="中午服務", kind=Kind.SERVICE, until_at=until, by="lin", clock=clock)
    for seconds in (0, 1, 1, 400, 1):
        clock.advance(seconds)
        services.on_air(Channel.BOARD, clock=clock)
    assert spans(periods_of_announcement(pushed.announcement_id)) == [("board", "中午服務", 0, 7)]
    assert Showing.objects.count() == 3


def test_a_log_that_cannot_be_written_darkens_nothing(clock: StillClock, monkeypatch: pytest.MonkeyPatch) -> None:
    services.push(text="中午", kind=Kind.SERVICE, until_at=clock.now() + timedelta(hours=1), by="lin", clock=clock)
    monkeypatch.setattr(Showing.objects, "bulk_create", disk_full)
    assert len(services.on_air(Channel.BOARD, clock=clock)) == 1


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_a_spreadsheet_computes_nothing_and_loses_nothing(text: str) -> None:
    period = Period("marquee", "announcement-1", text, 1, datetime(2026, 3, 5, 2, 24, tzinfo=UTC), None)
    written = as_csv([period])
    assert written.startswith("\ufeff")
    (_, row) = csv.reader(io.StringIO(written[1:], newline=""))
    assert row[3].removeprefix("'") == text or row[3] == text
    assert not row[3].startswith(("=", "+", "-", "@"))
    assert row[4] == "115/03/05 10:24:00"


def test_calls_of_past_days_are_not_read_again_and_again(clock: StillClock) -> None:
    log = ShowingLog("marquee")
    log.note({"r": REST, "call-1-1": ShownPage("A001 號")}, clock=clock)
    log.note({"r": REST}, clock=clock)
    clock.advance(5 * 86400)
    assert [one.text for one in periods_of_day(day_of(clock.now()))] == ["（時間）"]
