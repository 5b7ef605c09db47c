"""No tofu box is ever shown: a character that no face has is a 〓, and the rare characters of people's names are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont

from kiosk import fonts
from screens.coverage import Coverage
from screens.geometry import Area
from screens.masks import FACES, MISSING, Typecase
from screens.parts import Page
from screens.typeset import clean
from screens.widgets.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from screens.gallery.glass import Glass

RARE = "堃喆峯犇煊𠮷"
TRADITIONAL = "戶骨直說社臺"
ALWAYS = [*(chr(c) for c in range(0x20, 0x7F)), *(chr(c) for c in range(0xA0, 0x100) if c != 0xAD)]


@pytest.fixture(scope="module")
def typecase() -> Typecase:
    return Typecase(fonts.faces())


@pytest.mark.parametrize("face", FACES)
def test_what_is_not_looked_up_is_really_there(face: str) -> None:
    covered = Coverage(getattr(fonts.faces(), face))
    unseen = [*ALWAYS, *"，。、？！：；（）「」・／－–", *(chr(c) for c in range(ord("一"), ord("龥") + 1))]
    assert [c for c in unseen if ord(c) not in covered] == []


@pytest.mark.parametrize("face", [*FACES, "pictograms"])
def test_a_face_has_the_characters_that_another_reader_finds(face: str) -> None:
    path = getattr(fonts.faces(), face)
    with TTFont(path, lazy=True) as font:
        assert set(Coverage(path)) == set(font.getBestCmap())


def test_a_file_without_a_map_is_named(tmp_path: Path) -> None:
    (tmp_path / "odd.otf").write_bytes(b"OTTO" + bytes(8))
    with pytest.raises(ValueError, match="without a table cmap"):
        Coverage(tmp_path / "odd.otf")


@pytest.mark.parametrize("face", FACES)
def test_rare_characters_of_names_and_traditional_forms_are_shown(typecase: Typecase, face: str) -> None:
    for text in (RARE, TRADITIONAL, "Nguyễn Thị Thủy Đặng Ưu", "ㄅㄆㄇㄏㄐ"):
        assert typecase.readable(text, face) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("王🙂明", f"王{MISSING}明"), ("ꦥꦏ", MISSING * 2), ("Dvořák", f"Dvo{MISSING}ák"), ("ไทย", MISSING * 3),
        ("\U0003134a", MISSING), ("第一行\n第二行🙂", f"第一行\n第二行{MISSING}"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("face", FACES)
def test_what_no_face_has_is_replaced_visibly(typecase: Typecase, face: str, text: str, shown: str) -> None:
    assert typecase.readable(text, face) == shown


@pytest.mark.parametrize("face", FACES)
def test_the_replacement_itself_has_a_shape(typecase: Typecase, face: str) -> None:
    assert typecase.readable(MISSING, face) == MISSING
    assert typecase.word(MISSING, face, 40)[0].getbbox() is not None


def test_a_missing_character_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    typecase = Typecase(fonts.faces())
    for _ in range(3):
        typecase.readable("王🙂", "bold")
    assert [record.getMessage() for record in caplog.records] == ["no glyph for U+1F642 in bold: shown as 〓"]
    assert typecase.missed["🙂"] == 3


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("葛\U000e0100城", "葛城"), ("a\u200db\u200e", "ab"), ("so\u00adft", "soft"), ("☂\ufe0f", "☂"), ("e\u0301", "é"),
        ("a\nb", "a\nb"),
    ],
)
def test_what_has_no_shape_is_left_out(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_on_the_glass_a_name_shows_and_a_missing_character_is_visible(glass: Glass) -> None:
    page = Page()
    page.add(Words(Area(48, 300, 984, 100), f"{RARE}先生🙂"))
    glass.touch.stage.show(page)
    assert f"{RARE}先生{MISSING}" in glass.written
