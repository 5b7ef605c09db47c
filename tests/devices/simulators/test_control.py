"""The bench in a process of its own, steered through its socket and used through its lines."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from devices.bp_monitor.events import MonitorError, Reading, Trouble
from devices.catalog import build_bp_monitor
from devices.errors import LinkError
from devices.transports import LineSettings, open_transport

ROOT = Path(__file__).parents[3]
COMMON = {"unplug", "plug", "mute", "clear"}


class Running:
    """The simulators' process and one connection to its control socket."""

    def __init__(self, home: Path, *more: str) -> None:
        command = [sys.executable, "-m", "devices.simulators", "--home", str(home), "--fast", *more]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        self.ready: dict[str, Any] = json.loads(line) if line else {}
        self.home = home

    def say(self, raw: bytes) -> dict[str, Any]:
        with socket.socket(socket.AF_UNIX) as line, line.makefile("rb") as answers:
            line.settimeout(10)
            line.connect(str(self.home / "run" / "simulators.sock"))
            line.sendall(raw)
            line.shutdown(socket.SHUT_WR)
            answer: dict[str, Any] = json.loads(answers.readline())
            return answer

    def do(self, device: str, verb: str, **args: object) -> dict[str, Any]:
        return self.say(json.dumps({"device": device, "do": verb, "args": args}).encode() + b"\n")

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(how)
        self.process.communicate(timeout=15)
        return self.process.returncode


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    bench = Running(tmp_path_factory.mktemp("home") / "kiosk")
    assert bench.ready["ready"] is True
    yield bench
    assert bench.end() == 0


@pytest.fixture(autouse=True)
def mended(request: pytest.FixtureRequest) -> Iterator[None]:
    """Each test leaves the devices whole."""
    yield
    if "running" in request.fixturenames:
        bench = request.getfixturevalue("running")
        assert all(bench.do(device, "clear")["ok"] for device in bench.ready["ports"])


def test_ready_line_names_lines_that_can_be_opened(running: Running) -> None:
    assert set(running.ready["ports"]) == {"printer", "marquee", "bp_monitor"}
    assert running.ready["control"] == str(running.home / "run" / "simulators.sock")
    for port in running.ready["ports"].values():
        line = open_transport(port, LineSettings())
        line.open()
        line.close()


def test_nobody_else_may_look_in(running: Running) -> None:
    for path in ("run", "run/simulators.sock", "sim", "sim/paper", "sim/sign"):
        assert (running.home / path).stat().st_mode & 0o077 == 0, path


@pytest.mark.parametrize("device", ["printer", "marquee", "bp_monitor"])
def test_every_device_tells_its_state_and_loses_its_cable(running: Running, device: str) -> None:
    port = running.ready["ports"][device]
    assert running.do(device, "state")["state"]["plugged"] is True
    line = open_transport(port, LineSettings())
    line.open()
    assert running.do(device, "unplug")["state"]["plugged"] is False
    with pytest.raises(LinkError):
        line.read(10, 5)
    assert not Path(port).exists()
    assert running.do(device, "plug")["state"]["plugged"] is True
    line.open()
    line.close()


def test_printer_answers_on_its_line_what_was_done_to_it(running: Running) -> None:
    """DLE EOT 4, the paper sensor: 12 is "there", 7E or 72 "out" (near-end and end bits)."""
    line = open_transport(running.ready["ports"]["printer"], LineSettings())
    line.open()
    line.write(b"\x10\x04\x04", 1)
    assert line.read(1, 5) == b"\x12"
    assert "paper_out" in running.do("printer", "paper_out")["state"]["faults"]
    line.write(b"\x10\x04\x04", 1)
    assert line.read(1, 5)[0] & 0x60 == 0x60
    assert running.do("printer", "clear")["state"]["faults"] == []
    line.write(b"\x10\x04\x04", 1)
    assert line.read(1, 5) == b"\x12"
    line.close()


@pytest.mark.parametrize("fault", ["paper_out", "paper_near_end", "cover_open", "cutter_fault", "mute"])
def test_printer_s_faults_go_on_and_off(running: Running, fault: str) -> None:
    assert running.do("printer", fault)["state"]["faults"] == [fault]
    assert running.do("printer", fault, on=False)["state"]["faults"] == []


@pytest.mark.parametrize(
    ("verb", "fault"),
    [("mute", "mute"), ("nack", "nack"), ("power_loss", "power_loss"), ("slow", "slow"), ("noise", "noise")],
)
def test_sign_s_faults_go_on_and_are_cleared(running: Running, verb: str, fault: str) -> None:
    assert running.do("marquee", verb)["state"]["faults"] == [fault]
    assert running.do("marquee", "clear")["state"]["faults"] == []


def test_slow_printer(running: Running) -> None:
    assert running.do("printer", "slow", bytes_per_s=100)["state"]["slow_bytes_per_s"] == 100
    assert running.do("printer", "clear")["state"]["slow_bytes_per_s"] is None


