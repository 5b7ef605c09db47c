"""The notice has its serial; the paper follows when it can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.countdown import Countdown
from screens.geometry import Area
from screens.screen import LEFT, PRIMARY, WIDTH, Screen
from screens.slip_watch import SlipWatch
from screens.widgets.banners import IconCard, TroubleBanner
from screens.widgets.buttons import PrimaryButton, SecondaryButton
from screens.widgets.cards import QrCard
from screens.widgets.tiles import ChipPart
from screens.widgets.words import Title, Words
from screens.words import printer_line

if TYPE_CHECKING:
    from kiosk.notices.answers import NoticeIssued
    from screens.parts import Page
    from screens.screen import Lobby

STAY_S, TROUBLE_STAY_S = 20.0, 45.0
BUTTON = Area(LEFT, 1396, WIDTH, 136)


class NoticeIssuedScreen(Screen):
    """Says how the slip is doing, and what the visitor may do next."""

    name = "notice_issued"

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
        page = self.framed(back=False)
        troubled = bool(self.slip.trouble)
        page.add(ChipPart(Area(456, 240, 168, 168), "receipt-text", "warn" if troubled else "ok"))
        title = "notice.saved_title" if troubled else "notice.done_title" if self.slip.printed else "notice.printed_title"
        page.add(Title(Area(LEFT, 440, WIDTH, 120), text(title), chinese=self.chinese, size=76, align="centre"))
        serial = text("notice.serial", serial=self.notice.serial)
        page.add(Words(Area(LEFT, 560, WIDTH, 70), serial, sizes=(46, 42), colour="ink2", align="centre"))
        self._add_state(page, troubled=troubled)
        if self.notice.status_url:
            page.add(QrCard(Area(376, 860, 328, 500), data=self.notice.status_url, title=text("notice.phone"), detail=""))
        else:
            page.add(
                IconCard(
                    Area(LEFT, 880, WIDTH, 196),
                    icon="clipboard-check",
                    title=text("preview.tip_title"),
                    detail=text("preview.tip"),
                )
            )
        if "queues" in self.lobby.office.features:
            page.add(
                SecondaryButton(
                    BUTTON,
                    "notice_issued.take_ticket",
                    lambda: self.lobby.replace("take_ticket"),
                    label=text("menu.take_ticket"),
                    icon="ticket",
                )
            )
        self._done = page.add(
            PrimaryButton(PRIMARY, "notice_issued.done", self.lobby.home, label=text("app.done"), icon="check")
        )
        self._done.seconds = (self.stay.left_s(self.lobby.monotonic()), self.stay.total_s)
        return page

    def _add_state(self, page: Page, *, troubled: bool) -> None:
        text, area = self.texts.text, Area(LEFT, 668, WIDTH, 152)
        if troubled:
            page.add(
                TroubleBanner(
                    area,
                    tone="warn",
                    icon="triangle-alert",
                    title=printer_line(self.texts, self.slip.trouble),
                    detail=text("notice.desk_too"),
                )
            )
        else:
            page.add(TroubleBanner(area, tone="ok", icon="printer", title=text("notice.take"), detail=text("notice.keep")))

    def _slip_changed(self) -> None:
        troubled = bool(self.slip.trouble)
        if troubled and not self._was_troubled:
            self.stay.at_least(self.lobby.monotonic(), TROUBLE_STAY_S)
        self._was_troubled = troubled
        self.refresh()
