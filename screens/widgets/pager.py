"""Pages turn with buttons, never by dragging."""

# ruff: noqa: PLR0913, PLR0917  # the words of a part are its arguments

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.widgets.buttons import SecondaryButton
from screens.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.texts import Texts
    from screens.parts import Page

BUTTON = 300


def add_pager(page: Page, area: Area, texts: Texts, number: int, of: int, turn: Callable[[int], None]) -> None:
    """Add 上一頁, 第 n 頁，共 m 頁, 下一頁; `number` counts from 0; nothing is added for a single page."""
    if of <= 1:
        return
    if number > 0:
        left = Area(area.x, area.y, BUTTON, area.height)
        page.add(
            SecondaryButton(
                left,
                "pager.previous",
                lambda: turn(number - 1),
                label=texts.text("pager.previous"),
                icon="arrow-left",
                size=42,
            )
        )
    middle = Area(area.x + BUTTON + 12, area.y, area.width - 2 * BUTTON - 24, area.height)
    words = texts.text("pager.page", n=number + 1, of=of)
    page.add(Words(middle, words, sizes=(38, 36), colour="ink2", align="centre", max_lines=2))
    if number < of - 1:
        right = Area(area.right - BUTTON, area.y, BUTTON, area.height)
        page.add(
            SecondaryButton(
                right,
                "pager.next",
                lambda: turn(number + 1),
                label=texts.text("pager.next"),
                icon="arrow-right",
                size=42,
                icon_last=True,
            )
        )


def pages_of(count: int, per_page: int) -> int:
    """Return how many pages `count` things need, at least one."""
    return max(1, -(-count // per_page))
