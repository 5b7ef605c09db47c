"""A printer that is switched off and on loses its buffer, and prints what the line still brings: that is no proof."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from example_slips import notice
from printer_bench import SHORT, Bench

from devices.errors import Held, Unproven
from devices.printer.driver import Proof
from devices.printer.job import Job, job_bytes
from devices.printer.profiles import PROFILES
from devices.printer.raster import Raster
from devices.printer.slip import Slip, Text
from devices.simulators.printer import BUFFER_BYTES
from devices.simulators.printer_commands import CommandReader
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
