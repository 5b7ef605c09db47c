"""A job from its enqueueing to its end, and what staff can do with one that went wrong."""

from __future__ import annotations

import itertools
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from at_once import at_once
from django.db import IntegrityError, transaction

from kiosk import signals
from kiosk.clock import StillClock
from kiosk.errors import Refused
from kiosk.outbox import services as outbox
from kiosk.outbox.models import Job
from kiosk.outbox.states import STEPS, JobState, WrongStep
from kiosk.staff.models import AuditEntry

pytestmark = pytest.mark.database
together = pytest.mark.django_db(transaction=True)
alone = pytest.mark.django_db


def enqueue(clock: StillClock, label: str = "A001", *, minutes: int = 30, request_id: UUID | None = None) -> int:
    job = outbox.enqueue(
        kind="ticket", label=label, slip_json='{"slip": 1}', language="en", request_id=request_id or uuid4(),
        not_after_at=clock.now() + timedelta(minutes=minutes), clock=clock,
    )  # fmt: skip
    return int(job.pk)


def in_state(clock: StillClock, state: JobState, label: str = "A001") -> int:
    """A job that has come to `state` on a legal way."""
    job_id = enqueue(clock, label)
    if state in {JobState.FAILED, JobState.EXPIRED}:
        outbox.step(job_id=job_id, to=state, clock=clock)
    elif state != JobState.WAITING:
        outbox.step(job_id=job_id, to=JobState.SENDING, clock=clock)
        if state != JobState.SENDING:
            outbox.step(job_id=job_id, to=state, condition="paper_out", clock=clock)
    return job_id


def state_of(job_id: int) -> str:
    return str(Job.objects.get(pk=job_id).state)


@alone
@pytest.mark.parametrize(("before", "after"), list(itertools.product(JobState, JobState)))
def test_a_job_takes_the_steps_of_the_table_and_no_other(
    clock: StillClock, before: JobState, after: JobState
) -> None:
    job_id = in_state(clock, before)
    if before == after:
        assert outbox.step(job_id=job_id, to=after, clock=clock) is False
    elif after in STEPS[before]:
        assert outbox.step(job_id=job_id, to=after, clock=clock) is True
        assert state_of(job_id) == after
    else:
        with pytest.raises(WrongStep):
            outbox.step(job_id=job_id, to=after, clock=clock)
        assert state_of(job_id) == before


@alone
def test_the_database_itself_refuses_a_state_nobody_knows(clock: StillClock) -> None:
    job_id = enqueue(clock)
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job_id).update(state="lost")


@alone
def test_jobs_come_out_in_the_order_they_went_in(clock: StillClock) -> None:
    for label in ("A001", "B001", "A002"):
        enqueue(clock, label)
    order = []
    while (claim := outbox.next_claim(clock=clock)) is not None:
        order.append((claim.label, claim.kind, claim.slip_json, claim.is_copy))
        outbox.step(job_id=claim.job_id, to=JobState.SENDING, clock=clock)
    assert order == [(label, "ticket", '{"slip": 1}', False) for label in ("A001", "B001", "A002")]


@alone
def test_looking_at_the_next_job_does_not_change_it(clock: StillClock) -> None:
    job_id = enqueue(clock)
    assert outbox.next_claim(clock=clock) == outbox.next_claim(clock=clock)
    assert (state_of(job_id), outbox.waiting_count()) == ("waiting", 1)


@alone
def test_one_press_is_one_job(clock: StillClock) -> None:
    press = uuid4()
    enqueue(clock, request_id=press)
    with pytest.raises(IntegrityError), transaction.atomic():
        enqueue(clock, request_id=press)


@alone
def test_a_job_that_came_too_late_is_not_printed_any_more(clock: StillClock) -> None:
    stale, fresh = enqueue(clock, "A001", minutes=30), enqueue(clock, "A002", minutes=31)
    clock.advance(30 * 60)
    assert outbox.expire_stale(clock=clock) == 0
    clock.advance(0.001)
    claim = outbox.next_claim(clock=clock)
    assert claim is not None
    assert (claim.job_id, state_of(stale), state_of(fresh)) == (fresh, "expired", "waiting")
    assert Job.objects.get(pk=stale).settled_at == clock.now()


@alone
@pytest.mark.parametrize("state", [state for state in JobState if state not in {"waiting", "expired"}])
def test_only_waiting_jobs_expire(clock: StillClock, state: JobState) -> None:
    job_id = in_state(clock, state)
    clock.advance(24 * 3600)
    assert (outbox.expire_stale(clock=clock), state_of(job_id)) == (0, state)


@alone
def test_what_was_being_sent_or_held_when_the_program_ended_is_unsure(clock: StillClock) -> None:
    jobs = {state: in_state(clock, state) for state in JobState}
    assert outbox.lost_in_flight() == 2
    after = {state: state_of(job_id) for state, job_id in jobs.items()}
    assert after == {state: str(state) for state in JobState} | {"sending": "unsure", "held": "unsure"}
    assert outbox.job_view(job_id=jobs[JobState.SENDING]).condition == "link_lost"
    assert outbox.lost_in_flight() == 0


