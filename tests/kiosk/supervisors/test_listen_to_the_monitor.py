"""What the monitor sends reaches the visitor who agreed to it, and nobody else."""

from __future__ import annotations

import logging
import threading
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from conftest import soon

from devices import catalog
from devices.simulators.bp_monitor import MonitorSimulator
from devices.simulators.pty_line import PtyLine
from kiosk.blood_pressure import services as blood_pressure
from kiosk.blood_pressure.models import Reading, Unclaimed
from kiosk.health import services as health
from kiosk.supervisors.bp_monitor import BpMonitorSupervisor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Running

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
