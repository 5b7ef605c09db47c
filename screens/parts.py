"""What a screen is made of: parts with a place, some of which can be pressed, collected on a page.

A part draws itself with the pen it is handed and knows nothing else of the machine.  Whatever can be pressed has a
stable `pilot_id`: fingers, tests and the remote name it by that.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from screens.geometry import Area
    from screens.pen import Pen
    from screens.ruler import Ruler

TOUCH_MARGIN = 8


@dataclass(frozen=True)
class Ground:
    """What a control stands on: fill, outline and its width, depth of its shadow; `pressed` is its fill under a finger.

    `filled` says that words on it are written in the colour of paper.
    """

    fill: str = "surface"
    outline: str | None = None
    width: float = 3
    depth: int = 0
    pressed: str = "pine_tint"
    filled: bool = False


RAISED = Ground(depth=1)
OUTLINED = Ground(outline="line_strong")
SUNK = Ground("sunk", "line", 2, pressed="pine_soft")
CHOSEN = Ground("pine_tint", "pine", 6, pressed="pine_soft")
FILLED = Ground("pine", pressed="pine_press", filled=True)


class Part:
    """A drawn thing with a place.

    `repaint` asks the stage to draw it anew; `written` is what it said last; `shows_time` is drawn anew each minute;
    `rises` is by how many pixels it is lifted into its place when its page comes.  What is `private` is read aloud only
    when asked for again, what is `secret` never: of it only the label is said, of a secret key nothing.
    """

    shows_time = False
    private = secret = False
    rises = 0.0
    least, least_large = 116.0, 188.0
    ease = 0.0

    def __init__(self, area: Area) -> None:
        self.area = area
        self.written: list[str] = []
        self.extents: list[tuple[str, Area]] = []
        self.on_repaint: Callable[[Part], None] | None = None

    def draw(self, pen: Pen) -> None:
        """Draw with `pen`."""
        raise NotImplementedError

    def needs(self, ruler: Ruler, width: float) -> float:
        """Return the height this part wants in a list of this width."""
        return self.least_large if ruler.look.large else self.least

    def likes(self, ruler: Ruler, width: float) -> float:
        """Return the height it takes where there is room: `ease`, in large type what it needs."""
        return 0.0 if ruler.look.large else self.ease

    def least_width(self, ruler: Ruler) -> float:
        """Return the narrowest this part may be, in design pixels."""
        return 0.0

    def repaint(self) -> None:
        """Have this part drawn anew, if it stands on a stage."""
        if self.on_repaint is not None:
            self.on_repaint(self)


class Pressable(Part):
    """A part that does something on touch-up.

    `reason` disables it: a touch then shows the reason instead (never silence).  `busy` ignores touches.  It stands on
    `ground`, chosen on `ground_chosen`; what it is now, off, pressed, chosen or neither, tells the pen its colours.
    """

    ground, ground_chosen = OUTLINED, CHOSEN

    def __init__(
        self, area: Area, pilot_id: str, action: Callable[[], None], *, reason: str | None = None, busy: bool = False
    ) -> None:
        super().__init__(area)
        self.pilot_id = pilot_id
        self.action = action
        self.reason = reason
        self.busy = busy
        self.pressed = self.chosen = False

    @property
    def off(self) -> bool:
        """Say whether it is drawn as what cannot be used now."""
        return self.reason is not None

    def stands_on(self) -> tuple[Ground, str]:
        """Return its ground as it is now, and the state that turns the colours of a theme without tints."""
        if self.off:
            return SUNK, "off"
        ground = self.ground_chosen if self.chosen else self.ground
        if self.pressed:
            return replace(ground, fill=ground.pressed, depth=0), "filled_pressed" if ground.filled else "pressed"
        return ground, "filled" if ground.filled else "chosen" if self.chosen else ""

    def sign(self, icon: str) -> str:
        """Return its icon: a lock while it is off."""
        return "lock" if self.off else icon

    def ink(self, colour: str) -> str:
        """Return the colour of its words: quiet while it is off."""
        return "ink2" if self.off else colour

    @property
    def touch_area(self) -> Area:
        """Return the area that takes a finger: the visible one and a margin."""
        return self.area.inset(-TOUCH_MARGIN)

    def press(self, pressed: bool) -> None:  # noqa: FBT001  # the one thing it says
        """Show the control pressed or not."""
        if pressed != self.pressed:
            self.pressed = pressed
            self.repaint()


P = TypeVar("P", bound=Part)


class Page:
    """The parts of one screen (or dialog), from back to front."""

    def __init__(self, ground: str | None = "paper", *, scrim: float = 0) -> None:
        self.ground = ground
        self.scrim = scrim
        self.parts: list[Part] = []

    def add(self, part: P) -> P:
        """Put a part on top and return it."""
        self.parts.append(part)
        return part

    def pressables(self) -> Iterator[Pressable]:
        """Go through all pressables, the topmost first."""
        return (part for part in reversed(self.parts) if isinstance(part, Pressable))

    def find(self, pilot_id: str) -> Pressable | None:
        """Return the pressable with this id."""
        return next((part for part in self.pressables() if part.pilot_id == pilot_id), None)

    def at(self, x: float, y: float) -> Pressable | None:
        """Return the pressable under a point: visible areas before margins."""
        candidates = [part for part in self.pressables() if part.touch_area.holds(x, y)]
        return next((part for part in candidates if part.area.holds(x, y)), candidates[0] if candidates else None)
