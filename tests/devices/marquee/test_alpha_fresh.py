"""All frames that a new sign needs: in order, complete, and nothing but the text afterwards."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.errors import EncodeError
from devices.marquee.alpha_fresh import factory_fresh_frames
from devices.marquee.alpha_page import pixels
from devices.marquee.codecs.alpha_describe import describe
from devices.marquee.dots import DEBIAN_UNIFONT, Glyphs, strip
from devices.marquee.page import Colour, Segment

if TYPE_CHECKING:
    from collections.abc import Iterable

GLYPHS = Glyphs(DEBIAN_UNIFONT)


def said(frames: Iterable[bytes]) -> list[dict[str, Any]]:
    return [command for raw in frames for command in described(raw)]


def described(raw: bytes) -> list[dict[str, Any]]:
    (found,) = describe(raw)
    assert found["to"] == [{"type": "all signs", "code": "Z", "address": "00"}]
    assert found["nuls"] >= 5
    assert {command["checksum"] for command in found["commands"]} == {"right"}
    return list(found["commands"])


def test_the_memory_is_cleared_then_divided_then_filled() -> None:
    told = said(factory_fresh_frames("B107 請到 3 號櫃台", glyphs=GLYPHS))
    assert [one["command"] for one in told] == [
        "clear memory", "write memory configuration", "write SMALL DOTS", "write SMALL DOTS", "write TEXT",
        "write run sequence",
    ]  # fmt: skip
    assert told[-1]["files"] == ["A"]
    assert [one if isinstance(one, str) else one["means"] for one in told[4]["content"]] == [
        "mode hold, middle", "speed 4", "colour amber", "font full height", "B107 ", "call picture 6", " 3 ",
        "call picture 7",
    ]  # fmt: skip
    assert told[2]["pixels"] == list(pixels(strip([Segment("請到")], GLYPHS)))
    table = {file["label"]: file for file in told[1]["files"]}
    assert (table["6"]["rows"], table["6"]["columns"]) == (16, 32)
    assert (table["7"]["rows"], table["7"]["columns"]) == (16, 48)


def test_latin_alone_needs_no_picture() -> None:
    told = said(factory_fresh_frames("HELLO, café", colour=Colour.GREEN, glyphs=GLYPHS))
    expected = ["clear memory", "write memory configuration", "write TEXT", "write run sequence"]
    assert [one["command"] for one in told] == expected
    assert told[2]["text"] == "HELLO, café"


def test_a_long_text_runs_and_is_parted_at_255_columns_between_characters() -> None:
    words = "戶政人員不會來電轉接警察或檢察官也不會監管帳戶" * 2
    told = said(factory_fresh_frames(words, glyphs=GLYPHS))
    pictures = [one for one in told if one["command"] == "write SMALL DOTS"]
    assert [one["columns"] for one in pictures] == [240, 240, 240, 16]
    drawn = ["".join(rows) for rows in zip(*(one["pixels"] for one in pictures), strict=True)]
    assert drawn == list(pixels(strip([Segment(words)], GLYPHS)))
    assert "mode rotate, middle" in [one.get("means") for one in told[-2]["content"] if isinstance(one, dict)]


def test_the_same_picture_is_sent_once() -> None:
    told = said(factory_fresh_frames("請 A 請 B 請", glyphs=GLYPHS))
    assert len([one for one in told if one["command"] == "write SMALL DOTS"]) == 1


def test_spaces_between_chinese_are_drawn_with_it() -> None:
    told = said(factory_fresh_frames("請 到 A", glyphs=GLYPHS))
    (picture,) = [one for one in told if one["command"] == "write SMALL DOTS"]
    assert picture["columns"] == 40


@pytest.mark.parametrize("colour", list(Colour))
def test_pictures_are_in_the_colour_asked_for(colour: Colour) -> None:
    told = said(factory_fresh_frames("請", colour=colour, glyphs=GLYPHS))
    lit = {"red": "1", "green": "2", "amber": "3"}[colour]
    assert set("".join(told[2]["pixels"])) == {"0", lit}


def test_what_cannot_be_shown_is_refused_with_the_remedy() -> None:
    for words in ("", " ", "\n"):
        with pytest.raises(EncodeError, match="empty"):
            factory_fresh_frames(words, glyphs=GLYPHS)
    with pytest.raises(EncodeError, match="7 rows"):
        factory_fresh_frames("請", rows=7, glyphs=GLYPHS)
    for different in (1300, 600):  # more pictures than there are names for, more dots than any memory has
        with pytest.raises(EncodeError, match="shorten"):
            factory_fresh_frames("".join(chr(0x4E00 + number) for number in range(different)), glyphs=GLYPHS)


@settings(max_examples=40)
@given(st.text("戶政事務所A1é ~\u2009。", min_size=1, max_size=60).filter(lambda words: words.strip()))
def test_letters_and_pictures_together_are_the_text(words: str) -> None:
    told = said(factory_fresh_frames(words, glyphs=GLYPHS))
    pictures = {one["label"]: one for one in told if one["command"] == "write SMALL DOTS"}
    files = {file["label"]: file for file in told[1]["files"]}
    assert set(files) == {*pictures, "A"}
    (page,) = [one for one in told if one["command"] == "write TEXT"]
    columns = 0
    for item in page["content"]:
        if isinstance(item, str):
            columns += len(strip([Segment(item)], GLYPHS))
        elif item["means"].startswith("call picture"):
            columns += pictures[item["means"][-1]]["columns"]
    assert columns == len(strip([Segment(words)], GLYPHS))
    assert all(one < two or two == "A" for one, two in pairwise(sorted(files)))
