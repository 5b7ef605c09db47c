"""Every trouble of a printer, at a moment that chance chooses: nothing is lost, nothing doubled."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError
from paper_faults import BOUNDARIES, House

from devices.printer.raster import Raster
from devices.simulators.printer import PrinterSimulator
from devices.simulators.tcp_line import TcpLine
from devices.transports import LineSettings, open_transport
from kiosk.clock import SYSTEM, StillClock
from kiosk.outbox import services as outbox
from kiosk.outbox.models import Job
from kiosk.supervisors import assembly, supervisor
from kiosk.supervisors.printer import PrinterSupervisor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.django_db(transaction=True)

SEEDS = [*range(5), *(pytest.param(seed, marks=pytest.mark.torture) for seed in range(5, 100))]
seeds = pytest.mark.parametrize("seed", SEEDS)


@pytest.fixture(scope="module")
def raster() -> Raster:
    return Raster(assembly.typefaces(), 576)


@pytest.fixture
def house(tmp_path: Path, raster: Raster, seed: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr(supervisor, "BACK_OFF_S", (0.1, 0.2))
    one = House(tmp_path, raster, seed)
    yield one
    one.close()


@seeds
def test_a_cable_pulled_at_any_byte(house: House, seed: int) -> None:
    kind = BOUNDARIES[seed % len(BOUNDARIES)]
    before, pulled, behind = house.put(), house.put(), house.put()
    house.start()
    house.until(lambda: house.state(before) == "confirmed")
    house.line.cut_after = house.boundary(kind, house.jobs[pulled])
    pulled = house.put()
    house.until(lambda: not house.line.plugged or house.line.cut_after is None)
    time.sleep(house.rng.random() * 0.3)
    house.machine.plug()
    house.until_settled()
    house.account()
    assert house.state(behind) in {"confirmed", "unsure"}
    assert list(house.states().values()).count("unsure") <= 1


@seeds
@pytest.mark.parametrize("fault", ["paper_out", "cover_open", "cutter_fault"])
def test_paper_cover_and_cutter(house: House, seed: int, fault: str) -> None:
    when = ("during", "before", "after")[seed % 3]
    trouble = getattr(house.machine, fault)
    for _ in range(2):
        house.put()
    if when == "before":
        trouble()
    elif when == "during" and fault == "paper_out":
        house.machine.paper_out_after(house.rng.randrange(1, 500))
    elif when == "during":
        threading.Timer(house.rng.random() * 0.3, trouble).start()
    house.start()
    if when == "after":
        house.until(lambda: "confirmed" in house.states().values())
        trouble()
    time.sleep(0.6 + house.rng.random())
    house.put()
    trouble(on=False)
    house.until_settled()
    house.account()
    assert set(house.states().values()) == {"confirmed"}


@pytest.mark.parametrize("seed", [*SEEDS[:3], *(pytest.param(seed, marks=pytest.mark.torture) for seed in range(3, 100))])
def test_a_printer_that_is_switched_off_and_on(house: House, seed: int) -> None:
    """At any moment, with much or nearly nothing in its buffer; its line keeps what comes meanwhile, or loses it."""
    house.machine.make = replace(house.machine.make, handshake=bool(seed % 2), power_on_notice=seed % 3 == 2)
    if seed % 5 < 3:
        house.machine.slow(house.rng.choice([3000, 6000, 12_000]))
    for _ in range(2):
        house.put(rows=6)
    off_s = house.rng.uniform(0.1, 2) if house.machine.make.power_on_notice else house.rng.uniform(3.5, 4.5)
    threading.Timer(house.rng.random() * 1.5, house.machine.power_cycle, (off_s,)).start()
    house.start()
    time.sleep(1.5)
    house.put(rows=0)
    house.until_settled()
    house.account()


@seeds
def test_a_printer_that_falls_silent(house: House, seed: int) -> None:
    for _ in range(2):
        house.put()
    threading.Timer(house.rng.random() * 0.4, house.machine.mute).start()
    house.start()
    time.sleep(0.5 + house.rng.random() * 2)
    house.machine.mute(on=False)
    house.until_settled()
    house.account()


@seeds
def test_a_printer_that_talks_nonsense(house: House, seed: int) -> None:
    """Every byte but those that would be a good answer: a wire cannot be told from a printer that says "done"."""
    stop = threading.Event()
    bad = [byte for byte in range(256) if byte & 0x90 == 0x80 or byte & 0x93 in (0x91, 0x92, 0x93)]

    def babble() -> None:
        while not stop.wait(house.rng.random() * 0.05):
            house.machine.say(bytes(house.rng.choices(bad, k=house.rng.randrange(1, 30))))

    noise = threading.Thread(target=babble, daemon=True)
    noise.start()
    for _ in range(3):
        house.put()
    house.start()
    house.until_settled()
    stop.set()
    noise.join(5)
    house.account()


@seeds
def test_a_printer_that_takes_a_thousand_bytes_a_second(house: House, seed: int) -> None:
    house.machine.slow(1000)
    for _ in range(2):
        house.put(rows=house.rng.randrange(0, 2))
    house.start()
    house.until_settled(60)
    house.account()
    assert set(house.states().values()) == {"confirmed"}


@seeds
def test_a_full_disk(house: House, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database cannot be written for a while, from the n-th step on."""
    begins, lasts = house.rng.randrange(0, 5), house.rng.randrange(1, 5)
    steps = [0]
    really = outbox.step

    def step(**words: object) -> bool:
        steps[0] += 1
        if begins < steps[0] <= begins + lasts:
            raise OperationalError("database or disk is full")
        return really(**words)  # type: ignore[arg-type]

    monkeypatch.setattr(outbox, "step", step)
    for _ in range(3):
        house.put()
    house.start()
    house.until_settled()
    house.account()


