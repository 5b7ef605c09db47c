"""Captured bytes: as they are or as hex digits, of a family that is named or guessed, told in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.cli.signs import families

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiosk.cli.signs.families import Facts

_BETWEEN = re.compile(rb"0[xX]|[\s,;:-]")
_HEX = re.compile(rb"[0-9A-Fa-f]*")
INDENT, WIDE = "  ", 90


class NotReadable(Exception):
    """The input is no capture; the text says where and what to do."""


@dataclass(frozen=True)
class Reading:
    """A whole capture: which family it is taken for, how long it is (bytes), what was found in it."""

    protocol: str
    size_bytes: int
    facts: list[Facts]


def bytes_of(given: bytes, form: str | None = None) -> bytes:
    """Return the captured bytes; `form` is "hex", "raw" or None (hex where there is nothing but hex digits).

    Raises `NotReadable` for nothing at all and for hex that is none.
    """
    if not given.strip():
        raise NotReadable("there is nothing in it: give the bytes of a line, raw or as hex digits.")
    if form == "raw" or (form is None and not _looks_like_hex(given)):
        return given
    _check_hex(given)
    return bytes.fromhex(_BETWEEN.sub(b"", given).decode("ascii"))


def read(raw: bytes, protocol: str | None = None) -> Reading:
    """Return what `raw` means in `protocol`, or in the family that leaves the fewest bytes unexplained.

    Raises `NotReadable` where none is named and no family finds a frame.
    """
    readings = [Reading(name, len(raw), families.reader(name)(raw)) for name in ([protocol] if protocol else families.NAMES)]
    best = min(readings, key=_unexplained)
    if protocol is None and not any(_is_frame(one) for one in best.facts):
        known = ", ".join(families.NAMES)
        raise NotReadable(f"there is no frame of {known} in these {len(raw)} bytes: was another speed or framing captured?")
    return best


def in_words(reading: Reading) -> str:
    """Return a reading as lines: a numbered one for each thing found, its fields below."""
    lines = [f"{reading.protocol}, {reading.size_bytes} bytes"]
    for number, facts in enumerate(reading.facts, start=1):
        lines.append(f"{number}. {_title(facts)}")
        lines += _fields({key: value for key, value in facts.items() if key not in {"kind", "command"}}, 1)
    return "\n".join(lines)


def _title(facts: Facts) -> str:
    inner = facts.get("commands") or []
    said = [str(one["command"]) for one in [facts, *inner] if isinstance(one, dict) and "command" in one]
    return f"{facts['kind']}: {', '.join(said)}" if said else str(facts["kind"])


def _fields(value: object, depth: int) -> Iterator[str]:
    pad = INDENT * depth
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, (dict, list)) and inner:
                yield f"{pad}{key}:"
                yield from _fields(inner, depth + 1)
            elif inner not in ({}, []):
                yield f"{pad}{key}: {inner}"
    elif isinstance(value, list):
        for inner in value:
            short = ", ".join(f"{key} {_short(one)}" for key, one in inner.items()) if isinstance(inner, dict) else ""
            if len(short) > WIDE:
                first, *others = _fields(inner, depth + 1)
                yield f"{pad}- {first.strip()}"
                yield from others
            elif short:
                yield f"{pad}- {short}"
            else:
                yield f"{pad}- {inner}"


def _short(value: object) -> str:
    if isinstance(value, list):
        return " ".join(_short(one) for one in value)
    if isinstance(value, dict):
        return "(" + ", ".join(f"{key} {_short(one)}" for key, one in value.items()) + ")"
    return str(value)


def _unexplained(reading: Reading) -> int:
    """Return how many bytes no frame explains; a capture without any frame is worst."""
    if not any(_is_frame(one) for one in reading.facts):
        return reading.size_bytes + 1
    noise = sum(len(one.get("hex", "")) // 2 for one in reading.facts if one["kind"] in {"noise", "cut frame"})
    return noise + sum(_doubt(facts.get("commands", ())) for facts in reading.facts)


def _doubt(commands: Sequence[Facts]) -> int:
    """Return how little the commands of one frame speak for its family: Alpha and the first JetFile format look alike.

    A JetFile text begins with code 06, or its file has a drive; files without either are more likely Alpha's.
    """
    unknown = sum(len(one.get("hex", "")) // 2 for one in commands if one.get("command") == "not known")
    files = [one for one in commands if "file" in one]
    return unknown + int(bool(files) and all(len(one["file"]) == 1 and not _has_codes(one) for one in files))


def _has_codes(told: Facts) -> bool:
    return any(isinstance(one, dict) and one.get("code") == "06" for one in told.get("content", ())[:1])


def _is_frame(facts: Facts) -> bool:
    return facts["kind"] in {"frame", "cut frame", "acknowledgement"}


def _looks_like_hex(given: bytes) -> bool:
    """Return whether it is meant as hex: printable characters alone, and not readable as they stand."""
    if not all(byte in b"\t\r\n" or 0x20 <= byte < 0x7F for byte in given):
        return False
    return bool(_HEX.fullmatch(_BETWEEN.sub(b"", given))) or not any(
        _is_frame(one) for name in families.NAMES for one in families.reader(name)(given)
    )


def _check_hex(given: bytes) -> None:
    for number, line in enumerate(given.splitlines(), start=1):
        blanked = _BETWEEN.sub(lambda found: b" " * len(found[0]), line)
        for column, byte in enumerate(blanked, start=1):
            if byte != 0x20 and not _HEX.fullmatch(bytes((byte,))):
                where = f"line {number}, column {column}"
                raise NotReadable(f"{where}: {chr(byte)!r} is no hex digit: write 0-9 and a-f, or use --raw.")
        if len(blanked.replace(b" ", b"")) % 2:
            raise NotReadable(f"line {number} has an odd number of hex digits: a byte is two; one is missing or too many.")
