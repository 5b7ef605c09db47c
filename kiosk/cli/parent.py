"""One parent for several processes: starts them, starts a dead one again, and takes all of them down together.

A child says that it is ready with one JSON line on its standard output (`kiosk.cli.ready`); everything else it prints goes to
the parent's standard error.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LOOK_EACH_S = 0.2
RESTART_AFTER_S = (1.0, 1.0, 2.0, 5.0, 10.0, 30.0)  # by how often it has died at once
STOP_WITHIN_S = 8.0
QUICK_DEATH_S = 5.0
PARENT = "KIOSK_PARENT"  # in a child's environment: the process that started it
PR_SET_PDEATHSIG = 1  # prctl(2)


@dataclass
class Child:
    """One process: how to start it, and how it is."""

    name: str
    argv: Sequence[str]
    env: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    ready: threading.Event = field(default_factory=threading.Event)
    started_s: float = 0.0
    due_s: float = 0.0  # when a dead one is started again
    quick_deaths: int = 0

    def start(self) -> None:
        """Start the process; a thread of its own reads what it says."""
        self.ready.clear()
        self.started_s, self.due_s = time.monotonic(), 0.0
        self.process = subprocess.Popen(  # noqa: S603  # our own commands, no shell
            list(self.argv), stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, env={**os.environ, **self.env}
        )
        threading.Thread(target=self._listen, args=(self.process,), daemon=True).start()

    def _listen(self, process: subprocess.Popen[str]) -> None:
        if process.stdout is None:
            return
        with process.stdout as said:
            for line in said:
                facts = _facts(line)
                if not facts.get("ready"):
                    click.echo(f"{self.name}: {line.rstrip()}", err=True)
                elif process is self.process:  # not the last word of the one before
                    self.facts = facts
                    self.ready.set()


class Parent:
    """Runs children until `stop` is called or a signal comes."""

    def __init__(self, children: Sequence[Child]) -> None:
        self.children = list(children)
        self._stop = threading.Event()

    def start(self, timeout_s: float = 30.0) -> None:
        """Start all children in order, each when the one before is ready; raises `click.ClickException` where one is not."""
        for child in self.children:
            if not self._stop.is_set():
                child.start()
                self._await_ready(child, timeout_s)

    def run(self, welcome: Callable[[], None]) -> None:
        """Start the children, say `welcome`, keep them alive until SIGTERM or SIGINT, end them.  Main thread only."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stop.set())
        try:
            self.start()
            if not self._stop.is_set():
                welcome()
            self.keep_alive()
        finally:
            self.stop()

    def keep_alive(self) -> None:
        """Start dead children again until `stop` is called; any thread."""
        while not self._stop.wait(LOOK_EACH_S):
            for child in self.children:
                if child.process is not None and child.process.poll() is not None:
                    self._restart(child)

    def stop(self) -> None:
        """End all children, last first; one that does not listen is killed."""
        self._stop.set()
        for child in reversed(self.children):
            if child.process is not None and child.process.poll() is None:
                child.process.terminate()
        for child in self.children:
            if child.process is not None:
                _end(child.process)

    def _restart(self, child: Child) -> None:
        """Start a dead child again when its time has come; one that dies at once again and again waits longer each time."""
        now = time.monotonic()
        if child.due_s == 0.0:
            code = child.process.returncode if child.process else None
            child.quick_deaths = child.quick_deaths + 1 if now - child.started_s < QUICK_DEATH_S else 0
            pause = RESTART_AFTER_S[min(child.quick_deaths, len(RESTART_AFTER_S) - 1)]
            child.due_s = now + pause
            click.echo(f"{child.name} has ended (status {code}); it starts again in {pause:g} s.", err=True)
        elif now >= child.due_s:
            child.start()

    def _await_ready(self, child: Child, timeout_s: float) -> None:
        deadline = time.monotonic() + timeout_s
        while not child.ready.wait(0.05) and not self._stop.is_set():
            if child.process is not None and child.process.poll() is not None:
                self.stop()
                raise click.ClickException(f"{child.name} did not start (status {child.process.returncode}).")
            if time.monotonic() > deadline:
                self.stop()
                raise click.ClickException(f"{child.name} was not ready within {timeout_s:.0f} s.")


def kiosk_child(name: str, *words: str, home: str) -> Child:
    """Return a child that runs `kiosk NAME WORDS` on the kiosk at `home`."""
    return Child(name, (sys.executable, "-m", "kiosk", name, *words), {"KIOSK_HOME": home, PARENT: str(os.getpid())})


def end_with_parent() -> None:
    """Where a parent started this process, ask the kernel to end it together with that parent, even after a kill -9."""
    parent = os.environ.pop(PARENT, "")
    if parent:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != int(parent):  # it has died in between
            sys.exit(1)


def _end(process: subprocess.Popen[str]) -> None:
    try:
        process.wait(STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _facts(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
