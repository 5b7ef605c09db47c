"""The driver alone, with time held still."""

import pytest
from and_frames import RA, RB, changed, golden

from devices.bp_monitor.codecs.and_tm265x import Decoder
from devices.bp_monitor.driver import REPEAT_WINDOW_S, BloodPressureMonitor
from devices.bp_monitor.events import MonitorError, Reading, Refusal
from devices.errors import LinkError
from devices.transports.memory import MemoryLine


class Bench:
    """A monitor on a line in memory, and a clock that moves only when somebody waits."""

    def __init__(self) -> None:
        self.now_s = 1000.0
        self.line = MemoryLine(waited=self.wait)
        self.monitor = BloodPressureMonitor(self.line, Decoder(), monotonic=lambda: self.now_s)
        self.monitor.open()

    def wait(self, seconds: float) -> None:
        self.now_s += seconds

    def hear(self, data: bytes, timeout_s: float = 0.5) -> list[object]:
        self.line.feed(data)
        return list(self.monitor.events(timeout_s))


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_result_arrives(bench: Bench) -> None:
    (event,) = bench.hear(RB)
    assert isinstance(event, Reading)
    assert (event.systolic_mmhg, event.diastolic_mmhg) == (134, 88)


def test_silence_lasts_as_long_as_asked(bench: Bench) -> None:
    assert bench.hear(b"", 3.0) == []
    assert bench.now_s == 1003.0


def test_nothing_is_ever_written(bench: Bench) -> None:
    """Listen only: the kiosk never starts a cuff."""
    bench.hear(RB)
    bench.hear(RA[:50], 10)
    assert bench.line.written == b""


def test_repeat_is_dropped_for_two_minutes(bench: Bench) -> None:
    assert len(bench.hear(RB)) == 1
    bench.now_s += REPEAT_WINDOW_S - 10
    assert bench.hear(RB + RB) == []
    bench.now_s += REPEAT_WINDOW_S - 10
    assert bench.hear(RB) == [], "counted from the last time it was heard"
    bench.now_s += REPEAT_WINDOW_S + 1
    assert len(bench.hear(RB)) == 1


def test_repeat_after_the_line_came_back_is_dropped(bench: Bench) -> None:
    bench.hear(RB)
    bench.monitor.close()
    bench.monitor.open()
    assert bench.hear(RB) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"2603050917", b"2603050918"), (b"S134", b"S135"), (b"D 88", b"D 89"), (b"P 71", b"P 72")],
)
def test_another_result_is_no_repeat(bench: Bench, old: bytes, new: bytes) -> None:
    bench.hear(RB)
    assert len(bench.hear(changed(RB, old, new))) == 1


def test_error_may_come_twice(bench: Bench) -> None:
    """Two visitors may move their arm."""
    failure = golden("and-tm2655-err")
    assert [type(event) for event in bench.hear(failure) + bench.hear(failure)] == [
        MonitorError,
        MonitorError,
    ]


def test_frame_cut_by_a_long_silence_is_given_up(bench: Bench) -> None:
    (event,) = bench.hear(RB[:30], 10.0)
    assert isinstance(event, Refusal)
    assert bench.now_s - 1000.0 < 5
    assert len(bench.hear(RB)) == 1


def test_half_a_frame_does_not_survive_reopening(bench: Bench) -> None:
    bench.hear(RB[:30])
    bench.monitor.close()
    bench.monitor.open()
    assert not [event for event in bench.hear(RB[30:]) if isinstance(event, Reading)]
    assert len([event for event in bench.hear(RB) if isinstance(event, Reading)]) == 1


def test_broken_line_is_told(bench: Bench) -> None:
    bench.line.broken = True
    with pytest.raises(LinkError):
        bench.monitor.events(1.0)
