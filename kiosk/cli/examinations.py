"""Asking one device how it is: through its running supervisor, or, where none runs, through its own driver."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from devices.errors import DeviceError, Held, LinkError, NeedsPerson
from kiosk.cli.devices import LOCK
from kiosk.cli.locks import is_held
from kiosk.clock import SYSTEM
from kiosk.fonts import FontMissing
from kiosk.paper.self_test import printer_test_slip
from kiosk.texts import FALLBACK

if TYPE_CHECKING:
    from pathlib import Path

    from devices.marquee.settings import SignInfo
    from devices.printer.driver import Printer
    from kiosk.config import Config, Marquee

PROOFS = {"A": "printed (proof A)", "B": "printed (proof B)", "C": "sent, status good (C)", "D": "sent, unconfirmed (D)"}
CABLE = "Look at the cable, the port in kiosk.toml, the speed, and whether the device has power."


def examine(home: Path, config: Config, name: str, *, paper: bool = False) -> tuple[bool, str, str]:
    """Return whether the device is well, what was found, and what to do; with `paper` the printer prints its test slip."""
    if supervisors_run(home):
        return _from_health(name)
    try:
        return True, _ask(config, name, paper=paper), ""
    except (NeedsPerson, Held) as error:
        return False, f"{error.condition}: {error}", "Do what the device asks for: paper, cover, cutter."
    except LinkError as error:
        return False, str(error), CABLE
    except (ValueError, FontMissing) as error:
        return False, str(error), "kiosk check"
    except DeviceError as error:
        return False, f"{type(error).__name__}: {error}", "Is this the right model? See the model in kiosk.toml."


def supervisors_run(home: Path) -> bool:
    """Return whether `kiosk devices` owns the lines now."""
    return is_held(home / "run" / LOCK)


def _from_health(name: str) -> tuple[bool, str, str]:
    from kiosk.health import services as health  # noqa: PLC0415  # needs Django
    from kiosk.health.models import DeviceState  # noqa: PLC0415

    view = health.device(name)
    found = " ".join(part for part in (view.state, view.condition or view.warning, view.detail) if part)
    return view.state == DeviceState.OK, f"{found} (from its supervisor)", CABLE


def _ask(config: Config, name: str, *, paper: bool) -> str:
    from kiosk.supervisors import assembly  # noqa: PLC0415  # imports drivers

    if name == "printer":
        with closing(assembly.printer(config)) as printer:
            return _tried(printer, config.printer.model, paper=paper)
    if name in config.signs:
        with closing(assembly.marquee(config.signs[name])) as marquee:
            marquee.open()
            return _told(marquee.identify(), config.signs[name])
    with closing(assembly.bp_monitor(config)) as monitor:
        monitor.open()
        return "the port opens; the machine speaks only after a measurement"


def _told(info: SignInfo, section: Marquee) -> str:
    """Return what a sign says about itself, as far as it does, and whether kiosk.toml agrees."""
    size = f"{info.columns} x {info.rows} dots" if info.columns and info.rows else ""
    found = [part for part in (info.firmware and f"firmware {info.firmware}", size) if part] or ["answers"]
    if info.columns and info.rows and (info.columns, info.rows) != (section.columns, section.rows):
        found.append(f"kiosk.toml says {section.columns} x {section.rows}: correct marquee.columns and marquee.rows")
    return ", ".join(found)


def _tried(printer: Printer, model: str, *, paper: bool) -> str:
    """Return who the printer says it is, how it is, and how sure the test slip is."""
    printer.open()
    who, status = printer.identify() or "does not say who it is", printer.check()
    found = [who, "paper near its end" if status.paper_near_end else "ready", printer.profile.tells]
    if status.slip_in_mouth:
        found.append("a slip waits in its mouth")
    if paper:
        slip = printer_test_slip(model=model, width_dots=printer.profile.width_dots, at=SYSTEM.now(), language=FALLBACK)
        proof = printer.print(slip, job_tag="TEST", before_first_byte=lambda: None)
        found.append(f"test slip {PROOFS[proof]}")
    return ", ".join(found)
