"""Serial and TCP lines against a far end in the same process: real kernels, no stand-ins."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from devices.errors import LinkError
from devices.simulators.line import FarEnd, PtyLine, TcpLine
from devices.transports import LineSettings, Transport

Connect = Callable[..., Transport]
EVERY_BYTE = bytes(range(256))


def read_all(far: FarEnd, count: int) -> bytes:
    data = b""
    deadline = time.monotonic() + 5
    while len(data) < count and time.monotonic() < deadline:
        data += far.read(65_536, 0.2)
    return data


@pytest.mark.parametrize("flow", ["none", "rtscts"])
def test_every_byte_passes_both_ways(far: FarEnd, connect: Connect, flow: str) -> None:
    """No byte is translated, echoed or swallowed by a terminal's habits."""
    near = connect(far, LineSettings(speed_baud=115_200, flow=flow))  # type: ignore[arg-type]
    near.write(EVERY_BYTE, 1)
    assert read_all(far, 256) == EVERY_BYTE
    assert far.write(EVERY_BYTE, 1) == 256
    got = b""
    while len(got) < 256:
        got += near.read(1000, 1)
    assert got == EVERY_BYTE
    assert near.read(10, 0) == b""


def test_a_line_opens_again_with_seven_bits_and_parity(far: FarEnd, connect: Connect) -> None:
    """A pseudo-terminal has no framing and refuses to be told so twice."""
    settings = LineSettings(data_bits=7, parity="E")
    for _ in range(2):
        near = connect(far, settings)
        near.write(b"seven", 1)
        assert read_all(far, 5) == b"seven"
        near.close()


def test_silence_ends_at_the_deadline(far: FarEnd, connect: Connect) -> None:
    near = connect(far)
    started = time.monotonic()
    assert near.read(10, 0.1) == b""
    assert 0.09 <= time.monotonic() - started < 2


def test_stalled_line_says_how_much_it_took(far: FarEnd, connect: Connect) -> None:
    """A machine that stops reading: the count is true to the byte."""
    near = connect(far)
    data = EVERY_BYTE * 8000
    with pytest.raises(LinkError) as stalled:
        near.write(data, 0.3)
    sent = stalled.value.sent_bytes
    assert 0 < sent < len(data)
    assert near.is_open
    assert read_all(far, sent) == data[:sent]
    assert far.read(10, 0.05) == b""


def test_pulled_cable_ends_a_waiting_read_at_once(far: FarEnd, connect: Connect) -> None:
    near = connect(far)
    puller = threading.Timer(0.1, far.unplug)
    puller.start()
    started = time.monotonic()
    with pytest.raises(LinkError):
        near.read(10, 10)
    assert time.monotonic() - started < 5
    assert not near.is_open
    puller.join()


def test_pulled_cable_while_the_far_end_waits_too(far: FarEnd, connect: Connect) -> None:
    """The machine's own waiting read must not keep the line alive."""
    near = connect(far)
    reader = threading.Thread(target=far.read, args=(10, 10))
    reader.start()
    time.sleep(0.05)
    far.unplug()
    with pytest.raises(LinkError):
        near.read(10, 5)
    far.close()
    reader.join(2)
    assert not reader.is_alive()


def test_pulled_cable_breaks_a_write(far: FarEnd, connect: Connect) -> None:
    near = connect(far)
    far.unplug()
    with pytest.raises(LinkError) as broken:
        near.write(b"x" * 10, 5)
    assert broken.value.sent_bytes == 0
    with pytest.raises(LinkError):
        near.write(b"x", 1)


def test_no_line_while_unplugged_and_again_after(far: FarEnd, connect: Connect) -> None:
    near, address = connect(far), far.port
    far.unplug()
    assert not far.plugged
    near.close()
    with pytest.raises(LinkError):
        near.open()
    far.plug()
    assert (far.plugged, far.port) == (True, address)
    near.open()
    near.write(b"back", 1)
    assert read_all(far, 4) == b"back"


def test_machine_outlives_many_callers(far: FarEnd, connect: Connect) -> None:
    near = connect(far)
    for number in range(2):
        near.close()
        near.open()
        near.write(bytes((number,)), 1)
        assert read_all(far, 1) == bytes((number,))


def test_bytes_written_just_before_close_arrive(far: FarEnd, connect: Connect) -> None:
    """Also with unread answers waiting, which would reset a socket and lose the tail."""
    near = connect(far)
    near.write(b"begin", 1)
    assert read_all(far, 5) == b"begin"
    far.write(b"answer nobody reads", 1)
    time.sleep(0.05)
    near.write(b"tail" * 500, 1)
    near.close()
    assert read_all(far, 2000) == b"tail" * 500


