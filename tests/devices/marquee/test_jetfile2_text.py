"""Pages as control codes and Big5."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.marquee.codecs.jetfile2_content import Characters, Control, join, split
from devices.marquee.codecs.jetfile2_files import FileName, Folder
from devices.marquee.codecs.jetfile2_text import EncodedPage, encode_page, text_content
from devices.marquee.page import Colour, Live, Motion, Page, Segment


def encoded(*segments: Segment, motion: Motion = Motion.HOLD, hold_s: int = 6) -> EncodedPage:
    page = Page("p", segments, motion, hold_s)
    return encode_page(page, lambda number: FileName("E", Folder.STRING, f"0{number}"))


def test_a_call_stands_still_with_bold_red_numbers_and_amber_words() -> None:
    page = encoded(Segment("A012", Colour.RED, bold=True), Segment("號", Colour.RED), Segment("請到"))
    opening = [Control(0x1B, b"0b"), Control(0x0A, b"I0"), Control(0x0A, b"O0"), Control(0x0E, b"006")]
    assert split(text_content(page.stored)) == [
        *opening, Control(0x1E, b"0"), Control(0x1F, b"0"),
        Control(0x1C, b"1"), Control(0x1A, b"N"), Characters(b"A012"),
        Control(0x1A, b"?"), Characters("號".encode("big5")), Control(0x1C, b"3"),
        Characters("請到".encode("big5")),
    ]  # fmt: skip


def test_an_announcement_runs_and_says_so_first() -> None:
    page = encoded(Segment("撥 165"), motion=Motion.SCROLL_LEFT)
    assert split(text_content(page.stored))[0] == Control(0x1B, b"0a")


@pytest.mark.parametrize(("hold_s", "stay"), [(6, b"006"), (99, b"099"), (100, b"20100")])
def test_stay_takes_two_or_four_digits(hold_s: int, stay: bytes) -> None:
    assert Control(0x0E, stay) in split(text_content(encoded(Segment("所"), hold_s=hold_s).stored))


def test_clock_and_field_are_left_to_the_sign() -> None:
    page = encoded(
        Segment("10:24", Colour.GREEN, bold=True, live=Live.CLOCK),
        Segment("等"),
        Segment("8", Colour.RED, bold=True, live=Live.FIELD),
    )
    tokens = split(text_content(page.stored))
    assert Control(0x0B, b"\x2f") in tokens
    assert tokens[-1] == Control(0x13, b"\x0fES00")
    assert page.strings == ((FileName("E", Folder.STRING, "00"), b"8"),)


def test_another_value_of_a_field_leaves_the_page_as_it_is() -> None:
    before, after = (encoded(Segment("等"), Segment(n, live=Live.FIELD)) for n in ("8", "10"))
    assert before.stored == after.stored
    assert before.strings != after.strings


def test_characters_big5_lacks_are_shown_plain_or_marked_and_reported() -> None:
    page = encoded(Segment("李堃 Cán bộ Đ"))
    shown = [token.text for token in split(text_content(page.stored)) if isinstance(token, Characters)]
    assert shown == ["李＝ Can bo D"]
    assert page.replaced == ("堃", "á", "ộ", "Đ")


def test_control_characters_of_an_author_never_reach_the_sign() -> None:
    page = encoded(Segment("停\x04班\n日"))
    assert page.stored.count(b"\x04") == 1
    assert page.replaced == ("\x04", "\n")


def test_a_thin_space_is_the_signs_half_space() -> None:
    page = encoded(Segment("3\u2009號"))
    assert b"3\x82" in page.stored
    assert page.replaced == ()


@given(st.binary(max_size=200))
def test_taking_apart_and_joining_gives_the_same_bytes(content: bytes) -> None:
    assert join(split(content)) == content


@given(st.text(max_size=60))
def test_any_text_can_be_said_and_only_the_last_byte_ends_the_file(text: str) -> None:
    page = encoded(Segment(text))
    tokens = split(text_content(page.stored))
    assert all(token.code != 0x04 for token in tokens if isinstance(token, Control))
    assert join(tokens) == text_content(page.stored)
