"""All three simulated devices on one bench.

Lines under DIR/run, pictures under DIR/sim, one control socket.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from devices.marquee.dots import Glyphs
from devices.simulators.bp_monitor import MonitorSimulator
from devices.simulators.control import Control, ControlSocket, Steered
from devices.simulators.folders import private
from devices.simulators.line import FarEnd, PtyLine, TcpLine
from devices.simulators.printer import PrinterSimulator
from devices.simulators.sign import FAMILIES
from devices.simulators.verbs import bp_monitor_verbs, marquee_verbs, printer_verbs

if TYPE_CHECKING:
    from pathlib import Path

SPEEDS_BAUD = {"printer": 115_200, "bp_monitor": 2400}


@dataclass(frozen=True)
class Plan:
    """What to put up: `fast` lets the lines pass bytes at once instead of at their usual speeds."""

    home: Path
    unifont: Path
    sign: str = "jetfile2"
    printer_on_tcp: bool = False
    fast: bool = False

    @property
    def socket_path(self) -> Path:
        """Where the control socket is."""
        return self.home / "run" / "simulators.sock"


class Bench:
    """Put up by entering it, taken down by leaving it."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.ports: dict[str, str] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Put everything up, or nothing."""
        with ExitStack() as stack:
            self._put_up(stack)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """Take everything down, the last first."""
        self._stack.close()

    def _put_up(self, stack: ExitStack) -> None:
        glyphs = Glyphs(self.plan.unifont)
        paper, sign = (private(private(self.plan.home / "sim") / name) for name in ("paper", "sign"))
        devices: dict[str, Steered] = {}
        control = ControlSocket(self.plan.socket_path, Control(devices))
        stack.callback(control.stop)
        printer = stack.enter_context(PrinterSimulator(self._line(stack, "printer", "sim-printer"), paper))
        marquee = FAMILIES[self.plan.sign].build(self._line(stack, "marquee", "sim-marquee"), sign, glyphs)
        stack.enter_context(marquee)
        monitor = stack.enter_context(MonitorSimulator(self._line(stack, "bp_monitor", "sim-bp")))
        devices["printer"] = Steered(printer, printer_verbs(printer))
        devices["marquee"] = Steered(marquee, marquee_verbs(marquee))
        devices["bp_monitor"] = Steered(monitor, bp_monitor_verbs(monitor))
        control.start()

    def _line(self, stack: ExitStack, device: str, name: str) -> FarEnd:
        speed = None if self.plan.fast else self._speed_baud(device)
        line: FarEnd
        if device == "printer" and self.plan.printer_on_tcp:
            line = TcpLine(speed_baud=speed)
        else:
            line = PtyLine(private(self.plan.home / "run") / name, speed_baud=speed)
        line.open()
        stack.callback(line.close)
        self.ports[device] = line.port
        return line

    def _speed_baud(self, device: str) -> int:
        return FAMILIES[self.plan.sign].speed_baud if device == "marquee" else SPEEDS_BAUD[device]
