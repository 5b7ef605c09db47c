"""Which sign hangs on a port: every family asked who it is, at its usual speeds first, by its own driver and by reads alone."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from devices import catalog
from devices.errors import DeviceError
from devices.marquee.settings import MarqueeSettings, SignInfo
from devices.transports import open_transport
from devices.transports.base import LineSettings, framed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SPEEDS_BAUD = {
    "jetfile2": (19_200, 9600, 57_600, 115_200, 38_400, 4800, 2400, 1200, 600),
    "onbon": (9600, 57_600),
    "alpha": (9600, 19_200, 4800, 38_400),
}
"""What each family has been seen with, the likeliest first."""
FRAMINGS = {"alpha": ("7E1", "8N1", "7E2", "7N2")}
ONE_FRAMING = ("8N1",)
LISTEN_S = 0.6
LINE_FAULT = "the line cannot be opened"


@dataclass(frozen=True)
class Found:
    """A sign that answered: its family, the line it answered on, and what it said."""

    family: str
    speed_baud: int
    framing: str
    info: SignInfo


def find(port: str, unit: int, say: Callable[[str], None]) -> Found | None:
    """Return the sign on `port`, None where none answers; `say` is told of each try.

    Raises `ValueError` for a port that is none, or that cannot be opened.
    """
    first = open_transport(port, LineSettings())
    with closing(first):
        try:
            first.open()
        except DeviceError as fault:
            raise ValueError(f"{LINE_FAULT}: {fault}") from fault
    for family, speed_baud, framing in candidates(serial=port.startswith("/")):
        say(f"asking {family} at {speed_baud} baud {framing}" if port.startswith("/") else f"asking {family}")
        info = _ask(port, unit, family, speed_baud, framing)
        if info is not None:
            return Found(family, speed_baud, framing, info)
    return None


def candidates(*, serial: bool) -> Iterator[tuple[str, int, str]]:
    """Yield family, speed and framing, the likeliest first; on a network line each family once."""
    known = [name for name in SPEEDS_BAUD if name in catalog.names(catalog.Kind.MARQUEE)]
    if not serial:
        yield from ((name, SPEEDS_BAUD[name][0], FRAMINGS.get(name, ONE_FRAMING)[0]) for name in known)
        return
    for turn in range(max(len(speeds) for speeds in SPEEDS_BAUD.values())):
        for name in known:
            for speed_baud in SPEEDS_BAUD[name][turn : turn + 1]:
                yield from ((name, speed_baud, framing) for framing in FRAMINGS.get(name, ONE_FRAMING))


def in_words(found: Found | None, port: str) -> str:
    """Return what kiosk.toml must say about the sign, or what to look at where none answered."""
    if found is None:
        return f"No sign answers on {port}. Look at its power, the cable (TX and RX crossed?), its address and its own menu."
    told = [f"# firmware {found.info.firmware}"] if found.info.firmware else []
    size = [f"columns = {found.info.columns}", f"rows = {found.info.rows}"] if found.info.columns else []
    line = [f"speed_baud = {found.speed_baud}", f'framing = "{found.framing}"'] if port.startswith("/") else []
    return "\n".join([*told, "[marquee]", f'model = "{found.family}"', f'port = "{port}"', *line, *size])


def as_dict(found: Found | None) -> dict[str, Any]:
    """Return the answer as plain data; `found` is false where no sign answered."""
    return {"found": found is not None} | (asdict(found) if found is not None else {})


def _ask(port: str, unit: int, family: str, speed_baud: int, framing: str) -> SignInfo | None:
    line = {"speed_baud": speed_baud} | framed(framing)
    settings = MarqueeSettings(unit=unit, reply_timeout_s=LISTEN_S)
    with closing(catalog.build_marquee(family, port, settings, line)) as sign:
        try:
            sign.open()
            return sign.identify()
        except DeviceError:  # nobody there, or somebody who speaks otherwise
            return None
