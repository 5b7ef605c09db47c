"""Lines to devices: each call has a deadline, and a broken line says so at once.

===========================  ==================================================================
"/dev/ttyUSB0", "/run/x"     a serial port or pseudo-terminal (`serial_port`)
"tcp://192.0.2.7:9100"       a network connection (`tcp`)
"/dev/usb/lp0", "file:/x"    a printer's device node, or a file (`file`)
"usb:04b8:0e28"              a printer on USB without a device node (`usb`)
===========================  ==================================================================
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from devices.transports import usb
from devices.transports.base import LineSettings, Transport
from devices.transports.file import FileLine
from devices.transports.serial_port import SerialPort
from devices.transports.tcp import TcpSocket

__all__ = ["FORMS", "LineSettings", "Transport", "open_transport"]

FORMS = '"/dev/ttyUSB0", "tcp://host:port", "usb:04b8:0e28" or "file:/path"'


def open_transport(port: str, line: LineSettings) -> Transport:
    """Return the transport for `port`, not opened yet; `line` matters for serial ports only.

    Raises `ValueError`, which names the remedy, when `port` has none of the forms above.
    """
    if port.startswith("tcp://"):
        return _tcp(port)
    if port.startswith(("file:", "/dev/usb/lp")):
        return _file(port)
    if port.startswith("usb:"):
        return usb.UsbPort(*usb.parsed(port))
    if not port.startswith("/"):
        raise ValueError(f"port {port!r} is not understood: write {FORMS}")
    return SerialPort(port, line)


def _tcp(port: str) -> Transport:
    try:
        address = urlsplit(port)
        host, number = address.hostname, address.port
    except ValueError as error:
        raise ValueError(f'port {port!r} is not understood ({error}): write "tcp://host:port"') from error
    if not host or not number or address.path or address.query or address.username:
        raise ValueError(
            f'port {port!r} is not complete: write "tcp://host:port", for example "tcp://192.0.2.7:9100"'
        )
    return TcpSocket(host, number)


def _file(port: str) -> Transport:
    path = Path(port.removeprefix("file:"))
    if not path.is_absolute():
        raise ValueError(f'port {port!r} is not understood: write "file:/path", starting at the root')
    return FileLine(path)
