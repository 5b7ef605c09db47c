"""The bench: real simulators are troubled through the page; a screen is touched through its picture."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingUnixStreamServer
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from people import browser
from PIL import Image

from kiosk.bench_page.buttons import BUTTONS, BY_NAME
from kiosk.fonts import UNIFONT_HEX
from kiosk.staff.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

pytestmark = pytest.mark.django_db
PROJECT = Path(__file__).resolve().parents[3]


@pytest.fixture
def client() -> Client:
    return browser(Role.CLERK)


@pytest.fixture(scope="module")
def simulators() -> Iterator[None]:
    folders = ["--home", str(settings.KIOSK_HOME), "--unifont", str(UNIFONT_HEX)]
    words = [sys.executable, "-m", "devices.simulators", *folders]
    process = subprocess.Popen(words, cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["ready"]
    yield
    process.terminate()
    process.wait(timeout=10)
    process.stdout.close()


def press(client: Client, button: str, down: str = "no") -> str:
    return client.post("/bench/press/", {"button": button, "down": down}, follow=True).content.decode()


def test_it_says_clearly_that_nothing_runs(client: Client) -> None:
    page = client.get("/bench/").content.decode()
    assert "模擬設備未執行" in page
    assert "觸控畫面未執行" in page
    assert "模擬設備未執行" in press(client, "printer-paper_out")
    assert client.get("/bench/screen.png").status_code == 204
    assert "觸控畫面未執行" in client.post("/bench/touch/", {"x": "1", "y": "1"}).content.decode()


def test_a_fault_is_switched_on_and_off(client: Client, simulators: None) -> None:
    page = press(client, "printer-paper_out")
    assert 'aria-pressed="true">紙張用完' in page
    assert 'aria-pressed="true">打開上蓋' not in page
    assert 'aria-pressed="true"' not in press(client, "printer-paper_out", down="yes")


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_every_button_is_understood_by_its_simulator(client: Client, simulators: None, name: str) -> None:
    if name == "monitor-repeat":
        press(client, "visitor-normal")
        return
    page = press(client, name)
    assert 'class="message error"' not in page
    press(client, name, down="yes")
    for buttons in BUTTONS.values():
        press(client, buttons[-1].name)


def test_unplugging_is_seen_and_mended(client: Client, simulators: None) -> None:
    assert "已拔線" in press(client, "marquee-unplug")
    assert "已拔線" not in press(client, "marquee-unplug", down="yes")


def test_an_unchanged_bench_sends_nothing(client: Client, simulators: None) -> None:
    page = client.get("/bench/now/").content.decode()
    seen = page.split("now/?seen=")[1].split('"')[0]
    assert client.get("/bench/now/", {"seen": seen}).status_code == 204
    press(client, "printer-cover_open")
    assert client.get("/bench/now/", {"seen": seen}).status_code == 200
    press(client, "printer-cover_open", down="yes")


def test_the_sign_is_shown(client: Client, simulators: None) -> None:
    answer = client.get("/bench/sign.png")
    assert answer.headers["Content-Type"] == "image/png"
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")  # type: ignore[attr-defined]  # a file


def test_an_unknown_button_is_no_button(client: Client) -> None:
    assert client.post("/bench/press/", {"button": "explode"}).status_code == 404


def test_a_slip_that_was_never_printed(client: Client) -> None:
    assert client.get("/bench/slip-9999.png").status_code == 404


class GlassAtTheFarEnd(StreamRequestHandler):
    """Answers as the touch screen's socket does, and remembers where it was touched."""

    def handle(self) -> None:
        request: dict[str, Any] = json.loads(self.rfile.readline())
        assert isinstance(self.server, Glass)
        self.server.heard.append(request)
        if request["do"] == "screenshot":
            Image.new("RGB", (54, 96), "#0F4D47").save(request["file"])
        refused = request.get("x", 0) >= 1080
        answer = {"ok": False, "error": "outside the window"} if refused else {"ok": True}
        self.wfile.write(json.dumps(answer).encode() + b"\n")


class Glass(ThreadingUnixStreamServer):
    """A touch screen's socket."""

    daemon_threads = True

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        self.heard: list[dict[str, Any]] = []
        super().__init__(str(path), GlassAtTheFarEnd)


@pytest.fixture
def glass() -> Iterator[Glass]:
    path = settings.KIOSK_HOME / "run" / "screen.sock"
    with Glass(path) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()
    path.unlink()


def test_the_picture_of_the_screen(client: Client, glass: Glass) -> None:
    answer = client.get("/bench/screen.png")
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")  # type: ignore[attr-defined]  # a file
    assert glass.heard[0]["do"] == "screenshot"


def test_a_click_on_the_picture_is_a_touch_at_that_pixel(client: Client, glass: Glass) -> None:
    assert client.post("/bench/touch/", {"x": "540", "y": "528"}).status_code == 204
    assert glass.heard == [{"do": "touch", "x": 540, "y": 528}]
    assert client.post("/bench/touch/", {"x": "5000", "y": "1"}).content == b"outside the window"


@pytest.mark.parametrize("x", ["", "-1", "99999", "1e9", "x", "٣" * 9])
def test_a_pixel_that_is_none_is_refused_and_nothing_is_touched(client: Client, glass: Glass, x: str) -> None:
    assert client.post("/bench/touch/", {"x": x, "y": "1"}).status_code == 422
    assert glass.heard == []
