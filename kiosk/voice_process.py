"""A line to a voice: `kiosk voice` as a process of its own, begun when there is first something to hear.

One thread only.  Orders are small and written without waiting; a voice that has died or does not take its orders is
ended, and begun anew with the next thing to say.  Silence is never a fault of whoever wants to be heard.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

COMMAND = (sys.executable, "-m", "kiosk", "voice")
SLOWEST_S, WARM_UP_S = 0.4, 6.0  # for a character, and for the first of them: far slower than any voice speaks
_log = logging.getLogger(__name__)


class VoiceProcess:
    """`kiosk voice` at the end of two pipes."""

    def __init__(self, command: Sequence[str] = COMMAND, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._command, self._monotonic = tuple(command), monotonic
        self._over_at_s = 0.0
        self._process: subprocess.Popen[bytes] | None = None
        self._unread = b""
        self._speaking = False
        self._count = self._left = 0
        self._trouble = ""

    @property
    def at(self) -> int | None:
        """Return which of the sentences is being said now, counted from 0; None in silence."""
        return max(0, self._count - 1 - self._left) if self.speaking and self._count else None

    @property
    def speaking(self) -> bool:
        """Say whether something is being said, as far as the voice has told; one that hangs is ended."""
        self._hear()
        if self._speaking and self._monotonic() > self._over_at_s:
            _log.warning("the voice hangs and is ended")
            self._kill()
        return self._speaking

    @property
    def trouble(self) -> str:
        """Return why nothing sounds, as far as the voice has told; empty where all is well."""
        self._hear()
        return self._trouble

    def say(self, sentences: Sequence[str], language: str, volume: float) -> None:
        """Say these instead of what is being said."""
        if not sentences:
            return
        if self._process is None:
            self._begin()
        self._over_at_s = self._monotonic() + sum(map(len, sentences)) * SLOWEST_S + WARM_UP_S
        self._count, self._left = len(sentences), len(sentences) - 1
        self._speaking = self._order(say=list(sentences), language=language, volume=volume)

    def chime(self, name: str, volume: float) -> None:
        """Let a short sound be heard, unless something is being said."""
        if self._process is None:
            self._begin()
        self._order(chime=name, volume=volume)

    def play(self, path: Path, seconds: float, volume: float) -> bool:
        """Play a WAV file of so many seconds instead of what is being said; says whether the voice took the order."""
        if self._process is None:
            self._begin()
        self._count = self._left = 0
        self._over_at_s = self._monotonic() + seconds + WARM_UP_S
        self._speaking = self._order(play=str(path), volume=volume)
        return self._speaking

    def stop(self) -> None:
        """Be silent at once."""
        if self._process is not None:
            self._order(stop=True)
        self._speaking = False

    def close(self) -> None:
        """End the voice: its orders end, and it ends with them."""
        process, self._process, self._speaking, self._unread = self._process, None, False, b""
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        try:
            process.wait(1)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    # ---- inside --------------------------------------------------------------------------------------------------
    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()
        self.close()

    def _begin(self) -> None:
        try:
            self._process = subprocess.Popen(  # noqa: S603  # our own command
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
            )
        except OSError as error:
            _log.warning("the voice does not start: %s", error)
            return
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                os.set_blocking(pipe.fileno(), False)

    def _order(self, **order: Any) -> bool:
        """Write an order; says whether the voice took it."""
        if self._process is None or self._process.stdin is None:
            return False
        line = json.dumps(order, ensure_ascii=False).encode() + b"\n"
        try:
            taken = os.write(self._process.stdin.fileno(), line) == len(line)
        except OSError as error:
            _log.warning("the voice takes no orders: %s", error)
            taken = False
        if not taken:
            self.close()
        return taken

    def _hear(self) -> None:
        if self._process is None or self._process.stdout is None:
            return
        try:
            came = os.read(self._process.stdout.fileno(), 65536)
        except BlockingIOError:
            return
        if not came:
            _log.warning("the voice has ended by itself")
            self.close()
            return
        *lines, self._unread = (self._unread + came).split(b"\n")
        for line in lines:
            self._take(line)

    def _take(self, line: bytes) -> None:
        with suppress(ValueError, AttributeError, TypeError):
            answer = json.loads(line)
            self._speaking = bool(answer.get("speaking", self._speaking))
            self._left = int(answer.get("left", self._left))
            if "trouble" in answer:
                self._trouble = str(answer["trouble"])
                if self._trouble:
                    _log.warning("the voice: %s", self._trouble)
