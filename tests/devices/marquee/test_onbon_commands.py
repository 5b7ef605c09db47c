"""What is asked of an Onbon card and what it answers, field by field; and what a captured line means."""

from __future__ import annotations

from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_onbon_frames import GOLDEN

from devices.marquee.codecs import onbon_commands as commands
from devices.marquee.codecs.onbon import Decoder, Frame, Noise, SixFrame, encode
from devices.marquee.codecs.onbon_area import Area, Effect, Run, Units, Voice, encode_area, parse_areas
from devices.marquee.codecs.onbon_commands import Command, Message, Status, Update, parse_message
from devices.marquee.codecs.onbon_files import parse_block, parse_program, parse_start, program_file, write_file
from devices.marquee.codecs.onbon_meaning import describe
from devices.marquee.codecs.onbon_six import parse_six

OFFICE = Area(0, 0, 0, 10, 16, "戶政事務所".encode("gbk"))
byte, word = st.integers(0, 255), st.integers(0, 0xFFFF)
voices = st.one_of(
    st.just(Voice()), st.builds(Voice, st.just(1), byte, byte, byte),
    st.builds(Voice, st.just(2), byte, byte, byte, st.binary(max_size=9)),
)  # fmt: skip
areas = st.builds(
    Area, byte, word, word, word, word, st.binary(max_size=40), byte, word, byte, byte, byte, byte, byte, byte, byte,
    voices, st.binary(max_size=3), byte, byte,
)  # fmt: skip


def message_of(name: str) -> Message:
    [frame] = Decoder().feed(GOLDEN[name])
    assert isinstance(frame, Frame)
    message = parse_message(frame.data)
    assert message is not None
    return message


def test_the_makers_commands_are_built_byte_by_byte() -> None:
    assert commands.power(on=True) == message_of("onbon-turn-on")
    assert commands.set_clock(datetime(2026, 11, 22, 20, 30, 15)) == message_of("onbon-clock-2026-11-22t20-30-15-sun")  # noqa: DTZ001
    assert commands.update_areas([OFFICE]) == message_of("onbon-dyn-5k-gbk-戶政事務所-80x16")
    assert commands.update_areas([Area(0, 0, 0, 8, 16, bytes.fromhex("415a5ba5a642"))]) == message_of("onbon-dyn-escape-all")
    assert commands.ack() == message_of("onbon-ack")
    assert commands.nack(5) == message_of("onbon-nack-crc")


def test_the_other_commands_follow_the_table() -> None:
    built = [
        (commands.PING, "a200010000"), (commands.QUERY_STATUS, "a202010000"), (commands.power(on=False), "a30001000002"),
        (commands.timed_power([(time(8, 0), time(17, 30))]), "a3010100000108001730"),
        (commands.forced_brightness(9), "a302010000" "0109" + "09" * 48),
        (commands.timed_brightness([1] * 24 + [15] * 24), "a302010000" "020f" + "01" * 24 + "0f" * 24),
        (commands.lock_program("P003", locked=True), "a304010000000150303033"),
        (commands.delete_area(7), "a30501000007"), (commands.CANCEL_TIMED_POWER, "a308010000"),
        (commands.CLEAR_SCREEN, "a310010000"), (commands.delete_files(["P000"]), "a101010000010050303030"),
        (commands.update_areas([], [1, 2]), "a30601000002010200"),
        (commands.update_areas([], commands.ALL_AREAS), "a306010000ff00"),
    ]  # fmt: skip
    for message, expected in built:
        assert message.data.hex() == expected


@pytest.mark.parametrize("level", [-1, 16])
def test_a_brightness_out_of_range_is_refused(level: int) -> None:
    with pytest.raises(ValueError, match="from 0 to 15"):
        commands.forced_brightness(level)


def test_a_file_name_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="four characters"):
        commands.lock_program("P0", locked=True)


