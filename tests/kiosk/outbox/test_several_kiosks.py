"""Several kiosks with one database: each prints its own slips, and a printer on the network has one owner."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from kiosk.clock import SYSTEM, StillClock
from kiosk.outbox import services
from kiosk.outbox.models import Job
from kiosk.outbox.states import JobState

pytestmark = [pytest.mark.django_db, pytest.mark.database]

PORT = "tcp://192.0.2.7:9100"


def slip(kiosk: str, label: str = "A001") -> Job:
    job = services.enqueue(
        kind="ticket", label=label, slip_json="{}", language="zh_Hant",
        not_after_at=SYSTEM.now() + timedelta(hours=1), request_id=uuid4(),
    )  # fmt: skip
    Job.objects.filter(pk=job.pk).update(kiosk=kiosk)
    return job


def test_a_slip_belongs_to_the_kiosk_that_wrote_it() -> None:
    job = services.enqueue(
        kind="ticket", label="A001", slip_json="{}", language="zh_Hant",
        not_after_at=SYSTEM.now() + timedelta(hours=1), request_id=uuid4(),
    )  # fmt: skip
    assert job.kiosk == services.this_kiosk() != ""


def test_each_kiosk_takes_its_own_slips_and_those_for_any() -> None:
    slip("west", "W"), slip("east", "E")
    slip("", "old")
    claims = {kiosk: services.next_claim(kiosk=kiosk) for kiosk in ("west", "east", "north")}
    assert {kiosk: claim.label if claim else None for kiosk, claim in claims.items()} == {
        "west": "W", "east": "E", "north": "old",
    }  # fmt: skip


def test_a_kiosk_that_starts_does_not_disturb_what_another_is_printing() -> None:
    west, east = slip("west"), slip("east")
    for job in (west, east):
        services.step(job_id=job.pk, to=JobState.SENDING)
    assert services.lost_in_flight(kiosk="east") == 1
    states = [services.job_view(job_id=job.pk).state for job in (west, east)]
    assert states == [JobState.SENDING, JobState.UNSURE]


def test_what_another_kiosks_printer_holds_is_not_waited_for() -> None:
    west = slip("west")
    services.step(job_id=west.pk, to=JobState.SENDING)
    services.step(job_id=west.pk, to=JobState.HELD, condition="paper_out")
    assert services.held_claim(kiosk="east") is None
    found = services.held_claim(kiosk="west")
    assert found is not None
    assert found.job_id == west.pk


def test_a_copy_comes_out_where_the_slip_did() -> None:
    west = slip("west")
    services.step(job_id=west.pk, to=JobState.SENDING)
    services.step(job_id=west.pk, to=JobState.CONFIRMED)
    copy = services.reprint(job_id=west.pk, by="lin")
    assert Job.objects.get(pk=copy.job_id).kiosk == "west"


def test_one_owns_a_printer_and_the_other_is_told_by_whom() -> None:
    clock = StillClock()
    assert services.lease_printer(port=PORT, holder="a", kiosk="west", clock=clock) == ""
    assert services.lease_printer(port=PORT, holder="b", kiosk="east", clock=clock) == "west"
    clock.advance(20)
    assert services.lease_printer(port=PORT, holder="a", kiosk="west", clock=clock) == ""
    clock.advance(20)
    assert services.lease_printer(port=PORT, holder="b", kiosk="east", clock=clock) == "west"
    assert services.lease_printer(port="tcp://192.0.2.8:9100", holder="b", kiosk="east", clock=clock) == ""


def test_a_printer_whose_owner_is_gone_is_free_after_a_while_or_at_once() -> None:
    clock = StillClock()
    services.lease_printer(port=PORT, holder="a", kiosk="west", clock=clock)
    clock.advance(31)
    assert services.lease_printer(port=PORT, holder="b", kiosk="east", clock=clock) == ""
    assert services.lease_printer(port=PORT, holder="a", kiosk="west", clock=clock) == "east"
    services.free_printer(port=PORT, holder="b")
    assert services.lease_printer(port=PORT, holder="a", kiosk="west", clock=clock) == ""


def test_an_owner_that_starts_again_with_its_clock_set_back_owns_at_once() -> None:
    clock = StillClock()
    services.lease_printer(port=PORT, holder="a", kiosk="west", clock=clock)
    clock.advance(-3600)
    assert services.lease_printer(port=PORT, holder="a", kiosk="west", clock=clock) == ""
