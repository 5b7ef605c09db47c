"""The driver contract: what every sign can be asked, whatever family it speaks.

A driver sends only what differs from what its sign is known to hold, and forgets all of that after any trouble.  What its
sign cannot do it does as well as it can and says so (`ShowReport.shortfalls`); `devices.marquee.preview` says the same
before anything is sent.  One thread uses a sign.  `devices.marquee.driver` has what the families' drivers do the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from devices.marquee.page import Programme
    from devices.marquee.settings import ShowReport, SignInfo


class Sign(Protocol):
    """A sign on a line.

    Every call that talks to the sign raises `LinkError` when the line is gone, `Silent` when nobody answers, `DeviceRefused`
    when the sign says no, and `ProtocolError` for nonsense; after any of them nothing is taken for known.
    """

    def open(self) -> None:
        """Open the line; says nothing to the sign, and takes nothing about it for known."""

    def close(self) -> None:
        """Close the line; the sign goes on showing what it has."""

    def forget(self) -> None:
        """Drop what is known about the sign: the next `show` writes everything."""

    def identify(self) -> SignInfo:
        """Ask the sign who it is, as far as its family can tell; changes nothing that is shown."""

    def show(self, programme: Programme, now: datetime) -> ShowReport:
        """Bring the sign to `programme`; silent and cheap if nothing differs.  `now` is aware.

        Raises `EncodeError`, before anything is sent, for a wish that cannot be said.
        """

    def verify(self) -> bool:
        """Ask whether the sign still has what was shown, without disturbing it; False also forgets.

        A supervisor calls it every two seconds.  A family that cannot read its texts back asks what it can.
        """

    def set_brightness(self, percent: int | None) -> None:
        """Set 1 to 100 %, or None for the sign's own light sensor.

        A family without that does what comes nearest, or nothing.
        """

    def set_dark(self, *, dark: bool) -> None:
        """Switch the lamps off, or on again with everything as it was."""
