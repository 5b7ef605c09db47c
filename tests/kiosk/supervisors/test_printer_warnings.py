"""What staff are told about a printer that works: the roll's end is near, a slip was not taken, and whose printer it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from paper_bench import PaperBench, printer_health, short, state
from supervised import soon

from devices.simulators.printer_works import Make
from kiosk.health import services as health
from kiosk.outbox.models import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from supervised import Running

    from devices.printer.raster import Raster
    from kiosk.supervisors.supervisor import Supervisor

    Run = Callable[[Supervisor], Running]

pytestmark = pytest.mark.django_db(transaction=True)
HEAD = Make(presenter=True, process_ids=False, automatic_status=False)


@pytest.fixture
def benches(tmp_path: Path, raster: Raster) -> Iterator[Callable[..., PaperBench]]:
    made: list[PaperBench] = []

    def bench(**more: object) -> PaperBench:
        made.append(PaperBench(tmp_path / str(len(made)), raster, **more))  # type: ignore[arg-type]
        return made[-1]

    yield bench
    for one in made:
        one.close()


def test_a_roll_that_is_nearly_at_its_end(benches: Callable[..., PaperBench], run: Run) -> None:
    bench = benches()
    bench.machine.paper_near_end()
    ticket = bench.put("A001")
    run(bench.supervisor())
    assert soon(lambda: state(ticket) == "confirmed")
    assert soon(lambda: health.device("printer").warning == "paper_near_end")
    assert printer_health() == ("ok", "")


def test_a_slip_that_nobody_takes(benches: Callable[..., PaperBench], run: Run) -> None:
    bench = benches(make=HEAD, model="kiosk-80")
    ticket = bench.put("A001")
    run(bench.supervisor(taken_within_s=0.5))
    assert soon(lambda: state(ticket) == "confirmed")
    assert soon(lambda: health.device("printer").warning == "slip_not_taken")
    assert printer_health() == ("ok", "")
    behind = bench.put("A002")
    assert soon(lambda: state(behind) == "confirmed"), "it still prints"
    bench.machine.take_slip()
    assert soon(lambda: health.device("printer").warning == "")


def test_a_slip_that_is_taken_in_time(benches: Callable[..., PaperBench], run: Run) -> None:
    bench = benches(make=HEAD, model="kiosk-80")
    ticket = bench.put("A001")
    supervisor = bench.supervisor(taken_within_s=60)
    run(supervisor)
    assert soon(lambda: state(ticket) == "confirmed")
    assert soon(lambda: supervisor._printer.status.slip_in_mouth)
    assert health.device("printer").warning == ""


def test_each_kiosk_has_a_printer_of_its_own(benches: Callable[..., PaperBench], run: Run) -> None:
    east, west = benches(), benches()
    jobs = {name: bench.put(short(name)) for name, bench in (("east", east), ("west", west))}
    for name, job_id in jobs.items():
        Job.objects.filter(pk=job_id).update(kiosk=name)
    east.machine.paper_out()
    run(east.supervisor(kiosk="east"))
    run(west.supervisor(kiosk="west"))
    assert soon(lambda: state(jobs["west"]) == "confirmed", 30)
    assert soon(lambda: health.device("printer", kiosk="east").condition == "paper_out", 30)
    assert soon(lambda: health.device("printer", kiosk="west").state == "ok", 30)
    assert state(jobs["east"]) == "waiting"
