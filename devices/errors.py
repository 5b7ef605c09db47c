"""What can go wrong at a device, named by who must act.

==================  =================================================================================
`LinkError`         nobody: the supervisor closes the line and opens it again, with back-off
`NeedsPerson`       somebody in the hall: load paper, close the cover, free the cutter
`ProtocolError`     us, later: the device said something its manual does not allow; kept with its bytes
`EncodeError`       us, now: we asked for something that cannot be said to this device; never tried again
==================  =================================================================================
"""

from __future__ import annotations

from typing import ClassVar


class DeviceError(Exception):
    """Root of everything a driver raises; only supervisors catch it."""


class LinkError(DeviceError):
    """The line is gone or does not take our bytes.

    `sent_bytes` says how many bytes of the current request the line had accepted before it broke: 0 means
    that the device cannot have acted on it.
    """

    def __init__(self, why: str, *, sent_bytes: int = 0) -> None:
        super().__init__(why)
        self.sent_bytes = sent_bytes


class Silent(LinkError):
    """The line is open, but nobody answers at the far end."""


class NeedsPerson(DeviceError):
    """A person at the device must do something.

    `condition` is the stable name of it in health rows and texts.
    """

    condition: ClassVar[str] = "needs_person"


class PaperOut(NeedsPerson):
    """No paper under the head."""

    condition = "paper_out"


class CoverOpen(NeedsPerson):
    """The printer's cover stands open."""

    condition = "cover_open"


class CutterFault(NeedsPerson):
    """The cutter did not come home."""

    condition = "cutter_fault"


class PrinterFault(NeedsPerson):
    """The printer reports an error it cannot leave by itself (hot head, power, electronics)."""

    condition = "printer_fault"


class Held(DeviceError):
    """The printer has every byte of the slip, but stands still until a person has acted.

    `condition` is that of the `NeedsPerson` that stopped it.  The slip must not be sent again: its proof may
    still come.
    """

    def __init__(self, condition: str) -> None:
        super().__init__(f"the printer holds the slip: {condition}")
        self.condition = condition


class Unproven(DeviceError):
    """The device works, but what it answered shows that it lost a part of what it was given: its power was off."""

    condition: ClassVar[str] = "proof_missing"


class ProtocolError(DeviceError):
    """The device answered with bytes that its manual does not allow."""

    def __init__(self, why: str, raw: bytes = b"") -> None:
        super().__init__(f"{why}: {raw.hex(' ')}" if raw else why)
        self.raw = raw


class DeviceRefused(DeviceError):
    """The device understood the request and said no; `code` is its own word for it."""

    def __init__(self, why: str, *, code: int) -> None:
        super().__init__(f"{why} ({code:04X})")
        self.code = code


class EncodeError(DeviceError):
    """The request cannot be put into this device's bytes; trying again cannot help."""
