"""Speaking to an Alpha sign without speaking too fast: it loses frames that follow each other closely, and never says so.

The rests are the manual's and those measured on a BetaBrite. Waiting is done here and nowhere else; what takes a sign seconds
(clearing its memory, taking a new table) can be asked for with `busy_s`, so that nobody need stand and wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from devices.errors import ProtocolError, Silent
from devices.marquee.codecs.alpha import PAUSE_S, Frame, Noise, encode, frame, pieces
from devices.marquee.codecs.alpha_commands import CLEAR_MEMORY, SOFT_RESET
from devices.marquee.codecs.alpha_decoder import Decoder
from devices.marquee.codecs.alpha_replies import answers

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.marquee.settings import MarqueeSettings
    from devices.transports.base import Transport

Value = TypeVar("Value")

GAP_S: Final = 0.25
RESTS_S: Final = {CLEAR_MEMORY: 2.0, SOFT_RESET: 10.0}
AFTER_TABLE_S, AFTER_TONE_S = 1.0, 3.0
"""After a table the sign is deaf for longer, but may be asked from then on whether it still is."""

LEAST_PATIENCE_S = 2.0
ROUTINE_S: Final = (0.6, LEAST_PATIENCE_S)
"""For questions asked all day: one damaged reply must not make everything be written again."""

READ_BYTES = 4096
REPLY_BYTES = 700
"""As long as most replies are; the longest of them is a table of sixty files."""


class Conversation:
    """Says and asks things on one line; `sleep` is how it waits."""

    def __init__(
        self,
        transport: Transport,
        settings: MarqueeSettings,
        monotonic: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        self._transport, self._settings = transport, settings
        self._monotonic, self._sleep = monotonic, sleep
        self._decoder = Decoder()
        self._free_at = float("-inf")
        self.frames = 0
        """How many frames were written so far."""

    def begin(self) -> None:
        """Keep the gap to whatever another program said last."""
        self._free_at = max(self._free_at, self._monotonic() + GAP_S)

    def busy_s(self) -> float:
        """Return how long the sign must still be left alone."""
        return max(0.0, self._free_at - self._monotonic())

    def say(self, *commands: bytes) -> None:
        """Send one frame with these commands; raises `LinkError` when the line does not take it."""
        self._send(frame(*commands, to=self._address()))
        self._free_at += _rest_s(commands[-1]) - GAP_S

    def ask(self, request: bytes, *patience_s: float, reply_bytes: int = REPLY_BYTES) -> bytes:
        """Ask with a read command and return what the sign says after the label; ask again where a reply is lost.

        `patience_s` are the times to wait for the reply to begin, one for each asking (two seconds, once, where none is told);
        one that has begun gets the time its `reply_bytes` take.  Raises `Silent` when no whole reply with the right checksum
        comes, `LinkError` when the line is gone.
        """
        self._decoder.reset()
        asked = frame(request, to=self._address())
        for allowed_s in patience_s or (max(LEAST_PATIENCE_S, self._settings.reply_timeout_s),):
            self._send(asked)
            if (said := self._await(request, self._free_at - GAP_S + allowed_s, reply_bytes)) is not None:
                return said
        raise Silent(
            f"the sign {self._address()} on {self._transport.name} does not answer {request.decode('latin-1')}",
            sent_bytes=len(encode(asked)),
        )

    def _await(self, request: bytes, deadline: float, reply_bytes: int) -> bytes | None:
        longest = deadline + self._line_time_s(reply_bytes)
        while (left_s := deadline - self._monotonic()) > 0:
            heard = self._transport.read(READ_BYTES, left_s)
            deadline = longest if heard else deadline  # a reply that has begun may take its time on the line
            for found in self._decoder.feed(heard):
                if (said := _answer(found, request)) is not None:
                    return said
        return None

    def _send(self, one: Frame) -> None:
        self._sleep(self.busy_s())
        self.frames += 1
        on_line_until = self._monotonic()
        for number, piece in enumerate(pieces(one)):
            if number:
                self._sleep(max(0.0, on_line_until - self._monotonic()) + PAUSE_S)
            time_s = self._line_time_s(len(piece))
            on_line_until = max(on_line_until, self._monotonic()) + time_s
            self._transport.write(piece, LEAST_PATIENCE_S + 2 * time_s)
        self._free_at = on_line_until + GAP_S

    def _address(self) -> str:
        return f"{self._settings.model_code or 'Z'}{self._settings.unit:02X}"

    def _line_time_s(self, count: int) -> float:
        return count * self._settings.bits_per_byte / self._settings.speed_baud


def understood(value: Value | None, request: bytes, said: bytes) -> Value:
    """Return what a reply was read as; raises `ProtocolError` with its bytes where it made no sense."""
    if value is None:
        raise ProtocolError(f"the reply to {request.decode('latin-1')} makes no sense", said)
    return value


def _answer(found: Frame | Noise, request: bytes) -> bytes | None:
    if isinstance(found, Noise) or not found.is_reply:
        return None
    return next((part.body[2:] for part in found.parts if part.is_right and answers(part.body, request)), None)


def _rest_s(command: bytes) -> float:
    if command.startswith(CLEAR_MEMORY) and command != CLEAR_MEMORY:
        return AFTER_TABLE_S
    return AFTER_TONE_S if command.startswith(b"E(") else RESTS_S.get(command, GAP_S)
