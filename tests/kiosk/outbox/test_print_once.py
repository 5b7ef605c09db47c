"""Whatever happens in whatever order: no slip is sent twice, and none is lost."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kiosk.clock import StillClock
from kiosk.errors import Refused
from kiosk.outbox import services as outbox
from kiosk.outbox.models import Job
from kiosk.outbox.states import JobState, WrongStep

if TYPE_CHECKING:
    from kiosk.outbox.services import Claim

ENDS = {JobState.CONFIRMED, JobState.FAILED, JobState.EXPIRED}


class Outbox(RuleBasedStateMachine):
    """Visitors, a printer's supervisor that may crash at any moment, staff, and the time."""

    jobs = Bundle("jobs")

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.clock = StillClock()
        self.written: set[int] = set()
        self.bytes_sent: Counter[int] = Counter()
        self.sending: Claim | None = None
        self.ended: dict[int, JobState] = {}

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)

    @rule(target=jobs, minutes=st.integers(1, 40))
    def a_visitor_takes_a_number(self, minutes: int) -> int:
        job = outbox.enqueue(
            kind="ticket", label=f"A{len(self.written):03}", slip_json="{}", language="en", request_id=uuid4(),
            not_after_at=self.clock.now() + timedelta(minutes=minutes), clock=self.clock,
        )  # fmt: skip
        self.written.add(int(job.pk))
        return int(job.pk)

    @rule(minutes=st.integers(1, 20))
    def time_passes(self, minutes: int) -> None:
        self.clock.advance(minutes * 60)

    @rule()
    def the_caretaker_gives_up_what_is_stale(self) -> None:
        outbox.expire_stale(clock=self.clock)

    @rule(quicker=st.booleans())
    def the_supervisor_begins_a_slip(self, quicker: bool) -> None:
        if self.sending is not None or outbox.held_claim() is not None:
            return
        claim = outbox.next_claim(clock=self.clock)
        if claim is None:
            return
        if quicker:
            self.clock.advance(3600)
            outbox.expire_stale(clock=self.clock)
        try:
            ours = outbox.step(job_id=claim.job_id, to=JobState.SENDING, clock=self.clock)
        except WrongStep:
            return
        if ours:
            self.sending = claim

    @rule(end=st.sampled_from(["confirmed", "held", "unsure", "failed"]))
    def the_slip_goes_out(self, end: str) -> None:
        if self.sending is not None:
            self.bytes_sent[self.sending.job_id] += 1
            outbox.step(job_id=self.sending.job_id, to=JobState(end), clock=self.clock)
            self.sending = None

    @rule()
    def the_line_broke_before_the_first_byte(self) -> None:
        if self.sending is not None:
            outbox.step(job_id=self.sending.job_id, to=JobState.WAITING, clock=self.clock)
            self.sending = None

    @rule(end=st.sampled_from(["confirmed", "unsure"]))
    def the_paper_is_refilled(self, end: str) -> None:
        claim = outbox.held_claim()
        if claim is not None:
            outbox.step(job_id=claim.job_id, to=JobState(end), clock=self.clock)

    @rule(sent=st.booleans())
    def the_supervisor_crashes_and_starts_again(self, sent: bool) -> None:
        if self.sending is not None:
            self.bytes_sent[self.sending.job_id] += sent
            self.sending = None
        outbox.lost_in_flight()

    @rule(job_id=jobs, printed=st.booleans())
    def staff_settle(self, job_id: int, printed: bool) -> None:
        held = Job.objects.get(pk=job_id).state == JobState.HELD
        try:
            outbox.settle(job_id=job_id, printed=printed, by="lin", clock=self.clock)
        except Refused as refused:
            assert refused.text_key == ("job.still_in_printer" if held else "job.settled_already")
        else:
            assert not held

    @rule(target=jobs, job_id=jobs)
    def staff_print_a_copy(self, job_id: int) -> int:
        before = JobState(Job.objects.get(pk=job_id).state)
        try:
            copy = outbox.reprint(job_id=job_id, by="lin", clock=self.clock)
        except Refused as refused:
            assert refused.text_key == ("job.still_in_printer" if before == JobState.HELD else "job.not_yet")
            return job_id
        assert before not in {JobState.WAITING, JobState.SENDING, JobState.HELD}
        assert copy.is_copy
        assert copy.job_id not in self.written
        self.written.add(copy.job_id)
        return copy.job_id

    @invariant()
    def no_slip_was_sent_twice(self) -> None:
        assert [job_id for job_id, times in self.bytes_sent.items() if times > 1] == []

    @invariant()
    def no_slip_is_lost(self) -> None:
        """Each is at an end, will still be sent, is being sent, or stands on the list of staff."""
        listed = {view.job_id for view in outbox.open_problems()}
        found = {job.pk: job for job in Job.objects.all()}
        assert set(found) == self.written
        for job_id, job in found.items():
            waits = job.state == JobState.WAITING
            goes_out = job.state == JobState.SENDING and self.sending is not None and self.sending.job_id == job_id
            assert waits or goes_out or job.state in ENDS or job_id in listed
            assert not (waits and self.bytes_sent[job_id])

    @invariant()
    def what_has_ended_stays_ended(self) -> None:
        now = {job.pk: JobState(job.state) for job in Job.objects.filter(state__in=ENDS)}
        assert {job_id: now.get(job_id) for job_id in self.ended} == self.ended
        self.ended = now


@pytest.mark.django_db
def test_no_order_of_events_sends_a_slip_twice_or_loses_one() -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Outbox, settings=settings(max_examples=80, stateful_step_count=30, deadline=None)
    )
