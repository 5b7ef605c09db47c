"""A&D frames for tests: the golden ones, and a writer of our own that knows nothing of the codec."""

import json
from pathlib import Path
from typing import Any

GOLDEN = Path(__file__).parents[2] / "frames" / "bp-monitor.json"
VECTORS: list[dict[str, Any]] = json.loads(GOLDEN.read_text(encoding="utf-8"))["vectors"]
AND = [each for each in VECTORS if each["protocol"] == "and_tm265x"]
AND_COMMANDS = [each for each in VECTORS if each["protocol"] == "and_tm265x_cmd"]
OTHER_MAKERS = [each for each in VECTORS if not each["protocol"].startswith("and_")]

RA = bytes.fromhex(next(each["hex"] for each in AND if each["id"] == "and-tm2657-ra-1"))
# The two illustrations of the protocol notes, section 1.1: RB 134/88, and an RP list of three pulse waves.
RB = bytes.fromhex(
    "161601303002544d323635351e323630333035303931371e52421e4d1e4530301e533133341e4d3130331e442038381e"
    "502037311e4930301e4c3132301e0328"
)
RP = bytes.fromhex(
    "161601303002544d323635351e323630333035303931371e52501e4e2020331e3135302c2031321e3132382c2034371e"
    "2039362c3130311e034d"
)


def golden(name: str) -> bytes:
    """Return the bytes of the golden vector `name`."""
    return bytes.fromhex(next(each["hex"] for each in VECTORS if each["id"] == name))


def wrapped(text: bytes, address: bytes = b"00") -> bytes:
    """SYN SYN SOH, address, STX, text, ETX, XOR of the text."""
    check = 0
    for byte in text:
        check ^= byte
    return b"\x16\x16\x01" + address + b"\x02" + text + b"\x03" + bytes((check,))


def changed(text: bytes, old: bytes, new: bytes) -> bytes:
    """Return the golden RB or RA frame's text with one field replaced, wrapped anew."""
    inside = text[6:-2]
    assert inside.count(old) == 1, old
    return wrapped(inside.replace(old, new))
