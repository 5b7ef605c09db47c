"""The life of one device's thread: set up, serve, tear down, wait, again; stops at once when told to.

Who must act decides what happens: `LinkError` opens the line again with back-off, `NeedsPerson` is shown to people,
`ProtocolError` is kept with its bytes, a database that is away is waited for.  Whatever else comes is our mistake: it is
logged with its trace, and the device still gets its next chance.
"""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from django.db import DatabaseError, close_old_connections

from devices.errors import DeviceError, LinkError, NeedsPerson
from kiosk.clock import SYSTEM, Clock
from kiosk.health import services as health
from kiosk.health.models import DeviceState

if TYPE_CHECKING:
    import threading

BACK_OFF_S = (0.25, 0.5, 1.0, 2.0, 4.0)


class Supervisor(ABC):
    """Serves one device until `stop` is set; subclasses say what a session with it is."""

    device: str  # its name in health rows
    kiosk: str | None = None  # the label of the kiosk it hangs on; None: this machine's
    back_off_s: tuple[float, ...] = BACK_OFF_S

    def __init__(self, stop: threading.Event, *, clock: Clock = SYSTEM) -> None:
        self.stop = stop
        self.clock = clock
        self.log = logging.getLogger(f"kiosk.{self.device}")
        self._failures = 0
        self._database_trouble = ""

    @abstractmethod
    def serve(self) -> None:
        """Open the device and work with it until `stop`; raises when it cannot go on."""

    @abstractmethod
    def tear_down(self) -> None:
        """Close the device; never raises."""

    def run(self) -> None:
        """Serve, and serve again after every fault, until `stop` is set."""
        while not self.stop.is_set():
            try:
                self.serve()
            except Exception as error:  # noqa: BLE001  # the one place where everything ends
                self._after(error)
            finally:
                self.tear_down()
                close_old_connections()
        self._say(DeviceState.OFF, "stopped")

    def well(self, *, warning: str = "", detail: str = "") -> None:
        """Report that the device works."""
        self._failures = 0
        self._say(DeviceState.OK, "", detail=detail, warning=warning)

    def needs(self, error: NeedsPerson) -> None:
        """Report that a person must do something at the device."""
        self._say(DeviceState.NEEDS_PERSON, error.condition, detail=str(error))

    def missing(self, why: str) -> None:
        """Report that nobody answers at the device."""
        self._say(DeviceState.LINK_DOWN, "link_down", detail=why)

    def _after(self, error: Exception) -> None:
        pause = self.back_off_s[min(self._failures, len(self.back_off_s) - 1)]
        self._failures += 1
        if isinstance(error, NeedsPerson):
            self.needs(error)
        elif isinstance(error, LinkError):
            self.missing(str(error))
        elif isinstance(error, DeviceError):
            self._say(DeviceState.LINK_DOWN, "device_error", detail=f"{type(error).__name__}: {error}")
        elif isinstance(error, DatabaseError):
            self._miss_database(error)
        else:
            self.log.error("mistake in the supervisor of %s", self.device, exc_info=error)
            self._say(DeviceState.LINK_DOWN, "mistake", detail=repr(error))
        self.stop.wait(pause)

    def _say(self, state: DeviceState, condition: str, *, detail: str = "", warning: str = "") -> None:
        try:
            news = health.report(
                device=self.device, state=state, condition=condition, detail=detail, warning=warning,
                kiosk=self.kiosk, clock=self.clock,
            )  # fmt: skip
        except DatabaseError as error:
            self._miss_database(error)
            return
        self._database_trouble = ""
        if news:
            level = logging.INFO if state in {DeviceState.OK, DeviceState.OFF} else logging.WARNING
            self.log.log(level, "%s: %s %s %s", self.device, state, condition or warning, detail)

    def _miss_database(self, error: DatabaseError) -> None:
        """Say once, not with every try, that the database cannot be used (a full disk, a server that is away)."""
        if self._database_trouble != str(error):
            self.log.warning("the database cannot be used now: %s", error)
        self._database_trouble = str(error)
