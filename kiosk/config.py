"""`kiosk.toml`, read into typed models: every key has a meaning, a default and a range, and an unknown key is refused.

All state of a kiosk lives in one folder, its home: `kiosk.toml`, the database, `keys/`, `logs/`, `run/`.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from kiosk.errors import ConfigError
from kiosk.hours import Hours, parse_spans

FILE_NAME = "kiosk.toml"
SERVICE_HOME = Path("/var/lib/kiosk")

Port = Annotated[int, Field(ge=1, le=65535)]
Speed = Literal[600, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)  # strict: "6" is no number, 1 is not true


class Office(_Section):
    """This machine in its office."""

    kiosk_label: str = Field("大廳 1 號機", max_length=24, description="name of this machine, another on each; on every slip")
    public_url: str = Field(
        "", pattern=r"^(https?://\S+)?$", description="address that phones reach; without it no QR code is printed"
    )
    counters: int = Field(6, ge=1, le=30, description="how many counters the lobby has")


class Database(_Section):
    """Where facts are kept."""

    url: str = Field(
        "sqlite:", pattern=r"^(sqlite:|postgresql://\S+)$",
        description='"sqlite:" keeps a file in the home folder; "postgresql://user@host/name" serves several machines',
    )


class Web(_Section):
    """The staff console."""

    host: str = Field("127.0.0.1", description="address to listen on; 0.0.0.0 lets other machines in")
    port: Port = Field(8080, description="TCP port to listen on")
    allowed_hosts: list[str] = Field(["localhost", "127.0.0.1"], description="names under which browsers may call this server")
    https: bool = Field(False, description="true where a TLS proxy stands in front: cookies then travel encrypted only")


class Printer(_Section):
    """The slip printer."""

    model: str = Field(
        "", description='"" for none, else TM-T20III, TM-T82III, TM-T88V, TM-T88VI, generic-80, kiosk-80 or POS-5890'
    )
    port: str = Field(
        "", description='"/dev/ttyUSB0", "tcp://192.0.2.10:9100", "/dev/usb/lp0", "usb:04b8:0e28" or "file:/path"'
    )
    speed_baud: Speed = Field(115200, description="serial speed; below 57600 slips are set in the printer's own characters")
    code_page: Literal["model", "none", "big5", "gb18030"] = Field(
        "model", description="the printer's own Chinese characters; `kiosk print --slip test --native` shows if it is right"
    )
    flow: Literal["none", "rtscts", "xonxoff"] = Field("rtscts", description="serial flow control")
    stale_after_minutes: int = Field(
        30, ge=1, le=1440, description="a slip that could not be printed for so long is not printed any more"
    )


class Marquee(_Section):
    """The LED sign."""

    model: str = Field("", description='"" for none, else jetfile2')
    port: str = Field("", description='"/dev/ttyUSB1" or "tcp://192.0.2.11:9520"')
    speed_baud: Speed = Field(19200, description="serial speed")
    columns: int = Field(192, ge=32, le=1024, description="dots from left to right")
    rows: Literal[16, 24, 32] = Field(16, description="dots from top to bottom")
    group: int = Field(1, ge=0, le=254, description="group address of the sign")
    unit: int = Field(1, ge=0, le=254, description="unit address of the sign")


class BpMonitor(_Section):
    """The blood-pressure monitor in the lobby."""

    model: str = Field("", description='"" for none, else and_tm265x (A&D TM-2655P, TM-2657P/VP)')
    port: str = Field("", description='"/dev/ttyUSB2"')
    speed_baud: Speed = Field(2400, description="serial speed; 2400 from the factory, 9600 at some sites")


class Screen(_Section):
    """The touch screen."""

    width: int = Field(1080, ge=480, le=7680, description="pixels from left to right")
    height: int = Field(1920, ge=480, le=7680, description="pixels from top to bottom")
    diagonal_in: int = Field(32, ge=7, le=120, description="diagonal of the panel in inches: how large a pixel is")
    idle_ask_s: int = Field(45, ge=10, le=600, description="after so long without a touch the screen asks for more time")
    backlight: str = Field(
        "", description='folder of the panel\'s backlight below /sys/class/backlight, dimmed after hours; "" for none'
    )
    idle_reset_s: int = Field(15, ge=5, le=120, description="after so long without an answer everything is cleared")


class Board(_Section):
    """The lobby board."""

    still: bool = Field(
        False, description="true for a board on which nothing runs or flashes: pages take turns, a new call is framed"
    )


class Sound(_Section):
    """What the touch screen lets be heard."""

    chimes: bool = Field(True, description="true for a soft tick with each touch and two notes when something is done")
    volume: int = Field(3, ge=1, le=5, description="how loud a visit begins, reading aloud included, 1 to 5")
    softer: str = Field("12:00-13:30, 16:30-23:59", description='hours in which everything is softer, "" for none')

    @field_validator("softer")
    @classmethod
    def _spans(cls, text: str) -> str:
        parse_spans(text)
        return text


class OpeningHours(_Section):
    """When the office is open; with nothing told here it is open always.  "08:00-12:00, 13:30-17:30", "" for closed."""

    monday: str = Field("", description="sessions of Monday; numbers are given and the home screen shows within them")
    tuesday: str = Field("", description="sessions of Tuesday")
    wednesday: str = Field("", description="sessions of Wednesday")
    thursday: str = Field("", description="sessions of Thursday")
    friday: str = Field("", description="sessions of Friday")
    saturday: str = Field("", description="sessions of Saturday")
    sunday: str = Field("", description="sessions of Sunday")
    noon: str = Field("", description='flexible service at noon between two sessions, "12:00-13:30"; "" where there is none')
    holidays: list[str] = Field([], description='days on which the office is closed, ["2026-02-16", "2026-02-17"]')
    last_number_minutes: int = Field(10, ge=0, le=120, description="so long before closing the last number is given")

    @field_validator("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    @classmethod
    def _sessions(cls, text: str) -> str:
        parse_spans(text)
        return text

    @field_validator("noon")
    @classmethod
    def _one_session(cls, text: str) -> str:
        if len(parse_spans(text)) > 1:
            raise ValueError('write one session, "12:00-13:30"')
        return text

    @field_validator("holidays")
    @classmethod
    def _days(cls, days: list[str]) -> list[str]:
        for day in days:
            try:
                date.fromisoformat(day)
            except ValueError:
                raise ValueError(f'{day!r} is no day: write it as "2026-02-16"') from None
        return days

    def hours(self) -> Hours:
        """Return the rule these settings make."""
        days = (self.monday, self.tuesday, self.wednesday, self.thursday, self.friday, self.saturday, self.sunday)
        return Hours(
            week=tuple(parse_spans(day) for day in days), noon=next(iter(parse_spans(self.noon)), None),
            holidays=frozenset(date.fromisoformat(day) for day in self.holidays),
            last_number=timedelta(minutes=self.last_number_minutes),
        )  # fmt: skip


class Config(_Section):
    """All of `kiosk.toml`."""

    model_config = ConfigDict(strict=False)  # a table becomes its section; the sections themselves are strict

    demo: bool = Field(
        False, strict=True,
        description="true shows unconfirmed content with a mark and opens the bench page; never in an office",
    )  # fmt: skip
    office: Office = Office()
    database: Database = Database()
    web: Web = Web()
    printer: Printer = Printer()
    marquee: Marquee = Marquee()
    bp_monitor: BpMonitor = BpMonitor()
    screen: Screen = Screen()
    board: Board = Board()
    sound: Sound = Sound()
    hours: OpeningHours = OpeningHours()


def home_folder() -> Path:
    """Return the kiosk's home: KIOSK_HOME, else /var/lib/kiosk for a service, else the user's XDG state folder."""
    chosen = os.environ.get("KIOSK_HOME")
    if chosen:
        return Path(chosen).expanduser().resolve()
    if os.environ.get("INVOCATION_ID") and SERVICE_HOME.exists():
        return SERVICE_HOME
    state = os.environ.get("XDG_STATE_HOME") or "~/.local/state"
    return Path(state).expanduser() / "kiosk"


def load(home: Path) -> Config:
    """Read the configuration of `home`, or the defaults where there is no file; raises `ConfigError` with every fault."""
    path = home / FILE_NAME
    if not path.exists():
        return Config()
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError([f"{path}: this file cannot be read ({error.strerror}). Look at its kind and its mode."]) from error
    except UnicodeDecodeError as error:
        raise ConfigError([f"{path}: this is no UTF-8 text ({error.reason}). Save the file as UTF-8."]) from error
    try:
        return Config.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        line = at[1] if at else len(text.splitlines())
        raise ConfigError([f"{path}:{line}: {error}. Correct the line; `kiosk init --print` shows a whole example."]) from error
    except ValidationError as error:
        faults = [_fault(path, text, dict(one)) for one in error.errors()]
        raise ConfigError(faults) from error


def _fault(path: Path, text: str, error: dict[str, object]) -> str:
    keys = [str(part) for part in error["loc"]]  # type: ignore[attr-defined]  # pydantic types it loosely
    line = _line_of(text, keys)
    field = ".".join(keys)
    if error["type"] == "extra_forbidden":
        return f"{path}:{line}: {field}: there is no such key. Remove it, or see `kiosk init --print` for the right name."
    found = re.sub(r"(://[^:/@]*):[^@/]*@", r"\1:***@", repr(error["input"]))  # a database's password is not for the log
    return f"{path}:{line}: {field}: {error['msg']} (found: {found})."


def fault_at(home: Path, field: str, why: str) -> str:
    """Return `why` with the file and the line on which `field` (printer.model) stands."""
    path = home / FILE_NAME
    return f"{path}:{_line_of(path.read_text(encoding='utf-8'), field.split('.'))}: {field}: {why}"


def _line_of(text: str, keys: list[str]) -> int:
    """Find the line, counted from 1, on which the deepest known part of `keys` stands."""
    table: list[str] = []
    best = (0, 1)
    for number, line in enumerate(text.splitlines(), start=1):
        head = re.match(r"\s*\[([^\]]+)\]", line)
        entry = re.match(r"""\s*([A-Za-z0-9_."'-]+)\s*=""", line)
        if head:
            table = _parts(head[1])
        path = table if head else [*table, *_parts(entry[1])] if entry else None
        if path and keys[: len(path)] == path and len(path) > best[0]:
            best = (len(path), number)
    return best[1]


def _parts(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in dotted.split(".")]


def as_toml(config: Config | None = None) -> str:
    """Return a whole `kiosk.toml` with every key explained; `config` replaces the defaults."""
    config = config or Config()
    lines = ["# Configuration of one kiosk. Every key is here with its default; unknown keys are refused.", ""]
    lines += _entries(config, [name for name in Config.model_fields if not isinstance(getattr(config, name), _Section)])
    for name in Config.model_fields:
        section = getattr(config, name)
        if isinstance(section, _Section):
            lines += ["", f"# {(type(section).__doc__ or '').strip()}", f"[{name}]"]
            lines += _entries(section, list(type(section).model_fields))
    return "\n".join(lines) + "\n"


def _entries(section: _Section, names: list[str]) -> list[str]:
    lines = []
    for name in names:
        lines += [f"# {type(section).model_fields[name].description}", f"{name} = {_value(getattr(section, name))}"]
    return lines


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")  # TOML escapes as JSON does
