"""Asking one device how it is: through its running supervisor, or, where none runs, through its own driver."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from devices.errors import DeviceError, LinkError, NeedsPerson
from kiosk.cli.devices import LOCK
from kiosk.cli.locks import is_held
from kiosk.fonts import FontMissing

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.config import Config

CABLE = "Look at the cable, the port in kiosk.toml, the speed, and whether the device has power."


def examine(home: Path, config: Config, name: str) -> tuple[bool, str, str]:
    """Return whether the device is well, what was found, and what to do."""
    if supervisors_run(home):
        return _from_health(name)
    try:
        return True, _ask(config, name), ""
    except NeedsPerson as error:
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


def _ask(config: Config, name: str) -> str:
    from kiosk.supervisors import assembly  # noqa: PLC0415  # imports drivers

    if name == "printer":
        with closing(assembly.printer(config)) as printer:
            printer.open()
            return str(printer.check())
    if name == "marquee":
        with closing(assembly.marquee(config)) as marquee:
            marquee.open()
            return str(marquee.identify())
    with closing(assembly.bp_monitor(config)) as monitor:
        monitor.open()
        return "the port opens; the machine speaks only after a measurement"
