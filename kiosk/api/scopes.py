"""What a token may do, in words: `hall:read`, `tickets:write`, `desk:3:write`, `stats:read`.  Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

HALL, TICKETS, STATS = "hall:read", "tickets:write", "stats:read"
PLAIN = {
    HALL: "讀取大廳狀態：類別、等候、叫號、櫃台",
    TICKETS: "取號、取消號碼",
    STATS: "讀取統計摘要",
}
DESK_MEANING = "操作指定櫃台：叫號、完成、轉交、暫停等"
_DESK = re.compile(r"^desk:([1-9][0-9]?):write$")


def desk(counter: int) -> str:
    """Return the scope that lets a token work at one counter."""
    return f"desk:{counter}:write"


def is_scope(text: str, counters: int) -> bool:
    """Say whether a text is a scope in an office with so many counters."""
    found = _DESK.match(text)
    return text in PLAIN or bool(found and int(found[1]) <= counters)


def covers(scopes: Collection[str], needed: str) -> bool:
    """Say whether a token with `scopes` may do what `needed` stands for."""
    return needed in scopes
