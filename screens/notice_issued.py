"""The notice has its serial; the paper follows when it can."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from screens.arrange import NOWHERE, Plan
from screens.countdown import Countdown
from screens.geometry import Area
from screens.screen import LEFT, PRIMARY, WIDTH, Screen
from screens.slip_watch import SlipWatch
from screens.widgets.banners import IconCard, TroubleBanner
from screens.widgets.buttons import PrimaryButton, SecondaryButton
from screens.widgets.cards import QrCard
from screens.widgets.tiles import ChipPart
from screens.widgets.words import Title, Words

if TYPE_CHECKING:
    from kiosk.notices.answers import NoticeIssued
    from screens.parts import Page
    from screens.screen import Lobby

STAY_S, TROUBLE_STAY_S = 20.0, 45.0
BUTTON = Area(LEFT, 1396, WIDTH, 136)


class NoticeIssuedScreen(Screen):
    """Says how the slip is doing, and what the visitor may do next."""

    name = "notice_issued"
    ends = True
    chime = "done"

    def __init__(self, lobby: Lobby, notice: NoticeIssued) -> None:
        super().__init__(lobby)
        self.notice = notice
        self.holds = True
        self.slip = SlipWatch(self, notice.job_id, self._slip_changed)
        self.stay = Countdown(lobby.monotonic(), STAY_S)
        self._was_troubled = False
        self._done: PrimaryButton | None = None

    def opened(self) -> None:
        """Look how the slip is doing."""
        self.slip.look()

    def facts_changed(self) -> None:
        """React to a change of the printer's health."""
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
        """Build it."""
        text = self.texts.text
        troubled = bool(self.slip.trouble)
        if not self.look.upright:
            return self._arranged(troubled=troubled)
        page = self.framed(back=False)
        page.add(ChipPart(Area(456, 240, 168, 168), "receipt-text", "warn" if troubled else "ok"))
        page.add(Title(Area(LEFT, 440, WIDTH, 120), self._title(), chinese=self.chinese, size=76, align="centre"))
        serial = text("notice.serial", serial=self.notice.serial)
        page.add(Words(Area(LEFT, 560, WIDTH, 70), serial, sizes=(46, 42), colour="ink2", align="centre"))
        page.add(self._state(Area(LEFT, 668, WIDTH, 152), troubled=troubled))
        if self.notice.status_url:
            page.add(self._code(Area(376, 860, 328, 500)))
        else:
            page.add(self._tip(Area(LEFT, 880, WIDTH, 196)))
        if "queues" in self.lobby.office.features:
            page.add(self._number(BUTTON))
        page.add(self._done_button(PRIMARY))
        return page

    def _arranged(self, *, troubled: bool) -> Page:
        serial = self.texts.text("notice.serial", serial=self.notice.serial)
        further = self._code(NOWHERE) if self.notice.status_url else self._tip(NOWHERE)
        plan = Plan(title=self._title(), actions=[self._done_button(NOWHERE)], columns=1)
        plan.facts = [Words(NOWHERE, serial, sizes=(46, 42, 40), colour="ink2")]
        plan.rows = [self._state(NOWHERE, troubled=troubled), further]
        if "queues" in self.lobby.office.features:
            if self.look.wide:
                plan.actions.insert(0, self._number(NOWHERE))
            else:
                plan.notes = [self._number(NOWHERE)]
        return self.arranged(plan, back=False)

    def _title(self) -> str:
        if self.slip.trouble:
            return self.texts.text("notice.saved_title")
        return self.texts.text("notice.done_title" if self.slip.printed else "notice.printed_title")

    def _code(self, area: Area) -> QrCard:
        return QrCard(area, data=self.notice.status_url, title=self.texts.text("notice.phone"), detail="")

    def _tip(self, area: Area) -> IconCard:
        text = self.texts.text
        return IconCard(area, icon="clipboard-check", title=text("preview.tip_title"), detail=text("preview.tip"))

    def _number(self, area: Area) -> SecondaryButton:
        label = self.texts.text("menu.take_ticket")
        go = partial(self.lobby.replace, "take_ticket")
        return SecondaryButton(area, "notice_issued.take_ticket", go, label=label, icon="ticket")

    def _done_button(self, area: Area) -> PrimaryButton:
        done = PrimaryButton(area, "notice_issued.done", self.lobby.home, label=self.texts.text("app.done"), icon="check")
        done.seconds = (self.stay.left_s(self.lobby.monotonic()), self.stay.total_s)
        self._done = done
        return done

    def _state(self, area: Area, *, troubled: bool) -> TroubleBanner:
        text = self.texts.text
        if not troubled:
            return TroubleBanner(area, tone="ok", icon="printer", title=text("notice.take"), detail=text("notice.keep"))
        title, detail = text("printer.notice"), text("notice.desk_too")
        return TroubleBanner(area, tone="warn", icon="triangle-alert", title=title, detail=detail)

    def _slip_changed(self) -> None:
        troubled = bool(self.slip.trouble)
        if troubled and not self._was_troubled:
            self.stay.at_least(self.lobby.monotonic(), TROUBLE_STAY_S)
        self._was_troubled = troubled
        self.refresh()
