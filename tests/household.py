"""A whole office with its people, for flow and fault tests: real processes, real lines, and a parent that watches.

Nothing here looks inside a process.  What is asserted is what a person sees (glass, paper, sign, pages) and what an
accountant finds in the database file.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

from kiosk.cli.browser import Browser
from kiosk.cli.demo_house import DemoHouse
from kiosk.cli.people import People

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kiosk.cli.parent import Child

WITHIN_S = 40.0  # a loaded machine of two cores; what happens at once is not slowed by it
PREPARE = """
import sys
from pathlib import Path
from kiosk.cli.demo_house import DemoHouse
DemoHouse(Path(sys.argv[1]), offscreen=True).prepare()
"""


def until(happened: Callable[[], Any], what: str, within_s: float = WITHIN_S) -> Any:
    """Wait for something to be true and return it; fails the test with `what` where it does not come."""
    deadline = time.monotonic() + within_s
    while not (found := happened()):
        assert time.monotonic() < deadline, f"not seen within {within_s:.0f} s: {what}"
        time.sleep(0.05)
    return found


def empty_house(home: Path) -> Path:
    """Make a home with database, content and accounts, to be copied; in a process of its own, as settings are read once."""
    subprocess.run([sys.executable, "-c", PREPARE, str(home)], check=True, capture_output=True)
    return home


class Household:
    """One running house; `open` it, live in it, `close` it."""

    def __init__(self, home: Path, template: Path, *, fast: bool = True, board: bool = False) -> None:
        shutil.copytree(template, home, dirs_exist_ok=True)
        self.house = DemoHouse(home, offscreen=True, fast=fast)
        self.house.furnish()
        self.house.passwords = json.loads(self.house.accounts.read_text(encoding="utf-8"))
        self.home = home
        self.parent = self.house.parent(board=board)
        self._watcher = threading.Thread(target=self.parent.keep_alive, daemon=True)
        self.people: People

    def open(self) -> None:
        """Start every process, then the parent's watch, then let people in."""
        self.parent.start(timeout_s=90)
        self._watcher.start()
        self.people = People(self.house, within_s=WITHIN_S)

    def close(self) -> None:
        """Send everybody home and stop everything."""
        with suppress(AttributeError):
            self.people.__exit__()
        self.parent.stop()
        self._watcher.join(10) if self._watcher.is_alive() else None

    # ---- processes -----------------------------------------------------------------------------------------------
    def child(self, name: str) -> Child:
        """Return one of the parent's processes."""
        return next(child for child in self.parent.children if child.name == name)

    def pid(self, name: str) -> int:
        """Return the process id of one of the parent's processes."""
        process = self.child(name).process
        assert process is not None
        return process.pid

    def kill(self, name: str) -> None:
        """End a process as a power cut would, without a word; as if it had run for long."""
        self.child(name).quick_deaths = 0
        os.kill(self.pid(name), signal.SIGKILL)

    def stands_up_again(self, name: str, killed_pid: int) -> None:
        """Wait until the parent has started a killed process anew and it says that it is ready."""
        child = self.child(name)
        until(lambda: self.pid(name) != killed_pid and child.ready.is_set(), f"{name} runs again", 90)
        if name in {"screen", "simulators"}:
            self.people.__exit__()
            self.people.finger, self.people.bench = _fresh(self.house)

    # ---- the accountant ------------------------------------------------------------------------------------------
    def rows(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the database file, read-only."""
        with closing(sqlite3.connect(f"file:{self.home / 'kiosk.sqlite3'}?mode=ro", uri=True, timeout=20)) as book:
            return book.execute(question, values).fetchall()

    def one(self, question: str, *values: object) -> Any:
        """Return the one value that a question has."""
        ((value,),) = self.rows(question, *values)
        return value

    def job(self, label: str) -> tuple[str, str]:
        """Return state and condition of the newest job of a label."""
        found = self.rows("SELECT state, condition FROM outbox_job WHERE label = ? ORDER BY id DESC LIMIT 1", label)
        return found[0] if found else ("", "")

    def job_is(self, label: str, state: str) -> None:
        """Wait until the newest job of a label is in a state."""
        until(lambda: self.job(label)[0] == state, f"{label} is {state}, it is {self.job(label)}")

    # ---- devices -------------------------------------------------------------------------------------------------
    def device(self, name: str, do: str, **args: object) -> dict[str, Any]:
        """Do something to a simulated device and return how it is."""
        request = {"device": name, "do": do, **({"args": args} if args else {})}
        return dict(self.people.bench.ask(**request)["state"])

    def health(self, name: str) -> tuple[str, str]:
        """Return state and condition of a device, as its supervisor has written it."""
        found = self.rows("SELECT state, condition FROM health_devicehealth WHERE device = ?", name)
        return found[0] if found else ("", "")

    def is_well(self, name: str) -> None:
        """Wait until a device works."""
        until(lambda: self.health(name)[0] == "ok", f"{name} is ok, it is {self.health(name)}")

    # ---- people --------------------------------------------------------------------------------------------------
    def at_home(self) -> None:
        """Bring the touch screen home, from wherever the person before has left it."""
        finger = self.people.finger
        state = finger.ask(do="state")
        if state["screen"] == "attract":
            finger.ask(do="touch", x=540, y=40)
            time.sleep(0.5)  # the touch that wakes the screen presses nothing, nor does one right after it
        elif state["screen"] != "home":
            way = next((one for one in ("ticket_issued.done", "bp_result.done", "dock.home") if one in state["pilot_ids"]), "")
            if way:
                self.people.tap(way)
        self.people.see("home")

    def takes_number(self, letter: str = "C", *, language: str = "") -> str:
        """Let a visitor take a number by touch; returns the number that stands on the glass, which stays there."""
        people = self.people
        self.at_home()
        if language:
            people.tap(f"language.{language}")
        people.press("home.take_ticket", "take_ticket")
        people.tap(f"take_ticket.class.{letter}")
        texts = people.press("take_ticket.take", "ticket_issued")["texts"]
        found = [text for text in texts if text.startswith(letter) and text[1:].isdigit()]
        assert found, f"no number on the glass: {texts}"
        return str(found[-1])  # the strip above the ticket may show numbers that are being called

    def browser(self, username: str) -> Browser:
        """Log somebody in, in a browser of their own."""
        found = Browser(self.house.url)
        self.people.logs_in(found, username)
        return found

    def sits_down(self, username: str, counter: int) -> Browser:
        """Let a clerk log in and open a counter."""
        found = self.browser(username)
        found.visit(f"/desk/{counter}/")
        if any(form.action.endswith("/open/") for form in found.page.forms):
            found.submit(f"/desk/{counter}/open/")
        return found


def _fresh(house: DemoHouse) -> tuple[Any, Any]:
    from kiosk.cli.control import Control, ControlError  # noqa: PLC0415  # only after a fall

    def connected(path: Path) -> Any:
        with suppress(ControlError):
            return Control(path)
        return None

    return (
        until(lambda: connected(house.screen_socket), "the screen answers"),
        until(lambda: connected(house.simulators_socket), "the simulators answer"),
    )
