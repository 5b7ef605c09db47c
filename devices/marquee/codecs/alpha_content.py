"""What stands in a TEXT or STRING file: characters, and the control codes between them.

Source: appendix G of form 9708-8061F.  Reading never fails: what no table knows is given as the code it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from devices.marquee.codecs.alpha_text import extended, plain

if TYPE_CHECKING:
    from collections.abc import Callable

_ALONE = {
    0x09: "no hold", 0x0C: "new page", 0x0D: "new line", 0x11: "wide off", 0x12: "wide on", 0x13: "time of day",
    **{0x14 + step: f"speed {step}" for step in range(1, 6)},
}  # fmt: skip
_FONTS = {
    "1": "five high", "2": "five stroke", "3": "seven high", "4": "seven stroke", "5": "seven fancy", "6": "ten high",
    "7": "seven shadow", "8": "full height fancy", "9": "full height", ":": "seven shadow fancy", ";": "five wide",
    "<": "seven wide", "=": "seven fancy wide", ">": "wide stroke five",
}  # fmt: skip
_COLOURS = {
    "1": "red", "2": "green", "3": "amber", "4": "dim red", "5": "dim green", "6": "brown", "7": "orange", "8": "yellow",
    "9": "rainbow 1", "A": "rainbow 2", "B": "mixed", "C": "automatic",
}  # fmt: skip
_ATTRIBUTES = (
    "wide or bold", "double width", "double height", "true descenders", "fixed width", "fancy", "auxiliary", "shadow",
)  # fmt: skip
_DATES = (
    "MM/DD/YY", "DD/MM/YY", "MM-DD-YY", "DD-MM-YY", "MM.DD.YY", "DD.MM.YY", "MM DD YY", "DD MM YY", "MMM.DD, YYYY", "weekday",
)  # fmt: skip
_INSERTS = {0x1C: "temperature in Celsius", 0x1D: "temperature in Fahrenheit"}
POSITIONS = {" ": "middle", '"': "top", "&": "bottom", "0": "fill", "1": "left", "2": "right"}
MODES = {
    "a": "rotate", "b": "hold", "c": "flash", "d": "reserved", "e": "roll up", "f": "roll down", "g": "roll left",
    "h": "roll right", "i": "wipe up", "j": "wipe down", "k": "wipe left", "l": "wipe right", "m": "scroll", "n": "special",
    "o": "automode", "p": "roll in", "q": "roll out", "r": "wipe in", "s": "wipe out", "t": "compressed rotate", "u": "explode",
    "v": "clock",
}  # fmt: skip
SPECIALS = {
    "0": "twinkle", "1": "sparkle", "2": "snow", "3": "interlock", "4": "switch", "5": "slide", "6": "spray", "7": "starburst",
    "8": "welcome", "9": "slot machine", "A": "news flash", "B": "trumpet", "C": "cycle colours", "S": "thank you",
    "U": "no smoking", "V": "don't drink and drive", "W": "running animal", "X": "fireworks", "Y": "turbo car",
    "Z": "cherry bomb",
}  # fmt: skip


@dataclass(frozen=True)
class Characters:
    """Text as it is shown."""

    text: str


@dataclass(frozen=True)
class Control:
    """A control code: its bytes, and what it does."""

    raw: bytes
    meaning: str


def split(content: bytes) -> list[Characters | Control]:
    """Part `content` into characters and control codes, in order; nothing is lost and nothing raises."""
    found: list[Characters | Control] = []
    at = 0
    while at < len(content):
        one, used = _one(content[at : at + 18])
        at += used
        if isinstance(one, Characters) and found and isinstance(found[-1], Characters):
            one = Characters(found.pop().text + one.text)  # type: ignore[union-attr]  # looked at above
        found.append(one)
    return found


def shown(content: bytes) -> str:
    """Return the characters alone."""
    return "".join(one.text for one in split(content) if isinstance(one, Characters))


def _one(rest: bytes) -> tuple[Characters | Control, int]:
    code, next_byte = rest[0], rest[1:2].decode("latin-1")
    if code >= 0x20:
        return Characters(plain(code)), 1
    if code == 0x08 and next_byte and 0x20 <= rest[1] <= 0x61:
        return Characters(extended(rest[1])), 2
    meaning, used = _meaning(code, next_byte, rest)
    return Control(rest[:used], meaning), min(used, len(rest))


def _meaning(code: int, choice: str, rest: bytes) -> tuple[str, int]:
    """Return what a control code does and how many bytes it takes."""
    if code in _ALONE:
        return _ALONE[code], 1
    if code == 0x1B:
        return _mode(rest)
    if code not in _CHOSEN or not choice:
        return f"code {code:02X}", 1
    used = 8 if (code, choice) == (0x1C, "Z") else _LONGER.get(code, 2)
    return _CHOSEN[code](choice, rest), used


def _switched(named: str) -> Callable[[str, bytes], str]:
    return lambda choice, _rest: f"{named} {'on' if choice == '1' else 'off'}"


def _insert(_choice: str, rest: bytes) -> str:
    counter = rest[1] - 0x79
    return f"counter {counter}" if 1 <= counter <= 5 else _INSERTS.get(rest[1], f"character {rest[1]:02X}")


def _date(choice: str, _rest: bytes) -> str:
    return f"date as {_DATES[int(choice)]}" if choice in "0123456789" else "date"


def _colour(choice: str, rest: bytes) -> str:
    return f"colour #{rest[2:8].decode('latin-1')}" if choice == "Z" else f"colour {_COLOURS.get(choice, choice)}"


def _attribute(choice: str, rest: bytes) -> str:
    named = _ATTRIBUTES[int(choice)] if choice in "01234567" else choice
    return f"attribute {named} {'on' if rest[2:3] == b'1' else 'off'}"


def _mode(rest: bytes) -> tuple[str, int]:
    position, mode, special = (rest[at : at + 1].decode("latin-1") for at in (1, 2, 3))
    named = f"mode {MODES.get(mode, mode)}, {POSITIONS.get(position, position)}"
    if mode != "n":
        return named, 3
    return f"{named}, {SPECIALS.get(special, 'interlock (not known: ' + special + ')')}", 4


_CHOSEN: dict[int, Callable[[str, bytes], str]] = {
    0x05: _switched("double height"), 0x06: _switched("true descenders"), 0x07: _switched("flash"), 0x08: _insert,
    0x0B: _date, 0x1C: _colour, 0x1D: _attribute, 0x1E: _switched("fixed width"),
    0x10: lambda label, _: f"call STRING {label}", 0x14: lambda label, _: f"call picture {label}",
    0x1A: lambda choice, _: f"font {_FONTS.get(choice, choice)}",
    0x1F: lambda _, rest: f"call large picture {rest[2:11].decode('latin-1').rstrip()}",
}  # fmt: skip
_LONGER = {0x1D: 3, 0x1F: 15}
