"""The manager makes and revokes tokens on a page; nobody else does."""

from __future__ import annotations

import re

import pytest
from people import browser
from programs import Program

from kiosk.api.models import ApiToken
from kiosk.staff.roles import Role

pytestmark = [pytest.mark.usefixtures("office"), pytest.mark.django_db]


def test_a_token_is_shown_once_and_works() -> None:
    manager = browser(Role.MANAGER)
    answer = manager.post("/tokens/new/", {"name": "大廳電視", "scope": ["hall:read", "desk:3:write"], "days": "90"})
    found = re.search(r"kiosk_[\w-]{43}", answer.content.decode())
    assert found
    assert "no-store" in answer.headers["Cache-Control"]
    assert Program(found[0]).get("/hall").status == 200
    page = manager.get("/tokens/").content.decode()
    assert found[0] not in page
    assert found[0][:10] in page
    assert "大廳電視" in page
    assert "使用中" in page


def test_a_revoked_token_ends_at_once() -> None:
    manager = browser(Role.MANAGER)
    made = manager.post("/tokens/new/", {"name": "電視", "scope": "hall:read", "days": "0"})
    word = re.search(r"kiosk_[\w-]{43}", made.content.decode())
    assert word
    page = manager.post("/tokens/revoke/", {"name": "電視"}, follow=True).content.decode()
    assert "已撤銷" in page
    assert Program(word[0]).get("/hall").status == 401
    assert "已經撤銷" in manager.post("/tokens/revoke/", {"name": "電視"}, follow=True).content.decode()


@pytest.mark.parametrize(("fields", "told"), [({"name": "電視"}, "至少勾選一項"), ({"name": "", "scope": "hall:read"}, "名稱")])
def test_what_is_wrong_is_told_and_what_was_typed_stays(fields: dict[str, str], told: str) -> None:
    answer = browser(Role.MANAGER).post("/tokens/new/", fields)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert told in text
    assert f'value="{fields["name"]}"' in text
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("role", [Role.CLERK, Role.SUPERVISOR, Role.VOLUNTEER, Role.MAINTAINER])
def test_nobody_else_comes_in(role: Role) -> None:
    asker = browser(role)
    assert asker.get("/tokens/").status_code == 403
    assert asker.post("/tokens/new/", {"name": "x", "scope": "hall:read"}).status_code == 403
    assert not ApiToken.objects.exists()
