"""How each family is measured: its driver and its simulated sign, made for a real line or for played time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from devices import catalog
from devices.marquee.settings import MarqueeSettings

if TYPE_CHECKING:
    from pathlib import Path

    from devices.marquee.dots import Glyphs
    from devices.marquee.sign import Sign
    from devices.simulators.line import FarEnd
    from devices.simulators.sign import SimulatedSign
    from devices.simulators.sign_machine import SignMachine
    from kiosk.cli.benches.marquee_time import FarSide, PlayedLine, PlayedTime

SPEED_BAUD = 9600


@dataclass(frozen=True)
class Family:
    """One row: the simulator's module and class, which of its requests wear out memory, when it must be right again (s)."""

    name: str
    simulator: str
    sleeps: bool = False
    framing: str = "8N1"
    wearing: tuple[str, ...] = ()
    speed_baud: int = SPEED_BAUD
    right_again_s: float = 5.0

    @property
    def settings(self) -> MarqueeSettings:
        """What the driver is told about its sign; the clock is set once only: setting it again is no needless write."""
        return MarqueeSettings(speed_baud=self.speed_baud, clock_every_s=float("inf"))

    def sign(self, line: FarSide, folder: Path, glyphs: Glyphs, time: PlayedTime) -> SimulatedSign:
        """Return the simulated sign at the far end of a played line."""
        module, _, name = self.simulator.rpartition(".")
        machines = import_module(module)
        make = machines.Make(monotonic=time.monotonic, sleep=time.sleep, today=time.wall)
        sign: SimulatedSign = getattr(machines, name)(line, folder, glyphs, make)
        return sign

    def real_sign(self, line: FarEnd, folder: Path, glyphs: Glyphs) -> SignMachine:
        """Return the simulated sign at the far end of a real line; not started."""
        module, _, name = self.simulator.rpartition(".")
        sign: SignMachine = getattr(import_module(module), name)(line, folder, glyphs)
        return sign

    def driver(self, line: PlayedLine, settings: MarqueeSettings, time: PlayedTime) -> Sign:
        """Return the real driver at the near end of a played line."""
        clocks: dict[str, Any] = {"monotonic": time.monotonic}
        if self.sleeps:
            clocks["sleep"] = time.sleep
        driver: Sign = self._class()(line, settings, **clocks)
        return driver

    def on_line(self, transport: Any, settings: MarqueeSettings, **more: Any) -> Sign:
        """Return the real driver at the near end of a real line."""
        driver: Sign = self._class()(transport, replace(settings, speed_baud=self.speed_baud), **more)
        return driver

    def flash_writes(self, sign: SimulatedSign) -> int:
        """Return how often the sign has written memory that wears."""
        state = sign.state()
        counted = state.get("flash_writes")
        return int(counted) if counted is not None else sum(state["requests"].get(name, 0) for name in self.wearing)

    def _class(self) -> Any:
        module, _, name = catalog.entry(catalog.Kind.MARQUEE, self.name).driver.rpartition(".")
        return getattr(import_module(module), name)


FAMILIES = {
    "jetfile2": Family("jetfile2", "devices.simulators.jetfile2_sign.JetFileSimulator", wearing=("0202",)),
    "onbon": Family("onbon", "devices.simulators.onbon_sign.OnbonSimulator"),
    "alpha": Family("alpha", "devices.simulators.alpha_sign.AlphaSimulator", sleeps=True, framing="7E1", right_again_s=25.0),
}
