"""The notice as it will be printed, dot for dot, before it is printed."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import uuid4

from PIL import Image

from kiosk.texts import FALLBACK, LANGUAGES
from screens.arrange import NOWHERE, Plan
from screens.geometry import Area
from screens.screen import LEFT, Screen
from screens.slip_pages import pages
from screens.widgets.buttons import PrimaryButton, SecondaryButton
from screens.widgets.cards import Card, Paper, QrCard
from screens.widgets.docks import LANGUAGE_NAMES
from screens.widgets.phone_card import PhoneCard
from screens.widgets.pills import ChoicePill
from screens.widgets.words import Title, Words

if TYPE_CHECKING:

    from kiosk.notices.answers import NoticeIssued
    from screens.parts import Page, Part
    from screens.screen import Lobby

PAPER = Area(LEFT, 262, 640, 1296)
COLUMN_X, COLUMN_WIDTH = 724, 308
PRINT = Area(LEFT, 1582, 984, 130)
SHOWN_DOTS = 1250
COLUMN_GAP, TURN_HIGH = 24, 112
PILL_STEP = 104
ROOM_FOR_CODE, ROOM_FOR_MORE = 360, 520  # for a code with its title, and for more than that


class PreviewNoticeScreen(Screen):
    """Copies, second language, and the paper itself."""

    name = "preview_notice"

    def __init__(self, lobby: Lobby, service_id: str, answers: dict[str, bool | None], ready: tuple[str, ...]) -> None:
        super().__init__(lobby)
        self.service_id, self.answers, self.ready = service_id, answers, ready
        self.copies = 1
        self.second: str | None = None
        self.request_id = uuid4()
        self.slip: Image.Image | None = None
        self.phone_url = ""
        self.number = 0

    @property
    def slip_language(self) -> str:
        """Return the language that the slip carries beside Chinese, first the visitor's own; Chinese alone means none."""
        return self.second if self.second in self._slip_languages() else self.lobby.visit.language

    def opened(self) -> None:
        """Load the picture of the slip, and where a phone finds the same list."""
        office, language, spoken = self.lobby.office, self.slip_language, self.lobby.visit.language
        case = self.service_id, self.answers, self.ready
        self.ask(lambda: (office.preview_notice(*case, language), office.case_url(*case, spoken)), self._loaded)

    def choose_copies(self, copies: int) -> None:
        """One for the visitor, or one more for the officer."""
        self.copies = copies
        self.refresh()

    def choose_second(self, language: str) -> None:
        """Print a second language, or Chinese alone."""
        self.second = language
        self.opened()

    def _slip_languages(self) -> list[str]:
        """Return what the slip can carry: Chinese alone or the visitor's language too; who reads Chinese may choose any."""
        own = self.lobby.visit.language
        return list(LANGUAGES) if own == FALLBACK else [FALLBACK, own]

    def turn(self, number: int) -> None:
        """Show another part of a long slip."""
        self.number = number
        self.refresh()

    def print(self) -> None:
        """Print; a second press gives the same notice."""
        self.busy = self.holds = True
        self.refresh()
        office, language, copies = self.lobby.office, self.slip_language, self.copies
        self.ask(
            lambda: office.print_notice(self.service_id, self.answers, self.ready, language, copies, self.request_id),
            self._printed,
        )

    def compose(self) -> Page:
        """Build paper, choices and the button."""
        text = self.texts.text
        if not self.look.plain:
            return self._arranged()
        page = self.framed(title=text("preview.title"))
        page.add(Paper(PAPER, *self._part()))
        if self.slip is None:
            page.add(
                Words(
                    PAPER.inset(40),
                    text("preview.waits"),
                    sizes=(42, 38, 36),
                    colour="ink2",
                    align="centre",
                    max_lines=3,
                )
            )
        below = self._add_turns(page, self._add_choices(page, PAPER.y))
        room = Area(COLUMN_X, below, COLUMN_WIDTH, PAPER.bottom - below)
        if self.phone_url and room.height >= ROOM_FOR_CODE:
            detail = text("code.same") if room.height > ROOM_FOR_MORE else ""
            page.add(QrCard(room, data=self.phone_url, title=text("code.take_along"), detail=detail))
        page.add(self._print_button(PRINT))
        return page

    def _arranged(self) -> Page:
        text = self.texts.text
        paper = Paper(NOWHERE, *self._part())
        plan = Plan(title=text("preview.title"), picture=paper, rail=640, low_columns=2, actions=[self._print_button(NOWHERE)])
        plan.rows = [*self._choices(), *self._turns()]
        if self.phone_url and not self.look.wide:  # there the list would turn pages for it; the checklist has the code, too
            detail = "" if self.look.large else text("code.same")
            plan.notes = [PhoneCard(NOWHERE, self.phone_url, text("code.take_along"), detail)]
        if self.look.wide:
            plan.title, plan.top = "", [Title(NOWHERE, text("preview.title"), chinese=self.chinese, size=64)]
            plan.top[0].least = 92
        return self.arranged(plan)

    def _ways(self) -> tuple[tuple[str, list[ChoicePill]], ...]:
        """Return how many and which languages, each with its caption."""
        text, check = self.texts.text, self.look.low
        copies = [
            ChoicePill(
                NOWHERE, f"preview_notice.copies.{n}", partial(self.choose_copies, n), label=text(f"preview.copies_{n}"),
                chosen=self.copies == n, check=check,
            )
            for n in (1, 2)
        ]  # fmt: skip
        languages = [
            ChoicePill(
                NOWHERE, f"preview_notice.language.{code}", partial(self.choose_second, code),
                label=LANGUAGE_NAMES[code] if code == FALLBACK else f"＋ {LANGUAGE_NAMES[code]}",
                chosen=self.slip_language == code, check=check,
            )
            for code in self._slip_languages()
        ]  # fmt: skip
        return (text("preview.copies"), copies), (text("preview.language"), languages)

    def _choices(self) -> list[Part]:
        """Return the choices for a list; in pairs, or low down where height is scarce, they say by themselves what they are."""
        parts: list[Part] = []
        for caption, pills in self._ways():
            if self.look.large and not self.look.low:
                parts.append(Words(NOWHERE, caption, sizes=(38, 36), colour="ink2", max_lines=2))
            parts += pills
        return parts

    def _turns(self) -> list[SecondaryButton]:
        """Return the ways to the other parts of a long slip."""
        text, parts = self.texts.text, []
        ways = [("up", "arrow-up", self.number - 1), ("down", "arrow-down", self.number + 1)]
        for way, icon, number in ways:
            if self.slip is not None and 0 <= number < len(self._pages()):
                turn, label = partial(self.turn, number), text(f"preview.{way}")
                parts.append(SecondaryButton(NOWHERE, f"preview_notice.{way}", turn, label=label, icon=icon, size=42))
        return parts

    @property
    def shown_dots(self) -> int:
        """Return how many dots of the slip show at once."""
        if self.look.wide:
            return 600 if self.look.large else 610
        return 420 if self.look.low_reach else 900 if self.look.large else SHOWN_DOTS

    def _pages(self) -> list[tuple[int, int]]:
        """Return the parts of the slip, cut between its lines."""
        return pages(self.slip, self.shown_dots) if self.slip is not None else [(0, 0)]

    def _print_button(self, area: Area) -> PrimaryButton:
        text = self.texts.text
        label = text("app.busy" if self.busy else "preview.print")
        reason = text("preview.waits") if self.slip is None else None
        return PrimaryButton(
            area, "preview_notice.print", self.print, label=label, icon="printer", busy=self.busy, reason=reason
        )

    def _add_choices(self, page: Page, y: float) -> float:
        """Add a card for each choice; returns where the last one ends."""
        for caption, pills in self._ways():
            card = Area(COLUMN_X, y, COLUMN_WIDTH, 96 + PILL_STEP * len(pills))
            page.add(Card(card))
            said = Area(COLUMN_X + 32, y + 12, COLUMN_WIDTH - 48, 80)
            page.add(Words(said, caption, sizes=(38, 36), colour="ink2", max_lines=2, spacing=1.05))
            for i, pill in enumerate(pills):
                pill.area = Area(COLUMN_X + 18, y + 92 + i * PILL_STEP, COLUMN_WIDTH - 36, 92)
                page.add(pill)
            y = card.bottom + COLUMN_GAP
        return y

    def _add_turns(self, page: Page, y: float) -> float:
        for turn in self._turns():
            turn.area = Area(COLUMN_X, y, COLUMN_WIDTH, TURN_HIGH)
            page.add(turn)
            y = turn.area.bottom + COLUMN_GAP
        return y

    def _part(self) -> tuple[bytes | None, tuple[int, int]]:
        if self.slip is None:
            return None, (0, 0)
        parts = self._pages()
        self.number = min(self.number, len(parts) - 1)
        top, bottom = parts[self.number]
        part = self.slip.crop((0, top, self.slip.width, bottom))
        file = BytesIO()
        part.save(file, "PNG")
        return file.getvalue(), part.size

    def _loaded(self, found: tuple[bytes, str]) -> None:
        png, self.phone_url = found
        self.slip = Image.open(BytesIO(png)).convert("L")
        self.number = 0
        self.refresh()

    def _printed(self, notice: NoticeIssued) -> None:
        self.busy = self.holds = False
        self.lobby.replace("notice_issued", notice=notice)
