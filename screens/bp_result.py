"""The result: level in a word, a shape and a colour; the values; where one stands; what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.arrange import NOWHERE, Plan
from screens.blood_pressure import STEPPER, STEPS
from screens.geometry import Area
from screens.screen import LEFT, WIDTH, Screen
from screens.slip_watch import SlipWatch
from screens.widgets.banners import InfoLine
from screens.widgets.buttons import PrimaryButton, SecondaryButton
from screens.widgets.cards import Card
from screens.widgets.level_bar import LEVELS, LevelBar
from screens.widgets.results import LevelBanner, ReadingCard, Values
from screens.widgets.stepper import Stepper
from screens.widgets.words import Words
from screens.words import printer_line

if TYPE_CHECKING:
    from kiosk.blood_pressure.answers import ScaleView, SessionView
    from screens.parts import Page
    from screens.screen import Lobby

CARD = Area(LEFT, 412, WIDTH, 776)
BANNER = Area(80, 444, 920, 136)
VALUES = Area(80, 600, 920, 270)
BAR = Area(88, 976, 904, 76)
NOTE = Area(88, 1104, 904, 56)
READING = Area(LEFT, 1212, 480, 132)
ADVICE = Area(LEFT, 1368, WIDTH, 156)
PRINT, DONE = Area(LEFT, 1560, 400, 148), Area(472, 1560, 560, 148)


class BpResultScreen(Screen):
    """Shows a finished session; prints it at most once."""

    name = "bp_result"
    ends = True
    chime = "done"
    more_quiet_s = 15

    def __init__(self, lobby: Lobby, session: SessionView) -> None:
        super().__init__(lobby)
        self.session = session
        self.scale: ScaleView | None = None
        self.slip: SlipWatch | None = None
        self.busy = False
        self.holds = session.urgent
        self._called = False

    def opened(self) -> None:
        """Load the limits of the levels."""
        self.ask(self.lobby.office.scale, self._scale_loaded, lambda _error: None)

    def tick(self, now_s: float) -> None:
        """Call a volunteer at once where the reading cannot wait; watch the slip."""
        if self.session.urgent and not self._called:
            self._called = True
            self.lobby.sheets.call_help("urgent_reading")
        if self.slip is not None:
            self.slip.tick(now_s)

    def woken(self, topics: frozenset[str]) -> None:
        """Look: the slip may have moved."""
        if self.slip is not None and "job_states" in topics:
            self.slip.look()

    def print(self) -> None:
        """Print the result; a second press is the same slip."""
        self.busy = True
        self.refresh()
        office, session_id = self.lobby.office, self.session.session_id
        self.ask(lambda: office.print_result(session_id), self._printing)

    def compose(self) -> Page:
        """Build it."""
        text = self.texts.text
        if not self.look.upright:
            return self._arranged()
        page = self.framed(title=text("bp.result_title"), back=False)
        page.add(Stepper(STEPPER, tuple(text(key) for key in STEPS), 3))
        page.add(Card(CARD, radius=36, depth=2))
        average, level = self.session.average, self.session.level
        if average is not None and level is not None:
            self._add_level(page, level.rank)
            page.add(Values(VALUES, self.texts, average))
        readings = self.session.readings[-2:]
        for i, one in enumerate(readings):
            area = READING.moved(dx=i * 504) if len(readings) > 1 else Area(LEFT, READING.y, WIDTH, READING.height)
            page.add(ReadingCard(area, self.texts, one))
        page.add(self._advice(ADVICE))
        page.add(self._print_button(PRINT))
        page.add(self._done_button(DONE))
        return page

    def _arranged(self) -> Page:
        text = self.texts.text
        plan = Plan(
            title=text("bp.result_title"), columns=1,
            actions=[self._print_button(NOWHERE), self._done_button(NOWHERE)],
        )  # fmt: skip
        average, level = self.session.average, self.session.level
        readings = [ReadingCard(NOWHERE, self.texts, one) for one in self.session.readings[-2:]]
        if average is not None and level is not None:
            banner, advice = self._banner(NOWHERE, level.rank), self._advice(NOWHERE)
            values, bar = Values(NOWHERE, self.texts, average), self._bar(NOWHERE, level.rank)
            urgent = self.session.urgent  # what to do then stands where nobody need turn a page
            shown = [values, bar, self._note(NOWHERE)]
            plan.rows = [banner, advice, *shown] if urgent else [banner, *shown, advice]
        else:
            plan.rows = [self._advice(NOWHERE)]
        if self.look.wide and not self.look.large:
            plan.facts = [*readings]
        else:
            plan.rows += readings
        return self.arranged(plan, back=False)

    def _print_button(self, area: Area) -> SecondaryButton:
        text = self.texts.text
        label, reason = text("bp.printed" if self.slip else "bp.print_result"), text("bp.printing") if self.slip else None
        if self.busy:
            label = text("app.busy")
        return SecondaryButton(area, "bp_result.print", self.print, label=label, icon="printer", reason=reason, busy=self.busy)

    def _done_button(self, area: Area) -> PrimaryButton:
        return PrimaryButton(area, "bp_result.done", self.lobby.home, label=self.texts.text("app.done"), icon="check")

    def _add_level(self, page: Page, rank: int) -> None:
        page.add(self._banner(BANNER, rank))
        bar = self._bar(BAR, rank)
        high = bar.high(self.lobby.ruler, BAR.width)
        bar.area = Area(BAR.x, BAR.bottom - high, BAR.width, high)
        page.add(bar)
        page.add(self._note(NOTE))

    def _banner(self, area: Area, rank: int) -> LevelBanner:
        text = self.texts.text
        aside = text("bp.average_of_two" if self.session.readings_counted > 1 else "bp.only_one")
        return LevelBanner(area, LEVELS[rank], text(LEVELS[rank].word_key), aside, filled=self.session.urgent)

    def _bar(self, area: Area, rank: int) -> LevelBar:
        text = self.texts.text
        words = tuple(text(look.word_key) for look in LEVELS)
        steps = self.scale.steps[1:] if self.scale else ()
        limits = tuple(str(step.systolic_from_mmhg or "") for step in steps)
        return LevelBar(area, words, rank, here=text("bp.here"), limits=limits)

    def _note(self, area: Area) -> Words:
        key = "bp.limits_note" if self.scale is None or self.scale.confirmed else "bp.limits_note_sample"
        return Words(area, self.texts.text(key), sizes=(36,), colour="ink2", align="centre", max_lines=1)

    def _advice(self, area: Area) -> InfoLine:
        text = self.texts.text
        level = LEVELS[self.session.level.rank] if self.session.level is not None else LEVELS[0]
        urgent = "bp.advice.urgent" if self.session.urgent else self.session.advice_key or "bp.advice.normal"
        tone, title = level.colour, text(urgent)
        detail = text(self.session.note_keys[0]) if self.session.note_keys else text("bp.advice_note")
        if self.slip is not None and self.slip.trouble:
            tone, title = "warn", printer_line(self.texts, self.slip.trouble)
        return InfoLine(area, tone=tone, icon="heart-handshake", title=title, text=detail)

    def _scale_loaded(self, scale: ScaleView) -> None:
        self.scale = scale
        self.refresh()

    def _printing(self, job_id: int) -> None:
        self.busy = False
        self.slip = SlipWatch(self, job_id, self.refresh)
        self.lobby.toast(self.texts.text("bp.printing"), icon="printer")
        self.refresh()
