"""The office's rules for announcements: who may publish, how often a text comes, which fields a template has.  Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WEIGHTS = {"low": 1, "normal": 2, "high": 3}  # the priorities of the content files
NORMAL = WEIGHTS["normal"]
FIELD_NAMES = {"date": "日期", "time": "時間", "place": "地點", "phone": "電話", "name": "名稱", "reason": "事由"}
_SPACE_TOO_MUCH = re.compile(r"(?<=[）」』〕，。：；、！？]) (?! )|(?<! ) (?=[（「『〔，。：；、！？])")
FIELD = re.compile(r"\{([a-z_]{1,20})\}")


def needs_approval(four_eyes: str, *, urgent: bool) -> bool:
    """Say whether somebody else than the author must approve, as `kiosk.toml` has it: "off", "all", "except_urgent"."""
    return four_eyes == "all" or (four_eyes == "except_urgent" and not urgent)


def fields_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the fields that stand open in `texts`, {date} as "date", each once, in their order."""
    return tuple(dict.fromkeys(name for text in texts for name in FIELD.findall(text)))


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return `text` with its fields filled; what has no value stays open.

    A value that ends in a full-width bracket or mark brings its own space along: 115年11月29日（日）停止上班.
    """
    return _SPACE_TOO_MUCH.sub("", FIELD.sub(lambda found: values.get(found[1]) or found[0], text))


def named(text: str) -> str:
    """Return `text` with its open fields as people call them: 本所〔日期〕停止上班."""
    return filled(text, {name: f"〔{FIELD_NAMES.get(name, name)}〕" for name in fields_of([text])})
