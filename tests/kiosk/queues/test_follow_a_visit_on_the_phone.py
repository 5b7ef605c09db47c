"""From the ticket's page on: what to bring, rating the visit once, and guesses that lead nowhere."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client
from office_content import office_content

from kiosk.limits import services as limits
from kiosk.queues import services
from kiosk.queues.models import Ticket
from kiosk.ratings.models import Rating

__all__ = ["office_content"]
pytestmark = [pytest.mark.usefixtures("office_content"), pytest.mark.django_db]


@pytest.fixture(autouse=True)
def meter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "METER", limits.Meter())


def take() -> Ticket:
    press = uuid4()
    services.take_ticket(letter="A", language="en", priority=False, request_id=press)
    return Ticket.objects.get(request_id=press)


def link(text: str, words: str) -> str:
    found = re.search(rf'href="([^"]+)">{words}', text)
    assert found, text
    return found[1].replace("&amp;", "&")


def done() -> str:
    """Serve somebody and return the address at which they rate."""
    ticket = take()
    services.open_counter(counter=3, by="chen", name="陳淑芬", title="課員")
    services.call_next(counter=3, by="chen", request_id=uuid4())
    services.finish(counter=3, by="chen")
    return link(Client().get(f"/t/{ticket.token}/").content.decode(), "Rate this visit")


def test_what_to_bring_is_two_taps_away() -> None:
    phone = Client()
    listed = phone.get(link(phone.get(f"/t/{take().token}/").content.decode(), "What to bring"))
    assert listed.status_code == 200
    text = listed.content.decode()
    services_shown = re.findall(r'href="(\?service=[^"]+)"', text)
    assert services_shown
    one = phone.get("/bring/A/" + services_shown[0].replace("&amp;", "&"))
    assert '<ul class="missing">' in one.content.decode()
    assert not one.cookies


@pytest.mark.parametrize("address", ["/bring/Z/", "/bring/A/?service=nothing", "/bring/%3Cscript%3E/", "/bring/A/?service=%01"])
def test_what_nobody_can_bring(address: str) -> None:
    assert Client().get(address).status_code == 404


def test_a_visit_is_rated_once_whatever_is_pressed() -> None:
    address, phone = done(), Client()
    assert phone.post(address, {"face": "satisfied"}).status_code == 302
    assert phone.post(address, {"face": "very_dissatisfied"}).status_code == 302
    row = Rating.objects.get()
    assert (row.face, row.counter, row.ticket, row.language, row.kiosk) == ("satisfied", 3, "A001", "en", "phone")
    page = phone.get(address).content.decode()
    assert f"/r/{row.token}/" in page
    assert "<button" not in page


@pytest.mark.parametrize("face", ["", "great", "<b>", "satisfied\x01"])
def test_no_other_face(face: str) -> None:
    assert Client().post(done(), {"face": face}).status_code == 200
    assert not Rating.objects.exists()


@pytest.mark.parametrize("key", ["x", "WyJhIiwiQjAwMSIsM10:1abcde:forged", "a" * 3000])
def test_a_forged_address_rates_nothing(key: str) -> None:
    assert Client().post(f"/rate/{key}/", {"face": "satisfied"}).status_code == 404
    assert not Rating.objects.exists()


def test_guessing_numbers_is_slowed_and_harms_no_real_one() -> None:
    ticket, phone = take(), Client()
    found = [phone.get(f"/t/{number:022}/").status_code for number in range(64)]
    assert found == [404] * 60 + [429] * 4
    assert phone.get(f"/t/{ticket.token}/").status_code == 200
    assert int(phone.get("/t/none/").headers["Retry-After"]) <= 60
