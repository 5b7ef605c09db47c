"""The far end by itself: what a machine can rely on."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.simulators.line import FarEnd, PtyLine, TcpLine
from devices.simulators.pace import Pace
from devices.transports import LineSettings, open_transport


@pytest.fixture(params=["pty", "tcp"])
def line(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[FarEnd]:
    far: FarEnd = (
        PtyLine(tmp_path / "port", speed_baud=2400) if request.param == "pty" else TcpLine(speed_baud=2400)
    )
    far.open()
    yield far
    far.close()


def seconds_to_send(line: FarEnd, count: int) -> float:
    started = time.monotonic()
    assert line.write(b"x" * count, 5) == count
    return time.monotonic() - started


def test_slow_motion_ends_at_the_line_s_own_speed(line: FarEnd) -> None:
    near = open_transport(line.port, LineSettings())
    near.open()
    near.write(b"here", 1)
    line.pace(600)
    while line.read(10, 0.5):
        pass
    assert seconds_to_send(line, 12) >= 0.18
    line.pace(None)
    assert seconds_to_send(line, 48) >= 0.18
    line.pace(1_000_000)
    assert seconds_to_send(line, 48) < 0.18
    line.unplug()
    near.close()


def test_plugging_twice_and_unplugging_twice_does_nothing(line: FarEnd) -> None:
    address = line.port
    line.plug()
    line.unplug()
    line.unplug()
    line.plug()
    line.plug()
    assert (line.plugged, line.port) == (True, address)


def test_closed_line_stays_closed(line: FarEnd) -> None:
    line.close()
    line.plug()
    assert not line.plugged
    assert line.read(10, 0.05) == b""


def test_unplugging_wakes_a_write_that_waits(line: FarEnd) -> None:
    """Nobody reads at the near end: the machine's bytes pile up until the cable is pulled."""
    near = open_transport(line.port, LineSettings())
    near.open()
    line.pace(10_000_000)
    taken: list[int] = []
    writer = threading.Thread(target=lambda: taken.append(line.write(b"x" * 20_000_000, 30)))
    writer.start()
    time.sleep(0.3)
    line.close()
    writer.join(5)
    assert not writer.is_alive()
    assert taken[0] < 20_000_000
    near.close()


def test_network_machine_serves_the_next_caller_when_the_first_has_left() -> None:
    far = TcpLine()
    far.open()
    first, second = (open_transport(far.port, LineSettings()) for _ in range(2))
    first.open()
    first.write(b"1", 1)
    assert far.read(10, 1) == b"1"
    second.open()
    second.write(b"2", 1)
    assert far.read(10, 0.1) == b"", "one at a time"
    leaving = threading.Thread(target=first.close)
    leaving.start()
    deadline, heard = time.monotonic() + 5, b""
    while not heard and time.monotonic() < deadline:
        heard = far.read(10, 0.2)
    assert heard == b"2"
    leaving.join()
    far.close()
    second.close()


def test_pace_does_not_make_up_for_lost_time() -> None:
    pace = Pace(2400)
    pace.wait(1)
    time.sleep(0.1)
    started = time.monotonic()
    pace.wait(24)
    assert time.monotonic() - started >= 0.09


def test_pace_cuts_into_pieces_that_last_a_moment() -> None:
    assert [Pace(speed).slice_bytes(1000) for speed in (None, 300, 2400, 115_200)] == [1000, 1, 4, 230]
    assert Pace(115_200).slice_bytes(5) == 5
