"""The card of a dialog: where it stands in every layout and size of type, and how its parts stand on it.

In portrait its lower edge is within seated reach.  In large type it takes the whole screen: what does not fit beside
each other stands below each other.
"""

# ruff: noqa: PLR0913  # each a fact of its own, told by name

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kiosk.texts import LANGUAGES
from screens.access import REACH_Y
from screens.arrange import NOWHERE
from screens.geometry import Area, grid
from screens.parts import Page
from screens.widgets.buttons import PrimaryButton
from screens.widgets.cards import Card
from screens.widgets.docks import LANGUAGE_NAMES
from screens.widgets.pager import add_pager, pages_of
from screens.widgets.pills import ChoicePill
from screens.widgets.words import Title

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from screens.parts import Part
    from screens.screen import Lobby
    from screens.widgets.words import Words

BOTTOM = 1620
SCRIM = 0.76
GAP, AIR, SIGN_GAP = 20, 48, 20
LEAST_LINE, PAGER = 124.0, 112.0  # of large type


def card_area(host: Lobby, height: float, wide_height: float, large_height: float = 1824.0) -> Area:
    """Return where a dialog's card stands; in large type it takes the screen, or less where it says little."""
    look = host.visit.look
    if look.wide:
        if look.large:
            high = min(1032.0, large_height)
            return Area(48, (1080 - high) / 2, 1824, high)
        return Area(360, (1080 - wide_height) / 2, 1200, wide_height)
    if look.large:
        foot, most = (1896, 1176.0) if look.low_reach else (1872, 1824.0)
        return Area(24, foot - min(most, large_height), 1032, min(most, large_height))
    top = max(BOTTOM - height, 734) if look.low_reach else BOTTOM - height
    return Area(60, top, 960, height)


def close_button(host: Lobby) -> PrimaryButton:
    """Return the button that closes a sheet."""
    return PrimaryButton(NOWHERE, "display.close", host.sheets.close, label=host.texts.text("app.close"), icon="check")


def language_pills(host: Lobby) -> list[ChoicePill]:
    """Return the languages, each in its own script."""
    chosen, speak = host.visit.language, host.modes.speak
    return [
        ChoicePill(NOWHERE, f"language.{code}", partial(speak, code), label=LANGUAGE_NAMES[code], chosen=code == chosen)
        for code in LANGUAGES
    ]


