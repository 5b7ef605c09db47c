"""What the doctor says about the address that phones reach."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

from kiosk.cli.public_address import OURS, look
from kiosk.config import Config, Office, Web

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(params=[OURS, b"<p>a router's log-in page</p>"], ids=["ours", "another's"])
def server(request: pytest.FixtureRequest) -> Iterator[tuple[str, bool]]:
    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(request.param)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Page) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}", request.param == OURS
        running.shutdown()
        thread.join()


def configured(url: str, *hosts: str, https: bool = False) -> Config:
    return Config(office=Office(public_url=url), web=Web(allowed_hosts=list(hosts) or ["127.0.0.1"], https=https))


def test_an_address_that_answers_with_our_page(server: tuple[str, bool]) -> None:
    address, ours = server
    ok, found, remedy = look(configured(address))
    assert ok is ours, found
    assert bool(remedy) is not ours


def test_none_is_no_fault() -> None:
    assert look(configured(""))[0] is None


@pytest.mark.parametrize(
    ("config", "remedy"),
    [(configured("https://hro.example/queue", "hro.example", https=True), "without a path"),
     (configured("https://hro.example", "other.example", https=True), "allowed_hosts"),
     (configured("http://hro.example", "hro.example"), "TLS"), (configured("https://hro.example", ".example"), "web.https"),
     (configured("http://127.0.0.1:9"), "kiosk web")],
)  # fmt: skip
def test_each_fault_names_its_remedy(config: Config, remedy: str) -> None:
    ok, found, told = look(config)
    assert ok is False
    assert found
    assert remedy in told
