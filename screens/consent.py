"""Before measuring: who keeps what, for what; to agree and not to agree weigh the same."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from screens.arrange import NOWHERE, Plan
from screens.blood_pressure import STEPPER, STEPS
from screens.geometry import Area, rows
from screens.screen import LEFT, WIDTH, Screen
from screens.typeset import whole
from screens.widgets.buttons import PrimaryButton, SecondaryButton
from screens.widgets.cards import Fact
from screens.widgets.reasons import IdentityCard
from screens.widgets.stepper import Stepper
from screens.widgets.words import Words

if TYPE_CHECKING:
    from kiosk.blood_pressure.answers import SessionView, Timing
    from screens.parts import Page, Part
    from screens.screen import Lobby

FACTS = (("users", "bp.consent_who"), ("clipboard-check", "bp.consent_what"), ("info", "bp.consent_how"))
FACT = Area(LEFT, 450, WIDTH, 156)
IDENTITY = Area(LEFT, 1060, WIDTH, 188)
VOLUNTEER = Area(LEFT, 1296, WIDTH, 128)
NO, YES = Area(LEFT, 1560, 480, 148), Area(552, 1560, 480, 148)
STACKED = Area(LEFT, 1424, WIDTH, 132), Area(LEFT, 1576, WIDTH, 132)


class ConsentScreen(Screen):
    """Anonymous by default; nothing is kept that names the visitor."""

    name = "consent"
    more_quiet_s = 15

    def __init__(self, lobby: Lobby) -> None:
        super().__init__(lobby)
        self.request_id = uuid4()
        self._read = False

    def agree(self) -> None:
        """Begin the session."""
        self.busy = True
        self.refresh()
        office, visit, request_id = self.lobby.office, self.lobby.visit, self.request_id
        language, volunteer = visit.language, visit.volunteer.username if visit.volunteer else ""
        self.ask(lambda: (office.begin_measuring(language, request_id, volunteer), office.timing()), self._begun)

    def compose(self) -> Page:
        """Build it."""
        text = self.texts.text
        if not self.look.upright:
            return self._arranged()
        page = self.framed(title=text("bp.consent_title"))
        page.add(Stepper(STEPPER, tuple(text(key) for key in STEPS), 0))
        for (icon, key), area in zip(FACTS, rows(FACT, len(FACTS), 12), strict=True):
            page.add(Fact(area, icon=icon, text=text(key)))
        page.add(Words(Area(LEFT, 976, WIDTH, 70), text("bp.identity"), sizes=(42, 40), colour="ink2"))
        page.add(self._identity(IDENTITY))
        no, yes = self._no(NO), self._yes(YES)
        stacked = not all(button.stands_on_a_line(self.lobby.ruler) for button in (no, yes))
        page.add(self._volunteer(VOLUNTEER.moved(dy=-24) if stacked else VOLUNTEER))
        if stacked:
            no.area, yes.area = STACKED
        page.add(no)
        page.add(yes)
        return page

    def _arranged(self) -> Page:
        text = self.texts.text
        facts: list[Part] = [Fact(NOWHERE, icon=icon, text=text(key)) for icon, key in FACTS]
        identity = [Words(NOWHERE, text("bp.identity"), sizes=(42, 40, 38), colour="ink2"), self._identity(NOWHERE)]
        top: list[Part] = [Stepper(NOWHERE, tuple(text(key) for key in STEPS), 0)]
        yes = self._yes(NOWHERE)
        actions: list[Part] = [self._no(NOWHERE), yes]
        rows_ = [*facts, *identity, self._volunteer(NOWHERE)]
        plan = Plan(title=text("bp.consent_title"), top=top, rows=rows_, actions=actions, columns=1, alike=True)
        page = self.arranged(plan)
        self._read = self._read or page.find("pager.next") is None
        if not self._read:
            yes.reason = text("bp.read_first")
        return page

    def _identity(self, area: Area) -> IdentityCard:
        text = self.texts.text
        return IdentityCard(area, title=text("bp.identity.anonymous"), detail=text("bp.identity.anonymous_detail"))

    def _volunteer(self, area: Area) -> Part:
        """Return the door for a volunteer, or who is there."""
        text, volunteer = self.texts.text, self.lobby.visit.volunteer
        if volunteer is not None:
            return Fact(area, icon="badge-check", text=text("volunteer.helps", name=whole(volunteer.name)))
        go = partial(self.lobby.go, "volunteer_log_in")
        return SecondaryButton(area, "consent.volunteer", go, label=text("volunteer.confirm"), icon="id-card", size=42)

    def _no(self, area: Area) -> SecondaryButton:
        no = SecondaryButton(area, "consent.disagree", self.lobby.home, label=self.texts.text("bp.disagree"), size=52)
        no.least = PrimaryButton.least
        return no

    def _yes(self, area: Area) -> PrimaryButton:
        label = self.texts.text("app.busy" if self.busy else "bp.agree")
        return PrimaryButton(area, "consent.agree", self.agree, label=label, icon="check", busy=self.busy, size=52)

    def _begun(self, found: tuple[SessionView, Timing]) -> None:
        session, timing = found
        self.lobby.replace("rest", session=session, rest_s=timing.rest_s)
