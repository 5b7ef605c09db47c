"""Before measuring: who keeps what, for what; to agree and not to agree weigh the same."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from screens.blood_pressure import STEPPER, STEPS
from screens.geometry import Area, rows
from screens.screen import LEFT, WIDTH, Screen
from screens.widgets.buttons import PrimaryButton, SecondaryButton
from screens.widgets.cards import Fact
from screens.widgets.reasons import IdentityCard
from screens.widgets.stepper import Stepper
from screens.widgets.words import Words

if TYPE_CHECKING:
    from kiosk.blood_pressure.answers import SessionView, Timing
    from screens.parts import Page
    from screens.screen import Lobby

FACTS = (("users", "bp.consent_who"), ("clipboard-check", "bp.consent_what"), ("info", "bp.consent_how"))
FACT = Area(LEFT, 450, WIDTH, 156)
IDENTITY = Area(LEFT, 1060, WIDTH, 188)
NO, YES = Area(LEFT, 1560, 480, 148), Area(552, 1560, 480, 148)


class ConsentScreen(Screen):
    """Anonymous by default; nothing is kept that names the visitor."""

    name = "consent"

    def __init__(self, lobby: Lobby) -> None:
        super().__init__(lobby)
        self.busy = False
        self.request_id = uuid4()

    def agree(self) -> None:
        """Begin the session."""
        self.busy = True
        office, language, request_id = self.lobby.office, self.lobby.visit.language, self.request_id
        self.ask(lambda: (office.begin_measuring(language, request_id), office.timing()), self._begun)

    def recovered(self) -> None:
        """No session was begun: let the visitor press again."""
        self.busy = False
        super().recovered()

    def compose(self) -> Page:
        """Build it."""
        text = self.texts.text
        page = self.framed(title=text("bp.consent_title"))
        page.add(Stepper(STEPPER, tuple(text(key) for key in STEPS), 0))
        for (icon, key), area in zip(FACTS, rows(FACT, len(FACTS), 12), strict=True):
            page.add(Fact(area, icon=icon, text=text(key)))
        page.add(Words(Area(LEFT, 976, WIDTH, 70), text("bp.identity"), sizes=(42, 40), colour="ink2"))
        page.add(IdentityCard(IDENTITY, title=text("bp.identity.anonymous"), detail=text("bp.identity.anonymous_detail")))
        page.add(SecondaryButton(NO, "consent.disagree", self.lobby.home, label=text("bp.disagree"), size=52))
        page.add(PrimaryButton(YES, "consent.agree", self.agree, label=text("bp.agree"), icon="check", busy=self.busy, size=52))
        return page

    def _begun(self, found: tuple[SessionView, Timing]) -> None:
        session, timing = found
        self.lobby.replace("rest", session=session, rest_s=timing.rest_s)
