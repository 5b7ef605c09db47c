"""What the screens on which visits begin share: the tiles of their doors, and a dock of languages, access modes and help."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kiosk.texts import LANGUAGES
from screens.geometry import Area, grid
from screens.screen import LEFT, WIDTH, Screen
from screens.widgets.docks import DockButton, DockGround, LanguageSegment, LanguageTrack, language_areas, shared_out
from screens.widgets.tiles import Tile

if TYPE_CHECKING:
    from screens.features import Door
    from screens.parts import Page

DOCK = Area(0, 1616, 1080, 306)
LANGUAGE_BAR = Area(LEFT, 1644, WIDTH, 92)
ACCESS = Area(LEFT, 1756, WIDTH, 136)
WIDE_DOCK = Area(0, 864, 1920, 218)
WIDE_LANGUAGE_BAR = Area(LEFT, 904, 848, 136)
WIDE_ACCESS = Area(924, 904, 948, 136)


class FirstScreen(Screen):
    """A screen on which visits begin."""

    at_home = True

    @property
    def dock_y(self) -> float:
        """Return where the dock begins in the visitor's look."""
        if self.look.large:
            return self.look.design[1] - (204 if self.look.wide else 212)
        return WIDE_DOCK.y if self.look.wide else DOCK.y

    def door_tile(self, door: Door, area: Area) -> Tile:
        """Return the tile of a door; closed where its device does not work."""
        trouble = self.lobby.facts.trouble(door.device) if door.device else None
        reason = self.texts.text(f"menu.{door.key}.closed") if trouble else None
        detail = self.texts.text(f"menu.{door.key}.detail") if self.chinese else ""
        return Tile(
            area, f"home.{door.key}", partial(self.lobby.go, door.screen), label=self.texts.text(f"menu.{door.key}"),
            detail=detail, icon=door.icon, colour=door.colour, reason=reason,
        )  # fmt: skip

    def add_dock(self, page: Page) -> None:
        """Add the dock: three buttons in large type, else languages and access modes."""
        if self.look.large:
            self._add_three(page)
        elif self.look.wide:
            page.add(DockGround(WIDE_DOCK))
            self._add_languages(page, WIDE_LANGUAGE_BAR)
            self._add_access(page, WIDE_ACCESS, help_width=236)
        else:
            page.add(DockGround(DOCK))
            self._add_languages(page, LANGUAGE_BAR)
            self._add_access(page, ACCESS, help_width=252)

    def _add_three(self, page: Page) -> None:
        (width, height), top = self.look.design, self.dock_y
        page.add(DockGround(Area(0, top, width, height - top + 2)))
        text, lobby = self.texts.text, self.lobby
        bar = Area(LEFT, top + 24, width - 2 * LEFT, 164)
        labels = (text("app.language"), text("dock.display"), text("dock.help_short"))
        first, second, third = shared_out(lobby.ruler, bar, labels, 20)
        page.add(DockButton(first, "dock.language", lobby.sheets.languages, label=labels[0], icon="languages"))
        page.add(DockButton(second, "dock.display", lobby.sheets.display, label=labels[1], icon="settings-2"))
        page.add(DockButton(third, "dock.help", lobby.sheets.call_help, label=labels[2], icon="bell-ring", help_=True))

    def _add_languages(self, page: Page, bar: Area) -> None:
        chosen = self.lobby.visit.language
        places, size = language_areas(bar, LANGUAGES, self.lobby.ruler)
        page.add(LanguageTrack(bar, places, LANGUAGES.index(chosen)))
        for code, area in zip(LANGUAGES, places, strict=True):
            page.add(LanguageSegment(area, partial(self.lobby.modes.speak, code), code=code, chosen=code == chosen, size=size))

    def _add_access(self, page: Page, bar: Area, *, help_width: float) -> None:
        """Add the access modes and the call for help; where a word does not fit, the display sheet stands for its mode."""
        text, look, lobby = self.texts.text, self.look, self.lobby
        modes = [
            ("large", text("dock.larger"), "a-large-small", look.large),
            ("contrast", text("dock.contrast"), "contrast", look.theme == "high_contrast"),
            ("low_reach", text("dock.lower"), "arrow-down-to-line", look.low_reach),
            ("read", text("dock.listen"), "volume-2", lobby.modes.reads),
        ]
        longest = max(lobby.ruler.width(label, 36, "bold") for _, label, *_ in modes)
        call, wider = text("dock.call"), max(help_width, lobby.ruler.width(text("dock.call"), 38, "bold") + 44)
        if _each(bar, wider, len(modes)) < longest + 8 <= _each(bar, help_width, len(modes)):
            call, wider = text("dock.help"), help_width
        help_width, display = wider, ("display", text("dock.display"), "settings-2", False)
        fits = longest + 8 <= _each(bar, help_width, len(modes))
        shown = modes if fits else [modes[0], display, modes[3]]
        wide = _each(bar, help_width, len(shown))
        areas = grid(Area(bar.x, bar.y, wide, bar.height), len(shown), len(shown), 16, 0)
        ways = {"display": lobby.sheets.display, "read": lobby.modes.read_aloud}
        for (mode, label, icon, on), area in zip(shown, areas, strict=True):
            act = ways.get(mode) or partial(lobby.modes.toggle, mode)
            name = "dock.display" if mode == "display" else f"access.{mode}"
            page.add(DockButton(area, name, act, label=label, icon=icon, chosen=on))
        area = Area(bar.right - help_width, bar.y, help_width, bar.height)
        page.add(DockButton(area, "dock.help", lobby.sheets.call_help, label=call, icon="bell-ring", help_=True))


def _each(bar: Area, help_width: float, count: int) -> float:
    """Return how wide each of so many buttons is beside the call for help."""
    return (bar.width - help_width - 16 - 16 * (count - 1)) / count
