"""What a captured stream of Alpha bytes means: each frame, each command in it, and everything that is none.

The result is plain data for JSON: `kind` is "frame", "cut frame" (one without its end), "acknowledgement" or "noise"; a frame
has `to`, `form`, `nuls`, `reply` and `commands`; each command has `code` (its letter), `command` (in words), `checksum`
("right", "wrong", "none") and what its kind has besides.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from devices.marquee.codecs.alpha import RESPONSE, WAKE_UP_NULS, Frame, Noise, Part
from devices.marquee.codecs.alpha_content import Control, shown, split
from devices.marquee.codecs.alpha_decoder import Decoder
from devices.marquee.codecs.alpha_functions import NAMES, function
from devices.marquee.codecs.alpha_pictures import large_picture, small_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Facts = dict[str, Any]

TYPES = {
    "Z": "all signs", "?": "all signs", "!": "all signs, with visual verification", '"': "serial clock", "0": "reply",
    "1": "one-line signs", "2": "two-line signs", "C": "430i", "D": "440i", "E": "460i", "U": "790i", "^": "BetaBrite",
    "a": "4120C", "b": "4160C", "c": "4200C", "d": "4240C", "e": "215R", "f": "215C", "g": "4120R", "h": "4160R",
    "i": "4200R or AlphaEclipse 3600", "j": "4240R", "k": "300", "l": "7000", "m": "Solar 96x16", "n": "Solar 128x16",
    "o": "Solar 160x16", "p": "Solar 192x16", "q": "PPD", "r": "Director", "t": "4080C", "u": "2X0C", "z": "all, configuration",
}  # fmt: skip
_CUT = re.compile(rb"\x01([ -~][0-9A-Fa-f?]{2}(?:,[ -~][0-9A-Fa-f?]{2})*)\x02([^\x01\x04]+)")
_CUT_PART = re.compile(rb"[^\x02\x03]+")
_READS = {
    "B": "read TEXT", "F": "read", "H": "read STRING", "J": "read SMALL DOTS", "L": "read RGB DOTS",
    "N": "read LARGE DOTS",
}  # fmt: skip


def describe(captured: bytes) -> list[Facts]:
    """Return what `captured` means, in order; never raises."""
    decoder = Decoder()
    told: list[Facts] = []
    for one in decoder.feed(captured) + decoder.flush():
        told += _given_up(one) if isinstance(one, Noise) else [_frame(one)]
    return told


def _given_up(noise: Noise) -> Iterator[Facts]:
    """Tell what a sign ignores, and a person reading a capture wants to know: frames without an end."""
    at = 0
    for cut in _CUT.finditer(noise.raw):
        if cut.start() > at:
            yield _noise(noise.raw[at : cut.start()], noise.why)
        to = cut[1].decode("ascii").split(",")
        commands = [_command(Part(part[0]), reply=to == [RESPONSE]) for part in _CUT_PART.finditer(cut[2])]
        yield {"kind": "cut frame", "to": _addressees(to), "commands": commands, "hex": cut[0].hex(), "why": noise.why}
        at = cut.end()
    if at < len(noise.raw):
        yield _noise(noise.raw[at:], noise.why)


def _noise(raw: bytes, why: str) -> Facts:
    """Tell noise from the short answers of newer signs that were told to acknowledge."""
    if raw == b"\x06" or (raw[:1] == b"\x15" and len(raw) == 2):
        return {"kind": "acknowledgement", "accepted": raw == b"\x06", "hex": raw.hex()}
    return {"kind": "noise", "hex": raw.hex(), "why": why}


def _addressees(to: Iterable[str]) -> list[Facts]:
    return [{"type": TYPES.get(who[0], who[0]), "code": who[0], "address": who[1:].upper()} for who in to]


def _frame(one: Frame) -> Facts:
    facts: Facts = {
        "kind": "frame",
        "to": _addressees(one.addressees),
        "reply": one.is_reply,
        "form": str(one.form),
        "nuls": one.nuls,
        "commands": [_command(part, reply=one.is_reply) for part in one.parts],
    }
    if one.nuls < WAKE_UP_NULS:
        facts["warning"] = f"fewer than {WAKE_UP_NULS} NULs: a sign may not find the speed"
    return facts


def _command(part: Part, *, reply: bool) -> Facts:
    letter = chr(part.body[0])
    told = _WRITES.get(letter)
    if told is not None:
        facts = told(part.body[1:])
    elif letter in _READS:
        label = part.body[1:].decode("latin-1")
        facts = {"command": f"read {NAMES.get(label, '')}".rstrip() if letter == "F" else _READS[letter], "label": label}
    else:
        facts = {"command": "not known", "hex": part.body.hex()}
    if reply:
        facts["command"] = "reply: " + facts["command"].removeprefix("write ")
    verdict = "none" if part.checksum is None else "right" if part.is_right else "wrong"
    return {"code": letter, **facts, "checksum": verdict}


def _text(data: bytes) -> Facts:
    label, content = data[:1].decode("latin-1"), data[1:]
    if label == "0" and not content:
        return {"command": "release priority message", "label": label}
    named = "write priority message" if label == "0" else "write TEXT"
    return {"command": named, "label": label, **_content(content)}


def _string(data: bytes) -> Facts:
    return {"command": "write STRING", "label": data[:1].decode("latin-1"), **_content(data[1:])}


def _content(content: bytes) -> Facts:
    items = [{"code": one.raw.hex(), "means": one.meaning} if isinstance(one, Control) else one.text for one in split(content)]
    return {"text": shown(content), "content": items}


def _bulletin(data: bytes) -> Facts:
    if data == b"T":
        return {"command": "stop bulletin"}
    return {"command": "write bulletin", "text": data[6:].decode("latin-1")}


def _timeout(data: bytes) -> Facts:
    return {"command": "set timeout message", "text": shown(data)}


_WRITES: dict[str, Callable[[bytes], Facts]] = {
    "A": _text, "E": function, "G": _string, "I": small_picture, "O": _bulletin, "T": _timeout,
    "K": lambda data: large_picture("RGB DOTS", 6, data), "M": lambda data: large_picture("LARGE DOTS", 1, data),
}  # fmt: skip
