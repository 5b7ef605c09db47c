"""A finger: drives a display through its remote socket (`python -m screens touch --remote SOCKET`)."""

from __future__ import annotations

import json
import socket
import time
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

CONNECT_S = 20.0


class PilotError(Exception):
    """The display did not do what was asked; the message is its own."""


class Pilot:
    """One connection to a display.  Every method returns the display's answer or raises `PilotError`."""

    def __init__(self, path: Path, *, timeout_s: float = 30.0) -> None:
        self._socket = _connected(path)
        self._socket.settimeout(timeout_s)
        self._lines = self._socket.makefile("rwb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Hang up; the display goes on."""
        self._lines.close()
        self._socket.close()

    def ask(self, **request: Any) -> dict[str, Any]:
        """Send one request and return its answer."""
        self._lines.write(json.dumps(request).encode() + b"\n")
        self._lines.flush()
        answer: dict[str, Any] = json.loads(self._lines.readline())
        if not answer.pop("ok"):
            raise PilotError(answer["error"])
        return answer

    def touch(self, x: float, y: float) -> None:
        """Touch a window pixel, from the top left."""
        self.ask(do="touch", x=x, y=y)

    def tap(self, pilot_id: str, *, wait_s: float = 5.0) -> None:
        """Touch a control as soon as it is there."""
        self.wait(pilot_id=pilot_id, timeout_s=wait_s)
        self.ask(do="tap", id=pilot_id)

    def state(self) -> dict[str, Any]:
        """Return screen, dialog, language, pilot_ids and texts."""
        return self.ask(do="state")

    def wait(self, *, screen: str = "", pilot_id: str = "", text: str = "", timeout_s: float = 5.0) -> dict[str, Any]:
        """Wait until the screen, the control, the text is there; return the state."""
        return self.ask(do="wait", screen=screen, id=pilot_id, text=text, timeout_s=timeout_s)

    def screenshot(self, file: Path) -> None:
        """Write what is on the glass as PNG."""
        self.ask(do="screenshot", file=str(file))


def _connected(path: Path) -> socket.socket:
    until = time.monotonic() + CONNECT_S
    while True:
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            line.connect(str(path))
        except OSError:
            line.close()
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return line
