"""Which colours a sign has, and which of them stands for a colour it lacks: nothing is lost on a one-colour sign."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from devices.marquee.page import Colour, Page, Programme


class Palette(StrEnum):
    """The lamps of a sign: one colour, or red and green that make amber together."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    THREE = "three"

    def shown(self, colour: Colour) -> Colour:
        """Return the colour in which this sign shows `colour`."""
        return colour if self is Palette.THREE else Colour(self.value)

    def page(self, page: Page) -> Page:
        """Return `page` in the colours of this sign."""
        if self is Palette.THREE:
            return page
        return replace(page, segments=tuple(replace(part, colour=self.shown(part.colour)) for part in page.segments))

    def programme(self, programme: Programme) -> Programme:
        """Return `programme` in the colours of this sign; one that has them all is given back as it is."""
        if self is Palette.THREE:
            return programme
        return Programme(
            tuple(self.page(page) for page in programme.pages),
            self.page(programme.call) if programme.call else None,
            self.page(programme.urgent) if programme.urgent else None,
        )
