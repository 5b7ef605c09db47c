"""A printer on USB without a device node of its own: the only file that knows pyusb.

Where the kernel's usblp has made /dev/usb/lp0, that file is the simpler way (`file`).  Traps that are closed here: a
timeout of 0 means "for ever" to libusb, so every call gets at least a millisecond; opening resets nothing, for a reset
throws away a slip that is still printing; the kernel's driver is put back on close, so that /dev/usb/lp0 does not vanish;
the end points are looked up, for makers number them as they like.
"""

from __future__ import annotations

import contextlib
import time
from typing import Any

from devices.errors import LinkError
from devices.transports.descriptor import LineGone

PRINTER_CLASS = 7
OUT_CHUNK_BYTES = 4096
IN_BYTES = 512  # a multiple of every packet size: a shorter buffer overflows
LOOK_AGAIN_S = 0.005
_IN = 0x80
_BULK = 2


class UsbPort:
    """A `Transport` over the bulk end points of the printer `vendor`:`product` (and `serial`, where several are there).

    `library` stands for pyusb's `usb` package; left out, it is imported at `open`.
    """

    def __init__(self, vendor: int, product: int, serial: str = "", *, library: Any = None) -> None:
        self._vendor, self._product, self._serial = vendor, product, serial
        self._usb = library
        self._device: Any = None
        self._interface = 0
        self._out: Any = None
        self._in: Any = None
        self._kernel_had_it = False
        self._inbox = b""

    @property
    def name(self) -> str:
        """The port as configured."""
        tail = f":{self._serial}" if self._serial else ""
        return f"usb:{self._vendor:04x}:{self._product:04x}{tail}"

    @property
    def is_open(self) -> bool:
        """Whether the interface is claimed."""
        return self._device is not None

    @property
    def feels_power(self) -> bool:
        """Yes: the device vanishes from the bus."""
        return True

    def open(self) -> None:
        """Find the printer, take its interface from the kernel and throw old input away."""
        self.close()
        usb = self._library()
        try:
            device = usb.core.find(idVendor=self._vendor, idProduct=self._product, custom_match=self._is_ours)
            if device is None:
                raise LinkError(f"{self.name}: no such device on USB: is the cable in, is the printer on?")
            self._claim(device)
            self._device = device
        except (usb.core.USBError, NotImplementedError) as error:
            raise LinkError(f"{self.name}: {_why(error)}") from error
        except usb.core.NoBackendError as error:
            raise LinkError(f"{self.name}: libusb is missing: apt-get install libusb-1.0-0") from error
        self._inbox = b""
        while self._received(1):
            pass

    def close(self) -> None:
        """Give the interface back to the kernel; never raises."""
        device, self._device = self._device, None
        if device is None:
            return
        with contextlib.suppress(Exception):
            self._usb.util.release_interface(device, self._interface)
        if self._kernel_had_it:
            with contextlib.suppress(Exception):
                device.attach_kernel_driver(self._interface)
        with contextlib.suppress(Exception):
            self._usb.util.dispose_resources(device)

    def write(self, data: bytes, timeout_s: float) -> None:
        """Hand `data` to the printer, as fast as it takes it."""
        self._must_be_open()
        deadline, sent = time.monotonic() + timeout_s, 0
        while sent < len(data):
            left_ms = _milliseconds(deadline - time.monotonic())
            try:
                sent += self._out.write(data[sent : sent + OUT_CHUNK_BYTES], left_ms)
            except self._usb.core.USBTimeoutError:
                pass  # nothing was taken: pyusb returns what was, where anything was
            except self._usb.core.USBError as error:
                raise self._gone(error, sent) from error
            if sent < len(data) and time.monotonic() >= deadline:
                raise LinkError(f"{self.name}: the line takes no more bytes ({sent} of {len(data)} sent)", sent_bytes=sent)

    def read(self, max_bytes: int, timeout_s: float) -> bytes:
        """Return what came; a printer without an answering end point never says anything."""
        self._must_be_open()
        deadline = time.monotonic() + timeout_s
        while not self._inbox:
            self._inbox = self._received(_milliseconds(deadline - time.monotonic()))
            if self._inbox or time.monotonic() >= deadline:
                break
            time.sleep(min(LOOK_AGAIN_S, max(0.0, deadline - time.monotonic())))
        data, self._inbox = self._inbox[:max_bytes], self._inbox[max_bytes:]
        return data

    def drain(self, timeout_s: float) -> None:
        """Nothing waits on this side: `write` returns when the printer has taken the bytes."""
        del timeout_s
        self._must_be_open()

    def _received(self, timeout_ms: int) -> bytes:
        if self._in is None:
            time.sleep(timeout_ms / 1000)
            return b""
        try:
            return bytes(self._in.read(IN_BYTES, timeout_ms))
        except self._usb.core.USBTimeoutError:
            return b""
        except self._usb.core.USBError as error:
            raise self._gone(error, 0) from error

    def _claim(self, device: Any) -> None:
        interface = _printer_interface(device)
        if interface is None:
            raise LinkError(f"{self.name}: this device is no printer (it has no interface of class 7)")
        self._interface = interface.bInterfaceNumber
        ends = [end for end in interface if end.bmAttributes & 3 == _BULK]
        self._out = next((end for end in ends if not end.bEndpointAddress & _IN), None)
        self._in = next((end for end in ends if end.bEndpointAddress & _IN), None)
        if self._out is None:
            raise LinkError(f"{self.name}: this printer has no end point to write to")
        self._kernel_had_it = False
        with contextlib.suppress(NotImplementedError):
            self._kernel_had_it = bool(device.is_kernel_driver_active(self._interface))
        if self._kernel_had_it:
            device.detach_kernel_driver(self._interface)
        self._usb.util.claim_interface(device, self._interface)

    def _is_ours(self, device: Any) -> bool:
        return not self._serial or device.serial_number == self._serial

    def _library(self) -> Any:
        if self._usb is None:
            try:
                import usb.core  # noqa: PLC0415  # only kiosks with such a port need it
                import usb.util  # noqa: PLC0415
            except ImportError as error:
                raise LinkError(f"{self.name}: pyusb is not installed: run ./run setup") from error
            self._usb = usb
        return self._usb

    def _must_be_open(self) -> None:
        if self._device is None:
            raise LinkError(f"{self.name}: not open")

    def _gone(self, error: Exception, sent: int) -> LineGone:
        self.close()
        return LineGone(f"{self.name}: the line broke: {error}", sent_bytes=sent)


