"""A printer that is switched off and on loses its buffer, and prints what the line still brings: that is no proof."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import pairwise

import pytest
from example_slips import notice
from printer_bench import SHORT, Bench

from devices.errors import Held, LinkError, Unproven
from devices.printer.codecs import escpos
from devices.printer.conversation import FORGET_AFTER_S, Conversation
from devices.printer.driver import Proof
from devices.printer.job import Job, job_bytes
from devices.printer.presence import Presence
from devices.printer.profiles import PROFILES
from devices.printer.raster import Raster
from devices.printer.slip import Slip, Text
from devices.simulators.printer import BUFFER_BYTES
from devices.simulators.printer_commands import CommandReader
from devices.simulators.printer_works import Make
from devices.transports.memory import MemoryLine
from kiosk.paper import samples

SetUp = Callable[..., Bench]
BUSY_WITH_ROOM_FOR = 128


def nothing() -> None:
    """Stands for the supervisor's commit of `sending`."""


@pytest.mark.parametrize(
    ("name", "rows", "wire"),
    [
        ("TM-T20III", 20, "pty"), ("TM-T20III", 700, "pty"), ("generic-80", 300, "pty"), ("kiosk-80", 300, "pty"),
        ("POS-5890", 20, "pty"), ("TM-T20III", 300, "tcp"),  # a converter on the network goes on without its printer
    ],
)  # fmt: skip
def test_a_held_slip_that_lost_the_printers_buffer_is_never_proven(bench: SetUp, name: str, rows: int, wire: str) -> None:
    ends = bench(PROFILES[name], wire=wire)
    ends.printer.check()
    ends.machine.paper_out_after(rows)
    with pytest.raises(Held):
        ends.printer.print(notice(), job_tag="AB12", before_first_byte=nothing)
    ends.machine.power_cycle()
    ends.machine.paper_out(on=False)
    try:
        assert ends.printer.await_proof("AB12", 1.5) is None
    except Unproven as unproven:
        assert unproven.condition == "proof_missing"  # either way it is no proof
    whole = ends.raster.picture(notice()).tobytes()
    assert whole not in [paper.tobytes() for paper in ends.papers()]
    assert ends.printed_at_last(SHORT) in {Proof.PRINTED_BY_ID, Proof.PRINTED_BY_QUEUE}


@pytest.mark.parametrize("name", ["TM-T20III", "generic-80", "kiosk-80"])
def test_a_printer_that_works_but_never_answered_in_its_turn_has_proven_nothing(bench: SetUp, name: str) -> None:
    """Power was off for a moment with the whole slip in its buffer: no trouble is to be seen afterwards."""
    ends = bench(PROFILES[name])
    ends.printer.check()
    ends.machine._work = ends.machine._queue.clear  # type: ignore[method-assign]
    small = Slip((Text("小"),))
    with pytest.raises(Unproven):
        ends.printer.print(small, job_tag="AB12", before_first_byte=nothing)


@pytest.mark.parametrize(
    ("handshake", "says_so", "off_s"), [(True, True, 0.0), (False, False, 0.8), (True, False, 3.0)],
    ids=["says so", "missed a question", "was silent"],
)  # fmt: skip
def test_a_printer_switched_off_and_on_within_a_slip_never_proves_it(
    bench: SetUp, *, handshake: bool, says_so: bool, off_s: float
) -> None:
    """With nearly nothing in its buffer: no question is lost with it, and the fence comes back."""
    ends = bench(make=Make(handshake=handshake, power_on_notice=says_so))
    ends.machine.slow(12_000)
    threading.Timer(0.8, ends.machine.power_cycle, (off_s,)).start()
    with pytest.raises((Unproven, LinkError)):
        ends.printer.print(notice(), job_tag="AB12", before_first_byte=nothing)
    ends.machine.slow(None)
    assert ends.printed_at_last(SHORT) == Proof.PRINTED_BY_ID


def _conversation(*, feels_power: bool = False) -> tuple[MemoryLine, Conversation, list[float]]:
    now = [0.0]
    line = MemoryLine(feels_power=feels_power, waited=lambda seconds: now.__setitem__(0, now[0] + seconds))
    line.open()
    return line, Conversation(line, lambda: now[0]), now


