"""One table: the name in the configuration -> the driver, its codec and how its line is set.

Everything heavy (pictures, pyserial, codecs) is imported only when a driver is built, so that `kiosk check`
can look a name up at no cost.  All functions raise `ValueError` with the remedy for a name or setting that is
not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any, get_args

from devices.transports.base import Flow, LineSettings, Parity

if TYPE_CHECKING:
    from devices.bp_monitor.driver import BloodPressureMonitor
    from devices.marquee.settings import MarqueeSettings
    from devices.marquee.sign import Sign
    from devices.printer.driver import Printer
    from devices.printer.profiles import Profile
    from devices.printer.typefaces import Typefaces
    from devices.transports.base import Transport

Overrides = Mapping[str, object]


class Kind(StrEnum):
    """A kind of device."""

    PRINTER = "printer"
    MARQUEE = "marquee"
    BP_MONITOR = "bp_monitor"


@dataclass(frozen=True)
class Entry:
    """One row.

    Who speaks to the model `name`, in which protocol, and how its line is set when nobody says otherwise.
    """

    kind: Kind
    name: str
    driver: str
    codec: str
    line: LineSettings
    address: tuple[int, int] = (0, 0)
    """Group and unit from the factory; 0 is everybody."""


PRINTER_LINE = LineSettings(speed_baud=115_200, flow="rtscts")  # slower than this, pictures take too long
_DRIVERS = {
    Kind.PRINTER: "devices.printer.driver.Printer",
    Kind.BP_MONITOR: "devices.bp_monitor.driver.BloodPressureMonitor",
}
_ROWS = (
    Entry(
        Kind.MARQUEE,
        "alpha",
        "devices.marquee.alpha_driver.AlphaSign",
        "devices.marquee.codecs.alpha",
        LineSettings(speed_baud=9600, data_bits=7, parity="E"),
    ),
    Entry(
        Kind.MARQUEE,
        "jetfile2",
        "devices.marquee.jetfile2_driver.JetFileSign",
        "devices.marquee.codecs.jetfile2",
        LineSettings(speed_baud=19_200),
        address=(1, 1),
    ),
    *(
        Entry(
            Kind.MARQUEE,
            name,
            f"devices.marquee.onbon_driver.{driver}",
            "devices.marquee.codecs.onbon",
            LineSettings(speed_baud=9600),
        )
        for name, driver in (("onbon", "FontCard"), ("onbon-5k", "FontCard"), ("onbon-6k", "FontCard6K"))
    ),
    Entry(
        Kind.BP_MONITOR,
        "and_tm265x",
        _DRIVERS[Kind.BP_MONITOR],
        "devices.bp_monitor.codecs.and_tm265x",
        LineSettings(speed_baud=2400),
    ),
)
_CHOICES: dict[str, tuple[object, ...]] = {
    "data_bits": (7, 8),
    "parity": get_args(Parity),
    "stop_bits": (1, 2),
    "flow": get_args(Flow),
}
AS_THE_MODEL, CODE_PAGES = "model", ("none", "big5", "gb18030")
SLOWEST_BAUD, FASTEST_BAUD = 300, 4_000_000


def names(kind: Kind) -> tuple[str, ...]:
    """Every name that may stand in the configuration for this kind of device."""
    if kind is Kind.PRINTER:
        printers: tuple[str, ...] = _load("devices.printer.profiles.names")()
        return printers
    return tuple(row.name for row in _ROWS if row.kind is kind)


def entry(kind: Kind, name: str) -> Entry:
    """Return the row of `name`."""
    if name not in names(kind):
        raise ValueError(f"{kind} model {name!r} is not known: use one of {', '.join(names(kind))}")
    if kind is Kind.PRINTER:
        return Entry(kind, name, _DRIVERS[kind], "devices.printer.codecs.escpos", PRINTER_LINE)
    return next(row for row in _ROWS if (row.kind, row.name) == (kind, name))


def address(name: str) -> tuple[int, int]:
    """Return the group and unit address that signs of the family `name` have from the factory."""
    return entry(Kind.MARQUEE, name).address


def line_settings(kind: Kind, name: str, overrides: Overrides | None = None) -> LineSettings:
    """Return the line of `name`, with `overrides` (fields of `LineSettings`) in place."""
    known = [each.name for each in fields(LineSettings)]
    given: dict[str, Any] = dict(overrides or {})
    for field, value in given.items():
        if field not in known:
            raise ValueError(f"line setting {field!r} is not known: use {', '.join(known)}")
        if field == "speed_baud":
            _check_speed(value)
        elif not _is_choice(field, value):
            choices = ", ".join(str(choice) for choice in _CHOICES[field])
            raise ValueError(f"line setting {field} is {value!r}: use one of {choices}")
    return replace(entry(kind, name).line, **given)


def build_printer(  # noqa: PLR0913  # what the configuration says about a printer
    name: str,
    port: str,
    typefaces: Typefaces,
    overrides: Overrides | None = None,
    *,
    code_page: str = AS_THE_MODEL,
    native: bool = False,
) -> Printer:
    """Return the driver of the printer profile `name` on `port`, not opened.

    Its slips are drawn in `typefaces`; on a slow serial line, or where `native` asks for it, they are set in the
    printer's own characters.  `code_page` is told where it is not the model's usual one ("none", "big5", "gb18030").
    """
    line = line_settings(Kind.PRINTER, name, overrides)
    profile = printer_profile(name, code_page)
    if port.startswith("file:"):
        profile = profile.one_way()  # a file never answers: that it was written is all we will know
    if native:
        profile = profile.in_own_characters()
    elif port.startswith("/") and not port.startswith("/dev/usb/"):
        profile = profile.on_serial_line(line.speed_baud)
    raster = _load("devices.printer.raster.Raster")(typefaces, profile.width_dots)
    printer: Printer = _load(_DRIVERS[Kind.PRINTER])(_transport(port, line), profile, raster)
    return printer


def printer_profile(name: str, code_page: str = AS_THE_MODEL) -> Profile:
    """Return the profile of a printer, with another code page where `code_page` names one."""
    entry(Kind.PRINTER, name)
    profile: Profile = _load("devices.printer.profiles.profile")(name)
    if code_page == AS_THE_MODEL:
        return profile
    if code_page not in CODE_PAGES:
        raise ValueError(f"code page {code_page!r} is not known: use {', '.join((AS_THE_MODEL, *CODE_PAGES))}")
    return replace(profile, code_page="" if code_page == "none" else code_page)  # type: ignore[arg-type]  # checked above


def build_marquee(
    name: str, port: str, settings: MarqueeSettings, overrides: Overrides | None = None
) -> Sign:
    """Return the driver of the sign family `name` on `port`, not opened.

    The line's speed and framing go into its `settings`.
    """
    line = line_settings(Kind.MARQUEE, name, overrides)
    told = replace(settings, speed_baud=line.speed_baud, bits_per_byte=line.bits_per_byte)
    sign: Sign = _load(entry(Kind.MARQUEE, name).driver)(_transport(port, line), told)
    return sign


def build_bp_monitor(name: str, port: str, overrides: Overrides | None = None) -> BloodPressureMonitor:
    """Return the driver of the blood-pressure monitor `name` on `port`, not opened."""
    row = entry(Kind.BP_MONITOR, name)
    line = line_settings(Kind.BP_MONITOR, name, overrides)
    decoder = _load(f"{row.codec}.Decoder")()
    monitor: BloodPressureMonitor = _load(row.driver)(_transport(port, line), decoder)
    return monitor


def _transport(port: str, line: LineSettings) -> Transport:
    transport: Transport = _load("devices.transports.open_transport")(port, line)
    return transport


def _load(dotted: str) -> Any:
    module, _, name = dotted.rpartition(".")
    return getattr(import_module(module), name)


def _is_choice(field: str, value: object) -> bool:
    return any(type(value) is type(choice) and value == choice for choice in _CHOICES[field])


def _check_speed(value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not SLOWEST_BAUD <= value <= FASTEST_BAUD:
        raise ValueError(
            f"line setting speed_baud is {value!r}: use an integer from {SLOWEST_BAUD} to {FASTEST_BAUD}"
        )
