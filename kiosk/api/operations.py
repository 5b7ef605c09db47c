"""One operation of the interface, and how an address finds it.

An operation says everything once: its address, its scope, the models of query, body and answer, and the function that
does it.  Routing, checking and the description are all read from there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kiosk.api import shapes
from kiosk.api.problems import FieldFault, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from uuid import UUID

    from pydantic import BaseModel

    from kiosk.api.services import Bearer

BASE = "/api/v1"
PLACES = {
    "counter": (30, "The number of a counter."),
    "ticket_id": (shapes.BIG, "The ticket_id of a number."),
}  # name in an address -> its largest value, what it is


@dataclass(frozen=True)
class Work:
    """What an operation is handed: the numbers in the address, query and body as checked, who asks, and the deed's own id."""

    places: Mapping[str, int]
    query: Any
    body: Any
    now: datetime
    token: Bearer | None = None
    request_id: UUID | None = None

    @property
    def actor(self) -> str:
        """Who does it, for the records."""
        return f"token {self.token.name}" if self.token else "public"


@dataclass(frozen=True)
class Operation:
    """One line of the interface.  `scope` may hold a place (`desk:{counter}:write`); empty for what everybody may read."""

    method: str
    path: str
    name: str
    summary: str
    scope: str
    run: Callable[[Work], BaseModel]
    answer: type[BaseModel]
    status: int = 200
    query: type[BaseModel] = shapes.NoQuery
    body: type[BaseModel] | None = None
    tag: str = "hall"
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        shape = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.path)
        object.__setattr__(self, "pattern", re.compile(f"^{BASE}{shape}$", re.ASCII))

    @property
    def writes(self) -> bool:
        """Whether it changes something, and so needs a key."""
        return self.method == "POST"

    @property
    def places(self) -> list[str]:
        """The names in its address."""
        return re.findall(r"\{(\w+)\}", self.path)


def find(operations: tuple[Operation, ...], method: str, path: str) -> tuple[Operation, dict[str, str]]:
    """Return the operation of an address and the texts in its places; raises `Problem` where there is none."""
    allowed = set()
    for one in operations:
        if match := one.pattern.match(path):
            if one.method == method or (one.method, method) == ("GET", "HEAD"):
                return one, match.groupdict()
            allowed |= {one.method, *(["HEAD"] if one.method == "GET" else [])}
    if allowed:
        raise Problem("method", f"{method} is not for this address.", headers={"Allow": ", ".join(sorted(allowed))})
    raise Problem("not_found", "Nothing has this address. /api/v1/openapi.json lists what there is.")


def numbers(places: Mapping[str, str]) -> dict[str, int]:
    """Return the numbers in an address; raises `Problem` naming the one that is none."""
    found, faults = {}, []
    for name, text in places.items():
        most = PLACES[name][0]
        if re.fullmatch(r"[0-9]{1,16}", text) and 1 <= int(text) <= most:
            found[name] = int(text)
        else:
            faults.append(FieldFault(field=f"path.{name}", message="no such number", remedy=f"Send a number from 1 to {most}."))
    if faults:
        raise Problem("invalid", "The address holds something that is no number.", faults=faults)
    return found
