"""More words than a screen wants are written on the visitor's own phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from witnesses import zbar

from screens.widgets.phone_card import PhoneCard

if TYPE_CHECKING:
    from pathlib import Path

    from screens.gallery.glass import Glass
    from screens.gallery.paper_office import PaperOffice


def to_reasons(glass: Glass) -> None:
    glass.tap("home.rate")
    glass.tap("rate.very_dissatisfied")


def test_the_code_on_the_glass_opens_this_ratings_page(glass: Glass, office: PaperOffice, tmp_path: Path) -> None:
    to_reasons(glass)
    glass.shoot(tmp_path / "glass.png")
    assert zbar(tmp_path / "glass.png") == office.words_url


@pytest.mark.parametrize("mode", ["large", "contrast", "low_reach"])
def test_it_is_there_in_every_mode(glass: Glass, mode: str) -> None:
    to_reasons(glass)
    glass.touch.modes.toggle(mode)
    for _ in range(8):
        page = glass.touch.stage.shown()
        if page is not None and any(isinstance(part, PhoneCard) for part in page.parts):
            return
        glass.tap("pager.next")
    pytest.fail("the code is on no page")


def test_where_phones_reach_nothing_there_is_no_code(glass: Glass, office: PaperOffice) -> None:
    office.words_url = ""
    to_reasons(glass)
    page = glass.touch.stage.shown()
    assert page is not None
    assert not any(isinstance(part, PhoneCard) for part in page.parts)
