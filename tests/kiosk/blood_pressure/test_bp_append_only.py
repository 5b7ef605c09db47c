"""The database itself keeps the promises: readings only grow, one session a kiosk, one row a press."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import Error, IntegrityError, connection, transaction

from kiosk.blood_pressure.models import Reading, Session
from kiosk.blood_pressure.services import begin, record_reading
from kiosk.clock import StillClock

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def reading(db: None, clock: StillClock) -> Reading:
    begin(language="zh_Hant", consent=True, request_id=uuid4(), clock=clock)
    record_reading(systolic_mmhg=128, diastolic_mmhg=78, received_at=clock.now())
    return Reading.objects.get()


def refused(statement: str, values: Sequence[Any] = ()) -> str:
    with pytest.raises(Error) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return str(caught.value)


def as_stored(reading: Reading) -> Any:
    return reading.pk.hex if connection.vendor == "sqlite" else reading.pk


@pytest.mark.database
def test_a_reading_cannot_be_changed(reading: Reading) -> None:
    told = refused(
        "UPDATE blood_pressure_reading SET systolic_mmhg = 118 WHERE id = %s", [as_stored(reading)]
    )
    assert "only grows" in told
    with pytest.raises(IntegrityError), transaction.atomic():
        reading.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.update(systolic_mmhg=118)
    assert Reading.objects.get().systolic_mmhg == 128


@pytest.mark.database
def test_a_reading_cannot_be_removed(reading: Reading) -> None:
    assert "only grows" in refused("DELETE FROM blood_pressure_reading")
    with pytest.raises(IntegrityError), transaction.atomic():
        reading.delete()
    assert Reading.objects.count() == 1


@pytest.mark.database
def test_a_reading_cannot_be_written_over(reading: Reading) -> None:
    kept = "id, session_id, seq, revision, source, received_at, device_time, diastolic_mmhg, "
    kept += "movement, irregular, entered_by, why"
    table = "blood_pressure_reading"
    row = f"INTO {table} (systolic_mmhg, {kept}) SELECT 118, {kept} FROM {table} WHERE true"  # noqa: S608  # our own words
    if connection.vendor == "sqlite":
        told = refused(f"INSERT OR REPLACE {row}")
    else:
        told = refused(f"INSERT {row} ON CONFLICT (id) DO UPDATE SET systolic_mmhg = EXCLUDED.systolic_mmhg")
    assert "only grows" in told
    assert Reading.objects.get().systolic_mmhg == 128


def test_an_upside_down_reading_is_refused_by_the_table_too(reading: Reading) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.create(
            session=reading.session, seq=2, source="monitor", received_at=reading.received_at,
            systolic_mmhg=78, diastolic_mmhg=128,
        )  # fmt: skip


def test_a_correction_without_a_reason_is_refused_by_the_table_too(reading: Reading) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.create(
            session=reading.session, seq=1, revision=1, source="manual", received_at=reading.received_at,
            systolic_mmhg=118, diastolic_mmhg=78, supersedes=reading,
        )  # fmt: skip


def test_an_anonymous_session_cannot_carry_a_code(reading: Reading) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.update(token="abc")


def at_once(call: Callable[[], object], n: int) -> None:
    """Run `call` in `n` threads that start together; raises the first failure."""
    gate = threading.Barrier(n)
    faults: list[Exception] = []

    def run() -> None:
        try:
            gate.wait(10)
            call()
        except Exception as fault:  # noqa: BLE001  # handed to the test below
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    if faults:
        raise faults[0]


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_a_double_press_from_two_threads_is_one_session(clock: StillClock) -> None:
    request_id = uuid4()
    at_once(lambda: begin(language="en", consent=True, request_id=request_id, clock=clock), 4)
    assert Session.objects.count() == 1


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_leave_one_session_open(clock: StillClock) -> None:
    at_once(lambda: begin(language="en", consent=True, request_id=uuid4(), clock=clock), 2)
    states = sorted(Session.objects.values_list("state", flat=True))
    assert states == ["no_result", "waiting"]


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_readings_that_arrive_at_once_get_numbers_of_their_own(clock: StillClock) -> None:
    begin(language="en", consent=True, request_id=uuid4(), clock=clock)
    at_once(
        lambda: record_reading(systolic_mmhg=128, diastolic_mmhg=78, received_at=clock.now(), movement=True),
        3,
    )
    assert sorted(Reading.objects.values_list("seq", flat=True)) == [1, 2, 3]
    assert Session.objects.get().state == "done"
