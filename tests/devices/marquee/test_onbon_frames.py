"""Onbon frames on a line: the maker's own bytes, and whatever a bad line makes of them."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.marquee.codecs.onbon import (
    MAX_FRAME_BYTES,
    Decoder,
    Frame,
    Noise,
    SixFrame,
    crc,
    encode,
    escape,
    unescape,
)

GOLDEN = {
    one["id"]: bytes.fromhex(one["hex"])
    for one in json.loads((Path(__file__).parents[2] / "frames" / "marquee.json").read_text("utf-8"))["frames"]
    if one["protocol"] in {"onbon-k", "onbon-6"}
}
FONT_CARD = [name for name in GOLDEN if "bx6" not in name]
ON = GOLDEN["onbon-turn-on"]
frames = st.builds(
    Frame,
    st.binary(max_size=60),
    destination=st.integers(0, 0xFFFF),
    device=st.integers(0, 255),
    mode=st.integers(0, 1),
    barcode=st.sampled_from([b"", bytes(range(0xA0, 0xB0))]),
)


def read(raw: bytes) -> list[Frame | SixFrame | Noise]:
    decoder = Decoder()
    return [*decoder.feed(raw), *decoder.flush()]


def joined(found: list[Frame | SixFrame | Noise]) -> list[Frame | SixFrame | bytes]:
    """Frames, and the noise between them as one piece however it was cut."""
    result: list[Frame | SixFrame | bytes] = []
    for one in found:
        if not isinstance(one, Noise):
            result.append(one)
        elif result and isinstance(result[-1], bytes):
            result[-1] += one.raw
        else:
            result.append(one.raw)
    return result


@pytest.mark.parametrize("name", FONT_CARD)
def test_the_makers_frames_are_read_and_written_byte_by_byte(name: str) -> None:
    [frame] = read(GOLDEN[name])
    assert isinstance(frame, Frame)
    assert frame.checked
    assert encode(frame) == GOLDEN[name]


def test_header_fields_are_found() -> None:
    [frame] = read(GOLDEN["onbon-dyn-5k-gbk-戶政事務所-80x16"])
    assert isinstance(frame, Frame)
    assert (frame.destination, frame.source, frame.device, frame.version, len(frame.data)) == (1, 0x8000, 0x51, 2, 46)


@pytest.mark.parametrize("name", ["onbon-bx6-a706", "onbon-bx6-a700"])
def test_frames_of_the_six_e_and_q_are_read(name: str) -> None:
    [frame] = read(GOLDEN[name])
    assert isinstance(frame, SixFrame)
    assert (frame.destination, frame.device, frame.checked) == (1, 0xFFFE, True)
    assert frame.data[1] == 0xA7


@given(frames)
def test_what_is_written_is_read(frame: Frame) -> None:
    assert read(encode(frame)) == [frame]


@given(frames)
def test_no_mark_stands_inside_a_frame(frame: Frame) -> None:
    inside = encode(frame)[8:-1]
    assert not {0xA5, 0x5A} & set(inside)


@pytest.mark.parametrize("byte", range(256))
def test_every_byte_survives_alone_and_between_escapes(byte: int) -> None:
    body = bytes((byte, 0xA5, byte, 0x5B, byte, 0x01, byte, 0x02, 0xA6, byte))
    assert unescape(escape(body)) == body
    assert read(encode(Frame(body))) == [Frame(body)]


@given(st.binary())
def test_escapes_go_back_to_what_they_were(body: bytes) -> None:
    assert unescape(escape(body)) == body


@pytest.mark.parametrize("body", [b"\xa6", b"\x5b", b"\xa6\x03", b"\x5b\x5b\x01", b"\xa6\xa6\x01"])
def test_half_an_escape_is_none(body: bytes) -> None:
    assert unescape(body) is None


@pytest.mark.parametrize("marks", [(1, 1), (2, 5), (300, 1), (8, 40)])
def test_any_number_of_marks_begins_and_ends_a_frame(marks: tuple[int, int]) -> None:
    raw = b"\xa5" * marks[0] + ON[8:-1] + b"\x5a" * marks[1]
    assert read(raw + raw) == read(ON) * 2


@given(st.lists(st.one_of(frames.map(encode), st.binary(max_size=20)), max_size=5), st.data())
def test_chunks_do_not_matter(parts: list[bytes], data: st.DataObject) -> None:
    raw = b"".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(raw)), max_size=6)))
    decoder = Decoder()
    found = [one for first, last in pairwise([0, *cuts, len(raw)]) for one in decoder.feed(raw[first:last])]
    assert joined([*found, *decoder.flush()]) == joined(read(raw))


@given(st.binary(max_size=200), frames)
def test_after_any_noise_the_next_frame_is_found(noise: bytes, frame: Frame) -> None:
    assert frame in read(noise + encode(frame))


@given(st.binary(max_size=300))
def test_no_byte_is_lost_and_nothing_is_raised(raw: bytes) -> None:
    found = read(raw)
    assert sum(len(one.raw) for one in found if isinstance(one, Noise)) <= len(raw)
    if not any(isinstance(one, Frame) for one in found):
        kept = b"".join(one.raw for one in found if isinstance(one, Noise))
        assert kept.replace(b"\x5a", b"") == raw.replace(b"\x5a", b"")


@pytest.mark.parametrize("at", range(8, len(ON) - 1))
def test_a_damaged_byte_makes_noise_and_no_other_frame(at: int) -> None:
    damaged = bytearray(ON)
    damaged[at] ^= 0x10
    found = read(bytes(damaged) + ON)
    assert isinstance(found[-1], Frame)
    assert [one for one in found if isinstance(one, Frame)] == read(ON)


def test_a_wrong_sum_is_named_with_the_right_one() -> None:
    [noise] = read(ON[:-3] + b"\x00\x00\x5a")
    assert isinstance(noise, Noise)
    assert noise.why == f"CRC wrong: 0000 is told, {crc(ON[8:-3]):04X} would be right"


def test_a_frame_without_a_sum_is_taken_and_said_to_be_unchecked() -> None:
    frame = Frame(b"\xa2\x00\x01\x00\x00", checked=False)
    assert encode(frame)[-3:-1] == b"\xff\xff"
    assert read(encode(frame)) == [frame]


def test_a_length_that_is_not_the_real_one_is_noise() -> None:
    body = unescape(ON[8:-3])
    assert body is not None
    longer = body[:12] + b"\x07\x00" + body[14:]
    raw = b"\xa5" + escape(longer + crc(longer).to_bytes(2, "little")) + b"\x5a"
    [noise] = read(raw)
    assert isinstance(noise, Noise)
    assert noise.why == "its length is not the one it tells"


def test_a_frame_that_never_ends_is_given_up() -> None:
    decoder = Decoder()
    found = decoder.feed(b"\xa5" + b"x" * (2 * MAX_FRAME_BYTES))
    assert {one.why for one in found if isinstance(one, Noise)} == {"longer than any frame", "no frame starts here"}
    assert read(ON) == decoder.feed(ON)


def test_an_unfinished_frame_is_forgotten_on_request() -> None:
    decoder = Decoder()
    decoder.feed(ON[:20])
    decoder.reset()
    assert decoder.feed(ON) == read(ON)


@pytest.mark.parametrize(
    "frame",
    [
        Frame(bytes(0x10000)), Frame(b"", barcode=b"123"), Frame(b"", reserved=b""), Frame(b"", destination=0x10000),
        Frame(b"", device=256), Frame(b"", destination=-1),
    ],
)  # fmt: skip
def test_what_no_field_can_hold_is_refused(frame: Frame) -> None:
    with pytest.raises(ValueError, match=r"bytes of data|too large"):
        encode(frame)


def test_the_longest_frame_of_escapes_is_read() -> None:
    frame = replace(Frame(b"\xa5" * 0xFFFF), mode=1)
    assert read(encode(frame)) == [frame]
