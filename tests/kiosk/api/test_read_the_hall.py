"""A display reads the hall: what it gets, what it never gets, and what it costs when nothing has changed."""

from __future__ import annotations

from uuid import uuid4

import pytest
from programs import program, said

from kiosk.clock import StillClock
from kiosk.queues import services as queues

pytestmark = [pytest.mark.usefixtures("office"), pytest.mark.database, pytest.mark.django_db]


def call_one(clock: StillClock) -> None:
    queues.open_counter(counter=3, by="chen", name="陳淑芬", title="課員", clock=clock)
    queues.take_ticket(letter="A", language="vi", priority=True, request_id=uuid4(), clock=clock)
    queues.take_ticket(letter="B", language="zh_Hant", priority=False, request_id=uuid4(), clock=clock)
    queues.call_next(counter=3, by="chen", request_id=uuid4(), clock=clock)


def test_the_hall_as_the_board_shows_it(clock: StillClock) -> None:
    call_one(clock)
    reply = program("hall:read", clock=clock).get("/hall")
    hall = said(reply)
    assert reply.status == 200
    assert [(one["label"], one["counter"], one["priority"]) for one in hall["calls"]] == [("A001", 3, True)]
    assert hall["waiting_by_class"] == {"B": 1}
    assert hall["counters"][2] == {"number": 3, "open": True, "paused": False, "label": "A001", "classes": []}
    assert hall["session"]["open"] is True


def test_no_answer_names_a_person(clock: StillClock) -> None:
    call_one(clock)
    display = program("hall:read", clock=clock)
    for path in ("/hall", "/classes", "/calls", "/counters", "/counters/3", "/tickets/1"):
        text = display.get(path).body.decode()
        assert "陳" not in text
        assert "chen" not in text
        assert "課員" not in text


@pytest.mark.parametrize(("language", "name"), [("zh_Hant", "謄本"), ("en", "ranscript")])
def test_classes_in_a_language(clock: StillClock, language: str, name: str) -> None:
    found = said(program("hall:read", clock=clock).get("/classes", f"language={language}"))
    assert [one["letter"] for one in found["classes"]] == list("ABCDEFG")
    assert name in found["classes"][0]["name"]


def test_a_display_that_polls_hears_in_a_few_bytes_that_nothing_has_changed(clock: StillClock) -> None:
    display = program("hall:read", clock=clock)
    first = display.get("/hall")
    again = display.get("/hall", if_none_match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    call_one(clock)
    assert display.get("/hall", if_none_match=first.headers["ETag"]).status == 200


def test_one_number_of_today(clock: StillClock) -> None:
    taken = queues.take_ticket(letter="A", language="en", priority=False, request_id=uuid4(), clock=clock)
    display = program("hall:read", clock=clock)
    found = said(display.get(f"/tickets/{taken.ticket_id}"))
    assert (found["label"], found["state"], found["counter"]) == ("A001", "waiting", None)
    clock.advance(24 * 3600)
    gone = display.get(f"/tickets/{taken.ticket_id}")
    assert gone.status == 404
    assert said(gone)["code"] == "ticket.unknown"


@pytest.mark.parametrize(
    ("query", "field"),
    [("within_s=0", "query.within_s"), ("within_s=x", "query.within_s"), ("what=1", "query.what"),
     ("within_s=5&within_s=6", "query.within_s"), ("%00=%00", "query.\x00")],
)  # fmt: skip
def test_a_wrong_query_is_told_by_its_field(clock: StillClock, query: str, field: str) -> None:
    reply = program("hall:read", clock=clock).get("/calls", query)
    assert reply.status == 422
    assert reply.headers["Content-Type"] == "application/problem+json"
    fault = said(reply)["errors"][0]
    assert fault["field"] == field
    assert fault["remedy"]


@pytest.mark.parametrize(
    "path", ["/counters/0", "/counters/31", "/counters/x", "/counters/１", "/tickets/99999999999999999999"]
)
def test_an_address_with_no_number_in_it(clock: StillClock, path: str) -> None:
    assert program("hall:read", clock=clock).get(path).status == 422


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nothing", 404), ("DELETE", "/hall", 405), ("TRACE", "/tickets", 405), ("GET", "/tickets", 405),
     ("POST", "/openapi.json", 405)],
)  # fmt: skip
def test_what_is_not_there(clock: StillClock, method: str, path: str, status: int) -> None:
    reply = program(clock=clock).ask(method, path)
    assert reply.status == status
    assert ("Allow" in reply.headers) == (status == 405)
