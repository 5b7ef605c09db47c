"""`kiosk.toml`, read into typed models: every key has a meaning, a default and a range, and an unknown key is refused.

All state of a kiosk lives in one folder, its home: `kiosk.toml`, the database, `keys/`, `logs/`, `run/`.
"""

from __future__ import annotations

import os
import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator

from kiosk.config_text import fault, line_of, written_out
from kiosk.errors import ConfigError
from kiosk.hours import Hours, parse_spans
from kiosk.lamps import ClosedDays, LampDay, parse_steps

FILE_NAME = "kiosk.toml"
SERVICE_HOME = Path("/var/lib/kiosk")
ORIGIN = re.compile(r"https?://[a-z0-9.-]+(?::[1-9][0-9]{0,4})?")  # as browsers send it: small letters, nothing behind the port

Port = Annotated[int, Field(ge=1, le=65535)]
Speed = Literal[600, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200]


SignChannel = Literal[
    "calls", "announcements", "rest", "law_change", "service", "anti_fraud", "health", "energy", "event",
]  # fmt: skip


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)  # strict: "6" is no number, 1 is not true


class Office(_Section):
    """This machine in its office."""

    kiosk_label: str = Field("大廳 1 號機", max_length=24, description="name of this machine, another on each; on every slip")
    public_url: str = Field(
        "", pattern=r"^(https?://\S+)?$", description="address that phones reach; without it no QR code is printed"
    )
    counters: int = Field(6, ge=1, le=30, description="how many counters the lobby has")
    counter: int = Field(
        0, ge=0, le=30, description="the counter at which this machine stands, whose service is rated; 0 for one in the lobby"
    )

    @field_validator("counter")
    @classmethod
    def _one_of_them(cls, counter: int, facts: ValidationInfo) -> int:
        counters = facts.data.get("counters", counter)  # none where that key is at fault itself
        if counter > counters:
            raise ValueError(f"the lobby has {counters} counters (office.counters): write 1 to {counters}, or 0 for none")
        return counter


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
    """An LED sign; write [[marquee]] once for each where there are several."""

    model: str = Field("", description='"" for none, else the family it speaks: jetfile2, alpha, onbon (BX-5K) or onbon-6k')
    name: str = Field("", max_length=12, description="where it hangs, for staff; several signs need one each")
    port: str = Field("", description='"/dev/ttyUSB1" or "tcp://192.0.2.11:9520" (Onbon cards: 5005)')
    speed_baud: Literal[0] | Speed = Field(0, description="serial speed; 0 for the family's usual one")
    framing: Literal["usual", "8N1", "8N2", "7E1", "7E2", "7N2", "7O1"] = Field(
        "usual", description='data bits, parity and stop bits, "8N1" or "7E2"; "usual" for the family\'s'
    )
    columns: int = Field(192, ge=32, le=1024, description="dots from left to right")
    rows: Literal[16, 24, 32] = Field(16, description="dots from top to bottom")
    colours: Literal["three", "red", "amber", "green"] = Field(
        "three", description='"three" for red, green and amber, or the one colour it has'
    )
    pictures: bool = Field(False, description="true sends Chinese as dots to a sign whose own letters are wrong")
    group: int = Field(-1, ge=-1, le=254, description="group address; -1 for the family's usual one")
    unit: int = Field(-1, ge=-1, le=254, description="unit address, Onbon screen number; -1 for the family's usual one")
    model_code: str = Field(
        "", pattern="^([!-~]|[0-9A-F]{2})?$", description='Alpha type code ("Z", "^") or Onbon device type ("51"); "" for any'
    )
    translations: list[Literal["en", "vi", "id"]] = Field(
        [], description='languages in which announcements come after their Chinese, ["en", "vi"]'
    )
    channels: list[SignChannel] = Field(
        ["calls", "announcements", "rest"], min_length=1,
        description='what it shows: "calls", "announcements" or kinds of them ("event"), "rest" (date, clock); urgent always',
    )  # fmt: skip


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
    portrait: bool = Field(False, description="true for a television that hangs upright")
    pages: list[Literal["waiting", "map", "fees"]] = Field(
        ["waiting", "map", "fees"], description="pages that take turns with the counters while nobody is called; [] for none"
    )
    translations: list[Literal["en", "vi", "id"]] = Field(
        ["en"], description="languages in which the line at the foot repeats a text after its Chinese; urgent texts in all"
    )
    chime: bool = Field(False, description="true where the board's own loudspeaker sounds with a call that no voice says")