def parsed(port: str) -> tuple[int, int, str]:
    """Return vendor, product and serial number of "usb:04b8:0e28" or "usb:04b8:0e28:SERIAL"; raises `ValueError`."""
    _, _, rest = port.partition(":")
    vendor, _, rest = rest.partition(":")
    product, _, serial = rest.partition(":")
    if len(vendor) != 4 or len(product) != 4:
        raise ValueError(f'port {port!r} is not understood: write "usb:04b8:0e28", as lsusb shows the device')
    try:
        return int(vendor, 16), int(product, 16), serial
    except ValueError as error:
        raise ValueError(f"port {port!r} is not understood: vendor and product are hexadecimal, as lsusb shows them") from error


def _printer_interface(device: Any) -> Any:
    configuration = device.get_active_configuration()
    return next((each for each in configuration if each.bInterfaceClass == PRINTER_CLASS), None)


def _milliseconds(seconds: float) -> int:
    return max(1, int(seconds * 1000))  # 0 would wait for ever


def _why(error: Exception) -> str:
    number = getattr(error, "errno", None)
    if number == 13:
        return "no permission: add a udev rule for this device, or this user to the group lp"
    if number == 16:
        return "another program holds this printer: stop it first (CUPS takes printers by itself)"
    return f"cannot be opened: {error}"
