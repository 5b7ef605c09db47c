"""The description: a standard's validator reads it, every operation is in it, and nobody needs a token for it."""

from __future__ import annotations

import json

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from kiosk.api.description import describe
from kiosk.api.door import OPERATIONS, Ask, respond

pytestmark = pytest.mark.django_db


def test_the_standard_s_validator_accepts_it() -> None:
    OpenAPIV31SpecValidator(describe(OPERATIONS)).validate()


def test_it_is_read_without_a_token_and_cached() -> None:
    reply = respond(Ask("GET", "/api/v1/openapi.json", headers={"host": "localhost"}, address="192.0.2.1"))
    assert reply.status == 200
    assert json.loads(reply.body)["openapi"] == "3.1.0"
    again = Ask("GET", "/api/v1/openapi.json", headers={"host": "localhost", "if-none-match": reply.headers["ETag"]})
    assert respond(again).status == 304


def test_every_operation_says_its_scope_and_every_write_its_key() -> None:
    for path, methods in describe(OPERATIONS)["paths"].items():
        for method, one in methods.items():
            assert ("security" in one) == (path != "/api/v1/problems"), path
            names = [found["name"] for found in one["parameters"]]
            assert ("Idempotency-Key" in names) == (method == "post"), path
            assert "429" in one["responses"]
