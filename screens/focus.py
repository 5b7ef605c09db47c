"""Working without touch: where the focus goes with each key of a keyboard or a tactile keypad.  Pure.

Arrows move to the nearest control in their direction; where there is none, down and right go on in reading order, up
and left go back, so that every control of a screen is reached with arrows alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screens.geometry import Area
    from screens.parts import Pressable

KEYS: dict[int, str] = {
    273: "up", 264: "up", 274: "down", 258: "down", 276: "left", 260: "left", 275: "right", 262: "right",
    13: "enter", 271: "enter", 261: "enter", 32: "enter", 27: "back", 8: "back", 256: "back", 9: "next",
    **{48 + digit: str(digit) for digit in range(10)},
}  # fmt: skip
BACK_TO = ("more_time.yes", "display.close", "help.close", "dock.back", "dock.home")
LINE = 60  # controls whose upper edges differ by less stand on one line


def reading_order(pressables: Sequence[Pressable]) -> list[Pressable]:
    """Return controls from top to bottom, on one line from left to right."""
    return sorted(pressables, key=lambda one: (round(one.area.centre[1] / LINE), one.area.x))


def moved(pressables: Sequence[Pressable], now: str | None, direction: str) -> str | None:
    """Return the id of the control that has the focus after a key; the first one where none had it."""
    order = reading_order(pressables)
    ids = [one.pilot_id for one in order]
    if now not in ids:
        return ids[0] if ids else None
    here = order[ids.index(now)]
    if direction in {"up", "down", "left", "right"}:
        reached = [(far, one.pilot_id) for one in order if (far := _far(here.area, one.area, direction)) is not None]
        if reached:
            return min(reached)[1]
    step = -1 if direction in {"up", "left"} else 1
    return ids[(ids.index(now) + step) % len(ids)]


def _far(here: Area, there: Area, direction: str) -> float | None:
    """Return how far a control lies in a direction, None where it does not: what lies aside counts three times."""
    if direction in {"left", "right"}:
        along = there.x - here.right if direction == "right" else here.x - there.right
        aside = max(there.y - here.bottom, here.y - there.bottom, 0.0)
        if aside > 0:
            return None
        offset = abs(there.centre[1] - here.centre[1])
    else:
        along = there.y - here.bottom if direction == "down" else here.y - there.bottom
        aside = max(there.x - here.right, here.x - there.right, 0.0)
        offset = abs(there.centre[0] - here.centre[0]) if aside else 0.0
        offset += abs(there.x - here.x) / 50
    return None if along < -LINE / 2 else max(0.0, along) + 3 * aside + offset / 10
