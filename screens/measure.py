"""The arm is in the monitor: this kind sends results only, so the screen waits honestly and invents no pressure."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from screens.arrange import NOWHERE, Plan
from screens.blood_pressure import FINISHED, TIPS, BloodPressureScreen
from screens.geometry import Area, grid
from screens.screen import LEFT, PRIMARY, WIDTH
from screens.widgets.banners import InfoLine, TroubleBanner
from screens.widgets.buttons import PrimaryButton, SecondaryButton, StopButton
from screens.widgets.cards import TipCard
from screens.widgets.rings import TimerRing, WaitingRing, ring_area
from screens.widgets.tiles import ChipPart
from screens.widgets.words import Words

if TYPE_CHECKING:
    from kiosk.blood_pressure.answers import SessionView
    from screens.parts import Page, Part
    from screens.screen import Lobby

INFO = Area(LEFT, 1300, WIDTH, 136)
HINT = Area(LEFT, 1446, WIDTH, 90)
CHIP, SAID = Area(456, 468, 168, 168), Area(LEFT, 688, WIDTH, 136)
TIP = Area(LEFT, 856, 480, 156)


class MeasureScreen(BloodPressureScreen):
    """Waits for readings; between two it rests for a minute."""

    name = "measure"
    step = 2

    def __init__(self, lobby: Lobby, session: SessionView) -> None:
        super().__init__(lobby, session)
        self.holds = True
        self._waiting: WaitingRing | None = None
        self._resting: TimerRing | None = None

    @property
    def rest_left_s(self) -> float:
        """Return the seconds until the next reading should be taken."""
        due = self.session.next_reading_at
        return max(0.0, (due - self.lobby.now()).total_seconds()) if due is not None else 0.0

    def opened(self) -> None:
        """Look how the session stands."""
        self.moved()
        self.look_again()

    def facts_changed(self) -> None:
        """Show whether the monitor is there."""
        self.refresh()

    def moved(self) -> None:
        """React to a reading, a trouble, or the end."""
        if self.session.state in FINISHED:
            self.lobby.replace("bp_result", session=self.session)
            return
        self.holds = self.session.state != "no_result"
        self.refresh()

    def tick(self, now_s: float) -> None:
        """Turn the waiting ring, or count the rest between two readings."""
        super().tick(now_s)
        if self._resting is not None:
            left_s = self.rest_left_s
            if left_s <= 0:
                self.refresh()
            else:
                self._resting.show(left_s)
        elif self._waiting is not None:
            self._waiting.step()

    def stop(self) -> None:
        """Stop: with a reading its result shows, without one the visit ends."""
        if self.session.readings:
            self.end()
        else:
            office, session_id = self.lobby.office, self.session.session_id
            self.ask(
                lambda: office.end_measuring(session_id),
                lambda _session: self.lobby.home(),
                lambda _error: self.lobby.home(),
            )

    def compose(self) -> Page:
        """Build the ring and what can be done."""
        text = self.texts.text
        self._waiting = self._resting = None
        if self.session.state == "no_result":
            return self._no_result()
        resting = self.rest_left_s > 0
        title = text("bp.rest_again_title" if resting else "bp.measure_title")
        if not self.look.upright:
            ring = self._ring(resting=resting)
            hints = [text("bp.stop_hint")]
            if self.look.large:  # a ring has no room for it
                hints.insert(0, text("bp.rest_hint" if resting else "bp.waiting_hint"))
            first: list[Part] = [self.steps(NOWHERE), self._info(NOWHERE)]
            if self.look.large and isinstance(first[1], TroubleBanner):
                first.reverse()  # what is wrong must show on the first page
            return self.arranged(
                Plan(
                    title=title, top=first[:1], picture=ring, rows=first[1:],
                    notes=[Words(NOWHERE, one, sizes=(40, 38, 36), colour="ink2", max_lines=4) for one in hints],
                    actions=[self._stop(NOWHERE)], columns=1,
                ),
                back=False,
            )  # fmt: skip
        page = self.framed(title=title, back=False)
        self.add_steps(page)
        page.add(self._ring(resting=resting))
        page.add(self._info(INFO))
        page.add(
            Words(HINT, text("bp.stop_hint"), sizes=(40, 38, 36), colour="ink2", align="centre", max_lines=2, spacing=1.15)
        )
        page.add(self._stop(PRIMARY))
        return page

    def _ring(self, *, resting: bool) -> TimerRing | WaitingRing:
        text, area = self.texts.text, ring_area(540, 846, 344 if resting else 400)
        if resting:
            self._resting = TimerRing(
                area, caption=text("bp.rest_caption"), total_s=max(60.0, self.rest_left_s),
                hint="" if self.look.large else text("bp.rest_hint"),
            )  # fmt: skip
            self._resting.left_s = self.rest_left_s
            return self._resting
        hint = "" if self.look.large else text("bp.waiting_hint")
        self._waiting = WaitingRing(area, icon="heart-pulse", title=text("bp.waiting_word"), hint=hint)
        return self._waiting

    def _stop(self, area: Area) -> SecondaryButton | StopButton:
        text = self.texts.text
        if self.session.readings:
            return SecondaryButton(area, "measure.stop", self.stop, label=text("bp.see_result"), icon="arrow-right", size=52)
        return StopButton(area, "measure.stop", self.stop, label=text("bp.stop"), icon="octagon-x")

    def _info(self, area: Area) -> TroubleBanner | InfoLine:
        text = self.texts.text
        trouble = self.session.trouble
        if self.lobby.facts.trouble("bp_monitor") is not None:
            title, detail = text("bp.trouble.monitor"), text("help.title")
            return TroubleBanner(area, tone="warn", icon="triangle-alert", title=title, detail=detail)
        if trouble is not None:
            detail = text("help.title" if trouble == "call_staff" else "bp.trouble_detail")
            return TroubleBanner(area, tone="warn", icon="triangle-alert", title=text(f"bp.trouble.{trouble}"), detail=detail)
        seq, of = len(self.session.readings) + 1, self.session.readings_wanted
        progress = InfoLine(area, tone="indigo", icon="info", text=self._progress(seq, of))
        progress.private = bool(self.session.readings)  # it tells the last reading
        return progress

    def _progress(self, seq: int, of: int) -> str:
        if not self.session.readings:
            return self.texts.text("bp.which", n=seq, of=of)
        last = self.session.readings[-1]
        return self.texts.text("bp.last_result", n=seq - 1, of=of, systolic=last.systolic_mmhg, diastolic=last.diastolic_mmhg)

    def _no_result(self) -> Page:
        text = self.texts.text
        title, detail = text("bp.no_result_title"), text("bp.no_result_detail")
        said = InfoLine(SAID, tone="warn", icon="info", text=detail)
        anew = partial(self.lobby.replace, "consent")
        again = PrimaryButton(PRIMARY, "measure.again", anew, label=text("bp.try_again"), icon="heart-pulse")
        tips: list[Part] = [TipCard(NOWHERE, icon=icon, text=text(key)) for icon, key in TIPS]
        if not self.look.upright:
            return self.arranged(
                Plan(title=title, top=[self.steps(NOWHERE)], facts=[said], rows=tips, actions=[again]), back=False
            )
        page = self.framed(title=title, back=False)
        self.add_steps(page)
        page.add(ChipPart(CHIP, "hand", "warn"))
        for tip, area in zip(tips, grid(TIP, len(tips), 2, 24, 24), strict=True):
            tip.area = area
            page.add(tip)
        for part in (said, again):
            page.add(part)
        return page
