"""What a screen is made of: parts with a place, some of which can be pressed, collected on a page.

A part draws itself with the pen it is handed and knows nothing else of the machine.  Whatever can be pressed has a
stable `pilot_id`: fingers, tests and the remote name it by that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from screens.geometry import Area
    from screens.pen import Pen
    from screens.ruler import Ruler

TOUCH_MARGIN = 8


class Part:
    """A drawn thing with a place.

    `repaint` asks the stage to draw it anew; `written` is what it said last; `shows_time` is drawn anew each minute;
    `rises` is by how many pixels it is lifted into its place when its page comes.  What is `private` is read aloud only
    when asked for again.
    """

    shows_time = False
    private = False
    rises = 0.0
    least, least_large = 116.0, 188.0

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

    def least_width(self, ruler: Ruler) -> float:
        """Return the narrowest this part may be, in design pixels."""
        return 0.0

    def repaint(self) -> None:
        """Have this part drawn anew, if it stands on a stage."""
        if self.on_repaint is not None:
            self.on_repaint(self)


class Pressable(Part):
    """A part that does something on touch-up.

    `reason` disables it: a touch then shows the reason instead (never silence).  `busy` ignores touches.
    """

    def __init__(
        self, area: Area, pilot_id: str, action: Callable[[], None], *, reason: str | None = None, busy: bool = False
    ) -> None:
        super().__init__(area)
        self.pilot_id = pilot_id
        self.action = action
        self.reason = reason
        self.busy = busy
        self.pressed = False

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
