"""Where a line of Chinese may break, for paper and for glass.

Chinese breaks between any two characters, except that no line starts with a closing mark or ends with an
opening one (the typesetting rules of Taiwan's Ministry of Education, "prohibited at line start / line end");
a Latin word or a number stays whole unless it is wider than a whole line.  Of all ways to break a paragraph into as few
lines as it needs, the best one fills its lines, breaks between clauses or Latin words rather than within a Chinese
clause, keeps listed words whole and a number beside the word that it counts, and ends with no line of one short word.

Pure: widths come from a function that is handed in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from itertools import pairwise

NEVER_FIRST = frozenset("，。、；：？！）」』】》〉〕｝…—～％,.;:?!)]}%'\"’”")
NEVER_LAST = frozenset("（「『【《〈〔｛([{‘“＄$")
BETWEEN_CLAUSES = frozenset("，。、；：？！）」』】》,.;:?!)")
MARKS = "".join(NEVER_FIRST | NEVER_LAST) + " "
SHORTEST_LAST = 3
"""A last line has at least this many characters, where the text allows."""
SHORTEST_LAST_SHARE = 0.3
"""And it fills at least this share of the line, where that costs little."""
SHORT_LAST = 2.5
LONE_WORD = 0.2
BETWEEN_WORDS, WITHIN_A_CLAUSE, FROM_ITS_NUMBER, WITHIN_A_WORD = 0.15, 0.3, 0.3, 0.6
PROBE = "一"

Measure = Callable[[str], float]
Words = frozenset[str]


def break_lines(text: str, width: float, measure: Measure, whole_words: Words = frozenset()) -> list[str]:
    """Split `text` into lines no wider than `width` as `measure` tells it; its own line breaks stay.

    A unit wider than a whole line (a very long word) is cut where it must be.  Spaces at a break vanish.  An
    empty paragraph gives an empty line; the result has at least one line.  `whole_words` stay whole where that takes no
    further line.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        units = [piece for unit in _units(paragraph) for piece in _cut_to(unit, width, measure)]
        lines += _set(units, width, measure, whole_words)
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


def _within_words(units: Sequence[str], whole_words: Words) -> frozenset[int]:
    """Return before which units a break would divide one of the words; the longest word that begins somewhere counts."""
    longest = max(map(len, whole_words), default=0)
    found: set[int] = set()
    begin = 0
    while begin < len(units):
        ends = range(min(len(units), begin + longest), begin + 1, -1)
        end = next((end for end in ends if _bare(units[begin:end]) in whole_words), begin + 1)
        found.update(range(begin + 1, end))
        begin = end
    return frozenset(found)


def _bare(units: Sequence[str]) -> str:
    """Return the text of some units without the marks around it."""
    return "".join(units).strip(MARKS)


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


def _set(units: Sequence[str], width: float, measure: Measure, whole_words: Words) -> list[str]:
    """Return the lines of a paragraph: filled greedily where one line is enough, else broken in the best way."""
    lines = _fill(units, width, measure)
    if len(lines) > 1:
        best = _best(units, len(lines), width, measure, _within_words(units, whole_words))
        if all(measure(line) <= width for line in best):
            return best
    return ["".join(line).rstrip() for line in lines]


def _best(units: Sequence[str], count: int, width: float, measure: Measure, divided: frozenset[int]) -> list[str]:
    """Break `units` into `count` lines at the least cost, seldom before `divided` ones; [] where that cannot be done."""
    within = [measure(unit + PROBE) - measure(PROBE) for unit in units]
    at_end = [measure(unit.rstrip()) for unit in units]
    total = len(units)
    reached: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]  # for each number of lines: unit -> (cost, line's first unit)
    for number in range(1, count + 1):
        found: dict[int, tuple[float, int]] = {}
        for begin, (cost, _) in reached[-1].items():
            inside = 0.0
            for end in range(begin + 1, total + 1):
                wide = inside + at_end[end - 1]
                inside += within[end - 1]
                if wide > width and end > begin + 1:
                    break
                if (end == total) != (number == count):
                    continue
                paid = cost + _cost(units, begin, end, wide / width) + (WITHIN_A_WORD if end in divided else 0)
                if end not in found or paid < found[end][0]:
                    found[end] = (paid, begin)
        reached.append(found)
    if total not in reached[count]:
        return []
    ends = [total]
    for number in range(count, 0, -1):
        ends.append(reached[number][ends[-1]][1])
    ends.reverse()
    return ["".join(units[begin:end]).rstrip() for begin, end in pairwise(ends)]


def _cost(units: Sequence[str], begin: int, end: int, filled: float) -> float:
    """Tell what a line of these units costs that is `filled` to that share."""
    if end == len(units):
        stub = max(0, SHORTEST_LAST - _length(units[begin:end]))
        return stub + max(0.0, SHORTEST_LAST_SHARE - filled) * SHORT_LAST + (LONE_WORD if end - begin == 1 else 0)
    return (1 - filled) ** 2 + _cost_of_break(units[end - 1].rstrip(" ")[-1:], units[end][0])


def _cost_of_break(before: str, after: str) -> float:
    if before in BETWEEN_CLAUSES or after in NEVER_LAST:
        return 0.0
    if not (before and (_is_wide(before) or _is_wide(after))):
        return BETWEEN_WORDS
    return WITHIN_A_CLAUSE + (FROM_ITS_NUMBER if before.isdecimal() else 0)


def _length(units: Sequence[str]) -> int:
    """Count the characters that are more than a mark or a space."""
    return sum(character not in NEVER_FIRST and character != " " for character in "".join(units))
