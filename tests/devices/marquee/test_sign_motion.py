"""The moving picture of a sign."""

from __future__ import annotations

from io import BytesIO

import pytest
from marquee_pages import announcement, call_page, rest_page
from PIL import Image

from devices.marquee.dots import Glyphs
from devices.marquee.motion import frames, moving_gif, on_now, still_png, view_at
from devices.marquee.page import Programme
from devices.marquee.palette import Palette
from devices.marquee.preview import Preview, preview
from devices.marquee.settings import MarqueeSettings
from devices.marquee.tall import glyphs_of

SETTINGS = MarqueeSettings(columns=96)


def shown(programme: Programme, glyphs: Glyphs) -> Preview:
    return preview("jetfile2", programme, SETTINGS, glyphs)


def test_a_round_lasts_as_long_as_its_pages(glyphs: Glyphs) -> None:
    found = shown(Programme((rest_page(), announcement("公告"))), glyphs)
    lasts = sum(page.lasts_s(96) for page in found.pages)
    assert sum(frame.lasts_s for frame in frames(found)) == pytest.approx(lasts, abs=0.2)


def test_a_running_page_comes_in_from_the_right_and_goes_out_on_the_left(glyphs: Glyphs) -> None:
    (page,) = shown(Programme((announcement("公告"),)), glyphs).pages
    views = [view_at(page, 96, at) for at in (0.0, 1.0, page.lasts_s(96) - 0.01)]
    assert not any(column.bits for column in views[0])
    assert [any(column.bits for column in half) for half in (views[1][:32], views[1][36:])] == [False, True]
    assert not any(column.bits for column in views[2][1:])


def test_an_urgent_page_is_alone(glyphs: Glyphs) -> None:
    found = shown(Programme((rest_page(),), call_page(), announcement("停班停課", key="typhoon")), glyphs)
    assert [page.key for page in on_now(found)] == ["typhoon"]


def test_a_round_is_cut_at_its_limit(glyphs: Glyphs) -> None:
    found = shown(Programme(tuple(announcement("公告" * 9, key=f"m{number}") for number in range(9))), glyphs)
    assert sum(frame.lasts_s for frame in frames(found, longest_s=3.0)) == pytest.approx(3.0, abs=0.2)


def test_the_gif_moves_and_shows_the_sign_at_its_size(glyphs: Glyphs) -> None:
    gif = Image.open(BytesIO(moving_gif(shown(Programme((announcement("公告"),)), glyphs), pitch=4)))
    assert gif.size == (100 * 4, 20 * 4)
    assert gif.n_frames > 10  # type: ignore[attr-defined]  # of GIF files
    first = gif.copy().convert("RGB").tobytes()
    gif.seek(gif.n_frames // 2)  # type: ignore[attr-defined]
    assert gif.convert("RGB").tobytes() != first


def test_an_empty_programme_is_a_dark_sign(glyphs: Glyphs) -> None:
    gif = Image.open(BytesIO(moving_gif(shown(Programme(), glyphs))))
    assert max(gif.convert("L").tobytes()) < 60


@pytest.mark.parametrize("rows", [16, 24, 32])
def test_a_still_has_the_height_of_the_sign(rows: int) -> None:
    settings = MarqueeSettings(columns=192, rows=rows)
    (page,) = preview("jetfile2", Programme((rest_page(),)), settings, glyphs_of(rows)).pages
    image = Image.open(BytesIO(still_png(view_at(page, 192, 0), rows=rows, palette=Palette.THREE, pitch=3)))
    assert image.size == (196 * 3, (rows + 4) * 3)


def test_a_one_colour_sign_has_no_other_light(glyphs: Glyphs) -> None:
    (page,) = preview("jetfile2", Programme((rest_page(),)), MarqueeSettings(palette=Palette.RED), glyphs).pages
    image = Image.open(BytesIO(still_png(view_at(page, 192, 0), rows=16, palette=Palette.RED)))
    assert max(green for _, (_, green, _) in image.convert("RGB").getcolors(100_000) or []) < 90
