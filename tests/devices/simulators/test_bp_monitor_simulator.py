"""The simulated monitor and our driver, each written from the manual, at the two ends of a real line."""

import random
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from devices.bp_monitor.codecs.and_tm265x import Decoder
from devices.bp_monitor.driver import BloodPressureMonitor
from devices.bp_monitor.events import Event, MonitorError, Noise, Reading, Reason, Refusal, Trouble
from devices.errors import LinkError
from devices.simulators.bp_monitor import SEND_LAST, MonitorSimulator, frame
from devices.simulators.line import FarEnd, PtyLine, TcpLine
from devices.transports import LineSettings, open_transport

NOON = datetime(2026, 3, 5, 12, 0)  # noqa: DTZ001  the machine's clock has no zone
SPEED = LineSettings(speed_baud=2400)


@pytest.fixture(params=["pty", "tcp"])
def line(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[FarEnd]:
    far: FarEnd = PtyLine(tmp_path / "bp") if request.param == "pty" else TcpLine()
    far.open()
    yield far
    far.close()


@pytest.fixture
def machine(line: FarEnd) -> Iterator[MonitorSimulator]:
    chance = random.Random(5)  # noqa: S311  noise, not secrets
    with MonitorSimulator(line, now=lambda: NOON, chance=chance) as simulator:
        yield simulator


@pytest.fixture
def monitor(line: FarEnd) -> Iterator[BloodPressureMonitor]:
    driver = BloodPressureMonitor(open_transport(line.port, SPEED), Decoder())
    driver.open()
    yield driver
    line.unplug()
    driver.close()


def heard(
    monitor: BloodPressureMonitor, wanted: Callable[[Event], bool], within_s: float = 8.0
) -> list[Event]:
    """Listen until an event is `wanted`; all that was heard."""
    deadline, events = time.monotonic() + within_s, list[Event]()
    while time.monotonic() < deadline and not any(wanted(event) for event in events):
        events += monitor.events(0.2)
    return events


def is_reading(event: Event) -> bool:
    return isinstance(event, Reading)


def test_visitor_is_measured(machine: MonitorSimulator, monitor: BloodPressureMonitor) -> None:
    machine.measure(127, 76, 78, movement=True, irregular_beats=2)
    (event,) = heard(monitor, is_reading)
    assert isinstance(event, Reading)
    assert (event.systolic_mmhg, event.mean_mmhg, event.diastolic_mmhg, event.pulse_bpm) == (127, 93, 76, 78)
    assert (event.device_time, event.movement, event.irregular_beats) == (NOON, True, 2)


def test_plain_form_at_the_machine_s_own_speed(line: FarEnd) -> None:
    """64 bytes at 2400 baud last 0.27 s."""
    line.pace(2400)
    with MonitorSimulator(line, model="TM2655", form="RB", now=lambda: NOON) as machine:
        monitor = BloodPressureMonitor(open_transport(line.port, SPEED), Decoder())
        monitor.open()
        started = time.monotonic()
        machine.measure(134, 88, 71)
        (event,) = heard(monitor, is_reading)
        assert time.monotonic() - started >= 0.25
        assert isinstance(event, Reading)
        assert (event.systolic_mmhg, event.diastolic_mmhg, event.model) == (134, 88, "TM2655")
        line.unplug()
        monitor.close()


def test_visitors_come_one_after_the_other(machine: MonitorSimulator, monitor: BloodPressureMonitor) -> None:
    machine.measure(140, 90, 80, after_s=0.2)
    machine.measure(120, 80, 70, after_s=0.0)
    assert machine.state()["waiting"] in (1, 2)
    events = heard(monitor, lambda event: isinstance(event, Reading) and event.systolic_mmhg == 140)
    assert [event.systolic_mmhg for event in events if isinstance(event, Reading)] == [120, 140]


@pytest.mark.parametrize(("code", "group"), [("E44", Trouble.KEEP_STILL), ("E11", Trouble.ARM_CUFF)])
def test_measurement_that_fails(
    machine: MonitorSimulator, monitor: BloodPressureMonitor, code: str, group: Trouble
) -> None:
    machine.measure_error(code)
    assert heard(monitor, lambda _: True) == [MonitorError(code, group, NOON)]


def test_impossible_result_is_refused(machine: MonitorSimulator, monitor: BloodPressureMonitor) -> None:
    machine.measure(300, 80, 70)
    (event,) = heard(monitor, lambda _: True)
    assert isinstance(event, Refusal)
    assert event.reason == Reason.OUT_OF_RANGE


def test_noise_is_noise_and_the_next_result_is_read(
    machine: MonitorSimulator, monitor: BloodPressureMonitor
) -> None:
    machine.noise(500)
    machine.measure(127, 76, 78)
    events = heard(monitor, is_reading)
    assert len([event for event in events if is_reading(event)]) == 1
    assert any(isinstance(event, Noise) for event in events)


def test_repeated_result_is_reported_once(machine: MonitorSimulator, monitor: BloodPressureMonitor) -> None:
    assert not machine.repeat()
    machine.measure(127, 76, 78)
    heard(monitor, is_reading)
    assert machine.repeat()
    machine.measure(120, 80, 70)
    events = heard(monitor, is_reading)
    assert [event.systolic_mmhg for event in events if isinstance(event, Reading)] == [120]
    assert machine.sent_frames == 3


def test_mute_machine_says_nothing(machine: MonitorSimulator, monitor: BloodPressureMonitor) -> None:
    machine.muted = True
    machine.measure(127, 76, 78)
    assert heard(monitor, is_reading, 0.3) == []
    machine.clear()
    machine.measure(120, 80, 70)
    assert len(heard(monitor, is_reading)) == 1


def test_cable_pulled_in_the_middle_of_a_result(
    line: FarEnd, machine: MonitorSimulator, monitor: BloodPressureMonitor
) -> None:
    """Half a result is no result, and the next one after the cable is back is whole."""
    line.pace(2400)
    machine.measure(127, 76, 78)
    time.sleep(0.2)
    line.unplug()
    half: list[Event] = []
    with pytest.raises(LinkError):
        half += heard(monitor, is_reading)
    assert half == []
    line.plug()
    monitor.open()
    line.pace(None)
    machine.measure(120, 80, 70)
    (event,) = [event for event in heard(monitor, is_reading) if is_reading(event)]
    assert isinstance(event, Reading)
    assert event.systolic_mmhg == 120


def test_kiosk_only_listens(machine: MonitorSimulator, monitor: BloodPressureMonitor) -> None:
    machine.measure(127, 76, 78)
    heard(monitor, is_reading)
    time.sleep(0.1)
    assert machine.state()["heard_bytes"] == 0


def test_host_may_ask_for_the_last_result(line: FarEnd, machine: MonitorSimulator) -> None:
    """The published commands: the last result is sent again, a remote start is refused."""
    near = open_transport(line.port, SPEED)
    near.open()
    machine.measure(127, 76, 78)
    result = b""
    while not Decoder().feed(result):
        result += near.read(200, 2)
    for command, reply in ((SEND_LAST, b"\x06" + result), (frame("ST"), b"\x15")):
        near.write(command, 1)
        expected, got = b"\x16\x16\x0100" + reply, b""
        while len(got) < len(expected):
            got += near.read(300, 2) or b"?"
        assert got == expected
    line.unplug()
    near.close()


def test_state_shows_no_value(machine: MonitorSimulator, monitor: BloodPressureMonitor) -> None:
    machine.measure(127, 76, 78)
    heard(monitor, is_reading)
    assert machine.state() == {
        "plugged": True,
        "muted": False,
        "sent_frames": 1,
        "heard_bytes": 0,
        "waiting": 0,
        "last": "result",
    }
