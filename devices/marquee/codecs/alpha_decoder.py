"""Finds Alpha frames in any stream of bytes, in both directions, in all three written forms.

Why a damaged frame hides no other one: in a frame no SOH and no EOT can stand, so an SOH always begins a new frame and ends a
torn one. A start that leads nowhere costs one byte.  A frame whose checksum is wrong is given as it is, with a part that says
so: a sign must ignore such a command, a person reading a capture wants to see it.
"""

from __future__ import annotations

import re

from devices.marquee.codecs.alpha import SOH, STX, Form, Frame, Noise, Part, checksum

MAX_FRAME_BYTES = 65_536
"""More than the largest picture of any sign; what goes on for longer is no frame."""

_START = re.compile(rb"\x01|\]!|_01")
_HALF_A_START = re.compile(rb"(?:\]|_0?)?\Z")
_FORMS = {SOH: Form.ONE_BYTE, b"]!": Form.TWO_BYTES, b"_01": Form.THREE_BYTES}
_ENDS = {
    Form.ONE_BYTE: re.compile(rb"([\x04])|\x01"),
    Form.TWO_BYTES: re.compile(rb"(\]\$\]\$)|\x01|\]!"),
    Form.THREE_BYTES: re.compile(rb"(_04)|\x01|_01"),
}
_FRAME = re.compile(rb"\x01((?:[ -~][0-9A-Fa-f?]{2})(?:,[ -~][0-9A-Fa-f?]{2})*)\x02(.+)\x04", re.DOTALL)
_PART = re.compile(rb"([^\x02\x03]+)(?:(\x03)([0-9A-Fa-f]{4})?)?(?:\x02|\Z)")


class Decoder:
    """Feed it bytes as they come; it gives frames and noise, in order, and never raises.

    NULs between frames are the line's wake-up: they are counted, not noise.
    """

    def __init__(self) -> None:
        self._kept = bytearray()
        self._noise = bytearray()
        self._why = ""
        self._nuls = 0

    def feed(self, data: bytes) -> list[Frame | Noise]:
        """Take `data` and return what is complete."""
        self._kept += data
        found: list[Frame | Noise] = []
        while (step := self._step()) is not False:
            if isinstance(step, Frame):
                found += [*self._give_noise(), step]
        return found + self._give_noise()

    def flush(self) -> list[Frame | Noise]:
        """Give up an unfinished frame (nothing more will come); return what hides behind it."""
        found: list[Frame | Noise] = []
        while self._kept:
            self._drop(1, "cut short")
            found += self.feed(b"")
        return found + self._give_noise()

    def reset(self) -> None:
        """Forget a half-received frame."""
        self._kept.clear()
        self._noise.clear()
        self._nuls = 0

    def _step(self) -> Frame | bool:
        """Take one thing off the front; True for noise, False where more bytes are needed."""
        start = _START.search(self._kept)
        if start is None:
            half = _HALF_A_START.search(self._kept)
            self._drop(half.start() if half else len(self._kept), "no frame starts here")
            return False
        mark = bytes(start.group())
        self._drop(start.start(), "no frame starts here")
        form = _FORMS[mark]
        end = _ENDS[form].search(self._kept, len(mark))
        if end is None and len(self._kept) <= MAX_FRAME_BYTES:
            return False
        if end is None or end.end() > MAX_FRAME_BYTES:
            return self._drop(1, "longer than any frame")
        if end.group(1) is None:
            return self._drop(1, "cut short")
        found = _parsed(form, bytes(self._kept[: end.end()]), self._nuls)
        if found is None:
            return self._drop(1, "not made like a frame")
        del self._kept[: end.end()]
        self._nuls = 0
        return found

    def _drop(self, count: int, why: str) -> bool:
        raw = bytes(self._kept[:count])
        del self._kept[:count]
        odd = raw.rstrip(b"\0")
        self._nuls = len(raw) - len(odd) + (0 if odd else self._nuls)
        if odd:
            self._noise += odd.replace(b"\0", b"")
            self._why = self._why or why
        return True

    def _give_noise(self) -> list[Frame | Noise]:
        if not self._noise:
            return []
        noise = Noise(bytes(self._noise), self._why)
        self._noise.clear()
        self._why = ""
        return [noise]


def _parsed(form: Form, raw: bytes, nuls: int) -> Frame | None:
    whole = _FRAME.fullmatch(_plain(form, raw))
    parts = None if whole is None else _parts(whole.group(2))
    if whole is None or parts is None:
        return None
    if form is not Form.ONE_BYTE:
        parts = tuple(_judged_as_written(part, form, raw) for part in parts)
    return Frame(parts, tuple(whole.group(1).decode("ascii").split(",")), nuls, form)


def _plain(form: Form, raw: bytes) -> bytes:
    """Return a frame in one-byte form; "]$]$" is one EOT."""
    if form is Form.TWO_BYTES:
        return re.sub(rb"\]([ -\x7f])", lambda pair: bytes([pair[1][0] - 0x20]), raw.removesuffix(b"]$"))
    if form is Form.THREE_BYTES:
        return re.sub(rb"_([0-9A-Fa-f]{2})", lambda three: bytes.fromhex(three[1].decode("ascii")), raw)
    return raw


def _parts(payload: bytes) -> tuple[Part, ...] | None:
    found, at = [], 0
    while at < len(payload):
        one = _PART.match(payload, at)
        if one is None:
            return None
        found.append(Part(one[1], int(one[3], 16) if one[3] else None, ended=one[2] is not None))
        at = one.end()
    return None if payload.endswith(STX) else tuple(found)


def _judged_as_written(part: Part, form: Form, raw: bytes) -> Part:
    """Return `part` with the sum it should have, if its sum is right over the printable characters instead.

    The sources do not say which of the two a sender of printable forms means.
    """
    if part.is_right or form is Form.ONE_BYTE:
        return part
    pattern = rb"\]\"(.+?)\]#" if form is Form.TWO_BYTES else rb"_02(.+?)_03"
    sums = {sum(written[0]) & 0xFFFF for written in re.finditer(pattern, raw, re.DOTALL)}
    return Part(part.body, checksum(part.body), ended=True) if part.checksum in sums else part
