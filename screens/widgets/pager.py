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


def add_pager(
    page: Page, area: Area, texts: Texts, number: int, of: int, turn: Callable[[int], None], *, large: bool = False
) -> None:
    """Add 上一頁, 第 n 頁，共 m 頁, 下一頁; `number` counts from 0; nothing is added for a single page."""
    if of <= 1:
        return
    size = 42 if area.height > 110 else 36
    before = texts.text("pager.previous_short" if large else "pager.previous")
    after = texts.text("pager.next_short" if large else "pager.next")
    button = (area.width - (132 if of < 10 else 224)) / 2 if large else BUTTON
    if number > 0:
        left = Area(area.x, area.y, button, area.height)
        page.add(
            SecondaryButton(
                left,
                "pager.previous",
                lambda: turn(number - 1),
                label=before,
                icon="arrow-left",
                size=size,
            )
        )
    air = 6 if large else 12
    middle = Area(area.x + button + air, area.y, area.width - 2 * button - 2 * air, area.height)
    words = f"{number + 1}/{of}" if large else texts.text("pager.page", n=number + 1, of=of)
    page.add(Words(middle, words, sizes=(38, 36), colour="ink2", align="centre", max_lines=2))
    if number < of - 1:
        right = Area(area.right - button, area.y, button, area.height)
        page.add(
            SecondaryButton(
                right,
                "pager.next",
                lambda: turn(number + 1),
                label=after,
                icon="arrow-right",
                size=size,
                icon_last=True,
            )
        )


def pages_of(count: int, per_page: int) -> int:
    """Return how many pages `count` things need, at least one."""
    return max(1, -(-count // per_page))
