"""A finger for demonstrations and tests: real touches through a Unix socket.  Only with `--remote`.

One JSON object per line, one answer per line: `{"ok": true, ...}` or `{"ok": false, "error": "..."}`.

    {"do": "touch", "x": 540, "y": 500}            press and release at a window pixel, from the top left
    {"do": "tap", "id": "take_ticket.class.C"}     the same at the centre of a control
    {"do": "state"}                                screen, language, pilot_ids, texts
    {"do": "screenshot", "file": "home.png"}       what is on the glass
    {"do": "wait", "screen": "home", "timeout_s": 5}   until that screen shows; "id" or "text" wait for those
    {"do": "idle_frames", "seconds": 2}            how many frames were drawn meanwhile (a still screen draws none)
    {"do": "late_frames", "seconds": 5}            by how much the latest frame came too late
"""

from __future__ import annotations

import json
import socketserver
import threading
import time
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kivy import base
from kivy.clock import Clock as KivyClock
from kivy.core.window import Window
from kivy.graphics.opengl import GL_RGB, GL_UNSIGNED_BYTE, glReadPixels
from kivy.input.motionevent import MotionEvent
from PIL import Image

from screens.window import MAX_FPS

if TYPE_CHECKING:
    from collections.abc import Callable

    from screens.stage import Stage
    from screens.visit import Visit

    class Piloted(Protocol):
        """What the remote needs to know of a display."""

        stage: Stage
        visit: Visit

        @property
        def place(self) -> str:
            """Return the name of the screen that shows."""

        @property
        def dialog_name(self) -> str:
            """Return the name of the open dialog, empty without one."""


ANSWER_S = 10.0
STEP_S = 0.03
RESTS_S = 2.0
Request = dict[str, Any]


class Finger(MotionEvent):
    """A touch as a panel makes it: place only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("is_touch", True)
        kwargs.setdefault("type_id", "touch")
        super().__init__(*args, **kwargs)

    def depack(self, args: Any) -> None:
        """Take the place, as parts of the window from its lower left corner."""
        self.sx, self.sy = args
        self.profile = ["pos"]
        super().depack(args)


def _loop() -> Any:
    return base.EventLoop


def touch_begin(number: int, x: float, y: float) -> Finger:
    """Put a finger on a window pixel, counted from the top left."""
    finger = Finger("remote", number, (x / Window.width, 1 - y / Window.height))
    _loop().post_dispatch_input("begin", finger)
    return finger


def touch_move(finger: Finger, x: float, y: float) -> None:
    """Draw a finger over the glass to a window pixel, counted from the top left."""
    finger.move((x / Window.width, 1 - y / Window.height))
    _loop().post_dispatch_input("update", finger)


def touch_end(finger: Finger) -> None:
    """Lift it."""
    _loop().post_dispatch_input("end", finger)


def lift(finger: Finger) -> float:
    """Lift the finger; returns the moment just before, on the system's monotonic clock."""
    at_s = time.monotonic()
    touch_end(finger)
    return at_s


def picture() -> Image.Image:
    """Return what is on the glass; main thread only."""
    Window.on_draw()
    width, height = int(Window.width), int(Window.height)
    pixels = glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE)
    return Image.frombytes("RGB", (width, height), pixels).transpose(Image.Transpose.FLIP_TOP_BOTTOM)


def screenshot(file: Path) -> None:
    """Write what is on the glass as PNG; main thread only."""
    part = file.with_suffix(".part")
    picture().save(part, "PNG")
    part.replace(file)


