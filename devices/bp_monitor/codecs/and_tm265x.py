"""A&D TM-2655P and TM-2657P/VP: the frame round a result.

WHY a strict frame: the machine speaks on its own, at 2400 baud, over a cable that people kick.  A wrong
number on a health slip is worse than none, so a frame counts only when every byte is in its place and the
check byte agrees; everything else comes out as a refusal or as noise, and the search goes on at the very next
byte that can start a frame.

    16 16 01   30 30     02    text     03    bcc
    SYN SYN SOH "00"     STX            ETX   XOR of the text

Sources: a frame captured from a TM-2657 whose check byte proves the rule; BaobabHealthTrust/app_vitals
`vitalsserver.c` (commit 3e89906).  Some hosts write the address as "0 " and a check over SOH..ETX is known
too; with address "00" both rules give the same byte.  The inside of the text is read in `and_result`.
"""

from __future__ import annotations

import re
from functools import reduce
from operator import xor

from devices.bp_monitor.codecs.and_result import read_result
from devices.bp_monitor.events import Event, Noise, Reason, Refusal, blot
from devices.bp_monitor.plausibility import Limits

SYN, SOH, STX, ETX, ACK, NAK = 0x16, 0x01, 0x02, 0x03, 0x06, 0x15
START = bytes((SYN, SYN, SOH))
ADDRESSES = (b"00", b"0 ")
HEADER_BYTES = 6  # START, address, STX
MAX_TEXT_BYTES = 512
NOISE_KEPT_BYTES = 64

_TEXT = re.compile(rb"[\x20-\x7e\x1e]*")


class Decoder:
    """Finds frames in a stream; holds at most one unfinished frame (about 520 bytes) between calls."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._buffer = bytearray()

    @property
    def has_part(self) -> bool:
        """Whether the beginning of a frame waits for its rest."""
        return bool(self._buffer)

    def feed(self, data: bytes) -> list[Event]:
        """Take bytes as they come and return what they complete; never raises."""
        self._buffer += data
        events: list[Event] = []
        while used := self._step(events):
            del self._buffer[:used]
        return events

    def gap(self) -> list[Event]:
        """Give up what waits: a frame is never completed by silence."""
        left = blot(bytes(self._buffer))
        self._buffer.clear()
        if len(left) <= HEADER_BYTES:
            return [Noise(left, "bytes between frames", len(left))] if left else []
        return [Refusal(Reason.MALFORMED, "the frame broke off", left)]

    def reset(self) -> None:
        """Forget what waits, silently."""
        self._buffer.clear()

    def _step(self, events: list[Event]) -> int:
        """Judge the front of the buffer.

        Returns how many bytes are done with, 0 when more must come first.
        """
        buffer = self._buffer
        before = _start_of_frame(buffer)
        if before:
            return _drop(events, buffer[:before], "bytes between frames")
        if len(buffer) < HEADER_BYTES:
            return 0
        if bytes(buffer[3:5]) not in ADDRESSES or buffer[5] not in (STX, ACK, NAK):
            return _drop(events, buffer[:1], "no frame after its start")
        if buffer[5] != STX:
            return _drop(events, buffer[:HEADER_BYTES], "a reply to a command that was not sent")
        return self._step_text(events)

    def _step_text(self, events: list[Event]) -> int:
        buffer = self._buffer
        match = _TEXT.match(buffer, HEADER_BYTES, HEADER_BYTES + MAX_TEXT_BYTES)
        end = match.end() if match else HEADER_BYTES
        if end == len(buffer) and end < HEADER_BYTES + MAX_TEXT_BYTES:
            return 0
        if end == len(buffer) or buffer[end] != ETX:
            events.append(Refusal(Reason.MALFORMED, "the frame has no end", blot(bytes(buffer[:end]))))
            return end
        if end + 1 == len(buffer):
            return 0
        return self._step_frame(events, bytes(buffer[: end + 2]))

    def _step_frame(self, events: list[Event], frame: bytes) -> int:
        if not _check_agrees(frame):
            events.append(Refusal(Reason.CHECKSUM, "the check byte does not agree", blot(frame)))
            # Nothing inside can start a frame, but a lost check byte puts the next frame's SYN in its place.
            return len(frame) - (frame[-1] == SYN)
        events.append(read_result(frame[HEADER_BYTES:-2], self._limits))
        return len(frame)


def check_byte(text: bytes) -> int:
    """XOR of all bytes of the text between STX and ETX, both excluded."""
    return reduce(xor, text, 0)


def _check_agrees(frame: bytes) -> bool:
    return frame[-1] in (check_byte(frame[HEADER_BYTES:-2]), reduce(xor, frame[2:-1], 0))


def _start_of_frame(buffer: bytearray) -> int:
    """Where a frame starts, or may start once more bytes have come; the buffer's length when nowhere."""
    found = buffer.find(START)
    if found >= 0:
        return found
    for length in (2, 1):
        if buffer.endswith(START[:length]):
            return len(buffer) - length
    return len(buffer)


def _drop(events: list[Event], raw: bytearray, why: str) -> int:
    """Report `raw` as noise, joined to the noise before it."""
    before = Noise(b"", why, 0)
    if events and isinstance(events[-1], Noise):
        before = events[-1]
        events.pop()
    kept = (before.raw + blot(bytes(raw[:NOISE_KEPT_BYTES])))[:NOISE_KEPT_BYTES]
    events.append(Noise(kept, before.why, before.size_bytes + len(raw)))
    return len(raw)
