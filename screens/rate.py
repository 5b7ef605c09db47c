"""How was it?  One tap on one of five faces is stored at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from screens.access import REACH_Y
from screens.arrange import NOWHERE, Plan, dock_top
from screens.geometry import Area, grid, rows
from screens.screen import LEFT, WIDTH, Screen
from screens.widgets.rows import FaceRow
from screens.widgets.tiles import IconPart
from screens.widgets.words import Title, Words

if TYPE_CHECKING:
    from kiosk.ratings.services import RatingStored
    from screens.parts import Page
    from screens.screen import Lobby

FACES = (
    ("very_satisfied", "laugh", "ok"), ("satisfied", "smile", "moss"), ("neutral", "meh", "ochre"),
    ("dissatisfied", "frown", "flame"), ("very_dissatisfied", "angry", "danger"),
)  # fmt: skip
TITLE = Area(LEFT, 158, WIDTH, 112)
ROW = Area(LEFT, 322, WIDTH, 212)
PRIVACY = Area(LEFT + 60, 1500, WIDTH - 60, 96)


class RateScreen(Screen):
    """All five are alike; none is preselected.  `replaces` is the rating that is chosen again."""

    name = "rate"

    def __init__(self, lobby: Lobby, replaces: int | None = None) -> None:
        super().__init__(lobby)
        self.replaces = replaces
        self.request_id = uuid4()

    def choose(self, face: str) -> None:
        """Store the tap; further taps change nothing."""
        if self.busy:
            return
        self.busy = self.holds = True
        office, language, request_id, replaces = (
            self.lobby.office,
            self.lobby.visit.language,
            self.request_id,
            self.replaces,
        )
        self.ask(lambda: office.rate(face, language, request_id, replaces), self._stored)

    def compose(self) -> Page:
        """Build the five rows."""
        text = self.texts.text
        if not self.look.plain:
            return self._arranged()
        page = self.framed(back=False)
        page.add(Title(TITLE, text("rate.title"), chinese=self.chinese, size=72))
        for (face, icon, colour), area in zip(FACES, rows(ROW, len(FACES), 20), strict=True):
            page.add(self._face(face, icon, colour, area))
        page.add(IconPart(Area(LEFT, PRIVACY.y + 22, 52, 52), "shield-check", "pine"))
        page.add(Words(PRIVACY, text("rate.privacy"), sizes=(38, 36), colour="ink2", max_lines=2, spacing=1.15))
        return page

    def _arranged(self) -> Page:
        text = self.texts.text
        if self.look.large:
            return self._large()
        if self.look.wide:
            return self._columns()
        faces = [self._face(*one, NOWHERE) for one in FACES]
        for row in faces:
            row.least = 122
        privacy = Words(NOWHERE, text("rate.privacy"), sizes=(36,), colour="ink2", max_lines=3, spacing=1.08)
        return self.arranged(Plan(title=text("rate.title"), rows=[*faces], notes=[privacy]), back=False)

    def _columns(self) -> Page:
        text = self.texts.text
        page = self.framed(back=False)
        page.add(Title(Area(LEFT, 144, 1824, 92), text("rate.title"), chinese=self.chinese, size=72))
        for one, area in zip(FACES, grid(Area(LEFT, 250, 345, 520), 5, 5, 24.75, 0), strict=True):
            page.add(self._face(*one, area))
        page.add(IconPart(Area(LEFT, 806, 52, 52), "shield-check", "pine"))
        page.add(Words(Area(LEFT + 72, 790, 1740, 84), text("rate.privacy"), sizes=(38, 36), colour="ink2", max_lines=2))
        return page

    def _large(self) -> Page:
        """Show all five on one page: below each other, on a wide screen beside each other; the note gives way."""
        page, ruler, foot = self.framed(back=False), self.lobby.ruler, dock_top(self.look) - 20
        width = self.look.design[0] - 2 * LEFT
        title = Title(NOWHERE, self.texts.text("rate.title"), chinese=self.chinese, size=72)
        title.area = Area(LEFT, 140, width, ruler.high(title.said(), width) + 8)
        page.add(title)
        y = title.area.bottom + 16
        if self.look.low:
            note = Words(NOWHERE, self.texts.text("rate.privacy"), sizes=(38, 36), colour="ink2", max_lines=4)
            note.area = Area(LEFT, y, width, note.needs(ruler, width))
            page.add(note)
            y = REACH_Y
        count = len(FACES)
        columns, gap = (count, 24.0) if self.look.wide else (1, 12.0)
        wide = (width - gap * (columns - 1)) / columns
        high = foot - y if self.look.wide else (foot - y - gap * (count - 1)) / count
        for one, area in zip(FACES, grid(Area(LEFT, y, wide, high), count, columns, gap, gap), strict=True):
            page.add(self._face(*one, area))
        return page

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
            self.lobby.replace("give_reasons", rating=rating)
        else:
            self.lobby.replace("thank")