class Sound(_Section):
    """What the touch screen lets be heard."""

    chimes: bool = Field(True, description="true for a soft tick with each touch and two notes when something is done")
    volume: int = Field(3, ge=1, le=5, description="how loud a visit begins, reading aloud included, 1 to 5")
    softer: str = Field("12:00-13:30, 16:30-23:59", description='hours in which everything is softer, "" for none')
    ducks: bool = Field(True, description="true to be softer while this machine calls numbers; false with a headset")

    @field_validator("softer")
    @classmethod
    def _spans(cls, text: str) -> str:
        parse_spans(text)
        return text


class Announcements(_Section):
    """Texts for the public: who may publish them, and how they take turns."""

    four_eyes: Literal["off", "all", "except_urgent"] = Field(
        "off", description='"all": somebody else than its author approves a text; "except_urgent": in an emergency at once'
    )
    max_live: int = Field(12, ge=1, le=24, description="so many texts run at the same time, urgent ones not counted")
    anti_fraud_every_n: int = Field(4, ge=3, le=12, description="one text of so many is against fraud, while there is any")
    urgent_repeat: int = Field(3, ge=1, le=5, description="an urgent text comes so often where it does not replace everything")


class SignDay(_Section):
    """How the lamps of the signs spend the day; an urgent text and a called number light them always."""

    brightness: str = Field(
        "", description='steps of brightness in percent, "06:30 40, 08:00 100, 22:00 dark"; "" leaves it to the signs'
    )
    quiet: str = Field("", description='hours in which announcements rest, "12:00-13:30"; "" where there are none')
    closed_days: Literal["full", "quiet", "dark"] = Field(
        "full", description='on a day on which the office stays closed: "full", "quiet" (date and clock), or "dark"'
    )

    @field_validator("brightness")
    @classmethod
    def _steps(cls, text: str) -> str:
        parse_steps(text)
        return text

    @field_validator("quiet")
    @classmethod
    def _spans(cls, text: str) -> str:
        parse_spans(text)
        return text

    def lamps(self) -> LampDay:
        """Return the rule these settings make."""
        return LampDay(parse_steps(self.brightness), parse_spans(self.quiet), ClosedDays(self.closed_days))


class Voice(_Section):
    """The voice that calls numbers in the lobby."""

    calls: bool = Field(False, description="true where this machine's loudspeaker calls numbers: one machine of the lobby")
    languages: list[Literal["zh_Hant", "nan", "hak", "en", "vi", "id", "ticket"]] = Field(
        ["zh_Hant", "ticket"], min_length=1,
        description='in this order; "ticket" is the ticket\'s own; "nan" needs recordings, "hak" (Hakka) has a voice',
    )  # fmt: skip
    wording: Literal["guest_first", "number_first", "please_first"] = Field(
        "guest_first",
        description='"guest_first" 來賓 A012 號，請到...; "number_first" A012 號來賓，請到...; "please_first" 請...到...',
    )  # fmt: skip
    repeat_after_s: int = Field(6, ge=0, le=60, description="each call is said once more after so long; 0 for once only")
    volume: int = Field(4, ge=1, le=5, description="how loud numbers are called, 1 to 5")
    softer_volume: int = Field(2, ge=1, le=5, description="how loud in the hours of `softer`")
    softer: str = Field("12:00-13:30, 16:30-23:59", description='hours in which the voice is softer, "" for none')

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


