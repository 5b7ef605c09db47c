"""The one Kivy widget: shows a page, at most one dialog above it and a toast above both; hands touches to `Fingers`."""

# ruff: noqa: PLR0913  # each a fact of its own, told by name

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from kivy.graphics.context_instructions import Color
from kivy.graphics.instructions import InstructionGroup
from kivy.graphics.vertex_instructions import Rectangle
from kivy.uix.widget import Widget

from screens.fingers import Fingers
from screens.geometry import Area, Surface
from screens.painting import Painting
from screens.parts import Page, Part
from screens.pen import Pen
from screens.theme import THEMES
from screens.transition import Transition

if TYPE_CHECKING:
    from collections.abc import Callable

    from screens.access import Look
    from screens.ink import Ink
    from screens.parts import Pressable

class Ring(Part):
    """Shows which control the keys will press, or what is being read aloud."""

    def draw(self, pen: Pen) -> None:
        """Draw a ring outside the control."""
        pen.frame(self.area, 36, 6, "focus")


DIALOG_RISES = 16
LAYERS = ("page", "dialog", "reading", "focus", "toast")


class Stage(Widget):
    """Draws pages; only the topmost of page and dialog takes touches.

    `on_press` gets every pressable that fires, `on_contact` every first moment of a touch (it may swallow it by
    returning True).  `moves` says that a graphics card draws, so that pictures may fade into each other.
    """

    moves = False

    def __init__(
        self,
        ink: Ink,
        look: Look,
        window: tuple[int, int],
        *,
        monotonic: Callable[[], float],
        on_press: Callable[[Pressable], None],
        on_contact: Callable[[float, float], bool],
    ) -> None:
        super().__init__(size=window, size_hint=(None, None))
        self._ink, self.look, self._window = ink, look, window
        self._on_contact = on_contact
        self.typecase = ink.typecase
        self.fingers = Fingers(self, on_press, monotonic=monotonic)
        self._focus: str | None = None
        self._reading: Area | None = None
        self._pages: dict[str, Page | None] = dict.fromkeys(LAYERS)
        self._groups: dict[int, Any] = {}
        self.painting, self._changed = Painting(self._paint), False
        self._layers = {layer: InstructionGroup() for layer in LAYERS}
        canvas: Any = self.canvas
        for group in self._layers.values():
            canvas.add(group)
        self._transition = Transition(window, monotonic)
        canvas.add(self._transition.over)

    @property
    def surface(self) -> Surface:
        """Return how the present layout lies on the window."""
        return Surface(self._window, self.look.design)

    def change(self, page: Page | None, layer: str = "page") -> None:
        """Put another page on a layer, or clear the layer, as visitors see it: what was fades away; a dialog rises."""
        self.fingers.screen_changed()
        if self.moves and self.look.motion and self._pages["page"] is not None:
            self._transition.fade_from(self._layers.values())
            self._put(page, layer, rise=DIALOG_RISES if layer == "dialog" else 0)
        else:
            self._transition.end()
            self._put(page, layer)
        self._changed = True

    @property
    def unseen(self) -> bool:
        """Say whether the glass still shows another screen than the one that takes touches."""
        return self._changed and not self.painting.done

    def show(self, page: Page | None, layer: str = "page") -> None:
        """Put a page on a layer, or clear the layer, at once."""
        self._put(page, layer)

    def _put(self, page: Page | None, layer: str, *, rise: float | None = None) -> None:
        old = self._pages[layer]
        for part in old.parts if old else ():
            part.on_repaint = None
            self._groups.pop(id(part), None)
        self._pages[layer] = page
        if layer in {"page", "dialog"}:
            self._show_focus()
        picture, parts = InstructionGroup(), page.parts if page else []
        if page is not None:
            self._ground(picture, page)
        for part in parts:
            self._groups[id(part)] = own = InstructionGroup()
            lifted = 0.0 if rise is None else rise or part.rises
            picture.add(self._transition.rising(own, lifted * self.surface.scale) if lifted else own)
            part.on_repaint = self._paint
        if self.painting.done:
            self._changed = False
        self.painting.begin(layer, parts, partial(self._hang, self._layers[layer], picture))

    def shown(self, layer: str = "page") -> Page | None:
        """Return the page on a layer."""
        return self._pages[layer]

    def top(self) -> Page | None:
        """Return the page that takes touches."""
        return self._pages["dialog"] or self._pages["page"]

    def at(self, x: float, y: float) -> Pressable | None:
        """Return the pressable under a design point."""
        top = self.top()
        return top.at(x, y) if top else None

    def find(self, pilot_id: str) -> Pressable | None:
        """Return the pressable that can be touched now under this id."""
        top = self.top()
        return top.find(pilot_id) if top else None

    def written(self) -> list[str]:
        """Return every line of text on the glass, from back to front."""
        return [line for page in self._pages.values() if page for part in page.parts for line in part.written]

    @property
    def focus(self) -> str | None:
        """Return the id of the control that has the focus of the keys."""
        return self._focus

    @focus.setter
    def focus(self, pilot_id: str | None) -> None:
        if pilot_id != self._focus:
            self._focus = pilot_id
            self._show_focus()

    def _show_focus(self) -> None:
        target = self.find(self._focus) if self._focus is not None else None
        if target is None:
            if self._pages.get("focus") is not None:
                self.show(None, "focus")
            return
        self.show(_ringed(target.area), "focus")

    @property
    def reading(self) -> Area | None:
        """Return where that stands which is being read aloud."""
        return self._reading

    @reading.setter
    def reading(self, area: Area | None) -> None:
        if area != self._reading:
            self._reading = area
            self.show(_ringed(area) if area is not None else None, "reading")

    def repaint_clocks(self) -> None:
        """Draw what shows the time anew."""
        for page in self._pages.values():
            for part in page.parts if page else ():
                if part.shows_time:
                    part.repaint()

    # ---- Kivy ----------------------------------------------------------------------------------------------------
    def on_touch_down(self, touch: Any) -> bool:
        """Take the first moment of a touch; wheels and other buttons are no fingers."""
        if touch.button not in {None, "left"}:
            return True
        x, y = self.surface.to_design(*touch.pos)
        self.focus = None
        wakes = self._on_contact(x, y)
        self.fingers.down(touch.uid, x, y)
        if wakes or self.unseen:
            self.fingers.swallow()
        return True

    def on_touch_move(self, touch: Any) -> bool:
        """Follow a finger."""
        self.fingers.move(touch.uid, *self.surface.to_design(*touch.pos))
        return True

    def on_touch_up(self, touch: Any) -> bool:
        """Take the end of a touch."""
        self.fingers.up(touch.uid, *self.surface.to_design(*touch.pos))
        return True

    # ---- inside --------------------------------------------------------------------------------------------------
    @staticmethod
    def _hang(layer: Any, picture: Any) -> None:
        layer.clear()
        layer.add(picture)

    def _paint(self, part: Part) -> None:
        group = self._groups.get(id(part))
        if group is None:
            return
        group.clear()
        pen = Pen(group, self.surface, self.look, THEMES[self.look.theme], self._ink)
        part.draw(pen)
        part.written, part.extents = pen.written, pen.extents

    def _ground(self, group: Any, page: Page) -> None:
        theme = THEMES[self.look.theme]
        if page.ground is not None:
            group.add(Color(*theme.rgb(page.ground), 1))
            group.add(Rectangle(pos=(0, 0), size=self._window))
        if page.scrim:
            group.add(Color(*theme.rgb("shade"), page.scrim))
            group.add(Rectangle(pos=(0, 0), size=self._window))


def _ringed(area: Area) -> Page:
    page = Page(ground=None)
    page.add(Ring(area.inset(-11)))
    return page
