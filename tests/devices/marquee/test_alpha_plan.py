"""What an Alpha sign should hold: where pages, pictures and values lie, and that nothing moves without need."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from alpha_bench import called
from hypothesis import given, settings
from hypothesis import strategies as st
from marquee_pages import announcement, call_page, rest_page

from devices.errors import EncodeError
from devices.marquee.alpha_layout import CALL_PAGES, PAGE_BYTES, USUAL_POOL_BYTES, VALUE_BYTES, layout
from devices.marquee.alpha_page import compose, letter_rows
from devices.marquee.alpha_plan import Plan, Planner
from devices.marquee.codecs.alpha_memory import pool_bytes
from devices.marquee.codecs.alpha_text import Mode
from devices.marquee.dots import DEBIAN_UNIFONT, Glyphs
from devices.marquee.page import Colour, Live, Motion, Page, Programme, Segment
from devices.marquee.palette import Palette
from devices.marquee.preview import preview
from devices.marquee.settings import MarqueeSettings, Trouble
from devices.marquee.tall import glyphs_of

if TYPE_CHECKING:
    from collections.abc import Iterable

GLYPHS = Glyphs(DEBIAN_UNIFONT)
SETTINGS = MarqueeSettings()
LAYOUT = layout(USUAL_POOL_BYTES, 16)


def planner(settings: MarqueeSettings = SETTINGS) -> Planner:
    return Planner(settings, LAYOUT, GLYPHS)


def labels(commands: Iterable[bytes]) -> list[bytes]:
    return [one[:2] for one in commands]


@pytest.mark.parametrize("pool", [9_000, 16_384, 30_000, 65_535])
def test_a_layout_fits_its_memory_and_uses_it(pool: int) -> None:
    found = layout(pool, 16)
    assert pool_bytes(found.files) <= pool
    assert len({file.label for file in found.files}) == len(found.files)
    assert not {"0", "?"} & {file.label for file in found.files}
    assert len(found.slots) == 50 or pool - pool_bytes(found.files) < 160 * 8 + 13


def test_a_tall_sign_has_fewer_and_taller_pictures() -> None:
    found = layout(30_000, 24)
    assert {slot.columns for slot in found.slots} == {144, 240}
    assert pool_bytes(found.files) <= 30_000


def test_letters_are_text_words_are_pictures_and_values_strings() -> None:
    (sheet,) = planner().plan(Programme((rest_page(),)), None).pages
    content = sheet.text[5:]
    assert content.startswith(b"\x16\x1c1\x1a9115/03/05\x14")
    assert b"\x1c2\x1a8\x13" in content
    assert b"\x1c1\x1a8\x10i" in content
    assert sheet.values == (b"Gi8",)
    assert len(sheet.pictures) == 3


def test_another_value_changes_one_string_only() -> None:
    plans = planner()
    before, after = (plans.plan(Programme((announcement(), rest_page(number))), None) for number in (8, 9))
    assert [sheet.fixed for sheet in before.pages] == [sheet.fixed for sheet in after.pages]
    assert (before.pages[1].values, after.pages[1].values) == ((b"Gi8",), (b"Gi9",))


def test_a_call_lies_ready_twice_with_values_of_its_own() -> None:
    first, second = planner().plan(Programme(), called("A012", 3)).calls
    assert (first.label, second.label) == CALL_PAGES
    assert (first.values, second.values) == ((b"GaA012", b"Gb3"), (b"GeA012", b"Gf3"))
    assert first.pictures == second.pictures
    assert [len(one) for one in labels(first.pictures)] == [2, 2]


def test_numbers_of_a_call_are_values_even_where_nobody_said_so() -> None:
    (first, _) = planner().plan(Programme(), call_page("A012", 3)).calls
    assert first.values == (b"GaA012", b"Gb3")


def test_what_stays_does_not_move_when_others_come_and_go() -> None:
    plans = planner()
    first, second, third = (announcement(text, key) for text, key in (("甲公告", "a"), ("乙公告", "b"), ("丙公告", "c")))
    before = plans.plan(Programme((first, second, rest_page())), called())
    after = plans.plan(Programme((third, second, rest_page())), called())
    assert before.pages[1:] == after.pages[1:]
    assert before.calls == after.calls
    assert before.pages[0] != after.pages[0]
    again = plans.plan(Programme((second, third, rest_page())), called())
    assert {sheet.fixed for sheet in again.pages} == {sheet.fixed for sheet in after.pages}


def test_a_picture_in_two_pages_lies_once() -> None:
    first, second = planner().plan(Programme((announcement("公告", "a"), announcement("公告", "b"))), None).pages
    assert first.pictures == second.pictures


def test_an_urgent_page_takes_the_room_of_announcements() -> None:
    plans = planner()
    many = tuple(announcement(distinct(page), f"m{page}") for page in range(5))
    assert plans.plan(Programme((*many, rest_page())), called()).shortfalls == ()
    plan = plans.plan(Programme((*many, rest_page()), urgent=announcement(distinct(9) * 2, "u")), called())
    assert plan.urgent is not None
    assert {short.trouble for short in plan.shortfalls} == {Trouble.LEFT_OUT}
    assert not {short.page_key for short in plan.shortfalls} & {"rest", "u"}
    assert len(plan.pages) + len(plan.shortfalls) == 6


def distinct(page: int, length: int = 30) -> str:
    return "".join(chr(0x4E00 + 100 * page + at) for at in range(length))


def test_an_urgent_page_stands_alone_without_values() -> None:
    plan = planner().plan(Programme(urgent=rest_page()), None)
    assert plan.urgent is not None
    assert plan.urgent.values == ()
    assert b"8" in plan.urgent.text[5:]


def test_a_call_with_too_many_words_is_refused_only_when_it_is_called() -> None:
    form = Page("form", tuple(Segment(distinct(page, 60)) for page in range(6)))
    assert planner().plan(Programme(), form).calls == ()
    with pytest.raises(EncodeError, match="no room"):
        planner().plan(Programme(call=form), form)


def test_more_pages_than_files_are_left_out() -> None:
    plan = planner().plan(Programme(tuple(announcement("A", f"m{number}") for number in range(15))), None)
    assert [short.page_key for short in plan.shortfalls] == ["m12", "m13", "m14"]


def test_speed_follows_the_settings_and_the_time_a_page_stands() -> None:
    assert [compose(announcement(), replace(SETTINGS, scroll_speed=step), GLYPHS).speed for step in range(7)] == [
        5, 4, 4, 3, 2, 2, 1,
    ]  # fmt: skip
    speeds = [compose(replace(rest_page(), hold_s=hold_s), SETTINGS, GLYPHS).speed for hold_s in (1, 2, 3, 5, 8, 60)]
    assert speeds == [5, 4, 3, 2, 1, 1]


def test_a_page_too_wide_to_stand_runs_and_says_so() -> None:
    found = compose(Page("wide", (Segment("一" * 13),)), SETTINGS, GLYPHS)
    assert found.mode is Mode.ROTATE
    assert [short.trouble for short in found.shortfalls] == [Trouble.SET_RUNNING]


@pytest.mark.parametrize("palette", [Palette.RED, Palette.GREEN])
def test_a_one_colour_sign_is_spoken_to_in_its_colour(palette: Palette) -> None:
    plan = planner(replace(SETTINGS, palette=palette)).plan(Programme((rest_page(),)), called())
    code = {"red": "1", "green": "2"}[palette]
    for sheet in (*plan.pages, *plan.calls):
        assert {chr(one) for picture in sheet.pictures for one in picture[6:] if one != 13} == {"0", code}
        assert all(part[:1].decode() == code for part in sheet.text.split(b"\x1c")[1:])


def test_a_sign_of_32_rows_shows_letters_of_24_and_says_so() -> None:
    tall = replace(SETTINGS, rows=32, columns=384)
    assert letter_rows(32) == 24
    letters = glyphs_of(24)
    plan = Planner(tall, layout(60_000, 24), letters).plan(Programme((announcement(),)), None)
    assert [short.trouble for short in plan.shortfalls] == [Trouble.SMALLER]
    assert {picture[2:4] for picture in plan.pages[0].pictures} == {b"18"}
    found = preview("alpha", Programme((announcement(),)), tall, glyphs_of(32))
    assert {column.bits >> 28 | column.bits & 0xF for column in found.pages[0].dots} == {0}


def test_a_preview_tells_what_will_be_left_out() -> None:
    many = tuple(announcement(distinct(page, 45), f"m{page}") for page in range(9))
    found = preview("alpha", Programme((*many, rest_page()), called(), announcement("停", "u")), SETTINGS, GLYPHS)
    assert 0 < len(found.left_out) < 9
    assert len(found.pages) + len(found.left_out) == 10
    assert found.call is not None
    assert found.call.text == "A012\u2009號 請到 3\u2009號櫃台"
    assert found.urgent is not None
    assert found.urgent.runs
    lost = preview("alpha", Programme((Page("x", (Segment("\U0010fffd"),)),)), SETTINGS, GLYPHS)
    assert lost.pages[0].text == "〓"
    assert [short.trouble for short in lost.shortfalls] == [Trouble.REPLACED]


segments = st.builds(
    Segment, st.text("戶政號 A1é\u2009。", max_size=25), st.sampled_from(Colour), st.booleans(), st.sampled_from(Live)
)
pages = st.builds(
    Page, st.text("abcdef", min_size=1, max_size=2), st.lists(segments, max_size=5).map(tuple), st.sampled_from(Motion)
)
programmes = st.builds(
    Programme, st.lists(pages, max_size=8, unique_by=lambda page: page.key).map(tuple), st.none() | pages, st.none() | pages
)


@settings(max_examples=60, deadline=None)
@given(st.lists(programmes, min_size=1, max_size=4))
def test_whatever_comes_files_keep_their_sizes_and_no_two_share_one(wishes: list[Programme]) -> None:
    plans = planner()
    slots = {slot.label: slot.columns for slot in LAYOUT.slots}
    for wish in wishes:
        try:
            plan = plans.plan(wish, wish.call)
        except EncodeError:
            continue
        check(plan, slots)
        assert plans.plan(wish, wish.call) == plan, "the same wish is the same again"


def check(plan: Plan, slots: dict[str, int]) -> None:
    sheets = [*plan.pages, *plan.calls, *([plan.urgent] if plan.urgent else [])]
    texts, values = [one.text[1:2] for one in sheets], [value[1:2] for one in sheets for value in one.values]
    pictures = {picture for one in sheets for picture in one.pictures}
    assert len(set(texts)) == len(texts)
    assert len(set(values)) == len(values)
    assert len({picture[1:2] for picture in pictures}) == len(pictures)
    assert all(int(one[4:6], 16) <= slots[chr(one[1])] for one in pictures)
    assert all(len(one) - 2 <= VALUE_BYTES for sheet in sheets for one in sheet.values)
    assert all(len(one.text) - 2 <= PAGE_BYTES for one in plan.pages)
    if plan.urgent:
        assert len(plan.urgent.text) - 5 <= 125
