from pathlib import Path

import pytest

from devices.errors import LinkError
from devices.transports import LineSettings, open_transport
from devices.transports.file import FileLine
from devices.transports.serial_port import SerialPort
from devices.transports.tcp import TcpSocket


@pytest.mark.parametrize(
    ("port", "kind", "name"),
    [
        ("/dev/ttyUSB0", SerialPort, "/dev/ttyUSB0"),
        ("/dev/serial/by-id/usb-Prolific", SerialPort, "/dev/serial/by-id/usb-Prolific"),
        ("tcp://192.0.2.7:9100", TcpSocket, "tcp://192.0.2.7:9100"),
        ("tcp://[::1]:9100", TcpSocket, "tcp://[::1]:9100"),
        ("file:/var/tmp/out.bin", FileLine, "file:/var/tmp/out.bin"),
        ("/dev/usb/lp0", FileLine, "file:/dev/usb/lp0"),
    ],
)
def test_port_says_what_kind_of_line_it_is(port: str, kind: type, name: str) -> None:
    line = open_transport(port, LineSettings())
    assert (type(line), line.name, line.is_open) == (kind, name, False)


@pytest.mark.parametrize(
    "port",
    [
        "",
        "COM1",
        "ttyUSB0",
        "tcp://",
        "tcp://host",
        "tcp://host:x",
        "tcp://host:99999",
        "tcp://h:1/x",
        "file:x",
    ],
)
def test_port_that_is_none_is_answered_with_the_remedy(port: str) -> None:
    with pytest.raises(ValueError, match="write"):
        open_transport(port, LineSettings())


@pytest.mark.parametrize(
    ("port", "remedy"),
    [
        ("/dev/serial/by-id/nothing-here", "is the cable in"),
        ("/etc/hostname", "not a serial port"),
        ("tcp://127.0.0.1:1", "refuses this port"),
        ("tcp://no.such.host.invalid:9100", "not known on this network"),
        ("file:/no/such/folder/out.bin", "cannot be opened"),
    ],
)
def test_line_that_cannot_be_had_says_why(port: str, remedy: str) -> None:
    line = open_transport(port, LineSettings())
    with pytest.raises(LinkError, match=remedy) as refused:
        line.open()
    assert refused.value.sent_bytes == 0
    assert not line.is_open


@pytest.mark.parametrize("port", ["/dev/ttyUSB7", "tcp://127.0.0.1:1", "file:/tmp/x.bin"])
def test_line_that_is_not_open_refuses_and_closes_quietly(port: str) -> None:
    line = open_transport(port, LineSettings())
    line.close()
    for call in (lambda: line.write(b"x", 1), lambda: line.read(1, 0), lambda: line.drain(0)):
        with pytest.raises(LinkError):
            call()


def test_ordinary_file_keeps_what_was_written(tmp_path: Path) -> None:
    """Opening again appends: a second slip does not wipe the first."""
    path = tmp_path / "out.bin"
    line = open_transport(f"file:{path}", LineSettings())
    for piece in (b"first", b"second"):
        line.open()
        line.write(piece, 1)
        line.drain(1)
        assert line.read(10, 0) == b""
        line.close()
    assert path.read_bytes() == b"firstsecond"
    assert path.stat().st_mode & 0o777 == 0o600


def test_full_disk_is_a_broken_line() -> None:
    line = open_transport("file:/dev/full", LineSettings())
    line.open()
    with pytest.raises(LinkError, match="No space left") as full:
        line.write(b"slip", 1)
    assert full.value.sent_bytes == 0
    assert not line.is_open