class Sheet:
    """A card that is filled from its head down and from its foot up."""

    def __init__(
        self, host: Lobby, *, height: float, wide_height: float, large_height: float = 1824.0, number: int = 0,
        turn: Callable[[int], None] | None = None,
    ) -> None:  # fmt: skip
        self.host, self.number, self.turn = host, number, turn or (lambda _number: None)
        self.page = Page(ground=None, scrim=SCRIM)
        self.card = card_area(host, height, wide_height, large_height)
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
        look = self.host.visit.look
        if look.low_reach and not look.wide:
            self.y = max(self.y, REACH_Y)
        self._fill(self._turned(foot - 24), foot - 24)
        for part in buttons:
            self.page.add(part)

    def _turned(self, bottom: float) -> list[tuple[Sequence[Part], int]]:
        """Return the lines of the page that shows; in large type what does not fit turns pages."""
        lines = [(parts[i : i + n], n) for parts, n in self.groups for i in range(0, len(parts), n)]
        if not self.host.visit.look.large or len(lines) * (LEAST_LINE + GAP) - GAP <= bottom - self.y:
            return lines
        each = int((bottom - PAGER - self.y) // (LEAST_LINE + GAP))
        count = pages_of(len(lines), each)
        self.number = min(self.number, count - 1)
        pager = Area(self.inner.x, bottom - PAGER, self.inner.width, PAGER)
        add_pager(self.page, pager, self.host.texts, self.number, count, self.turn, large=self.host.ruler)
        return lines[self.number * each : (self.number + 1) * each]

    def _fill(self, lines: Sequence[tuple[Sequence[Part], int]], bottom: float) -> None:
        """Place lines below each other, each as high as the others."""
        turned = len(lines) < sum(-(-len(parts) // n) for parts, n in self.groups)
        room = bottom - self.y - (PAGER + GAP if turned else 0)
        each = min(200.0, (room - GAP * (len(lines) - 1)) / max(1, len(lines)))
        for parts, columns in lines:
            cell = (self.inner.width - GAP * (columns - 1)) / columns
            first = Area(self.inner.x, self.y, cell, each)
            for part, area in zip(parts, grid(first, len(parts), columns, GAP, GAP), strict=True):
                part.area = area
                self.page.add(part)
            self.y += each + GAP


def message(
    host: Lobby, sign: Part, title: str, words: Words, primary: Part, *quiet: Part, side: float
) -> Page:  # a whole dialog
    """Return a dialog that says one thing: a sign, a title, a sentence, one button and a quiet way on.

    Large type makes the card as high as what it says; the sign stands beside the words on a wide screen, else above.
    """
    look, ruler = host.visit.look, host.ruler
    page = Page(ground=None, scrim=SCRIM)
    head = Title(NOWHERE, title, chinese=host.visit.language == "zh_Hant", size=76, align="centre")
    head.max_lines = 3 if look.large else 2 if look.wide else 1
    height = 800 if quiet else 760
    card = card_area(host, height, height)
    beside = look.large and look.wide
    width = card.width - 2 * AIR - (side + 32 if beside else 0)
    title_high, said_high = ruler.high(head.said(), width) + 12, ruler.high(words.said(), width) + 12
    low = _buttons_high(host, len(quiet))
    if look.large:
        said = max(side, title_high + said_high) if beside else side + 24 + title_high + said_high
        card = _as_high_as(card, look.design[1], 2 * AIR + said + 24 + low)
    page.add(Card(card, radius=44, depth=2))
    inner = Area(card.x + AIR, card.y + 32, card.width - 2 * AIR, card.height - 64)
    _place_buttons(host, inner, primary, quiet)
    foot = inner.bottom - low
    if beside:
        sign.area = Area(inner.x, (inner.y + foot - 16 - side) / 2, side, side)
        room = Area(inner.right - width, inner.y, width, foot - 16 - inner.y)
    else:
        spare = foot - card.y - side - SIGN_GAP - title_high - said_high
        air = max(24.0, spare / 2)  # as much above the sign as below the words
        sign.area = Area(inner.centre[0] - side / 2, card.y + air, side, side)
        top = sign.area.bottom + SIGN_GAP
        room = Area(inner.x, top, width, foot - min(air, 24.0) - top)
    if title_high + said_high > room.height:
        title_high = max(room.height * 0.4, room.height - said_high)
        said_high = room.height - title_high
    top = room.y + (room.height - title_high - said_high) / 2 if beside else room.y
    head.area = Area(room.x, top, room.width, title_high)
    words.area = Area(room.x, head.area.bottom, room.width, said_high)
    for part in (sign, head, words, primary, *quiet):
        page.add(part)
    return page


def _as_high_as(card: Area, screen: float, high: float) -> Area:
    """Return a card of this height, its foot where the largest card's is, in the middle of a wide screen."""
    high = min(high, screen - 48)
    top = (screen - high) / 2 if screen < card.width else min(card.bottom, screen - 24) - high
    return Area(card.x, top, card.width, high)


def _buttons_high(host: Lobby, quiet: int) -> float:
    """Return the height of the primary button and the quiet ones below it."""
    look = host.visit.look
    lines = quiet if look.large and not look.wide else min(quiet, 1)
    return (156 if look.large else 140) + (lines * (104 if look.large else 84) + 16 if quiet else 0)


def _place_buttons(host: Lobby, inner: Area, primary: Part, quiet: Sequence[Part]) -> None:
    look, high = host.visit.look, 156 if host.visit.look.large else 140
    primary.area = Area(inner.x, inner.bottom - _buttons_high(host, len(quiet)), inner.width, high)
    columns = 1 if (look.large and not look.wide) or len(quiet) == 1 else max(1, len(quiet))
    wide = (inner.width - GAP * (columns - 1)) / columns
    if columns == 1 and not look.large:
        wide *= 0.68
    left = inner.centre[0] - wide / 2 if columns == 1 else inner.x
    first = Area(left, primary.area.bottom + 16, wide, 104 if look.large else 84)
    for part, area in zip(quiet, grid(first, len(quiet), columns, GAP, 0), strict=True):
        part.area = area
