"""From a request to an answer: who asks, how often, for what, and is it well said.  Knows no socket.

The order matters: an address that asks too often is turned away before anything is looked up, a wrong token before it is
told whether the address exists, a body before anything is written.
"""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http.request import split_domain_port, validate_host
from pydantic import BaseModel, ValidationError

from kiosk.api import description, once, problems, reading, services, statistics, writing
from kiosk.api.operations import BASE, Operation, Work, find, numbers
from kiosk.api.problems import FieldFault, Problem
from kiosk.api.scopes import covers
from kiosk.clock import SYSTEM, Clock
from kiosk.errors import Refused
from kiosk.limits import services as limits

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.api.services import Bearer

OPERATIONS = (*reading.OPERATIONS, *writing.OPERATIONS, *statistics.OPERATIONS)
MAX_BODY_BYTES = 64 * 1024
DESCRIPTION = f"{BASE}/openapi.json"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Ask:
    """A request as it came; names of headers in lower case."""

    method: str
    path: str
    query: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    address: str = ""


@dataclass(frozen=True)
class Reply:
    """An answer as it goes."""

    status: int
    body: bytes
    headers: dict[str, str]


def respond(ask: Ask, clock: Clock = SYSTEM) -> Reply:
    """Answer a request; never raises."""
    try:
        return _answered(ask, clock.now())
    except Problem as problem:
        return told(problem)
    except Refused as refused:
        return told(problems.of_refusal(refused))
    except (DatabaseError, InterfaceError) as error:
        _log.warning("a request was not answered: %s", str(error).strip())
        return told(Problem("database_away", headers={"Retry-After": "5"}))
    except Exception:  # noqa: BLE001  # the caller gets an answer, the log the trace
        _log.exception("mistake in answering %s %s", ask.method, ask.path)
        return told(Problem("mistake"))


def _answered(ask: Ask, now: datetime) -> Reply:
    _check_host(ask)
    _take(limits.address_key("api", ask.address), settings.KIOSK.api.requests_per_minute_and_address, now)
    if ask.path == DESCRIPTION:
        return _description(ask)
    operation, texts = find(OPERATIONS, ask.method, ask.path)
    token = _token(ask, now) if operation.scope else None
    if token is not None:
        _take(f"token:{token.token_id}", token.per_minute, now)
        services.note_use(token, now)
    places = numbers(texts)
    if token is not None:
        _check_scope(operation, token, places)
    query = _query(operation, ask)
    if operation.writes and token is not None:
        return _write(operation, ask, Work(places, query, _body(operation, ask), now, token))
    return _read(operation.run(Work(places, query, None, now, token)), ask)


def _write(operation: Operation, ask: Ask, work: Work) -> Reply:
    assert work.token is not None  # noqa: S101  # every write has a scope
    said = json.dumps(work.body.model_dump(mode="json", exclude_unset=True), sort_keys=True, separators=(",", ":"))
    deed = once.Deed(work.token, once.key_of(ask.headers), ask.method, ask.path, said, work.now)
    answer = once.once(
        deed, lambda id_: operation.run(Work(work.places, work.query, work.body, work.now, work.token, id_)), operation.status
    )
    headers = {"Content-Type": "application/json" if answer.status < 400 else problems.MEDIA_TYPE, "Cache-Control": "no-store"}
    if answer.replayed:
        headers["Idempotent-Replayed"] = "true"
    return Reply(answer.status, answer.body.encode(), headers)


def _read(answer: BaseModel, ask: Ask) -> Reply:
    return _tagged(answer.model_dump_json().encode(), ask, "private, no-cache")


def _tagged(body: bytes, ask: Ask, caching: str) -> Reply:
    """Return what was read with its tag: a display that polls hears in a few bytes that nothing has changed."""
    tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"Content-Type": "application/json", "Cache-Control": caching, "ETag": tag}
    known = [one.strip().removeprefix("W/") for one in ask.headers.get("if-none-match", "").split(",")]
    if tag in known:
        return Reply(304, b"", headers)
    return Reply(200, body, headers)


def _description(ask: Ask) -> Reply:
    if ask.method not in {"GET", "HEAD"}:
        raise Problem("method", f"{ask.method} is not for this address.", headers={"Allow": "GET, HEAD"})
    return _tagged(description.as_json(OPERATIONS), ask, "public, max-age=300")


def _check_host(ask: Ask) -> None:
    domain, _ = split_domain_port(ask.headers.get("host", ""))
    if not (domain and validate_host(domain, settings.ALLOWED_HOSTS)):
        raise Problem("wrong_host", "The Host header names no server of this office.")


def _take(key: str, per_minute: int, now: datetime) -> None:
    if wait_s := limits.take(key, per_minute, now):
        raise Problem("limited", f"More than {per_minute} requests in this minute.", headers={"Retry-After": str(wait_s)})


def _token(ask: Ask, now: datetime) -> Bearer:
    kind, _, word = ask.headers.get("authorization", "").partition(" ")
    token = services.bearer(word.strip(), now) if kind.lower() == "bearer" else None
    if token is None:
        if word:
            _take(limits.address_key("wrong", ask.address), settings.KIOSK.api.wrong_tokens_per_minute, now)
        challenge = {"WWW-Authenticate": 'Bearer realm="kiosk"'}
        raise Problem("no_token", "The token is missing, unknown, expired or revoked.", headers=challenge)
    return token


def _check_scope(operation: Operation, token: Bearer, places: dict[str, int]) -> None:
    needed = operation.scope.format(**places)
    if not covers(token.scopes, needed):
        challenge = f'Bearer realm="kiosk", error="insufficient_scope", scope="{needed}"'
        raise Problem("scope", f"This needs the scope {needed}.", headers={"WWW-Authenticate": challenge})


def _query(operation: Operation, ask: Ask) -> BaseModel:
    pairs = parse_qsl(ask.query, keep_blank_values=True, errors="replace", max_num_fields=20)
    twice = {name for name, _ in pairs if sum(other == name for other, _ in pairs) > 1}
    if twice:
        faults = [FieldFault(field=f"query.{name[:60]}", message="given twice", remedy="Give it once.") for name in twice]
        raise Problem("invalid", "A part of the query was given twice.", faults=faults)
    try:
        return operation.query.model_validate(dict(pairs))
    except ValidationError as error:
        raise problems.of_validation("query", error) from error


def _body(operation: Operation, ask: Ask) -> Any:
    assert operation.body is not None  # noqa: S101  # every write has one
    once.key_of(ask.headers)  # before the body: without a key nothing else matters
    media = ask.headers.get("content-type", "").partition(";")[0].strip().lower()
    if ask.body and media != "application/json":
        raise Problem("media_type", f"The body is {media[:60] or 'of no type'}.")
    try:
        return operation.body.model_validate_json(ask.body or b"{}")
    except ValidationError as error:
        raise problems.of_validation("body", error) from error


def told(problem: Problem) -> Reply:
    """Return a problem as it goes."""
    headers = {"Content-Type": problems.MEDIA_TYPE, "Cache-Control": "no-store", **problem.headers}
    return Reply(problem.status, problem.body.model_dump_json().encode(), headers)
