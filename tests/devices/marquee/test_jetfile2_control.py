"""Requests beyond the daily ones, byte by byte as the manual's tables say, and what the replies to them mean."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from devices.errors import EncodeError
from devices.marquee.codecs import jetfile2_commands as commands
from devices.marquee.codecs import jetfile2_control as control
from devices.marquee.codecs import jetfile2_files as files
from devices.marquee.codecs.jetfile2 import Decoder, Frame, encode
from devices.marquee.codecs.jetfile2_files import FileName, Folder

TAIPEI = timezone(timedelta(hours=8))
EVENING = datetime(2026, 11, 22, 20, 30, 15, tzinfo=TAIPEI)
REQUESTS = [
    (control.READ_POWER, "0405", "", ""),
    (control.RESET, "0400", "", ""),
    (control.POWER_ON, "0404", "", ""),
    (control.semi_off(dark=True), "0403", "01000000", ""),
    (control.semi_off(dark=False), "0403", "00000000", ""),
    (control.NEXT, "0605", "", ""),
    (control.PREVIOUS, "0609", "", ""),
    (control.current_file(), "0607", "01000000", ""),
    (control.current_file(with_content=True), "0607", "02000000", ""),
    (control.buzzer(3), "060f", "0100330000000000", ""),
    (control.delete_all(Folder.TEXT, "E"), "0707", "45000000", ""),
    (control.delete_all(Folder.ARRAY, "D"), "070a", "44000000", ""),
    (control.directory("E:\\T"), "070b", "453a5c5400000000", ""),
    (control.disk("E"), "070d", "453a0000", ""),
    (control.no_wrap(to_the_right=True, speed=6, pause_s=2), "0901", "00010602", ""),
    (control.log_in("admin", "12"), "0a01", "61646d696e000000000000000000" + "313200000000", ""),
    (control.read_path("C:\\CONFIG.SYS"), "0108", "00020100433a5c434f4e4649472e53595300000000"[:40], ""),
    (commands.BLACK, "0401", "", ""),
    (commands.END_BLACK, "0402", "", ""),
    (commands.READ_BRIGHTNESS, "0116", "00000000", ""),
    (commands.set_brightness(40), "0407", "28000000", ""),
    (commands.set_brightness(None), "0407", "00000000", ""),
    (commands.set_clock(EVENING), "0504", "262011222030150114000000", ""),
    (commands.set_clock_of_minutes(EVENING), "0502", "2620112220300114", ""),
    (commands.set_speed(19200), "0406", "03" + "00" * 31, ""),
    (files.play_now(FileName("E", Folder.TEXT, "T1")), "0606", "45545431000000000000000000000000", ""),
    (files.file_exists(FileName("E", Folder.TEXT, "T1")), "070e", "453a5c545c543100", ""),
]  # fmt: skip


@pytest.mark.parametrize(("request_", "command", "arg", "data"), REQUESTS)
def test_a_request_is_as_the_tables_say(request_: Frame, command: str, arg: str, data: str) -> None:
    (frame,) = Decoder().feed(encode(request_))
    assert isinstance(frame, Frame)
    assert (f"{frame.command:04x}", frame.arg.hex(), frame.data.hex()) == (command, arg, data)


def test_every_command_of_the_tables_has_a_name() -> None:
    assert {request.command for request, *_ in REQUESTS} <= set(control.NAMES)


ZONES = {0: 0x0C, 8: 0x14, -12: 0x00, 13: 0x19, -3.5: 0x1A, 5.5: 0x1B, 5.75: 0x1C, 6.5: 0x1D, 9.5: 0x1E}


@pytest.mark.parametrize(("offset_h", "code"), ZONES.items())
def test_the_zone_is_that_of_the_manual(offset_h: float, code: int) -> None:
    local = datetime(2026, 3, 5, tzinfo=timezone(timedelta(hours=offset_h)))
    assert commands.set_clock(local).arg[8] == code


@pytest.mark.parametrize("local", [datetime(2026, 3, 5), datetime(2026, 3, 5, tzinfo=timezone(timedelta(hours=3.25)))])  # noqa: DTZ001
def test_a_zone_the_sign_does_not_know_is_refused(local: datetime) -> None:
    with pytest.raises(EncodeError, match="needs a local time with a zone of its table"):
        commands.set_clock(local)


@pytest.mark.parametrize(("day", "week"), [(22, 1), (23, 2), (28, 7)])
def test_sunday_is_the_first_day(day: int, week: int) -> None:
    assert commands.set_clock(datetime(2026, 11, day, tzinfo=UTC)).arg[7] == week


def test_a_path_is_written_in_packets() -> None:
    first, second = control.write_path("E:\\T\\T1", b"x" * 600)
    assert first.arg[:10].hex() == "58020000000202000100"
    assert (len(first.data), len(second.data)) == (512, 88)
    assert second.arg[8:].hex() == "0200" + b"E:\\T\\T1\0".hex()


def test_replies_are_understood() -> None:
    assert control.parse_power(Frame(4, 5, data=b"\x02\x00")) is control.Power.OFF_DARK
    assert control.parse_brightness(Frame(1, 0x16, data=b"\x01\x28\x00\x00")) == (control.Brightness.MANUAL, 40)
    clock = Frame(5, 1, bytes.fromhex("2620112220300014"))
    assert control.parse_clock(clock) == datetime(2026, 11, 22, 20, 30)  # noqa: DTZ001
    assert control.parse_playing(Frame(6, 7, b"E:\\T\\T1\0", b"hi")) == control.Playing("E:\\T\\T1", b"hi")


@pytest.mark.parametrize("raw", [b"", b"\xff", b"\x26\x20\x13\x01\x01\x01", b"\xaa" * 8])
def test_nonsense_is_not_understood(raw: bytes) -> None:
    reply = Frame(5, 1, raw, raw)
    assert control.parse_clock(reply) is None
    assert control.parse_power(Frame(4, 5, data=raw)) is None
    assert control.parse_brightness(Frame(1, 0x16, data=raw)) is None


@pytest.mark.parametrize(
    "ask",
    [
        lambda: control.buzzer(0), lambda: control.buzzer(10), lambda: control.no_wrap(speed=7),
        lambda: control.log_in("管理員", "1"), lambda: control.log_in("a" * 15, "1"), lambda: control.log_in("a", "1234567"),
    ],
)  # fmt: skip
def test_what_no_field_can_hold_is_refused(ask: object) -> None:
    with pytest.raises(EncodeError):
        ask()  # type: ignore[operator]