class Remote:
    """Listens in a thread; everything that touches Kivy runs on the main thread."""

    def __init__(self, path: Path, display: Piloted, on_main: Callable[[Callable[[], None]], None]) -> None:
        self._path, self._display, self._on_main = path, display, on_main
        self._numbers = 0
        self._server: socketserver.ThreadingUnixStreamServer | None = None

    def start(self) -> None:
        """Open the socket."""
        remote = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                for line in self.rfile:
                    self.wfile.write(json.dumps(remote.answer(line), ensure_ascii=False).encode() + b"\n")

        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.unlink(missing_ok=True)
        self._server = socketserver.ThreadingUnixStreamServer(str(self._path), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, name="remote", daemon=True).start()

    def close(self) -> None:
        """Close the socket."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._path.unlink(missing_ok=True)

    def answer(self, line: bytes) -> Request:
        """Answer one line; a request that makes no sense is told so."""
        try:
            request = json.loads(line)
            act = getattr(self, f"_do_{request.pop('do')}", None)
            if act is None:
                return {"ok": False, "error": "unknown request"}
            return {"ok": True, **act(**request)}
        except (ValueError, TypeError, KeyError, LookupError, AttributeError, TimeoutError, OSError) as error:
            return {"ok": False, "error": f"{type(error).__name__}: {error}"}

    # ---- requests ------------------------------------------------------------------------------------------------
    def _do_touch(self, x: float, y: float) -> Request:
        finger = self._main(lambda: self._begin(x, y))
        time.sleep(STEP_S)
        lifted_at_s = self._main(lambda: lift(finger))
        return {"x": x, "y": y, "lifted_at_s": lifted_at_s}

    def _do_tap(self, id: str) -> Request:  # noqa: A002  # the word of the protocol
        until = time.monotonic() + RESTS_S
        while self._main(lambda: self._rests(id)) and time.monotonic() < until:
            time.sleep(STEP_S)  # nobody reads a new screen so fast
        return self._do_touch(*self._main(lambda: self._place(id)))

    def _do_state(self) -> Request:
        return self._do_wait()

    def _do_screenshot(self, file: str) -> Request:
        self._main(lambda: self._shoot(Path(file)))
        return {"file": file}

    def _do_wait(self, screen: str = "", id: str = "", text: str = "", timeout_s: float = 5.0) -> Request:  # noqa: A002
        until = time.monotonic() + timeout_s
        while True:
            state = self._main(self._state)
            painted = state.pop("painted")  # a page is there when it can be seen
            good_screen = not screen or state["screen"] == screen
            if (
                painted
                and good_screen
                and (not id or id in state["pilot_ids"])
                and (not text or any(text in said for said in state["texts"]))
            ):
                return state  # type: ignore[no-any-return]
            if time.monotonic() > until:
                raise TimeoutError(
                    f"after {timeout_s} s the screen is {state['screen']!r}, not as wanted: {screen} {id} {text}"
                )
            time.sleep(STEP_S)

    def _do_idle_frames(self, seconds: float = 1.0) -> Request:
        frames = 0

        def drawn(_window: Any) -> None:
            nonlocal frames
            frames += 1

        self._main(lambda: Window.bind(on_draw=drawn))
        time.sleep(seconds)
        self._main(lambda: Window.unbind(on_draw=drawn))
        return {"frames": frames, "seconds": seconds}

    def _do_late_frames(self, seconds: float = 1.0) -> Request:
        """Tell by how much the latest frame came later than its time: how long the main thread was held."""
        latest, last = 0.0, 0.0

        def frame(_dt: float) -> None:
            nonlocal latest, last
            now = time.monotonic()
            if last:
                latest = max(latest, now - last - 1 / MAX_FPS)
            last = now

        self._main(lambda: KivyClock.schedule_interval(frame, 0))
        time.sleep(seconds)
        self._main(lambda: KivyClock.unschedule(frame))
        return {"latest_ms": latest * 1000, "seconds": seconds}

    # ---- on the main thread --------------------------------------------------------------------------------------
    def _begin(self, x: float, y: float) -> Finger:
        self._numbers += 1
        return touch_begin(self._numbers, x, y)

    def _shoot(self, file: Path) -> None:
        self._display.stage.painting.finish()
        screenshot(file)

    def _rests(self, pilot_id: str) -> bool:
        target = self._display.stage.find(pilot_id)
        if self._display.stage.unseen:
            return True
        return target is not None and self._display.stage.fingers.comes_again(*target.area.centre)

    def _place(self, pilot_id: str) -> tuple[float, float]:
        target = self._display.stage.find(pilot_id)
        if target is None:
            raise LookupError(f"nothing called {pilot_id!r} can be touched on {self._display.place!r}")
        return self._display.stage.surface.to_window(*target.area.centre)

    def _state(self) -> Request:
        top = self._display.stage.top()
        return {
            "screen": self._display.place,
            "dialog": self._display.dialog_name,
            "language": self._display.visit.language,
            "pilot_ids": [part.pilot_id for part in reversed(list(top.pressables()))] if top else [],
            "texts": self._display.stage.written(),
            "painted": self._display.stage.painting.done,
        }

    def _main(self, call: Callable[[], Any]) -> Any:
        done: Future[Any] = Future()

        def run() -> None:
            try:
                done.set_result(call())
            except Exception as error:  # noqa: BLE001  # it is raised again where it was asked for
                done.set_exception(error)

        self._on_main(run)
        return done.result(ANSWER_S)
