"""The notice as it will be printed, dot for dot, before it is printed."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import uuid4

from PIL import Image

from kiosk.texts import FALLBACK
from screens.geometry import Area
from screens.screen import LEFT, Screen
from screens.widgets.buttons import PrimaryButton, SecondaryButton
from screens.widgets.cards import Card, Paper
from screens.widgets.docks import LANGUAGE_NAMES
from screens.widgets.pills import ChoicePill
from screens.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.notices.answers import NoticeIssued
    from screens.parts import Page
    from screens.screen import Lobby

PAPER = Area(LEFT, 262, 640, 1284)
COLUMN_X, COLUMN_WIDTH = 724, 308
PRINT = Area(LEFT, 1582, 984, 130)
SHOWN_DOTS = 1220
STEP_DOTS = 1100


class PreviewNoticeScreen(Screen):
    """Copies, second language, and the paper itself."""

    name = "preview_notice"

    def __init__(self, lobby: Lobby, service_id: str, answers: dict[str, bool | None], ready: tuple[str, ...]) -> None:
        super().__init__(lobby)
        self.service_id, self.answers, self.ready = service_id, answers, ready
        self.copies = 1
        self.second = True
        self.busy = False
        self.request_id = uuid4()
        self.slip: Image.Image | None = None
        self.top_dots = 0

    @property
    def slip_language(self) -> str:
        """Return the language that the slip carries beside Chinese; Chinese alone means none."""
        return self.lobby.visit.language if self.second else FALLBACK

    def opened(self) -> None:
        """Load the picture of the slip."""
        office, language = self.lobby.office, self.slip_language
        self.ask(lambda: office.preview_notice(self.service_id, self.answers, self.ready, language), self._loaded)

    def choose_copies(self, copies: int) -> None:
        """One for the visitor, or one more for the officer."""
        self.copies = copies
        self.refresh()

    def choose_second(self, second: bool) -> None:  # noqa: FBT001  # the choice itself
        """Print the second language, or Chinese alone."""
        self.second = second
        self.opened()

    def scroll(self, dots: int) -> None:
        """Show another part of a long slip."""
        most = max(0, (self.slip.height if self.slip else 0) - SHOWN_DOTS)
        self.top_dots = min(max(0, self.top_dots + dots), most)
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

    def recovered(self) -> None:
        """Nothing was printed: let the visitor press again."""
        self.busy = False
        super().recovered()

    def compose(self) -> Page:
        """Build paper, choices and the button."""
        text = self.texts.text
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
        below = self._add_choices(page, 262)
        self._add_scroll(page, below)
        label = text("app.busy" if self.busy else "preview.print")
        reason = text("preview.waits") if self.slip is None else None
        page.add(
            PrimaryButton(PRINT, "preview_notice.print", self.print, label=label, icon="printer", busy=self.busy, reason=reason)
        )
        return page

    def _add_choices(self, page: Page, y: float) -> float:
        text = self.texts.text
        y = self._add_pair(
            page, y, text("preview.copies"),
            (("copies.1", text("preview.copies_1"), self.copies == 1, partial(self.choose_copies, 1)),
             ("copies.2", text("preview.copies_2"), self.copies == 2, partial(self.choose_copies, 2))),
        )  # fmt: skip
        language = self.lobby.visit.language
        if language == FALLBACK:
            return y
        return self._add_pair(
            page, y, text("preview.language"),
            (("language.chinese", LANGUAGE_NAMES[FALLBACK], not self.second, partial(self.choose_second, False)),
             ("language.second", f"＋ {LANGUAGE_NAMES[language]}", self.second, partial(self.choose_second, True))),
        )  # fmt: skip

    def _add_pair(
        self, page: Page, y: float, caption: str, pills: tuple[tuple[str, str, bool, Callable[[], None]], ...]
    ) -> float:
        page.add(Card(Area(COLUMN_X, y, COLUMN_WIDTH, 304)))
        page.add(
            Words(
                Area(COLUMN_X + 32, y + 12, COLUMN_WIDTH - 48, 80),
                caption,
                sizes=(38, 36),
                colour="ink2",
                max_lines=2,
                spacing=1.05,
            )
        )
        for i, (pilot_id, label, chosen, action) in enumerate(pills):
            area = Area(COLUMN_X + 18, y + 92 + i * 104, COLUMN_WIDTH - 36, 92)
            page.add(ChoicePill(area, f"preview_notice.{pilot_id}", action, label=label, chosen=chosen, check=False))
        return y + 304 + 28

    def _add_scroll(self, page: Page, y: float) -> None:
        if self.slip is None or self.slip.height <= SHOWN_DOTS:
            return
        text = self.texts.text
        if self.top_dots > 0:
            page.add(
                SecondaryButton(
                    Area(COLUMN_X, y, COLUMN_WIDTH, 136),
                    "preview_notice.up",
                    partial(self.scroll, -STEP_DOTS),
                    label=text("preview.up"),
                    icon="arrow-up",
                    size=42,
                )
            )
        if self.top_dots + SHOWN_DOTS < self.slip.height:
            page.add(
                SecondaryButton(
                    Area(COLUMN_X, y + 156, COLUMN_WIDTH, 136),
                    "preview_notice.down",
                    partial(self.scroll, STEP_DOTS),
                    label=text("preview.down"),
                    icon="arrow-down",
                    size=42,
                )
            )

    def _part(self) -> tuple[bytes | None, tuple[int, int]]:
        if self.slip is None:
            return None, (0, 0)
        bottom = min(self.slip.height, self.top_dots + SHOWN_DOTS)
        part = self.slip.crop((0, self.top_dots, self.slip.width, bottom))
        file = BytesIO()
        part.save(file, "PNG")
        return file.getvalue(), part.size

    def _loaded(self, png: bytes) -> None:
        self.slip = Image.open(BytesIO(png)).convert("L")
        self.top_dots = 0
        self.refresh()

    def _printed(self, notice: NoticeIssued) -> None:
        self.busy = self.holds = False
        self.lobby.replace("notice_issued", notice=notice)
