"""Text as dots, and dots as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marquee_pages import announcement, call_page, rest_page

from devices.marquee.bold import BOLD_GLYPHS
from devices.marquee.dots import ROWS, Glyphs, Strip, missing, strip, width_dots
from devices.marquee.page import Colour, Segment
from devices.marquee.palette import Palette
from devices.marquee.picture import DARK_LAMPS, EDGE_DOTS, LAMPS, PANEL, picture

if TYPE_CHECKING:
    from pathlib import Path


def test_a_chinese_character_has_the_dots_of_unifont(glyphs: Glyphs) -> None:
    rows = strip([Segment("戶")], glyphs).rows()
    expected = (0x0010, 0x00F8, 0x1F00)
    assert rows[:3] == tuple(f"{row:016b}".replace("0", ".").replace("1", "#") for row in expected)


def test_bold_numbers_are_fourteen_rows_high_and_leave_a_gap(glyphs: Glyphs) -> None:
    rows = strip([Segment("8", bold=True)], glyphs).rows()
    assert [set(rows[0]), set(rows[15])] == [{"."}, {"."}]
    assert all("#" in row for row in rows[1:15])
    assert {row[9] for row in rows} == {"."}


def test_every_bold_glyph_is_another_one() -> None:
    assert len(set(BOLD_GLYPHS.values())) == len(BOLD_GLYPHS)
    assert set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ:/- ") <= set(BOLD_GLYPHS)


def test_a_character_without_a_glyph_is_marked_and_named(glyphs: Glyphs) -> None:
    text = [Segment("a\U000e0041b\U000e0041")]
    assert missing(text, glyphs) == ("\U000e0041",)
    assert strip([Segment("\U000e0041")], glyphs) == strip([Segment("〓")], glyphs)


def test_a_missing_font_names_the_package_to_install(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="Debian package `unifont`"):
        Glyphs(tmp_path / "none.hex")


@pytest.mark.parametrize("page", [call_page(), rest_page(), announcement()])
def test_width_is_known_without_a_font(page: object, glyphs: Glyphs) -> None:
    segments = page.segments  # type: ignore[attr-defined]
    assert width_dots(segments) == len(strip(segments, glyphs))


def test_call_and_rest_pages_fit_192_columns() -> None:
    assert (
        max(width_dots(page.segments) for page in (call_page("A123", 12), rest_page(8), rest_page(99))) <= 192
    )


@given(st.text("戶政A9 ", max_size=9), st.integers(-40, 200), st.integers(0, 200))
def test_a_window_is_the_text_moved(text: str, first: int, columns: int) -> None:
    glyphs = _shared_glyphs()
    whole = strip([Segment(text)], glyphs)
    view = whole.window(first, columns)
    assert len(view) == columns
    assert all(
        view[at].bits == (whole[first + at].bits if 0 <= first + at < len(whole) else 0)
        for at in range(columns)
    )


def test_the_picture_has_a_lamp_for_each_dot(glyphs: Glyphs) -> None:
    view = strip([Segment("A", Colour.GREEN, bold=True)], glyphs)
    image = picture(view, pitch=9)
    assert image.size == ((len(view) + 2 * EDGE_DOTS) * 9, (ROWS + 2 * EDGE_DOTS) * 9)
    for x, column in enumerate(view):
        for row in range(ROWS):
            red, green, _ = image.getpixel(((EDGE_DOTS + x) * 9 + 4, (EDGE_DOTS + row) * 9 + 4))
            assert (green > 240) == bool(column.bits >> row & 1), (x, row, red, green)


def test_a_dim_sign_is_darker_and_a_dark_one_has_no_light() -> None:
    lit = Strip(strip([Segment("所")], _shared_glyphs()))
    bright, dim, dark = (picture(lit, pitch=5, brightness=level).convert("L") for level in (1.0, 0.3, 0.0))
    assert sum(bright.histogram()[200:]) > sum(dim.histogram()[200:]) == 0
    assert max(value for value, count in enumerate(dark.histogram()) if count) < 40
    assert max(PANEL) < max(DARK_LAMPS[Palette.THREE]) < min(max(lamp) for lamp in LAMPS.values())


_KEPT: list[Glyphs] = []


def _shared_glyphs() -> Glyphs:
    if not _KEPT:
        _KEPT.append(Glyphs())
    return _KEPT[0]
