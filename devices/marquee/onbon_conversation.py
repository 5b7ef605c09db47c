"""One request, one reply with an Onbon card: deadlines, and what its "no" means.

Frames carry no number, so what came before a request is thrown away when it is sent.  Nothing is asked twice here: trying
again is the supervisor's work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devices.errors import DeviceRefused, EncodeError, Silent
from devices.marquee.codecs.onbon import ANY_SCREEN, Decoder, Frame, encode
from devices.marquee.codecs.onbon_commands import ERRORS, Command, Message, parse_message

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.marquee.settings import MarqueeSettings
    from devices.transports.base import Transport

BITS_PER_BYTE = 10
READ_BYTES = 4096
REPLY_BYTES = 96
AS_IT_IS = 0
"""The mode of the maker's own programs, in which programs from flash stand beside dynamic areas."""
ONLY_DYNAMIC_AREAS = 1
"""The mode in which a program from flash stays away while there are dynamic areas."""


class Conversation:
    """Asks one card on one line."""

    def __init__(self, transport: Transport, settings: MarqueeSettings, monotonic: Callable[[], float], *, device: int) -> None:
        self._transport = transport
        self._settings = settings
        self._device = device
        self._monotonic = monotonic
        self._decoder = Decoder()
        self.requests = 0
        """How many requests were written so far."""

    def ask(
        self, request: Message, *, wanted: Command = Command.ACK, mode: int = ONLY_DYNAMIC_AREAS
    ) -> Message:
        """Send `request` in `mode` and return the reply to it, a `wanted` one.

        Raises `Silent` when none comes in time, `LinkError` when the line is gone, `DeviceRefused` when the card says no,
        `EncodeError` when the request does not fit a frame.
        """
        raw = self._framed(request, mode)
        self._decoder.reset()
        self._transport.read(READ_BYTES, 0)
        self.requests += 1
        allowed_s = self._settings.reply_timeout_s + self._line_time_s(len(raw) + REPLY_BYTES)
        self._transport.write(raw, allowed_s)
        reply = self._await(self._monotonic() + allowed_s, wanted)
        if reply is None:
            which = f"screen {self._settings.unit}" if self._settings.unit else "any screen"
            raise Silent(
                f"the sign ({which}) on {self._transport.name} does not answer {request.name}",
                sent_bytes=len(raw),
            )
        if reply.code == Command.NACK or reply.flag:
            meaning = ERRORS.get(reply.flag, "for a reason it does not name")
            raise DeviceRefused(f"the sign refused {request.name}: {meaning}", code=reply.flag)
        return reply

    def _framed(self, request: Message, mode: int) -> bytes:
        try:
            return encode(
                Frame(
                    request.data,
                    self._settings.unit or ANY_SCREEN,
                    device=self._device,
                    mode=mode,
                )
            )
        except ValueError as error:
            raise EncodeError(f"{request.name} cannot be sent: {error}") from error

    def _await(self, deadline: float, wanted: Command) -> Message | None:
        """Read until a card has said yes or no; our own words may come back on a two-wire line."""
        while (left_s := deadline - self._monotonic()) > 0:
            for found in self._decoder.feed(self._transport.read(READ_BYTES, left_s)):
                reply = parse_message(found.data) if isinstance(found, Frame) else None
                if reply is not None and reply.code in {wanted, Command.NACK}:
                    return reply
        return None

    def _line_time_s(self, count: int) -> float:
        return count * BITS_PER_BYTE / self._settings.speed_baud
