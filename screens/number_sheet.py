"""Which number was yours?  The numbers that counters have just served, to choose one or to take the choice back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from screens.arrange import NOWHERE
from screens.sheet import Sheet, close_button
from screens.widgets.buttons import SecondaryButton
from screens.widgets.served import NumberOption

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kiosk.queues.answers import ServedView
    from screens.parts import Page
    from screens.screen import Lobby

COLUMNS, WIDE_COLUMNS = 3, 4
AROUND, LINE, WIDE_LINE = 350, 132, 120  # a sheet's title and foot, and a line with its gap


class NumberSheet:
    """One touch chooses and closes; `choose` is told the visit, or None where the choice is taken back."""

    name = "numbers"

    def __init__(
        self, host: Lobby, offered: Sequence[ServedView], chosen: str, choose: Callable[[ServedView | None], None]
    ) -> None:
        self.host, self.offered, self.chosen, self.choose = host, offered, chosen, choose
        self._number = 0

    def compose(self) -> Page:
        """Build the sheet, as high as its numbers need."""
        text, look = self.host.texts.text, self.host.visit.look
        lines, wide_lines = -(-len(self.offered) // COLUMNS), -(-len(self.offered) // WIDE_COLUMNS)
        sheet = Sheet(
            self.host, height=AROUND + LINE * max(2, lines), wide_height=AROUND + WIDE_LINE * max(2, wide_lines),
            number=self._number, turn=self._turn,
        )  # fmt: skip
        sheet.title(text("rate.number_title"))
        sheet.add(self._options(), (2 if look.large else WIDE_COLUMNS) if look.wide else 1 if look.large else COLUMNS)
        back = partial(self.choose, None)
        none = [SecondaryButton(NOWHERE, "rate.number_none", back, label=text("rate.number_none"))] if self.chosen else []
        sheet.foot([*none, close_button(self.host)])
        return sheet.page

    def tick(self, now_s: float) -> None:
        """Nothing here runs by itself."""

    def _options(self) -> list[NumberOption]:
        return [
            NumberOption(
                NOWHERE, f"rate.number.{one.label}", partial(self.choose, one), label=one.label,
                where=self.host.texts.text("strip.counter", n=one.counter), chosen=one.label == self.chosen,
            )
            for one in self.offered
        ]  # fmt: skip

    def _turn(self, number: int) -> None:
        self._number = number
        self.host.modes.anew()