@alone
def test_staff_see_held_unsure_and_failed_slips_until_somebody_has_dealt_with_them(clock: StillClock) -> None:
    jobs = {state: in_state(clock, state) for state in JobState}
    listed = [view.job_id for view in outbox.open_problems()]
    assert listed == sorted([jobs[JobState.HELD], jobs[JobState.UNSURE], jobs[JobState.FAILED]])
    outbox.step(job_id=jobs[JobState.HELD], to=JobState.UNSURE, clock=clock)
    for job_id in listed:
        outbox.settle(job_id=job_id, printed=False, by="lin", clock=clock)
    assert outbox.open_problems() == ()


@alone
@pytest.mark.parametrize(
    ("state", "printed", "after"),
    [
        ("unsure", True, ("confirmed", "seen")), ("unsure", False, ("failed", "")),
        ("failed", True, ("failed", "")), ("failed", False, ("failed", "")),
    ],
)  # fmt: skip
def test_a_person_says_what_became_of_a_slip(
    clock: StillClock, state: str, printed: bool, after: tuple[str, str]
) -> None:
    job_id = in_state(clock, JobState(state))
    view = outbox.settle(job_id=job_id, printed=printed, by="lin", clock=clock)
    assert (view.state, view.proof) == after
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.subject, entry.detail, entry.at) == (
        "lin", "job.settle", "ticket A001", {"printed": printed}, clock.now(),
    )  # fmt: skip
    with pytest.raises(Refused, match=r"job\.settled_already"):
        outbox.settle(job_id=job_id, printed=True, by="chen", clock=clock)


@alone
@pytest.mark.parametrize("state", ["waiting", "sending", "confirmed", "expired"])
def test_what_is_no_problem_cannot_be_settled(clock: StillClock, state: str) -> None:
    job_id = in_state(clock, JobState(state))
    with pytest.raises(Refused, match=r"job\.settled_already"):
        outbox.settle(job_id=job_id, printed=True, by="lin", clock=clock)
    assert state_of(job_id) == state


@alone
def test_a_job_nobody_has_is_refused(clock: StillClock) -> None:
    for deed in (
        lambda: outbox.job_view(job_id=404),
        lambda: outbox.settle(job_id=404, printed=True, by="lin"),
        lambda: outbox.reprint(job_id=404, by="lin"),
    ):
        with pytest.raises(Refused, match=r"job\.unknown"):
            deed()


@alone
def test_a_slip_that_the_printer_still_holds_is_not_printed_again(clock: StillClock) -> None:
    job_id = in_state(clock, JobState.HELD)
    with pytest.raises(Refused) as refused:
        outbox.reprint(job_id=job_id, by="lin", clock=clock)
    assert (refused.value.text_key, refused.value.values) == ("job.still_in_printer", {"label": "A001"})
    assert (Job.objects.count(), state_of(job_id)) == (1, "held")


@alone
@pytest.mark.parametrize("printed", [True, False])
def test_a_slip_that_the_printer_still_holds_cannot_be_settled_until_it_is_unsure(
    clock: StillClock, printed: bool
) -> None:
    job_id = in_state(clock, JobState.HELD)
    with pytest.raises(Refused, match=r"job\.still_in_printer"):
        outbox.settle(job_id=job_id, printed=printed, by="lin", clock=clock)
    assert (state_of(job_id), outbox.held_claim() is not None, AuditEntry.objects.count()) == ("held", True, 0)
    outbox.step(job_id=job_id, to=JobState.UNSURE, condition="proof_missing", clock=clock)
    outbox.settle(job_id=job_id, printed=printed, by="lin", clock=clock)
    assert outbox.held_claim() is None


@alone
@pytest.mark.parametrize("state", ["waiting", "sending"])
def test_a_slip_that_is_still_to_come_is_not_printed_again(clock: StillClock, state: str) -> None:
    job_id = in_state(clock, JobState(state))
    with pytest.raises(Refused) as refused:
        outbox.reprint(job_id=job_id, by="lin", clock=clock)
    assert (refused.value.text_key, refused.value.values) == ("job.not_yet", {"label": "A001"})
    assert (Job.objects.count(), state_of(job_id)) == (1, state)


@alone
@pytest.mark.parametrize(
    ("state", "after", "settled_by"),
    [("unsure", "failed", "kiosk caretaker"), ("failed", "failed", "kiosk caretaker"), ("held", "held", "")],
)
def test_what_nobody_settles_is_wiped_an_hour_after_it_was_of_use(
    clock: StillClock, state: str, after: str, settled_by: str
) -> None:
    kept = in_state(clock, JobState(state), "A002")
    job_id = in_state(clock, JobState(state))
    Job.objects.filter(pk=job_id).update(ephemeral=True)
    clock.advance(90 * 60)
    assert outbox.wipe(clock=clock) == 0
    clock.advance(0.001)
    assert outbox.wipe(clock=clock) == 1
    job = Job.objects.get(pk=job_id)
    assert (job.slip_json, job.state, job.settled_by) == ("", after, settled_by)
    assert (Job.objects.get(pk=kept).slip_json, state_of(kept)) == ('{"slip": 1}', state)
    assert outbox.wipe(clock=clock) == 0


