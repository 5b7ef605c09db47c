"""Searching by letters: capitals and accents do not matter."""

from __future__ import annotations

import pytest

from kiosk.guide.services import folded


@pytest.mark.parametrize(
    ("written", "bare"),
    [("BIRTH", "birth"), ("Đăng ký", "dang ky"), ("hộ tịch", "ho tich"), ("戶籍謄本", "戶籍謄本"), ("Ｅ1", "ｅ1")],
)
def test_a_text_is_found_as_it_is_written_without_shift_and_accent_keys(written: str, bare: str) -> None:
    assert folded(written) == bare
