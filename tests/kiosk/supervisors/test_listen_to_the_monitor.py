"""What the monitor sends reaches the visitor who agreed to it, and nobody else."""

from __future__ import annotations

import logging
import threading
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, InterfaceError, OperationalError
from supervised import soon

from devices import catalog
from devices.bp_monitor import events
from devices.simulators.bp_monitor import MonitorSimulator
from devices.simulators.pty_line import PtyLine
from kiosk.blood_pressure import services as blood_pressure
from kiosk.blood_pressure.models import Reading, Unclaimed
from kiosk.clock import SYSTEM, StillClock
from kiosk.health import services as health
from kiosk.supervisors.bp_monitor import KEEP_MOST, BpMonitorSupervisor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from supervised import Running

    from devices.bp_monitor.events import Event
    from kiosk.blood_pressure.services import SessionView
    from kiosk.supervisors.supervisor import Supervisor

    Run = Callable[[Supervisor], Running]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def monitor(tmp_path: Path) -> Iterator[MonitorSimulator]:
    line = PtyLine(tmp_path / "monitor")
    line.open()
    with MonitorSimulator(line, now=lambda: datetime(2026, 3, 5, 10, 24)) as simulator:  # noqa: DTZ001  # a wall clock
        yield simulator
    line.close()


@pytest.fixture
def listening(monitor: MonitorSimulator, run: Run) -> Running:
    running = run(BpMonitorSupervisor(catalog.build_bp_monitor("and_tm265x", monitor.line.port), threading.Event()))
    assert soon(lambda: state() == ("ok", ""))
    return running


def state() -> tuple[str, str]:
    found = health.device("bp_monitor")
    return str(found.state), found.condition


def sit_down() -> SessionView:
    return blood_pressure.begin(language="zh_Hant", consent=True, request_id=uuid4())


def now_of(view: SessionView) -> SessionView:
    return blood_pressure.session(session_id=view.session_id)


@pytest.mark.usefixtures("listening")
def test_a_result_reaches_the_open_session(monitor: MonitorSimulator) -> None:
    sat = sit_down()
    monitor.measure(128, 78, 70)
    assert soon(lambda: len(now_of(sat).readings) == 1)
    (reading,) = now_of(sat).readings
    assert (reading.systolic_mmhg, reading.diastolic_mmhg, reading.pulse_bpm) == (128, 78, 70)


@pytest.mark.usefixtures("listening")
def test_a_result_that_nobody_agreed_to_is_counted_and_forgotten(monitor: MonitorSimulator) -> None:
    monitor.measure(128, 78, 70)
    assert soon(lambda: Unclaimed.objects.count() == 1)
    assert Reading.objects.count() == 0


@pytest.mark.usefixtures("listening")
@pytest.mark.parametrize(("code", "trouble"), [("E44", "keep_still"), ("E42", "arm_cuff"), ("E99", "call_staff")])
def test_a_measurement_that_failed_tells_the_visitor_what_to_do(
    monitor: MonitorSimulator, code: str, trouble: str
) -> None:
    sat = sit_down()
    monitor.measure_error(code)
    assert soon(lambda: now_of(sat).trouble is not None)
    assert now_of(sat).trouble == trouble
    assert now_of(sat).readings == ()


@pytest.mark.usefixtures("listening")
def test_noise_and_a_repeated_frame_do_no_harm(monitor: MonitorSimulator) -> None:
    sat = sit_down()
    monitor.noise()
    monitor.measure(128, 78, 70)
    assert soon(lambda: len(now_of(sat).readings) == 1)
    monitor.repeat()
    monitor.measure(124, 77, 73)
    assert soon(lambda: len(now_of(sat).readings) == 2)
    assert [one.systolic_mmhg for one in now_of(sat).readings] == [128, 124]


@pytest.mark.usefixtures("listening")
def test_a_pulled_cable_is_told_and_heals(monitor: MonitorSimulator) -> None:
    monitor.line.unplug()
    assert soon(lambda: state() == ("link_down", "link_down"))
    monitor.line.plug()
    assert soon(lambda: state() == ("ok", ""))
    sat = sit_down()
    monitor.measure(128, 78, 70)
    assert soon(lambda: len(now_of(sat).readings) == 1)


