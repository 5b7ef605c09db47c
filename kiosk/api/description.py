"""The interface's own description, OpenAPI 3.1, written from the table of operations and nothing else."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import models_json_schema

from kiosk.api import once, problems
from kiosk.api.operations import BASE, PLACES, Operation

if TYPE_CHECKING:
    from pydantic import BaseModel

VERSION = "1.0.0"
ABOUT = (
    "Hall displays, desk callers and dashboards of a household registration office. Every request but those for this "
    "description and the kinds of problems carries a token (`Authorization: Bearer ...`) that the manager has made; its "
    "scopes say what it may do. Every write carries an `Idempotency-Key`: the same key and body get the same answer again, "
    "for a day. Problems are `application/problem+json`. Moments are ISO 8601 with their zone. No answer names a person. "
    "Fields may be added to answers within version 1; nothing is removed or changes its meaning."
)
_REF = "#/components/schemas/{model}"


@lru_cache(maxsize=1)
def as_json(operations: tuple[Operation, ...]) -> bytes:
    """Return the description as it is served."""
    return json.dumps(describe(operations), ensure_ascii=False, separators=(",", ":")).encode()


def describe(operations: tuple[Operation, ...]) -> dict[str, Any]:
    """Return the description of `operations`."""
    schemas = _schemas(operations)
    paths: dict[str, dict[str, Any]] = {}
    for one in operations:
        paths.setdefault(BASE + one.path, {})[one.method.lower()] = _operation(one, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Lobby kiosk", "version": VERSION, "description": ABOUT,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "`kiosk token create`, or the page of tokens."}
            },
        },
    }


def _schemas(operations: tuple[Operation, ...]) -> dict[str, Any]:
    asked: set[type[BaseModel]] = {model for one in operations for model in (one.query, one.body) if model is not None}
    answered: set[type[BaseModel]] = {one.answer for one in operations} | {problems.ProblemBody}
    wanted = [(model, "validation") for model in asked] + [(model, "serialization") for model in answered]
    _, found = models_json_schema(sorted(wanted, key=lambda one: one[0].__name__), ref_template=_REF)  # type: ignore[arg-type]
    return dict(found["$defs"])


def _operation(one: Operation, schemas: dict[str, Any]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": one.name, "summary": one.summary, "tags": [one.tag],
        "parameters": [*_places(one), *_query(schemas[one.query.__name__]), *([_key()] if one.writes else [])],
        "responses": _responses(one),
    }  # fmt: skip
    if one.scope:
        described["description"] = f"Scope: `{one.scope}`."
        described["security"] = [{"token": [one.scope]}]
    if one.body is not None:
        required = bool(schemas[one.body.__name__].get("required"))
        described["requestBody"] = {"required": required, "content": {"application/json": {"schema": _ref(one.body)}}}
    return described


def _places(one: Operation) -> list[dict[str, Any]]:
    return [
        {
            "name": name, "in": "path", "required": True, "description": PLACES[name][1],
            "schema": {"type": "integer", "minimum": 1, "maximum": PLACES[name][0]},
        }
        for name in one.places
    ]  # fmt: skip


def _query(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "name": name, "in": "query", "required": name in schema.get("required", []),
            "description": found.get("description", ""),
            "schema": {key: value for key, value in _without_null(found).items() if key != "description"},
        }
        for name, found in schema.get("properties", {}).items()
    ]  # fmt: skip


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema without null: a query cannot say it, leaving a part out is how nothing is said."""
    kinds = [one for one in schema.get("anyOf", []) if one != {"type": "null"}]
    if len(kinds) != 1:
        return schema
    rest = {key: value for key, value in schema.items() if key not in {"anyOf", "default"}}
    return {**rest, **kinds[0]}


def _key() -> dict[str, Any]:
    return {
        "name": "Idempotency-Key", "in": "header", "required": True,
        "description": "The caller's own name for this deed, such as a UUID; the same one again changes nothing.",
        "schema": {"type": "string", "pattern": once.KEY_PATTERN},
    }  # fmt: skip


def _responses(one: Operation) -> dict[str, Any]:
    success: dict[str, Any] = {"description": one.summary, "content": {"application/json": {"schema": _ref(one.answer)}}}
    if one.method == "POST" and one.path == "/tickets":
        read = {"operationId": "readTicket", "parameters": {"ticket_id": "$response.body#/ticket_id"}}
        success["links"] = {"theNumber": read}
    statuses = [400, 404, 408, 413, 422, 429, 500, 503, *([401, 403, 409] if one.scope else []), *([415] if one.writes else [])]
    responses = {str(one.status): success, **{str(status): _problem(status) for status in sorted(statuses)}}
    if one.method == "GET":
        responses["304"] = {"description": "Nothing has changed since the ETag that was sent"}
    return dict(sorted(responses.items()))


def _problem(status: int) -> dict[str, Any]:
    found: dict[str, Any] = {
        "description": problems.phrase(status),
        "content": {problems.MEDIA_TYPE: {"schema": _ref(problems.ProblemBody)}},
    }
    if status in {429, 503}:
        found["headers"] = {"Retry-After": {"description": "Seconds to wait", "schema": {"type": "integer", "minimum": 1}}}
    return found


def _ref(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": _REF.format(model=model.__name__)}
