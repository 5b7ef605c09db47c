"""What the four blood-pressure screens share: the stepper, how to sit, and looking at the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.errors import Refused
from screens.geometry import Area
from screens.screen import Screen
from screens.widgets.stepper import Stepper

if TYPE_CHECKING:
    from kiosk.blood_pressure.answers import SessionView
    from screens.parts import Page
    from screens.screen import Lobby

STEPPER = Area(48, 256, 984, 136)
STEPS = ("bp.step.consent", "bp.step.rest", "bp.step.measure", "bp.step.result")
TIPS = (
    ("armchair", "bp.tip.back"),
    ("footprints", "bp.tip.feet"),
    ("hand", "bp.tip.arm"),
    ("message-circle-off", "bp.tip.quiet"),
)
LOOK_AGAIN_S = 1.0
FINISHED = frozenset({"done", "ended"})


class BloodPressureScreen(Screen):
    """A screen of a running session: it looks at wake-ups and once a second."""

    step = 0
    more_quiet_s = 15

    def __init__(self, lobby: Lobby, session: SessionView) -> None:
        super().__init__(lobby)
        self.session = session
        self._look_s = 0.0

    def look_again(self) -> None:
        """Ask how the session stands."""
        office, session_id = self.lobby.office, self.session.session_id
        self.ask(lambda: office.measuring(session_id), self.came, self.gone)

    def gone(self, error: BaseException) -> None:
        """Let the visitor go when the office no longer knows the session; any other silence may pass."""
        if isinstance(error, Refused):
            said = self.texts.text(error.text_key, **error.values)
            self.lobby.home()
            self.lobby.toast(said, tone="indigo", icon="info")

    def came(self, session: SessionView) -> None:
        """Take the session as it is now."""
        news = session != self.session
        self.session = session
        if news:
            self.moved()

    def moved(self) -> None:
        """React to a session that has moved."""
        self.refresh()

    def woken(self, topics: frozenset[str]) -> None:
        """Look: a reading may have come."""
        if "blood_pressure" in topics:
            self.look_again()

    def tick(self, now_s: float) -> None:
        """Look again once a second."""
        if now_s >= self._look_s:
            self._look_s = now_s + LOOK_AGAIN_S
            self.look_again()

    def end(self) -> None:
        """Close the session, whatever comes of it."""
        office, session_id = self.lobby.office, self.session.session_id
        self.ask(lambda: office.end_measuring(session_id), self.came, lambda _error: self.lobby.home())

    def add_steps(self, page: Page) -> None:
        """Add the stepper."""
        page.add(self.steps(STEPPER))

    def steps(self, area: Area) -> Stepper:
        """Return the stepper."""
        return Stepper(area, tuple(self.texts.text(key) for key in STEPS), self.step)