def _job(talk: Conversation, now: list[float]) -> tuple[Job, Presence]:
    return Job("AB12", iter(()), sent_bytes=100), Presence(talk, lambda: now[0])


def test_a_trouble_that_ends_without_a_report_betrays_that_the_printer_forgot_to_report() -> None:
    line, talk, now = _conversation()
    job, presence = _job(talk, now)
    line.feed(bytes.fromhex("38000000"))  # cover open, by itself
    talk.listen(0)
    assert not presence.was_off(job)
    talk.ask(escpos.OFFLINE_CAUSE)
    line.feed(b"\x12")
    talk.listen(0)
    assert "forgot" in presence.was_off(job)
    line.feed(bytes.fromhex("10000000"))  # it was only slower than its answer
    talk.listen(0)
    assert not presence.was_off(job)


def test_a_power_on_notice_counts_on_every_line_and_only_for_the_slip_it_came_in() -> None:
    line, talk, now = _conversation(feels_power=True)
    job, presence = _job(talk, now)
    line.feed(b"\x3b\x31\x00")
    talk.listen(0)
    assert "switched on" in presence.was_off(job)
    assert not Presence(talk, lambda: now[0]).was_off(job)


@pytest.mark.parametrize("trouble", [False, True])
@pytest.mark.parametrize("feels_power", [False, True])
def test_silence_counts_where_the_line_stands_without_the_printer_and_nothing_else_explains_it(
    *, feels_power: bool, trouble: bool
) -> None:
    _, talk, now = _conversation(feels_power=feels_power)
    job, presence = _job(talk, now)
    for _ in range(18):
        talk.listen(0.1)
        presence.note(job, trouble=trouble)
    assert bool(presence.was_off(job)) == (not feels_power and not trouble)


def test_a_wait_of_our_own_is_no_silence_of_the_printer() -> None:
    _, talk, now = _conversation()
    job, presence = _job(talk, now)
    now[0] += 30  # this computer slept
    presence.note(job, trouble=False)
    assert not presence.was_off(job)


def test_a_question_before_the_fence_must_be_answered_before_it_and_one_behind_it_need_not() -> None:
    _, talk, now = _conversation()
    job, presence = _job(talk, now)
    talk.ask(escpos.PAPER)
    now[0] = job.progress_at = 1.0
    assert "silent" in presence.was_off(job)
    _, talk, now = _conversation()
    job, presence = _job(talk, now)
    now[0] = job.progress_at = 1.0
    talk.ask(escpos.PAPER)
    assert not presence.was_off(job)


def test_a_question_that_is_given_up_counts_until_its_answer_comes_after_all() -> None:
    line, talk, now = _conversation()
    job, presence = _job(talk, now)
    talk.ask(escpos.PAPER)
    now[0] += FORGET_AFTER_S
    job.progress_at = now[0]
    talk.ask(escpos.PAPER)
    assert "silent" in presence.was_off(job)
    line.feed(b"\x12\x12")
    talk.listen(0)
    assert not presence.was_off(job)


@pytest.mark.parametrize("name", sorted(PROFILES))
@pytest.mark.parametrize("kind", list(samples.KINDS))
@pytest.mark.parametrize("native", [False, True], ids=["picture", "characters"])
def test_two_questions_and_what_they_close_fit_into_the_buffer(
    rasters: Callable[[int], Raster], name: str, kind: str, *, native: bool
) -> None:
    profile = PROFILES[name].in_own_characters() if native else PROFILES[name]
    asked: list[int] = []
    pieces = job_bytes(
        Job("AB12", iter(())), samples.KINDS[kind](), rasters(profile.width_dots), profile, asks=lambda: asked.append(1)
    )
    at, ends = 0, [0]
    for command in CommandReader().feed(b"".join(pieces)):
        at += command.size
        if command.name == "GS r":
            ends.append(at)
    assert len(ends) == len(asked) + 1
    assert ends[-1] == at
    assert max(after - before for before, after in pairwise(ends)) < (BUFFER_BYTES - BUSY_WITH_ROOM_FOR) // 2
