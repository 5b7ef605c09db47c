"""Who served the visitor that rates: the counter at which the screen stands, else the number that the visitor names.

Naming one is free and never asked for: a touch on a face is the whole rating.  What is known is asked once, when the
screen comes; what comes so late that a finger may be on its way to a face is left out, for the faces would move.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from screens.arrange import NOWHERE
from screens.number_sheet import NumberSheet
from screens.widgets.served import NumberDoor, ServedCard, ServedDoor

if TYPE_CHECKING:
    from kiosk.queues.answers import ServedView
    from kiosk.texts import Texts
    from screens.screen import Screen

IN_TIME_S = 1.0
_log = logging.getLogger(__name__)


def told(texts: Texts, served: ServedView | None) -> tuple[str, str]:
    """Return the words for a counter and for who sits there, both empty where nobody is named."""
    if served is None:
        return "", ""
    who = " ".join(part for part in (served.clerk_title, served.clerk_name) if part)
    return texts.text("strip.counter", n=served.counter), who


class WhoServed:
    """What one rating screen knows; `named` is what is stored with the rating, `replaces` the rating chosen again."""

    def __init__(self, screen: Screen, named: ServedView | None, replaces: int | None) -> None:
        self._screen, self._replaces = screen, replaces
        self._here = screen.lobby.office.here
        self.named = named or self._here
        self._offered: tuple[ServedView, ...] = ()
        self._asked_at_s: float | None = None

    def ask(self) -> None:
        """Ask the office, once; of a counter that was named before nothing is asked: its next visitor has perhaps come."""
        lobby, replaces = self._screen.lobby, self._replaces
        office = lobby.office
        known = self._here is not None and self.named is not self._here
        if self._asked_at_s is not None or known or "queues" not in office.features:
            return
        self._asked_at_s = lobby.monotonic()
        self._screen.ask(lambda: office.served(replaces), self._came, self._unknown)

    def read(self) -> ServedCard | None:
        """Return the card that is only read, None where nobody is named."""
        if self.named is None:
            return None
        where, who = told(self._screen.texts, self.named)
        card = ServedCard(NOWHERE, counter=self.named.counter, where=where, who=who, number=self.named.label)
        card.name = self.named.clerk_name
        return card

    def card(self) -> ServedCard | NumberDoor | None:
        """Return the card, which can be touched where the number is the visitor's to say; None where nothing is known."""
        if self.named is None or self._here is not None:
            return self.read() or self.door()
        where, who = told(self._screen.texts, self.named)
        card = ServedDoor(
            NOWHERE, self._id(), self._open, counter=self.named.counter, where=where, who=who, number=self.named.label
        )
        card.name = self.named.clerk_name
        return card

    def door(self) -> NumberDoor | None:
        """Return the way to the numbers, with the one that is chosen; None where there are none to choose from."""
        if self._here is not None or not self._choices():
            return None
        text, named = self._screen.texts.text, self.named
        label = named.label if named else text("rate.number")
        aside = told(self._screen.texts, named)[0] or text("rate.number_optional")
        door = NumberDoor(NOWHERE, self._id(), self._open, label=label, icon="ticket", aside=aside)
        door.chosen = named is not None
        return door

    def _id(self) -> str:
        """Return the id of what opens the numbers: of a chosen one its own, so that a listener hears what became of it."""
        return f"rate.number.{self.named.label}" if self.named else "rate.number"

    def _choices(self) -> tuple[ServedView, ...]:
        named = self.named
        if named is None or any(one.label == named.label for one in self._offered):
            return self._offered
        return (named, *self._offered)[: max(1, len(self._offered))]  # as many as a sheet has room for

    def _open(self) -> None:
        if self._screen.busy:
            return  # a face was tapped: what goes with it is said
        lobby, chosen = self._screen.lobby, self.named.label if self.named else ""
        lobby.sheets.open(NumberSheet(lobby, self._choices(), chosen, self._choose))

    def _choose(self, served: ServedView | None) -> None:
        if not self._screen.busy:
            self.named = served
        self._screen.lobby.sheets.close()
        self._screen.refresh()

    def _came(self, found: tuple[ServedView, ...]) -> None:
        lobby = self._screen.lobby
        still = self._here is not None and not self._screen.look.large  # a card whose room does not change
        late = lobby.monotonic() - (self._asked_at_s or 0.0) > IN_TIME_S and not still
        if not found or late or self._screen.busy:
            return
        if self._here is not None:
            self.named = found[0]
        else:
            self._offered = found
        self._screen.refresh()

    def _unknown(self, error: BaseException) -> None:
        """Do without: a rating needs no number."""
        _log.warning("who was served is not known now: %s: %s", type(error).__name__, error)
