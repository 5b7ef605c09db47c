"""The way of a visit: the screens that were opened, one above the other; the last one shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screens.places import SCREENS

if TYPE_CHECKING:
    from screens.screen import Lobby, Screen


class Way:
    """Makes screens by their names and closes them when they are left."""

    def __init__(self, lobby: Lobby) -> None:
        self._lobby = lobby
        self._screens: list[Screen] = []

    @property
    def screen(self) -> Screen:
        """Return the screen that shows."""
        return self._screens[-1]

    @property
    def begins(self) -> bool:
        """Say whether nothing but the first screen lies before the one that shows."""
        return len(self._screens) <= 2

    def shows(self, screen: Screen) -> bool:
        """Say whether it is this screen that shows."""
        return bool(self._screens) and screen is self._screens[-1]

    def go(self, name: str, **arguments: Any) -> None:
        """Put a screen above the present one."""
        self._screens.append(SCREENS[name](self._lobby, **arguments))

    def back(self) -> None:
        """Close the screen that shows."""
        self._screens.pop().closed()

    def leave(self) -> None:
        """Close them all, the last one first."""
        for screen in reversed(self._screens):
            screen.closed()
        self._screens.clear()
