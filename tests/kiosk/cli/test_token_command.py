"""`kiosk token`: made and shown once, listed without its word, revoked for good."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from programs import Program

from kiosk.api.models import ApiToken
from kiosk.cli import token
from kiosk.errors import Refused
from kiosk.staff.models import AuditEntry

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

pytestmark = [pytest.mark.usefixtures("office"), pytest.mark.django_db]


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(token, "existing_home", lambda: tmp_path)
    monkeypatch.setattr(token, "boot", lambda _home: None)


def run(*words: str) -> Result:
    return CliRunner().invoke(token.command, list(words))


def test_a_token_is_printed_once_works_is_listed_and_ends() -> None:
    made = run("create", "大廳電視", "--scope", "hall:read", "--scope", "desk:3:write", "--per-minute", "30", "--days", "7")
    word = made.stdout.strip()
    assert (made.exit_code, len(made.stdout.splitlines())) == (0, 1)
    assert "shown only now" in made.stderr
    assert Program(word).get("/hall").status == 200
    listed = run("list")
    assert word not in listed.stdout
    assert "大廳電視" in listed.stdout
    (one,) = json.loads(run("list", "--json").stdout)
    assert (one["name"], one["scopes"], one["state"]) == ("大廳電視", ["desk:3:write", "hall:read"], "usable")
    assert word not in str(one)
    ended = run("revoke", "大廳電視")
    assert (ended.exit_code, ended.stdout, ended.stderr) == (0, "", "大廳電視 is revoked.\n")
    assert Program(word).get("/hall").status == 401
    assert json.loads(run("list", "--json").stdout)[0]["state"] == "revoked"
    assert list(AuditEntry.objects.filter(actor="kiosk token").values_list("action", flat=True).order_by("id")) == [
        "token.create", "token.revoke",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (("create", "x", "--scope", "hall:write"), "token.scope"), (("create", " ", "--scope", "hall:read"), "token.name"),
        (("revoke", "nobody"), "token.unknown"), (("create", "<b>" * 30, "--scope", "hall:read"), "token.name"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_printed(words: tuple[str, ...], key: str) -> None:
    done = run(*words)
    assert isinstance(done.exception, Refused), "the `kiosk` command says it in a sentence"
    assert done.exception.text_key == key
    assert done.stdout == ""
    assert not ApiToken.objects.exists()


def test_numbers_that_no_token_has_are_refused_by_name() -> None:
    for words in (("--days", "0"), ("--days", "x"), ("--per-minute", "0")):
        done = run("create", "x", "--scope", "hall:read", *words)
        assert (done.exit_code, words[0] in done.stderr) == (2, True)
