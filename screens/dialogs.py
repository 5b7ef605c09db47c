"""Dialogs above a screen: more time, the display sheet.  Touching the scrim does nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from kiosk.texts import LANGUAGES
from screens.geometry import Area, rows
from screens.parts import Page
from screens.widgets.buttons import PrimaryButton, QuietButton
from screens.widgets.cards import Card
from screens.widgets.docks import LANGUAGE_NAMES
from screens.widgets.pills import ChoicePill
from screens.widgets.rings import SecondsRing, ring_area
from screens.widgets.words import Title, Words

if TYPE_CHECKING:
    from screens.idle import IdleClock
    from screens.screen import Lobby

    class Host(Lobby, Protocol):
        """What a dialog is handed: the lobby that opened it."""

        idle: IdleClock

        def close_dialog(self) -> None:
            """Close the dialog."""

        def stay(self) -> None:
            """Start the quiet anew and close the dialog."""


BOTTOM = 1620
SCRIM = 0.76


def _sheet(height: float) -> tuple[Page, Area]:
    """Return a dialog's page and the area of its card, 960 wide, its lower edge within seated reach."""
    page = Page(ground=None, scrim=SCRIM)
    area = Area(60, BOTTOM - height, 960, height)
    page.add(Card(area, radius=44, depth=2))
    return page, area


class MoreTime:
    """還需要時間嗎？ with a ring of the seconds left."""

    name = "more_time"

    def __init__(self, host: Host) -> None:
        self.host = host
        self._ring: SecondsRing | None = None
        self._words: Words | None = None
        self._second = -1

    def compose(self) -> Page:
        """Build the dialog."""
        page, area = _sheet(800)
        text, chinese = self.host.texts.text, self.host.visit.language == "zh_Hant"
        x = area.centre[0]
        self._ring = page.add(SecondsRing(ring_area(x, area.y + 180, 115), self.host.idle.clear_s))
        page.add(
            Title(
                Area(area.x + 40, area.y + 318, area.width - 80, 100),
                text("idle.title"),
                chinese=chinese,
                size=76,
                align="centre",
            )
        )
        self._words = page.add(
            Words(
                Area(area.x + 48, area.y + 418, area.width - 96, 90),
                "",
                sizes=(42, 40, 38, 36),
                colour="ink2",
                align="centre",
                max_lines=2,
            )
        )
        self._second = -1
        self.tick(self.host.monotonic())
        page.add(
            PrimaryButton(
                Area(area.x + 48, area.y + 536, area.width - 96, 140),
                "more_time.yes",
                self.host.stay,
                label=text("idle.yes"),
                icon="hand",
            )
        )
        page.add(
            QuietButton(
                Area(area.x + 250, area.y + 696, area.width - 500, 84),
                "more_time.no",
                self.host.home,
                label=text("idle.no"),
            )
        )
        return page

    def tick(self, now_s: float) -> None:
        """Count down."""
        left_s = self.host.idle.left_s(now_s)
        if self._ring is None or self._words is None or int(left_s * 4) == self._second:
            return
        self._second = int(left_s * 4)
        self._ring.show(left_s)
        said = self.host.texts.plural("idle.sentence", int(left_s + 0.999))
        if said != self._words.text:
            self._words.text = said
            self._words.repaint()


class DisplaySheet:
    """Languages, and high contrast."""

    name = "display"

    def __init__(self, host: Host) -> None:
        self.host = host

    def compose(self) -> Page:
        """Build the sheet."""
        page, area = _sheet(1000)
        visit, text = self.host.visit, self.host.texts.text
        chinese = visit.language == "zh_Hant"
        page.add(Title(Area(area.x + 48, area.y + 36, area.width - 96, 100), text("display.title"), chinese=chinese, size=64))
        first = Area(area.x + 48, area.y + 156, area.width - 96, 104)
        places = rows(first, len(LANGUAGES), 20)
        for code, place in zip(LANGUAGES, places, strict=True):
            page.add(
                ChoicePill(
                    place,
                    f"language.{code}",
                    partial(self.host.speak, code),
                    label=LANGUAGE_NAMES[code],
                    chosen=code == visit.language,
                )
            )
        below = places[-1].bottom + 24
        on = visit.look.theme == "high_contrast"
        page.add(
            ChoicePill(
                Area(first.x, below, first.width, 104),
                "access.contrast",
                self.host.toggle_contrast,
                label=text("acc.high_contrast"),
                chosen=on,
            )
        )
        page.add(
            PrimaryButton(
                Area(first.x, area.bottom - 180, first.width, 140),
                "display.close",
                self.host.close_dialog,
                label=text("app.close"),
                icon="check",
            )
        )
        return page

    def tick(self, now_s: float) -> None:
        """Nothing here runs by itself."""