@pytest.mark.usefixtures("listening")
def test_a_frame_that_is_not_taken_is_logged_without_its_values(
    monitor: MonitorSimulator, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    sat = sit_down()
    monitor.measure(128, 78, 70)
    assert soon(lambda: len(now_of(sat).readings) == 1)
    monitor.say(monitor._last[:-1] + bytes((monitor._last[-1] ^ 1,)))
    assert soon(lambda: "checksum" in caplog.text, within_s=5)
    assert "128" not in caplog.text
    assert len(now_of(sat).readings) == 1


class BrokenDatabase:
    """Stands where a service stood: refuses the first `times` calls, then lets them through."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str, error: Exception, times: float) -> None:
        self._service, self._error, self.left = getattr(blood_pressure, name), error, times
        self.calls: list[datetime] = []
        monkeypatch.setattr(blood_pressure, name, self)

    def __call__(self, **values: Any) -> object:
        self.calls.append(values["received_at"])
        self.left -= 1
        if self.left >= 0:
            raise self._error
        return self._service(**values)


@pytest.mark.usefixtures("listening")
@pytest.mark.parametrize(
    "error",
    [OperationalError("disk full"), InterfaceError("connection already closed"), IntegrityError("row (128, 78, 70)")],
)
def test_a_database_that_fails_once_loses_no_result_and_keeps_their_order(
    monitor: MonitorSimulator, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    sat = sit_down()
    broken = BrokenDatabase(monkeypatch, "record_reading", error, times=2)
    came_at = SYSTEM.now()
    monitor.measure(128, 78, 70)
    assert soon(lambda: len(broken.calls) == 1)
    monitor.measure(124, 77, 73)
    assert soon(lambda: len(now_of(sat).readings) == 2)
    first, second = now_of(sat).readings
    assert [first.systolic_mmhg, second.systolic_mmhg] == [128, 124]
    assert first.received_at == broken.calls[0] == broken.calls[1]
    assert timedelta(0) <= first.received_at - came_at < timedelta(seconds=5)
    assert caplog.text.count("results wait") == 1
    assert "128" not in caplog.text


@pytest.mark.usefixtures("listening")
def test_a_trouble_is_not_lost_either(monitor: MonitorSimulator, monkeypatch: pytest.MonkeyPatch) -> None:
    sat = sit_down()
    BrokenDatabase(monkeypatch, "record_trouble", OperationalError("database is locked"), times=1)
    monitor.measure_error("E44")
    assert soon(lambda: now_of(sat).trouble == "keep_still")


class Said:
    """A monitor that has said these things already."""

    def __init__(self, *events: Event) -> None:
        self._events = list(events)

    def open(self) -> None:
        pass

    def close(self) -> None:
        pass

    def events(self, _timeout_s: float) -> list[Event]:
        found, self._events = self._events, []
        return found


class Rounds(threading.Event):
    """A `stop` that lets so many rounds pass, with a deed after each."""

    def __init__(self, rounds: int, deed: Callable[[], object]) -> None:
        super().__init__()
        self._left, self._deed = rounds, deed

    def is_set(self) -> bool:
        self._left -= 1
        if self._left >= 0:
            self._deed()
        return self._left < 0


def a_reading(systolic_mmhg: int) -> events.Reading:
    return events.Reading(systolic_mmhg, diastolic_mmhg=78, pulse_bpm=70)


def test_a_result_that_nobody_took_for_ten_minutes_is_dropped_and_counted(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    clock = StillClock()
    broken = BrokenDatabase(monkeypatch, "record_reading", OperationalError("away"), times=float("inf"))
    stop = Rounds(6, lambda: clock.advance(130))
    BpMonitorSupervisor(Said(a_reading(171), a_reading(172)), stop, clock=clock).serve()  # type: ignore[arg-type]
    assert "2 results of the monitor could not be recorded in time" in caplog.text
    assert "17" not in caplog.text
    assert len(broken.calls) == 5


def test_only_so_many_results_are_kept(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    broken = BrokenDatabase(monkeypatch, "record_reading", OperationalError("away"), times=1)
    said = Said(*(a_reading(100 + n) for n in range(KEEP_MOST + 3)))
    BpMonitorSupervisor(said, Rounds(2, int), clock=StillClock()).serve()  # type: ignore[arg-type]
    assert "3 results of the monitor" in caplog.text
    assert len(broken.calls) == 1 + KEEP_MOST
