"""What every simulated sign can do and suffer, whatever family it speaks, and the table of those there are.

A new family writes its own machine from its own manual and takes a row here; bench, demo and tests then know it.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, Self

if TYPE_CHECKING:
    from pathlib import Path

    from devices.marquee.dots import Glyphs, Strip
    from devices.simulators.line import FarEnd

USUAL = 0
"""As a refusal's code: the one this family uses for "not now"."""


class SimulatedSign(Protocol):
    """A sign at the far end of a line; use it in a `with`, call any method from any thread.

    Its picture of the moment is `sign.png` in its folder, beside a numbered one for each new meaning.
    """

    line: FarEnd

    def __enter__(self) -> Self:
        """Switch the sign on."""

    def __exit__(self, *_: object) -> None:
        """Switch it off for good; the line stays as it is."""

    def mute(self, *, on: bool = True) -> None:
        """Obey, but answer nothing: the wire back is broken."""

    def nack(self, code: int = USUAL, times: int = 1) -> None:
        """Refuse the next `times` requests with `code`; a family that never refuses out loud drops them."""

    def power_loss(self) -> None:
        """Pull the mains plug: dark and deaf, and what lies in RAM is gone."""

    def power_back(self) -> None:
        """Put the mains plug back."""

    def slow(self, *, on: bool = True) -> None:
        """Think for half a second before every reply."""

    def noise(self, *, on: bool = True) -> None:
        """Send a few odd bytes around every reply."""

    def unplug(self) -> None:
        """Pull the cable."""

    def plug(self) -> None:
        """Put the cable back."""

    def clear(self) -> None:
        """End all faults."""

    def lamps(self) -> Strip:
        """Return what the lamps show now, as wide as the sign."""

    def attend(self, data: bytes) -> None:
        """Take what came down the line, and answer it.

        The sign's own thread does so while it is switched on; whoever plays time itself calls it instead.
        """

    def state(self) -> dict[str, Any]:
        """Return how the sign is, as JSON.

        At least `showing` (the words on it), `mode` (why: "list", "call", "emergency", "blank" or "off"), `picture`, `faults`
        (names of the methods above), `plugged`, `clock`, `brightness` and `requests` (how many of each kind were heard).
        """


@dataclass(frozen=True)
class Family:
    """Which class plays a family, made as `machine(line, folder, glyphs)`, and how fast its line usually is."""

    machine: str
    speed_baud: int

    def build(self, line: FarEnd, folder: Path, glyphs: Glyphs) -> SimulatedSign:
        """Return the sign at the far end of `line`, its pictures in `folder`; not started."""
        module, _, name = self.machine.rpartition(".")
        sign: SimulatedSign = getattr(import_module(module), name)(line, folder, glyphs)
        return sign


FAMILIES = {
    "alpha": Family("devices.simulators.alpha_sign.AlphaSimulator", 9600),
    "jetfile2": Family("devices.simulators.jetfile2_sign.JetFileSimulator", 19_200),
    "onbon": Family("devices.simulators.onbon_sign.OnbonSimulator", 9600),
    "onbon-5k": Family("devices.simulators.onbon_sign.OnbonSimulator", 9600),
    "onbon-6k": Family("devices.simulators.onbon_sign.Onbon6KSimulator", 9600),
}