def test_visitor_is_measured_through_the_socket(running: Running) -> None:
    monitor = build_bp_monitor("and_tm265x", running.ready["ports"]["bp_monitor"])
    monitor.open()
    assert running.do("bp_monitor", "measure", systolic=128, diastolic=82, pulse=70, after_s=0.1)["ok"]
    (reading,) = monitor.events(10)
    assert isinstance(reading, Reading)
    assert (reading.systolic_mmhg, reading.diastolic_mmhg, reading.pulse_bpm) == (128, 82, 70)
    assert running.do("bp_monitor", "error", code=11)["ok"]
    (failure,) = monitor.events(10)
    assert isinstance(failure, MonitorError)
    assert failure.group == Trouble.ARM_CUFF
    for verb in ("noise", "repeat"):
        assert running.do("bp_monitor", verb)["ok"]
    assert running.do("bp_monitor", "mute")["state"]["muted"] is True
    monitor.close()


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        (b"\n", "not JSON"),
        (b"{broken\n", "not JSON"),
        (b"\xff\xfe\n", "not JSON"),
        (b"[1]\n", "not an object"),
        (b'{"device": "printer", "do": "state", "extra": 1}\n', "extra is not known"),
        (b'{"do": "state"}\n', "device None is not known: use one of printer, marquee, bp_monitor"),
        (b'{"device": "toaster", "do": "state"}\n', "device 'toaster'"),
        (b'{"device": ["printer"], "do": "state"}\n', "device ['printer']"),
        (b'{"device": "printer"}\n', "do None"),
        (b'{"device": "printer", "do": "explode"}\n', "do 'explode' is not known: use one of state, unplug"),
        (b'{"device": "printer", "do": "unplug", "args": [1]}\n', "args is not an object"),
        (
            b'{"device": "printer", "do": "paper_out", "args": {"on": 1}}\n',
            "args.on is 1: write true or false",
        ),
        (
            b'{"device": "printer", "do": "unplug", "args": {"hard": true}}\n',
            "args.hard is not known: leave it out",
        ),
        (b'{"device": "printer", "do": "slow", "args": {"bytes_per_s": 0}}\n', "args.bytes_per_s is 0"),
        (
            b'{"device": "bp_monitor", "do": "measure", "args": {"systolic": 120}}\n',
            "args.diastolic is missing",
        ),
        (
            b'{"device": "bp_monitor", "do": "error", "args": {"code": "E44"}}\n',
            "args.code is 'E44': write an integer",
        ),
        (b'{"device": "bp_monitor", "do": "error", "args": {"after_s": 1e999}}\n', "args.after_s is inf"),
        (b'{"device": "bp_monitor", "do": "error", "args": {"after_s": NaN}}\n', "args.after_s is nan"),
        (b'{"device": "x' + b"x" * 70_000 + b'"}\n', "too long"),
    ],
)
def test_request_that_is_wrong_is_answered_with_the_remedy(running: Running, raw: bytes, named: str) -> None:
    answer = running.say(raw)
    assert answer["ok"] is False
    assert named in answer["error"]
    assert running.do("printer", "state")["state"]["faults"] == []


def test_several_requests_on_one_connection(running: Running) -> None:
    with socket.socket(socket.AF_UNIX) as line, line.makefile("rwb", 0) as talk:
        line.connect(running.ready["control"])
        for device in ("printer", "marquee", "bp_monitor"):
            talk.write(json.dumps({"device": device, "do": "state"}).encode() + b"\n")
            assert json.loads(talk.readline())["ok"] is True


def test_second_bench_in_the_same_home_is_refused(running: Running) -> None:
    second = Running(running.home)
    assert second.ready == {}
    _, said = second.process.communicate(timeout=15)
    assert b"already running with this home" in said
    assert second.process.returncode == 1
    assert running.do("printer", "state")["ok"], "the first one lives on"


def test_sigterm_takes_everything_down(tmp_path: Path) -> None:
    bench = Running(tmp_path / "home", "--printer-line", "tcp")
    assert bench.ready["ports"]["printer"].startswith("tcp://127.0.0.1:")
    assert bench.end() == 0
    assert list((tmp_path / "home" / "run").iterdir()) == []


def test_killed_bench_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    """After kill -9 the stale socket and links are taken over."""
    first = Running(tmp_path / "home")
    first.end(signal.SIGKILL)
    assert (tmp_path / "home" / "run" / "simulators.sock").exists()
    second = Running(tmp_path / "home")
    assert second.ready["ready"] is True
    assert second.do("bp_monitor", "state")["state"]["plugged"] is True
    assert second.end() == 0


def test_missing_glyphs_are_named_with_the_remedy(tmp_path: Path) -> None:
    bench = Running(tmp_path / "home", "--unifont", str(tmp_path / "no.hex"))
    _, said = bench.process.communicate(timeout=15)
    assert bench.process.returncode == 1
    assert b"install the Debian package `unifont`" in said
    assert not (tmp_path / "home" / "run" / "simulators.sock").exists()


def test_bench_goes_when_its_parent_is_killed(tmp_path: Path) -> None:
    """With --with-parent, as the demo starts it."""
    script = (
        "import subprocess, sys, time\n"
        f"p = subprocess.Popen([sys.executable, '-m', 'devices.simulators', '--home', {str(tmp_path)!r},"
        " '--with-parent'])\n"
        "print(p.pid, flush=True)\ntime.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.stdout.readline()
    parent.kill()
    parent.communicate(timeout=15)
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline and (tmp_path / "run" / "simulators.sock").exists():
        time.sleep(0.05)
    gone = not (tmp_path / "run" / "simulators.sock").exists()
    if not gone:
        os.kill(child, signal.SIGKILL)
    assert gone
