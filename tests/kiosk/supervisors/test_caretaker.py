"""What happens by itself as time passes, also where no device is configured."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session as LogIn
from django.db import OperationalError, connections
from django.utils import timezone

from kiosk.blood_pressure import services as blood_pressure
from kiosk.blood_pressure.models import Session
from kiosk.clock import StillClock
from kiosk.health import services as health
from kiosk.health.models import DeviceState
from kiosk.outbox import services as outbox
from kiosk.outbox.states import JobState
from kiosk.queues import services as queues
from kiosk.queues.models import Counter
from kiosk.supervisors.caretaker import Caretaker

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.django_db, pytest.mark.database]


class OneRound(threading.Event):
    """A `stop` that comes true at the end of the first round."""

    def wait(self, timeout: float | None = None) -> bool:  # noqa: ARG002  # an event's signature
        self.set()
        return True


@pytest.fixture
def clock() -> StillClock:
    return StillClock(timezone.now())


def stale_job(clock: StillClock) -> int:
    job = outbox.enqueue(
        kind="ticket", label="A001", slip_json="{}", language="en", request_id=uuid4(),
        not_after_at=clock.now() - timedelta(seconds=1), clock=clock,
    )  # fmt: skip
    return int(job.pk)


def test_a_round_gives_up_what_is_over(clock: StillClock) -> None:
    sat = blood_pressure.begin(
        language="en", consent=True, request_id=uuid4(), identity="token", clock=clock
    )
    expired = SessionStore()
    expired.set_expiry(-1)
    expired.create()
    health.report(device="printer", state=DeviceState.OK, kiosk="a name of the past", clock=clock)
    clock.advance(400 * 24 * 3600)
    job_id = stale_job(clock)
    Caretaker(OneRound(), clock=clock).run()
    row = Session.objects.get(pk=sat.session_id)
    assert outbox.job_view(job_id=job_id).state == "expired"
    assert row.state in {"ended", "no_result"}
    assert (row.token, LogIn.objects.count()) == ("", 0)
    assert health.devices_of_all(clock=clock) == ()


def test_a_round_wipes_the_slips_of_blood_pressure_that_nobody_settled(clock: StillClock) -> None:
    job = outbox.enqueue(
        kind="bp_result", label="BP 10:24", slip_json='{"values": 1}', language="en", request_id=uuid4(),
        not_after_at=clock.now(), ephemeral=True, clock=clock,
    )  # fmt: skip
    for step in (JobState.SENDING, JobState.UNSURE):
        outbox.step(job_id=job.pk, to=step, clock=clock)
    clock.advance(3601)
    Caretaker(OneRound(), clock=clock).run()
    job.refresh_from_db()
    assert (job.state, job.slip_json, outbox.open_problems()) == ("failed", "", ())


def test_a_round_closes_the_counters_that_were_left_open_yesterday(office: None, clock: StillClock) -> None:
    queues.open_counter(counter=1, by="chen", name="陳淑芬", title="課員", clock=clock)
    clock.advance(24 * 3600)
    queues.open_counter(counter=2, by="lin", name="林志明", title="課員", clock=clock)
    Caretaker(OneRound(), clock=clock).run()
    assert list(Counter.objects.order_by("number").values_list("is_open", flat=True)) == [False, True]


def test_a_round_leaves_alone_what_is_not_over(clock: StillClock) -> None:
    sat = blood_pressure.begin(language="en", consent=True, request_id=uuid4(), clock=clock)
    clerk = SessionStore()
    clerk.create()
    Caretaker(OneRound(), clock=clock).run()
    assert blood_pressure.session(session_id=sat.session_id, clock=clock).state == "waiting"
    assert LogIn.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [OperationalError("database is locked"), ZeroDivisionError("ours")])
def test_one_duty_that_fails_does_not_keep_the_others_from_theirs(
    clock: StillClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    def broken(**_: object) -> int:
        raise error

    monkeypatch.setattr(blood_pressure, "close_stale", broken)
    expired = SessionStore()
    expired.set_expiry(-1)
    expired.create()
    job_id = stale_job(clock)
    Caretaker(OneRound(), clock=clock).run()
    assert (outbox.job_view(job_id=job_id).state, LogIn.objects.count()) == ("expired", 0)
    assert str(error) in caplog.text


@pytest.mark.django_db(transaction=True)
def test_the_caretaker_stops_when_it_is_told(clock: StillClock) -> None:
    stop = threading.Event()

    def work(run: Callable[[], None]) -> None:
        run()
        connections.close_all()

    thread = threading.Thread(target=work, args=(Caretaker(stop, clock=clock).run,))
    thread.start()
    stop.set()
    thread.join(10)
    assert not thread.is_alive()
