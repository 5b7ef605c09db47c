"""What could be better?  The rating stands already; reasons only add to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from screens.geometry import Area, grid
from screens.rate import FACES
from screens.screen import LEFT, WIDTH, Screen
from screens.widgets.buttons import PrimaryButton, SecondaryButton
from screens.widgets.reasons import ChosenFace, ReasonChip
from screens.widgets.words import Title, Words

if TYPE_CHECKING:
    from kiosk.ratings.services import RatingStored
    from screens.parts import Page
    from screens.screen import Lobby

REASONS = (
    ("waited_too_long", "clock"), ("unclear", "message-circle"), ("attitude", "user-round-x"),
    ("papers_missing", "clipboard-x"),
    ("too_slow", "hourglass"), ("place", "armchair"), ("counter_not_found", "signpost"), ("other", "ellipsis"),
)  # fmt: skip
CHOSEN = Area(LEFT, 152, WIDTH, 180)
AGAIN = Area(832, 182, 176, 120)
TITLE = Area(LEFT, 356, 700, 100)
OPTIONAL = Area(760, 372, 272, 80)
CHIP = Area(LEFT, 470, 480, 176)
NOTE = Area(LEFT, 1290, WIDTH, 100)
SKIP, SEND = Area(LEFT, 1560, 280, 148), Area(LEFT + 304, 1560, 680, 148)


class GiveReasonsScreen(Screen):
    """Any number of reasons, or none."""

    name = "give_reasons"

    def __init__(self, lobby: Lobby, rating: RatingStored) -> None:
        super().__init__(lobby)
        self.rating = rating
        self.chosen: set[str] = set()
        self.busy = False

    def toggle(self, reason: str) -> None:
        """Add a reason, or take it away."""
        self.chosen ^= {reason}
        self.refresh()

    def again(self) -> None:
        """Choose another face: the new rating replaces this one."""
        self.lobby.replace("rate", replaces=self.rating.rating_id)

    def send(self) -> None:
        """Store the reasons."""
        self.busy = True
        office, rating_id = self.lobby.office, self.rating.rating_id
        reasons = tuple(reason for reason, _ in REASONS if reason in self.chosen)
        self.ask(lambda: office.give_reasons(rating_id, reasons), lambda _given: self.lobby.replace("thank"))

    def recovered(self) -> None:
        """Nothing was stored: let the visitor press again."""
        self.busy = False
        super().recovered()

    def compose(self) -> Page:
        """Build the face, the chips and the two ways on."""
        text = self.texts.text
        page = self.framed(back=False)
        face, icon, colour = next(one for one in FACES if one[0] == self.rating.face.value)
        page.add(ChosenFace(CHOSEN, label=text(f"rate.{face}"), icon=icon, colour=colour))
        page.add(SecondaryButton(AGAIN, "give_reasons.again", self.again, label=text("rate.again"), size=42))
        page.add(Title(TITLE, text("rate.why"), chinese=self.chinese, size=60))
        page.add(
            Words(OPTIONAL, text("rate.why_optional"), sizes=(36,), colour="ink2", align="right", max_lines=2, spacing=1.1)
        )
        for (reason, sign), area in zip(REASONS, grid(CHIP, len(REASONS), 2, 24, 22), strict=True):
            toggle = partial(self.toggle, reason)
            page.add(
                ReasonChip(
                    area,
                    f"give_reasons.{reason}",
                    toggle,
                    label=text(f"rate.reason.{reason}"),
                    icon=sign,
                    chosen=reason in self.chosen,
                )
            )
        page.add(Words(NOTE, text("rate.stored_already"), sizes=(38, 36), colour="ink2", max_lines=2))
        page.add(
            SecondaryButton(SKIP, "give_reasons.skip", lambda: self.lobby.replace("thank"), label=text("app.skip"), size=52)
        )
        reason_why = None if self.chosen else text("rate.choose_reason")
        page.add(
            PrimaryButton(
                SEND,
                "give_reasons.send",
                self.send,
                label=text("rate.send"),
                icon="send",
                busy=self.busy,
                reason=reason_why,
            )
        )
        return page
