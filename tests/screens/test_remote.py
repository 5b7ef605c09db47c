"""The remote: what a finger, a test and the tour ask of a display."""

# ruff: noqa: E501  # tables read best in rows

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from kivy.base import EventLoop
from kivy.core.window import Window
from PIL import Image

from screens.app import on_main
from screens.gallery.glass import draw_every_frame, draw_on_demand, step, undrawn
from screens.remote import Remote
from tests.pilot import Pilot, PilotError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from screens.gallery.glass import Glass


def while_drawing(glass: Glass, work: Callable[[], None]) -> None:
    """Let `work` ask from another thread while the event loop steps here."""
    fault: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001  # raised again on the main thread
            fault.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    while thread.is_alive():
        glass.seconds += 0.05
        EventLoop.idle()
    thread.join()
    if fault:
        raise fault[0]


@pytest.fixture
def socket_path(glass: Glass, tmp_path: Path) -> Iterator[Path]:
    remote = Remote(tmp_path / "run" / "screen.sock", glass.touch, on_main)
    remote.start()
    yield tmp_path / "run" / "screen.sock"
    remote.close()


def test_a_finger_taps_waits_and_reads(glass: Glass, socket_path: Path) -> None:
    def work() -> None:
        with Pilot(socket_path) as finger:
            finger.tap("home.take_ticket")
            finger.tap("take_ticket.class.A")
            finger.tap("take_ticket.take")
            state = finger.wait(screen="ticket_issued", text="A008")
            assert state["language"] == "zh_Hant"
            assert "ticket_issued.done" in state["pilot_ids"]

    while_drawing(glass, work)


def test_it_touches_places_and_takes_pictures(glass: Glass, socket_path: Path, tmp_path: Path) -> None:
    scale = glass.touch.stage.surface.scale

    def work() -> None:
        with Pilot(socket_path) as finger:
            finger.touch(540 * scale, 528 * scale)
            finger.wait(screen="take_ticket")
            finger.screenshot(tmp_path / "glass.png")

    while_drawing(glass, work)
    with Image.open(tmp_path / "glass.png") as picture:
        assert picture.size == tuple(glass.touch.stage.size)
        assert len(picture.getcolors(100000) or []) > 20


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        ({"do": "tap", "id": "nothing.here"}, "nothing.here"), ({"do": "fly"}, "unknown"), ({"do": "wait", "screen": "moon", "timeout_s": 0.1}, "moon"),
        ({"do": "touch", "x": 1}, "missing"), ({"do": "touch", "x": 1, "y": 2, "z": 3}, "unexpected"),
    ],
)  # fmt: skip
def test_a_request_that_cannot_be_done_is_answered_with_the_reason(
    glass: Glass, socket_path: Path, request_: dict[str, object], says: str
) -> None:
    def work() -> None:
        with Pilot(socket_path) as finger:
            with pytest.raises(PilotError, match=says):
                finger.ask(**request_)
            assert finger.state()["screen"] == "home"

    while_drawing(glass, work)


def test_a_still_screen_draws_no_frames(glass: Glass, socket_path: Path) -> None:
    Window.unbind(on_draw=undrawn)
    EventLoop.idle()  # the one frame that is due

    def work() -> None:
        with Pilot(socket_path) as finger:
            assert finger.ask(do="idle_frames", seconds=0.3)["frames"] == 0

    while_drawing(glass, work)


def test_frames_are_drawn_where_speed_is_measured(glass: Glass) -> None:
    drawn: list[object] = []
    draw, Window.on_draw = Window.on_draw, lambda: drawn.append(1)
    try:
        glass.touch.stage.canvas.ask_update()
        step()
        assert not drawn
        draw_every_frame()
        glass.touch.stage.canvas.ask_update()
        step()
        assert drawn
    finally:
        Window.on_draw = draw
        draw_on_demand()


def test_a_screen_is_told_when_all_of_it_is_painted(glass: Glass, socket_path: Path) -> None:
    glass.touch.stage.painting.slice_s = 0.0  # one part with every frame
    told: list[str] = []

    def work() -> None:
        with Pilot(socket_path) as finger:
            told.extend(finger.state()["texts"])

    glass.touch.go("rate")
    assert not glass.touch.stage.painting.done
    while_drawing(glass, work)
    assert told == glass.written != []
