"""A dashboard reads the figures: of classes, counters and hours, never of persons."""

from __future__ import annotations

from uuid import uuid4

import pytest
from programs import program, said

from kiosk.clock import StillClock
from kiosk.queues import services as queues

pytestmark = [pytest.mark.usefixtures("office"), pytest.mark.database, pytest.mark.django_db]


def test_the_day_without_the_clerk(clock: StillClock) -> None:
    queues.open_counter(counter=3, by="chen", name="陳淑芬", title="課員", clock=clock)
    queues.take_ticket(letter="A", language="en", priority=False, request_id=uuid4(), clock=clock)
    clock.advance(240)
    queues.call_next(counter=3, by="chen", request_id=uuid4(), clock=clock)
    clock.advance(300)
    queues.finish(counter=3, by="chen", clock=clock)
    reply = program("stats:read", clock=clock).get("/statistics")
    found = said(reply)
    assert (found["first"], found["total"]["taken"], found["total"]["served"]) == ("2026-03-05", 1, 1)
    assert found["by_class"][0]["waiting"]["mean_min"] == 4
    assert [one["name"] for one in found["by_counter"]] == ["3"]
    assert "chen" not in reply.body.decode()
    assert "淑芬" not in reply.body.decode()


@pytest.mark.parametrize(
    ("query", "status"),
    [("first=2026-03-01&last=2026-03-05", 200), ("first=2026-03-05&last=2026-03-01", 409),
     ("first=1999-01-01&last=2026-01-01", 409),
     ("first=yesterday", 422), ("last=0", 422), ("first=0001-01-01", 200), ("last=9999-12-31", 200)],
)  # fmt: skip
def test_a_period(clock: StillClock, query: str, status: int) -> None:
    assert program("stats:read", clock=clock).get("/statistics", query).status == status
