"""A visitor's session at the monitor: consent, readings, result, and what is never kept."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from kiosk import signals
from kiosk.blood_pressure import services
from kiosk.blood_pressure.models import Reading, Session, Unclaimed
from kiosk.blood_pressure.services import (
    Level,
    Outcome,
    Recorded,
    SessionView,
    State,
    Trouble,
    begin,
    close_stale,
    correct_reading,
    end,
    purge,
    record_reading,
    record_trouble,
    scale,
    session,
)
from kiosk.clock import StillClock
from kiosk.errors import Refused
from kiosk.staff.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


def sit_down(clock: StillClock, *, request_id: UUID | None = None, **more: Any) -> SessionView:
    return begin(language="zh_Hant", consent=True, request_id=request_id or uuid4(), clock=clock, **more)


def read(clock: StillClock, upper: int, lower: int, *, after_s: float = 60, **more: Any) -> Recorded:
    clock.advance(after_s)
    return record_reading(systolic_mmhg=upper, diastolic_mmhg=lower, received_at=clock.now(), **more)


def test_two_near_readings_make_a_result_of_their_average(clock: StillClock) -> None:
    sat = sit_down(clock)
    assert (sat.state, sat.readings, sat.average, sat.level) == (State.WAITING, (), None, None)
    read(clock, 128, 78, pulse_bpm=70)
    one = session(session_id=sat.session_id, clock=clock)
    assert (one.state, one.readings_wanted, len(one.readings)) == (State.MEASURING, 2, 1)
    assert one.next_reading_at == clock.now() + timedelta(seconds=60)
    read(clock, 124, 77, pulse_bpm=73)
    done = session(session_id=sat.session_id, clock=clock)
    assert (done.state, done.readings_counted, done.next_reading_at) == (State.DONE, 2, None)
    mean = done.average
    assert (mean.systolic_mmhg, mean.diastolic_mmhg, mean.pulse_bpm) == (126, 78, 72)  # halves go up
    assert (done.level, done.advice_key, done.urgent) == (Level.ELEVATED, "bp.advice.elevated", False)
    assert [reading.level for reading in done.readings] == [Level.ELEVATED, Level.ELEVATED]
    row = Session.objects.get()
    assert (row.n, row.policy_id, row.policy_version, row.ended_why) == (2, "tw-2022", 1, "finished")
    assert row.members == [str(pk) for pk in Reading.objects.order_by("seq").values_list("pk", flat=True)]


@pytest.mark.parametrize("second", [{"systolic_mmhg": 150}, {"movement": True}, {"irregular": True}])
def test_far_or_flagged_readings_ask_for_a_third_and_the_last_two_count(
    clock: StillClock, second: dict[str, Any]
) -> None:
    sat = sit_down(clock)
    read(clock, 130, 80)
    upper = second.pop("systolic_mmhg", 130)
    read(clock, upper, 80, **second)
    asked = session(session_id=sat.session_id, clock=clock)
    assert (asked.state, asked.readings_wanted) == (State.MEASURING, 3)
    read(clock, 141, 81)
    done = session(session_id=sat.session_id, clock=clock)
    assert (done.state, done.readings_counted, len(done.readings)) == (State.DONE, 2, 3)
    assert (done.average.systolic_mmhg, done.average.diastolic_mmhg) == ((upper + 141 + 1) // 2, 81)


def test_one_reading_is_allowed_and_says_so(clock: StillClock) -> None:
    sat = sit_down(clock)
    read(clock, 118, 72)
    left = end(session_id=sat.session_id, clock=clock)
    assert (left.state, left.readings_counted, left.level) == (State.ENDED, 1, Level.NORMAL)
    assert left.note_keys == ("bp.note.one_reading",)
    assert end(session_id=sat.session_id, clock=clock) == left


def test_leaving_without_a_reading_leaves_no_result(clock: StillClock) -> None:
    sat = sit_down(clock)
    left = end(session_id=sat.session_id, clock=clock)
    assert (left.state, left.average, left.level) == (State.NO_RESULT, None, None)


def test_one_urgent_reading_is_told_at_once_whatever_the_average_becomes(clock: StillClock) -> None:
    sat = sit_down(clock)
    read(clock, 182, 100)
    assert session(session_id=sat.session_id, clock=clock).urgent
    read(clock, 176, 98)
    done = session(session_id=sat.session_id, clock=clock)
    assert (done.level, done.urgent) == (Level.VERY_HIGH, True)


def test_irregular_twice_and_low_values_add_a_sentence(clock: StillClock) -> None:
    sat = sit_down(clock)
    for _ in range(3):
        read(clock, 88, 55, irregular=True)
    assert session(session_id=sat.session_id, clock=clock).note_keys == ("bp.note.irregular", "bp.note.low")


def test_nothing_begins_without_consent_or_with_a_name(clock: StillClock) -> None:
    for wrong, key in [
        ({"consent": False}, "bp.consent_needed"),
        ({"consent": True, "identity": "name"}, "bp.identity_closed"),
        ({"consent": True, "token": "abc"}, "bp.identity_closed"),
    ]:
        with pytest.raises(Refused) as caught:
            begin(language="en", request_id=uuid4(), clock=clock, **wrong)
        assert caught.value.text_key == key
    assert not Session.objects.exists()


def test_a_session_keeps_the_version_of_the_consent_and_no_token_when_anonymous(clock: StillClock) -> None:
    sit_down(clock)
    row = Session.objects.get()
    assert (row.consent_version, row.identity, row.token) == ("1", "anonymous", "")


def test_a_reading_nobody_consented_to_is_counted_and_not_stored(clock: StillClock) -> None:
    assert read(clock, 151, 93).outcome is Outcome.NO_SESSION
    sat = sit_down(clock)
    read(clock, 120, 70)
    read(clock, 120, 70)
    assert read(clock, 151, 93).outcome is Outcome.NO_SESSION  # the session is done: this is somebody else's
    assert len(session(session_id=sat.session_id, clock=clock).readings) == 2
    assert list(Unclaimed.objects.values_list("why", "count")) == [("no_session", 2)]


def test_a_result_from_before_the_session_is_not_this_visitors(clock: StillClock) -> None:
    before = clock.now() - timedelta(seconds=1)
    sit_down(clock)
    assert (
        record_reading(systolic_mmhg=128, diastolic_mmhg=78, received_at=before).outcome is Outcome.NO_SESSION
    )
    assert record_trouble(group="arm_cuff", received_at=before) is None
    assert not Reading.objects.exists()


def test_another_kiosks_monitor_does_not_speak_to_this_session(clock: StillClock) -> None:
    sit_down(clock, kiosk="一號機")
    assert read(clock, 128, 78, kiosk="二號機").outcome is Outcome.NO_SESSION
    assert read(clock, 128, 78, kiosk="一號機").outcome is Outcome.STORED


def test_a_repeated_result_is_one_reading(clock: StillClock) -> None:
    sit_down(clock)
    at = datetime(2026, 3, 5, 10, 25)  # noqa: DTZ001  # the monitor's clock has no zone
    first = read(clock, 128, 78, pulse_bpm=70, device_time=at)
    again = read(clock, 128, 78, pulse_bpm=70, device_time=at, after_s=3)
    assert (first.outcome, again.outcome) == (Outcome.STORED, Outcome.REPEAT)
    later = read(clock, 128, 78, pulse_bpm=70, device_time=at + timedelta(minutes=1))
    assert later.outcome is Outcome.STORED
    assert Reading.objects.count() == 2


def test_the_monitors_clock_is_kept_beside_ours_with_the_difference(clock: StillClock) -> None:
    sit_down(clock)
    read(clock, 128, 78, device_time=datetime(2026, 3, 5, 10, 20))  # noqa: DTZ001
    row = Reading.objects.get()
    assert (row.device_time, row.device_clock_off_s) == ("2026-03-05T10:20:00", -300)
    assert row.received_at == clock.now()


def test_values_that_cannot_be_are_not_stored_and_ask_for_another_try(clock: StillClock) -> None:
    sat = sit_down(clock)
    assert read(clock, 80, 120).outcome is Outcome.IMPLAUSIBLE
    seen = session(session_id=sat.session_id, clock=clock)
    assert (seen.trouble, seen.readings, seen.state) == (Trouble.KEEP_STILL, (), State.WAITING)
    assert list(Unclaimed.objects.values_list("why", "count")) == [("implausible", 1)]
    assert not Reading.objects.exists()


def test_two_troubles_in_a_row_call_staff_and_a_good_reading_ends_them(clock: StillClock) -> None:
    sat = sit_down(clock)
    assert record_trouble(group="arm_cuff", received_at=clock.now()) == sat.session_id
    assert session(session_id=sat.session_id, clock=clock).trouble is Trouble.ARM_CUFF
    record_trouble(group="keep_still", received_at=clock.now())
    twice = session(session_id=sat.session_id, clock=clock)
    assert (twice.trouble, twice.troubles_in_a_row) == (Trouble.CALL_STAFF, 2)
    read(clock, 128, 78)
    good = session(session_id=sat.session_id, clock=clock)
    assert (good.trouble, good.troubles_in_a_row) == (None, 0)
    with pytest.raises(ValueError, match="fire"):
        record_trouble(group="fire", received_at=clock.now())


def test_the_next_visitor_closes_what_stood_open_and_never_joins_it(clock: StillClock) -> None:
    first = sit_down(clock)
    read(clock, 160, 95)
    second = sit_down(clock)
    read(clock, 118, 72)
    assert session(session_id=first.session_id, clock=clock).state is State.ENDED
    assert [r.systolic_mmhg for r in session(session_id=second.session_id, clock=clock).readings] == [118]
    assert Session.objects.get(pk=first.session_id).ended_why == "next_visitor"


def test_a_double_press_on_agree_is_one_session(clock: StillClock) -> None:
    request_id = uuid4()
    assert sit_down(clock, request_id=request_id) == sit_down(clock, request_id=request_id)
    assert Session.objects.count() == 1


@pytest.mark.parametrize(("after_s", "state"), [(599, State.WAITING), (600, State.NO_RESULT)])
def test_a_session_closes_ten_minutes_after_the_last_sign_of_life(
    clock: StillClock, after_s: float, state: State
) -> None:
    sat = sit_down(clock)
    clock.advance(after_s)
    assert session(session_id=sat.session_id, clock=clock).state is state


def test_a_reading_after_the_time_is_over_is_nobodys(clock: StillClock) -> None:
    sat = sit_down(clock)
    read(clock, 128, 78, after_s=300)
    assert read(clock, 128, 78, after_s=600).outcome is Outcome.NO_SESSION
    over = session(session_id=sat.session_id, clock=clock)
    assert (over.state, over.readings_counted) == (State.ENDED, 1)
    assert Session.objects.get().ended_at == clock.now()


def test_the_caretaker_closes_every_session_whose_time_is_over(clock: StillClock) -> None:
    sit_down(clock, kiosk="一號機")
    clock.advance(400)
    sit_down(clock, kiosk="二號機")
    clock.advance(300)
    assert (close_stale(clock=clock), close_stale(clock=clock)) == (1, 0)
    assert list(Session.objects.order_by("kiosk").values_list("state", "ended_why")) == [
        ("no_result", "timeout"), ("waiting", ""),
    ]  # fmt: skip


def test_a_correction_is_a_new_row_and_the_result_follows_it(clock: StillClock) -> None:
    sat = sit_down(clock)
    read(clock, 188, 78)
    read(clock, 128, 78)
    read(clock, 130, 80)
    fixed = correct_reading(
        session_id=sat.session_id, seq=2, systolic_mmhg=138, diastolic_mmhg=82, pulse_bpm=70,
        by="volunteer.lin", why="看錯一位數", clock=clock,
    )  # fmt: skip
    assert [reading.systolic_mmhg for reading in fixed.readings] == [188, 138, 130]
    assert fixed.average.systolic_mmhg == 134
    new = Reading.objects.get(revision=1)
    assert (new.supersedes.systolic_mmhg, new.source) == (128, "manual")
    assert (new.why, new.entered_by) == ("看錯一位數", "volunteer.lin")
    entry = AuditEntry.objects.get()
    assert entry.action == "blood_pressure.correct"
    assert "138" not in f"{entry.subject.replace(str(sat.session_id), '')} {entry.detail}"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"why": " "}, "bp.correction_needs_reason"),
        ({"by": ""}, "bp.correction_needs_reason"),
        ({"seq": 2}, "bp.unknown"),
        ({"diastolic_mmhg": 130}, "bp.implausible"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(clock: StillClock, change: dict[str, Any], key: str) -> None:
    sat = sit_down(clock)
    read(clock, 128, 78)
    values = {"systolic_mmhg": 120, "diastolic_mmhg": 80, "pulse_bpm": None}
    wanted = {"seq": 1, **values, "by": "lin", "why": "x", **change}
    with pytest.raises(Refused) as caught:
        correct_reading(session_id=sat.session_id, clock=clock, **wanted)
    assert caught.value.text_key == key
    assert Reading.objects.count() == 1


def test_an_unknown_session_is_refused(clock: StillClock) -> None:
    for ask in (session, end, services.print_result):
        with pytest.raises(Refused) as caught:
            ask(session_id=uuid4(), clock=clock)
        assert caught.value.text_key == "bp.unknown"


def test_a_health_card_code_is_random_long_and_comes_back(clock: StillClock) -> None:
    first = sit_down(clock, identity="token")
    second = sit_down(clock, identity="token", token=first.token)
    other = sit_down(clock, identity="token")
    assert len(first.token) >= 20
    assert second.token == first.token != other.token


def test_codes_are_taken_off_sessions_after_their_time_and_the_readings_stay(clock: StillClock) -> None:
    old = sit_down(clock, identity="token")
    read(clock, 128, 78)
    read(clock, 128, 78)
    clock.advance(20 * 86400)
    young = sit_down(clock, identity="token")
    end(session_id=young.session_id, clock=clock)
    clock.advance(11 * 86400)
    assert (purge(now=clock.now()), purge(now=clock.now())) == (1, 0)
    assert session(session_id=old.session_id, clock=clock).token == ""
    assert session(session_id=young.session_id, clock=clock).token == young.token
    assert Reading.objects.count() == 2


def test_no_value_reaches_a_log_or_a_repr(clock: StillClock, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    sat = sit_down(clock)
    read(clock, 173, 99, pulse_bpm=111)
    read(clock, 99, 173)
    record_trouble(group="arm_cuff", received_at=clock.now())
    seen = session(session_id=sat.session_id, clock=clock)
    told = caplog.text + repr(seen) + repr(Reading.objects.get()) + repr(Session.objects.get())
    told = told.replace(str(sat.session_id), "").replace(repr(sat.session_id), "")
    for row in Reading.objects.all():
        told = told.replace(str(row.pk), "")
    assert [value for value in ("173", "99", "111", "very_high") if value in told] == []


def test_the_scale_gives_the_limits_under_the_level_bar() -> None:
    steps = scale().steps
    assert [step.systolic_from_mmhg for step in steps] == [None, 120, 130, 140, 180]
    assert [step.diastolic_from_mmhg for step in steps] == [None, None, 80, 90, 120]
    assert [step.shape for step in steps] == ["disc", "diamond", "triangle", "square", "hexagon"]
    assert [step.level for step in scale(policy_id="esc-2024").steps] == [
        Level.NORMAL, Level.ELEVATED, Level.VERY_HIGH, Level.URGENT,
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_a_reading_wakes_the_screen(clock: StillClock) -> None:
    sit_down(clock)
    ear = signals.subscribe("blood_pressure")
    try:
        read(clock, 128, 78)
        assert ear.wait(2) == {"blood_pressure"}
    finally:
        ear.close()


def test_what_is_not_told_when_it_came_came_now(clock: StillClock) -> None:
    sit_down(clock)
    clock.advance(30)
    assert record_reading(systolic_mmhg=128, diastolic_mmhg=78, clock=clock).outcome is Outcome.STORED
    assert Reading.objects.get().received_at == clock.now()
    assert record_trouble(group="arm_cuff", clock=clock) is not None
