"""What could be better?  The rating stands already; reasons only add to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from screens.arrange import NOWHERE, Plan
from screens.geometry import Area, grid
from screens.rate import FACES
from screens.screen import LEFT, WIDTH, Screen
from screens.typeset import whole
from screens.who_served import told
from screens.widgets.buttons import PrimaryButton, SecondaryButton
from screens.widgets.phone_card import PhoneCard
from screens.widgets.reasons import ChosenFace, ReasonChip
from screens.widgets.words import Title, Words

if TYPE_CHECKING:
    from kiosk.queues.answers import ServedView
    from kiosk.ratings.services import RatingStored
    from screens.parts import Page, Part
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
CHIP = Area(LEFT, 464, 480, 176)
NOTE = Area(LEFT, 1232, WIDTH, 72)
PHONE = Area(LEFT, 1306, WIDTH, 238)
SKIP, SEND = Area(LEFT, 1560, 280, 148), Area(LEFT + 304, 1560, 680, 148)


class GiveReasonsScreen(Screen):
    """Any number of reasons, or none; `served` is whom the rating names."""

    name = "give_reasons"

    def __init__(self, lobby: Lobby, rating: RatingStored, served: ServedView | None = None) -> None:
        super().__init__(lobby)
        self.rating, self.served = rating, served
        self.chosen: set[str] = set()

    def toggle_reason(self, reason: str) -> None:
        """Add a reason, or take it away."""
        self.chosen ^= {reason}
        self.refresh()

    def again(self) -> None:
        """Choose another face: the new rating replaces this one."""
        self.lobby.replace("rate", replaces=self.rating.rating_id, served=self.served)

    def send(self) -> None:
        """Store the reasons."""
        self.busy = True
        self.refresh()
        office, rating_id = self.lobby.office, self.rating.rating_id
        reasons = tuple(reason for reason, _ in REASONS if reason in self.chosen)
        self.ask(lambda: office.give_reasons(rating_id, reasons), lambda _given: self.lobby.replace("thank"))

    def compose(self) -> Page:
        """Build the face, the chips and the two ways on."""
        text = self.texts.text
        if not self.look.plain:
            return self._arranged()
        page = self.framed(back=False)
        page.add(self._chosen(CHOSEN))
        page.add(SecondaryButton(AGAIN, "give_reasons.again", self.again, label=text("rate.again"), size=42))
        page.add(Title(TITLE, text("rate.why"), chinese=self.chinese, size=60))
        page.add(
            Words(OPTIONAL, text("rate.why_optional"), sizes=(36,), colour="ink2", align="right", max_lines=2, spacing=1.1)
        )
        for (reason, sign), area in zip(REASONS, grid(CHIP, len(REASONS), 2, 24, 22), strict=True):
            page.add(self._chip(reason, sign, area))
        page.add(Words(NOTE, text("rate.stored_already"), sizes=(38, 36), colour="ink2", max_lines=2))
        if self.rating.words_url:
            page.add(self._phone(PHONE))
        page.add(self._skip(SKIP))
        page.add(self._send(SEND))
        return page

    def _arranged(self) -> Page:
        text = self.texts.text
        chips: list[Part] = [self._chip(*one, NOWHERE) for one in REASONS]
        again = SecondaryButton(NOWHERE, "give_reasons.again", self.again, label=text("rate.again"), icon="smile", size=46)
        note = Words(NOWHERE, text("rate.stored_already"), sizes=(38, 36), colour="ink2", max_lines=4)
        facts: list[Part] = [note]
        if self.rating.words_url:
            (facts if self.look.wide and not self.look.large else chips).append(self._phone(NOWHERE))
        plan = Plan(
            title=text("rate.why"), top=[self._chosen(NOWHERE)], facts=facts, rows=chips,
            actions=[self._skip(NOWHERE), self._send(NOWHERE)],
        )  # fmt: skip
        if self.look.wide and not self.look.large:
            plan.beside = True
            plan.actions.insert(0, again)
        else:
            plan.rows = [*chips, again]
        return self.arranged(plan, back=False)

    def _chosen(self, area: Area) -> ChosenFace:
        face, icon, colour = next(one for one in FACES if one[0] == self.rating.face.value)
        where, who = told(self.texts, self.served)
        detail = f"{where}　{whole(who)}".strip()
        return ChosenFace(area, label=self.texts.text(f"rate.{face}"), detail=detail, icon=icon, colour=colour)

    def _chip(self, reason: str, sign: str, area: Area) -> ReasonChip:
        label, chosen = self.texts.text(f"rate.reason.{reason}"), reason in self.chosen
        toggle = partial(self.toggle_reason, reason)
        return ReasonChip(area, f"give_reasons.{reason}", toggle, label=label, icon=sign, chosen=chosen)

    def _phone(self, area: Area) -> PhoneCard:
        text = self.texts.text
        return PhoneCard(area, self.rating.words_url, text("rate.phone_title"), text("rate.phone_detail"))

    def _skip(self, area: Area) -> SecondaryButton:
        label = self.texts.text("app.skip")
        return SecondaryButton(area, "give_reasons.skip", lambda: self.lobby.replace("thank"), label=label, size=52)

    def _send(self, area: Area) -> PrimaryButton:
        reason = None if self.chosen else self.texts.text("rate.choose_reason")
        label = self.texts.text("app.busy" if self.busy else "rate.send")
        return PrimaryButton(area, "give_reasons.send", self.send, label=label, icon="send", busy=self.busy, reason=reason)
