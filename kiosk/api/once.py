"""Every write is done once: the deed, its record and its answer are one transaction under the caller's key.

The same key and body again get the same answer, a refusal included; the same key with another body is refused.  Two at
once: SQLite lets one writer in at a time, on PostgreSQL the second one fails on the unique index, is rolled back whole, and
finds the first one's answer.  (Draft "The Idempotency-Key HTTP Header Field", IETF httpapi.)
"""

from __future__ import annotations

import hashlib
import re
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from kiosk.api.models import MAX_IDEMPOTENCY_KEY, StoredAnswer
from kiosk.api.problems import Problem, of_refusal
from kiosk.errors import Refused
from kiosk.rows import insert
from kiosk.staff.models import AuditEntry
from kiosk.statements import ask

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from pydantic import BaseModel

    from kiosk.api.services import Bearer

HEADER = "idempotency-key"
KEY_PATTERN = rf"^[\x21-\x7E]{{8,{MAX_IDEMPOTENCY_KEY}}}$"
_KEY = re.compile(KEY_PATTERN.removesuffix("$") + r"\Z", re.ASCII)
_EARLIER = "SELECT request_digest, status, body FROM api_storedanswer WHERE token_id = %s AND key = %s"
_SPACE = uuid.UUID("6f0d6f5e-3a54-4d0a-9d3c-6c2d7c1e9b51")


@dataclass(frozen=True)
class Deed:
    """One write as it was asked for: `said` is the body as it was understood."""

    token: Bearer
    key: str
    method: str
    path: str
    said: str
    now: datetime

    @property
    def digest(self) -> str:
        """What must be the same when the key comes again."""
        return hashlib.sha256(f"{self.method} {self.path}\n{self.said}".encode()).hexdigest()

    @property
    def request_id(self) -> uuid.UUID:
        """The deed's id for the services, which know a second press by it, too."""
        return uuid.uuid5(_SPACE, f"{self.token.token_id}:{self.key}")


@dataclass(frozen=True)
class Answer:
    """What was answered; `replayed` where it was answered before."""

    status: int
    body: str
    replayed: bool = False


def key_of(headers: dict[str, str]) -> str:
    """Return the caller's key; raises `Problem` where there is none or it has no form."""
    key = headers.get(HEADER, "")
    if not _KEY.match(key):
        said = "Idempotency-Key is missing." if not key else "Idempotency-Key is too short, too long or no visible ASCII."
        raise Problem("no_key", f"{said} It has 8 to {MAX_IDEMPOTENCY_KEY} visible ASCII characters.")
    return key


def once(deed: Deed, do: Callable[[uuid.UUID], BaseModel], status: int) -> Answer:
    """Do a deed, or return what it was answered before; raises `Problem` where its key was used for another one."""
    try:
        return _answered(deed, do, status)
    except IntegrityError:  # the same key, at the same moment, was quicker
        return _answered(deed, do, status)


def _answered(deed: Deed, do: Callable[[uuid.UUID], BaseModel], status: int) -> Answer:
    try:
        with transaction.atomic():
            return _earlier(deed) or _kept(deed, Answer(status, do(deed.request_id).model_dump_json()))
    except Refused as refused:  # nothing of the deed stays, only that it was refused
        problem = of_refusal(refused)
        with transaction.atomic():
            return _earlier(deed) or _kept(deed, Answer(problem.status, problem.body.model_dump_json()))


def _earlier(deed: Deed) -> Answer | None:
    rows = ask(_EARLIER, [deed.token.token_id, deed.key])
    if not rows:
        return None
    digest, status, body = rows[0]
    if digest != deed.digest:
        raise Problem("key_reused", f"The key {deed.key[:40]} came before with another address or body.")
    return Answer(status, body, replayed=True)


def _kept(deed: Deed, answer: Answer) -> Answer:
    """Write down what is answered, in the transaction of the deed."""
    insert(
        StoredAnswer(
            token_id=deed.token.token_id, key=deed.key, request_digest=deed.digest, status=answer.status, body=answer.body,
            at=deed.now,
        ),
        AuditEntry(
            at=deed.now, actor=f"token {deed.token.name}", action="api.write", subject=deed.path[:200],
            detail={"status": answer.status},
        ),
    )  # fmt: skip
    return answer
