"""From the configuration to supervisors: the one place where names become drivers on lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devices import catalog
from devices.marquee.palette import Palette
from devices.marquee.settings import MarqueeSettings
from devices.transports.base import framed
from kiosk import fonts
from kiosk.clock import SYSTEM
from kiosk.errors import ConfigError

if TYPE_CHECKING:
    import threading

    from devices.bp_monitor.driver import BloodPressureMonitor
    from devices.marquee.page import Programme
    from devices.marquee.sign import Sign
    from devices.printer.driver import Printer
    from devices.printer.typefaces import Typefaces
    from kiosk.config import Config, Marquee
    from kiosk.supervisors.supervisor import Supervisor


def supervisors(config: Config, stop: threading.Event) -> list[Supervisor]:
    """Return a supervisor for every device that the configuration names; raises `ConfigError` for one nobody knows."""
    from kiosk.supervisors.bp_monitor import BpMonitorSupervisor  # noqa: PLC0415  # each needs its own drivers only
    from kiosk.supervisors.marquee import MarqueeSupervisor  # noqa: PLC0415
    from kiosk.supervisors.printer import PrinterSupervisor  # noqa: PLC0415
    from kiosk.supervisors.voice import VoiceSupervisor  # noqa: PLC0415

    found: list[Supervisor] = []
    try:
        if config.printer.model:
            found.append(PrinterSupervisor(printer(config), stop, port=config.printer.port))
        found += [
            MarqueeSupervisor(
                marquee(section), stop, device=device, channels=frozenset(section.channels),
                translations=tuple(section.translations),
            )
            for device, section in config.signs.items()
        ]
        if config.bp_monitor.model:
            found.append(BpMonitorSupervisor(bp_monitor(config), stop))
        if config.voice.calls:
            found.append(VoiceSupervisor(config.voice, stop))
    except ValueError as error:  # a name or port that the catalogue does not know
        raise ConfigError([f"{error}. `kiosk check` names the line in kiosk.toml."]) from error
    return found


def printer(config: Config) -> Printer:
    """Return the driver of the configured printer, not opened."""
    section = config.printer
    line = {"speed_baud": section.speed_baud, "flow": section.flow}
    return catalog.build_printer(section.model, section.port, typefaces(), line, code_page=section.code_page)


def marquee(section: Marquee) -> Sign:
    """Return the driver of one configured sign, not opened."""
    return catalog.build_marquee(section.model, section.port, sign_settings(section), sign_line(section))


def sign_settings(section: Marquee) -> MarqueeSettings:
    """Return what a driver, or a preview, must know about a sign."""
    from kiosk.supervisors.programme import call_form  # noqa: PLC0415  # needs Django

    group, unit = catalog.address(section.model)
    return MarqueeSettings(
        columns=section.columns, rows=section.rows, palette=Palette(section.colours), pictures=section.pictures,
        group=group if section.group < 0 else section.group, unit=unit if section.unit < 0 else section.unit,
        model_code=section.model_code, call_form=call_form(),
    )  # fmt: skip


def wanted_now(section: Marquee) -> Programme:
    """Return what a sign should show now; needs Django."""
    from kiosk.supervisors.programme import wanted  # noqa: PLC0415  # pictures of a text need no database

    return wanted(SYSTEM.now(), frozenset(section.channels))


def sign_line(section: Marquee) -> dict[str, object]:
    """Return what the configuration says about a sign's line, where it says anything."""
    line: dict[str, object] = {}
    if section.speed_baud:
        line["speed_baud"] = section.speed_baud
    if section.framing != "usual":
        line |= framed(section.framing)
    return line


def bp_monitor(config: Config) -> BloodPressureMonitor:
    """Return the driver of the configured blood-pressure monitor, not opened."""
    section = config.bp_monitor
    return catalog.build_bp_monitor(section.model, section.port, {"speed_baud": section.speed_baud})


def typefaces() -> Typefaces:
    """Return the faces that slips are drawn in."""
    return fonts.for_paper()
