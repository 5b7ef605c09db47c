"""The supervisor settles caps, weights, and which counter serves which class."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from office_content import office_content
from people import browser

from kiosk.errors import Refused
from kiosk.queues import services
from kiosk.queues.models import ClassRule, Counter
from kiosk.staff.models import AuditEntry
from kiosk.staff.roles import Role

if TYPE_CHECKING:
    from django.test import Client

__all__ = ["office_content"]
pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def supervisor(office_content: None) -> Client:
    return browser(Role.SUPERVISOR, "lin", "林志明")


def shown(client: Client, begin: str) -> dict[str, str]:
    """Return the fields of the page's numbers and hidden memories as a browser would send them."""
    page = client.get("/queue/classes/").content.decode()
    found = re.findall(rf'<input[^>]*name="((?:{begin}):\w+)"[^>]*value="([^"]*)"', page)
    return dict(found)


def settle(client: Client, **changed: str) -> str:
    fields = shown(client, "cap|weight|was") | {name.replace("_", ":"): value for name, value in changed.items()}
    return client.post("/queue/classes/settle/", fields, follow=True).content.decode()


def take(letter: str) -> str:
    return services.take_ticket(letter=letter, language="zh_Hant", priority=False, request_id=uuid4()).label


def test_a_cap_holds_at_once_and_only_what_was_changed_is_written(supervisor: Client) -> None:
    page = settle(supervisor, cap_F="1", weight_B="150")
    assert "已儲存 B、F 類" in page
    assert set(ClassRule.objects.values_list("letter", "daily_cap", "weight_pct")) == {("B", None, 150), ("F", 1, 100)}
    assert take("F") == "F001"
    with pytest.raises(Refused, match=r"ticket\.class_full"):
        take("F")
    assert "沒有變更" in settle(supervisor)
    assert "已儲存 F 類" in settle(supervisor, cap_F="")
    assert take("F") == "F002"
    assert AuditEntry.objects.filter(action="queue.class_rule", actor="lin").count() == 3


def test_a_page_that_slept_changes_nothing_that_a_colleague_has_settled_meanwhile(supervisor: Client) -> None:
    old = shown(supervisor, "cap|weight|was")
    services.settle_class(letter="C", daily_cap=5, by="tsai")
    supervisor.post("/queue/classes/settle/", old | {"cap:D": "9"})
    assert dict(ClassRule.objects.values_list("letter", "daily_cap")) == {"C": 5, "D": 9}


@pytest.mark.parametrize("nonsense", ["-1", "10000", "1e3", "二", "<script>", "9" * 400, "1.5"])
def test_nonsense_is_refused_whole_and_named(supervisor: Client, nonsense: str) -> None:
    page = settle(supervisor, cap_A="7", cap_C=nonsense)
    assert "C 類未儲存：每日上限請填 0 至 9999" in page
    assert 'value="7"' in page, "what was typed stays"
    assert "<script>" not in page.split("</head>")[1].replace("<script src", "")
    assert not ClassRule.objects.exists()
    assert "A 類未儲存" in settle(supervisor, weight_A="9")
    assert "A 類未儲存" in settle(supervisor, weight_A="")


def test_a_counter_serves_what_is_ticked_and_at_least_one_class(supervisor: Client) -> None:
    was = shown(supervisor, "was")

    def serve(**counters: list[str]) -> str:
        fields: dict[str, object] = {}
        for number in range(1, 7):
            fields[f"was:{number}"] = shown(supervisor, "was")[f"was:{number}"]
            fields[f"serves:{number}"] = counters.get(f"c{number}", list(was[f"was:{number}"]))
        return supervisor.post("/queue/classes/counters/", fields, follow=True).content.decode()

    assert "已儲存 2、3 號櫃台" in serve(c2=["A"], c3=["B", "D"])
    assert dict(Counter.objects.values_list("number", "letters")) == {2: "A", 3: "BD"}
    assert "4 號櫃台至少要勾選一類" in serve(c2=["A"], c3=["B", "D"], c4=[])
    assert "沒有開放取號" in serve(c2=["A"], c3=["B", "D", "Z"]) or Counter.objects.get(number=3).letters == "BD"
    assert "G 類沒有任何櫃台受理" in serve(**{f"c{n}": list("ABCDEF") for n in range(1, 7)})
    serve()
    assert set(Counter.objects.values_list("letters", flat=True)) == {""}, "all is one window for everything"
    assert AuditEntry.objects.filter(action="queue.counter_classes").count() == 2 + 6 + 6


@pytest.mark.parametrize("role", [Role.CLERK, Role.VOLUNTEER, Role.MAINTAINER])
def test_nobody_else_settles(office_content: None, role: Role) -> None:
    client = browser(role)
    assert client.get("/queue/classes/").status_code == 403
    for address in ("settle/", "counters/"):
        assert client.post(f"/queue/classes/{address}", {"cap:A": "1", "was:A": "/100", "weight:A": "100"}).status_code == 403
    assert not ClassRule.objects.exists()
