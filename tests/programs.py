"""Programs that use the interface: a token, and a caller that asks as they do."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from kiosk.api import services
from kiosk.api.door import Ask, Reply, respond
from kiosk.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from collections.abc import Mapping

EVERY_SCOPE = ("hall:read", "tickets:write", "stats:read", "desk:3:write")


@dataclass
class Program:
    """One program with a token of its own."""

    word: str
    clock: Clock = SYSTEM
    address: str = "192.0.2.7"
    extra: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, query: str = "", **headers: str) -> Reply:
        return self.ask("GET", path, query=query, headers=headers)

    def post(self, path: str, body: Any = None, key: str | None = None, **headers: str) -> Reply:
        sent = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        typed = {"content-type": "application/json"} if sent else {}
        return self.ask("POST", path, body=sent, headers={"idempotency-key": key or str(uuid4()), **typed, **headers})

    def ask(
        self, method: str, path: str, *, query: str = "", body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Reply:
        sent = {"host": "localhost", "authorization": f"Bearer {self.word}", **self.extra, **(headers or {})}
        named = {name.replace("_", "-"): value for name, value in sent.items()}
        return respond(Ask(method, f"/api/v1{path}", query, named, body, self.address), self.clock)


def program(*scopes: str, clock: Clock = SYSTEM, name: str = "顯示幕", **more: Any) -> Program:
    """Return a program with a new token of these scopes (all without)."""
    made = services.create_token(name=name, scopes=scopes or EVERY_SCOPE, by="test", clock=clock, **more)
    return Program(made.word, clock)


def said(reply: Reply) -> Any:
    """Return what an answer says."""
    return json.loads(reply.body)
