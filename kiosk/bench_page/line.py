"""One question to a simulator's or the screen's socket, one answer back, within a deadline."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

TIMEOUT_S = 3.0
MAX_ANSWER_BYTES = 1_000_000


class NotRunning(Exception):
    """Nobody answers at the socket."""


class NotDone(Exception):
    """The other side refused; the message is its own."""


def ask(path: Path, request: dict[str, Any], timeout_s: float = TIMEOUT_S) -> dict[str, Any]:
    """Send one request and return the answer; raises `NotRunning` or `NotDone`."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(timeout_s)
            line.connect(str(path))
            line.sendall(json.dumps(request).encode() + b"\n")
            answer = json.loads(_one_line(line))
    except (OSError, ValueError) as error:
        raise NotRunning(f"{path.name}: {error}") from error
    if not isinstance(answer, dict) or not answer.get("ok"):
        raise NotDone(str(answer.get("error", answer)) if isinstance(answer, dict) else str(answer))
    return answer


def _one_line(line: socket.socket) -> bytes:
    heard = b""
    while b"\n" not in heard:
        part = line.recv(65_536)
        if not part or len(heard) > MAX_ANSWER_BYTES:
            raise ValueError("the answer ended before its line did")
        heard += part
    return heard.split(b"\n", 1)[0]
