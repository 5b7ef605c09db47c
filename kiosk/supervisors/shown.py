"""What one sign shows, for the log: its round, the call that stands there, the alarm that replaces all, or darkness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.announcements.showings import ShownPage

if TYPE_CHECKING:
    from devices.marquee.page import Page, Programme

ANNOUNCEMENT = "announcement-"
DARK = {"dark": ShownPage("（熄燈）")}
RESTING = ShownPage("（日期、時間、等候人數）")


def shown_pages(programme: Programme, *, dark: bool) -> dict[str, ShownPage]:
    """Return the pages that passers-by see, by their keys; what changes by itself on a page is no change."""
    if dark:
        return DARK
    if programme.urgent is not None:
        return {programme.urgent.key: _shown(programme.urgent)}
    call = {programme.call.key: _shown(programme.call)} if programme.call is not None else {}
    return {page.key: _shown(page) for page in programme.pages} | call


def _shown(page: Page) -> ShownPage:
    if not page.key.startswith(ANNOUNCEMENT):
        return RESTING if page.key == "resting" else ShownPage(page.text)
    return ShownPage(page.text, int(page.key.removeprefix(ANNOUNCEMENT).partition("-")[0]))
