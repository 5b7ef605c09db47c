"""`kiosk.toml` as a text: on which line a fault stands, and the whole file written out with every key explained."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def fault(path: Path, text: str, data: object, error: dict[str, object]) -> str:
    """Return what `error` (one of pydantic's) says, with file, line and field; `data` is the text as TOML reads it."""
    keys = _written(data, error["loc"])  # type: ignore[arg-type]  # pydantic types it loosely
    line = line_of(text, keys)
    field = ".".join(keys)
    if error["type"] == "extra_forbidden":
        return f"{path}:{line}: {field}: there is no such key. Remove it, or see `kiosk init --print` for the right name."
    found = re.sub(r"(://[^:/@]*):[^@/]*@", r"\1:***@", repr(error["input"]))  # a database's password is not for the log
    return f"{path}:{line}: {field}: {error['msg']} (found: {found})."


def _written(data: object, places: Iterable[str | int]) -> list[str]:
    """Return the keys as they stand in the file: a table that stands for a list of one has no place in it."""
    keys = []
    for part in places:
        if isinstance(part, int) and not isinstance(data, list):
            continue
        keys.append(str(part))
        if isinstance(data, dict):
            data = data.get(str(part))
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
    return keys


def line_of(text: str, keys: list[str]) -> int:
    """Find the line, counted from 1, on which the deepest known part of `keys` stands."""
    table: list[str] = []
    tables: Counter[str] = Counter()
    best = (0, 1)
    for number, line in enumerate(text.splitlines(), start=1):
        head = re.match(r"\s*\[\[?([^\]]+)\]", line)
        entry = re.match(r"""\s*([A-Za-z0-9_."'-]+)\s*=""", line)
        if head:
            table = _parts(head[1])
            if line.lstrip().startswith("[["):
                tables[head[1]] += 1
                table.append(str(tables[head[1]] - 1))
        path = table if head else [*table, *_parts(entry[1])] if entry else None
        if path and keys[: len(path)] == path and len(path) > best[0]:
            best = (len(path), number)
    return best[1]


def _parts(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in dotted.split(".")]


def written_out(config: BaseModel) -> str:
    """Return `config` as a whole file, each key below its description."""
    lines = ["# Configuration of one kiosk. Every key is here with its default; unknown keys are refused.", ""]
    lines += _entries(config, [name for name in type(config).model_fields if not _sections(getattr(config, name))])
    for name in type(config).model_fields:
        sections = _sections(getattr(config, name))
        for section in sections:
            lines += ["", f"# {(type(section).__doc__ or '').strip()}", f"[{name}]" if len(sections) == 1 else f"[[{name}]]"]
            lines += _entries(section, list(type(section).model_fields))
    return "\n".join(lines) + "\n"


def _sections(value: object) -> list[BaseModel]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, BaseModel)]


def _entries(section: BaseModel, names: list[str]) -> list[str]:
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
