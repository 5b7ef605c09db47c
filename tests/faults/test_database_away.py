"""A database server that is away for half a minute, under a real touch screen: it is told, nothing is lost, all comes back."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from kiosk.cli import postgresql
from kiosk.signals import NotifySubscription
from tests.pilot import Pilot, PilotError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AWAY_S = 30.0
WITHIN_S = 60.0
READ_CALLS = """
import json, sys
from kiosk.project.boot import boot
boot(None)
from kiosk.help.models import HelpCall
print(json.dumps([call.reason for call in HelpCall.objects.all()]))
"""


@pytest.fixture(scope="module")
def server() -> Iterator[postgresql.Server]:
    with postgresql.cluster() as one:
        if one is None:
            pytest.skip("PostgreSQL is not installed")
        yield one


@pytest.fixture
def screen(server: postgresql.Server, tmp_path: Path) -> Iterator[Pilot]:
    environment = server.environment()
    for words in (("migrate",), ("load-content",)):
        subprocess.run([sys.executable, "-m", "kiosk", *words], env=environment, check=True, capture_output=True)
    remote = tmp_path / "screen.sock"
    line = [sys.executable, "-m", "screens", "touch", "--offscreen", "--size", "540x960", "--remote", str(remote)]
    with subprocess.Popen(line, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            with Pilot(remote) as finger:
                finger.ask(do="wait", id="home.take_ticket", timeout_s=WITHIN_S)
                yield finger
        finally:
            process.terminate()


def numbers_can_be_taken(finger: Pilot) -> bool:
    if finger.state()["screen"] != "home":
        return False
    finger.tap("home.take_ticket")
    try:
        finger.ask(do="wait", id="take_ticket.class.A", timeout_s=4)
    except PilotError:
        finger.tap("dock.home")
        return False
    return True


def until(finger: Pilot, screen: str) -> dict[str, Any]:
    finger.ask(do="wait", screen=screen, timeout_s=WITHIN_S)
    return finger.state()


def calls(server: postgresql.Server) -> str:
    line = [sys.executable, "-c", READ_CALLS]
    return subprocess.run(line, env=server.environment(), check=True, capture_output=True, text=True).stdout.strip()


def test_the_screen_says_so_and_comes_back_and_a_call_for_help_made_meanwhile_is_written(
    screen: Pilot, server: postgresql.Server
) -> None:
    assert numbers_can_be_taken(screen)
    screen.tap("dock.home")
    server.stop()
    gone_at = time.monotonic()
    told = until(screen, "out_of_order")
    assert any("請到服務台" in line for line in told["texts"])
    assert time.monotonic() - gone_at < AWAY_S
    screen.tap(next(one for one in told["pilot_ids"] if "help" in one))
    screen.ask(do="wait", id="help.close", timeout_s=10)
    time.sleep(max(0.0, AWAY_S - (time.monotonic() - gone_at)))
    server.start()
    deadline = time.monotonic() + WITHIN_S
    while screen.state()["screen"] != "home":
        assert time.monotonic() < deadline, screen.state()
        time.sleep(0.2)
    assert numbers_can_be_taken(screen)
    while calls(server) != '["asked"]':  # it is tried again every two seconds
        assert time.monotonic() < deadline, calls(server)
        time.sleep(0.5)


def test_an_ear_does_not_hurry_while_the_server_is_away_and_looks_once_when_it_is_back(server: postgresql.Server) -> None:
    ear = NotifySubscription(
        {"dbname": postgresql.USER, "user": postgresql.USER, "host": str(server.folder / "socket")}, frozenset({"hall"})
    )
    server.stop()
    assert ear.wait(0.2) == {"hall"}
    began = time.monotonic()
    assert [ear.wait(0.2) for _ in range(3)] == [set()] * 3
    assert time.monotonic() - began >= 0.6
    server.start()
    assert ear.wait(0.2) == {"hall"}
    assert ear.wait(0.2) == set()
    ear.close()
