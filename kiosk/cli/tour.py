"""`kiosk demo --tour DIR`: a visitor, a clerk and a volunteer use everything once, by real touches and real web requests.

Leaves in DIR the pictures of every screen passed, every slip printed and what the sign showed, and `tour.json`.
"""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import click

from kiosk.cli.browser import PageError
from kiosk.cli.control import ControlError
from kiosk.cli.demo import temporary_home
from kiosk.cli.demo_house import DemoHouse
from kiosk.cli.people import Failed, People
from kiosk.cli.tour_people import STEPS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EXPECTED = (Failed, PageError, ControlError, click.ClickException, OSError)


@dataclass(frozen=True)
class Step:
    """One step of the tour: `outcome` is "ok", or what was seen instead."""

    step: str
    outcome: str
    ms: int


def play(folder: Path, *, sign: str) -> int:
    """Play the whole tour into `folder` before a sign of the family `sign`.

    Returns the exit status: 0 where every step was ok.
    """
    folder.mkdir(parents=True, exist_ok=True)
    house = DemoHouse(temporary_home(), offscreen=True, sign=sign)
    parent = house.parent(board=True)
    steps: list[Step] = []
    try:
        opening = "the house opens: home, accounts, devices, console, screen, board"
        steps.append(_timed(opening, lambda: _open(house, parent.start)))
        if steps[0].outcome == "ok":
            steps += _walk(house, folder)
    finally:
        parent.stop()
        shutil.rmtree(house.home, ignore_errors=True)
        _write(folder, steps)
    return 0 if steps and all(one.outcome == "ok" for one in steps) else 1


def _open(house: DemoHouse, start: Callable[[], None]) -> None:
    house.prepare()
    start()


def _walk(house: DemoHouse, folder: Path) -> list[Step]:
    with People(house, folder) as people:
        return [_timed(name, lambda act=act: act(people)) for name, act in STEPS]  # type: ignore[misc]  # bound at once


def _timed(name: str, act: Callable[[], None]) -> Step:
    began = time.monotonic()
    outcome = "ok"
    try:
        act()
    except EXPECTED as error:
        outcome = f"{type(error).__name__}: {error}"
    ms = round((time.monotonic() - began) * 1000)
    click.echo(f"ok   {ms:6} ms  {name}" if outcome == "ok" else f"FAIL {ms:6} ms  {name}  {outcome}", err=True)
    return Step(name, outcome, ms)


def _write(folder: Path, steps: list[Step]) -> None:
    report = {"steps": [asdict(one) for one in steps]}
    (folder / "tour.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
