"""One request, one reply: serial numbers, deadlines, and what a sign's "no" means.

Requests are safe to repeat, but nothing is repeated here: trying again is the supervisor's work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devices.errors import DeviceRefused, ProtocolError, Silent
from devices.marquee.codecs import jetfile2_status
from devices.marquee.codecs.jetfile2 import HEADER_BYTES, Decoder, Frame, Sync, encode
from devices.marquee.codecs.jetfile2_files import PACKET_BYTES, Part, parse_part

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.marquee.settings import MarqueeSettings
    from devices.transports.base import Transport

BITS_PER_BYTE = 10
READ_BYTES = 4096
MAX_READ_BACK_PACKETS = 700


class Conversation:
    """Asks one sign on one line."""

    def __init__(
        self, transport: Transport, settings: MarqueeSettings, monotonic: Callable[[], float]
    ) -> None:
        self._transport = transport
        self._settings = settings
        self._monotonic = monotonic
        self._decoder = Decoder(Sync.REPLY)
        self._serial = 0
        self.requests = 0
        """How many requests were written so far."""

    def ask(self, request: Frame) -> Frame:
        """Send `request` and return the reply to it.

        Raises `Silent` when none comes in time, `LinkError` when the line is gone, `DeviceRefused` when the
        sign says no.
        """
        numbered = self._numbered(request)
        raw = encode(numbered)
        self._decoder.reset()
        self.requests += 1
        allowed_s = self._settings.reply_timeout_s + self._line_time_s(len(raw) + _reply_bytes(request))
        self._transport.write(raw, allowed_s)
        reply = self._await_reply(numbered, self._monotonic() + allowed_s)
        code = jetfile2_status.status(reply)
        if code is not None and code not in jetfile2_status.OK:
            raise DeviceRefused(
                f"the sign refused {numbered.command:04X}: {jetfile2_status.meaning(code)}", code=code
            )
        return reply

    def read_whole(self, request_part: Callable[[int], Frame]) -> bytes | None:
        """Read a file packet by packet; None if the sign has no such file."""
        content = b""
        for index in range(1, MAX_READ_BACK_PACKETS):
            try:
                part = self._part(request_part(index))
            except DeviceRefused as refused:
                if refused.code in jetfile2_status.NO_SUCH_FILE:
                    return None
                raise
            content += part.data
            if len(content) >= part.file_bytes or not part.data:
                break
        return content

    def _part(self, request: Frame) -> Part:
        reply = self.ask(request)
        part = parse_part(reply)
        if part is None:
            raise ProtocolError(f"the reply to {request.command:04X} carries no file", encode(reply))
        return part

    def _numbered(self, request: Frame) -> Frame:
        self._serial = self._serial % 0xFFFF + 1
        address = self._settings
        return Frame(
            request.main, request.sub, request.arg, request.data, self._serial, address.group, address.unit
        )

    def _await_reply(self, request: Frame, deadline: float) -> Frame:
        """Read until the reply to `request` is whole; replies to anything else are late ones, and ignored."""
        while (left_s := deadline - self._monotonic()) > 0:
            for found in self._decoder.feed(self._transport.read(READ_BYTES, left_s)):
                if isinstance(found, Frame) and _answers(found, request):
                    return found
        for found in self._decoder.flush():
            if isinstance(found, Frame) and _answers(found, request):
                return found
        raise Silent(
            f"the sign of group {request.group}, unit {request.unit} on {self._transport.name} "
            f"does not answer {request.command:04X}",
            sent_bytes=len(encode(request)),
        )

    def _line_time_s(self, count: int) -> float:
        return count * BITS_PER_BYTE / self._settings.speed_baud


def _reply_bytes(request: Frame) -> int:
    """How long the reply may be: a whole packet if something is read, else a header and a few words."""
    return HEADER_BYTES + 16 + (PACKET_BYTES if request.main == 0x01 else 0)


def _answers(reply: Frame, request: Frame) -> bool:
    return (reply.serial, reply.command) == (request.serial, request.command)
