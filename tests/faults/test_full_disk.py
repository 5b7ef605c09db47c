"""The disk is full: no number is given that is not kept, people are told, and the work goes on once there is room."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from typing import TYPE_CHECKING

import pytest
from books import books_are_whole
from household import Household, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.flow
WRITERS = ("devices", "web", "screen")
SIZE = "24m"
TOLD = "請洽服務台"


@pytest.fixture
def on_a_small_disk(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Household]:
    """A house whose home is a small file system of its own."""
    disk = tmp_path_factory.mktemp("disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "kiosk-test", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a small file system is not allowed here; the other test fills the disk by a limit")
    household = Household(disk / "home", template)
    try:
        household.open()
        yield household
    finally:
        household.close()
        subprocess.run(["umount", str(disk)], check=True)


def _tries_to_take_a_number(house: Household, letter: str) -> None:
    house.at_home()
    house.people.press("home.take_ticket", "take_ticket")
    house.people.tap(f"take_ticket.class.{letter}")
    house.people.tap("take_ticket.take")


def _goes_on(house: Household, given: int) -> None:
    """There is room again: the same screen gives the number, and everything is whole."""
    house.people.press("take_ticket.take", "ticket_issued")
    assert house.one("SELECT count(*) FROM queues_ticket") == given + 1
    for name in ("printer", "marquee", "bp_monitor"):
        house.is_well(name)
    books_are_whole(house)
    assert house.one("PRAGMA integrity_check") == "ok"


def test_full_file_system(on_a_small_disk: Household) -> None:
    house = on_a_small_disk
    given = 1
    house.job_is(house.takes_number("A"), "confirmed")
    ballast = house.home / "ballast"
    _fill(ballast)

    _tries_to_take_a_number(house, "B")

    refused = until(lambda: _outcome(house, given), "the visitor is told, or is given a number that is kept")
    ballast.unlink()
    if refused == "told":
        _goes_on(house, given)
    else:
        books_are_whole(house)


def test_processes_that_may_write_no_more(house: Household) -> None:
    given = house.one("SELECT count(*) FROM queues_ticket")
    for name in WRITERS:  # every write to a file fails from now on, as on a full disk
        resource.prlimit(house.pid(name), resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))

    _tries_to_take_a_number(house, "B")

    house.people.says(TOLD)
    assert house.one("SELECT count(*) FROM queues_ticket") == given
    time.sleep(3)  # the supervisors, too, meet the full disk
    assert all(house.child(name).process.poll() is None for name in WRITERS), "nothing dies of it"
    for name in WRITERS:
        resource.prlimit(house.pid(name), resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    _goes_on(house, given)


def _fill(ballast: Path) -> None:
    """Leave not a single free block."""
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 4096, 512):
            try:
                while file.write(b"\0" * size):
                    pass
            except OSError:
                continue
    assert os.statvfs(ballast).f_bavail == 0


def _outcome(house: Household, given: int) -> str:
    state = house.people.finger.ask(do="state")
    if any(TOLD in text for text in state["texts"]):
        assert house.one("SELECT count(*) FROM queues_ticket") == given
        return "told"
    if state["screen"] == "ticket_issued":
        assert house.one("SELECT count(*) FROM queues_ticket") == given + 1
        return "given"
    return ""
