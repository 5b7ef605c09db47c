"""Hands, eyes and browsers: what a person in the house can do, and what they must see happen.

The tour's people and the flow tests' people are these.
"""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, Any, Self

from kiosk.cli.browser import Browser
from kiosk.cli.control import Control

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kiosk.cli.demo_house import DemoHouse

SEEN_WITHIN_S = 12.0
PRESS_AGAIN_S = 1.5


class Failed(Exception):  # the outcome of a step
    """What a person expected did not happen; the message says what was seen instead."""


class People:
    """Hands on the touch screen, browsers on the console, eyes on paper and sign.

    Pictures of all that is seen go to `folder`, where there is one; nobody waits longer than `within_s` for anything.
    """

    def __init__(self, house: DemoHouse, folder: Path | None = None, *, within_s: float = SEEN_WITHIN_S) -> None:
        self.house = house
        self.within_s = within_s
        self.finger = Control(house.screen_socket)
        self.bench = Control(house.simulators_socket)
        self.clerk = Browser(house.url)
        self.volunteer = Browser(house.url)
        self.label = ""
        self._folder = folder
        self._pictures = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.finger.close()
        self.bench.close()

    # ---- the touch screen ----------------------------------------------------------------------------------------
    def see(self, screen: str, **more: str) -> dict[str, Any]:
        """Wait for a screen, take its picture, return what stands on it."""
        state = self.finger.ask(do="wait", screen=screen, timeout_s=self.within_s, **more)
        if self._folder is not None:
            time.sleep(0.3)  # pictures and pressed states settle
            self.finger.ask(do="screenshot", file=str(self._picture(self._folder, f"screen-{screen}")))
        return state

    def tap(self, pilot_id: str) -> None:
        """Touch a control."""
        self.finger.ask(do="wait", id=pilot_id, timeout_s=self.within_s)
        self.finger.ask(do="tap", id=pilot_id)

    def press(self, pilot_id: str, screen: str) -> dict[str, Any]:
        """Touch a control, again where it was not ready yet, until `screen` shows; return what stands on it."""
        began = time.monotonic()
        while time.monotonic() - began < self.within_s:
            self.tap(pilot_id)
            settled = time.monotonic() + PRESS_AGAIN_S
            while time.monotonic() < settled:
                if self.finger.ask(do="state")["screen"] == screen:
                    return self.see(screen)
                time.sleep(0.05)
        raise Failed(f"{pilot_id} did not lead to {screen} within {self.within_s:.0f} s")

    def says(self, words: str) -> None:
        """Expect words on the screen."""
        self.finger.ask(do="wait", text=words, timeout_s=self.within_s)

    def offered(self, prefix: str) -> list[str]:
        """Return the controls on the screen whose name begins with `prefix`, from top to bottom."""
        return [one for one in self.finger.ask(do="state")["pilot_ids"] if one.startswith(prefix)]

    def answers_all_questions(self) -> None:
        """Answer the questions of a checklist one by one, each with its first answer, until none is asked."""
        self.finger.ask(do="wait", id="checklist.print", timeout_s=self.within_s)  # the questions come with the list
        asked: set[str] = set()
        while fresh := [one for one in self.offered("question.") if one not in asked | {"question.change"}]:
            self.tap(fresh[0])
            asked |= set(self.offered("question.")) & {fresh[0]}
            time.sleep(0.8)  # a person reads; and the screen takes one tap in 600 ms

    def visitor_measures(self, systolic: int, diastolic: int, pulse: int) -> None:
        """Let a visitor put an arm into the simulated monitor."""
        arm = {"systolic": systolic, "diastolic": diastolic, "pulse": pulse, "after_s": 0.5}
        self.bench.ask(device="bp_monitor", do="measure", args=arm)

    def looks_at_board(self, words: str) -> None:
        """Wait until the lobby board shows `words`, and take its picture."""
        with Control(self.house.board_socket) as board:
            board.ask(do="wait", text=words, timeout_s=self.within_s)
            if self._folder is not None:
                board.ask(do="screenshot", file=str(self._picture(self._folder, "board")))

    # ---- paper and sign ------------------------------------------------------------------------------------------
    def slips(self) -> list[Path]:
        """Return every slip that has come out so far."""
        return sorted((self.house.home / "sim" / "paper").glob("slip-*.png"))

    def takes_slip(self, already: int, name: str) -> None:
        """Wait until one more slip than `already` has come out, and keep its picture."""
        self.until(lambda: len(self.slips()) == already + 1, f"one new slip after {already}")
        if self._folder is not None:
            shutil.copy(self.slips()[-1], self._picture(self._folder, f"slip-{name}"))

    def reads_sign(self, words: str, name: str, *, after_s: float = 0.0) -> None:
        """Wait until the sign shows `words`; keep its picture of `after_s` later, when a running text is in the middle."""
        self.until(lambda: words in self.sign(), f"{words} on the sign")
        if self._folder is not None:
            time.sleep(after_s)
            shutil.copy(self.house.home / "sim" / "sign" / "sign.png", self._picture(self._folder, f"sign-{name}"))

    def until(self, happened: Callable[[], bool], what: str) -> None:
        """Wait for something; raises `Failed` where it does not happen."""
        deadline = time.monotonic() + self.within_s
        while not happened():
            if time.monotonic() > deadline:
                raise Failed(f"not seen within {self.within_s:.0f} s: {what}")
            time.sleep(0.05)

    def logs_in(self, browser: Browser, username: str) -> None:
        """Log somebody in on the console."""
        browser.visit("/log-in/")
        browser.submit("", username=username, password=self.house.passwords[username])
        if "log-in" in browser.page.url:
            raise Failed(f"{username} was not let in")

    def sign(self) -> str:
        """Return the words that stand on the sign now."""
        return str(self.bench.ask(device="marquee", do="state")["state"]["showing"])

    def _picture(self, folder: Path, name: str) -> Path:
        self._pictures += 1
        return folder / f"{self._pictures:02}-{name}.png"
