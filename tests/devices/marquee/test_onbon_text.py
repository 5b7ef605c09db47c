"""Text as an Onbon card takes it: GBK, a backslash for its codes, and stand-ins that are seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.marquee.codecs.onbon_text import Piece, cell_dots, encode_text, parse_text, say
from devices.marquee.page import Colour

SECOND_HALF_5C = [
    char
    for lead in range(0x81, 0xFF)
    if len(char := bytes((lead, 0x5C)).decode("gbk", "ignore")) == 1 and not char.isascii()
]


def test_traditional_chinese_is_gbk() -> None:
    assert encode_text([(None, "戶政事務所")]).hex() == "91f4d5fecac284d5cbf9"


def test_a_colour_is_said_when_it_changes() -> None:
    runs = [(Colour.RED, "A012"), (Colour.RED, "號"), (Colour.AMBER, ""), (Colour.GREEN, "3"), (Colour.AMBER, "台")]
    assert encode_text(runs) == b"\\C1A012\xcc\x96\\C23\\C3\xcc\xa8"


def test_a_digit_after_a_colour_is_text() -> None:
    assert parse_text(b"\\C20123") == (Piece("C2", is_code=True), Piece("0123"))


@pytest.mark.parametrize("char", SECOND_HALF_5C)
def test_a_second_half_of_5c_is_no_code(char: str) -> None:
    assert char.encode("gbk")[1] == 0x5C
    raw = encode_text([(Colour.RED, char), (Colour.GREEN, "C1")])
    assert parse_text(raw) == (Piece("C1", is_code=True), Piece(char), Piece("C2", is_code=True), Piece("C1"))


def test_a_backslash_of_the_text_is_shown_and_is_no_code() -> None:
    said = say(r"C:\n\C2")
    assert (said.text, said.replaced) == ("C:＼n＼C2", ())
    assert parse_text(encode_text([(None, said.text)])) == (Piece("C:＼n＼C2"),)


@pytest.mark.parametrize(
    ("asked", "shown", "replaced"),
    [
        ("王𠮷先生", "王〓先生", ("𠮷",)), ("堃喆峯犇煊", "堃喆峯犇煊", ()), ("Hộ tịch", "Ho tich", ("ộ", "ị")),
        ("Đăng", "Dang", ("Đ", "ă")), ("一\n二", "一 二", ("\n",)), ("A\u2009號", "A 號", ()), ("㛢㛢", "〓〓", ("㛢",)),
        ("🙂", "〓", ("🙂",)), ("e\u0301", "é", ()), ("\x07", " ", ("\x07",)),
    ],
)  # fmt: skip
def test_what_gbk_lacks_has_a_stand_in_that_is_reported(asked: str, shown: str, replaced: tuple[str, ...]) -> None:
    said = say(asked)
    assert (said.text, said.replaced) == (shown, replaced)


@given(st.text())
def test_whatever_is_said_can_be_sent_and_read_back(asked: str) -> None:
    said = say(asked)
    raw = encode_text([(None, said.text)])
    assert "".join(piece.value for piece in parse_text(raw)) == said.text
    assert len(raw) * 8 == said.width_dots


@given(st.binary())
def test_any_bytes_are_read(raw: bytes) -> None:
    assert isinstance(parse_text(raw), tuple)


def test_codes_are_told_from_text() -> None:
    assert parse_text(b"\\FO001\xd2\xbb\\n\\FE123x\\Q") == (
        Piece("FO001", is_code=True), Piece("一"), Piece("n", is_code=True), Piece("FE123", is_code=True), Piece("x\\Q"),
    )  # fmt: skip
    assert parse_text(b"\\FK001" + "ộ戶".encode("utf-16-be")) == (Piece("FK001", is_code=True), Piece("ộ戶"))


def test_cells() -> None:
    assert [cell_dots(char) for char in "A 戶é"] == [8, 8, 16, 16]
