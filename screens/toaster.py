"""What the screen says in passing: a toast above everything, gone by itself after three seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.arrange import dock_top
from screens.geometry import Area
from screens.parts import Page
from screens.widgets.banners import Toast

if TYPE_CHECKING:
    from collections.abc import Callable

    from screens.access import Look
    from screens.ruler import Ruler

PLACE = Area(48, 1608, 984, 104)
STANDS_S = 3.0


class Toaster:
    """Shows one toast at a time; `show` puts a page on its layer, None clears it."""

    def __init__(self, show: Callable[[Page | None], None], monotonic: Callable[[], float]) -> None:
        self._show, self._monotonic = show, monotonic
        self._until_s: float | None = None

    def show(self, text: str, *, tone: str, icon: str, ruler: Ruler, look: Look) -> None:
        """Say something, instead of what is being said."""
        page = Page(ground=None)
        part = page.add(Toast(PLACE, text, tone=tone, icon=icon))
        if not look.upright:
            width = look.design[0] - 96 if not look.wide or look.large else 1200
            high = max(104.0, part.needs(ruler, width))
            foot = min(dock_top(look), 1080 if look.wide else 1560) - 20
            part.area = Area((look.design[0] - width) / 2, foot - high, width, high)
        self._show(page)
        self._until_s = self._monotonic() + STANDS_S

    def tick(self, now_s: float) -> None:
        """Take the toast away when it has stood its time."""
        if self._until_s is not None and now_s >= self._until_s:
            self._until_s = None
            self._show(None)
