"""Talking to simulators and screens of the demo: one JSON object per line on a Unix stream socket."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pathlib import Path

REPLY_WITHIN_S = 20.0


class ControlError(Exception):
    """The far end said no, or is not there; the message says what it said."""


class Control:
    """A conversation with one control socket; also a context."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(REPLY_WITHIN_S)
        try:
            self._socket.connect(str(path))
        except OSError as error:
            self._socket.close()
            raise ControlError(f"nobody answers at {path.name}: {error.strerror}") from error
        self._lines = self._socket.makefile("r", encoding="utf-8")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(self, **request: Any) -> dict[str, Any]:
        """Send one request and return the answer; raises `ControlError` where it is not ok.

        A request that waits (`timeout_s`) has that long more.
        """
        try:
            self._socket.settimeout(REPLY_WITHIN_S + float(request.get("timeout_s", 0)))
            self._socket.sendall(json.dumps(request, ensure_ascii=False).encode() + b"\n")
            line = self._lines.readline()
        except OSError as error:
            raise ControlError(f"{self._path.name} did not answer {request.get('do')}: {error}") from error
        if not line:
            raise ControlError(f"{self._path.name} hung up at {request.get('do')}")
        answer: dict[str, Any] = json.loads(line)
        if not answer.get("ok"):
            raise ControlError(f"{request.get('do')}: {answer.get('error', answer)}")
        return answer

    def close(self) -> None:
        """Hang up."""
        self._lines.close()
        self._socket.close()
