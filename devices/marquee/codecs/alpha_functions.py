"""Special functions (command E) in words: what a host writes and what a sign answers look the same.

Source: table 15 of form 9708-8061F.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from devices.marquee.codecs.alpha_commands import DIMMING_LEVELS
from devices.marquee.codecs.alpha_memory import Kind, parse_table
from devices.marquee.codecs.alpha_replies import Errors, parse_errors, parse_information, parse_pool

if TYPE_CHECKING:
    from collections.abc import Callable

Facts = dict[str, Any]

ORDERS = ",4"
"""Functions that write nothing: soft reset, clear error register."""

_DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_RUN_DAYS = ("every day", *_DAYS, "Monday to Friday", "weekend")
_TONES = {"0": "one tone", "1": "three beeps", "2": "programmed tone", "A": "speaker relay on", "B": "speaker relay off"}
_SEQUENCES = {"T": "by times", "S": "ignoring times", "D": "deleting at their stop times"}
_LARGE_ENTRY = re.compile(r"(.{9})([UL])([0-9A-Fa-f]{4})([0-9A-Fa-f]{4})(01|02|04|08)0000")
NAMES = {
    " ": "time of day", "!": "speaker", '"': "general information", "#": "memory pool", "$": "memory configuration",
    "%": "memory dump", "&": "day of week", "'": "time format", "(": "tone", ")": "run time", "*": "error register",
    "+": "text at a place", ",": "soft reset", "-": "network query", ".": "run sequence", "/": "dimming", "0": "dimming times",
    "2": "run days", "4": "clear error register", "5": "counters", "7": "serial address", "8": "large picture memory",
    "9": "more large picture memory", ";": "date", "@": "dimming control", "s": "acknowledging",
}  # fmt: skip


def function(data: bytes) -> Facts:
    """Return what a special function says after its letter E."""
    label, rest = data[:1].decode("latin-1"), data[1:]
    named = NAMES.get(label, "special function not known")
    facts: Facts = {"command": named if label in ORDERS else f"write {named}", "label": label}
    told = _READERS.get(label)
    found = told(rest) if told else None
    if found is not None:
        return facts | found
    return facts | ({"warning": "makes no sense"} if told else {}) | ({"data": rest.decode("latin-1")} if rest else {})


def moment(code: str) -> str:
    """Return a time code, one step a ten minutes, as "HH:MM"; "always", "never", or the code itself."""
    value = int(code, 16)
    if value in {0xFE, 0xFF}:
        return "never" if value == 0xFE else "always"
    return f"{value // 6:02d}:{value % 6 * 10:02d}" if value < 0x90 else code


def _clock(data: bytes) -> Facts | None:
    found = re.fullmatch(rb"([01][0-9]|2[0-3])([0-5][0-9])", data)
    return {"time": f"{found[1].decode()}:{found[2].decode()}"} if found else None


def _date(data: bytes) -> Facts | None:
    found = re.fullmatch(rb"(\d\d)(\d\d)(\d\d)", data)
    return {"date": "/".join(one.decode() for one in found.groups())} if found else None


def _weekday(data: bytes) -> Facts | None:
    return {"day": _DAYS[int(data) - 1]} if re.fullmatch(rb"[1-7]", data) else None


def _time_format(data: bytes) -> Facts | None:
    return {"hours": 24 if data == b"M" else 12} if data in {b"M", b"S"} else None


def _speaker(data: bytes) -> Facts | None:
    return {"on": data == b"00"} if data in {b"00", b"FF"} else None


def _memory(data: bytes) -> Facts | None:
    files = parse_table(data)
    if files is None:
        return None
    if not files:
        return {"command": "clear memory"}
    return {"files": [
        {
            "label": file.label, "type": file.kind.name, "locked": file.locked,
            **({"rows": file.size // 256, "columns": file.size % 256} if file.kind is Kind.DOTS else {"bytes": file.size}),
            "tail": file.tail,
        }
        for file in files
    ]}  # fmt: skip


def _large_memory(data: bytes) -> Facts | None:
    text = data.decode("latin-1")
    entries = [_LARGE_ENTRY.fullmatch(text[at : at + 24]) for at in range(0, len(text), 24)]
    return {"files": [
        {"name": found[1].rstrip(), "locked": found[2] == "L", "rows": int(found[3], 16), "columns": int(found[4], 16)}
        for found in entries if found
    ]} if all(entries) else None  # fmt: skip


def _sequence(data: bytes) -> Facts | None:
    found = re.fullmatch(r"([TSD])([UL])(.{0,128})", data.decode("latin-1"), re.DOTALL)
    if found is None:
        return None
    return {"plays": _SEQUENCES[found[1]], "locked": found[2] == "L", "files": list(found[3])}


def _run_time(data: bytes) -> Facts | None:
    found = re.fullmatch(r"(.)([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})", data.decode("latin-1"), re.DOTALL)
    return {"file": found[1], "start": moment(found[2]), "stop": moment(found[3])} if found else None


def _run_days(data: bytes) -> Facts | None:
    found = re.fullmatch(r"(.)([0-9AB])([0-9AB]?)", data.decode("latin-1"), re.DOTALL)
    if found is None:
        return None
    return {"file": found[1], "start": _run_day(found[2]), "stop": _run_day(found[3])}


def _run_day(code: str) -> str:
    return {"A": "always", "B": "never", "": ""}[code] if code in "AB" else _RUN_DAYS[int(code)]


def _dimming(data: bytes) -> Facts | None:
    found = re.fullmatch(rb"([0-9A-Fa-f]{2})0([0-4])", data)
    return {"threshold": int(found[1], 16), "percent": DIMMING_LEVELS[int(found[2])]} if found else None


def _tone(data: bytes) -> Facts | None:
    named = _TONES.get(data[:1].decode("latin-1"))
    return {"tone": named} if named else None


def _address(data: bytes) -> Facts | None:
    return {"address": data.decode()} if re.fullmatch(rb"[0-9A-Fa-f]{2}", data) else None


def _acknowledging(data: bytes) -> Facts | None:
    return {"on": data == b"1"} if data in {b"0", b"1"} else None


def _errors(data: bytes) -> Facts | None:
    register = parse_errors(data)
    if register is None:
        return None
    wrong = [error.name.lower() for error in Errors if error in register and error is not Errors.ALWAYS and error.name]
    return {"errors": wrong}


def _information(data: bytes) -> Facts | None:
    found = parse_information(data)
    return {**vars(found)} if found else None


def _pool(data: bytes) -> Facts | None:
    found = parse_pool(data)
    return {"bytes": found[0], "free": found[1]} if found else None


_READERS: dict[str, Callable[[bytes], Facts | None]] = {
    " ": _clock, "!": _speaker, '"': _information, "#": _pool, "$": _memory, "&": _weekday, "'": _time_format, "(": _tone,
    ")": _run_time, "*": _errors, ".": _sequence, "/": _dimming, "2": _run_days, "7": _address, "8": _large_memory,
    "9": _large_memory, ";": _date, "s": _acknowledging,
}  # fmt: skip
