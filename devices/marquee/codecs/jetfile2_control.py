"""JetFile II requests beyond the daily ones: power, list control, what is playing, files in bulk, buzzer, raw marquee, log-in.

Source: command tables of JetFile II v2.5.4 / v2.8.7.  The daily ones (greeting, clock, brightness, emergency) are in
`jetfile2_commands`, files in `jetfile2_files`.  Every function returns a request without serial and address.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from devices.errors import EncodeError
from devices.marquee.codecs.jetfile2 import Frame
from devices.marquee.codecs.jetfile2_files import Folder

READ_INFO = Frame(0x01, 0x12)
READ_POWER = Frame(0x04, 0x05)
RESET = Frame(0x04, 0x00)
POWER_ON = Frame(0x04, 0x04)
RESTART, REPLAY, PAUSE, CONTINUE, NEXT, PREVIOUS = (Frame(0x06, sub) for sub in (1, 2, 3, 4, 5, 9))
END_NO_WRAP = Frame(0x09, 0x02)

_DELETE_ALL = {Folder.TEXT: 0x07, Folder.STRING: 0x08, Folder.PICTURE: 0x09, Folder.ARRAY: 0x0A}
_USER_BYTES, _PASSWORD_BYTES = 14, 6
BUZZER_AT_MOST_S = 9


class Power(IntEnum):
    """Whether the lamps are on (0405)."""

    ON = 0
    OFF_WITH_NOTICE = 1
    OFF_DARK = 2


class Brightness(IntEnum):
    """Who chooses the brightness (0116)."""

    AUTOMATIC = 0
    MANUAL = 1
    SCHEDULED = 2


@dataclass(frozen=True)
class Playing:
    """Reply to 0607: the path of the file that is on, and its content if that was asked for."""

    path: str
    content: bytes = b""


def semi_off(*, dark: bool) -> Frame:
    """Return the request that rests the sign (0403): dark, or with its own notice; 0404 ends it."""
    return Frame(0x04, 0x03, bytes((int(dark), 0, 0, 0)))


def current_file(*, with_content: bool = False) -> Frame:
    """Return the question which file is on (0607)."""
    return Frame(0x06, 0x07, bytes((2 if with_content else 1, 0, 0, 0)))


def buzzer(seconds: int, *, mode: int = 0) -> Frame:
    """Return the request to sound the buzzer for 1 to 9 seconds (060F; the seconds are one ASCII digit)."""
    if not 1 <= seconds <= BUZZER_AT_MOST_S:
        raise EncodeError(f"the buzzer sounds 1 to {BUZZER_AT_MOST_S} seconds, not {seconds}")
    return Frame(0x06, 0x0F, bytes((1, mode)) + b"%d" % seconds + bytes(5))


def delete_all(folder: Folder, drive: str) -> Frame:
    """Return the request that deletes every file of one kind on a drive (0707 to 070A)."""
    return Frame(0x07, _DELETE_ALL[folder], drive.encode("ascii") + bytes(3))


def directory(path: str, *, more: bool = False) -> Frame:
    """Return the question what lies under a path (070B, 070C)."""
    return Frame(0x07, 0x0C if more else 0x0B, path.encode("ascii") + b"\0")


def disk(drive: str) -> Frame:
    """Return the question how full a drive is (070D)."""
    return Frame(0x07, 0x0D, f"{drive}:".encode("ascii") + b"\0")


def no_wrap(*, to_the_right: bool = False, speed: int = 0, pause_s: int = 0) -> Frame:
    """Return the request for the plain marquee mode (0901); `speed` is 0 (fast) to 6."""
    if not 0 <= speed <= 6:
        raise EncodeError(f"speed is 0 (fast) to 6 (slow), not {speed}")
    return Frame(0x09, 0x01, bytes((0, int(to_the_right), speed, pause_s)))


def log_in(user: str, password: str) -> Frame:
    """Return the request that logs in (0A01), for a sign that answers 9030; raises `EncodeError` for what does not fit."""
    name, secret = user.encode("ascii", "replace"), password.encode("ascii", "replace")
    if len(name) > _USER_BYTES or len(secret) > _PASSWORD_BYTES or b"?" in name + secret:
        raise EncodeError(f"a user name has at most {_USER_BYTES} and a password {_PASSWORD_BYTES} ASCII characters")
    return Frame(0x0A, 0x01, name.ljust(_USER_BYTES, b"\0") + secret.ljust(_PASSWORD_BYTES, b"\0"))


def write_path(path: str, content: bytes, *, packet_bytes: int = 512) -> list[Frame]:
    """Return the frames that write any file by its path (0208): total4 pktsize2 count2 index2 path+NUL."""
    pieces = [content[at : at + packet_bytes] for at in range(0, len(content), packet_bytes)] or [b""]
    head = len(content).to_bytes(4, "little") + packet_bytes.to_bytes(2, "little") + len(pieces).to_bytes(2, "little")
    tail = path.encode("ascii") + b"\0"
    return [
        Frame(0x02, 0x08, head + number.to_bytes(2, "little") + tail, piece)
        for number, piece in enumerate(pieces, start=1)
    ]


def read_path(path: str, index: int = 1, *, packet_bytes: int = 512) -> Frame:
    """Return the question for packet `index` of any file (0108)."""
    which = packet_bytes.to_bytes(2, "little") + index.to_bytes(2, "little")
    return Frame(0x01, 0x08, which + path.encode("ascii") + b"\0")


def parse_power(reply: Frame) -> Power | None:
    """Read the reply to 0405; None for anything the manual does not list."""
    return Power(reply.data[0]) if reply.data and reply.data[0] in set(Power) else None


def parse_brightness(reply: Frame) -> tuple[Brightness, int] | None:
    """Read who chooses the brightness, and how much it is (percent), from the reply to 0116."""
    data = reply.data
    return (Brightness(data[0]), data[1]) if len(data) >= 2 and data[0] in set(Brightness) else None


def parse_clock(reply: Frame) -> datetime | None:
    """Read the sign's own time from the reply to 0501 (BCD; no zone of its own); None for no time at all."""
    digits = reply.arg[:6].hex()
    if len(digits) < 12 or not digits.isdecimal():
        return None
    year = int(digits[2:4] + digits[0:2])
    try:
        return datetime(year, *(int(digits[at : at + 2]) for at in (4, 6, 8, 10)))  # type: ignore[arg-type]  # noqa: DTZ001  # a sign knows no zone
    except ValueError:
        return None


