"""What a visitor hears where a question has failed, was refused, or takes too long: never silence, and the screen goes on."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from kiosk.errors import Refused

if TYPE_CHECKING:
    from screens.screen import Lobby, Screen

_log = logging.getLogger(__name__)


class Apology:
    """Says in a toast what cannot be, and lets the screen be used again; main thread only."""

    def __init__(self, lobby: Lobby) -> None:
        self._lobby = lobby

    def late(self, screen: Screen) -> None:
        """Send the visitor to the desk: nothing has come for too long; what comes later is still shown."""
        self._say("err.ask_desk", "warn", "triangle-alert")
        screen.recovered()

    def failed(self, screen: Screen, error: BaseException) -> None:
        """Say why it is refused, or send the visitor to the desk where something has broken."""
        if isinstance(error, Refused):
            self._say(error.text_key, "indigo", "info", **error.values)
        else:
            _log.error("a question of %s failed", screen.name, exc_info=error)
            self._say("err.ask_desk", "warn", "triangle-alert")
        screen.recovered()

    def _say(self, key: str, tone: str, icon: str, **values: object) -> None:
        self._lobby.chimes.play("cannot")
        self._lobby.toast(self._lobby.texts.text(key, **values), tone=tone, icon=icon)
