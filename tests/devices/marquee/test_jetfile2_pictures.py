"""Pictures on a JetFile II sign: read by a foreign reader, seen on the lamps, and the same as foretold."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marquee_pages import MORNING, announcement, call_page, rest_page
from PIL import Image, ImageChops

from devices.marquee.codecs.jetfile2_picture import bitmap
from devices.marquee.dots import Glyphs, strip
from devices.marquee.jetfile2_driver import JetFileSign
from devices.marquee.jetfile2_pictures import NAMES, Pictures
from devices.marquee.jetfile2_plan import Planner
from devices.marquee.motion import view_at
from devices.marquee.page import Colour, Page, Programme, Segment
from devices.marquee.picture import picture
from devices.marquee.preview import preview
from devices.marquee.settings import MarqueeSettings, Trouble
from devices.marquee.tall import glyphs_of
from devices.simulators.jetfile2_sign import JetFileSimulator, Make
from devices.simulators.pty_line import PtyLine
from devices.transports import open_transport
from devices.transports.base import LineSettings

if TYPE_CHECKING:
    from pathlib import Path

LIGHTS = {Colour.RED: (255, 0, 0), Colour.GREEN: (0, 255, 0), Colour.AMBER: (255, 255, 0)}
COLUMNS = st.lists(st.tuples(st.integers(0, 2**24 - 1), st.sampled_from(Colour)), min_size=1, max_size=40)


@given(COLUMNS, st.sampled_from([16, 24]))
def test_a_foreign_reader_sees_every_dot_in_its_colour(columns: list[tuple[int, Colour]], rows: int) -> None:
    image = Image.open(BytesIO(bitmap(columns, rows))).convert("RGB")
    assert image.size == (len(columns), rows)
    for x, (bits, colour) in enumerate(columns):
        for y in range(rows):
            assert image.getpixel((x, y)) == (LIGHTS[colour] if bits >> y & 1 else (0, 0, 0))


def test_a_picture_of_ten_characters_is_as_short_as_a_bitmap_can_be(glyphs: Glyphs) -> None:
    dots = strip((Segment("戶政事務所戶政事務所"),), glyphs)
    assert len(bitmap([(one.bits, one.colour) for one in dots], 16)) == 382


def test_a_rare_name_is_seen_in_our_dots_and_sent_once(marquee: JetFileSign, sign: JetFileSimulator, glyphs: Glyphs) -> None:
    page = Page("rare", (Segment("堃先生與堃小姐"),))
    marquee.show(Programme((page,)), MORNING)
    assert sign.state()["requests"]["0206"] == 1
    assert_seen_as_foretold(sign, page, MarqueeSettings(), glyphs)
    assert marquee.verify()
    assert marquee.verify()


def test_a_called_name_and_an_urgent_one_bring_their_pictures(marquee: JetFileSign, sign: JetFileSimulator) -> None:
    marquee.show(Programme((rest_page(),), Page("call", (Segment("堃"),))), MORNING)
    assert sign.state()["requests"]["0206"] == 1
    marquee.show(Programme((rest_page(),), urgent=Page("urgent", (Segment("喆"),))), MORNING)
    assert sign.state()["requests"]["0206"] == 2


@pytest.mark.parametrize("pictures", [False, True])
@pytest.mark.parametrize("rows", [16, 24, 32])
def test_every_height_is_seen_as_foretold(tmp_path: Path, rows: int, pictures: bool) -> None:
    letters, settings = glyphs_of(rows), MarqueeSettings(rows=rows, columns=192 * rows // 16, pictures=pictures)
    line = PtyLine(tmp_path / "sign")
    line.open()
    with JetFileSimulator(line, tmp_path / "pictures", letters, Make(columns=settings.columns)) as sign:
        marquee = JetFileSign(open_transport(line.port, LineSettings()), settings, glyphs=letters)
        marquee.open()
        assert marquee.identify().fits(settings)
        for page in (rest_page(), call_page()):
            marquee.show(Programme((page,)), MORNING)
            assert_seen_as_foretold(sign, page, settings, letters)
        marquee.close()
    line.close()


def test_a_taller_sign_says_that_what_changes_is_smaller() -> None:
    settings = MarqueeSettings(rows=24, columns=288)
    found = preview("jetfile2", Programme((rest_page(), announcement())), settings, glyphs_of(24))
    assert [(one.page_key, one.trouble) for one in found.shortfalls] == [("rest", Trouble.SMALLER)]


@pytest.mark.parametrize(("characters", "pictures"), [(42, 1), (43, 2), (120, 3)])
def test_a_long_text_is_several_pictures_side_by_side(characters: int, pictures: int) -> None:
    page = Page("long", (Segment(("臺南市政府關心您" * 15)[:characters]),))
    plan = Planner(MarqueeSettings(rows=24, columns=288), glyphs_of(24)).pages((page,))
    widths = [Image.open(BytesIO(content)).width for content in plan.pictures.values()]
    assert (len(widths), sum(widths)) == (pictures, 24 * characters)
    assert [short.trouble for short in plan.shortfalls] == [Trouble.SET_RUNNING]


def test_text_that_no_names_are_left_for_stands_smaller_openly() -> None:
    planner = Planner(MarqueeSettings(rows=24, columns=288), glyphs_of(24))
    pages = tuple(Page(f"p{number}", (Segment(chr(0x4E00 + number) * 90),)) for number in range(40))
    small = [short.page_key for short in planner.pages(pages).shortfalls if short.trouble is Trouble.SMALLER]
    assert small
    assert "p0" not in small


def test_a_sign_without_the_fonts_still_has_something_to_show(tmp_path: Path) -> None:
    planner = Planner(MarqueeSettings())
    planner._pictures._glyphs = lambda: glyphs_of(16, tmp_path / "none")  # type: ignore[method-assign]
    assert [one.trouble for one in planner.pages((Page("rare", (Segment("堃"),)),)).shortfalls] == [Trouble.REPLACED]


def test_names_run_out_openly_and_come_back(glyphs: Glyphs) -> None:
    pictures = Pictures(MarqueeSettings(), glyphs)
    drawn = [pictures.draw(Segment(chr(0x4E00 + number))) for number in range(len(NAMES) + 1)]
    assert len({file.name for files in drawn for file in files}) == len(NAMES)
    assert drawn[-1] == ()
    pictures.keep([file for files in drawn[:3] for file in files])
    assert pictures.draw(Segment("戶"))
    assert pictures.draw(Segment("一")) == drawn[0]


def test_a_page_planned_again_keeps_its_pictures() -> None:
    planner, page = Planner(MarqueeSettings()), Page("rare", (Segment("堃喆"),))
    first, second = planner.pages((page,)), planner.pages((page, rest_page()))
    assert first.pictures == second.pictures
    assert len(first.pictures) == 2


def assert_seen_as_foretold(sign: JetFileSimulator, page: Page, settings: MarqueeSettings, letters: Glyphs) -> None:
    (foretold,) = preview("jetfile2", Programme((page,)), settings, letters).pages
    sign.refresh()
    seen = Image.open(sign.state()["picture"])
    wanted = picture(view_at(foretold, settings.columns, 0), pitch=9, rows=settings.rows)
    assert ImageChops.difference(seen, wanted).getbbox() is None
