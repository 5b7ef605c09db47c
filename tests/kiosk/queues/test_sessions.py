"""Which session runs and what it takes: the week, the government's calendar, and days that are decided for themselves."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from lobby import Lobby

from kiosk.clock import TAIPEI, StillClock
from kiosk.config import OpeningHours
from kiosk.errors import ContentError, Refused
from kiosk.queues import services
from kiosk.queues.models import CalendarDay, Sequence, SpecialOpening, Ticket
from kiosk.queues.policies import load_admissions, load_points
from kiosk.queues.rules.calendar import decode, parse
from kiosk.queues.rules.sessions import SessionKind
from kiosk.queues.sessions import holidays
from kiosk.staff.models import AuditEntry

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("office", "week")]
alone = pytest.mark.django_db
HALF_DAYS = "08:00-12:00, 13:30-17:30"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


@pytest.fixture
def week(monkeypatch: pytest.MonkeyPatch) -> None:
    told = OpeningHours(**dict.fromkeys(DAYS, HALF_DAYS), saturday="09:00-12:00", noon="12:00-13:30")
    monkeypatch.setattr(settings, "KIOSK_HOURS", told.hours())


@pytest.fixture
def lobby(clock: StillClock) -> Lobby:
    return Lobby(clock)


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> StillClock:
    return StillClock(datetime(2026, month, day, hour, minute, tzinfo=TAIPEI))


def kind(clock: StillClock) -> str:
    return services.session(clock=clock).kind


@alone
@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        (at(5, 7, 59), "closed"), (at(5, 8), "normal"), (at(5, 12), "noon_flex"), (at(5, 13, 29), "noon_flex"),
        (at(5, 13, 30), "normal"), (at(5, 17, 30), "closed"), (at(7, 10), "extended"), (at(8, 10), "closed"),
    ],
)  # fmt: skip
def test_the_week_says_which_session_runs(clock: StillClock, expected: str) -> None:
    assert kind(clock) == expected


@alone
def test_a_day_decided_for_itself_goes_before_the_week() -> None:
    decide = {"by": "lin", "clock": at(5, 9)}
    services.decide_day(day=date(2026, 3, 5), kind=SessionKind.EXTENDED, opens=time(17, 30), closes=time(20), **decide)
    services.decide_day(day=date(2026, 3, 8), kind=SessionKind.ON_DUTY_WEDDING, opens=time(9), closes=time(12), **decide)
    services.decide_day(day=date(2026, 3, 6), kind=SessionKind.CLOSED_TYPHOON, note="市府公告", **decide)
    assert [kind(at(5, 18)), kind(at(5, 20)), kind(at(8, 10)), kind(at(8, 12)), kind(at(6, 10))] == [
        "extended", "closed", "on_duty_wedding", "closed", "closed_typhoon",
    ]  # fmt: skip
    evening = services.session(clock=at(5, 18))
    assert (evening.classes, evening.last_number_at) == (
        frozenset("ABDG"), datetime(2026, 3, 5, 19, 50, tzinfo=TAIPEI),
    )  # fmt: skip
    assert services.session(clock=at(8, 10)).services == {"marriage-registration"}
    assert services.session(clock=at(6, 10)).note == "市府公告"
    assert not services.opening_hours(clock=at(6, 9)).is_open(at(6, 10).now())
    assert len(services.decided_days(clock=at(6, 0))) == 2
    (_, storm), _ = services.decided_days(clock=at(6, 9))
    assert services.undo_decision(opening_id=storm.opening_id, by="lin", clock=at(6, 9))
    assert not services.undo_decision(opening_id=storm.opening_id, by="lin", clock=at(6, 9))
    assert kind(at(6, 10)) == "normal"


@alone
@pytest.mark.parametrize(
    ("kind_", "opens", "closes"),
    [
        (SessionKind.EXTENDED, None, None), (SessionKind.EXTENDED, time(9), None), (SessionKind.CLOSED, time(9), time(12)),
        (SessionKind.CLOSED, None, time(12)),
        (SessionKind.EXTENDED, time(12), time(9)), (SessionKind.EXTENDED, time(9), time(9)),
    ],
)  # fmt: skip
def test_times_that_do_not_fit_are_refused(kind_: SessionKind, opens: time | None, closes: time | None) -> None:
    with pytest.raises(Refused, match=r"sessions\.times"):
        services.decide_day(day=date(2026, 3, 5), kind=kind_, opens=opens, closes=closes, by="lin", clock=at(5, 9))
    assert SpecialOpening.objects.count() == 0


@alone
@pytest.mark.parametrize("day", [date(2026, 3, 4), date(2028, 3, 5), date(1926, 3, 5), date.max])
def test_a_day_that_is_over_or_years_away_is_a_slip_of_the_pen(day: date) -> None:
    with pytest.raises(Refused, match=r"sessions\.day"):
        services.decide_day(day=day, kind=SessionKind.CLOSED, by="lin", clock=at(5, 9))
    assert SpecialOpening.objects.count() == 0


@alone
def test_the_same_decision_twice_is_one_and_each_is_taken_back_by_itself(lobby: Lobby) -> None:
    lobby.clock.at = at(5, 9).now()
    wish = {"day": date(2026, 3, 5), "by": "lin", "clock": lobby.clock}
    for _ in range(2):
        services.decide_day(kind=SessionKind.EXTENDED, opens=time(17, 30), closes=time(20), **wish)
    services.decide_day(kind=SessionKind.CLOSED_TYPHOON, note="陸上警報", **wish)
    assert SpecialOpening.objects.count() == 2
    (_, closing), (_, evening) = services.decided_days(clock=lobby.clock)
    assert services.undo_decision(opening_id=closing.opening_id, by="lin", clock=lobby.clock)
    assert [one.opening_id for _, one in services.decided_days(clock=lobby.clock)] == [evening.opening_id]
    assert kind(at(5, 18)) == "extended"
    deeds = AuditEntry.objects.filter(action__startswith="queue.day").order_by("id").values_list("action", flat=True)
    assert list(deeds) == ["queue.day", "queue.day", "queue.day_undo"]


@alone
def test_the_city_closes_the_office_in_the_middle_of_the_day(lobby: Lobby) -> None:
    lobby.clock.at = at(5, 9).now()
    services.decide_day(
        day=date(2026, 3, 5), kind=SessionKind.CLOSED_TYPHOON, opens=time(12), note="下午停班", by="lin", clock=lobby.clock
    )
    assert [kind(at(5, hour)) for hour in (9, 12, 14)] == ["normal", "closed_typhoon", "closed_typhoon"]
    morning = services.session(clock=at(5, 9))
    assert (morning.closes_at, morning.last_number_at) == (at(5, 12).now(), at(5, 11, 50).now())
    lobby.take("A")
    for hour, minute in ((11, 50), (12, 0), (15, 0)):
        lobby.clock.at = at(5, hour, minute).now()
        with pytest.raises(Refused, match=r"ticket\.ended"):
            lobby.take("A")
    assert not services.opening_hours(clock=at(5, 9)).is_open(at(5, 14).now())
    assert [len(one.spans) for one in services.days_ahead(days=2, clock=at(5, 9))] == [1, 3]


@alone
def test_an_office_without_hours_that_is_closed_from_noon_is_open_until_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "KIOSK_HOURS", OpeningHours().hours())
    services.decide_day(day=date(2026, 3, 5), kind=SessionKind.CLOSED, opens=time(12), by="lin", clock=at(5, 9))
    assert [kind(at(5, hour)) for hour in (3, 11, 12)] == ["normal", "normal", "closed"]
    assert kind(at(6, 3)) == "normal"


@alone
def test_the_days_ahead_say_what_they_will_be(tmp_path: Path) -> None:
    load(tmp_path, CALENDAR)
    services.decide_day(
        day=date(2026, 2, 15), kind=SessionKind.ON_DUTY_WEDDING, opens=time(9), closes=time(12), by="lin",
        clock=at(13, 9, month=2),
    )  # fmt: skip
    ahead = {one.day.day: one for one in services.days_ahead(days=6, clock=at(13, 9, month=2))}
    assert [len(ahead[day].spans) for day in range(13, 19)] == [3, 3, 0, 0, 0, 3]
    assert [one.kind for one in ahead[15].decided] == ["on_duty_wedding"]
    assert (ahead[16].works, bool(ahead[16].note), ahead[18].works) == (False, True, None)
    (year,) = services.calendar_years()
    assert (year.year, year.days, year.source) == (2026, 6, "115.csv")
    assert date(2026, 2, 16) in {day for day, _, _ in year.named}


@alone
def test_a_session_gives_numbers_in_its_classes_alone(lobby: Lobby) -> None:
    lobby.clock.at = at(7, 10).now()
    assert lobby.take("A") == "A001"
    with pytest.raises(Refused, match=r"ticket\.class_closed"):
        lobby.take("E")
    seen = {one.letter: (one.open, one.closed_reason) for one in services.classes(language="en", clock=lobby.clock)}
    assert (seen["A"], seen["E"]) == ((True, ""), (False, "ticket.class_closed"))
    assert Ticket.objects.get().session == "extended"
    lobby.clock.at = at(7, 11, 50).now()
    with pytest.raises(Refused, match=r"ticket\.ended"):
        lobby.take("A")
    lobby.clock.at = at(5, 12, 30).now()
    lobby.take("A")
    assert Ticket.objects.latest("id").session == "noon_flex"


@alone
def test_a_class_has_its_cap_and_a_new_day_its_own(lobby: Lobby) -> None:
    services.settle_class(letter="F", by="lin", daily_cap=2, clock=lobby.clock)
    press = uuid4()
    assert [lobby.take("F"), lobby.take("F", request_id=press)] == ["F001", "F002"]
    with pytest.raises(Refused, match=r"ticket\.class_full"):
        lobby.take("F")
    assert lobby.take("F", request_id=press) == "F002", "a press that comes again is told its number"
    seen = {one.letter: one.closed_reason for one in services.classes(language="en", clock=lobby.clock)}
    assert (seen["F"], seen["A"]) == ("ticket.class_full", "")
    lobby.clock.advance(24 * 3600)
    assert lobby.take("F") == "F001"
    services.settle_class(letter="F", by="lin", daily_cap=0, clock=lobby.clock)
    with pytest.raises(Refused, match=r"ticket\.class_full"):
        lobby.take("F")


@pytest.mark.django_db(transaction=True)
def test_a_cap_holds_however_many_press_at_once(clock: StillClock) -> None:
    from at_once import at_once  # noqa: PLC0415

    services.settle_class(letter="F", by="lin", daily_cap=5, clock=clock)

    def press() -> list[str]:
        found = []
        for _ in range(4):
            try:
                wish = {"language": "en", "priority": False, "request_id": uuid4()}
                found.append(services.take_ticket(letter="F", clock=clock, **wish).label)  # type: ignore[arg-type]
            except Refused as refused:
                assert refused.text_key == "ticket.class_full"
        return found

    assert sorted(label for some in at_once(*[press] * 4) for label in some) == [f"F00{n}" for n in range(1, 6)]


@alone
@pytest.mark.parametrize(
    ("rules", "labels"),
    [
        ({"numbering": "blocks"}, ["1001", "1002", "2001"]),
        ({"skip_fours": True}, ["A001", "A002", "B001"]),
        ({"numbering": "blocks", "skip_fours": True}, ["1001", "1002", "2001"]),
    ],
)
def test_numbers_are_written_as_the_office_wants(
    lobby: Lobby, monkeypatch: pytest.MonkeyPatch, rules: dict[str, Any], labels: list[str]
) -> None:
    queue = settings.KIOSK.queue.model_copy(update=rules)
    monkeypatch.setattr(settings, "KIOSK", settings.KIOSK.model_copy(update={"queue": queue}))
    assert [lobby.take("A"), lobby.take("A"), lobby.take("B")] == labels
    lobby.take("A")
    assert lobby.take("A")[-1] == ("5" if "skip_fours" in rules else "4")
    assert Sequence.objects.get(letter="A").given == 4


# ---- the calendar --------------------------------------------------------------------------------------------------
CALENDAR = """西元日期,星期,是否放假,備註
20260216,一,2,小年夜
20260217,二,2,農曆除夕
20260214,六,0,補行上班日
20260221,六,2,
20260228,六,2,和平紀念日
20260227,五,2,補假
"""
OTHER_FORM = """date,name,isholiday,holidaycategory,description
2026/2/16,小年夜,是,放假之紀念日及節日,x
2026/2/14,,否,補行上班日,x
"""


def load(tmp_path: Path, text: str, encoding: str = "utf-8-sig") -> Any:
    path = tmp_path / "115.csv"
    path.write_bytes(text.encode(encoding))
    return services.load_holidays(path=path, by="lin")


@alone
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp950"])
def test_the_calendar_closes_holidays_and_opens_days_that_are_made_up(tmp_path: Path, encoding: str) -> None:
    loaded = load(tmp_path, CALENDAR, encoding)
    assert (loaded.years, loaded.days, loaded.holidays, loaded.worked_weekends) == ((2026,), 6, 3, 1)
    assert [kind(at(day, 15, month=2)) for day in (13, 14, 16, 17)] == ["normal", "normal", "closed", "closed"]
    assert kind(at(21, 10, month=2)) == "extended", "an ordinary Saturday of the calendar leaves the office's own hours"
    assert kind(at(28, 10, month=2)) == "closed"
    hours = services.opening_hours(clock=at(13, 18, month=2))
    assert hours.next_opening(at(14, 18, month=2).now()) == at(18, 8, month=2).now()
    assert date(2026, 2, 27) in holidays()
    assert date(2026, 2, 28) not in holidays()


@alone
def test_the_office_is_told_which_calendar_it_lacks(tmp_path: Path) -> None:
    assert services.missing_years(clock=at(5, 9)) == (2026,)
    load(tmp_path, CALENDAR)
    assert services.missing_years(clock=at(5, 9)) == ()
    assert services.missing_years(clock=at(5, 9, month=11)) == (2027,)


@alone
def test_loading_again_replaces_the_years_of_the_file_and_no_other(tmp_path: Path) -> None:
    load(tmp_path, CALENDAR)
    load(tmp_path, CALENDAR.replace("2026", "2027"))
    load(tmp_path, OTHER_FORM)
    assert CalendarDay.objects.filter(day__year=2026).count() == 2
    assert CalendarDay.objects.filter(day__year=2027).count() == 6


@alone
@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "line 1: there is no column"),
        ("a,b,c\n1,2,3\n", "line 1: there is no column"),
        ("西元日期,星期,是否放假,備註\n", "line 2: there is no day"),
        ("西元日期,是否放假\n20261301,2\n", "line 2: '20261301' is no day"),
        ("西元日期,是否放假\n20260101,5\n", "line 2: '5' says neither"),
        ("西元日期,是否放假\n20260101,2\n20260101,0\n", "line 3: 2026-01-01 stands here a second time"),
        ("西元日期,星期,是否放假\n20260101\n", "line 2: 1 columns"),
        ("date,isholiday\n115/1/1,是\n", "line 2: '115/1/1' is no day"),
        ('西元日期,是否放假\n"' + "x" * 140_000, "line 2: this is no table"),
    ],
)
def test_a_file_that_is_no_calendar_changes_nothing(tmp_path: Path, text: str, why: str) -> None:
    load(tmp_path, CALENDAR)
    with pytest.raises(ContentError, match=why.replace("(", r"\(")):
        load(tmp_path, text)
    assert CalendarDay.objects.count() == 6


@given(st.binary(max_size=300))
def test_whatever_the_bytes_are_they_are_a_calendar_or_refused_in_words(raw: bytes) -> None:
    try:
        assert parse(decode(raw))
    except ValueError as error:
        assert str(error)


def test_the_policies_are_whole() -> None:
    assert set(load_admissions()) == set(SessionKind)
    table = load_points()
    assert len(table.types) >= 21
    assert not table.confirmed
