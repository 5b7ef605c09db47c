"""Talking with a printer: bytes out under a deadline, answers in, and what the answers have told so far.

DLE EOT is answered by a byte that does not say which request it belongs to, so at most one request is open at
a time and the answers are matched in order.  A request may only be written between commands, never within a
picture.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from devices.errors import LinkError
from devices.printer.codecs.escpos import (
    FULL,
    POWER_ON,
    AutomaticStatus,
    Decoder,
    Event,
    FullStatus,
    Information,
    Noise,
    ProcessDone,
    QueuedByte,
    StatusByte,
    status_request,
)
from devices.printer.status import PrinterStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.transports.base import Transport

ANSWER_WITHIN_S = 0.5
FORGET_AFTER_S = 5.0
SETTLE_WITHIN_S = 0.5


@dataclass
class Conversation:
    """One opened line: what was asked, what was answered."""

    transport: Transport
    monotonic: Callable[[], float]
    status: PrinterStatus = field(default_factory=PrinterStatus)
    looks: int = 0
    """Status requests answered so far."""
    missed: int = 0
    """Status requests that were given up."""
    heard: int = 0
    """Answers of any kind so far."""
    power_ons: int = 0
    """How often the printer has said that it was switched on."""
    reports_trouble: bool = False
    """Whether the printer's last report by itself names a trouble."""
    done: set[str] = field(default_factory=set)
    """Process ids that came back."""
    told: list[bytes] = field(default_factory=list)
    """Blocks with which the printer described itself (GS I); the newest few."""
    queued_open: int = 0
    """GS r requests that have not been answered."""
    presenter: bool = False
    """Whether the model answers DLE EOT 20."""
    _full_open: bool = False
    _asked: int = 0
    _asked_at: float = 0.0
    _unsent: bytes = b""

    def __post_init__(self) -> None:
        self._decoder = Decoder(presenter=self.presenter)

    @property
    def open_since_s(self) -> float | None:
        """When the status request that waits for its answer was written; None while none waits."""
        return self._asked_at if self._asked else None

    def listen(self, timeout_s: float) -> list[Event]:
        """Take in what has come, waiting at most `timeout_s` for the first byte; raises `LinkError`."""
        events = self._decoder.feed(self.transport.read(4096, timeout_s))
        for event in events:
            self._heard(event)
        return events

    def settle(self, quiet_s: float = 0.0) -> None:
        """Take in everything that is still on its way, until nothing comes for `quiet_s`; noise is heard for half a second."""
        deadline = self.monotonic() + SETTLE_WITHIN_S
        while self.listen(quiet_s) and self.monotonic() < deadline:
            pass

    def ask(self, request: int) -> None:
        """Write DLE EOT `request` unless one is open that may still be answered.

        Call only between commands.
        """
        now = self.monotonic()
        if self._asked and now - self._asked_at < FORGET_AFTER_S:
            return
        self.missed += bool(self._asked)
        self._asked = 0
        command = status_request(request)
        taken = self.send(command, ANSWER_WITHIN_S)
        if taken:
            self._unsent = command[taken:]
            self._asked, self._asked_at = request, now

    def asked(self, request: int, timeout_s: float = ANSWER_WITHIN_S) -> bool:
        """Ask and wait for the answer; False when none came, or the line took no question."""
        self._asked = 0
        self.ask(request)
        if not self._asked:
            return False
        self.wait(lambda: not self._asked, timeout_s)
        answered, self._asked = not self._asked, 0
        return answered

    def asked_full(self, timeout_s: float = ANSWER_WITHIN_S) -> bool:
        """Ask a head with a presenter how it is, mouth and all; False when no answer came."""
        self._full_open = True
        self.send(status_request(FULL), timeout_s)
        return self.wait(lambda: not self._full_open, timeout_s)

    def wait(self, until: Callable[[], bool], timeout_s: float) -> bool:
        """Listen until `until` holds; False at the deadline."""
        deadline = self.monotonic() + timeout_s
        while not until():
            left = deadline - self.monotonic()
            if left <= 0:
                return False
            self.listen(min(left, 0.1))
        return True

    def send(self, data: bytes, timeout_s: float) -> int:
        """Hand over what the line takes of `data` in `timeout_s`.

        Returns how much.  Raises `LinkError` when it broke.
        """
        if self._unsent:
            self._unsent = self._unsent[self._written(self._unsent, timeout_s) :]
        return 0 if self._unsent else self._written(data, timeout_s)

    def _written(self, data: bytes, timeout_s: float) -> int:
        try:
            self.transport.write(data, timeout_s)
        except LinkError as short:
            if not self.transport.is_open:
                raise
            return short.sent_bytes
        return len(data)

    def _heard(self, event: Event) -> None:
        self.heard += not isinstance(event, Noise)
        if isinstance(event, StatusByte):
            self._answered(event.byte)
        elif isinstance(event, AutomaticStatus):
            self.status = self.status.with_automatic(event.block)
            self.reports_trouble = self.status.trouble is not None
        elif isinstance(event, FullStatus):
            self.status = self.status.with_full(event.block)
            self._full_open = False
        elif isinstance(event, QueuedByte):
            self.queued_open = max(0, self.queued_open - 1)
        elif isinstance(event, ProcessDone):
            self.done.add(event.tag)
        elif isinstance(event, Information):
            self.power_ons += event.raw == POWER_ON
            self.told = [*self.told[-7:], event.raw]

    def _answered(self, byte: int) -> None:
        if not self._asked:  # late, after it was given up
            self.missed = max(0, self.missed - 1)
            return
        self.status = self.status.with_reply(self._asked, byte)
        self._asked = 0
        self.looks += 1
