"""The number is there: at once and large.  The paper follows when it can, and the screen says how it is doing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from screens.arrange import NOWHERE, Plan
from screens.countdown import Countdown
from screens.geometry import Area
from screens.screen import LEFT, PRIMARY, STRIP, WIDTH, Screen
from screens.slip_watch import SlipWatch
from screens.widgets.banners import IconCard, TroubleBanner
from screens.widgets.buttons import PrimaryButton, SecondaryButton
from screens.widgets.cards import FactCard, QrCard
from screens.widgets.status_strip import StatusStrip
from screens.widgets.tickets import TicketCard, ticket_facts
from screens.words import printer_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.queues.answers import TicketTaken
    from screens.parts import Page
    from screens.screen import Lobby

TICKET = Area(LEFT, 264, WIDTH, 896)
BANNER = Area(LEFT, 1188, WIDTH, 152)
LEFT_BUTTON, RIGHT_BUTTON = Area(LEFT, 1364, 480, 136), Area(552, 1364, 480, 136)
TROUBLE_BANNER = Area(LEFT, 150, WIDTH, 152)
TROUBLE_TICKET = Area(LEFT, 326, WIDTH, 896)
CAMERA = Area(LEFT, 1262, WIDTH, 196)
STAY_S, TROUBLE_STAY_S = 20.0, 45.0


class TicketIssuedScreen(Screen):
    """Shows the number until the visitor leaves or the ring has run out."""

    name = "ticket_issued"
    ends = True
    chime = "done"

    def __init__(self, lobby: Lobby, ticket: TicketTaken) -> None:
        super().__init__(lobby)
        self.ticket = ticket
        self.holds = True
        self.slip = SlipWatch(self, ticket.job_id, self._slip_changed)
        self.stay = Countdown(lobby.monotonic(), STAY_S)
        self._was_troubled = False
        self._done: PrimaryButton | None = None

    def opened(self) -> None:
        """Look how the slip is doing."""
        self.slip.look()

    def facts_changed(self) -> None:
        """React to a change of the printer's health or of the calls."""
        self._slip_changed()

    def woken(self, topics: frozenset[str]) -> None:
        """Look: a job may have moved."""
        if "job_states" in topics:
            self.slip.look()

    def tick(self, now_s: float) -> None:
        """Let the ring run; at its end the visit is over."""
        if self.stay.over(now_s):
            self.lobby.home()
            return
        self.slip.tick(now_s)
        if self._done is not None and self.stay.news(now_s):
            self._done.count(self.stay.left_s(now_s), self.stay.total_s)

    def touched(self) -> None:
        """Any touch adds twenty seconds."""
        self.stay.touched(self.lobby.monotonic())

    def compose(self) -> Page:
        """Build the ticket in its good or its troubled form."""
        if not self.look.upright:
            return self._arranged()
        page = self.framed(back=False)
        if self.slip.trouble:
            self._add_troubled(page)
        else:
            self._add_good(page)
        page.add(self._done_button(PRIMARY))
        return page

    def _done_button(self, area: Area) -> PrimaryButton:
        label = self.texts.text("ticket.noted" if self.slip.trouble else "app.done")
        done = PrimaryButton(area, "ticket_issued.done", self.lobby.home, label=label, icon="check")
        done.seconds = (self.stay.left_s(self.lobby.monotonic()), self.stay.total_s)
        self._done = done
        return done

    def _arranged(self) -> Page:
        text, large = self.texts.text, self.look.large
        plan = Plan(picture=TicketCard(NOWHERE, self.texts, self.ticket), rail=920, columns=1 if large else 2)
        if large and self.look.wide:
            plan.rail = 860
        if self.slip.trouble and large:
            plan.picture, plan.rail = TicketCard(NOWHERE, self.texts, self.ticket, brief=True), 700
            plan.top, plan.facts = [self._trouble(NOWHERE)], [self._camera(NOWHERE), *self._facts()]
            plan.actions = [self._done_button(NOWHERE)]
        elif self.slip.trouble:
            plan.facts = [self._trouble(NOWHERE), self._camera(NOWHERE)]
            plan.actions = [self._done_button(NOWHERE)]
        else:
            plan.facts = [self.strip(), self._printing(NOWHERE)]
            plan.rows = list(self._ways(NOWHERE, NOWHERE))
            plan.actions = [self._done_button(NOWHERE)]
        if large and self.ticket.status_url:
            detail = "" if self.look.wide else text("ticket.phone_detail")
            code = QrCard(NOWHERE, data=self.ticket.status_url, title=text("ticket.phone_title"), detail=detail)
            plan.notes = [code]
        return self.arranged(plan, back=False)

    def _facts(self) -> Iterator[FactCard]:
        """Go through what a brief ticket leaves out: the people ahead and the wait."""
        for icon, (caption, value, unit) in zip(("users", "timer"), ticket_facts(self.texts, self.ticket), strict=True):
            yield FactCard(NOWHERE, icon=icon, caption=caption, value=f"{value} {unit}".strip())

    def _add_good(self, page: Page) -> None:
        hall = self.lobby.facts.hall
        page.add(StatusStrip(STRIP, self.texts, hall.calls if hall else ()))
        page.add(TicketCard(TICKET, self.texts, self.ticket))
        page.add(self._printing(BANNER))
        for way in self._ways(LEFT_BUTTON, RIGHT_BUTTON):
            page.add(way)

    def _printing(self, area: Area) -> TroubleBanner:
        text = self.texts.text
        title = text("ticket.printed" if self.slip.printed else "ticket.printing")
        return TroubleBanner(area, tone="ok", icon="printer", title=title, detail=text("ticket.three_calls"))

    def _ways(self, left: Area, right: Area) -> Iterator[SecondaryButton]:
        """Go through the ways on: what to bring, where the office tells it, and one more number."""
        text = self.texts.text
        if {"guide", "notices"} <= self.lobby.office.features:
            yield SecondaryButton(
                left, "ticket_issued.requirements", lambda: self.lobby.replace("choose_service"),
                label=text("ticket.what_to_bring"), icon="clipboard-check",
            )  # fmt: skip
        else:
            right = Area(LEFT, LEFT_BUTTON.y, WIDTH, LEFT_BUTTON.height)
        again = partial(self.lobby.replace, "take_ticket")
        yield SecondaryButton(right, "ticket_issued.again", again, label=text("ticket.one_more"), icon="ticket")

    def _add_troubled(self, page: Page) -> None:
        page.add(self._trouble(TROUBLE_BANNER))
        page.add(TicketCard(TROUBLE_TICKET, self.texts, self.ticket))
        page.add(self._camera(CAMERA))

    def _trouble(self, area: Area) -> TroubleBanner:
        detail = self.texts.text("ticket.noted_photo_scan" if self.ticket.status_url else "ticket.noted_photo")
        title = printer_line(self.texts, self.slip.trouble)
        return TroubleBanner(area, tone="warn", icon="triangle-alert", title=title, detail=detail)

    def _camera(self, area: Area) -> IconCard:
        text = self.texts.text
        return IconCard(area, icon="camera", title=text("ticket.photo_title"), detail=text("ticket.photo_detail"))

    def _slip_changed(self) -> None:
        """Give the time to note a number that has no paper yet."""
        troubled = bool(self.slip.trouble)
        if troubled and not self._was_troubled:
            self.stay.at_least(self.lobby.monotonic(), TROUBLE_STAY_S)
        self._was_troubled = troubled
        self.refresh()