@alone
def test_a_held_slip_whose_content_is_gone_is_still_waited_for(clock: StillClock) -> None:
    """Else the next slip would be sent while the printer still holds this one."""
    job_id = in_state(clock, JobState.HELD)
    Job.objects.filter(pk=job_id).update(ephemeral=True)
    clock.advance(24 * 3600)
    outbox.wipe(clock=clock)
    held = outbox.held_claim()
    assert held is not None
    assert held.job_id == job_id
    assert outbox.step(job_id=job_id, to=JobState.CONFIRMED, proof="A", clock=clock)


@alone
@pytest.mark.parametrize(
    ("state", "after"), [("confirmed", "confirmed"), ("expired", "expired"), ("unsure", "failed"), ("failed", "failed")]
)
def test_a_copy_is_the_same_slip_marked_as_a_copy_and_settles_what_went_wrong(
    clock: StillClock, state: str, after: str
) -> None:
    job_id = in_state(clock, JobState(state))
    clock.advance(3600)
    copy = outbox.reprint(job_id=job_id, by="lin", clock=clock)
    claim = outbox.next_claim(clock=clock)
    assert claim is not None
    assert (claim.job_id, claim.label, claim.slip_json, claim.is_copy) == (copy.job_id, "A001", '{"slip": 1}', True)
    assert (copy.is_copy, copy.state, copy.language, state_of(job_id)) == (True, "waiting", "en", after)
    assert outbox.open_problems() == ()
    assert [(entry.actor, entry.action) for entry in AuditEntry.objects.all()] == [("lin", "job.reprint")]


@alone
def test_a_copy_of_a_copy_is_a_copy_of_the_first(clock: StillClock) -> None:
    job_id = in_state(clock, JobState.CONFIRMED)
    copy = outbox.reprint(job_id=job_id, by="lin", clock=clock)
    for step in (JobState.SENDING, JobState.CONFIRMED):
        outbox.step(job_id=copy.job_id, to=step, clock=clock)
    second = outbox.reprint(job_id=copy.job_id, by="lin", clock=clock)
    assert list(Job.objects.filter(copy_of=job_id).order_by("id").values_list("id", flat=True)) == [
        copy.job_id, second.job_id,
    ]  # fmt: skip


@alone
def test_a_second_press_on_copy_gives_the_same_copy(clock: StillClock) -> None:
    job_id, press = in_state(clock, JobState.UNSURE), uuid4()
    first = outbox.reprint(job_id=job_id, by="lin", request_id=press, clock=clock)
    assert outbox.reprint(job_id=job_id, by="lin", request_id=press, clock=clock) == first
    assert Job.objects.count() == 2


@together
def test_a_press_on_copy_that_comes_twice_at_once_gives_one_copy(clock: StillClock) -> None:
    for n in range(1, 6):
        job_id, press = in_state(clock, JobState.CONFIRMED), uuid4()
        copies = at_once(
            *[lambda job_id=job_id, press=press: outbox.reprint(job_id=job_id, by="lin", request_id=press)] * 3  # type: ignore[misc]
        )
        assert len({copy.job_id for copy in copies}) == 1
        assert (Job.objects.count(), AuditEntry.objects.count()) == (2 * n, n)


@together
def test_two_hands_that_take_the_same_job_at_once_take_it_once(clock: StillClock) -> None:
    for _ in range(5):
        job_id = enqueue(clock)
        taken = at_once(*[lambda job_id=job_id: outbox.step(job_id=job_id, to=JobState.SENDING)] * 3)  # type: ignore[misc]
        assert sorted(taken) == [False, False, True]


@alone
def test_the_newest_jobs_come_first(clock: StillClock) -> None:
    for label in ("A001", "A002", "A003"):
        enqueue(clock, label)
    assert [view.label for view in outbox.recent(limit=2)] == ["A003", "A002"]


@together
@pytest.mark.parametrize(
    ("deed", "topic"),
    [
        (lambda clock, _: enqueue(clock), "jobs"),
        (lambda clock, job: outbox.reprint(job_id=job, by="lin", clock=clock), "jobs"),
        (lambda clock, job: outbox.settle(job_id=job, printed=True, by="lin", clock=clock), "job_states"),
        (lambda clock, job: outbox.step(job_id=job, to=JobState.CONFIRMED, clock=clock), "job_states"),
    ],
)
def test_whoever_waits_for_paper_is_woken(clock: StillClock, deed: object, topic: str) -> None:
    job_id = in_state(clock, JobState.UNSURE)
    ear = signals.subscribe("jobs", "job_states")
    deed(clock, job_id)  # type: ignore[operator]
    assert topic in ear.wait(5)
    ear.close()


@together
def test_a_slip_that_is_given_up_is_told_and_looking_in_vain_is_not(clock: StillClock) -> None:
    enqueue(clock)
    ear = signals.subscribe("job_states")
    outbox.expire_stale(clock=clock)
    assert ear.wait(0.2) == set()
    clock.advance(24 * 3600)
    outbox.expire_stale(clock=clock)
    assert ear.wait(5) == {"job_states"}
    ear.close()
