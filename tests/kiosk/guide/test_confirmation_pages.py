"""A supervisor confirms content: who, when, on which ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from office_content import office_content
from people import browser

from kiosk.guide import services
from kiosk.guide.models import Mark
from kiosk.staff.models import AuditEntry
from kiosk.staff.roles import Role

if TYPE_CHECKING:
    from django.test import Client

__all__ = ["office_content"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def supervisor(office_content: None) -> Client:
    return browser(Role.SUPERVISOR, "lin")


def tick(client: Client, reference: str) -> str:
    mark = services.unconfirmed()[0]
    part = {"kind": mark.kind, "key": mark.key, "field": mark.field}
    fields = part | {"reference": reference, "back_kind": "service&x=1"}
    answer = client.post("/content/unconfirmed/confirm/", fields, follow=True)
    assert answer.redirect_chain == [("/content/unconfirmed/?kind=service%26x%3D1&page=", 302)]
    return answer.content.decode()


def test_a_tick_with_its_ground_is_kept(supervisor: Client) -> None:
    before = len(services.unconfirmed())
    assert "已確認" in tick(supervisor, " 戶籍法第 20 條\n ")
    assert len(services.unconfirmed()) == before - 1
    mark = Mark.objects.get(confirmed_at__isnull=False)
    assert (mark.confirmed_by, mark.reference) == ("lin", "戶籍法第 20 條")
    assert AuditEntry.objects.filter(actor="lin", action="content.confirm").exists()


def test_a_tick_without_a_ground_is_refused(supervisor: Client) -> None:
    before = len(services.unconfirmed())
    assert "請填寫查證依據" in tick(supervisor, "   ")
    assert len(services.unconfirmed()) == before


def test_something_that_is_not_there(supervisor: Client) -> None:
    fields = {"kind": "service", "key": "moon-landing", "reference": "x"}
    page = supervisor.post("/content/unconfirmed/confirm/", fields, follow=True).content.decode()
    assert "找不到這項內容" in page


def test_the_list_is_paged_and_filtered(supervisor: Client) -> None:
    page = supervisor.get("/content/unconfirmed/", {"kind": "ticket_class"}).content.decode()
    assert page.count('name="reference"') == sum(mark.kind == "ticket_class" for mark in services.unconfirmed())
    assert supervisor.get("/content/unconfirmed/", {"kind": "<b>", "page": "zzz"}).status_code == 200
    assert supervisor.get("/content/unconfirmed/", {"page": "99999"}).status_code == 200
