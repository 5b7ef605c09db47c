"""Commands, letters and replies of Alpha signs, against readerboard, whose bytes are proven on a BetaBrite."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readerboard.protocol import constants as theirs
from readerboard.protocol import frames as witness
from readerboard.protocol import replies as their_replies

from devices.errors import EncodeError
from devices.marquee.codecs import alpha_commands as commands
from devices.marquee.codecs import alpha_text as text
from devices.marquee.codecs.alpha import RESPONSE, Frame, Part, encode, frame, summed
from devices.marquee.codecs.alpha_decoder import Decoder
from devices.marquee.codecs.alpha_memory import dots_file, parse_table, pool_bytes, same_table, string_file, text_file
from devices.marquee.codecs.alpha_replies import Errors, parse_dots, parse_errors, parse_information, parse_pool

LATIN = "".join(chr(code) for code in range(0x20, 0x7E))
DAY = date(2026, 11, 22)
TABLE = (text_file("A", 0x200), text_file("B", 40), string_file("b", 16), dots_file("7", 16, 48))
OURS = [
    (commands.configure_memory(TABLE), witness.set_memory_config([
        witness.FileAllocation(b"A", 0x200, locked=True, schedule=b"FF00"),
        witness.FileAllocation(b"B", 40, locked=True, schedule=b"FF00"),
        witness.FileAllocation.string(b"b", 16), witness.FileAllocation(
            b"7", 0x1030, file_type=b"D", locked=True, schedule=b"4000"),
    ])),
    (commands.CLEAR_MEMORY, witness.clear_memory()),
    (commands.write_string("b", b"B107"), witness.write_string_file(b"b", b"B107")),
    (commands.write_text("B", b"HI", "b"), witness.write_text_file(b"B", b"HI", mode=theirs.MODE_HOLD)),
    (commands.write_dots("6", ["012", "345"]), witness.write_dots_file(b"6", ["012", "345"])),
    (text.CALL_DOTS + b"7", witness.call_dots_file(b"7")),
    (commands.RELEASE_PRIORITY, witness.clear_priority_file()),
    (commands.run_sequence("BCA"), witness.set_run_sequence([b"B", b"C", b"A"])),
    (commands.set_time(time(9, 5)), witness.set_time(9, 5)),
    (commands.set_weekday(DAY), witness.set_day_of_week(1)),
    (commands.TWENTY_FOUR_HOURS, witness.set_time_format(military=True)),
    (commands.TWELVE_HOURS, witness.set_time_format(military=False)),
    (commands.SOFT_RESET, witness.soft_reset()),
    (commands.READ_INFORMATION, witness.read_general_information()),
    (commands.READ_MEMORY, witness.read_memory_config()),
    (commands.READ_POOL, witness.read_memory_pool_size()),
    (commands.READ_SEQUENCE, witness.read_run_sequence()),
    (commands.READ_RUN_TIMES, witness.read_run_time_table()),
    (commands.read_string("b"), witness.read_string_file(b"b")),
    (commands.read_dots("6"), witness.read_dots_file(b"6")),
]  # fmt: skip


@pytest.mark.parametrize(("ours", "foreign"), OURS, ids=lambda one: one[:12].hex())
def test_commands_are_those_of_readerboard(ours: bytes, foreign: bytes) -> None:
    assert ours == foreign
    assert encode(Frame((Part(ours),), ("Z00",), nuls=6)) == witness.packet(foreign, sign_type=b"Z")


@pytest.mark.parametrize("foreign", [foreign for _, foreign in OURS], ids=lambda one: one[:12].hex())
def test_frames_of_readerboard_are_understood(foreign: bytes) -> None:
    (found,) = Decoder().feed(witness.packet(foreign))
    assert isinstance(found, Frame)
    assert (found.parts, found.addressees, found.nuls) == ((Part(foreign),), ("^00",), 6)


def test_replies_as_we_read_them_are_those_readerboard_reads() -> None:
    body = b'E"1044-160B01931433M004000,0BB8'
    reply = encode(Frame((summed(body),), (RESPONSE,), nuls=20))
    foreign, ours = their_replies.parse_general_information(reply), parse_information(body[2:])
    assert ours is not None
    assert (ours.firmware, ours.revision, ours.released) == (
        foreign.firmware_version, foreign.firmware_revision, foreign.firmware_released,
    )  # fmt: skip
    assert (ours.pool_bytes, ours.free_bytes) == (foreign.memory_total, foreign.memory_free) == (0x4000, 0x0BB8)
    assert (ours.clock, foreign.clock) == ("1433", "14:33")


def test_the_cost_of_a_table_is_the_measured_one() -> None:
    foreign = [witness.FileAllocation(b"A", 0x200), witness.FileAllocation(b"B", 40)]
    foreign += [witness.FileAllocation.string(b"b", 16), witness.FileAllocation.dots(b"7", 16, 48)]
    assert pool_bytes(TABLE) == witness.memory_claimed(foreign)


def test_information_without_a_revision_letter() -> None:
    found = parse_information(b"1044-16001931433SFF4000,0BB8")
    assert found is not None
    assert (found.revision, found.is_24_hours, found.speaker) == ("", False, False)
    assert parse_information(b"1044-160") is None


def test_the_date_has_no_century() -> None:
    assert commands.set_date(DAY) == b"E;112226"


@pytest.mark.parametrize(
    ("percent", "sent"), [(100, b"E/FF00"), (80, b"E/FF01"), (50, b"E/FF04"), (1, b"E/FF04"), (None, b"E/8004")]
)
def test_brightness_is_the_nearest_step(percent: int | None, sent: bytes) -> None:
    assert commands.dim(percent) == sent


def test_a_table_is_read_back_by_meaning() -> None:
    table = parse_table(commands.configure_memory(TABLE)[2:])
    assert table == TABLE
    grown = (text_file("A", 0x3000), *TABLE[1:])
    assert same_table(grown, TABLE)
    assert not same_table(TABLE[:1], TABLE)
    assert not same_table((TABLE[0], text_file("B", 41), *TABLE[2:]), TABLE)
    assert parse_table(b"AAU04") is None
    assert parse_table(b"AXU0400FF00") is None


@pytest.mark.parametrize("label", ["", "AB", "\x1f", "é"])
def test_a_label_no_sign_has_is_refused(label: str) -> None:
    with pytest.raises(EncodeError, match="label"):
        commands.write_text(label, b"")


@pytest.mark.parametrize("label", ["0", "?"])
def test_a_string_with_a_forbidden_label_is_refused(label: str) -> None:
    with pytest.raises(EncodeError, match="STRING"):
        commands.write_string(label, b"1")
    with pytest.raises(EncodeError, match="STRING"):
        string_file(label, 20).encode()


def test_what_a_sign_would_damage_silently_is_refused() -> None:
    with pytest.raises(EncodeError, match="126"):
        commands.write_string("a", b"x" * 126)
    with pytest.raises(EncodeError, match="126"):
        commands.write_text("0", b"x" * 126, "b")
    for rows in ([], ["0" * 256], ["0"] * 32, ["00", "0"], ["09"], [""]):
        with pytest.raises(EncodeError, match="picture"):
            commands.write_dots("6", rows)
    for labels in ("", "A" * 129):
        with pytest.raises(EncodeError, match="run sequence"):
            commands.run_sequence(labels)
    for columns in (0, 256):
        with pytest.raises(EncodeError, match="picture 6"):
            dots_file("6", 16, columns)


def test_latin_letters_are_the_signs_own() -> None:
    assert text.encode_text(LATIN) == LATIN.encode("ascii")
    assert text.encode_text("é\u2009Ç°") == b"\x08\x22~\x08\x20\x08\x49"
    assert text.encode_text("e\u0301") == text.encode_text("é")


@pytest.mark.parametrize("char", ["~", "\x7f", "\n", "戶", "ế", "　"])
def test_a_letter_the_sign_lacks_is_named(char: str) -> None:
    assert not text.sayable(char)
    with pytest.raises(EncodeError, match=rf"U\+{ord(char):04X}"):
        text.encode_text(char)


def test_registers_and_pictures_are_read() -> None:
    assert parse_errors(b"@") == Errors.ALWAYS
    assert parse_errors(b"P") == Errors.ALWAYS | Errors.CHECKSUM
    assert parse_errors(b"60") == Errors.ALWAYS | Errors.ILLEGAL
    assert parse_errors(b"") is None
    assert parse_pool(b"4000,0BB8") == (0x4000, 0x0BB8)
    assert parse_pool(b"4000") is None
    assert parse_dots(b"") == ()
    assert parse_dots(b"0203012\r345\r") == parse_dots(b"0203012\r345") == ("012", "345")
    assert parse_dots(b"0204012\r345\r") is None
    assert parse_dots(b"xx") is None


@given(st.text("戶é A1~\u2009", max_size=20))
def test_sayable_is_what_can_be_said(said: str) -> None:
    if all(text.sayable(char) for char in said):
        text.encode_text(said)
    else:
        with pytest.raises(EncodeError):
            text.encode_text(said)


def test_a_whole_frame_has_its_checksum() -> None:
    assert encode(frame(commands.write_string("a", b"A032"))).endswith(b"\x030183\x04")
