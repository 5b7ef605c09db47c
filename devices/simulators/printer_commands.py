"""The simulated printer's ear: a stream of ESC/POS bytes cut into commands, however it is chopped.

Written from Epson's command reference, not from our encoder.  What no command begins with is text.  The
reader keeps the place within a half-received command, as a real printer does: a picture that was cut off
swallows whatever comes next.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

NUL, LF, DLE, ESC, FS, GS = 0x00, 0x0A, 0x10, 0x1B, 0x1C, 0x1D

_ESC_PARAMETERS = {
    **dict.fromkeys("@2im", 0),
    **dict.fromkeys("3JdatR!EMG-{V =", 1),
    "$": 2,
    "\\": 2,
    "c": 2,
    "p": 3,
}
_FS_PARAMETERS = {".": 0, "&": 0, "!": 1, "W": 1, "-": 1, "C": 1, "S": 2, "?": 2, "p": 2}
_GS_PARAMETERS = {
    "!": 1,
    "B": 1,
    "H": 1,
    "h": 1,
    "w": 1,
    "f": 1,
    "I": 1,
    "a": 1,
    "r": 1,
    "P": 2,
    "L": 2,
    "W": 2,
    "$": 2,
}


@dataclass(frozen=True)
class Command:
    """One command: its name as in the manual ("GS v 0", "ESC J"), parameter bytes, data; bytes in all."""

    name: str
    parameters: bytes = b""
    data: bytes = b""
    size: int = 0


class CommandReader:
    """Feeds on bytes, gives commands.

    `waiting_bytes` tells how much of an unfinished one is still to come.
    """

    def __init__(self) -> None:
        self._held = bytearray()
        self._parser = self._commands()
        self._wanted = self._first_want()
        self._consumed = 0

    @property
    def waiting_bytes(self) -> int:
        """Bytes that the unfinished command still needs; 0 between commands."""
        return self._wanted - len(self._held) if self._consumed or self._held else 0

    def feed(self, data: bytes) -> Iterator[Command]:
        """Every command that `data` completes."""
        self._held += data
        while len(self._held) >= self._wanted:
            piece = bytes(self._held[: self._wanted])
            del self._held[: self._wanted]
            self._consumed += len(piece)
            step = self._parser.send(piece)
            while isinstance(step, Command):
                yield Command(step.name, step.parameters, step.data, self._consumed)
                self._consumed = 0
                step = next(self._parser)
            self._wanted = step

    def _first_want(self) -> int:
        want = next(self._parser)
        return want if isinstance(want, int) else 1

    def _commands(self) -> Generator[int | Command, bytes, None]:
        while True:
            first = (yield 1)[0]
            if first == DLE:
                yield from self._real_time()
            elif first == ESC:
                yield from self._plain("ESC", _ESC_PARAMETERS)
            elif first == FS:
                yield from self._plain("FS", _FS_PARAMETERS)
            elif first == GS:
                yield from self._group()
            elif first == LF:
                yield Command("LF")
            else:
                yield Command("text", bytes((first,)))

    @staticmethod
    def _real_time() -> Generator[int | Command, bytes, None]:
        second = (yield 1)[0]
        if second == 0x04:
            yield Command("DLE EOT", (yield 1))
        elif second == 0x05:
            yield Command("DLE ENQ", (yield 1))
        elif second == 0x14:
            function = yield 1
            rest = yield {1: 2, 2: 2, 8: 7}.get(function[0], 1)
            yield Command("DLE DC4", function, rest)
        else:
            yield Command("unknown", bytes((DLE, second)))

    @staticmethod
    def _plain(group: str, table: dict[str, int]) -> Generator[int | Command, bytes, None]:
        letter = chr((yield 1)[0])
        if letter not in table:
            yield Command("unknown", letter.encode("latin-1"))
            return
        count = table[letter]
        yield Command(f"{group} {letter}", (yield count) if count else b"")

    def _group(self) -> Generator[int | Command, bytes, None]:
        letter = chr((yield 1)[0])
        if letter == "v":
            head = (yield 6)[1:]  # 30 m xL xH yL yH
            size = int.from_bytes(head[1:3], "little") * int.from_bytes(head[3:5], "little")
            yield Command("GS v 0", head, (yield size) if size else b"")
        elif letter in "(8":
            yield from self._with_length(letter)
        elif letter == "V":
            mode = yield 1
            yield Command("GS V", mode + ((yield 1) if mode[0] in (65, 66, 97, 98) else b""))
        else:
            yield from self._known(letter)

    @staticmethod
    def _known(letter: str) -> Generator[int | Command, bytes, None]:
        if letter in _GS_PARAMETERS:
            yield Command(f"GS {letter}", (yield _GS_PARAMETERS[letter]))
        else:
            yield Command("unknown", letter.encode("latin-1"))

    @staticmethod
    def _with_length(bracket: str) -> Generator[int | Command, bytes, None]:
        letter = chr((yield 1)[0])
        length = int.from_bytes((yield 2 if bracket == "(" else 4), "little")
        yield Command(f"GS ( {letter}", b"", (yield length) if length else b"")


class RealTimeEar:
    """Hears DLE EOT n anywhere, within pictures too, as printers do whose manuals warn of it."""

    def __init__(self) -> None:
        self._last = b""

    def heard(self, data: bytes) -> list[int]:
        """Return the n of every DLE EOT n that `data` completes."""
        stream = self._last + data
        found = [at for at in range(len(stream) - 2) if stream[at] == DLE and stream[at + 1] == 0x04]
        self._last = stream[-2:]
        return [stream[at + 2] for at in found if stream[at + 2] in (1, 2, 3, 4, 20)]
