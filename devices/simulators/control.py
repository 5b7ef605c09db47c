"""The socket by which the bench page (or a test) steers the simulated devices.

A Unix stream socket; each line is one request, each answer one line, both JSON:

    {"device": "printer", "do": "paper_out", "args": {"on": true}}   ->   {"ok": true, "state": {...}}
    {"device": "toaster", "do": "state"}                             ->   {"ok": false, "error": "device ..."}

Only the user who started the simulators can connect (mode 0700 on the socket and on its folder).
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import socketserver
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast

from devices.simulators.folders import private
from devices.simulators.verbs import RequestRefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from devices.simulators.verbs import Simulated, Verbs

MAX_LINE_BYTES = 65_536
Thing = TypeVar("Thing")
FORM = 'write one JSON object: {"device": "...", "do": "...", "args": {...}}'


@dataclass(frozen=True)
class Steered:
    """One device as the socket knows it."""

    device: Simulated
    verbs: Verbs


class Control:
    """Answers requests for `devices`, by name."""

    def __init__(self, devices: Mapping[str, Steered]) -> None:
        self._devices = devices

    def answer(self, line: bytes) -> dict[str, Any]:
        """Do what one line asks; never raises."""
        try:
            return {"ok": True, "state": self._do(_request(line))}
        except RequestRefusedError as refusal:
            return {"ok": False, "error": str(refusal)}
        except Exception as error:  # noqa: BLE001  whatever a simulated device does wrong, the bench page is told
            return {"ok": False, "error": f"the simulator failed: {type(error).__name__}: {error}"}

    def _do(self, request: dict[str, Any]) -> dict[str, Any]:
        steered = _chosen(self._devices, "device", request.get("device"))
        if request.get("do") != "state":
            verb = _chosen(steered.verbs, "do", request.get("do"), also=("state",))
            verb.do(request.get("args") or {})
        return steered.device.state()


class ControlSocket(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """Listens at `path` from `start` to `stop`."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, path: Path, control: Control) -> None:
        self.path, self.control = path, control
        private(path.parent)
        _make_room(path)
        before = os.umask(0o077)
        try:
            super().__init__(str(path), _Conversation)
        finally:
            os.umask(before)
        path.chmod(0o700)
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True)

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Stop answering and take the socket away."""
        if self._thread.is_alive():
            self.shutdown()
        self.server_close()
        self.path.unlink(missing_ok=True)


class _Conversation(socketserver.StreamRequestHandler):
    """One caller, any number of requests."""

    def handle(self) -> None:
        control = cast("ControlSocket", self.server).control
        with contextlib.suppress(ConnectionError):
            while line := self.rfile.readline(MAX_LINE_BYTES):
                answer = control.answer(line)
                self.wfile.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
                if not line.endswith(b"\n"):
                    return


def _request(line: bytes) -> dict[str, Any]:
    if len(line) >= MAX_LINE_BYTES:
        raise RequestRefusedError(f"the request is too long: keep it under {MAX_LINE_BYTES} bytes")
    try:
        request = json.loads(line)
    except ValueError as error:
        raise RequestRefusedError(f"the request is not JSON ({error}): {FORM}") from error
    if not isinstance(request, dict):
        raise RequestRefusedError(f"the request is not an object: {FORM}")
    for name in request:
        if name not in ("device", "do", "args"):
            raise RequestRefusedError(f"{name} is not known: {FORM}")
    if not isinstance(request.get("args", {}), dict):
        raise RequestRefusedError("args is not an object: write names and values, or leave it out")
    return request


def _chosen(things: Mapping[str, Thing], field: str, name: object, also: tuple[str, ...] = ()) -> Thing:
    if isinstance(name, str) and name in things:
        return things[name]
    known = ", ".join((*also, *things))
    raise RequestRefusedError(f"{field} {name!r} is not known: use one of {known}")


def _make_room(path: Path) -> None:
    """Remove what a killed process left; refuse to push a living one aside."""
    if not path.exists() and not path.is_symlink():
        return
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(1)
        try:
            probe.connect(str(path))
        except OSError:
            path.unlink()
            return
    raise RuntimeError(f"{path}: simulated devices are already running with this home; stop them first")
