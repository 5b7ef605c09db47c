"""Content files read and checked: every fault names file, line, entry, field and remedy."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from kiosk.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FileModel = TypeVar("FileModel", bound=BaseModel)
Address = tuple[str | int, ...]

_REMEDIES = {
    "missing": "Add it.",
    "extra_forbidden": "There is no such field here; remove it or correct its name.",
    "string_too_short": "Fill it in, or leave the field out.",
    "string_pattern_mismatch": "Write it as the pattern asks.",
    "literal_error": "Use one of the words allowed.",
}


class _StrictLoader(yaml.SafeLoader):
    """Refuses a key that stands twice in one mapping; plain YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        seen: set[str] = set()
        for key, _value in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} stands here twice; remove one", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def read(path: Path, model: type[FileModel]) -> tuple[FileModel, dict[str, Any]]:
    """Return a content file as its model and as plain data; raises `ContentError`, a line for each fault."""
    try:
        text = path.read_text(encoding="utf-8")
        root = yaml.compose(text, Loader=_StrictLoader)
        data = yaml.load(text, Loader=_StrictLoader)  # noqa: S506  # a SafeLoader
    except FileNotFoundError as error:
        raise ContentError(f"{path.name}: the file is missing. Put it back from the release.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ContentError(f"{path.name}: this is not YAML in UTF-8: {_one_line(error)}. Correct the line.") from error
    try:
        return model.model_validate(data), data
    except ValidationError as error:
        raise ContentError("\n".join(_fault(path.name, root, data, dict(one)) for one in error.errors())) from error


def fault(name: str, entry: str, field: str, problem: str, known: Sequence[str] = ()) -> str:
    """Return one line about a reference that leads nowhere; `known` are the names it could have meant."""
    wanted = problem.split("'")[1] if "'" in problem else ""
    near = difflib.get_close_matches(wanted, known, n=1)
    remedy = f"Did you mean {near[0]!r}?" if near else "Correct it, or add what it refers to."
    return f"{name}: {entry}: {field}: {problem}. {remedy}"


def _fault(name: str, root: yaml.Node | None, data: Any, error: dict[str, Any]) -> str:
    address = _in_data(data, tuple(error["loc"]))
    entry, field = _entry(data, address)
    remedy = _REMEDIES.get(error["type"], "Correct it.")
    found = "" if error["type"] == "missing" else f" (found: {str(error['input'])[:60]!r})"
    return f"{name}:{_line(root, address)}: {entry}: {field}: {error['msg']}{found}. {remedy}"


def _in_data(data: Any, loc: Address) -> Address:
    """Return pydantic's address without the names of union members, which stand in no file."""
    address: list[str | int] = []
    for position, step in enumerate(loc):
        last = position == len(loc) - 1
        if isinstance(data, dict) and (step in data or last):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            continue
        address.append(step)
    return tuple(address)


def _entry(data: Any, address: Address) -> tuple[str, str]:
    """Return (entry, field): the first two steps of the address, an element by its id; and what is below."""
    if len(address) < 2 or not isinstance(data, dict):
        return "file", ".".join(map(str, address)) or "content"
    section, step = address[0], address[1]
    below: Any = data.get(section)
    element = below[step] if isinstance(below, list) and isinstance(step, int) else None
    called = element.get("id") or element.get("zh_Hant") if isinstance(element, dict) else None
    return f"{section} {called or step}", ".".join(map(str, address[2:])) or "entry"


def _line(node: yaml.Node | None, address: Address) -> int:
    """Return the line, from 1, of the deepest node on the way to `address`."""
    for step in address:
        below: yaml.Node | None = None
        if isinstance(node, yaml.MappingNode):
            below = next((value for key, value in node.value if key.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            below = node.value[step]
        if below is None:
            break
        node = below
    return node.start_mark.line + 1 if node else 1


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
