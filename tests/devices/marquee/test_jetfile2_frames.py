"""Golden frames of others, encoded and decoded; and what any line may do to them."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.errors import EncodeError
from devices.marquee.codecs import jetfile2_commands as commands
from devices.marquee.codecs import jetfile2_files as files
from devices.marquee.codecs import jetfile2_first as first
from devices.marquee.codecs.jetfile2 import Decoder, Frame, Noise, Sync, encode
from devices.marquee.codecs.jetfile2_content import Characters, Control, split
from devices.marquee.codecs.jetfile2_files import FileName, Folder
from devices.marquee.codecs.jetfile2_playlist import Entry, decode_list, encode_list, entry
from devices.marquee.codecs.jetfile2_status import meaning, status
from devices.marquee.codecs.jetfile2_text import stored_text, text_content

GOLDEN = {
    one["id"]: bytes.fromhex(one["hex"])
    for one in json.loads((Path(__file__).parents[2] / "frames" / "marquee.json").read_text("utf-8"))[
        "frames"
    ]
    if one["id"].startswith("jetfile")
}
T1 = FileName("E", Folder.TEXT, "T1")
OFFICE = bytes.fromhex("a4e1ac46a8c6b0c8a9d2")  # 戶政事務所
SUNDAY_EVENING = datetime(2026, 11, 22, 20, 30, 15, tzinfo=timezone(timedelta(hours=8)))
GO_BEGIN, GO_END = bytes.fromhex("2620010100000101"), bytes.fromhex("2620123123590101")
PY_WINDOW = bytes.fromhex("d807031000000101")


def numbered(frame: Frame, serial: int = 1, group: int = 0, unit: int = 0) -> Frame:
    return Frame(frame.main, frame.sub, frame.arg, frame.data, serial, group, unit)


def go_list() -> Frame:
    content = encode_list([Entry(T1, begin=GO_BEGIN, end=GO_END)])
    return numbered(next(files.write_system_file("SEQUENT.SYS", content)))


def py_list() -> Frame:
    listed = entry(T1, stored_text(b"HELLO", "A"))
    content = encode_list([Entry(T1, listed.checksum, listed.size_bytes, begin=PY_WINDOW, end=PY_WINDOW)])
    return numbered(next(files.write_system_file("SEQUENT.SYS", content, packet_bytes=0x300)), 0xCDAB, 1, 1)


def go_text() -> Frame:
    content = stored_text(b"\x1a?\x1c1\x0aI1\x0f3" + OFFICE, "T")
    return numbered(next(files.write_file(T1, content)), 1, 1, 1)


def py_text() -> Frame:
    sent = files.write_file(T1, stored_text(b"HELLO", "A"), buzzer=1, packet_bytes=0x300)
    return numbered(next(sent), 0x4C, 1, 1)


SECOND = {
    "jetfile-go-connection-test": numbered(commands.CONNECTION_TEST),
    "jetfile-go-test-connection": numbered(commands.CONNECTION_TEST),
    "jetfile-go-read-system-params": numbered(commands.READ_PARAMETERS),
    "jetfile-go-set-clock-ext": numbered(commands.set_clock(SUNDAY_EVENING)),
    "jetfile-go-text": go_text(),
    "jetfile-go-emergency": numbered(commands.emergency(stored_text(b"\x1a?" + OFFICE), seconds=60, sound=1)),
    "jetfile-go-read-text": numbered(files.read_file(T1)),
    "jetfile-go-delete": numbered(files.delete_file(T1)),
    "jetfile-go-playlist-file": go_list(),
    "jetfile-py-writetextfilewithchecksum-t1-e": py_text(),
    "jetfile-py-writesystemfile-sequent": py_list(),
    "jetfile-go-test-padding": Frame(
        2, 4, b"\xff\x01\x02", b"AB", 0x1234, group=3, unit=4, source=0x0102, flag=1
    ),
    "jetfile-reply-ok": Frame(2, 4, b"\x00\x90", b"", 1, flag=1, sync=Sync.REPLY),
    "jetfile-crc-mode-connection": Frame(3, 1, serial=1, sync=Sync.CRC_REQUEST),
}
FIRST = {
    "jetfile-first-sample": (first.FirstFrame((first.text("0", b"This is a sample"),)), 0),
    "jetfile-go-first-format-text-ett1": (first.FirstFrame((first.text(T1, b"\x1a?" + OFFICE),)), 0),
    "jetfile-py-1st-format-playlist": (first.FirstFrame((first.play_list((T1,)),), wants_reply=True), 5),
    "jetfile-first-multistring": (
        first.FirstFrame(
            (
                first.string("a", b"This is string file a"),
                first.string(FileName("E", Folder.STRING, "aa"), b"This is string file aa"),
                first.string(FileName("E", Folder.STRING, "Vg"), b"This is string file Vg"),
                first.string("c", b"This is string file c"),
            )
        ),
        0,
    ),
}


def padded(frame: Frame) -> Frame:
    arg = frame.arg + bytes(-len(frame.arg) % 4)
    return Frame(
        frame.main, frame.sub, arg, frame.data, frame.serial, frame.group, frame.unit, frame.source,
        frame.flag, frame.sync,
    )  # fmt: skip


def test_every_golden_frame_is_used() -> None:
    assert set(GOLDEN) == set(SECOND) | set(FIRST)


@pytest.mark.parametrize("name", SECOND)
def test_second_format_encodes_as_the_others_do(name: str) -> None:
    assert GOLDEN[name].hex() == encode(SECOND[name]).hex()


@pytest.mark.parametrize("name", SECOND)
def test_second_format_decodes_whole_bytewise_and_with_bytes_after_it(name: str) -> None:
    raw, frame = GOLDEN[name], padded(SECOND[name])
    bytewise = Decoder()
    assert Decoder().feed(raw) == [frame]
    assert [found for byte in raw for found in bytewise.feed(bytes((byte,)))] == [frame]
    assert Decoder().feed(raw + b"\x55\xa7\x01") == [frame]


@pytest.mark.parametrize("name", FIRST)
def test_first_format_encodes_and_decodes_as_the_others_do(name: str) -> None:
    frame, leading_nuls = FIRST[name]
    bytewise = first.FirstDecoder()
    assert GOLDEN[name].hex() == first.encode(frame, leading_nuls=leading_nuls).hex()
    assert first.FirstDecoder().feed(GOLDEN[name]) == [frame]
    assert [found for byte in GOLDEN[name] for found in bytewise.feed(bytes((byte,)))] == [frame]


def test_first_format_says_which_file_a_command_writes() -> None:
    (command,) = first.FirstDecoder().feed(GOLDEN["jetfile-go-first-format-text-ett1"])[0].commands
    assert first.parse_file(command) == (T1, b"\x06\x1a?" + OFFICE)


def test_first_format_clock_may_hold_the_byte_that_ends_a_frame() -> None:
    frame = first.FirstFrame((b"EB" + bytes.fromhex("2620040320300104"),))
    assert first.FirstDecoder().feed(first.encode(frame)) == [frame]


def test_play_lists_of_both_others_are_read() -> None:
    go, py = GOLDEN["jetfile-go-playlist-file"][40:], GOLDEN["jetfile-py-writesystemfile-sequent"][40:]
    assert decode_list(go) == (Entry(T1, 0, 0, begin=GO_BEGIN, end=GO_END),)
    assert decode_list(py) == (Entry(T1, 0x02B7, 13, begin=PY_WINDOW, end=PY_WINDOW),)


def test_golden_text_is_taken_apart() -> None:
    content = text_content(GOLDEN["jetfile-go-text"][40:])
    assert split(content) == [
        Control(0x1A, b"?"), Control(0x1C, b"1"), Control(0x0A, b"I1"), Control(0x0F, b"3"),
        Characters(OFFICE),
    ]  # fmt: skip
    assert Characters(OFFICE).text == "戶政事務所"


def test_status_reply_is_understood() -> None:
    (reply,) = Decoder(Sync.REPLY).feed(GOLDEN["jetfile-reply-ok"])
    assert isinstance(reply, Frame)
    assert status(reply) == 0x9000
    assert meaning(0x9002) == "checksum wrong"


@pytest.mark.parametrize("at", range(2, 20))
def test_a_damaged_reply_is_noise(at: int) -> None:
    raw = bytearray(GOLDEN["jetfile-reply-ok"])
    raw[at] ^= 0x10
    decoder = Decoder(Sync.REPLY)
    found = decoder.feed(bytes(raw)) + decoder.flush()
    assert found
    assert all(isinstance(one, Noise) for one in found)
    assert bytes(raw) == b"".join(one.raw for one in found if isinstance(one, Noise))


@pytest.mark.parametrize("name", ["", "TOOLONGNAME", "A.LONG", "戶政"])
def test_a_name_the_sign_cannot_keep_is_refused(name: str) -> None:
    with pytest.raises(EncodeError):
        files.name_field(name)


def test_an_urgent_text_over_1024_bytes_is_refused() -> None:
    assert len(commands.emergency(bytes(1024)).data) == 1024
    with pytest.raises(EncodeError, match="shorten"):
        commands.emergency(bytes(1025))


@given(st.binary(max_size=1500))
def test_packets_of_a_file_put_together_are_the_file(content: bytes) -> None:
    sent = list(files.write_file(T1, content, packet_bytes=512))
    assert content == b"".join(frame.data for frame in sent)
    assert [frame.arg[22:24] for frame in sent] == [n.to_bytes(2, "little") for n in range(1, len(sent) + 1)]
    assert {frame.arg[20:22] for frame in sent} == {len(sent).to_bytes(2, "little")}


byte = st.integers(0, 255)
frames = st.builds(
    Frame,
    byte, byte,
    st.binary(max_size=10).map(lambda raw: raw * 4),
    st.binary(max_size=200),
    st.integers(0, 0xFFFF), byte, byte, st.integers(0, 0xFFFF), byte, st.sampled_from(Sync),
)  # fmt: skip


@given(frames)
def test_a_frame_comes_back_as_it_went(frame: Frame) -> None:
    assert Decoder().feed(encode(frame)) == [frame]


@given(st.lists(frames | st.binary(max_size=30), max_size=5), st.lists(st.integers(0, 400), max_size=8))
def test_chunking_does_not_matter(parts: list[Frame | bytes], cuts: list[int]) -> None:
    raw = b"".join(encode(part) if isinstance(part, Frame) else part for part in parts)
    edges = [0, *sorted(min(cut, len(raw)) for cut in cuts), len(raw)]
    whole, chunked = Decoder(), Decoder()
    at_once = whole.feed(raw) + whole.flush()
    in_pieces = [found for a, b in pairwise(edges) for found in chunked.feed(raw[a:b])] + chunked.flush()
    assert only_frames(at_once) == only_frames(in_pieces)
    assert only_noise(at_once) == only_noise(in_pieces)


@given(st.binary(max_size=60), frames)
def test_after_any_noise_the_next_good_frame_is_found(noise: bytes, frame: Frame) -> None:
    decoder = Decoder()
    assert frame in decoder.feed(noise + encode(frame)) + decoder.flush()


@given(st.binary(max_size=3000))
def test_no_bytes_make_the_decoders_raise_or_keep_much(raw: bytes) -> None:
    second, ascii_decoder = Decoder(), first.FirstDecoder()
    second.feed(raw)
    ascii_decoder.feed(raw)
    assert len(second._kept) <= 16 + 4 * 255 + 1500
    assert len(ascii_decoder._kept) <= first.MAX_BYTES + 5


def only_frames(found: list[Frame | Noise]) -> list[Frame]:
    return [one for one in found if isinstance(one, Frame)]


def only_noise(found: list[Frame | Noise]) -> bytes:
    return b"".join(one.raw for one in found if isinstance(one, Noise))
