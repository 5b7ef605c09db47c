"""Pages turn with buttons, never by dragging."""

# ruff: noqa: PLR0913, PLR0917  # the words of a part are its arguments

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.widgets.buttons import SecondaryButton, label_wide
from screens.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.texts import Texts
    from screens.parts import Page
    from screens.ruler import Ruler

BUTTON, ALONE = 300.0, 400.0
AIR = 24.0


def add_pager(
    page: Page, area: Area, texts: Texts, number: int, of: int, turn: Callable[[int], None], *, large: Ruler | None = None
) -> None:
    """Add 上一頁, 第 n 頁，共 m 頁, 下一頁; `number` counts from 0; nothing is added for a single page.

    `large` measures words in large type.  There the buttons leave little between them: what they do not need to say in
    full is said short, in full where one button stands alone.
    """
    if of <= 1:
        return
    ways = [(way, to) for way, to in (("previous", number - 1), ("next", number + 1)) if 0 <= to < of]
    words, wide, short = texts.text("pager.page", n=number + 1, of=of), BUTTON, False
    between = Area(area.x + wide + 12, area.y, area.width - 2 * wide - 24, area.height)
    if large is not None:
        alone = len(ways) == 1 and large.width(words, 36) + 2 * AIR <= area.width - ALONE
        wide = ALONE if alone else (area.width - large.width(f"{of}/{of}", 36) - AIR) / 2
        left, right = (wide if number or not alone else 0.0), (wide if number < of - 1 or not alone else 0.0)
        between = Area(area.x + left + AIR / 2, area.y, area.width - left - right - AIR, area.height)
        words = words if alone else f"{number + 1}/{of}"
        short = any(label_wide(large, texts.text(f"pager.{way}"), "arrow-left") > wide for way, _ in ways)
    page.add(Words(between, words, sizes=(38, 36), colour="ink2", align="centre", max_lines=2))
    for way, to in ways:
        place = Area(area.x if way == "previous" else area.right - wide, area.y, wide, area.height)
        label = texts.text(f"pager.{way}_short" if short else f"pager.{way}")
        icon, last = ("arrow-left", False) if way == "previous" else ("arrow-right", True)
        size = 42 if area.height > 110 else 36
        page.add(
            SecondaryButton(place, f"pager.{way}", partial(turn, to), label=label, icon=icon, size=size, icon_last=last)
        )


def pages_of(count: int, per_page: int) -> int:
    """Return how many pages `count` things need, at least one."""
    return max(1, -(-count // per_page))
