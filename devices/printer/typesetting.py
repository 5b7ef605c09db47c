"""Where a line of Chinese may break, for paper and for glass.

Chinese breaks between any two characters, except that no line starts with a closing mark or ends with an
opening one (the typesetting rules of Taiwan's Ministry of Education, "prohibited at line start / line end");
a Latin word or a number stays whole unless it is wider than a whole line.  A last line of one or two
characters looks like a mistake, so characters are pulled down to it from the line above.

Pure: widths come from a function that is handed in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

NEVER_FIRST = frozenset("，。、；：？！）」』】》〉〕｝…—～％,.;:?!)]}%'\"’”")
NEVER_LAST = frozenset("（「『【《〈〔｛([{‘“＄$")
SHORTEST_LAST = 3
"""A last line has at least this many characters, where the text allows."""

Measure = Callable[[str], float]


def break_lines(text: str, width: float, measure: Measure) -> list[str]:
    """Split `text` into lines no wider than `width` as `measure` tells it; its own line breaks stay.

    A unit wider than a whole line (a very long word) is cut where it must be.  Spaces at a break vanish.  An
    empty paragraph gives an empty line; the result has at least one line.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        units = [piece for unit in _units(paragraph) for piece in _cut_to(unit, width, measure)]
        lines += _even_last(_fill(units, width, measure), width, measure)
    return lines


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in ("W", "F") or character in "…—‘’“”"


def _joined(before: str, after: str) -> bool:
    """Whether the two neighbours may not stand on different lines."""
    if after in NEVER_FIRST or before in NEVER_LAST or unicodedata.combining(after):
        return True
    if before == " " or after == " ":
        return after == " "
    return not (_is_wide(before) or _is_wide(after))


def _units(paragraph: str) -> list[str]:
    """Return the pieces between which a line may break; spaces belong to the piece before them."""
    units: list[str] = []
    for character in paragraph:
        if units and (_joined(units[-1][-1], character) or units[-1].rstrip(" ")[-1:] in NEVER_LAST):
            units[-1] += character
        else:
            units.append(character)
    return units


def _cut_to(unit: str, width: float, measure: Measure) -> list[str]:
    """Return a unit that is wider than a line in pieces that are not."""
    if measure(unit.rstrip()) <= width:
        return [unit]
    pieces = [""]
    for character in unit:
        if pieces[-1] and measure(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _fill(units: Sequence[str], width: float, measure: Measure) -> list[list[str]]:
    lines: list[list[str]] = [[]]
    held = ""
    for unit in units:
        if held and measure((held + unit).rstrip()) > width:
            lines.append([])
            held = ""
        lines[-1].append(unit)
        held += unit
    return lines


def _even_last(lines: list[list[str]], width: float, measure: Measure) -> list[str]:
    """Pull units down from the last line but one until the last line is long enough, then join."""
    if len(lines) > 1:
        above, last = lines[-2], lines[-1]
        while _length(last) < SHORTEST_LAST and len(above) > 1 and _length(above[:-1]) > 1:
            if measure((above[-1] + "".join(last)).rstrip()) > width:
                break
            last.insert(0, above.pop())
    return ["".join(line).rstrip() for line in lines]


def _length(units: Sequence[str]) -> int:
    """Count the characters that are more than a mark or a space."""
    return sum(character not in NEVER_FIRST and character != " " for character in "".join(units))