@given(st.lists(areas, max_size=3), st.sampled_from([2, 4]))
def test_areas_are_read_as_written(shown: list[Area], length_bytes: int) -> None:
    raw = b"".join(encode_area(area, length_bytes=length_bytes) for area in shown)
    assert parse_areas(raw + b"rest", len(shown), length_bytes=length_bytes) == (tuple(shown), b"rest")


@given(st.lists(areas, max_size=3), st.lists(byte, max_size=4))
def test_updates_are_read_as_written(shown: list[Area], gone: list[int]) -> None:
    assert commands.parse_update(commands.update_areas(shown, gone)) == Update(tuple(shown), tuple(gone))


def test_an_area_number_that_fits_no_byte_is_refused() -> None:
    with pytest.raises(ValueError, match="area 256"):
        encode_area(Area(256, 0, 0, 1, 16, b""))


@given(st.binary(max_size=80))
def test_any_parameters_are_read_or_refused_without_an_error(raw: bytes) -> None:
    commands.parse_update(Message(Command.UPDATE_AREAS, raw))
    commands.parse_status(Message(Command.STATUS, raw))
    parse_start(Message(Command.START_FILE, raw))
    parse_block(Message(Command.WRITE_BLOCK, raw))
    parse_program(raw)
    parse_six(raw)


def test_a_status_lists_the_areas() -> None:
    clock = bytes.fromhex("2620112220301507")
    told = b"\x01\x0f" + clock + b"\x01P000\x00\x00\x02\x00\x03" + bytes(16)
    found = commands.parse_status(Message(Command.STATUS, told, 0))
    assert found == Status(True, 15, clock, 1, "P000", 0, 0, (0, 3))
    assert commands.clock_text(clock) == "2026-11-22 20:30:15, day 07 of the week"


@pytest.mark.parametrize("size", [1, 500, 700, 1500])
def test_a_program_file_is_written_in_blocks_and_read_back(size: int) -> None:
    content = program_file("P000", [Area(0, 0, 0, 24, 16, b"x" * size)])
    start, *blocks = write_file("P000", content)
    told = parse_start(start)
    assert told is not None
    assert (told.name, told.size_bytes) == ("P000", len(content))
    pieces = [parse_block(one) for one in blocks]
    assert b"".join(piece.content for piece in pieces if piece) == content
    assert [piece.is_last for piece in pieces if piece] == [False] * (len(blocks) - 1) + [True]
    program = parse_program(content)
    assert program is not None
    assert (program.areas[0].text, program.sum_is_right) == (b"x" * size, True)


def test_units_of_both_kinds_of_card() -> None:
    assert (Units.BYTES.told(192), Units.DOTS.told(192)) == (24, 192)
    assert (Units.BYTES.dots(24), Units.DOTS.dots(192), Units.BYTES.dots(0x80C0), Units.DOTS.dots(0x80C0)) == (192,) * 4


def test_every_golden_frame_has_a_meaning() -> None:
    facts = describe(b"".join(GOLDEN.values()))
    assert [one["command"] for one in facts] == [
        "lamps on or off", "set the clock", "update dynamic areas", "update dynamic areas", "ACK: yes", "NACK: no",
        "update text areas (BX-6)", "update picture areas (BX-6)",
    ]  # fmt: skip
    assert {one["checksum"] for one in facts} == {"right"}
    assert facts[2]["areas"][0]["text"] == facts[6]["areas"][0]["text"] == "戶政事務所"
    assert (facts[2]["areas"][0]["width"], facts[2]["device"]) == (80, "BX-5K1")
    assert facts[5]["meaning"] == "the CRC was wrong"
    assert facts[6]["areas"][0]["width"] == facts[7]["areas"][0]["pages"][0]["width"] == 80
    assert len(bytes.fromhex(facts[7]["dots"])) == facts[7]["areas"][0]["pages"][0]["size"] == 160


