"""Who is let in: a token that holds, for what its scopes say, not too often."""

from __future__ import annotations

import pytest
from programs import Program, program, said

from kiosk.api import services
from kiosk.api.models import ApiToken
from kiosk.clock import StillClock
from kiosk.errors import Refused
from kiosk.limits.models import Window
from kiosk.staff.models import AuditEntry

pytestmark = [pytest.mark.usefixtures("office"), pytest.mark.database, pytest.mark.django_db]
READS = ["/hall", "/classes", "/calls", "/counters", "/counters/3", "/tickets/1"]
DESK = ["open", "close", "pause", "resume", "next", "recall", "arrived", "done", "no-show", "hold", "transfer"]


@pytest.mark.parametrize("word", ["", "kiosk_", "kiosk_" + "x" * 43, "x" * 5000, "kiosk_\x00", "Basic abc"])
def test_a_wrong_token_opens_nothing(clock: StillClock, word: str) -> None:
    for path in READS:
        reply = Program(word, clock).get(path)
        assert (reply.status, said(reply)["code"]) == (401, "no_token")
        assert reply.headers["WWW-Authenticate"].startswith("Bearer")


def test_without_the_header_nothing_opens_either(clock: StillClock) -> None:
    assert Program("", clock).get("/hall", authorization="").status == 401


@pytest.mark.parametrize("scope", ["hall:read", "tickets:write", "stats:read", "desk:3:write", "desk:4:write"])
def test_a_scope_opens_its_own_and_nothing_else(clock: StillClock, scope: str) -> None:
    asker = program(scope, clock=clock)
    for path in READS:
        assert (asker.get(path).status == 403) == (scope != "hall:read"), path
    assert (asker.post("/tickets", {"letter": "A"}).status == 403) == (scope != "tickets:write")
    for path in DESK:
        reply = asker.post(f"/counters/3/{path}", {})
        assert (reply.status == 403) == (scope != "desk:3:write"), path
        if reply.status == 403:
            assert 'scope="desk:3:write"' in reply.headers["WWW-Authenticate"]


def test_revoked_and_expired_tokens_end_at_once(clock: StillClock) -> None:
    first, second = program(clock=clock, name="一"), program(clock=clock, name="二", days=1)
    assert {first.get("/hall").status, second.get("/hall").status} == {200}
    services.revoke_token(name="一", by="tsai", clock=clock)
    clock.advance(24 * 3600)
    assert {first.get("/hall").status, second.get("/hall").status} == {401}
    assert {one.name: one.state for one in services.tokens(clock=clock)} == {"一": "revoked", "二": "expired"}
    deeds = AuditEntry.objects.filter(action__startswith="token.").values_list("action", "actor", "subject")
    assert set(deeds) == {("token.create", "test", "一"), ("token.create", "test", "二"), ("token.revoke", "tsai", "一")}


def test_the_token_itself_is_nowhere_in_the_database(clock: StillClock) -> None:
    made = services.create_token(name="x", scopes=["hall:read"], by="tsai", clock=clock)
    row = ApiToken.objects.get()
    assert made.word not in str(row.__dict__)
    assert row.begins == made.word[:10]
    assert Program(made.word, clock).get("/hall").status == 200
    assert ApiToken.objects.get().last_used_at == clock.now()


@pytest.mark.parametrize(
    ("fields", "key"),
    [({"name": " \n "}, "token.name"), ({"name": "x" * 61}, "token.name"), ({"scopes": []}, "token.no_scope"),
     ({"scopes": ["hall:write"]}, "token.scope"), ({"scopes": ["desk:7:write"]}, "token.scope"),
     ({"scopes": ["desk:03:write"]}, "token.scope"), ({"days": 0}, "token.days"), ({"per_minute": 0}, "token.per_minute")],
)  # fmt: skip
def test_a_token_that_cannot_be_made(fields: dict[str, object], key: str) -> None:
    wanted = {"name": "x", "scopes": ["hall:read"], "by": "tsai", **fields}
    with pytest.raises(Refused, match=key):
        services.create_token(**wanted)  # type: ignore[arg-type]
    assert not ApiToken.objects.exists()


def test_a_name_is_taken_once(clock: StillClock) -> None:
    program(clock=clock)
    with pytest.raises(Refused, match=r"token\.name_taken"):
        program(clock=clock)


def test_who_asks_too_often_is_told_when_to_come_back(clock: StillClock) -> None:
    asker = program("hall:read", clock=clock, per_minute=7)
    assert [asker.get("/calls").status for _ in range(9)] == [200] * 7 + [429] * 2
    reply = asker.get("/calls")
    assert reply.headers["Retry-After"] == str(60 - clock.now().second)
    assert Window.objects.get(key__startswith="token:").used == 7
    clock.advance(60)
    assert asker.get("/calls").status == 200


def test_guessing_is_slow_and_stops_nobody_else(clock: StillClock) -> None:
    good = program("hall:read", clock=clock)
    thief = Program("kiosk_" + "a" * 43, clock, address="198.51.100.9")
    found = [thief.get("/hall").status for _ in range(40)]
    assert found == [401] * 30 + [429] * 10
    assert good.get("/hall").status == 200
    assert "198.51.100.9" not in str(list(Window.objects.values_list("key", flat=True)))


def test_another_host_s_name_is_refused(clock: StillClock) -> None:
    assert program(clock=clock).get("/hall", host="evil.example").status == 400
