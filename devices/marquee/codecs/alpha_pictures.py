"""Pictures in commands and replies: SMALL DOTS (a digit a pixel), LARGE DOTS (the same, runs shortened), RGB DOTS.

Source: table 22 and section 6 of form 9708-8061F; run shortening `11 count colour` from one implementation only.
"""

from __future__ import annotations

import re
from typing import Any

from devices.marquee.codecs.alpha_replies import parse_dots

NAME_CHARACTERS = 9
_RUN = re.compile(rb"\x11([0-9A-Fa-f]{2})(.)", re.DOTALL)


def small_picture(data: bytes) -> dict[str, Any]:
    """Return what a SMALL DOTS command says after its letter."""
    rows = parse_dots(data[1:])
    facts: dict[str, Any] = {"command": "write SMALL DOTS", "label": data[:1].decode("latin-1")}
    if rows is None:
        return {**facts, "warning": "rows and columns do not agree with the size", "hex": data[1:].hex()}
    return {**facts, "rows": len(rows), "columns": len(rows[0]) if rows else 0, "pixels": list(rows)}


def large_picture(kind: str, pixel_bytes: int, data: bytes) -> dict[str, Any]:
    """Return what a LARGE or RGB DOTS command says after its letter: nine characters of name, then the size."""
    facts: dict[str, Any] = {"command": f"write {kind}", "name": data[:NAME_CHARACTERS].decode("latin-1").rstrip()}
    size = re.match(rb"([0-9A-Fa-f]{4})([0-9A-Fa-f]{4})", data[NAME_CHARACTERS:])
    if size is None:
        return {**facts, "warning": "no size after the name", "hex": data[NAME_CHARACTERS:].hex()}
    rows, columns = int(size[1], 16), int(size[2], 16)
    pixels = _RUN.sub(lambda run: run[2] * int(run[1], 16), data[NAME_CHARACTERS + 8 :])
    lines = [line.decode("latin-1") for line in pixels.removesuffix(b"\r").split(b"\r")] if pixels else []
    facts |= {"rows": rows, "columns": columns, "pixels": lines}
    if lines and (len(lines) != rows or any(len(line) != columns * pixel_bytes for line in lines)):
        facts["warning"] = "rows and columns do not agree with the size"
    return facts
