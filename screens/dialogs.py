"""Dialogs above a screen: more time, the languages, the display sheet.  Touching the scrim does nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from screens.arrange import NOWHERE
from screens.sheet import Sheet, close_button, language_pills, message
from screens.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from screens.widgets.pills import Switch
from screens.widgets.rings import SecondsRing
from screens.widgets.words import Words

if TYPE_CHECKING:
    from screens.help_line import HelpLine
    from screens.idle import IdleClock
    from screens.loudness import Loudness
    from screens.parts import Page
    from screens.screen import Lobby

    class Host(Lobby, Protocol):
        """What a dialog is handed: the lobby that opened it."""

        help_line: HelpLine
        idle: IdleClock
        loudness: Loudness



class Dialog(Protocol):
    """What stands above a screen."""

    name: str

    def compose(self) -> Page:
        """Build it."""

    def tick(self, now_s: float) -> None:
        """Look at the clock."""


AGAIN_S = 7.0  # so long after the question came, it is heard once more


class MoreTime:
    """還需要時間嗎？ with a ring of the seconds left."""

    name = "more_time"

    def __init__(self, host: Host) -> None:
        self.host = host
        self._ring: SecondsRing | None = None
        self._words: Words | None = None
        self._second = -1
        self._again_at_s = host.monotonic() + AGAIN_S

    def compose(self) -> Page:
        """Build the dialog."""
        text, host = self.host.texts.text, self.host
        self._ring = SecondsRing(NOWHERE, host.idle.clear_s)
        self._words = Words(
            NOWHERE, self._sentence(host.monotonic()), sizes=(42, 40, 38, 36), colour="ink2", align="centre", max_lines=2
        )
        self._second = -1
        self.tick(host.monotonic())
        return message(
            host, self._ring, text("idle.title"), self._words,
            PrimaryButton(NOWHERE, "more_time.yes", host.sheets.stay, label=text("idle.yes"), icon="hand"),
            QuietButton(NOWHERE, "more_time.no", host.home, label=text("idle.no")), side=230,
        )  # fmt: skip

    def tick(self, now_s: float) -> None:
        """Count down; a ring that must not move steps once a second.  The question is heard twice."""
        if now_s >= self._again_at_s:
            self._again_at_s = float("inf")
            self.host.chimes.play("more_time")
        left_s = self.host.idle.left_s(now_s)
        steps = 4 if self.host.visit.look.motion else 1
        if self._ring is None or self._words is None or int(left_s * steps) == self._second:
            return
        self._second = int(left_s * steps)
        self._ring.show(left_s)
        said = self._sentence(now_s)
        if said != self._words.text:
            self._words.text = said
            self._words.repaint()

    def _sentence(self, now_s: float) -> str:
        return self.host.texts.plural("idle.sentence", int(self.host.idle.left_s(now_s) + 0.999))


class LanguageSheet:
    """The languages alone: what the language button of large type opens."""

    name = "languages"

    def __init__(self, host: Host) -> None:
        self.host = host

    def compose(self) -> Page:
        """Build the sheet."""
        sheet = Sheet(self.host, height=900, wide_height=640, large_height=792)
        sheet.title(self.host.texts.text("app.language"))
        sheet.add(language_pills(self.host), 2)
        sheet.foot([close_button(self.host)])
        return sheet.page

    def tick(self, now_s: float) -> None:
        """Nothing here runs by itself."""


class DisplaySheet:
    """Access modes, languages, and everything back; while a call for help stands, the door for whoever has come."""

    name = "display"

    def __init__(self, host: Host) -> None:
        self.host = host
        self._number = 0

    def _turn(self, number: int) -> None:
        self._number = number
        self.host.modes.anew()

    def compose(self) -> Page:
        """Build the sheet."""
        host, look, text = self.host, self.host.visit.look, self.host.texts.text
        sheet = Sheet(host, height=1080, wide_height=820, number=self._number, turn=self._turn)
        sheet.title(text("display.title"))
        modes = (
            ("large", "acc.large_text", "a-large-small", look.large),
            ("contrast", "acc.high_contrast", "contrast", look.theme == "high_contrast"),
            ("low_reach", "acc.low_reach", "arrow-down-to-line", look.low_reach),
            ("still", "acc.still", "circle-pause", not look.motion),
            ("read", "acc.read_aloud", "volume-2", host.modes.reads),
        )
        switches = [
            Switch(NOWHERE, f"access.{mode}", partial(host.modes.toggle, mode), label=text(key), icon=icon, on=on)
            for mode, key, icon, on in modes
        ]
        louder = text("acc.volume", level=host.loudness.level + 1)
        volume = SecondaryButton(NOWHERE, "access.volume", host.modes.turn_volume, label=louder, icon="volume-2", size=46)
        sheet.add([*switches, volume], 1 if look.large and not look.wide else 2)
        sheet.add(language_pills(host), 1 if look.large and look.low else 2 if look.large or not look.wide else 4)
        if host.help_line.stands:
            go, came = partial(host.go, "volunteer_log_in"), text("volunteer.here")
            sheet.add([SecondaryButton(NOWHERE, "display.volunteer", go, label=came, icon="id-card", size=46)], 1)
        back, as_usual = host.modes.restore, text("display.restore")
        restore = SecondaryButton(NOWHERE, "display.restore", back, label=as_usual, icon="rotate-ccw")
        sheet.foot([restore, close_button(host)])
        shown = [switch for switch in switches if switch in sheet.page.parts]
        alike = min((switch.size(host.ruler) for switch in shown), default=46)
        for switch in shown:
            switch.sizes = (alike,)
        return sheet.page

    def tick(self, now_s: float) -> None:
        """Nothing here runs by itself."""
