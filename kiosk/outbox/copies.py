"""The mark of a second print: the same slip, with 補印 on top."""

from __future__ import annotations

from devices.printer.slip import Bar, Slip
from kiosk.texts import FALLBACK, Texts


def marked_as_copy(slip: Slip) -> Slip:
    """Return `slip` with 補印 on a black bar at its head."""
    return Slip((Bar(Texts(FALLBACK).text("slip.copy")), *slip.blocks))
