"""What happens on paper where words do not fit beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops

from devices.printer.slip import Bar, Block, Cells, Columns, Qr, Slip, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.printer.raster import Raster

    Rasters = Callable[[int], Raster]

URL = "https://example.test/q/A012-7f3a"


def drawn(raster: Raster, *blocks: Block) -> Image.Image:
    return raster.picture(Slip(blocks)).convert("L")


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    box = ImageChops.invert(picture).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("width", [384, 512, 576])
@pytest.mark.parametrize("left", ["尚缺（請補齊）", "尚缺（請補齊） Masih kurang", "尚缺（請補齊） " + "perlu dilengkapi " * 4])
def test_the_words_of_a_bar_never_run_into_its_count(rasters: Rasters, width: int, left: str) -> None:
    raster = rasters(width)
    alone, both = (drawn(raster, Bar(words, "2 項")) for words in ("", left))
    count = ink(ImageChops.invert(alone.crop((60, 6, width, alone.height - 6))))[0] + 60
    gap = both.crop((count - raster._setter.dots(20), 0, count, both.height))
    assert gap.getextrema() == (0, 0), "black between the words and the count"
    assert both.height >= alone.height


def test_a_time_stands_beside_the_last_line_of_a_date_that_wraps(rasters: Rasters) -> None:
    raster = rasters(384)
    date, time = Text("中華民國115年3月5日（星期四）"), Text("10:24", weight="bold")
    one = drawn(raster, Text("一")).height
    assert drawn(raster, Columns(date, time)).height == 2 * one
    assert drawn(raster, Columns(Text("編號 115030512"), Text("115/03/05　10:24"))).height == 2 * one


def test_values_stand_on_one_line_though_a_caption_wraps(rasters: Rasters) -> None:
    raster = rasters(384)
    value = Text("■", size=52)
    captions = (Text("Số người phía trước"), Text("Thời gian"))
    picture = drawn(raster, Cells(tuple((caption, value) for caption in captions), divider=False))
    left, right = (picture.crop((x, 0, x + 192, picture.height)) for x in (0, 192))
    assert ink(left)[3] == ink(right)[3]


@pytest.mark.parametrize(
    ("words", "above"), [("叫號三次未到視為過號", False), ("Please show this slip at the service desk. " * 4, True)]
)
def test_long_words_go_below_a_code_where_that_is_shorter(rasters: Rasters, words: str, *, above: bool) -> None:
    raster = rasters(384)
    picture = drawn(raster, Qr(URL, beside=(Text(words),)))
    first = ink(picture.crop((0, 0, 384, 40)))
    assert (first[0] > 100) is above, "the code stands in the middle, or at the left"
