"""Sit quietly first: a ring of what is left, four tips, and a row for the volunteer who may shorten it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.arrange import NOWHERE, Plan
from screens.blood_pressure import TIPS, BloodPressureScreen
from screens.geometry import Area, grid
from screens.screen import LEFT, WIDTH
from screens.widgets.buttons import SecondaryButton
from screens.widgets.cards import Card, TipCard
from screens.widgets.rings import TimerRing, ring_area
from screens.widgets.words import Words

if TYPE_CHECKING:
    from kiosk.blood_pressure.answers import SessionView
    from screens.parts import Page
    from screens.screen import Lobby

TIP = Area(LEFT, 1132, 480, 156)
VOLUNTEER = Area(LEFT, 1576, WIDTH, 128)


class RestScreen(BloodPressureScreen):
    """Before the first reading; a reading that comes all the same is taken."""

    name = "rest"
    step = 1

    def __init__(self, lobby: Lobby, session: SessionView, rest_s: float) -> None:
        super().__init__(lobby, session)
        self.holds = True
        self.rest_s = rest_s
        self._until_s = lobby.monotonic() + rest_s
        self._ring: TimerRing | None = None

    def measure(self) -> None:
        """Rested enough."""
        self.lobby.replace("measure", session=self.session)

    def moved(self) -> None:
        """Go on when a reading came while resting, or the session is over."""
        if self.session.readings or self.session.state != "waiting":
            self.measure()

    def tick(self, now_s: float) -> None:
        """Let the ring run."""
        left_s = self._until_s - now_s
        if left_s <= 0:
            self.lobby.chimes.play("bell")
            self.measure()
            return
        if self._ring is not None:
            self._ring.show(left_s)
        super().tick(now_s)

    def compose(self) -> Page:
        """Build ring, tips and the volunteer's row."""
        text = self.texts.text
        title = text("bp.rest_title", minutes=max(1, round(self.rest_s / 60)))
        self._ring = TimerRing(
            ring_area(540, 760, 344), caption=text("bp.rest_caption"), total_s=self.rest_s,
            hint="" if self.look.large else text("bp.rest_hint"),
        )  # fmt: skip
        self._ring.left_s = max(0.0, self._until_s - self.lobby.monotonic())
        if not self.look.upright:
            said = [text("bp.rest_hint")] if self.look.large else []  # a ring has no room for it
            said.append(text("bp.volunteer_early"))
            return self.arranged(
                Plan(
                    title=title, top=[self.steps(NOWHERE)], picture=self._ring,
                    rows=[TipCard(NOWHERE, icon=icon, text=text(key)) for icon, key in TIPS],
                    notes=[Words(NOWHERE, one, sizes=(42, 40, 38, 36), colour="ink2", max_lines=3) for one in said],
                    actions=[SecondaryButton(NOWHERE, "rest.early", self.measure, label=text("bp.early"))],
                )
            )  # fmt: skip
        page = self.framed(title=title)
        self.add_steps(page)
        page.add(self._ring)
        for (icon, key), area in zip(TIPS, grid(TIP, len(TIPS), 2, 24, 24), strict=True):
            page.add(TipCard(area, icon=icon, text=text(key)))
        page.add(Card(VOLUNTEER, radius=24, fill="sunk", depth=0, outline="line_strong", width=3))
        page.add(
            Words(
                Area(VOLUNTEER.x + 40, VOLUNTEER.y, 580, 128),
                text("bp.volunteer_early"),
                sizes=(42, 40, 38, 36),
                max_lines=2,
                colour="ink2",
            )
        )
        page.add(
            SecondaryButton(
                Area(VOLUNTEER.right - 332, VOLUNTEER.y + 12, 320, 104),
                "rest.early",
                self.measure,
                label=text("bp.early"),
            )
        )
        return page
