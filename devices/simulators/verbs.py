"""What may be done to the simulated devices: the words of the control socket and of the bench page's buttons.

A verb has named arguments with limits; a request that does not keep them is refused with a sentence that
names the argument and the remedy, and nothing happens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from devices.simulators.sign import USUAL

if TYPE_CHECKING:
    from devices.simulators.bp_monitor import MonitorSimulator
    from devices.simulators.printer import PrinterSimulator
    from devices.simulators.sign import SimulatedSign

Values = Mapping[str, Any]
REQUIRED = object()
SLOW_BYTES_PER_S = 200.0
POWER_OFF_S = 3.0


class RequestRefusedError(Exception):
    """A request that was not understood; the text is for the one who sent it."""


class Simulated(Protocol):
    """What every simulated device can do."""

    def state(self) -> dict[str, Any]:
        """Return what a person in front of the device sees, as JSON."""


@dataclass(frozen=True)
class Argument:
    """One named argument.

    Its type, its value when left out, the lowest and the highest one (numbers only).
    """

    kind: type
    otherwise: object = REQUIRED
    low: float = 0
    high: float = 1_000_000

    def read(self, name: str, values: Values) -> Any:
        """Return the value of the argument called `name`, or refuse it."""
        if name not in values:
            if self.otherwise is REQUIRED:
                raise RequestRefusedError(f"args.{name} is missing: {self._wish()}")
            return self.otherwise
        value: Any = values[name]
        if self.kind is float and type(value) is int:
            value = float(value)
        if not self._fits(value):
            raise RequestRefusedError(f"args.{name} is {value!r}: {self._wish()}")
        return value

    def _fits(self, value: Any) -> bool:
        if self.kind in (int, float):
            return type(value) is self.kind and bool(self.low <= value <= self.high)
        return type(value) is self.kind

    def _wish(self) -> str:
        if self.kind is bool:
            return "write true or false"
        if self.kind is str:
            return "write a text"
        return f"write a{'n integer' if self.kind is int else ' number'} from {self.low:g} to {self.high:g}"


@dataclass(frozen=True)
class Verb:
    """One thing to do; `act` gets the arguments that were read, by name."""

    act: Callable[..., object]
    arguments: Mapping[str, Argument] = field(default_factory=dict)

    def do(self, values: Values) -> None:
        """Read all arguments, then act; unknown ones are refused."""
        for name in values:
            if name not in self.arguments:
                known = ", ".join(self.arguments) or "none"
                raise RequestRefusedError(f"args.{name} is not known: leave it out (known here: {known})")
        self.act(**{name: argument.read(name, values) for name, argument in self.arguments.items()})


ON = {"on": Argument(bool, otherwise=True)}
Verbs = dict[str, Verb]


def printer_verbs(printer: PrinterSimulator) -> Verbs:
    """Return what may be done to the printer."""

    def clear() -> None:
        for mend in (printer.paper_out, printer.paper_near_end, printer.cover_open, printer.cutter_fault):
            mend(on=False)
        printer.mute(on=False)
        printer.power()
        printer.slow(None)
        printer.plug()

    off = {"off_s": Argument(float, POWER_OFF_S, 0, 3600)}
    speed = {"bytes_per_s": Argument(float, SLOW_BYTES_PER_S, 1)}
    return {
        "unplug": Verb(printer.unplug),
        "plug": Verb(printer.plug),
        "mute": Verb(printer.mute, ON),
        "clear": Verb(clear),
        "paper_out": Verb(printer.paper_out, ON),
        "paper_out_after": Verb(printer.paper_out_after, {"rows": Argument(int, low=1)}),
        "paper_near_end": Verb(printer.paper_near_end, ON),
        "cover_open": Verb(printer.cover_open, ON),
        "cutter_fault": Verb(printer.cutter_fault, ON),
        "slow": Verb(printer.slow, speed),
        "power": Verb(printer.power, ON),
        "power_cycle": Verb(printer.power_cycle, off),
    }


def marquee_verbs(sign: SimulatedSign) -> Verbs:
    """Return what may be done to the sign."""
    refusal = {"code": Argument(int, USUAL, 0, 0xFFFF), "times": Argument(int, 1, 1, 1000)}
    return {
        "unplug": Verb(sign.unplug),
        "plug": Verb(sign.plug),
        "mute": Verb(sign.mute, ON),
        "clear": Verb(sign.clear),
        "nack": Verb(sign.nack, refusal),
        "power_loss": Verb(sign.power_loss),
        "power_back": Verb(sign.power_back),
        "slow": Verb(sign.slow, ON),
        "noise": Verb(sign.noise, ON),
    }


def bp_monitor_verbs(monitor: MonitorSimulator) -> Verbs:
    """Return what may be done to the blood-pressure monitor; `measure` plays a visitor."""

    def mute(*, on: bool) -> None:
        monitor.muted = on

    def error(code: int, after_s: float) -> None:
        monitor.measure_error(f"E{code:02}", after_s=after_s)

    def repeat() -> None:
        if not monitor.repeat():
            raise RequestRefusedError("nothing to repeat yet: do measure first")

    later = Argument(float, 0.0, 0, 3600)
    visitor = {
        "systolic": Argument(int, low=0, high=999),
        "diastolic": Argument(int, low=0, high=999),
        "pulse": Argument(int, low=0, high=999),
        "after_s": later,
        "movement": Argument(bool, otherwise=False),
        "irregular_beats": Argument(int, 0, 0, 99),
    }
    return {
        "unplug": Verb(monitor.line.unplug),
        "plug": Verb(monitor.line.plug),
        "mute": Verb(mute, ON),
        "clear": Verb(monitor.clear),
        "measure": Verb(monitor.measure, visitor),
        "error": Verb(error, {"code": Argument(int, 44, 1, 99), "after_s": later}),
        "noise": Verb(monitor.noise, {"size_bytes": Argument(int, 200, 1, 100_000)}),
        "repeat": Verb(repeat),
    }
