"""How was it?  One tap on one of five faces is stored at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from screens.access import REACH_Y
from screens.arrange import NOWHERE, dock_top
from screens.geometry import Area, grid, rows
from screens.screen import LEFT, WIDTH, Screen
from screens.who_served import WhoServed
from screens.widgets.rows import FaceRow
from screens.widgets.served import ServedCard
from screens.widgets.tiles import IconPart
from screens.widgets.words import Title, Words

if TYPE_CHECKING:
    from kiosk.queues.answers import ServedView
    from kiosk.ratings.services import RatingStored
    from screens.parts import Page
    from screens.screen import Lobby
    from screens.widgets.served import NumberDoor

FACES = (
    ("very_satisfied", "laugh", "ok"), ("satisfied", "smile", "moss"), ("neutral", "meh", "ochre"),
    ("dissatisfied", "frown", "flame"), ("very_dissatisfied", "angry", "danger"),
)  # fmt: skip
TITLE = Area(LEFT, 158, WIDTH, 112)
CARD = Area(LEFT, 282, WIDTH, 112)
ROW = Area(LEFT, 322, WIDTH, 212)
PRIVACY = Area(LEFT + 60, 1500, WIDTH - 60, 96)
BELOW_CARD, NOTE_BELOW_CARD = 108, 92  # so much lower stand the faces, and the note, where there is a card
WIDE_TITLE, WIDE_CARD = Area(LEFT, 144, 1824, 92), Area(1072, 132, 800, 100)


class RateScreen(Screen):
    """All five are alike; none is preselected.  `replaces` is the rating that is chosen again, `served` whom that named."""

    name = "rate"

    def __init__(self, lobby: Lobby, replaces: int | None = None, served: ServedView | None = None) -> None:
        super().__init__(lobby)
        self.replaces = replaces
        self.request_id = uuid4()
        self.who = WhoServed(self, served, replaces)

    def opened(self) -> None:
        """Ask who has been served."""
        self.who.ask()

    def choose(self, face: str) -> None:
        """Store the tap; further taps change nothing."""
        if self.busy:
            return
        self.busy = self.holds = True
        office, language, request_id = self.lobby.office, self.lobby.visit.language, self.request_id
        replaces, served = self.replaces, self.who.named
        self.ask(lambda: office.rate(face, language, request_id, replaces, served), self._stored)

    def compose(self) -> Page:
        """Build the five faces, and above them the card of who served."""
        if not self.look.plain:
            return self._columns() if self.look.wide and not self.look.large else self._filled()
        page, card = self.framed(back=False), self.who.card()
        page.add(Title(TITLE, self.texts.text("rate.title"), chinese=self.chinese, size=72))
        if card is not None:
            self._put(page, card, CARD)
        first = ROW.moved(dy=BELOW_CARD if card else 0)
        for one, area in zip(FACES, rows(first, len(FACES), 20), strict=True):
            page.add(self._face(*one, area))
        self._note(page, PRIVACY.moved(dy=NOTE_BELOW_CARD if card else 0))
        return page

    def _put(self, page: Page, card: ServedCard | NumberDoor, area: Area) -> None:
        """Put the card where its room is fixed."""
        card.area = area
        if isinstance(card, ServedCard):
            card.fit(self.lobby.ruler)
        page.add(card)

    def _columns(self) -> Page:
        page, card = self.framed(back=False), self.who.card()
        title = WIDE_TITLE
        if card is not None:
            self._put(page, card, WIDE_CARD)
            title = Area(title.x, title.y, WIDE_CARD.x - title.x - 24, title.height)
        page.add(Title(title, self.texts.text("rate.title"), chinese=self.chinese, size=72))
        for one, area in zip(FACES, grid(Area(LEFT, 250, 345, 520), 5, 5, 24.75, 0), strict=True):
            page.add(self._face(*one, area))
        self._note(page, Area(LEFT + 60, 790, 1740, 84))
        return page

    def _note(self, page: Page, area: Area) -> None:
        page.add(IconPart(Area(LEFT, area.centre[1] - 26, 52, 52), "shield-check", "pine"))
        page.add(self._privacy(area))

    def _privacy(self, area: Area = NOWHERE) -> Words:
        words = self.texts.text("rate.privacy")
        return Words(area, words, sizes=(38, 36), colour="ink2", max_lines=4 if self.look.low else 2, spacing=1.15)

    def _filled(self) -> Page:
        """Show all five on one page, as high as the room allows: below each other, on a wide screen beside each other.

        Low down only what is pressed stands below the line of reach; the note is the first to give way.
        """
        page, look = self.framed(back=False), self.look
        width = look.design[0] - 2 * LEFT
        y = self._title(page, width)
        if look.low:
            self._read(page, Area(LEFT, y, width, REACH_Y - y))
            y = REACH_Y
        card = self.who.door() if look.low else self.who.card()
        gap = 12.0 if look.large else 16.0
        if card is not None:
            card.area = Area(LEFT, y, width, card.needs(self.lobby.ruler, width))
            page.add(card)
            y = card.area.bottom + gap
        foot, count = dock_top(look) - 20, len(FACES)
        columns, between = (count, 24.0) if look.wide else (1, gap)
        wide = (width - between * (columns - 1)) / columns
        high = foot - y if look.wide else (foot - y - gap * (count - 1)) / count
        for one, area in zip(FACES, grid(Area(LEFT, y, wide, high), count, columns, between, gap), strict=True):
            page.add(self._face(*one, area))
        return page

    def _title(self, page: Page, width: float) -> float:
        """Add the title of a page that is filled; returns where what follows begins."""
        title = Title(NOWHERE, self.texts.text("rate.title"), chinese=self.chinese, size=72)
        title.area = Area(LEFT, 140, width, self.lobby.ruler.high(title.said(), width) + 8)
        page.add(title)
        return title.area.bottom + 16

    def _read(self, page: Page, area: Area) -> None:
        """Put what is only read above the line of reach, as far as it fits: who served, and that nobody's name is kept."""
        y = area.y
        for part in (self.who.read(), self._privacy()):
            high = part.needs(self.lobby.ruler, area.width) if part else 0.0
            if part is not None and y + high <= area.bottom:
                part.area = Area(area.x, y, area.width, high)
                page.add(part)
                y += high + 16

    def _face(self, face: str, icon: str, colour: str, area: Area) -> FaceRow:
        choose = partial(self.choose, face)
        label, short = self.texts.text(f"rate.{face}"), self.texts.text(f"rate.{face}_short")
        row = FaceRow(area, f"rate.{face}", choose, label=label, icon=icon, colour=colour)
        if self.look.large and self.look.wide and row.least_width(self.lobby.ruler) > area.width:
            row.label = short
        return row

    def _stored(self, rating: RatingStored) -> None:
        self.holds = False
        if rating.face.asks_why:
            self.lobby.replace("give_reasons", rating=rating, served=self.who.named)
        else:
            self.lobby.replace("thank")
