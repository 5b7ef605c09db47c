"""`verify: true`: where the marks of an entry stand, and what of the entry may be shown.  Pure.

A mark belongs to the mapping it stands in.  Its address is a path of keys: `processing`,
`documents.national_id.spouse`, `notes.1f3a9c20` (elements without an id are addressed by their digest, so
that moving them changes nothing); the empty path is the whole entry.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FLAG = "verify"
SAMPLE = "sample"
GAPS = "gaps"
_HIDDEN = object()


def digest(data: Any) -> str:
    """Return the SHA-256 of JSON-able data, the same for every order of keys."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def marks_of(data: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (address, marked mapping) for each mark in `data`, outermost first."""
    if isinstance(data, dict):
        if data.get(FLAG) is True:
            yield path, data
        for key, value in data.items():
            yield from marks_of(value, _below(path, key))
    elif isinstance(data, list):
        for value in data:
            yield from marks_of(value, _below(path, _name(value)))


def published(data: dict[str, Any], confirmed: Mapping[str, str], *, demo: bool) -> dict[str, Any] | None:
    """Return the entry as it may be shown, without `verify` flags; None where the whole entry is hidden.

    `confirmed` maps addresses to the digest of what was confirmed there.  A marked part that is not in it, or
    has changed since, is left out; with `demo` it stays and carries `sample: True`.  A mapping with a list out
    of which something was left carries that list's name under `gaps`.
    """
    shown = _shown(data, "", confirmed, demo=demo)
    return None if shown is _HIDDEN else shown


def has_sample(data: Any) -> bool:
    """Tell whether an entry, or any part of it, is shown unconfirmed."""
    if isinstance(data, dict):
        return data.get(SAMPLE) is True or any(has_sample(value) for value in data.values())
    return isinstance(data, list) and any(has_sample(value) for value in data)


def _shown(data: Any, path: str, confirmed: Mapping[str, str], *, demo: bool) -> Any:
    if isinstance(data, list):
        parts = (_shown(value, _below(path, _name(value)), confirmed, demo=demo) for value in data)
        return [part for part in parts if part is not _HIDDEN]
    if not isinstance(data, dict):
        return data
    open_mark = data.get(FLAG) is True and confirmed.get(path) != digest(data)
    if open_mark and not demo:
        return _HIDDEN
    fields = {key: _shown(value, _below(path, key), confirmed, demo=demo) for key, value in data.items() if key != FLAG}
    kept = {key: part for key, part in fields.items() if part is not _HIDDEN}
    gaps = [key for key, part in kept.items() if isinstance(part, list) and len(part) < len(data[key])]
    if gaps:
        kept[GAPS] = gaps
    return {**kept, SAMPLE: True} if open_mark else kept


def _below(path: str, key: object) -> str:
    return f"{path}.{key}" if path else str(key)


def _name(element: Any) -> str:
    """Return how an element of a list is addressed: its id, its document (and whose), else by its digest."""
    if isinstance(element, dict):
        if "id" in element and "zh_Hant" not in element:
            return str(element["id"])
        if "doc" in element:
            return ".".join(str(element[part]) for part in ("doc", "of") if part in element)
    return digest(element)[:8]