@seeds
def test_a_clock_set_back_an_hour(house: House, seed: int) -> None:
    clock = StillClock(SYSTEM.now())
    for _ in range(3):
        house.put()
    threading.Timer(house.rng.random() * 0.5, clock.advance, (-3600,)).start()
    house.start(clock=clock)
    house.until_settled()
    house.put()
    house.until_settled()
    house.account()
    assert set(house.states().values()) == {"confirmed"}


@seeds
def test_two_kiosks_that_want_one_printer(house: House, seed: int, tmp_path: Path) -> None:
    line = TcpLine()
    line.open()
    house.machine.stop()
    house.tray = tmp_path / "shared"
    with PrinterSimulator(line, house.tray):
        jobs = [house.put() for _ in range(4)]
        Job.objects.filter(pk__in=jobs[:2]).update(kiosk="west")
        Job.objects.filter(pk__in=jobs[2:]).update(kiosk="east")
        told: dict[str, list[str]] = {"west": [], "east": []}
        kiosks = {name: _kiosk(house, line.port, name, told[name]) for name in ("west", "east")}
        for name in house.rng.sample(["west", "east"], 2):
            house.start(kiosks[name])
            time.sleep(house.rng.random() * 0.2)
        house.until(lambda: list(house.states().values()).count("confirmed") == 2 and any(told.values()))
        owner, other = ("west", "east") if told["east"] else ("east", "west")
        assert all(owner in words for words in told[other])
        assert told[owner] == []
        assert [house.state(job) for job in (jobs[2:] if owner == "west" else jobs[:2])] == ["waiting", "waiting"]
        kiosks[owner].stop.set()
        house.until_settled()
        house.account()
        house.stop()
    line.close()


def _kiosk(house: House, port: str, name: str, told: list[str]) -> PrinterSupervisor:
    from paper_faults import T20III, Printer  # noqa: PLC0415

    printer = Printer(open_transport(port, LineSettings()), T20III, house.raster)
    one = PrinterSupervisor(printer, threading.Event(), port=port, kiosk=name)
    one.needs = lambda error: told.append(str(error))  # type: ignore[method-assign]
    return one
