"""Thousands of requests, made up from the description alone, against a real server: no fault, nothing undescribed."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING
from uuid import uuid4

import hypothesis
import pytest
import schemathesis
from household import empty_house
from schemathesis.checks import CHECKS, load_all_checks

from kiosk.api.description import describe
from kiosk.api.door import OPERATIONS
from kiosk.api.scopes import HALL, STATS, TICKETS, desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.flow
SCOPES = {"all": (HALL, TICKETS, STATS, desk(3)), HALL: (HALL,), TICKETS: (TICKETS,), STATS: (STATS,), desk(3): (desk(3),)}
LIMITS = "[api]\nrequests_per_minute = 1000000\nrequests_per_minute_and_address = 1000000\nwrong_tokens_per_minute = 1000000\n"
load_all_checks()
ALWAYS = CHECKS.get_by_names([
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
    "response_headers_conformance",
])  # fmt: skip
TURN = itertools.cycle(name for name in SCOPES if name != "all")
REAL_SEED = 20260305


def kiosk(home: Path, *words: str) -> subprocess.Popen[str]:
    """Start a kiosk command on `home`."""
    environment = {**os.environ, "KIOSK_HOME": str(home)}
    return subprocess.Popen([sys.executable, "-m", "kiosk", *words], env=environment, stdout=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = empty_house(tmp_path_factory.mktemp("api") / "home")
    text = (home / "kiosk.toml").read_text(encoding="utf-8")
    (home / "kiosk.toml").write_text(text.split("[api]")[0] + LIMITS, encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def address(office: Path) -> Iterator[str]:
    with kiosk(office, "web") as server:
        assert server.stdout is not None
        yield json.loads(server.stdout.readline())["url"].rstrip("/")
        server.terminate()


@pytest.fixture(scope="module")
def words(office: Path) -> dict[str, str]:
    """A token of each scope, made as an operator makes it."""
    return {name: token(office, name, scopes) for name, scopes in SCOPES.items()}


def token(home: Path, name: str, scopes: tuple[str, ...]) -> str:
    parts = [part for scope in scopes for part in ("--scope", scope)]
    with kiosk(home, "token", "create", name, *parts) as made:
        return made.communicate()[0].strip()


schema = schemathesis.openapi.from_dict(describe(OPERATIONS))


@schema.parametrize()
@hypothesis.settings(max_examples=8, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
@hypothesis.seed(REAL_SEED)
def test_every_operation_keeps_its_word(case: schemathesis.Case, words: dict[str, str], address: str) -> None:
    if case.headers and "Idempotency-Key" in case.headers and case.meta and case.meta.generation.mode.is_positive:
        case.headers["Idempotency-Key"] = str(uuid4())  # a made-up key comes twice; what then happens is tested by name
    case.call_and_validate(base_url=address, headers=bearer(words["all"]))
    case.call_and_validate(base_url=address, headers=bearer(words[next(TURN)]), checks=ALWAYS)


def bearer(word: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {word}"}
