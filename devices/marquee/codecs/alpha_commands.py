"""What may be said to an Alpha sign: each function returns one command, to be put into a frame.

Source: section 6 and tables 6, 15 and 22 of form 9708-8061F.  All raise `EncodeError` for what the sign cannot take; some of it
a sign would take silently and show damaged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from devices.errors import EncodeError
from devices.marquee.codecs.alpha_text import START_MODE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, time

    from devices.marquee.codecs.alpha_memory import Allocation

MAX_STRING_BYTES, MAX_PRIORITY_BYTES, MAX_RUN_FILES = 125, 125, 128
MAX_DOTS_ROWS, MAX_DOTS_COLUMNS = 31, 255
PRIORITY: Final = "0"
MIDDLE: Final = " "
PIXELS: Final = "012345678"
"""Off, red, green, amber, dim red, dim green, brown, orange, yellow."""

_NO_STRING_LABELS = {PRIORITY, "?"}
CLEAR_MEMORY = b"E$"
RELEASE_PRIORITY = b"A0"
SOFT_RESET = b"E,"
CLEAR_ERRORS = b"E4"
TWENTY_FOUR_HOURS, TWELVE_HOURS = b"E'M", b"E'S"
READ_INFORMATION, READ_POOL, READ_MEMORY = b'F"', b"F#", b"F$"
READ_SEQUENCE, READ_ERRORS, READ_TIME, READ_RUN_TIMES = b"F.", b"F*", b"F ", b"F)"
DIMMING_LEVELS = (100, 86, 72, 58, 44)
"""Per cent of dimming levels 0 to 4."""


def write_text(label: str, content: bytes, mode: str = "", *, special: str = "", position: str = MIDDLE) -> bytes:
    """Write a TEXT file; without `mode` the file keeps the one it has.  The priority file takes 125 bytes."""
    field = START_MODE + (position + mode + special).encode("ascii") if mode else b""
    if label == PRIORITY and len(content) > MAX_PRIORITY_BYTES:
        raise EncodeError(f"a priority message of {len(content)} bytes is longer than the {MAX_PRIORITY_BYTES} a sign takes")
    return b"A" + _label(label) + field + content


def write_string(label: str, content: bytes) -> bytes:
    """Write a STRING file; one longer than it was allocated is emptied by the sign."""
    if label in _NO_STRING_LABELS:
        raise EncodeError(f"{label!r} cannot be the label of a STRING file")
    if len(content) > MAX_STRING_BYTES:
        raise EncodeError(f"a STRING of {len(content)} bytes is longer than the {MAX_STRING_BYTES} a sign takes")
    return b"G" + _label(label) + content


def write_dots(label: str, rows: Sequence[str]) -> bytes:
    """Write a SMALL DOTS picture: equally long rows of `PIXELS`."""
    width = len(rows[0]) if rows else 0
    if not (0 < len(rows) <= MAX_DOTS_ROWS and 0 < width <= MAX_DOTS_COLUMNS):
        raise EncodeError(f"a picture of {len(rows)} rows by {width} columns: at most {MAX_DOTS_ROWS} by {MAX_DOTS_COLUMNS}")
    if any(len(row) != width or row.strip(PIXELS) for row in rows):
        raise EncodeError(f"picture {label}: every row needs {width} pixels out of {PIXELS}")
    return b"I" + _label(label) + b"%02X%02X" % (len(rows), width) + b"".join(row.encode("ascii") + b"\r" for row in rows)


def configure_memory(files: Iterable[Allocation]) -> bytes:
    """Replace the whole table of files; erases every one of them.  Give the sign a bare `CLEAR_MEMORY` first."""
    return CLEAR_MEMORY + b"".join(file.encode() for file in files)


def run_sequence(labels: Iterable[str]) -> bytes:
    """Play these TEXT files in turn, whatever their times; an empty list would freeze the display."""
    wanted = list(labels)
    if not 0 < len(wanted) <= MAX_RUN_FILES:
        raise EncodeError(f"a run sequence has 1 to {MAX_RUN_FILES} files, not {len(wanted)}")
    return b"E.SU" + b"".join(_label(label) for label in wanted)


def set_time(moment: time) -> bytes:
    """Set hours and minutes; send it when a minute begins, because it carries no seconds."""
    return b"E " + f"{moment:%H%M}".encode("ascii")


def set_weekday(day: date) -> bytes:
    """Set the day of the week: 1 is Sunday."""
    return b"E&%d" % (day.isoweekday() % 7 + 1)


def set_date(day: date) -> bytes:
    """Set the date; the sign has no century."""
    return b"E;" + f"{day:%m%d%y}".encode("ascii")


def dim(percent: int | None) -> bytes:
    """Set the nearest level a sign has (100, 86, 72, 58, 44 %) in any light; None: only when it is dark around."""
    wanted = DIMMING_LEVELS[-1] if percent is None else percent
    level = min(range(len(DIMMING_LEVELS)), key=lambda step: abs(DIMMING_LEVELS[step] - wanted))
    return b"E/%s%02X" % (b"80" if percent is None else b"FF", level)


def read_text(label: str) -> bytes:
    """Ask for a TEXT file; the display blinks."""
    return b"B" + _label(label)


def read_string(label: str) -> bytes:
    """Ask for a STRING file; the display blinks."""
    return b"H" + _label(label)


def read_dots(label: str) -> bytes:
    """Ask for a SMALL DOTS picture; the display blinks."""
    return b"J" + _label(label)


def _label(label: str) -> bytes:
    if len(label) != 1 or not " " <= label <= "~":
        raise EncodeError(f"{label!r} is no file label: use one printable ASCII character")
    return label.encode("ascii")
