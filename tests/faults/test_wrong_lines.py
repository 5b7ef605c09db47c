"""Devices that are not there, or on lines of another speed: health, console and doctor say so and name the remedy."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from household import Household, until

from devices.simulators.pty_line import PtyLine
from kiosk.cli.parent import Parent, kiosk_child

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.flow


class OtherSpeed(threading.Thread):
    """The far end of a line at another speed: whatever comes, garbage goes back."""

    def __init__(self, link: Path) -> None:
        super().__init__(daemon=True)
        self.line = PtyLine(link)
        self.heard = 0
        self._over = threading.Event()
        self._chance = random.Random(9600)  # noqa: S311  # noise, not secrets

    def run(self) -> None:
        while not self._over.is_set():
            data = self.line.read(256, 0.1)
            self.heard += len(data)
            if data:
                self.line.write(self._chance.randbytes(1 + len(data) // 2), 1.0)

    def stop(self) -> None:
        self._over.set()
        self.line.close()
        self.join(5)


@pytest.fixture(scope="module")
def office(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Household]:
    """An office with no printer behind its port, and a sign and a monitor that speak at another speed."""
    household = Household(tmp_path_factory.mktemp("office") / "home", template)
    strangers = [OtherSpeed(household.home / "run" / name) for name in ("sim-marquee", "sim-bp")]
    for stranger in strangers:
        stranger.line.open()
        stranger.start()
    home = str(household.home)
    household.parent = Parent([kiosk_child("devices", home=home), kiosk_child("web", home=home)])
    try:
        with _standard_error_to(household.home / "stderr"):
            household.parent.start(90)
        yield household
    finally:
        household.parent.stop()
        for stranger in strangers:
            stranger.stop()


def test_health_tells_what_is_missing(office: Household) -> None:
    for name in ("printer", "marquee"):
        until(lambda name=name: office.health(name)[0] == "link_down", f"{name} is down, it is {office.health(name)}")
    until(lambda: "no such port" in _detail(office, "printer"), "the port is named")


def test_doctor_names_the_remedy(office: Household) -> None:
    until(lambda: office.health("marquee")[0] == "link_down", "the sign is down")

    answer = subprocess.run(
        [sys.executable, "-m", "kiosk", "doctor", "--json"], capture_output=True, text=True, check=False,
        env={**os.environ, "KIOSK_HOME": str(office.home)},
    )  # fmt: skip

    assert answer.returncode == 1, answer.stderr
    found = {one["what"]: one for one in json.loads(answer.stdout)}
    for name in ("printer", "marquee"):
        assert found[name]["ok"] is False
        assert "cable" in found[name]["remedy"]
        assert "speed" in found[name]["remedy"]
        assert found[name]["found"]


def test_console_names_the_remedy(office: Household) -> None:
    from kiosk.cli.browser import Browser  # noqa: PLC0415

    maintainer = Browser(office.house.url)
    maintainer.visit("/log-in/")
    maintainer.submit("", username="huang", password=office.house.passwords["huang"])

    page = until(lambda: "連線中斷" in maintainer.visit("/devices/").html and maintainer.page.html, "it is told")

    assert "請檢查連接線與電源" in page


def test_a_fault_is_logged_once_not_with_every_try(office: Household) -> None:
    tries: set[str] = set()
    question = "SELECT seen_at FROM health_devicehealth WHERE device = 'printer' AND state = 'link_down'"

    until(lambda: tries.update(at for (at,) in office.rows(question)) or len(tries) >= 3, "three tries")

    said = [line for line in (office.home / "stderr").read_text().splitlines() if "kiosk.printer" in line]
    assert len(said) == 1, said
    assert "no such port" in said[0]


@contextmanager
def _standard_error_to(path: Path) -> Iterator[None]:
    """Let processes that are started meanwhile write their log into a file."""
    kept = os.dup(2)
    with path.open("wb") as file:
        os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _detail(office: Household, name: str) -> str:
    return str(office.rows("SELECT detail FROM health_devicehealth WHERE device = ?", name)[0][0])
