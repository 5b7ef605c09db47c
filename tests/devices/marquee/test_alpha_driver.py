"""The driver of Alpha signs against the simulated one: what is sent and when, what is seen, and all troubles."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from alpha_bench import SETTINGS, Bench, called
from marquee_pages import announcement, rest_page

from devices.errors import EncodeError, LinkError, ProtocolError, Silent
from devices.marquee.codecs.alpha import Frame
from devices.marquee.codecs.alpha_decoder import Decoder
from devices.marquee.page import Page, Programme, Segment
from devices.marquee.settings import MarqueeSettings, ShowReport, Trouble
from devices.simulators.alpha_sign import Make
from devices.simulators.alpha_wire import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from devices.marquee.dots import Glyphs

PAGES = Programme((announcement(), rest_page()))
TYPHOON = Page("typhoon", (Segment("颱風停班停課"),))
FRAUD = "戶政人員不會來電轉接警察或檢察官。"


@pytest.fixture
def bench(tmp_path: Path, glyphs: Glyphs) -> Bench:
    """A sign from the factory."""
    return Bench(tmp_path, glyphs, replace(SETTINGS, call_form=called("A000", 0)))


@pytest.fixture
def ready(bench: Bench) -> Bench:
    """The same, with its pages."""
    bench.bring(PAGES)
    return bench


def test_the_sign_says_who_it_is(bench: Bench) -> None:
    info = bench.sign.identify()
    assert info.firmware == "1036-111 B 09/03"
    assert info.fits(SETTINGS)


def test_a_new_sign_is_cleared_divided_and_filled(bench: Bench) -> None:
    bench.bring(PAGES)
    assert bench.kinds(0)[:5] == ["F#", "F$", "E$", "E$", "F$"]
    cleared, divided = [one for one in bench.said() if one[:2] == b"E$"]
    assert cleared == b"E$"
    assert len(divided) > 11
    assert bench.seen() == {FRAUD, "115/03/05T等8人"}
    assert bench.state["errors"] == 0
    assert bench.state["lost_for_haste"] == 0


def test_all_rests_are_kept(bench: Bench) -> None:
    bench.bring(PAGES)
    bench.bring(replace(PAGES, call=called()))
    frames = [(one.at, one.raw) for one in bench.writes]
    for (before_s, before), (after_s, after) in pairwise(frames):
        line_s = len(before) * 10 / 9600
        rest_s = after_s - before_s - line_s
        if not after.startswith(b"\0"):
            assert rest_s >= 0.0999, "a pause inside a frame"
        elif b"\x02E$\x03" in before:
            assert rest_s >= 1.999, "after the memory was cleared"
        else:
            assert rest_s >= 0.2499, "between two frames"
    told = next(at for at, raw in frames if b"\x02E$A" in raw)
    answered = next(at for at, raw in frames if at > told + 4 and b"F$" in raw)
    assert all(at > answered for at, raw in frames if raw[10:11] in {b"A", b"I", b"G"})


def test_the_same_wish_again_sends_nothing(ready: Bench) -> None:
    for _ in range(5):
        ready.wait(1)
        assert ready.show(PAGES).requests == 0


def test_calls_cost_a_string_and_never_a_blank(ready: Bench) -> None:
    ready.show(replace(PAGES, call=called("A012", key="1")))
    blanks, since = ready.blanks(), len(ready.writes)
    assert ready.words == "A012號請到3號櫃台"
    ready.wait(3)
    assert ready.show(replace(PAGES, call=called("A013", key="2"))).requests == 1
    assert ready.said(since) == [b"GaA013"]
    assert ready.words == "A013號請到3號櫃台"
    assert ready.blanks() == blanks


def test_a_call_is_right_at_every_moment(ready: Bench) -> None:
    """Another number at another counter: never the new number with the old counter, not even between two commands."""
    ready.show(replace(PAGES, call=called("A012", 3, key="1")))
    ready.wait(3)
    attend, seen = ready.sim.attend, []

    def watched(data: bytes) -> None:
        attend(data)
        seen.append(ready.words)

    ready.sim.attend = watched
    blanks = ready.blanks()
    assert ready.show(replace(PAGES, call=called("B107", 5, key="2"))).requests == 1
    assert set(seen) == {"A012號請到3號櫃台", "B107號請到5號櫃台"}
    assert ready.blanks() == blanks


def test_the_first_call_finds_its_words_loaded(ready: Bench) -> None:
    since, blanks = len(ready.writes), ready.blanks()
    ready.show(replace(PAGES, call=called()))
    assert ready.kinds(since) == ["G", "G", "E."]
    assert ready.blanks() == blanks
    assert sum(len(one.raw) for one in ready.writes[since:]) / (192 * 16 + 16) <= 0.02


def test_a_call_in_words_that_were_not_foreseen_is_loaded_then_shown(bench: Bench) -> None:
    bench.sign = bench.driver(SETTINGS)
    bench.bring(PAGES)
    bench.show(replace(PAGES, call=called()))
    bench.wait(0.5)
    assert bench.words == "A012號請到3號櫃台"


def test_a_call_stands_its_time_and_the_list_goes_on_with_the_next_page(ready: Bench) -> None:
    first = ready.state["sequence"]
    ready.show(replace(PAGES, call=called()))
    ready.wait(5)
    assert ready.show(PAGES).requests == 0
    ready.wait(1.5)
    ready.show(PAGES)
    assert ready.state["sequence"] == first[1:] + first[:1]


def test_a_call_that_is_not_withdrawn_stands_once(ready: Bench) -> None:
    wish = replace(PAGES, call=called())
    ready.show(wish)
    ready.wait(7)
    ready.show(wish)
    ready.wait(0.5)
    assert "櫃台" not in ready.words
    assert ready.show(wish).requests == 0


def test_the_same_number_called_again_stands_again(ready: Bench) -> None:
    ready.show(replace(PAGES, call=called(key="1")))
    ready.wait(4)
    assert ready.show(replace(PAGES, call=called(key="2"))).requests == 0
    ready.wait(4)
    assert ready.show(replace(PAGES, call=called(key="2"))).requests == 0
    assert ready.words == "A012號請到3號櫃台"


def test_who_waits_is_one_string_and_no_blank(ready: Bench) -> None:
    blanks, since = ready.blanks(), len(ready.writes)
    ready.bring(Programme((announcement(), rest_page(9))))
    assert ready.kinds(since) == ["G"]
    assert ready.blanks() == blanks
    assert "115/03/05T等9人" in ready.seen()


def test_the_clock_is_the_signs_own_and_set_when_a_minute_begins(bench: Bench) -> None:
    bench.bring(PAGES)
    assert bench.kinds(0).count("E ") == 1
    while bench.at.second != 0:
        bench.wait(1)
        bench.show(PAGES)
    bench.show(PAGES)
    assert bench.kinds(0).count("E ") == 2
    assert abs(bench.sim._desk.clock() - bench._today()) < timedelta(seconds=3)
    before = len(bench.writes)
    for _ in range(120):
        bench.wait(1)
        bench.show(PAGES)
    assert bench.kinds(before) == []


def test_an_announcement_is_loaded_before_it_is_played(bench: Bench) -> None:
    bench.bring(Programme((rest_page(),)))
    wish = Programme((announcement("本所今日延長服務至二十時，請多加利用，謝謝您。"), rest_page()))
    shown = set()
    while (report := bench.show(wish)).waiting:
        shown |= {bench.words}
        bench.wait(0.2)
    assert not report.waiting
    assert shown <= {"", "115/03/05T等8人"}
    assert "本所今日延長服務至二十時，請多加利用，謝謝您。" in bench.seen()


def test_a_page_that_comes_several_times_lies_once_and_is_played_as_often(ready: Bench) -> None:
    often, since = Programme((announcement(), rest_page(9), announcement(), rest_page(9))), len(ready.writes)
    assert ready.bring(often).shortfalls == ()
    assert ready.kinds(since) == ["G", "E."]
    assert sorted(ready.state["sequence"]) == ["B", "B", "C", "C"]
    assert ready.show(often).requests == 0


def test_a_withdrawn_announcement_goes_at_once(ready: Bench) -> None:
    since = len(ready.writes)
    ready.show(Programme((rest_page(),)))
    assert ready.kinds(since) == ["E."]
    assert ready.seen() == {"115/03/05T等8人"}


def test_another_announcement_in_its_place_never_shows_half_of_each(ready: Bench) -> None:
    wish = Programme((announcement("請攜帶國民身分證與印章，謝謝。"), rest_page()))
    shown = set()
    while ready.show(wish).waiting:
        shown.add(ready.words)
        ready.wait(0.2)
    assert {one for one in shown if "人" not in one} <= {""}
    assert "請攜帶國民身分證與印章，謝謝。" in ready.seen()


def test_nothing_is_loaded_while_a_call_stands(ready: Bench) -> None:
    ready.show(replace(PAGES, call=called()))
    blanks = ready.blanks()
    wish = Programme((announcement("新公告"), rest_page(7)), called())
    assert ready.show(wish).waiting
    assert ready.blanks() == blanks
    ready.wait(7)
    ready.bring(replace(wish, call=None))
    assert {"新公告", "115/03/05T等7人"} <= ready.seen()


def test_latin_is_said_in_the_signs_letters(bench: Bench) -> None:
    bench.bring(Programme((announcement("OPEN 8-20"), announcement("café", key="m02"))))
    assert {"OPEN8-20", "café"} <= bench.seen()
    assert len([one for one in bench.said() if one[:1] == b"I"]) == 2, "the words of a call only"


def test_a_text_too_long_for_its_file_is_drawn(bench: Bench) -> None:
    long = announcement("a" * 80 + "é" * 80)
    assert bench.bring(Programme((long,))).shortfalls == ()
    assert long.text in bench.seen(for_s=60)


def test_an_urgent_message_takes_over_until_it_is_released(ready: Bench) -> None:
    wish = replace(PAGES, urgent=TYPHOON)
    ready.show(wish)
    ready.wait(1)
    assert (ready.words, ready.state["mode"]) == ("颱風停班停課", "emergency")
    since = len(ready.writes)
    assert ready.show(replace(wish, call=called())).requests == 0
    assert ready.sign.verify()
    assert ready.sign.verify()
    ready.show(PAGES)
    assert b"A0" in ready.said(since)
    ready.wait(1)
    assert ready.state["mode"] == "list"
    assert ready.show(PAGES).requests == 0


def test_an_urgent_message_of_an_earlier_run_is_released(ready: Bench) -> None:
    ready.show(replace(PAGES, urgent=TYPHOON))
    again = ready.driver(ready.settings)
    again.show(PAGES, ready.at)
    again.show(PAGES, ready.at)
    ready.wait(1)
    assert ready.state["mode"] == "list"


def test_after_an_urgent_message_only_pages_are_shown_that_are_still_so(ready: Bench) -> None:
    ready.show(replace(PAGES, urgent=TYPHOON))
    changed = Programme((announcement("復班公告"), rest_page(3)))
    ready.show(replace(changed, urgent=TYPHOON))
    shown = set()
    while ready.show(changed).waiting:
        shown.add(ready.words)
        ready.wait(0.2)
    assert FRAUD not in shown | ready.seen()


def test_an_urgent_text_that_does_not_fit_is_refused_before_anything_is_sent(ready: Bench) -> None:
    since = len(ready.writes)
    with pytest.raises(EncodeError, match="shorten"):
        ready.show(replace(PAGES, urgent=Page("u", (Segment("".join(map(chr, range(0x4E00, 0x5000)))),))))
    assert ready.said(since) == []
    assert ready.show(PAGES).requests == 0


@pytest.mark.parametrize("offset_s", [0.0, 1.0, 3.0])
def test_after_a_power_loss_it_is_right_within_25_seconds(ready: Bench, offset_s: float) -> None:
    ready.sim.power_loss()
    ready.wait(20 + offset_s)
    ready.sim.power_back()
    back_s = ready.now_s
    while ready.words != "115/03/05T等8人" and FRAUD not in ready.words:
        try:
            if not ready.sign.verify():
                ready.sign.forget()
            ready.show(PAGES)
        except Silent:
            ready.sign.forget()
        ready.wait(0.5)
    assert ready.now_s - back_s < 25
    ready.bring(PAGES)
    assert {FRAUD} <= ready.seen(PAGES)


def test_a_lost_memory_is_found_without_disturbing_the_display(ready: Bench) -> None:
    blanks = ready.blanks()
    assert all(ready.sign.verify() for _ in range(12))
    assert ready.blanks() == blanks
    ready.sim._desk.files.clear()
    ready.sim._desk.sequence = "A"
    assert not all(ready.sign.verify() for _ in range(2))


def test_a_table_that_is_no_longer_ours_is_found(ready: Bench) -> None:
    ready.sim._desk.files.table = ready.sim._desk.files.table[:-1]
    assert not all(ready.sign.verify() for _ in range(6))


def test_after_a_new_start_the_memory_is_kept_and_the_pages_written_again(ready: Bench) -> None:
    again, since = ready.driver(ready.settings), len(ready.writes)
    ready.sign = again
    ready.bring(PAGES)
    assert "E$" not in ready.kinds(since)
    assert {FRAUD, "115/03/05T等8人"} <= ready.seen()


def test_a_lost_write_is_found_by_the_register_and_only_it_is_sent_again(ready: Bench) -> None:
    assert all(ready.sign.verify() for _ in range(2))
    ready.sim.nack()
    wish = Programme((announcement(), rest_page(9)))
    ready.show(wish)
    since = len(ready.writes)
    assert all(ready.sign.verify() for _ in range(2))
    ready.bring(wish)
    assert ready.kinds(since).count("G") == 1
    assert not {"A", "I"} & set(ready.kinds(since))
    assert "115/03/05T等9人" in ready.seen()


def test_a_page_that_was_lost_without_a_trace_is_found_by_reading_it_back_once(bench: Bench) -> None:
    attend = bench.sim.attend
    lost: list[bytes] = []

    def losing(data: bytes) -> None:
        if b"\x02I" in data and not lost:  # the head of a picture: what follows belongs to nothing
            lost.append(data)
        else:
            attend(data)

    bench.sim.attend = losing
    bench.bring(PAGES)
    assert lost
    assert {FRAUD, "115/03/05T等8人"} <= bench.seen()
    reads = [one for one in bench.kinds(0) if one in "BHJ"]
    since = len(bench.writes)
    for _ in range(6):
        bench.sign.verify()
        bench.show(PAGES)
    assert reads
    assert not {"B", "H", "J"} & set(bench.kinds(since)), "but never in daily work: the display blinks at it"


def test_a_sign_that_tells_its_files_its_own_way_is_believed(bench: Bench) -> None:
    answer = bench.sim._desk._answer
    bench.sim._desk._answer = lambda letter, label: answer(letter, label) if letter != "B" else say("A", label, b"HELLO")
    bench.bring(PAGES)
    assert bench.show(PAGES).requests == 0


def test_a_lost_run_sequence_is_sent_again(ready: Bench) -> None:
    ready.sim.nack()
    ready.show(Programme((rest_page(),)))
    while ready.sign.verify():
        ready.show(Programme((rest_page(),)))
    ready.bring(Programme((rest_page(),)))
    assert ready.seen() == {"115/03/05T等8人"}


def test_a_register_that_cannot_be_cleared_does_not_make_it_write_for_ever(tmp_path: Path, glyphs: Glyphs) -> None:
    bench = Bench(tmp_path, glyphs)
    desk = bench.sim._desk
    function = desk._function
    desk._function = lambda label, data: label != "4" and function(label, data)  # an old sign knows no E4
    bench.sim._ear.errors = 0x10
    bench.bring(PAGES)
    since = len(bench.writes)
    for _ in range(12):
        assert bench.sign.verify()
        bench.show(PAGES)
    assert not {"A", "I", "G"} & set(bench.kinds(since))


def test_a_mute_sign_is_silent_in_time_and_keeps_its_page(ready: Bench) -> None:
    ready.sim.mute()
    before_s = ready.now_s
    with pytest.raises(Silent, match="Z00"):
        ready.sign.verify()
    assert ready.now_s - before_s < 3
    assert ready.state["sequence"] != "A"
    ready.sim.mute(on=False)
    ready.bring(PAGES)
    assert ready.sign.verify()


def test_a_sign_that_stays_deaf_after_its_table_is_told(bench: Bench) -> None:
    while "E$" not in bench.kinds(0):
        bench.show(PAGES)
    bench.sim.mute()
    with pytest.raises(Silent):
        bench.bring(PAGES)


def test_a_sign_that_takes_another_table_is_told(bench: Bench) -> None:
    while bench.kinds(0).count("E$") < 2:
        bench.show(PAGES)
        bench.wait(0.5)
    bench.sim._desk.files.table = bench.sim._desk.files.table[:3]
    with pytest.raises(ProtocolError, match="table"):
        bench.bring(PAGES)


def test_a_sign_with_another_address_is_silent(tmp_path: Path, glyphs: Glyphs) -> None:
    bench = Bench(tmp_path, glyphs, MarqueeSettings(unit=7), Make(unit=9))
    with pytest.raises(Silent, match="Z07"):
        bench.sign.identify()
    assert bench.driver(MarqueeSettings(unit=9, model_code="^")).identify().unit == 9


def test_replies_are_found_among_noise_and_damaged_ones_are_not_believed(ready: Bench) -> None:
    ready.answer = lambda replies: b"".join(b"\x01\xff02" + reply + b"\x00\x17" for reply in replies)
    assert all(ready.sign.verify() for _ in range(6))
    ready.answer = lambda replies: b"".join(reply[:-2] + b"G\x04" for reply in replies)
    with pytest.raises(Silent):
        ready.sign.verify()


def test_one_damaged_reply_is_asked_for_again(ready: Bench) -> None:
    damaged = [True]
    ready.answer = lambda replies: b"".join(reply[25:] if damaged and damaged.pop() else reply for reply in replies)
    since = len(ready.writes)
    assert ready.sign.verify()
    assert ready.kinds(since) == ["F.", "F."]
    assert ready.show(PAGES).requests == 0


def test_replies_that_make_no_sense_are_kept_with_their_bytes(ready: Bench) -> None:
    ready.sim._desk._told = lambda _label: "what?"
    with pytest.raises(ProtocolError, match="makes no sense: 77 68 61 74 3f"):
        ready.sign.identify()
    ready.sign.forget()
    with pytest.raises(ProtocolError, match="F# makes no sense"):
        ready.show(PAGES)


def test_a_broken_line_is_a_link_error_and_heals(ready: Bench) -> None:
    ready.line.broken = True
    with pytest.raises(LinkError):
        ready.show(replace(PAGES, call=called()))
    ready.line.broken = False
    ready.sign.close()
    ready.sign.open()
    ready.bring(PAGES)
    assert {FRAUD} <= ready.seen()


def test_fifty_numbers_missed_in_an_outage_are_not_replayed(ready: Bench) -> None:
    ready.sim.power_loss()
    for number in range(50):
        with pytest.raises(Silent):
            ready.sign.forget() or ready.show(replace(PAGES, call=called(f"A{number:03}", key=str(number))))
    ready.sim.power_back()
    since = len(ready.writes)
    last = replace(PAGES, call=called("A050", key="50"))
    shown = set()
    while not ready.words.startswith("A050"):
        try:
            ready.show(last)
        except Silent:
            ready.wait(1)
        ready.wait(0.2)
        shown |= {ready.words}
    assert [one[2:] for one in ready.said(since) if one[:1] == b"G" and one[2:].startswith(b"A0")] == [b"A050"]
    assert {one for one in shown if "櫃台" in one} == {"A050號請到3號櫃台"}


def test_what_cannot_be_shown_as_asked_is_reported(bench: Bench) -> None:
    lost, wide = Page("lost", (Segment("\U0010fffd先生"),)), Page("wide", (Segment("請攜帶身分證與印章及戶口名簿"),))
    report = bench.bring(Programme((lost, wide)))
    assert [(one.page_key, one.trouble, one.characters) for one in report.shortfalls] == [
        ("lost", Trouble.REPLACED, ("\U0010fffd",)), ("wide", Trouble.SET_RUNNING, ()),
    ]  # fmt: skip
    assert bench.bring(Programme((lost, wide))).shortfalls == report.shortfalls


def test_pages_beyond_the_memory_are_left_out_and_reported(bench: Bench) -> None:
    many = [announcement("".join(chr(0x4E00 + 40 * page + at) for at in range(40)), f"m{page}") for page in range(9)]
    report = bench.bring(Programme((*many, rest_page())), within_s=300)
    left_out = [one.page_key for one in report.shortfalls if one.trouble is Trouble.LEFT_OUT]
    assert 0 < len(left_out) < 9
    assert len(bench.state["sequence"]) == 10 - len(left_out)
    assert bench.show(Programme((*many, rest_page()))).requests == 0


def test_a_memory_too_small_for_chinese_is_told(tmp_path: Path, glyphs: Glyphs) -> None:
    with pytest.raises(EncodeError, match="3000 bytes is too small"):
        Bench(tmp_path, glyphs, make=Make(pool_bytes=3000)).show(PAGES)


def test_brightness_is_set_where_the_sign_can_be_dimmed(tmp_path: Path, glyphs: Glyphs) -> None:
    bench = Bench(tmp_path, glyphs, make=Make(dims=True))
    bench.sign.set_brightness(40)
    bench.bring(PAGES)
    assert bench.state["brightness"] == 44
    bench.sign.set_brightness(100)
    assert bench.state["brightness"] == 100
    bench.sign.set_brightness(None)
    assert bench.said()[-2] == b"E/8004"


def test_a_sign_that_cannot_be_dimmed_is_asked_once(ready: Bench) -> None:
    ready.sign.set_brightness(40)
    since = len(ready.writes)
    ready.sign.set_brightness(60)
    assert ready.show(PAGES).requests == 0
    assert ready.kinds(since) == []
    assert ready.state["errors"] == 0
    assert ready.sign.verify()


def test_dark_and_back(ready: Bench) -> None:
    wish = replace(PAGES, urgent=TYPHOON)
    ready.show(wish)
    ready.sign.set_dark(dark=True)
    assert ready.show(wish).requests == 0
    ready.wait(1)
    assert ready.words == ""
    assert ready.sign.verify()
    ready.sign.set_dark(dark=False)
    ready.show(PAGES)
    assert {FRAUD} <= ready.seen()


def test_a_dark_sign_that_is_new_stays_dark(bench: Bench) -> None:
    bench.sign.set_dark(dark=True)
    bench.bring(PAGES)
    assert bench.seen(PAGES, for_s=10) == set()


def test_no_pages_are_a_dark_sign(ready: Bench) -> None:
    ready.bring(Programme())
    assert ready.seen(for_s=5) == set()
    assert ready.sign.verify()


def test_frames_go_to_the_configured_sign_alone(tmp_path: Path, glyphs: Glyphs) -> None:
    bench = Bench(tmp_path, glyphs, replace(SETTINGS, unit=0x2A, model_code="^"), Make(unit=0x2A))
    bench.bring(PAGES)
    assert addressees(one.raw for one in bench.writes) == {("^2A",)}


def addressees(raw: Iterable[bytes]) -> set[tuple[str, ...]]:
    return {found.addressees for found in Decoder().feed(b"".join(raw)) if isinstance(found, Frame)}


def test_silence_is_cheap(ready: Bench) -> None:
    assert ready.show(PAGES) == ShowReport()
