"""The life of any supervisor: serve, fall, wait a little longer each time, serve again; stop when told."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from conftest import soon
from django.db import DatabaseError, OperationalError, connection

from devices.errors import DeviceRefused, LinkError, PaperOut, ProtocolError, Silent
from kiosk.clock import StillClock
from kiosk.health import services as health
from kiosk.supervisors import supervisor as life
from kiosk.supervisors.supervisor import BACK_OFF_S, Supervisor

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Running

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


class Pauses(threading.Event):
    """A `stop` that remembers how long it was waited on instead of waiting."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[float | None] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.seen.append(timeout)
        return self.is_set()


class Puppet(Supervisor):
    """A device that does what it is told: an exception falls, "well" is a good moment, the last one stops."""

    device: ClassVar[str] = "puppet"

    def __init__(self, *script: object, stop: threading.Event | None = None) -> None:
        super().__init__(stop or Pauses(), clock=StillClock())
        self.script = list(script)
        self.closed = 0

    def serve(self) -> None:
        while self.script:
            now = self.script.pop(0)
            if isinstance(now, Exception):
                raise now
            self.well()
        self.stop.set()

    def tear_down(self) -> None:
        self.closed += 1


def health_of(_: Puppet) -> tuple[str, str, str]:
    found = health.device("puppet", clock=StillClock())
    return str(found.state), found.condition, found.detail


def told(caplog: pytest.LogCaptureFixture) -> list[tuple[int, str]]:
    return [(one.levelno, one.getMessage()) for one in caplog.records if one.name == "kiosk.puppet"]


def test_each_failure_in_a_row_waits_longer_and_a_good_moment_starts_afresh() -> None:
    puppet = Puppet(*[LinkError("gone") for _ in range(7)], "well", LinkError("gone"), LinkError("gone"))
    puppet.run()
    assert puppet.stop.seen == [*BACK_OFF_S, 4.0, 4.0, 0.25, 0.5]  # type: ignore[attr-defined]
    assert puppet.closed == 10


@pytest.mark.parametrize(
    ("error", "state", "condition", "detail"),
    [
        (LinkError("no such port"), "link_down", "link_down", "no such port"),
        (Silent("nobody"), "link_down", "link_down", "nobody"),
        (PaperOut("no paper"), "needs_person", "paper_out", "no paper"),
        (ProtocolError("odd", b"\x01"), "link_down", "device_error", "ProtocolError: odd: 01"),
        (DeviceRefused("disk full", code=0x2102), "link_down", "device_error", "DeviceRefused: disk full (2102)"),
        (ZeroDivisionError("ours"), "link_down", "mistake", "ZeroDivisionError('ours')"),
    ],
)
def test_who_must_act_is_told(
    error: Exception, state: str, condition: str, detail: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    puppet = Puppet(error)
    seen: list[tuple[str, str, str]] = []
    monkeypatch.setattr(puppet.stop, "wait", lambda _: seen.append(health_of(puppet)))
    puppet.run()
    assert seen == [(state, condition, detail)]
    assert health_of(puppet)[:2] == ("off", "stopped")


def test_a_change_is_logged_once_however_long_it_lasts(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    Puppet("well", "well", *[LinkError("gone") for _ in range(5)], "well", "well").run()
    assert told(caplog) == [
        (logging.INFO, "puppet: ok  "),
        (logging.WARNING, "puppet: link_down link_down gone"),
        (logging.INFO, "puppet: ok  "),
        (logging.INFO, "puppet: off stopped "),
    ]


def test_our_own_mistake_is_logged_with_its_trace(caplog: pytest.LogCaptureFixture) -> None:
    Puppet(ZeroDivisionError("ours"), "well").run()
    (mistake,) = [one for one in caplog.records if one.levelno == logging.ERROR]
    assert mistake.exc_info is not None
    assert mistake.exc_info[0] is ZeroDivisionError


def test_a_database_that_is_away_does_not_end_the_thread(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither in the work nor where the trouble itself is to be written down."""
    real, calls = health.report, []

    def report(**more: Any) -> bool:
        calls.append(more["state"])
        if len(calls) <= 2:
            raise OperationalError("server closed the connection")
        return real(**more)

    monkeypatch.setattr(life.health, "report", report)
    puppet = Puppet("well", DatabaseError("no disk"), LinkError("gone"), "well")
    puppet.run()
    assert [str(state) for state in calls] == ["ok", "link_down", "ok", "off"]
    assert "the database cannot be used now: no disk" in caplog.text
    assert health_of(puppet)[:2] == ("off", "stopped")


def test_a_full_disk_is_logged_once_not_with_every_try(caplog: pytest.LogCaptureFixture) -> None:
    Puppet(DatabaseError("disk is full"), DatabaseError("disk is full"), DatabaseError("disk is full"), "well").run()
    assert caplog.text.count("disk is full") == 1


def test_a_connection_that_the_server_has_cut_is_opened_again() -> None:
    """What is left of it raises; afterwards the thread has a new one."""

    class Cut(Puppet):
        def serve(self) -> None:
            if self.script:
                self.script.pop()
                with connection.cursor() as cursor:
                    cursor.execute("SELECT nonsense FROM nowhere")
            self.well()
            self.stop.set()

    puppet = Cut("once")
    puppet.run()
    assert health_of(puppet)[:2] == ("off", "stopped")


def test_stop_ends_even_a_long_pause_at_once(run: Callable[[Supervisor], Running], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(life, "BACK_OFF_S", (3600.0,))
    puppet = Puppet(LinkError("gone"), stop=threading.Event())
    running = run(puppet)
    assert soon(lambda: health_of(puppet)[0] == "link_down")
    running.stop()
    assert (running.is_alive, health_of(puppet)[:2]) == (False, ("off", "stopped"))
