"""A printer on USB, tested at pyusb's boundary: what we ask of the library, and what we make of what it says."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from devices.errors import LinkError
from devices.transports import open_transport, usb
from devices.transports.base import LineSettings
from devices.transports.usb import UsbPort


class UsbError(IOError):
    """Stands for usb.core.USBError, which is an IOError too."""


class UsbTimeout(UsbError):
    """Stands for usb.core.USBTimeoutError."""


class End:
    """An end point that answers from a list: bytes or a number are returned, exceptions raised."""

    bmAttributes = 2  # noqa: N815  # the library's name

    def __init__(self, address: int, *answers: Any) -> None:
        self.bEndpointAddress = address
        self.answers = list(answers)
        self.timeouts_ms: list[int] = []
        self.taken = b""

    def write(self, data: bytes, timeout_ms: int) -> int:
        self.timeouts_ms.append(timeout_ms)
        answer = self.answers.pop(0) if self.answers else len(data)
        if isinstance(answer, Exception):
            raise answer
        self.taken += data[:answer]
        return min(answer, len(data))

    def read(self, size: int, timeout_ms: int) -> bytes:
        assert size % 64 == 0
        self.timeouts_ms.append(timeout_ms)
        answer = self.answers.pop(0) if self.answers else UsbTimeout(110, "timeout")
        if isinstance(answer, Exception):
            raise answer
        return bytes(answer)


class Interface(list[End]):
    bInterfaceNumber = 0  # noqa: N815  # the same

    def __init__(self, *ends: End, usb_class: int = 7) -> None:
        super().__init__(ends)
        self.bInterfaceClass = usb_class


class Library:
    """What `UsbPort` uses of pyusb, with one device on the bus."""

    def __init__(self, *interfaces: Interface, serial: str = "X1", kernel: bool = True) -> None:
        self.did: list[str] = []
        self.there = True
        self.device = SimpleNamespace(
            serial_number=serial,
            get_active_configuration=lambda: interfaces,
            is_kernel_driver_active=lambda _: kernel,
            detach_kernel_driver=lambda _: self.did.append("detached"),
            attach_kernel_driver=lambda _: self.did.append("attached"),
        )
        self.core = SimpleNamespace(
            find=self._find, USBError=UsbError, USBTimeoutError=UsbTimeout, NoBackendError=type("NoBackend", (ValueError,), {})
        )
        self.util = SimpleNamespace(
            claim_interface=lambda *_: self.did.append("claimed"),
            release_interface=lambda *_: self.did.append("released"),
            dispose_resources=lambda _: self.did.append("disposed"),
        )

    def _find(self, *, idVendor: int, idProduct: int, custom_match: Any) -> Any:  # noqa: N803  # pyusb's names
        known = self.there and (idVendor, idProduct) == (0x04B8, 0x0E28) and custom_match(self.device)
        return self.device if known else None


def opened(out: End, answers: End | None = None) -> tuple[UsbPort, Library]:
    library = Library(Interface(out, *([answers] if answers else [])))
    port = UsbPort(0x04B8, 0x0E28, library=library)
    port.open()
    return port, library


def test_opening_takes_the_interface_and_closing_gives_it_back_without_a_reset() -> None:
    port, library = opened(End(0x01))
    assert (library.did, port.is_open) == (["detached", "claimed"], True)
    port.close()
    assert (library.did[2:], port.is_open) == (["released", "attached", "disposed"], False)


def test_end_points_are_found_wherever_the_maker_put_them() -> None:
    out, answers = End(0x03), End(0x81, UsbTimeout(110, "t"), b"\x12")
    library = Library(Interface(usb_class=3), Interface(answers, out))
    port = UsbPort(0x04B8, 0x0E28, library=library)
    port.open()
    port.write(b"\x10\x04\x01", 0.2)
    assert (out.taken, port.read(10, 0.2)) == (b"\x10\x04\x01", b"\x12")


def test_no_call_may_wait_for_ever() -> None:
    """To libusb a timeout of 0 is one of infinity."""
    out, answers = End(0x01), End(0x82)
    port, _ = opened(out, answers)
    port.write(b"x", 0)
    assert port.read(1, 0) == b""
    assert min(out.timeouts_ms + answers.timeouts_ms) >= 1


def test_a_printer_that_stops_taking_bytes_is_told_with_their_number() -> None:
    port, _ = opened(End(0x01, 100, *[UsbTimeout(110, "timeout")] * 200_000))
    with pytest.raises(LinkError) as stalled:
        port.write(bytes(500), 0.02)
    assert (stalled.value.sent_bytes, port.is_open) == (100, True)


def test_a_pulled_cable_breaks_the_line_with_the_bytes_sent_before() -> None:
    port, library = opened(End(0x01, 4096, UsbError(19, "no such device")))
    with pytest.raises(LinkError) as gone:
        port.write(bytes(9000), 1)
    assert (gone.value.sent_bytes, port.is_open) == (4096, False)
    assert "released" in library.did


def test_a_cable_pulled_while_listening_breaks_the_line() -> None:
    port, _ = opened(End(0x01), End(0x81, UsbTimeout(110, "t"), UsbError(5, "input/output error")))
    with pytest.raises(LinkError):
        port.read(1, 1)
    assert not port.is_open


def test_more_than_was_asked_for_is_kept_for_the_next_call() -> None:
    port, _ = opened(End(0x01), End(0x81, UsbTimeout(110, "t"), b"\x12\x14\x16"))
    assert [port.read(2, 0.1), port.read(2, 0.1), port.read(2, 0.01)] == [b"\x12\x14", b"\x16", b""]


@pytest.mark.parametrize(
    ("library", "words"),
    [
        (Library(Interface(End(1), usb_class=3)), "no printer"),
        (Library(Interface(End(0x81))), "no end point"),
        (Library(Interface(End(1)), serial="other"), "no such device"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_reason(library: Library, words: str) -> None:
    with pytest.raises(LinkError, match=words):
        UsbPort(0x04B8, 0x0E28, "X1", library=library).open()


def test_a_printer_that_comes_back_can_be_opened_again() -> None:
    port, library = opened(End(0x01))
    library.there = False
    with pytest.raises(LinkError, match="cable"):
        port.open()
    library.there = True
    port.open()
    assert port.is_open


def test_what_is_not_open_says_so() -> None:
    port = UsbPort(1, 2, library=Library())
    for call in (lambda: port.write(b"x", 1), lambda: port.read(1, 0), lambda: port.drain(0)):
        with pytest.raises(LinkError, match="not open"):
            call()


def test_ports_are_written_as_lsusb_shows_them() -> None:
    assert usb.parsed("usb:04b8:0e28") == (0x04B8, 0x0E28, "")
    assert open_transport("usb:04b8:0e28:A1", LineSettings()).name == "usb:04b8:0e28:A1"
    for wrong in ("usb:", "usb:4b8:0e28", "usb:04b8", "usb:wxyz:0e28"):
        with pytest.raises(ValueError, match="lsusb"):
            open_transport(wrong, LineSettings())