class Queue(_Section):
    """How numbers are written and called."""

    numbering: Literal["letters", "blocks"] = Field(
        "letters", description='"letters" for A001, "blocks" for 1001, 2001: a thousand for each class'
    )
    skip_fours: bool = Field(False, description="true to leave out numbers that end in 4")
    calls_before_no_show: int = Field(3, ge=1, le=9, description="so many calls before a number lapses")
    call_apart_s: int = Field(20, ge=0, le=120, description="calls that follow sooner than this do not count towards that")
    late_return_after: int = Field(2, ge=0, le=20, description="who comes late is called after so many others")
    ageing_minutes: int = Field(20, ge=5, le=240, description="who has waited longer goes before priority tickets")
    return_with_notice: bool = Field(True, description="the code of a one-time notice brings back without a new number")
    advise_minutes: int = Field(20, ge=5, le=240, description="a longer expected wait advises to open another counter")
    state_on_paper_minutes: int = Field(
        10, ge=0, le=240, description="so often all queues are kept as a PDF in the home, for a day without power; 0 for never"
    )


class Api(_Section):
    """The programming interface under /api/v1/: which programs ask how often."""

    requests_per_minute: int = Field(
        600, ge=1, le=1_000_000, description="so often may a token ask that was made without a limit of its own"
    )
    requests_per_minute_and_address: int = Field(
        3000, ge=1, le=1_000_000, description="so often one address may ask, whatever tokens it sends"
    )
    wrong_tokens_per_minute: int = Field(
        30, ge=1, le=1_000_000, description="so many wrong tokens may one address try before it has to wait"
    )
    cors_origins: list[str] = Field(
        [], description='pages of other origins that browsers let ask, ["https://display.example"]; none without'
    )

    @field_validator("cors_origins")
    @classmethod
    def _origins(cls, origins: list[str]) -> list[str]:
        for one in origins:
            if not ORIGIN.fullmatch(one):
                raise ValueError(f'{one!r} is no origin: write scheme, name and port alone, "https://display.example:8443"')
        return origins


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
    marquee: list[Marquee] = [Marquee()]
    bp_monitor: BpMonitor = BpMonitor()
    screen: Screen = Screen()
    board: Board = Board()
    sound: Sound = Sound()
    voice: Voice = Voice()
    announcements: Announcements = Announcements()
    sign_day: SignDay = SignDay()
    hours: OpeningHours = OpeningHours()
    queue: Queue = Queue()
    api: Api = Api()

    @field_validator("marquee", mode="before")
    @classmethod
    def _one_or_several(cls, value: object) -> object:
        return value if isinstance(value, list) else [value]

    @field_validator("marquee")
    @classmethod
    def _each_with_a_name(cls, signs: list[Marquee]) -> list[Marquee]:
        names = [sign.name for sign in signs]
        if len(signs) > 1 and ("" in names or len(set(names)) < len(names)):
            raise ValueError('give each sign a name of its own, name = "大門"')
        return signs

    @property
    def signs(self) -> dict[str, Marquee]:
        """The signs that there are, by the names of their health rows: marquee, marquee-2 ..."""
        rows = {"marquee" if place == 1 else f"marquee-{place}": sign for place, sign in enumerate(self.marquee, start=1)}
        return {row: sign for row, sign in rows.items() if sign.model}


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
    data: dict[str, object] = {}
    try:
        data = tomllib.loads(text)
        return Config.model_validate(data)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        line = at[1] if at else len(text.splitlines())
        raise ConfigError([f"{path}:{line}: {error}. Correct the line; `kiosk init --print` shows a whole example."]) from error
    except ValidationError as error:
        faults = [fault(path, text, data, dict(one)) for one in error.errors()]
        raise ConfigError(faults) from error


def fault_at(home: Path, field: str, why: str) -> str:
    """Return `why` with the file and the line on which `field` (printer.model) stands."""
    path = home / FILE_NAME
    return f"{path}:{line_of(path.read_text(encoding='utf-8'), field.split('.'))}: {field}: {why}"


def as_toml(config: Config | None = None) -> str:
    """Return a whole `kiosk.toml` with every key explained; `config` replaces the defaults."""
    return written_out(config or Config())
