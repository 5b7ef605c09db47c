"""Somebody asks the screen to read aloud: a voice of its own begins, and ends with its screen."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from household import until

if TYPE_CHECKING:
    from household import Household

pytestmark = pytest.mark.flow


def _voices(house: Household) -> list[str]:
    words = ["ps", "--ppid", str(house.pid("screen")), "-o", "pid=,args="]
    found = subprocess.run(words, capture_output=True, text=True, check=False)
    return [line.split()[0] for line in found.stdout.splitlines() if "kiosk voice" in line]


def test_a_voice_begins_with_the_first_wish_and_ends_with_its_screen(house: Household) -> None:
    house.at_home()
    assert _voices(house) == []
    house.people.tap("access.read")
    (voice,) = until(lambda: _voices(house), "a voice under the screen")
    time.sleep(0.7)
    house.people.press("home.take_ticket", "take_ticket")
    assert _voices(house) == [voice]
    pid = house.pid("screen")
    house.kill("screen")
    until(lambda: not Path(f"/proc/{voice}").exists(), "the voice ends when its screen dies")
    house.stands_up_again("screen", pid)
