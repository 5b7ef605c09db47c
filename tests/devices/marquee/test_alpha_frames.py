"""Alpha frames of others, encoded and decoded; and what any line may do to them."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.marquee.alpha_page import pixels
from devices.marquee.codecs import alpha_commands as commands
from devices.marquee.codecs.alpha import RESPONSE, Form, Frame, Noise, Part, encode, frame, pieces, summed
from devices.marquee.codecs.alpha_decoder import MAX_FRAME_BYTES, Decoder
from devices.marquee.codecs.alpha_memory import Allocation, Kind, string_file, text_file
from devices.marquee.dots import strip
from devices.marquee.page import Colour, Segment

if TYPE_CHECKING:
    from devices.marquee.dots import Glyphs

GOLDEN = {
    one["id"]: bytes.fromhex(one["hex"])
    for one in json.loads((Path(__file__).parents[2] / "frames" / "marquee.json").read_text("utf-8"))["frames"]
    if one["protocol"] == "alpha"
}
STRINGS = {"0": "11045.28 ", "1": "2.41 ", "2": "19.92 ", "3": "16.56 ", "4": "3.37 ", "5": "16.47 "}


def betabrite(body: bytes) -> Frame:
    """Return a frame as its source sends it: to a BetaBrite, six NULs, no checksum."""
    return Frame((Part(body),), ("^00",), nuls=6)


def plain(body: bytes) -> Frame:
    return frame(body, with_sum=False)


FRAMES = {
    "alpha-text-checksum-hello": frame(commands.write_text("A", b"HELLO")),
    "alpha-memconf-string32": plain(b"E$0BL00200000"),
    "alpha-memconf-dots7x7": plain(
        commands.configure_memory([Allocation("1", Kind.DOTS, 0x0707, locked=False, tail="4000")])
    ),
    "alpha-nested-strings-no-checksum": frame(
        *(b"G" + label.encode() + value.encode() for label, value in STRINGS.items()), with_sum=False
    ),
    "alpha-text-hold": betabrite(commands.write_text("A", b"HI", "b")),
    "alpha-clear-memory": betabrite(commands.CLEAR_MEMORY),
    "alpha-memconf-2": betabrite(
        commands.configure_memory([text_file("A", 0x400, locked=False), string_file("1", 0x20)])
    ),
    "alpha-runseq": betabrite(commands.run_sequence("ABC")),
    "alpha-string-write": betabrite(commands.write_string("a", b"72")),
    "alpha-dots-2x3": betabrite(commands.write_dots("6", ["012", "345"])),
    "alpha-priority-release": betabrite(commands.RELEASE_PRIORITY),
    "alpha-read-memconf": betabrite(commands.READ_MEMORY),
    "alpha-read-string": betabrite(commands.read_string("a")),
    "alpha-reply-string": Frame((summed(b"GaREAD ME"),), (RESPONSE,), nuls=20),
    "alpha-reply-info": Frame((summed(b'E"1044-160B01931433M004000,0BB8'),), (RESPONSE,), nuls=20),
    "alpha-string-A032": frame(commands.write_string("a", b"A032")),
    "alpha-bad-checksum": Frame((Part(b"GaA032", 0, ended=True),)),
}


@pytest.fixture
def office(glyphs: Glyphs) -> Frame:
    return frame(commands.write_dots("6", pixels(strip([Segment("戶政事務所", Colour.RED)], glyphs))))


def test_every_golden_frame_is_used() -> None:
    assert set(GOLDEN) == {*FRAMES, "alpha-dots-chinese-80x16"}


@pytest.mark.parametrize("name", FRAMES)
def test_frames_are_encoded_as_the_others_do(name: str) -> None:
    assert GOLDEN[name].hex() == encode(FRAMES[name]).hex()


def test_a_chinese_picture_is_the_one_of_others(office: Frame) -> None:
    assert GOLDEN["alpha-dots-chinese-80x16"] == encode(office)
    assert Decoder().feed(encode(office)) == [office]


@pytest.mark.parametrize("name", FRAMES)
def test_frames_are_decoded_whole_bytewise_and_with_bytes_after_them(name: str) -> None:
    raw, one = GOLDEN[name], FRAMES[name]
    bytewise = Decoder()
    assert Decoder().feed(raw) == [one]
    assert [found for byte in raw for found in bytewise.feed(bytes((byte,)))] == [one]
    assert Decoder().feed(raw + b"\0\0\x01Z0") == [one]


def test_a_wrong_checksum_is_told() -> None:
    (found,) = Decoder().feed(GOLDEN["alpha-bad-checksum"])
    assert isinstance(found, Frame)
    assert [part.is_right for part in found.parts] == [False]


def test_several_addressees_and_wildcards_are_read() -> None:
    (found,) = Decoder().feed(b"\x01Z01,^0?,Z??\x02A0\x04")
    assert isinstance(found, Frame)
    assert found.addressees == ("Z01", "^0?", "Z??")


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        (b']!Z00]"AAHELLO]#01FB]$]$', Form.TWO_BYTES),
        (b"_01Z00_02AAHELLO_0301FB_04", Form.THREE_BYTES),
        (b"_01Z00_02AA_1b b\x41_04", Form.THREE_BYTES),
    ],
)
def test_printable_forms_mean_the_same(raw: bytes, form: Form) -> None:
    bytewise = Decoder()
    (found,) = [one for byte in raw for one in bytewise.feed(bytes((byte,)))]
    assert isinstance(found, Frame)
    assert (found.form, found.addressees) == (form, ("Z00",))
    assert found.parts[0].body in {b"AAHELLO", b"AA\x1b bA"}
    assert found.parts[0].is_right


def test_a_printable_form_may_sum_what_it_sends() -> None:
    sent = b']"AAHI]#'
    (found,) = Decoder().feed(b"]!Z00" + sent + b"%04X]$]$" % sum(sent))
    assert isinstance(found, Frame)
    assert found.parts[0].is_right


def test_brackets_and_lines_in_a_text_begin_nothing() -> None:
    one = frame(commands.write_text("A", b"a]!b_01c"))
    assert Decoder().feed(encode(one)) == [one]


@pytest.mark.parametrize(
    "raw",
    [
        b"\x01\x04", b"\x01Z00\x04", b"\x01Z00\x02\x04", b"\x01Z0G\x02A0\x04", b"\x01Z00\x02A0\x0312\x04",
        b"\x01Z00\x02A0\x02\x04", b"\x01Z00,\x02A0\x04",
    ],
)  # fmt: skip
def test_what_is_not_made_like_a_frame_is_noise(raw: bytes) -> None:
    assert [type(one) for one in Decoder().feed(raw + GOLDEN["alpha-runseq"])] == [Noise, Frame]


def test_a_torn_frame_gives_way_to_the_next() -> None:
    torn = GOLDEN["alpha-text-checksum-hello"][:-6]
    noise, found = Decoder().feed(torn + GOLDEN["alpha-string-A032"])
    assert isinstance(noise, Noise)
    assert found == FRAMES["alpha-string-A032"]


def test_what_hides_behind_an_unfinished_frame_is_found_when_nothing_more_comes() -> None:
    decoder = Decoder()
    printable = b"_01Z00_02A0_04"
    assert decoder.feed(b"\x01Z00\x02AA" + printable) == []
    assert [type(one) for one in decoder.flush()] == [Noise, Frame]


def test_a_frame_without_end_is_given_up() -> None:
    decoder = Decoder()
    found = decoder.feed(b"\x01Z00\x02AA" + b"x" * (MAX_FRAME_BYTES + 10))
    assert [type(one) for one in found] == [Noise]
    assert len(decoder._kept) == 0


def test_the_sender_rests_after_each_stx_of_a_nested_frame_and_before_the_rows_of_a_picture() -> None:
    nested = frame(b"GaA012", b"Gb3", b"E.SUY")
    said = pieces(nested)
    assert b"".join(said) == encode(nested)
    assert [piece[-1:] for piece in said] == [b"\x02", b"\x02", b"\x02", b"\x04"]
    assert pieces(frame(b"GaA012")) == (encode(frame(b"GaA012")),)
    head, rows = pieces(frame(commands.write_dots("6", ["01", "10"])))
    assert (head[-6:], rows[:6]) == (b"I60202", b"01\r10\r")


bodies = st.builds(
    lambda letter, rest: letter.encode() + bytes(rest),
    st.sampled_from("ABEFGHIJKLMNOT"),
    st.lists(st.integers(5, 255) | st.sampled_from(b"]!_01"), max_size=40),
)
frames = st.builds(
    lambda parts, who, nuls: Frame(tuple(parts), tuple(who), nuls),
    st.lists(
        st.builds(summed, bodies) | st.builds(lambda body: Part(body, ended=True), bodies), min_size=1, max_size=4
    ),
    st.lists(st.sampled_from(["Z00", "^01", "Z??", "000", '"0F']), min_size=1, max_size=3),
    st.integers(5, 20),
)


@given(frames)
def test_a_frame_comes_back_as_it_went(one: Frame) -> None:
    assert Decoder().feed(encode(one)) == [one]


@given(st.lists(frames | st.binary(max_size=30), max_size=5), st.lists(st.integers(0, 400), max_size=8))
def test_chunking_does_not_matter(parts: list[Frame | bytes], cuts: list[int]) -> None:
    raw = b"".join(part if isinstance(part, bytes) else encode(part) for part in parts)
    at_once, in_pieces = Decoder(), Decoder()
    places = [0, *sorted(cuts), len(raw)]
    pieced = [found for start, end in pairwise(places) for found in in_pieces.feed(raw[start:end])]
    assert told(at_once.feed(raw) + at_once.flush()) == told(pieced + in_pieces.flush())


def told(found: list[Frame | Noise]) -> tuple[list[Frame], bytes]:
    return [one for one in found if isinstance(one, Frame)], b"".join(one.raw for one in found if isinstance(one, Noise))


@given(st.binary(max_size=60), frames)
def test_after_any_noise_the_next_good_frame_is_found(noise: bytes, one: Frame) -> None:
    found = [each for each in Decoder().feed(noise + encode(one)) if isinstance(each, Frame)]
    assert found
    assert (found[-1].parts, found[-1].addressees) == (one.parts, one.addressees)


@given(st.binary(max_size=3000))
def test_no_bytes_make_the_decoder_raise_or_keep_much(raw: bytes) -> None:
    decoder = Decoder()
    decoder.feed(raw)
    decoder.flush()
    assert len(decoder._kept) == 0
