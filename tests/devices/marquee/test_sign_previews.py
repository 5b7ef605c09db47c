"""What a sign will show, known before anything is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from marquee_pages import announcement, call_page, rest_page

from devices.marquee.page import Colour, Live, Page, Programme, Segment
from devices.marquee.palette import Palette
from devices.marquee.preview import preview
from devices.marquee.settings import MarqueeSettings, Trouble

if TYPE_CHECKING:
    from devices.marquee.dots import Glyphs

PROGRAMME = Programme((announcement(), rest_page()), call_page(), announcement("颱風停班停課", key="typhoon"))


def test_a_preview_has_every_page_with_its_dots_motion_and_time(glyphs: Glyphs) -> None:
    found = preview("jetfile2", PROGRAMME, MarqueeSettings(), glyphs)
    assert (found.columns, found.rows) == (192, 16)
    running, resting = found.pages
    assert running.runs
    assert running.lasts_s(192) == pytest.approx((17 * 16 + 192) / 60)
    assert not resting.runs
    assert resting.lasts_s(192) == 6
    assert found.call is not None
    assert found.call.text == "A012\u2009號 請到 3\u2009號櫃台"
    assert found.urgent is not None
    assert found.shortfalls == ()


def test_a_preview_shows_what_the_sign_will_show_in_place_of_what_it_lacks(glyphs: Glyphs) -> None:
    found = preview("jetfile2", Programme((announcement("王喆先生\U0001f600"),)), MarqueeSettings(), glyphs)
    assert found.pages[0].text == "王喆先生＝"
    assert [(short.trouble, short.characters) for short in found.shortfalls] == [
        (Trouble.REPLACED, ("\U0001f600",)), (Trouble.PICTURED, ("喆",)),
    ]  # fmt: skip


def test_a_page_too_wide_to_stand_is_said_to_run(glyphs: Glyphs) -> None:
    wide = Page("wide", (Segment("一" * 13),))
    found = preview("jetfile2", Programme((wide,)), MarqueeSettings(), glyphs)
    assert found.pages[0].runs
    assert [short.trouble for short in found.shortfalls] == [Trouble.SET_RUNNING]


@pytest.mark.parametrize("palette", [Palette.RED, Palette.AMBER, Palette.GREEN])
def test_a_one_colour_sign_loses_nothing(glyphs: Glyphs, palette: Palette) -> None:
    whole = preview("jetfile2", PROGRAMME, MarqueeSettings(), glyphs)
    plain = preview("jetfile2", PROGRAMME, MarqueeSettings(palette=palette), glyphs)
    for ours, theirs in zip(plain.pages, whole.pages, strict=True):
        assert [column.bits for column in ours.dots] == [column.bits for column in theirs.dots]
        assert {column.colour for column in ours.dots} == {Colour(palette.value)}


def test_a_family_nobody_knows_is_named_with_the_remedy(glyphs: Glyphs) -> None:
    with pytest.raises(ValueError, match="'morse' is not known: use one of alpha, jetfile2"):
        preview("morse", Programme(), MarqueeSettings(), glyphs)


def test_values_that_change_are_told_from_what_stays() -> None:
    assert {live for live in Live if live.changes} == {Live.NUMBER, Live.DATE, Live.FIELD}
