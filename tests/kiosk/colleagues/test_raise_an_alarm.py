"""An alarm: raised with one press, heard on every staff page, answered, ended, and all of it in the audit trail."""

from __future__ import annotations

from uuid import uuid4

import pytest
from at_once import at_once
from django.test import Client
from people import browser

from kiosk.colleagues import services
from kiosk.colleagues.models import Alarm
from kiosk.console import words
from kiosk.errors import Refused
from kiosk.staff.models import AuditEntry
from kiosk.staff.roles import Role

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def ring(place: str = "3 號櫃台", kind: str = "safety") -> services.AlarmView:
    return services.raise_alarm(kind=kind, place=place, by="chen", name="陳淑芬", request_id=uuid4())


@pytest.mark.parametrize("role", list(Role))
def test_every_role_hears_it_on_every_page(role: Role) -> None:
    client = browser(role)
    ring()
    assert 'id="alarm"' in client.get("/").content.decode()
    page = client.get("/colleagues/alarms/").content.decode()
    assert "3 號櫃台：人身安全" in page
    assert "data-rings" in page


def test_a_stranger_hears_nothing() -> None:
    ring()
    assert 'id="alarm"' not in Client().get("/log-in/").content.decode()


def test_the_same_press_and_the_same_place_are_one_alarm() -> None:
    press = uuid4()
    for _ in range(2):
        services.raise_alarm(kind="fire", place="3 號櫃台", by="chen", name="陳", request_id=press)
    ring()
    ring("服務台")
    assert [one.place for one in services.open_alarms()] == ["服務台", "3 號櫃台"]


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_raise_one() -> None:
    found = at_once(ring, ring)
    assert found[0].alarm_id == found[1].alarm_id
    assert Alarm.objects.count() == 1


def test_who_goes_hears_it_no_more_and_the_others_see_who_goes() -> None:
    ring()
    client = browser(Role.CLERK, "lin", "林志明")
    address = f"/colleagues/alarms/{services.open_alarms()[0].alarm_id}/"
    page = client.post(f"{address}answer/", headers={"HX-Request": "true"}).content.decode()
    assert "林志明 前往中" in page
    assert "data-rings" not in page
    client.post(f"{address}answer/")
    assert services.open_alarms()[0].coming == ("林志明",)
    assert "data-rings" in browser(Role.VOLUNTEER).get("/colleagues/alarms/").content.decode()
    client.post(f"{address}end/")
    assert services.open_alarms() == ()
    late = client.post(f"{address}end/", headers={"HX-Request": "true"}).content.decode()
    assert "這次求助已經解除" in late
    trail = [("alarm.raise", "chen"), ("alarm.answer", "lin"), ("alarm.end", "lin")]
    found = AuditEntry.objects.filter(action__startswith="alarm.").order_by("id")
    assert list(found.values_list("action", "actor")) == trail
    assert {action for action, _ in trail} <= set(words.DEEDS)


def test_a_page_that_shows_it_already_is_left_alone() -> None:
    ring()
    client = browser(Role.CLERK)
    assert client.get("/colleagues/alarms/", {"standing": f"{services.open_alarms()[0].alarm_id}-0"}).status_code == 204


def test_an_alarm_is_never_refused_whatever_its_words_are() -> None:
    client = browser(Role.VOLUNTEER)
    client.post("/colleagues/alarms/raise/", {"place": "<script>" * 50, "kind": "'; DROP TABLE", "press": "x"})
    client.post("/colleagues/alarms/raise/", {})
    page = client.get("/colleagues/alarms/").content.decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert {one.kind for one in services.open_alarms()} == {"other"}


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_the_way_back_leads_nowhere_else(target: str) -> None:
    answer = browser(Role.CLERK).post("/colleagues/alarms/raise/", {"place": "x", "next": target})
    assert answer.headers["Location"] == "/"


def test_the_way_back_leads_to_the_desk() -> None:
    answer = browser(Role.CLERK).post("/colleagues/alarms/raise/", {"place": "3 號櫃台", "next": "/desk/3/"})
    assert answer.headers["Location"] == "/desk/3/"


def test_what_does_not_stand_is_not_answered() -> None:
    with pytest.raises(Refused, match=r"alarm\.ended"):
        services.answer_alarm(alarm_id=0, by="lin", name="林")
