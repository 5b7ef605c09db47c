"""`kiosk devices`: one supervisor thread per configured device, until told to stop."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING

import click

from kiosk.cli import database, ready
from kiosk.cli.home import existing_home
from kiosk.cli.locks import only_one
from kiosk.project.boot import boot

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.config import Config

STOP_WITHIN_S = 5.0
LOCK = "devices.lock"  # two processes that own the same printer would print everything twice


@click.command("devices")
def command() -> None:
    """Run printer, signs, blood-pressure monitor and the voice that calls; one process per kiosk."""
    home = existing_home()
    config = boot(home)
    database.refuse_old_database()
    with only_one(home / "run" / LOCK, "`kiosk devices` is already running for this home."):
        serve(config)


def serve(config: Config) -> None:
    """Run the supervisors of `config` until SIGTERM or SIGINT."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    threads = [threading.Thread(target=run, name=name, daemon=True) for name, run in _duties(config, stop)]
    for thread in threads:
        thread.start()
    ready.tell({"ready": True, "devices": [thread.name for thread in threads]})
    while not stop.wait(1.0):
        if not all(thread.is_alive() for thread in threads):
            raise click.ClickException("A supervisor has ended by itself; see the log above.")
    for thread in threads:
        thread.join(STOP_WITHIN_S)


def _duties(config: Config, stop: threading.Event) -> list[tuple[str, Callable[[], None]]]:
    from kiosk.supervisors import assembly  # noqa: PLC0415  # imports drivers; needs Django
    from kiosk.supervisors.caretaker import Caretaker  # noqa: PLC0415

    duties = [(one.device, one.run) for one in assembly.supervisors(config, stop)]
    return [*duties, ("caretaker", Caretaker(stop).run)]
