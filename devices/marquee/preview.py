"""What a sign will really show of a programme, known before anything is sent: dots, motion, time, and what falls short.

Pure: no line, no clock.  Each family has its own `previewer`, because each has its own letters, colours and limits; a
page passes through the same rules as in its driver.  The pictures are drawn by `devices.marquee.motion`.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from devices.marquee.dots import Glyphs, Strip
    from devices.marquee.page import Programme
    from devices.marquee.settings import MarqueeSettings, Shortfall

PREVIEWERS = {
    "alpha": "devices.marquee.alpha_preview",
    "jetfile2": "devices.marquee.jetfile2_preview",
    "onbon": "devices.marquee.onbon_preview",
    "onbon-5k": "devices.marquee.onbon_preview",
    "onbon-6k": "devices.marquee.onbon_preview",
}
"""Family -> the module whose function `preview` is its `Previewer`."""


@dataclass(frozen=True)
class PagePreview:
    """One page as the sign will show it.

    `dots` are its columns from the first to the last, in the sign's colours, not yet centred; a page that `runs` passes from
    right to left at `dots_per_s` once, one that does not stands centred for `hold_s` seconds.  `text` are the characters
    really shown.
    """

    key: str
    text: str
    dots: Strip
    runs: bool
    hold_s: float
    dots_per_s: float
    shortfalls: tuple[Shortfall, ...] = ()

    def lasts_s(self, columns: int) -> float:
        """Return how long the page is on a sign of `columns` dots (s): a running one comes in and goes out."""
        return (len(self.dots) + columns) / self.dots_per_s if self.runs else self.hold_s


@dataclass(frozen=True)
class Preview:
    """A whole programme as one sign of `columns` by `rows` dots will show it."""

    columns: int
    rows: int
    pages: tuple[PagePreview, ...] = ()
    call: PagePreview | None = None
    urgent: PagePreview | None = None
    left_out: tuple[Shortfall, ...] = ()
    """Pages that the sign will not show at all."""

    @property
    def shortfalls(self) -> tuple[Shortfall, ...]:
        """Everything that is shown differently from what was asked for."""
        singles = (one for one in (self.call, self.urgent) if one is not None)
        return (*(short for page in (*self.pages, *singles) for short in page.shortfalls), *self.left_out)


class Previewer(Protocol):
    """How a family answers."""

    def __call__(self, programme: Programme, settings: MarqueeSettings, glyphs: Glyphs) -> Preview:
        """Return what the sign will show; raises `EncodeError` for a wish that cannot be said."""


def preview(family: str, programme: Programme, settings: MarqueeSettings, glyphs: Glyphs) -> Preview:
    """Return what a sign of `family` (its name in the catalogue) will really show of `programme`.

    Raises `ValueError` for a family nobody knows, `EncodeError` for a wish its driver would refuse.
    """
    if family not in PREVIEWERS:
        raise ValueError(f"sign family {family!r} is not known: use one of {', '.join(PREVIEWERS)}")
    previewer: Previewer = import_module(PREVIEWERS[family]).preview
    return previewer(programme, settings, glyphs)