def test_old_input_is_thrown_away_at_open(far: FarEnd, connect: Connect) -> None:
    near = connect(far)
    near.close()
    far.write(b"from before", 0.1)
    near.open()
    assert near.read(100, 0.1) == b""


def test_paced_line_takes_its_time(far: FarEnd, connect: Connect) -> None:
    """2400 baud is 240 bytes a second: 48 bytes last 0.2 s and not longer than a busy machine explains."""
    far.pace(2400)
    near = connect(far)
    started = time.monotonic()
    assert far.write(b"x" * 48, 5) == 48
    assert 0.18 <= time.monotonic() - started < 3
    near.write(b"y" * 48, 1)
    started = time.monotonic()
    assert read_all(far, 48) == b"y" * 48
    assert time.monotonic() - started >= 0.18


def test_machine_writes_to_nobody_without_harm() -> None:
    line = TcpLine()
    line.open()
    assert line.write(b"lost", 0.05) == 0
    line.close()
    assert line.write(b"lost", 0.05) == 0
    assert line.read(10, 0.05) == b""


def test_xoff_stops_us_and_xon_lets_us_go_on(tmp_path: Path, connect: Connect) -> None:
    """IXON alone: the device's XOFF holds our bytes; its XON frees them; neither reaches the driver."""
    far = PtyLine(tmp_path / "device")
    far.open()
    near = connect(far, LineSettings(flow="xonxoff"))
    far.write(b"\x13", 1)
    time.sleep(0.05)
    with pytest.raises(LinkError) as stopped:
        near.write(b"held", 0.2)
    assert stopped.value.sent_bytes == 0
    far.write(b"\x11", 1)
    time.sleep(0.05)
    near.write(b"free", 1)
    assert far.read(10, 1) == b"free"
    assert near.read(10, 0.05) == b""
    far.close()


def test_full_input_never_makes_us_send_xoff(tmp_path: Path, connect: Connect) -> None:
    """IXOFF would put 13 (hex) into the middle of a picture."""
    far = PtyLine(tmp_path / "device")
    far.open()
    connect(far, LineSettings(flow="xonxoff"))
    far.write(b"z" * 20_000, 0.2)
    assert far.read(100, 0.1) == b""
    far.close()


def test_second_program_is_told_that_the_port_is_held(tmp_path: Path, connect: Connect) -> None:
    far = PtyLine(tmp_path / "device")
    far.open()
    connect(far)
    with pytest.raises(LinkError, match="another program holds this port"):
        connect(far)
    far.close()


def test_line_refuses_to_take_a_file_s_place(tmp_path: Path) -> None:
    (tmp_path / "device").write_text("somebody's file")
    with pytest.raises(FileExistsError):
        PtyLine(tmp_path / "device").open()
    assert (tmp_path / "device").read_text() == "somebody's file"


def test_link_is_gone_after_close_and_its_folder_is_private(tmp_path: Path) -> None:
    far = PtyLine(tmp_path / "run" / "device")
    far.open()
    assert (tmp_path / "run").stat().st_mode & 0o777 == 0o700
    far.close()
    assert not (tmp_path / "run" / "device").is_symlink()


def test_far_end_that_closed_is_noticed_before_the_first_byte_is_lost(connect: Connect) -> None:
    """The kernel would take the first write after the far end's farewell and lose it."""
    far = TcpLine()
    far.open()
    near = connect(far)
    near.write(b"1", 1)
    assert far.read(1, 1) == b"1"
    with far._lock:
        far._near_end_left()
    time.sleep(0.05)
    with pytest.raises(LinkError) as gone:
        near.write(b"a slip", 1)
    assert gone.value.sent_bytes == 0
    far.close()


def test_farewell_lets_a_slow_machine_read_to_the_end(connect: Connect) -> None:
    """Its unread answer must not reset the connection while our last bytes are still on their way."""
    far = TcpLine()
    far.open()
    near = connect(far)
    near.write(b"0", 1)
    assert far.read(1, 1) == b"0"
    far.write(b"answer nobody reads", 1)
    time.sleep(0.05)
    near.write(EVERY_BYTE * 60, 1)
    leaving = threading.Thread(target=near.close)
    leaving.start()
    time.sleep(0.2)
    assert read_all(far, 256 * 60) == EVERY_BYTE * 60
    leaving.join()
    far.close()


def test_drain_waits_for_what_the_far_kernel_has_not_got(connect: Connect) -> None:
    far = TcpLine()
    far.open()
    near = connect(far)
    near.write(b"few", 1)
    near.drain(1)
    with pytest.raises(LinkError):
        near.write(b"x" * 1_000_000, 0.2)
    with pytest.raises(LinkError, match="waiting to be sent"):
        near.drain(0.1)
    far.close()