def test_the_layout_of_a_six_frame_is_read_whole() -> None:
    [frame] = Decoder().feed(GOLDEN["onbon-bx6-a706"])
    assert isinstance(frame, SixFrame)
    update = parse_six(frame.data)
    assert update is not None
    fields = update.areas[0].fields
    assert (fields["timeout"], fields["type"], fields["effect"], fields["speed"], fields["stay"]) == (10, 16, 1, 4, 10)


def test_what_is_no_frame_stands_in_the_meaning_with_the_reason() -> None:
    damaged = bytearray(GOLDEN["onbon-ack"])
    damaged[-2] ^= 1
    facts = describe(b"xy" + bytes(damaged) + GOLDEN["onbon-turn-on"][:12])
    assert [one["kind"] for one in facts] == ["noise", "frame", "noise"]
    why = [one.get("why", one.get("meaning")).split(":")[0] for one in facts]
    assert why == ["no frame starts here", "CRC wrong", "cut short"]
    assert (facts[1]["command"], facts[1]["checksum"]) == ("ACK: yes", "wrong")


def test_dangerous_commands_are_named_so() -> None:
    facts = describe(encode(Frame(Message(Command.RESET).data)) + encode(Frame(Message(Command.FORMAT).data)))
    assert [one["command"] for one in facts] == ["reset: ERASES ALL BUT THE FIRMWARE", "format: ERASES ALL FILES"]


@pytest.mark.parametrize(
    ("message", "fact"),
    [
        (commands.timed_power([(time(8), time(17, 30))]), {"lamps": [{"on": "08:00", "off": "17:30"}]}),
        (commands.forced_brightness(9), {"level": 9}),
        (commands.lock_program("P001", locked=True, in_flash=True), {"program": "P001", "outlasts a power cut": True}),
        (commands.delete_area(255), {"deletes": "all"}), (commands.delete_files(["P000", "P001"]), {"files": "P000P001"}),
        (write_file("P000", program_file("P000", [OFFICE]))[1], {"file checksum": "right", "last": True}),
        (write_file("P000", b"x" * 600)[1], {"block": 0, "last": False}),
        (Message(Command.STATUS, b"\x02\x05" + bytes(8) + b"\x00" + bytes(7), 0), {"lamps": "off", "areas": []}),
        (Message(0xA27F, b"\x01"), {"command": "unknown", "hex": "01"}),
        (Message(Command.POWER, b"\x01", 2), {"reply": "not wanted", "lamps": "on"}),
    ],
)  # fmt: skip
def test_each_command_says_its_own(message: Message, fact: dict[str, object]) -> None:
    [facts] = describe(encode(Frame(message.data)))
    assert fact.items() <= facts.items()


def test_width_is_read_as_the_card_counts() -> None:
    six = Frame(commands.update_areas([Area(0, 8, 0, 192, 16, b"")]).data, device=0x61)
    [facts] = describe(encode(six))
    assert (facts["areas"][0]["x"], facts["areas"][0]["width"]) == (8, 192)


def test_a_voice_and_a_run_are_read() -> None:
    area = Area(2, 0, 0, 8, 16, b"A", run=Run.DROP, effect=Effect.LEFT, voice=Voice(2, 0x23, 5, 6, b"B"))
    [facts] = describe(encode(Frame(commands.update_areas([area]).data)))
    told = facts["areas"][0]
    assert told["voice"] == {"reads": "B", "person": 3, "times": 2, "volume": 5, "speed": 6}
    assert (told["run"], told["effect"]) == ("drop", "left")


@given(st.binary(max_size=300))
def test_anything_has_a_meaning(raw: bytes) -> None:
    facts = describe(raw)
    assert all(one["kind"] in {"frame", "noise"} for one in facts)


@given(word, st.binary(max_size=80), byte)
def test_any_command_has_a_meaning(code: int, params: bytes, flag: int) -> None:
    [facts] = describe(encode(Frame(Message(code, params, flag).data)))
    assert facts["code"] == f"{code:04X}"
    assert not isinstance(facts, Noise)
