"""A page left open over midnight, and a class that goes while people wait in it: one answer each, and nobody is lost."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from desk_people import clerk, office_content, press, take, unhurried
from django.db.models import F
from django.test import Client
from people import browser

from kiosk.clock import SYSTEM, day_of
from kiosk.guide.models import ContentItem
from kiosk.queues import services
from kiosk.queues.models import Counter, Sequence, Ticket
from kiosk.staff.roles import Role
from kiosk.staff.words import SENTENCES

if TYPE_CHECKING:
    from collections.abc import Callable

    Press = Callable[..., str]

__all__ = ["clerk", "office_content", "press", "unhurried"]
pytestmark = [pytest.mark.database, pytest.mark.django_db]
DAY = timedelta(days=1)


def let_the_night_pass() -> None:
    """Let everything that has happened have happened yesterday."""
    yesterday = day_of(SYSTEM.now()) - DAY
    moments = ("taken_at", "queued_at", "called_at", "last_call_at", "served_at")
    Ticket.objects.update(day=yesterday, **{name: F(name) - DAY for name in moments})
    Sequence.objects.update(day=yesterday)
    Counter.objects.filter(is_open=True).update(opened_at=F("opened_at") - DAY)


def fields_of(client: Client, address: str) -> dict[str, str]:
    page = client.get(address).content.decode()
    return {name: found[1] for name in ("press", "shown") if (found := re.search(rf'name="{name}" value="([^"]*)"', page))}


@pytest.mark.parametrize(
    "deed", ["next", "recall", "done", "no-show", "serve", "transfer", "hold", "settle", "special", "pause"]
)
def test_a_page_left_open_over_midnight_ends_nobodys_case(clerk: Client, press: Press, deed: str) -> None:
    take("B", 2)
    press(clerk, "next")
    old = fields_of(clerk, "/desk/3/")
    let_the_night_pass()
    more = {"to": "class:A", "topic": "x", "plain": "yes", "reason": "x", "pause": "yes", "then": "next"}
    page = clerk.post(f"/desk/3/{deed}/", old | more, headers={"HX-Request": "true"}).content.decode()
    told = ("desk.counter_closed", "desk.moved_on", "ticket.unknown", "desk.nobody_here")
    said = [SENTENCES[key].format(counter=3) for key in told if key in SENTENCES] + ["查不到這個號碼"]
    assert any(one in page for one in said), page[:2000]
    assert dict(Ticket.objects.values_list("label", "state")) == {"B001": "called", "B002": "waiting"}


def test_the_morning_begins_anew_and_yesterday_stays_written(clerk: Client, press: Press) -> None:
    take("B", 2)
    press(clerk, "next")
    token = Ticket.objects.get(label="B002").token
    let_the_night_pass()
    assert Client().get(f"/t/{token}/").status_code == 404
    clerk.post("/desk/3/open/")
    assert take("B") == ["B001"]
    press(clerk, "next")
    assert services.end_past_days() == 1
    states = {(one.day == day_of(SYSTEM.now()), one.label): one.state for one in Ticket.objects.all()}
    assert states == {(False, "B001"): "done", (False, "B002"): "waiting", (True, "B001"): "called"}


def test_a_class_that_goes_while_people_wait_leaves_them_a_place_everywhere(clerk: Client, press: Press) -> None:
    take("B", 3)
    press(clerk, "next")
    token = Ticket.objects.get(label="B002").token
    ContentItem.objects.filter(kind="ticket_class", key="B").update(retired_at=SYSTEM.now())
    supervisor = browser(Role.SUPERVISOR, "lin", "林志明")
    for address in ("/service-desk/", "/queue/classes/", "/queue/days/", "/desk/3/", "/desk/3/panel/transfer/", "/"):
        assert supervisor.get(address).status_code == 200, address
    phone = Client().get(f"/t/{token}/")
    assert (phone.status_code, "B002" in phone.content.decode()) == (200, True)
    for link in re.findall(r'href="(/(?:waiting|bring)/[^"]*)"', phone.content.decode()):
        assert Client().get(link.replace("&amp;", "&")).status_code == 200, link
    assert Client().get("/waiting/").status_code == 200
    refused = supervisor.post("/service-desk/issue/", {"letter": "B"}, follow=True).content.decode()
    assert "沒有開放取號" in refused
    press(clerk, "transfer", "transfer", to="class:B")
    assert Ticket.objects.get(label="B001").state == "called", "into a class that is gone nobody is passed"
    press(clerk, "next")
    assert dict(Ticket.objects.values_list("label", "state")) == {"B001": "done", "B002": "called", "B003": "waiting"}
    press(clerk, "transfer", "transfer", to="class:A")
    assert Ticket.objects.get(label="B002").queue == "A"
