"""The faces: they are where the product looks for them, carry Traditional Chinese, and what is missing is named."""

from __future__ import annotations

import json
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from kiosk import fonts
from kiosk.fonts import FontMissing, faces, prepare

TAIWAN = "營為裡麵臺說"
"""Characters that a face for Japan or the mainland lacks or writes differently."""


def test_every_face_is_a_file() -> None:
    found = faces()
    assert [field.name for field in fields(found) if not getattr(found, field.name).is_file()] == []


@pytest.mark.parametrize("weight", ["regular", "medium", "bold", "serif"])
def test_text_faces_have_the_characters_of_taiwan(weight: str) -> None:
    with TTFont(getattr(faces(), weight)) as face:
        known = face.getBestCmap()
    assert [one for one in TAIWAN if ord(one) not in known] == []


def test_icons_have_names() -> None:
    glyphs = json.loads(faces().lucide_glyphs.read_text(encoding="utf-8"))
    assert len(glyphs) > 500


def test_without_the_serif_titles_use_the_bold_sans(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "_serif_file", lambda: tmp_path / "none.otf")
    assert faces().serif == faces().bold


def test_without_the_collection_there_is_nothing_to_prepare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "_serif_file", lambda: tmp_path / "none.otf")
    monkeypatch.setattr(fonts, "SERIF_COLLECTION", tmp_path / "none.ttc")
    assert prepare() is None


def test_a_missing_face_is_named_with_the_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    with pytest.raises(FontMissing, match=r"NotoSansCJKtc-Bold\.otf is not installed\. Run \./run setup"):
        faces()


def test_a_missing_package_is_named_with_the_remedy() -> None:
    with pytest.raises(FontMissing, match=r"nobody_has_this is not installed\. Run \./run setup"):
        fonts._package("nobody_has_this")
