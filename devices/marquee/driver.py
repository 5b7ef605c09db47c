"""What the drivers of all families do the same: a line, a clock to be set, and nothing taken for known after trouble."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import contextmanager
from datetime import timedelta, timezone
from typing import TYPE_CHECKING

from devices.errors import DeviceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from devices.marquee.settings import MarqueeSettings
    from devices.transports.base import Transport

NEVER = float("-inf")


class SignDriver(ABC):
    """A `devices.marquee.sign.Sign` without a family; used by one thread."""

    def __init__(self, transport: Transport, settings: MarqueeSettings, monotonic: Callable[[], float]) -> None:
        self._transport, self._settings, self._monotonic = transport, settings, monotonic
        self._clock_set_at = NEVER

    def open(self) -> None:
        """Open the line; raises `LinkError`.  Says nothing to the sign."""
        self.forget()
        self._transport.open()

    def close(self) -> None:
        """Close the line; the sign goes on showing what it has."""
        self._transport.close()
        self.forget()

    def forget(self) -> None:
        """Drop what is known about the sign: the next `show` writes everything."""
        self._clock_set_at = NEVER
        self.forget_content()

    @abstractmethod
    def forget_content(self) -> None:
        """Drop what the family knows; called before anything is known, too."""

    def _clock_age_s(self) -> float:
        """Return how long ago the sign's clock was set; endless if it is not known to be set."""
        return self._monotonic() - self._clock_set_at

    def _local(self, now: datetime) -> datetime:
        """Return what a clock on the wall beside the sign shows."""
        return now.astimezone(timezone(timedelta(hours=self._settings.utc_offset_h)))

    @contextmanager
    def _forgetting_on_trouble(self) -> Iterator[None]:
        try:
            yield
        except DeviceError:
            self.forget()
            raise
