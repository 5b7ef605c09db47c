"""Which characters a sign has, known beforehand and true to what its codec does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.marquee.codecs.jetfile2_files import FileName
from devices.marquee.codecs.jetfile2_text import encode_page, text_content
from devices.marquee.letters import stand_ins
from devices.marquee.page import Page, Segment


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("A012號請到3號櫃台", {}), ("🙂 𠮷 ก 堃", {"🙂": "＝", "𠮷": "＝", "ก": "＝", "堃": "＝"}),
        ("Nguyễn Đỗ", {"ễ": "e", "Đ": "D", "ỗ": "o"}), ("10–15", {}), ("50\u00a0mm", {"\u00a0": " "}), ("a\tb", {"\t": " "}),
        ("e\u0301", {"é": "e"}), ("", {}), ("半\u2009格", {}),
    ],
)  # fmt: skip
def test_what_a_sign_lacks_and_what_it_shows_instead(text: str, lacking: dict[str, str]) -> None:
    assert stand_ins(text) == lacking


@given(st.text(min_size=1, max_size=20))
def test_it_is_what_the_codec_replaces(text: str) -> None:
    page = encode_page(Page("one", (Segment(text),)), lambda n: FileName(str(n)))
    assert page.replaced == tuple(stand_ins(text))
    assert text_content(page.stored)
