"""A program writes: every deed once, whatever happens to its request on the way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from at_once import at_once
from programs import program, said

from kiosk.api.models import StoredAnswer
from kiosk.clock import StillClock
from kiosk.outbox.models import Job
from kiosk.queues import day_rules
from kiosk.queues import services as queues
from kiosk.queues.models import Ticket, TicketEvent
from kiosk.staff.models import AuditEntry

pytestmark = [pytest.mark.usefixtures("office"), pytest.mark.database, pytest.mark.django_db]
KEY = "a-key-of-its-own"


def test_a_number_with_its_slip(clock: StillClock) -> None:
    reply = program("tickets:write", clock=clock).post("/tickets", {"letter": "B", "language": "vi", "priority": True})
    taken = said(reply)
    assert (reply.status, taken["label"], taken["priority"]) == (201, "B001", True)
    ticket = Ticket.objects.get(pk=taken["ticket_id"])
    assert (ticket.language, ticket.origin) == ("vi", "api")
    assert Job.objects.get().label == "B001"
    assert TicketEvent.objects.get().by == "token 顯示幕"
    assert AuditEntry.objects.filter(action="api.write").values_list("subject", flat=True).get() == "/api/v1/tickets"


def test_the_same_again_gets_the_same_answer(clock: StillClock) -> None:
    asker = program("tickets:write", clock=clock)
    first = asker.post("/tickets", {"letter": "A"}, KEY)
    clock.advance(600)
    again = asker.post("/tickets", b'{ "letter" : "A" }', KEY)
    assert (again.status, again.body) == (first.status, first.body)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert Ticket.objects.count() == Job.objects.count() == StoredAnswer.objects.count() == 1


@pytest.mark.parametrize(("path", "body"), [("/tickets", {"letter": "B"}), ("/counters/3/open", {})])
def test_the_same_key_for_something_else_is_refused(clock: StillClock, path: str, body: dict[str, str]) -> None:
    asker = program(clock=clock)
    asker.post("/tickets", {"letter": "A"}, KEY)
    reply = asker.post(path, body, KEY)
    assert (reply.status, said(reply)["code"]) == (422, "key_reused")
    assert Ticket.objects.count() == 1


def test_a_refusal_stays_a_refusal_for_its_key(clock: StillClock) -> None:
    asker = program(clock=clock)
    first = asker.post("/counters/3/next", {}, KEY)
    assert (first.status, said(first)["code"]) == (409, "desk.counter_closed")
    asker.post("/counters/3/open")
    assert asker.post("/counters/3/next", {}, KEY).body == first.body
    assert asker.post("/counters/3/next", {}).status == 200


@pytest.mark.django_db(transaction=True)
def test_the_same_key_at_the_same_moment_gives_one_number(clock: StillClock) -> None:
    asker = program("tickets:write", clock=clock)
    replies = at_once(*[lambda: asker.post("/tickets", {"letter": "A"}, KEY)] * 6)
    assert {one.status for one in replies} == {201}
    assert len({one.body for one in replies}) == 1
    assert Ticket.objects.count() == Job.objects.count() == AuditEntry.objects.filter(action="api.write").count() == 1


def test_a_key_whose_answer_is_forgotten_still_has_its_number(clock: StillClock) -> None:
    asker = program("tickets:write", clock=clock)
    first = asker.post("/tickets", {"letter": "A"}, KEY)
    StoredAnswer.objects.all().delete()
    again = asker.post("/tickets", {"letter": "A"}, KEY)
    assert (again.status, said(again)) == (first.status, said(first))
    assert Ticket.objects.count() == Job.objects.count() == 1


def test_a_class_that_filled_up_at_this_moment_is_refused_and_leaves_nothing(
    clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    queues.settle_class(letter="A", daily_cap=1, by="chen", clock=clock)
    asker = program("tickets:write", clock=clock)
    asker.post("/tickets", {"letter": "A"})
    looked = day_rules.of
    monkeypatch.setattr(day_rules, "of", lambda *of: replace(looked(*of), full=frozenset()))  # as a moment before
    reply = asker.post("/tickets", {"letter": "A"}, KEY)
    assert (reply.status, said(reply)["code"]) == (409, "ticket.class_full")
    assert asker.post("/tickets", {"letter": "A"}, KEY).body == reply.body
    assert Ticket.objects.count() == Job.objects.count() == 1


def test_two_programs_may_use_the_same_key(clock: StillClock) -> None:
    first, second = program(clock=clock, name="一"), program(clock=clock, name="二")
    labels = [said(one.post("/tickets", {"letter": "A"}, KEY))["label"] for one in (first, second)]
    assert labels == ["A001", "A002"]


@pytest.mark.parametrize("key", ["", "short", "x" * 129, "with blank", "schlüssel"])
def test_no_write_without_a_key(clock: StillClock, key: str) -> None:
    asker = program(clock=clock)
    headers = {"idempotency-key": key, "content-type": "application/json"}
    reply = asker.ask("POST", "/tickets", body=b'{"letter":"A"}', headers=headers)
    assert (reply.status, said(reply)["code"]) == (400, "no_key")
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [(b"{", 400, "body"), (b"[]", 422, "body"), ({}, 422, "body.letter"), ({"letter": "a"}, 422, "body.letter"),
     ({"letter": "A", "priority": 1}, 422, "body.priority"), ({"letter": "A", "language": "xx"}, 422, "body.language"),
     ({"letter": "A", "name": "王"}, 422, "body.name"), (b'{"letter":"\\ud800"}', 400, "body"), (b"\xff", 400, "body"),
     ({"letter": "Z"}, 409, "body.letter")],
)  # fmt: skip
def test_a_body_that_cannot_be_used(clock: StillClock, body: object, status: int, field: str) -> None:
    reply = program(clock=clock).post("/tickets", body)
    assert reply.status == status, reply.body
    fault = said(reply)["errors"][0]
    assert fault["field"] == field
    assert fault["message"]
    assert fault["remedy"]
    assert not Ticket.objects.exists()


def test_a_form_is_no_json(clock: StillClock) -> None:
    reply = program(clock=clock).post("/tickets", b"letter=A", content_type="application/x-www-form-urlencoded")
    assert reply.status == 415


def test_a_desk_caller_s_whole_day(clock: StillClock) -> None:
    box, kiosk = program("desk:3:write", clock=clock, name="叫號機"), program("tickets:write", clock=clock, name="取號機")
    for letter in "AAB":
        kiosk.post("/tickets", {"letter": letter})
    assert said(box.post("/counters/3/open", {"classes": ["A"]}))["classes"] == ["A"]
    call = said(box.post("/counters/3/next"))["call"]
    assert call["label"] == "A001"
    clock.advance(25)
    assert said(box.post("/counters/3/recall", {"shown": call["ticket_id"]}))["call"]["calls"] == 2
    assert said(box.post("/counters/3/arrived"))["changed"] is True
    assert said(box.post("/counters/3/hold", {"reason": "缺印鑑"}))["changed"] is True
    assert said(box.post("/counters/3/next", {"shown": None}))["call"]["label"] == "A002"
    moved = box.post("/counters/3/next", {"shown": call["ticket_id"]})
    assert (moved.status, said(moved)["code"], said(moved)["errors"][0]["field"]) == (409, "desk.moved_on", "body.shown")
    assert said(box.post("/counters/3/transfer", {"letter": "C"}))["changed"] is True
    assert said(box.post("/counters/3/next"))["call"] is None
    assert said(box.post("/counters/3/done", {"cases": []}))["changed"] is False
    assert said(box.post("/counters/3/pause"))["paused"] is True
    assert said(box.post("/counters/3/resume"))["paused"] is False
    assert said(box.post("/counters/3/close"))["open"] is False


def test_a_box_of_buttons_acts_for_the_clerk_who_sits_there(clock: StillClock) -> None:
    queues.open_counter(counter=3, by="chen", name="陳淑芬", title="課員", clock=clock)
    program("tickets:write", clock=clock, name="取號機").post("/tickets", {"letter": "A"})
    assert program("desk:3:write", clock=clock).post("/counters/3/next").status == 200
    assert TicketEvent.objects.get(kind="called").by == "chen"


def test_a_waiting_number_is_cancelled_once(clock: StillClock) -> None:
    asker = program(clock=clock)
    number = said(asker.post("/tickets", {"letter": "A"}))["ticket_id"]
    assert said(asker.post(f"/tickets/{number}/cancel", {"reason": "回家"}))["state"] == "cancelled"
    assert said(asker.post(f"/tickets/{number}/cancel"))["code"] == "ticket.waits_no_more"
