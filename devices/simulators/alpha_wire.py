"""The ear and mouth of an Alpha sign, written from the manual and from what was measured on a BetaBrite.

A transmission is `NUL x5, SOH, type, two digits of address, STX, command, [ETX, four digits of sum], ... EOT`.  It is lost when
it was not woken by five NULs, when its bytes pause for longer than a second, and when it follows another too closely.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

PARITY, TIMEOUT, CHECKSUM, ILLEGAL, OVERFLOW = 0x01, 0x04, 0x10, 0x20, 0x08
EVERY_ERROR = 0x3F
NULS_NEEDED = 5
LONGEST_PAUSE_S, SHORTEST_GAP_S = 1.0, 0.1
LONGEST = 70_000
REPLY_NULS = 20


@dataclass(frozen=True)
class Order:
    """One command as it arrived; `sum_is_right` is True where it had no sum."""

    body: bytes
    sum_is_right: bool


@dataclass(frozen=True)
class Transmission:
    """What came between SOH and EOT: for whom, and the commands."""

    header: str
    orders: tuple[Order, ...]

    def is_for(self, types: str, address: int) -> bool:
        """Whether a sign that answers to one of `types` at `address` is meant."""
        return any(one[:1] in types and _is_ours(one[1:3], address) for one in self.header.split(",") if len(one) == 3)


class Ear:
    """Hears bytes with the moment (s) at which they came; `errors` collects the bits of the error register."""

    def __init__(self, *, seven_bits: bool = False) -> None:
        self.errors = 0
        self.lost_for_haste = 0
        self._seven_bits = seven_bits
        self._heard: bytearray | None = None
        self._nuls = 0
        self._is_late = False
        self._last_at = self._began_at = self._ended_at = float("-inf")

    def give_up(self) -> None:
        """Lose what is half heard, and say so in the register."""
        if self._heard is not None:
            self.errors |= TIMEOUT
        self._heard, self._nuls = None, 0

    def hear(self, data: bytes, at: float, *, late: bool = False) -> list[Transmission]:
        """Return what `data` completes; with `late`, it may have come a while before, and no gap can be judged."""
        self._is_late = late
        if data and at - self._last_at > LONGEST_PAUSE_S:
            self.give_up()
        if data:
            self._last_at = at
        found = [self._take(byte, at) for byte in data]
        return [one for one in found if one is not None]

    def _take(self, byte: int, at: float) -> Transmission | None:
        if self._seven_bits and byte > 0x7F:
            self._heard, self._nuls = None, 0
            self.errors |= PARITY
        elif byte == 0x01:
            self._heard = bytearray() if self._nuls >= NULS_NEEDED else None
            self._nuls = 0
        elif self._heard is None:
            if byte or not self._nuls:
                self._began_at = at
            self._nuls = 0 if byte else self._nuls + 1
        elif byte == 0x04:
            return self._end(at)
        elif len(self._heard) > LONGEST:
            self._heard = None
            self.errors |= OVERFLOW
        else:
            self._heard.append(byte)
        return None

    def _end(self, at: float) -> Transmission | None:
        raw, self._heard = bytes(self._heard or b""), None
        is_hasty = not self._is_late and self._began_at - self._ended_at < SHORTEST_GAP_S
        self._ended_at = at
        if is_hasty:
            self.lost_for_haste += 1
            return None
        header, mark, rest = raw.partition(b"\x02")
        orders = tuple(_order(one) for one in rest.split(b"\x02"))
        if not mark or not all(one.body for one in orders):
            self.errors |= ILLEGAL
            return None
        return Transmission(header.decode("latin-1"), orders)


def say(letter: str, label: str, data: bytes) -> bytes:
    """Return the reply to a read: the letter is that of the write command, type and address are always 000."""
    told = b"\x02" + (letter + label).encode("latin-1") + data + b"\x03"
    return b"\0" * REPLY_NULS + b"\x01000" + told + b"%04X\x04" % (sum(told) % 65536)


def _order(raw: bytes) -> Order:
    body, mark, told = raw.partition(b"\x03")
    right = b"%04X" % ((sum(body) + 2 + 3) % 65536)
    return Order(body, not mark or not told or told == right)


def _is_ours(digits: str, address: int) -> bool:
    if digits == "00":
        return True
    pattern = "".join("[0-9A-F]" if digit == "?" else re.escape(digit) for digit in digits.upper())
    return re.fullmatch(pattern, f"{address:02X}") is not None