def parse_playing(reply: Frame) -> Playing:
    """Read the reply to 0607."""
    return Playing(reply.arg.split(b"\0")[0].decode("latin-1"), reply.data)



NAMES = {
    0x0102: "read system file", 0x0104: "read TEXT", 0x0105: "read STRING", 0x0106: "read PICTURE",
    0x0107: "read ARRAY", 0x0108: "read file by path", 0x010A: "read parameters", 0x010B: "read status",
    0x0112: "read info", 0x0116: "read brightness", 0x0202: "write system file", 0x0204: "write TEXT",
    0x0205: "write STRING", 0x0206: "write PICTURE", 0x0207: "write ARRAY", 0x0208: "write file by path",
    0x0209: "emergency", 0x0301: "connection test", 0x0400: "reset", 0x0401: "black", 0x0402: "end black",
    0x0403: "semi-off", 0x0404: "power on", 0x0405: "read power", 0x0406: "set line speed", 0x0407: "set brightness",
    0x0501: "read clock", 0x0502: "set clock", 0x0504: "set clock with seconds", 0x0601: "restart list",
    0x0602: "replay", 0x0603: "pause", 0x0604: "continue", 0x0605: "next", 0x0606: "play now", 0x0607: "read what is on",
    0x0609: "previous", 0x060F: "buzzer", 0x0706: "delete file", 0x0707: "delete all TEXT", 0x0708: "delete all STRING",
    0x0709: "delete all PICTURE", 0x070A: "delete all ARRAY", 0x070B: "directory", 0x070C: "directory, more",
    0x070D: "disk", 0x070E: "does it exist", 0x0801: "stream", 0x0802: "stream", 0x0803: "stream", 0x0804: "stream",
    0x0901: "plain marquee", 0x0902: "end plain marquee", 0x0A01: "log in",
}  # fmt: skip
"""The manual's words for every command of its tables."""
