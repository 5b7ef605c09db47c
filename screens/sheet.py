"""The card of a dialog: where it stands in every layout and size of type, and how its parts stand on it.

In portrait its lower edge is within seated reach.  In large type it takes the whole screen: what does not fit beside
each other stands below each other.
"""

# ruff: noqa: PLR0913  # each a fact of its own, told by name

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kiosk.texts import LANGUAGES
from screens.arrange import NOWHERE
from screens.geometry import Area, grid
from screens.parts import Page
from screens.widgets.buttons import PrimaryButton
from screens.widgets.cards import Card
from screens.widgets.docks import LANGUAGE_NAMES
from screens.widgets.pills import ChoicePill
from screens.widgets.words import Title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screens.dialogs import Host
    from screens.parts import Part
    from screens.widgets.words import Words

BOTTOM = 1620
SCRIM = 0.76
GAP, AIR = 20, 48


def card_area(host: Host, height: float, wide_height: float) -> Area:
    """Return where a dialog's card stands."""
    look = host.visit.look
    if look.wide:
        if look.large:
            return Area(48, 24, 1824, 1032)
        return Area(360, (1080 - wide_height) / 2, 1200, wide_height)
    if look.large:
        return Area(24, 864 - 8, 1032, 1040) if look.low_reach else Area(24, 48, 1032, 1824)
    top = max(BOTTOM - height, 734) if look.low_reach else BOTTOM - height
    return Area(60, top, 960, height)


def close_button(host: Host) -> PrimaryButton:
    """Return the button that closes a sheet."""
    return PrimaryButton(NOWHERE, "display.close", host.close_dialog, label=host.texts.text("app.close"), icon="check")


def language_pills(host: Host) -> list[ChoicePill]:
    """Return the languages, each in its own script."""
    chosen = host.visit.language
    return [
        ChoicePill(NOWHERE, f"language.{code}", partial(host.speak, code), label=LANGUAGE_NAMES[code], chosen=code == chosen)
        for code in LANGUAGES
    ]


class Sheet:
    """A card that is filled from its head down and from its foot up."""

    def __init__(self, host: Host, *, height: float, wide_height: float) -> None:
        self.host = host
        self.page = Page(ground=None, scrim=SCRIM)
        self.card = card_area(host, height, wide_height)
        self.page.add(Card(self.card, radius=44, depth=2))
        self.inner = Area(self.card.x + AIR, self.card.y, self.card.width - 2 * AIR, self.card.height)
        self.y = self.card.y + 24
        self.groups: list[tuple[Sequence[Part], int]] = []

    def title(self, text: str) -> None:
        """Write the title."""
        high = 104 if not self.host.visit.look.large else 124
        chinese = self.host.visit.language == "zh_Hant"
        self.page.add(Title(Area(self.inner.x, self.y, self.inner.width, high), text, chinese=chinese, size=64))
        self.y += high + 4

    def add(self, parts: Sequence[Part], columns: int) -> None:
        """Have parts stand in columns."""
        self.groups.append((parts, columns))

    def foot(self, buttons: Sequence[Part]) -> None:
        """Place the buttons at the foot, and the parts in what is left, each line as high as the others."""
        high = 152 if self.host.visit.look.large else 140
        wide = (self.inner.width - GAP * (len(buttons) - 1)) / len(buttons)
        foot = self.card.bottom - 32 - high
        for i, part in enumerate(buttons):
            part.area = Area(self.inner.x + i * (wide + GAP), foot, wide, high)
        lines = sum(-(-len(parts) // columns) for parts, columns in self.groups)
        each = min(200.0, (foot - 24 - self.y - GAP * (lines - 1)) / max(1, lines))
        for parts, columns in self.groups:
            cell = (self.inner.width - GAP * (columns - 1)) / columns
            areas = grid(Area(self.inner.x, self.y, cell, each), len(parts), columns, GAP, GAP)
            for part, area in zip(parts, areas, strict=True):
                part.area = area
                self.page.add(part)
            self.y = areas[-1].bottom + GAP
        for part in buttons:
            self.page.add(part)


def message(
    host: Host, sign: Part, title: str, words: Words, primary: Part, *quiet: Part, side: float
) -> Page:  # a whole dialog
    """Return a dialog that says one thing: a sign, a title, a sentence, one button and quiet ways on."""
    look = host.visit.look
    page = Page(ground=None, scrim=SCRIM)
    height = 800 if quiet else 760
    card = card_area(host, height, height)
    page.add(Card(card, radius=44, depth=2))
    inner = Area(card.x + AIR, card.y + 32, card.width - 2 * AIR, card.height - 64)
    chinese = host.visit.language == "zh_Hant"
    head = Title(NOWHERE, title, chinese=chinese, size=76, align="centre")
    head.max_lines = 3 if look.large else 2 if look.wide else 1
    sign.area = Area(inner.centre[0] - side / 2, inner.y, side, side)
    if look.large and (look.wide or look.low_reach):
        sign.area = Area(inner.x, inner.y + 40, side, side)
    foot = inner.bottom
    if quiet:
        high = 104 if look.large else 84
        stacked = look.large and not look.wide
        columns = 1 if stacked or len(quiet) == 1 else len(quiet)
        wide = inner.width if stacked else inner.width * 0.68 if columns == 1 else (inner.width - GAP) / columns
        lines = -(-len(quiet) // columns)
        left = inner.x if columns > 1 else inner.centre[0] - wide / 2
        first = Area(left, foot - lines * high, wide, high)
        for part, area in zip(quiet, grid(first, len(quiet), columns, GAP, 0), strict=True):
            part.area = area
        foot -= lines * high + 16
    high = 156 if look.large else 140
    primary.area = Area(inner.x, foot - high, inner.width, high)
    foot -= high + 16
    top = inner.y if sign.area.x == inner.x else sign.area.bottom + 16
    left = sign.area.right + 32 if sign.area.x == inner.x else inner.x
    room = Area(left, top, inner.right - left, foot - top)
    ruler = host.ruler
    title_high, said_high = ruler.high(head.said(), room.width) + 12, ruler.high(words.said(), room.width) + 12
    if title_high + said_high > room.height:
        title_high = max(room.height * 0.4, room.height - said_high)
        said_high = room.height - title_high
    if look.upright:
        title_high, said_high = 100, room.height - 100
    air = (room.height - title_high - said_high) / 2
    head.area = Area(room.x, room.y + air, room.width, title_high)
    words.area = Area(room.x, head.area.bottom, room.width, said_high)
    for part in (sign, head, words, primary, *quiet):
        page.add(part)
    return page
