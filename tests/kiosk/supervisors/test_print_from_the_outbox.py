"""From the outbox to paper: once, with a proof; and what becomes of a slip when paper, cover, line or program fail."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from paper_bench import LONG, PaperBench, job, printer_health, short, state
from supervised import soon

from devices.printer.slip import Slip, Text
from kiosk.errors import Refused
from kiosk.outbox import services as outbox
from kiosk.outbox.copies import marked_as_copy
from kiosk.outbox.models import Job
from kiosk.outbox.states import JobState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from supervised import Running

    from devices.printer.raster import Raster
    from kiosk.supervisors.supervisor import Supervisor

    Run = Callable[[Supervisor], Running]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bench(tmp_path: Path, raster: Raster) -> Iterator[PaperBench]:
    ends = PaperBench(tmp_path, raster)
    yield ends
    ends.close()


def test_a_ticket_is_printed_once_and_confirmed(bench: PaperBench, run: Run) -> None:
    first = bench.put("A001")
    run(bench.supervisor())
    assert soon(lambda: state(first) == "confirmed")
    second = bench.put("A002")
    assert soon(lambda: state(second) == "confirmed")
    assert bench.papers() == [bench.dots(short("A001")), bench.dots(short("A002"))]
    assert (job(first).proof, printer_health()) == ("A", ("ok", ""))


def test_jobs_are_printed_in_the_order_they_were_written(bench: PaperBench, run: Run) -> None:
    labels = [f"A{n:03}" for n in range(1, 9)]
    jobs = [bench.put(label) for label in labels]
    run(bench.supervisor())
    assert soon(lambda: all(state(one) == "confirmed" for one in jobs))
    assert bench.papers() == [bench.dots(short(label)) for label in labels]


def test_without_paper_a_ticket_waits_and_staff_are_told_then_it_is_printed_once(bench: PaperBench, run: Run) -> None:
    bench.machine.paper_out()
    ticket = bench.put("A001")
    run(bench.supervisor())
    assert soon(lambda: printer_health() == ("needs_person", "paper_out"))
    assert (state(ticket), bench.papers()) == ("waiting", [])
    bench.machine.paper_out(on=False)
    assert soon(lambda: state(ticket) == "confirmed")
    assert bench.papers() == [bench.dots(short("A001"))]
    assert soon(lambda: printer_health() == ("ok", ""))


def test_a_cover_that_is_opened_while_nothing_is_printed_is_told_too(bench: PaperBench, run: Run) -> None:
    run(bench.supervisor())
    assert soon(lambda: printer_health() == ("ok", ""))
    bench.machine.cover_open()
    assert soon(lambda: printer_health() == ("needs_person", "cover_open"))
    ticket = bench.put("A001")
    bench.machine.cover_open(on=False)
    assert soon(lambda: state(ticket) == "confirmed")
    assert len(bench.papers()) == 1


def test_paper_that_ends_within_a_slip_holds_it_and_the_refill_prints_it_once(bench: PaperBench, run: Run) -> None:
    bench.machine.paper_out_after(300)
    slip, behind = bench.put(LONG), bench.put("A002")
    run(bench.supervisor())
    assert soon(lambda: state(slip) == "held")
    assert soon(lambda: printer_health() == ("needs_person", "paper_out"))
    assert (job(slip).condition, state(behind)) == ("paper_out", "waiting")
    assert [view.job_id for view in outbox.open_problems()] == [slip]
    bench.machine.paper_out(on=False)
    assert soon(lambda: state(slip) == state(behind) == "confirmed")
    assert bench.papers() == [bench.dots(LONG), bench.dots(short("A002"))]
    assert outbox.open_problems() == ()


def test_a_cover_opened_within_a_slip_holds_it_too(bench: PaperBench, run: Run) -> None:
    ticket = bench.put("A001")
    supervisor = bench.supervisor()
    _then(supervisor, bench.machine.cover_open)
    run(supervisor)
    assert soon(lambda: state(ticket) == "held")
    assert job(ticket).condition == "cover_open"
    bench.machine.cover_open(on=False)
    assert soon(lambda: state(ticket) == "confirmed")
    assert bench.papers() == [bench.dots(short("A001"))]


def _then(supervisor: object, deed: Callable[[], None]) -> None:
    """Let `deed` happen once, when the first job has been committed as `sending` and before its first byte."""
    take = supervisor._take  # type: ignore[attr-defined]

    def take_and_do(claim: object) -> None:
        take(claim)
        supervisor._take = take  # type: ignore[attr-defined]
        deed()

    supervisor._take = take_and_do  # type: ignore[attr-defined]


def test_a_cable_pulled_within_a_slip_leaves_it_unsure_and_the_next_one_is_printed(bench: PaperBench, run: Run) -> None:
    bench.machine.slow(6000)
    pulled, behind = bench.put(LONG), bench.put("A002")
    run(bench.supervisor())
    assert soon(lambda: bench.machine.state()["printed_rows"] > 50)
    bench.machine.unplug()
    assert soon(lambda: state(pulled) == "unsure")
    assert soon(lambda: printer_health() == ("link_down", "link_down"))
    bench.machine.slow(None)
    bench.machine.plug()
    assert soon(lambda: state(behind) == "confirmed")
    assert (state(pulled), job(pulled).condition) == ("unsure", "link_lost")
    assert bench.dots(LONG) not in bench.papers()
    assert [view.job_id for view in outbox.open_problems()] == [pulled]
    assert soon(lambda: printer_health() == ("ok", ""))


def test_a_cable_pulled_before_a_slip_leaves_it_waiting(bench: PaperBench, run: Run) -> None:
    run(bench.supervisor())
    assert soon(lambda: printer_health() == ("ok", ""))
    bench.machine.unplug()
    assert soon(lambda: printer_health() == ("link_down", "link_down"))
    ticket = bench.put("A001")
    bench.machine.plug()
    assert soon(lambda: state(ticket) == "confirmed")
    assert bench.papers() == [bench.dots(short("A001"))]


def test_a_mute_printer_is_told_and_the_slip_waits_until_it_speaks(bench: PaperBench, run: Run) -> None:
    bench.machine.mute()
    ticket = bench.put("A001")
    run(bench.supervisor())
    assert soon(lambda: printer_health() == ("link_down", "link_down"))
    assert (state(ticket), bench.papers()) == ("waiting", [])
    bench.machine.mute(on=False)
    assert soon(lambda: state(ticket) == "confirmed", within_s=15)
    assert bench.papers()[-1:] == [bench.dots(short("A001"))]


@pytest.mark.parametrize("fault", ["mute", "power"])
def test_a_printer_that_dies_within_a_slip_is_told_at_once_though_the_slip_is_waited_for(
    bench: PaperBench, run: Run, fault: str
) -> None:
    bench.machine.slow(6000)
    slip = bench.put(LONG)
    run(bench.supervisor())
    assert soon(lambda: bench.machine.state()["printed_rows"] > 50)
    getattr(bench.machine, fault)(on=fault == "mute")
    assert soon(lambda: printer_health() == ("link_down", "link_down"))
    assert state(slip) == "sending"
    bench.machine.mute(on=False)
    bench.machine.power()
    assert soon(lambda: state(slip) == "unsure", within_s=20)
    assert bench.dots(LONG) not in bench.papers() or fault == "mute"


def test_a_slip_that_cannot_be_drawn_fails_and_the_next_one_is_printed(
    bench: PaperBench, run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    broken, behind = bench.put_json("A001", '{"blocks": 3}'), bench.put("A002")
    run(bench.supervisor())
    assert soon(lambda: state(behind) == "confirmed")
    assert (state(broken), job(broken).condition) == ("failed", "encode_error")
    assert [view.job_id for view in outbox.open_problems()] == [broken]
    assert len([one for one in caplog.records if one.levelno == logging.ERROR]) == 1
    assert len(bench.papers()) == 1


@pytest.mark.parametrize("left", [JobState.SENDING, JobState.HELD])
def test_what_a_killed_program_was_printing_is_unsure_and_not_printed_again(
    bench: PaperBench, run: Run, left: JobState
) -> None:
    interrupted, behind = bench.put("A001"), bench.put("A002")
    outbox.step(job_id=interrupted, to=JobState.SENDING)
    if left == JobState.HELD:
        outbox.step(job_id=interrupted, to=JobState.HELD, condition="paper_out")
    run(bench.supervisor())
    assert soon(lambda: state(behind) == "confirmed")
    assert state(interrupted) == "unsure"
    assert bench.papers() == [bench.dots(short("A002"))]


def test_a_copy_carries_its_mark(bench: PaperBench, run: Run) -> None:
    first = bench.put("A001")
    run(bench.supervisor())
    assert soon(lambda: state(first) == "confirmed")
    copy = outbox.reprint(job_id=first, by="lin")
    assert soon(lambda: state(copy.job_id) == "confirmed")
    marked = marked_as_copy(short("A001"))
    assert bench.papers() == [bench.dots(short("A001")), bench.dots(marked)]
    assert marked.blocks[1:] == short("A001").blocks
    assert "補印" in marked.to_json()


def test_a_job_that_somebody_else_took_at_the_last_moment_is_not_sent(bench: PaperBench, run: Run) -> None:
    """Another process took it up, or it expired, between looking and sending."""
    taken, expired, behind = bench.put("A001"), bench.put("A002"), bench.put("A003")
    supervisor = bench.supervisor()
    thief = {taken: JobState.SENDING, expired: JobState.EXPIRED}
    take = supervisor._take

    def take_too_late(claim: outbox.Claim) -> None:
        if claim.job_id in thief:
            outbox.step(job_id=claim.job_id, to=thief.pop(claim.job_id))
        take(claim)

    supervisor._take = take_too_late  # type: ignore[method-assign]
    run(supervisor)
    assert soon(lambda: state(behind) == "confirmed")
    assert (state(taken), state(expired), thief) == ("sending", "expired", {})
    assert bench.papers() == [bench.dots(short("A003"))]
    assert soon(lambda: printer_health() == ("ok", ""))


def test_a_stale_slip_is_not_printed_when_the_printer_comes_back(bench: PaperBench, run: Run) -> None:
    stale, fresh = bench.put("A001"), bench.put("A002")
    Job.objects.filter(pk=stale).update(not_after_at=Job.objects.get(pk=stale).created_at)
    run(bench.supervisor())
    assert soon(lambda: state(fresh) == "confirmed")
    assert (state(stale), bench.papers()) == ("expired", [bench.dots(short("A002"))])


def test_what_a_printer_lost_with_its_power_becomes_unsure_and_does_not_block_the_others(
    bench: PaperBench, run: Run
) -> None:
    lost, behind = bench.put("A001"), bench.put("A002")
    supervisor = bench.supervisor(proof_within_s=0.5)
    _then(supervisor, bench.machine.paper_out)
    run(supervisor)
    assert soon(lambda: state(lost) == "held")
    bench.machine.power_cycle()
    bench.machine.paper_out(on=False)
    assert soon(lambda: state(behind) == "confirmed")
    assert (state(lost), job(lost).condition) == ("unsure", "proof_missing")
    assert bench.papers()[-1:] == [bench.dots(short("A002"))]


def test_a_long_slip_that_lost_what_the_printer_held_is_unsure_though_its_end_is_printed(
    bench: PaperBench, run: Run
) -> None:
    bench.machine.paper_out_after(300)
    lost = bench.put(LONG)
    run(bench.supervisor(proof_within_s=1.0))
    assert soon(lambda: state(lost) == "held")
    bench.machine.power_cycle()
    bench.machine.paper_out(on=False)
    behind = bench.put("A002")
    assert soon(lambda: state(behind) == "confirmed", 20)
    assert (state(lost), job(lost).condition) == ("unsure", "proof_missing")
    assert bench.dots(LONG) not in bench.papers()


@pytest.mark.parametrize("printed", [True, False])
def test_a_held_slip_cannot_be_given_up_and_so_never_comes_on_one_strip_with_the_next(
    bench: PaperBench, run: Run, printed: bool
) -> None:
    bench.machine.paper_out_after(300)
    held = bench.put(LONG)
    run(bench.supervisor())
    assert soon(lambda: state(held) == "held")
    with pytest.raises(Refused, match=r"job\.still_in_printer"):
        outbox.settle(job_id=held, printed=printed, by="lin")
    behind = bench.put("A002")
    bench.machine.paper_out(on=False)
    assert soon(lambda: state(behind) == "confirmed")
    assert (state(held), job(held).proof) == ("confirmed", "A")
    assert bench.papers() == [bench.dots(LONG), bench.dots(short("A002"))]


def test_a_slip_that_is_settled_while_its_proof_comes_stays_settled(
    bench: PaperBench, run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    """The line seemed lost for a moment, staff settled the slip, and then the proof came after all."""
    held = bench.put("A001")
    supervisor = bench.supervisor()
    await_proof = supervisor._printer.await_proof

    def await_while_somebody_settles(tag: str, timeout_s: float) -> object:
        outbox.step(job_id=held, to=JobState.UNSURE, condition="link_lost")
        outbox.settle(job_id=held, printed=False, by="lin")
        bench.machine.paper_out(on=False)
        return await_proof(tag, timeout_s)

    supervisor._printer.await_proof = await_while_somebody_settles  # type: ignore[method-assign, assignment]
    _then(supervisor, bench.machine.paper_out)
    run(supervisor)
    assert soon(lambda: state(held) == "failed")
    behind = bench.put("A002")
    assert soon(lambda: state(behind) == "confirmed")
    assert (state(held), job(held).proof) == ("failed", "")
    assert [one for one in caplog.records if one.levelno == logging.ERROR] == []


def test_a_supervisor_stops_when_it_is_told_and_says_so(bench: PaperBench, run: Run) -> None:
    running = run(bench.supervisor())
    assert soon(lambda: printer_health() == ("ok", ""))
    running.stop()
    assert printer_health() == ("off", "stopped")


def test_a_text_in_a_script_no_font_has_is_still_printed(bench: PaperBench, run: Run) -> None:
    odd = bench.put(Slip((Text("ꦥꦏ 堃 \u0e01"),)))
    run(bench.supervisor())
    assert soon(lambda: state(odd) == "confirmed")
    assert len(bench.papers()) == 1
