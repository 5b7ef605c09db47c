"""How pages become areas of an Onbon card, whose turn it is, and what is really seen: no line, no clock."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marquee_pages import announcement, call_page, rest_page
from test_onbon_frames import GOLDEN

from devices.errors import EncodeError
from devices.marquee.codecs.onbon import ANY_DEVICE, ANY_SCREEN, Decoder, Frame
from devices.marquee.codecs.onbon_area import Area, Effect, Run, Units
from devices.marquee.codecs.onbon_commands import Update, parse_message, parse_update
from devices.marquee.codecs.onbon_meaning import text_in_words
from devices.marquee.dots import Glyphs
from devices.marquee.onbon_fresh import factory_fresh_frames
from devices.marquee.onbon_plan import CLOCK_TIMEOUT_S, MAX_AREAS, MAX_TEXT_BYTES, Layout, lay_out
from devices.marquee.onbon_turns import Turns
from devices.marquee.page import Colour, Live, Page, Programme, Segment
from devices.marquee.palette import Palette
from devices.marquee.preview import preview
from devices.marquee.settings import MarqueeSettings, Trouble
from devices.marquee.tall import TallGlyphs

SIGN = MarqueeSettings()
WIDE = Page("wide", (Segment("請攜帶身分證與印章及戶口名簿"),))
live_calls = Page(
    "call-1",
    (
        Segment("A012", Colour.RED, live=Live.NUMBER), Segment("\u2009號", Colour.RED), Segment(" 請到 "),
        Segment("3", Colour.RED, live=Live.NUMBER), Segment("\u2009號櫃台"),
    ),
)  # fmt: skip


def laid(page: Page, settings: MarqueeSettings = SIGN, *, is_call: bool = False) -> Layout:
    return lay_out(page, settings, Units.DOTS, is_call=is_call)


def differing(first: Page, second: Page) -> list[int]:
    return [ours.number for ours, theirs in zip(laid(first).areas, laid(second).areas, strict=True) if ours != theirs]


def test_a_standing_page_is_cut_before_each_value_that_changes() -> None:
    areas = laid(rest_page()).areas
    assert [text_in_words(area.text) for area in areas] == [
        "<C1>115/03/05<C3>　", "<C2>10:24<C3> 等", "<C1>8<C3>人",
    ]  # fmt: skip


@pytest.mark.parametrize("page", [rest_page(), call_page(), live_calls, announcement("短"), Page("none", ())])
def test_the_areas_of_a_page_tile_the_whole_line(page: Page) -> None:
    areas = laid(page).areas
    assert [area.x for area in areas] == [sum(one.width for one in areas[:at]) for at in range(len(areas))]
    assert sum(area.width for area in areas) == 192
    assert {(area.y, area.height) for area in areas} == {(0, 16)}


def test_another_number_of_people_touches_its_area_alone() -> None:
    assert differing(rest_page(8), rest_page(9)) == [2]
    tenth = tuple(replace(part, text="10") if part.live is Live.FIELD else part for part in rest_page(9).segments)
    assert differing(rest_page(9), replace(rest_page(9), segments=tenth)) == [2]


def test_a_call_is_one_area_because_its_numbers_change_together() -> None:
    assert [text_in_words(area.text) for area in laid(live_calls).areas] == [" <C1>A012 號<C3> 請到 <C1>3<C3> 號櫃台"]


def test_another_minute_touches_the_clock_alone() -> None:
    assert differing(rest_page(clock="10:24"), rest_page(clock="10:25")) == [1]


def test_a_clock_goes_by_itself_when_nobody_sets_it_forward() -> None:
    assert [(area.run, area.timeout_s) for area in laid(rest_page()).areas] == [
        (Run.LOOP, 5), (Run.DROP, CLOCK_TIMEOUT_S), (Run.LOOP, 5),
    ]  # fmt: skip


def test_a_call_goes_by_itself_when_the_host_falls_silent() -> None:
    assert {(area.run, area.timeout_s) for area in laid(live_calls, is_call=True).areas} == {(Run.DROP, 66)}


def test_a_page_of_many_values_has_no_more_areas_than_a_card_is_asked_for() -> None:
    page = Page("many", tuple(Segment(str(digit), live=Live.FIELD) for digit in range(9)))
    areas = laid(page).areas
    assert len(areas) == MAX_AREAS
    assert "".join(text_in_words(area.text).strip() for area in areas).endswith("8")


def test_a_running_page_is_one_area_that_the_card_runs() -> None:
    layout = laid(announcement())
    [area] = layout.areas
    assert (area.effect, area.single_line, area.run, area.width) == (Effect.LEFT, 1, Run.LOOP, 192)
    assert layout.lasts_s == pytest.approx((17 * 16 + 192) / 60 - 0.5)
    assert [laid(announcement(), replace(SIGN, scroll_speed=speed)).areas[0].speed for speed in (0, 2, 6, 9)] == [0, 8, 24, 24]


def test_a_page_too_wide_to_stand_runs_and_says_so() -> None:
    layout = laid(WIDE)
    assert layout.runs
    assert [short.trouble for short in layout.shortfalls] == [Trouble.SET_RUNNING]


def test_characters_a_card_lacks_are_reported_once() -> None:
    page = Page("rare", (Segment("𠮷先生"), Segment("𠮷\\")))
    [short] = laid(page).shortfalls
    assert (short.trouble, short.characters) == (Trouble.REPLACED, ("𠮷",))


def test_a_taller_sign_has_its_line_in_the_middle_and_says_that_it_is_small() -> None:
    layout = laid(Page("p", (Segment("一"),)), replace(SIGN, rows=32))
    assert (layout.areas[0].y, layout.areas[0].height) == (8, 16)
    assert [short.trouble for short in layout.shortfalls] == [Trouble.SMALLER]


def test_a_card_is_told_in_its_own_units() -> None:
    assert [(area.x, area.width) for area in lay_out(rest_page(), SIGN, Units.BYTES).areas] == [(0, 11), (11, 8), (19, 5)]
    assert lay_out(announcement(), replace(SIGN, columns=100), Units.BYTES).areas[0].width == 12


@pytest.mark.parametrize("text", ["停" * 1200, "ab停" * 600, "x" * 3000])
def test_a_text_that_is_too_long_loses_its_end_and_says_so(text: str) -> None:
    page = Page("long", (Segment(text, Colour.RED), Segment("end")))
    layout = laid(page)
    [area] = layout.areas
    assert MAX_TEXT_BYTES - 12 <= len(area.text) <= MAX_TEXT_BYTES
    assert text.startswith(text_in_words(area.text).removeprefix("<C1>").removesuffix("<C3>"))
    assert [short.trouble for short in layout.shortfalls] == [Trouble.SET_RUNNING, Trouble.CUT]
    with pytest.raises(EncodeError, match="shorten it"):
        factory_fresh_frames(text, 192, 16)


def test_one_colour_is_all_there_is_on_a_red_sign() -> None:
    words = [text_in_words(area.text) for area in laid(rest_page(), replace(SIGN, palette=Palette.RED)).areas]
    assert words == ["<C1>115/03/05　", "<C1>10:24 等", "<C1>8人"]


# --- whose turn it is ---------------------------------------------------------------------------------------------------

ONE, TWO, THREE = (Page(key, (Segment(key),), hold_s=8) for key in ("one", "two", "three"))
CALL, NEXT_CALL, URGENT = call_page(hold_s=6), call_page("B107", key="call-2", hold_s=6), Page("u", (Segment("停"),))


class Seen:
    """The turns as the driver asks for them."""

    def __init__(self) -> None:
        self.turns = Turns()

    def at(self, when: float, *pages: Page, call: Page | None = None, urgent: Page | None = None) -> str:
        everything = [*pages, *(one for one in (call, urgent) if one)]
        turn = self.turns.now(Programme(pages, call, urgent), when, {page: float(page.hold_s) for page in everything})
        return turn.page.key if turn.page else ""


def test_pages_take_turns_each_for_its_time() -> None:
    seen = Seen()
    assert [seen.at(when, ONE, TWO, THREE) for when in (0, 7, 8, 15, 16, 24, 32)] == [
        "one", "one", "two", "two", "three", "one", "two",
    ]  # fmt: skip


def test_one_page_alone_stays() -> None:
    seen = Seen()
    assert {seen.at(when, ONE) for when in range(40)} == {"one"}
    assert seen.at(41, ONE, TWO) in {"one", "two"}


def test_a_call_comes_at_once_once_and_stands_its_time() -> None:
    seen = Seen()
    seen.at(0, ONE, TWO)
    assert [seen.at(when, ONE, TWO, call=CALL) for when in (1, 6)] == ["call-1", "call-1"]
    assert seen.at(6.5, ONE, TWO) == "call-1"
    assert [seen.at(when, ONE, TWO, call=CALL) for when in (7, 9)] == ["one", "one"]


def test_the_next_call_takes_the_place_of_the_one_that_stands() -> None:
    seen = Seen()
    assert [seen.at(0, ONE, call=CALL), seen.at(3, ONE, call=NEXT_CALL), seen.at(8.9, ONE), seen.at(9, ONE)] == [
        "call-1", "call-2", "call-2", "one",
    ]  # fmt: skip


def test_a_page_that_was_cut_short_comes_again_and_one_that_was_read_does_not() -> None:
    early, late = Seen(), Seen()
    early.at(0, ONE, TWO)
    early.at(1, ONE, TWO, call=CALL)
    assert [early.at(when, ONE, TWO) for when in (7, 14.9, 15)] == ["one", "one", "two"]
    late.at(0, ONE, TWO)
    late.at(5, ONE, TWO, call=CALL)
    assert late.at(11, ONE, TWO) == "two"


def test_an_urgent_page_shuts_out_everything_and_calls_are_not_made_up_for() -> None:
    seen = Seen()
    assert {seen.at(when, ONE, call=CALL, urgent=URGENT) for when in (0, 5, 90)} == {"u"}
    assert seen.at(91, ONE) == "one"


def test_a_page_that_goes_gives_its_place_to_the_next() -> None:
    seen = Seen()
    seen.at(0, ONE, TWO, THREE)
    seen.at(8, ONE, TWO, THREE)
    assert seen.at(9, ONE, THREE) == "three"
    assert seen.at(10) == ""
    assert seen.at(11, ONE) == "one"


def test_a_new_page_is_shown_at_once_and_the_round_goes_on_behind_it() -> None:
    seen = Seen()
    assert [seen.at(0, ONE, TWO), seen.at(1, ONE, THREE, TWO), seen.at(8.9, ONE, THREE, TWO)] == ["one", "three", "three"]
    assert [seen.at(when, ONE, THREE, TWO) for when in (9, 17)] == ["two", "one"]


def test_a_page_that_came_during_a_call_is_shown_after_it() -> None:
    seen = Seen()
    seen.at(0, ONE)
    assert [seen.at(1, ONE, TWO, call=CALL), seen.at(6.9, ONE, TWO), seen.at(7, ONE, TWO)] == ["call-1", "call-1", "two"]


def test_a_changed_page_of_the_same_name_keeps_its_turn() -> None:
    seen = Seen()
    seen.at(0, rest_page(8), ONE)
    assert seen.at(5, rest_page(9), ONE) == "rest"
    assert seen.at(6, rest_page(9), ONE) == "one"


@given(st.lists(st.sampled_from([0.2, 1.0, 3.0]), min_size=200, max_size=200), st.integers(1, 6))
def test_nobody_waits_longer_than_a_round(steps: list[float], count: int) -> None:
    pages = [Page(f"p{number}", (Segment("x"),), hold_s=4) for number in range(count)]
    seen, when, last = Seen(), 0.0, dict.fromkeys((page.key for page in pages), 0.0)
    for step in steps:
        when += step
        last[seen.at(when, *pages)] = when
        assert max(when - since for since in last.values()) <= (count + 1) * (4 + 3.0)


# --- what is really seen ------------------------------------------------------------------------------------------------


def test_a_preview_is_drawn_from_the_very_areas(glyphs: Glyphs) -> None:
    found = preview("onbon", Programme((rest_page(), announcement()), call_page()), SIGN, glyphs)
    resting, running = found.pages
    assert (len(resting.dots), resting.text) == (192, "115/03/05　10:24 等8人")
    assert (running.runs, len(running.dots)) == (True, 17 * 16)
    assert found.call is not None
    assert found.call.text == "A012 號 請到 3 號櫃台"
    first_lit = next(at for at, column in enumerate(found.call.dots) if column.bits)
    assert first_lit == 8 + next(at for at, bits in enumerate(glyphs.columns("A")) if bits)


def test_a_preview_shows_stand_ins_and_wide_cells(glyphs: Glyphs) -> None:
    page = Page("p", (Segment("𠮷é"),))
    [shown] = preview("onbon-6k", Programme((page,)), SIGN, glyphs).pages
    assert shown.text == "〓é"
    assert [short.characters for short in shown.shortfalls] == [("𠮷",)]
    left = 10 * 8  # (192 - 32) / 2
    assert [column.bits for column in shown.dots[left : left + 16]] == list(glyphs.columns("〓"))
    assert [column.bits for column in shown.dots[left + 20 : left + 28]] == list(glyphs.columns("é"))


def test_a_preview_of_a_taller_sign_has_the_cards_own_letters(glyphs: Glyphs) -> None:
    page = Page("p", (Segment("一"),))
    [low], [tall] = (
        preview("onbon", Programme((page,)), replace(SIGN, rows=rows), font).pages
        for rows, font in ((16, glyphs), (24, TallGlyphs()))
    )
    assert [column.bits for column in tall.dots] == [column.bits << 4 for column in low.dots]


# --- a factory-fresh card -----------------------------------------------------------------------------------------------


def told(frames: list[bytes]) -> tuple[Frame, Update]:
    [frame] = Decoder().feed(b"".join(frames))
    assert isinstance(frame, Frame)
    message = parse_message(frame.data)
    assert message is not None
    update = parse_update(message)
    assert update is not None
    return frame, update


def test_a_fresh_card_is_told_what_the_makers_own_encoder_tells() -> None:
    frame, update = told(factory_fresh_frames("戶政事務所", 80, 16))
    [golden] = Decoder().feed(GOLDEN["onbon-dyn-5k-gbk-戶政事務所-80x16"])
    assert isinstance(golden, Frame)
    assert frame.data == golden.data
    assert (frame.destination, frame.device) == (ANY_SCREEN, ANY_DEVICE)
    assert update.areas == (Area(0, 0, 0, 10, 16, "戶政事務所".encode("gbk")),)


def test_a_fresh_card_runs_what_is_too_wide_and_has_the_colour() -> None:
    _, update = told(factory_fresh_frames("請攜帶身分證", 80, 16, Colour.GREEN, Units.DOTS))
    [area] = update.areas
    assert (area.effect, area.width, text_in_words(area.text)) == (Effect.LEFT, 80, "<C2>請攜帶身分證")


@given(st.text(max_size=60), st.integers(4, 128), st.sampled_from([16, 24, 32]))
def test_any_text_makes_frames_a_card_can_read(text: str, cells: int, rows: int) -> None:
    _, update = told(factory_fresh_frames(text, cells * 8, rows))
    [area] = update.areas
    assert area.width == cells
    assert area.y + area.height <= rows
