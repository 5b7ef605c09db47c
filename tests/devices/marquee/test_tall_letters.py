"""Letters of 24 and 32 rows, rare ones included, and the fonts they come from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from devices.marquee.cns import DEBIAN_X11_FONTS, cns_place
from devices.marquee.dots import CELLS, DEBIAN_UNIFONT, REPLACEMENT, Glyphs, strip, width_dots
from devices.marquee.page import Segment
from devices.marquee.pcf import PcfFont
from devices.marquee.tall import glyphs_of

RARE = "堃喆峯犇煊𠮷"
OFFICE = "戶政事務所號碼請到櫃臺辦理，。「」（）"


@pytest.fixture(scope="module", params=[16, 24, 32])
def letters(request: pytest.FixtureRequest) -> Glyphs:
    return glyphs_of(request.param)


def test_every_height_has_the_words_of_the_office_and_rare_names(letters: Glyphs) -> None:
    nothing = letters.columns(REPLACEMENT)
    for char in OFFICE + RARE:
        assert char in letters, char
        assert letters.columns(char) != nothing, char
        assert any(letters.columns(char)), char


def test_no_letter_is_higher_than_the_sign_and_each_fills_its_cell(letters: Glyphs) -> None:
    for char in OFFICE + RARE + "Ag0%ếđ€":
        for bold in (False, True):
            columns = letters.columns(char, bold=bold)
            assert len(columns) == letters.cells.dots(char, bold=bold)
            assert max(columns) < 1 << letters.rows


def test_widths_are_known_without_a_font(letters: Glyphs) -> None:
    segments = (Segment("A012", bold=True), Segment("\u2009號 請到 𠮷"))
    assert len(strip(segments, letters)) == width_dots(segments, letters.rows)


def test_taipei_letters_stand_as_their_designer_drew_them() -> None:
    rows = strip((Segment("戶"),), glyphs_of(24)).rows(24)
    raw = PcfFont(DEBIAN_X11_FONTS / "taipei24.pcf.gz").glyph(0xA4E1)
    assert raw is not None
    assert rows == tuple(f"{row:024b}".replace("0", ".").replace("1", "#") for row in raw.rows)


def test_a_large_number_keeps_its_shape() -> None:
    rows = strip((Segment("1", bold=True),), glyphs_of(24)).rows(24)
    lit = [row.count("#") for row in rows]
    assert lit[0] == lit[-1] == 0
    assert lit[1] == 4
    assert lit[20] == 10


def test_a_letter_in_no_font_is_visible(letters: Glyphs) -> None:
    assert "\U000e0041" not in letters
    assert letters.columns("\U000e0041") == letters.columns(REPLACEMENT)


def test_a_letter_that_only_unifont_has_is_made_larger() -> None:
    assert cns_place("㛢") == (15, 0x2E78)  # no font goes so far
    assert any(glyphs_of(24).columns("㛢"))
    assert glyphs_of(24).columns("㛢") != glyphs_of(24).columns(REPLACEMENT)


PLACES = [("戶", (1, 0x4542)), ("堃", (3, 0x3476)), ("𠮷", (6, 0x2428)), ("A", None), ("€", None)]


@pytest.mark.parametrize(("char", "place"), PLACES)
def test_places_in_cns_11643(char: str, place: tuple[int, int] | None) -> None:
    assert cns_place(char) == place


def test_without_the_package_a_sign_of_16_rows_still_has_its_letters(tmp_path: Path) -> None:
    letters = glyphs_of(16, DEBIAN_UNIFONT, tmp_path)
    assert "戶" in letters
    assert letters.columns("𠮷") == letters.columns(REPLACEMENT)


def test_a_missing_tall_font_is_named_with_its_package(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"taipei24.pcf.gz cannot be read .*: install the Debian packages"):
        glyphs_of(24, DEBIAN_UNIFONT, _only(tmp_path, "ter-u24b_unicode.pcf.gz")).columns("戶")


def test_another_height_is_refused() -> None:
    with pytest.raises(ValueError, match="rows is 20: there are letters for 16, 24 and 32 rows"):
        glyphs_of(20)


@pytest.mark.parametrize("content", [b"", b"\x01fcp\xff\xff", b"not a font at all", b"\x01fcp" + bytes(400)])
def test_what_is_no_font_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.pcf").write_bytes(content)
    with pytest.raises(ValueError, match=r"bad.pcf: this is no PCF font"):
        PcfFont(tmp_path / "bad.pcf")


def test_every_glyph_of_a_font_can_be_drawn() -> None:
    font = PcfFont(DEBIAN_X11_FONTS / "ter-u24b_unicode.pcf.gz")
    glyph = font.glyph(ord("A"))
    assert glyph is not None
    assert (glyph.width, glyph.advance, len(glyph.rows)) == (12, 12, 24)
    assert font.glyph(0x4E00) is None


def test_cells_are_those_of_the_letters() -> None:
    assert {rows: glyphs_of(rows).cells for rows in (16, 24, 32)} == CELLS


def _only(folder: Path, name: str) -> Path:
    shutil.copy(DEBIAN_X11_FONTS / name, folder)
    return folder
