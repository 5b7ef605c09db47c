"""What stands above a screen, one at a time: the question of more time, languages, display, a code, a call for help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.code_sheet import CodeSheet
from screens.dialogs import DisplaySheet, LanguageSheet, MoreTime
from screens.help_line import Help
from screens.help_sheet import HelpSheet

if TYPE_CHECKING:
    from screens.dialogs import Dialog
    from screens.touch import TouchScreen


class Sheets:
    """Opens and closes dialogs of a touch screen; main thread only."""

    def __init__(self, touch: TouchScreen) -> None:
        self._touch = touch
        self.dialog: Dialog | None = None

    @property
    def name(self) -> str:
        """Return the name of the open dialog, empty without one."""
        return self.dialog.name if self.dialog is not None else ""

    @property
    def asking(self) -> bool:
        """Say whether the question of more time stands open."""
        return isinstance(self.dialog, MoreTime)

    def open(self, dialog: Dialog) -> None:
        """Put a dialog above the screen."""
        touch = self._touch
        touch.reader.came(touch.monotonic())
        self.dialog = dialog
        touch.stage.show(None, "toast")  # it would stand on the dialog's words
        touch.stage.change(dialog.compose(), "dialog")

    def close(self) -> None:
        """Close the dialog; the screen below is as it was."""
        self.dialog = None
        if self._touch.stage.shown("dialog") is not None:
            self._touch.stage.change(None, "dialog")

    def forget(self) -> None:
        """Have no dialog any more; it goes from the glass together with the page below it, by `close`."""
        self.dialog = None

    def again(self) -> None:
        """Show the open dialog as it is now."""
        if self.dialog is not None:
            self._touch.stage.show(self.dialog.compose(), "dialog")

    def tick(self, now_s: float) -> None:
        """Let the open dialog look at the clock."""
        if self.dialog is not None:
            self.dialog.tick(now_s)

    # ---- those that every screen can open ------------------------------------------------------------------------
    def ask_for_time(self) -> None:
        """Ask whether more time is needed."""
        self.open(MoreTime(self._touch))
        self._touch.chimes.play("more_time")

    def stay(self) -> None:
        """Give the visitor more time."""
        self._touch.idle.touched(self._touch.monotonic())
        self.close()

    def languages(self) -> None:
        """Open the choice of languages."""
        self.open(LanguageSheet(self._touch))

    def display(self) -> None:
        """Open the access modes."""
        self.open(DisplaySheet(self._touch))

    def code(self, url: str) -> None:
        """Show an address as a code, for the visitor's own phone."""
        self.open(CodeSheet(self._touch, url))

    def call_help(self, reason: str = "asked") -> None:
        """Call a volunteer (`asked`, `unsure` or `urgent_reading`) and say what becomes of it."""
        touch = self._touch
        touch.help_line.call(reason, touch.place, touch.visit.language)
        self.open(HelpSheet(touch))

    def cancel_help(self) -> None:
        """Take the call back."""
        touch = self._touch
        touch.help_line.cancel()
        self.close()
        touch.toast(touch.texts.text("help.withdrawn"))

    def help_moved(self, state: Help) -> None:
        """Tell the visitor what has become of their call: in its sheet, or in passing."""
        touch = self._touch
        if isinstance(self.dialog, HelpSheet):
            if state == Help.OVER:
                self.close()
            else:
                self.again()
        elif state in {Help.COMING, Help.DESK}:
            tone, icon = ("ok", "footprints") if state == Help.COMING else ("warn", "map-pin")
            touch.toast(touch.texts.text(f"help.{state}_title"), tone=tone, icon=icon)
