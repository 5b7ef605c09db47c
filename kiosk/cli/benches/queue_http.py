"""Numbers and calls over HTTP: the real web process, the real route, durable tickets with their print jobs.

A client keeps its connection and waits for each answer.  The limit of requests is lifted, since it is not what is measured;
every other part of the route is as it is in an office.  `queue.call_to_board_p95_ms` runs from a caller's press to the
moment at which an open waiting page has heard of it and shows it, over fifty of them, with a printer that hangs.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, Self

from kiosk.cli import postgresql
from kiosk.cli.benches.figures import Figure, p95, rounded
from kiosk.cli.demo_house import free_port
from kiosk.cli.home import lay_out
from kiosk.config import Api, Config, Database, Printer, Web

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIMIT = 1_000_000
CLIENTS = 8
LISTENERS = 50
SCOPES = ("hall:read", "tickets:write", "desk:3:write")
WITHIN_S = 30.0


def measure(folder: Path, *, full: bool) -> list[Figure]:
    """Return the figures of the route; about half a minute."""
    count = 4000 if full else 1000
    with _web(folder / "http", "sqlite:") as (port, word):
        caller = Caller(port, word)
        caller.take(50)  # connections, content, the pages of the database
        times, seconds = caller.take(count)
    return [
        Figure("queue.http_tickets_per_s_1_client", rounded(count / seconds), "1/s", 200, "higher"),
        Figure("queue.http_p95_ms", rounded(p95(times)), "ms", 15),
        _on_postgresql(folder / "http-pg", count // CLIENTS),
        _call_to_board(folder / "board", 60 if full else 25),
    ]


class Caller:
    """A program with a connection that it keeps."""

    def __init__(self, port: int, word: str) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=WITHIN_S)
        self._word = word

    def ask(self, method: str, path: str, body: dict[str, object] | None = None) -> Any:
        """Ask once and return what is answered; raises `RuntimeError` for anything but success."""
        headers = {"Authorization": f"Bearer {self._word}"}
        if body is not None:
            headers |= {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())}
        self._line.request(method, f"/api/v1{path}", None if body is None else json.dumps(body), headers)
        answer = self._line.getresponse()
        said = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{path} answered {answer.status}: {said.decode()[:300]}")
        return json.loads(said)

    def take(self, count: int) -> tuple[list[float], float]:
        """Take numbers one after the other; return the milliseconds of each, and the seconds of all."""
        times, began = [], time.perf_counter()
        for _ in range(count):
            before = time.perf_counter()
            self.ask("POST", "/tickets", {"letter": "A"})
            times.append((time.perf_counter() - before) * 1000)
        return times, time.perf_counter() - began


def _on_postgresql(home: Path, each: int) -> Figure:
    with postgresql.cluster() as server:
        if server is None:
            why = "PostgreSQL is not installed here"
            return Figure("queue.http_tickets_per_s_8_clients_postgresql", None, "1/s", 250, "higher", reason=why)
        with _web(home, server.url) as (port, word), ThreadPoolExecutor(CLIENTS) as people:
            callers = [Caller(port, word) for _ in range(CLIENTS)]
            list(people.map(lambda one: one.take(10), callers))
            began = time.perf_counter()
            list(people.map(lambda one: one.take(each), callers))
            per_s = CLIENTS * each / (time.perf_counter() - began)
    return Figure("queue.http_tickets_per_s_8_clients_postgresql", rounded(per_s), "1/s", 250, "higher")


def _call_to_board(home: Path, calls: int) -> Figure:
    """Call numbers with fifty open pages, while the printer takes no byte."""
    with ExitStack() as stack:
        hung = stack.enter_context(_hung_printer())
        port, word = stack.enter_context(_web(home, "sqlite:", printer=f"tcp://127.0.0.1:{hung}"))
        stack.enter_context(_kiosk(home, "devices"))
        caller = Caller(port, word)
        caller.take(calls + 2)
        caller.ask("POST", "/counters/3/open", {})
        pages = [stack.enter_context(Listener(port, word)) for _ in range(LISTENERS)]
        times = [one for _ in range(calls) for one in _one_call(caller, pages)]
    return Figure("queue.call_to_board_p95_ms", rounded(p95(times)), "ms", 500)


def _one_call(caller: Caller, pages: list[Listener]) -> list[float]:
    """Return, for each of the pages, the milliseconds from a press until it shows the call."""
    began = time.perf_counter()
    label = caller.ask("POST", "/counters/3/next", {})["call"]["label"]
    deadline = began + WITHIN_S
    while not all(label in one.shown for one in pages):
        if time.perf_counter() > deadline:
            raise TimeoutError(f"{label} did not reach every page")
        time.sleep(0.001)
    time.sleep(0.1)  # the next press is another moment
    return [(one.shown[label] - began) * 1000 for one in pages]


class Listener:
    """An open waiting page: hears of news by its event stream, then reads the page again, as its script does."""

    def __init__(self, port: int, word: str) -> None:
        self.shown: dict[str, float] = {}
        self._port = port
        self._word = word
        self._stream = socket.create_connection(("127.0.0.1", port), WITHIN_S)
        self._stream.sendall(b"GET /waiting/events/ HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n")
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self) -> Self:
        heard = b""
        while b"retry:" not in heard:  # the line is open: no call is missed from now on
            if not (more := self._stream.recv(4096)):
                raise RuntimeError("the event line was closed")
            heard += more
        self._stream.settimeout(None)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.shutdown(socket.SHUT_RDWR)
        self._stream.close()

    def _listen(self) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self._port, timeout=WITHIN_S)
        try:
            while heard := self._stream.recv(4096):
                if b"event: hall" in heard:
                    line.request("GET", "/waiting/?part=1", headers={"Accept": "text/html"})
                    self._note(line.getresponse().read().decode())
        except OSError:
            return

    def _note(self, page: str) -> None:
        now = time.perf_counter()
        for label in (part.partition("<")[0] for part in page.split('<b class="label">')[1:]):
            self.shown.setdefault(label, now)


@contextmanager
def _web(home: Path, url: str, printer: str = "") -> Iterator[tuple[int, str]]:
    """Run `kiosk web` on a home of its own; yields its port and a token."""
    port = free_port(0)
    config = Config(
        database=Database(url=url), web=Web(port=port),
        api=Api(requests_per_minute=LIMIT, requests_per_minute_and_address=LIMIT),
        printer=Printer(model="TM-T20III", port=printer) if printer else Printer(),
    )  # fmt: skip
    lay_out(home, config)
    for words in (("migrate",), ("load-content",)):
        with _kiosk(home, *words) as step:
            step.communicate()
    with _kiosk(home, "token", "create", "bench", *(part for one in SCOPES for part in ("--scope", one))) as made:
        word = made.communicate()[0].strip()
    with _kiosk(home, "web") as server:
        if server.stdout is None or "ready" not in server.stdout.readline():
            raise RuntimeError("the web process did not come up")
        yield port, word


@contextmanager
def _kiosk(home: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """Run a kiosk command; it is ended with the block."""
    line = (sys.executable, "-m", "kiosk", *words)
    environment = {**os.environ, "KIOSK_HOME": str(home)}
    with subprocess.Popen(  # noqa: S603  # our own command
        line, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


@contextmanager
def _hung_printer() -> Iterator[int]:
    """Hold a printer on the network that takes a connection and then neither reads nor answers; yields its port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(4)
        yield int(listener.getsockname()[1])
