"""The A&D codec against frames that are not ours, and against everything a bad line can do to them."""

import random
from datetime import datetime

import pytest
from and_frames import AND, AND_COMMANDS, OTHER_MAKERS, RA, RB, RP, changed, golden, wrapped
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.bp_monitor.codecs.and_tm265x import Decoder
from devices.bp_monitor.events import Event, MonitorError, Noise, Reading, Reason, Refusal, Trouble

RS = b"\x1e"


def decoded(data: bytes) -> list[Event]:
    return Decoder().feed(data)


def readings(events: list[Event]) -> list[Reading]:
    return [event for event in events if isinstance(event, Reading)]


def gist(events: list[Event]) -> tuple[list[Event], int]:
    """Return all but noise in order, and how much noise there was."""
    heard = [event for event in events if not isinstance(event, Noise)]
    return heard, sum(event.size_bytes for event in events if isinstance(event, Noise))


@pytest.mark.parametrize("vector", AND, ids=lambda vector: str(vector["id"]))
def test_golden_frame(vector: dict[str, object]) -> None:
    expect = vector["expect"]
    assert isinstance(expect, dict)
    (event,) = decoded(golden(str(vector["id"])))
    if expect["ok"]:
        assert isinstance(event, Reading)
        assert (event.systolic_mmhg, event.diastolic_mmhg) == (expect["sys"], expect["dia"])
        assert (event.mean_mmhg, event.pulse_bpm) == (expect["map"], expect["pulse"])
        assert event.device_time == datetime.fromisoformat(expect["time"])
        assert (event.irregular_beats, event.irregular) == (expect["ihb"], bool(expect["ihb"]))
        assert (event.movement, event.retakes) == (bool(expect["movement"]), expect["retest"])
        assert (event.duration_s, event.model) == (expect["duration_s"], expect["model"])
    elif expect["reason"] == "device_error":
        assert isinstance(event, MonitorError)
        assert (event.code, event.group) == (expect["error"], Trouble.KEEP_STILL)
    else:
        assert isinstance(event, Refusal)
        assert event.reason == expect["reason"]


def test_plain_result_is_read() -> None:
    """The RB form has no quality fields and needs none."""
    assert decoded(RB) == [
        Reading(134, 88, 103, 71, device_time=datetime(2026, 3, 5, 9, 17), model="TM2655")  # noqa: DTZ001
    ]


def test_list_of_pulse_waves_is_no_reading() -> None:
    (event,) = decoded(RP)
    assert isinstance(event, Refusal)
    assert event.reason == Reason.UNSUPPORTED


@pytest.mark.parametrize("vector", OTHER_MAKERS, ids=lambda vector: str(vector["id"]))
def test_other_maker_s_frame_is_noise(vector: dict[str, str]) -> None:
    decoder = Decoder()
    assert [type(event) for event in decoder.feed(bytes.fromhex(vector["hex"]))] == [Noise]
    assert readings(decoder.feed(RB)) == readings(decoded(RB))


@pytest.mark.parametrize("vector", AND_COMMANDS, ids=lambda vector: str(vector["id"]))
def test_host_s_command_heard_on_the_line_is_no_reading(vector: dict[str, str]) -> None:
    assert not readings(decoded(bytes.fromhex(vector["hex"])))


@pytest.mark.parametrize("address", [b"01", b" 0", b"AA"])
def test_frame_of_another_address_is_noise(address: bytes) -> None:
    assert gist(decoded(wrapped(RB[6:-2], address))) == ([], len(RB))


@pytest.mark.parametrize("reply", [b"\x06", b"\x15"])
def test_reply_to_nobody_is_noise(reply: bytes) -> None:
    heard, noise = gist(decoded(b"\x16\x16\x0100" + reply + RB))
    assert (heard, noise) == (decoded(RB), 6)


@pytest.mark.parametrize(
    ("code", "group"),
    [
        (b"E11", Trouble.ARM_CUFF),
        (b"E15", Trouble.ARM_CUFF),
        (b"E43", Trouble.ARM_CUFF),
        (b"E44", Trouble.KEEP_STILL),
        (b"E48", Trouble.KEEP_STILL),
        (b"E23", Trouble.CALL_STAFF),
        (b"E99", Trouble.CALL_STAFF),
    ],
)
def test_error_frame_tells_what_to_do_and_gives_no_values(code: bytes, group: Trouble) -> None:
    """The vital fields of an error frame mean nothing, even when they look well."""
    (event,) = decoded(changed(RA, b"E00", code))
    assert isinstance(event, MonitorError)
    assert (event.code, event.group) == (code.decode(), group)
    assert "127" not in repr(event)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"S127", b"S 59", Reason.OUT_OF_RANGE),
        (b"S127", b"S281", Reason.OUT_OF_RANGE),
        (b"D 76", b"D 29", Reason.OUT_OF_RANGE),
        (b"D 76", b"D118", Reason.OUT_OF_RANGE),
        (b"D 76", b"D130", Reason.OUT_OF_RANGE),
        (b"P 78", b"P 29", Reason.OUT_OF_RANGE),
        (b"P 78", b"P241", Reason.OUT_OF_RANGE),
        (b"M 97", b"M 75", Reason.OUT_OF_RANGE),
        (b"M 97", b"M128", Reason.OUT_OF_RANGE),
        (b"S127", b"S12", Reason.MALFORMED),
        (b"S127", b"S1270", Reason.MALFORMED),
        (b"S127", b"S+12", Reason.MALFORMED),
        (b"S127", b"S12 ", Reason.MALFORMED),
        (b"S127", b"S   ", Reason.MALFORMED),
        (b"S127", b"s127", Reason.MALFORMED),
        (b"D 76", b"S 76", Reason.MALFORMED),
        (b"cN", b"S120", Reason.MALFORMED),
        (b"i 0", b"i  ", Reason.MALFORMED),
        (b"m0", b"q0", Reason.MALFORMED),
        (b"\x1eM\x1e", b"\x1e?\x1e", Reason.MALFORMED),
        (b"E00", b"E0", Reason.MALFORMED),
        (b"2411121014", b"2413121014", Reason.BAD_TIME),
        (b"2411121014", b"2402301014", Reason.BAD_TIME),
        (b"2411121014", b"2411122400", Reason.BAD_TIME),
        (b"2411121014", b"24111210", Reason.BAD_TIME),
        (b"TM2657", b"TM9000", Reason.UNSUPPORTED),
        (b"\x1eRA\x1e", b"\x1eRX\x1e", Reason.UNSUPPORTED),
    ],
)
def test_well_wrapped_frame_with_a_bad_field_is_refused(old: bytes, new: bytes, reason: Reason) -> None:
    (event,) = decoded(changed(RA, old, new))
    assert isinstance(event, Refusal)
    assert event.reason == reason


def test_empty_pulse_mean_and_clock_are_absent_not_wrong() -> None:
    frame = changed(wrapped(changed(RA, b"P 78", b"P   ")[6:-2]), b"M 97", b"M   ")
    (event,) = decoded(changed(frame, b"2411121014", b" " * 10))
    assert isinstance(event, Reading)
    assert (event.pulse_bpm, event.mean_mmhg, event.device_time) == (None, None, None)


def test_quality_flags_are_seen() -> None:
    (event,) = decoded(changed(wrapped(changed(RA, b"m0", b"m1")[6:-2]), b"i 0", b"i 3"))
    assert isinstance(event, Reading)
    assert (event.movement, event.irregular, event.irregular_beats) == (True, True, 3)


def test_id_that_the_machine_sends_is_never_passed_on() -> None:
    """Neither in a reading nor in what is kept of a refused frame or of noise."""
    inside = RA[6:-2] + b"kA123456789" + RS
    accepted = decoded(wrapped(inside))
    assert len(readings(accepted)) == 1
    refused = decoded(wrapped(inside)[:-1] + b"\x00")
    noise = decoded(b"bp,A123456789000000000,2015/08/02,15:42,120,088")
    assert all("123456789" not in repr(event) for event in (*accepted, *refused, *noise))


@pytest.mark.parametrize("frame", [RA, RB, RB.replace(b"\x0100\x02", b"\x010 \x02")], ids=["RA", "RB", "0 "])
def test_no_flipped_byte_ever_gives_a_wrong_reading(frame: bytes) -> None:
    """All 255 wrong values at each place give the right reading (the byte carries nothing) or none."""
    right = [vitals(reading) for reading in readings(decoded(frame))]
    assert len(right) == 1
    for place in range(len(frame)):
        for value in range(256):
            if value != frame[place]:
                bad = frame[:place] + bytes((value,)) + frame[place + 1 :]
                assert [vitals(each) for each in readings(decoded(bad + b"\x16"))] in ([], right), (
                    place,
                    value,
                )


def vitals(reading: Reading) -> tuple[object, ...]:
    return (
        reading.systolic_mmhg,
        reading.mean_mmhg,
        reading.diastolic_mmhg,
        reading.pulse_bpm,
        reading.device_time,
        reading.movement,
        reading.irregular_beats,
    )


@pytest.mark.parametrize("frame", [RA, RB])
def test_after_any_flipped_byte_the_next_frame_is_found(frame: bytes) -> None:
    for place in range(len(frame)):
        for bit in range(8):
            bad = frame[:place] + bytes((frame[place] ^ 1 << bit,)) + frame[place + 1 :]
            assert readings(decoded(bad + RB + frame))[-1:] == readings(decoded(frame)), (place, bit)


@pytest.mark.parametrize("frame", [RA, RB])
def test_after_any_lost_byte_the_next_frame_is_found(frame: bytes) -> None:
    """Also when the lost byte is the check byte, so that the next frame's start stands in its place."""
    for place in range(len(frame)):
        found = readings(decoded(frame[:place] + frame[place + 1 :] + RB))
        assert found[-1:] == readings(decoded(RB)), place


@pytest.mark.parametrize("frame", [RA, RB, RP, golden("and-tm2655-err"), golden("and-tm2657-ra-badbcc")])
def test_frame_may_come_byte_by_byte_or_in_any_two_pieces(frame: bytes) -> None:
    whole = decoded(frame)
    decoder = Decoder()
    assert [event for byte in frame for event in decoder.feed(bytes((byte,)))] == whole
    for cut in range(len(frame)):
        decoder = Decoder()
        assert decoder.feed(frame[:cut]) + decoder.feed(frame[cut:]) == whole


PIECES = st.sampled_from([RA, RB, RP, golden("and-tm2655-err"), b"\x16", b"\x16\x16", RB[:20], RA[9:40]])


@given(st.lists(st.one_of(PIECES, st.binary(max_size=30))), st.randoms(use_true_random=False))
def test_how_bytes_are_cut_does_not_matter(pieces: list[bytes], chance: random.Random) -> None:
    stream = b"".join(pieces)
    decoder, events, at = Decoder(), [], 0
    while at < len(stream):
        size = chance.randint(1, 40)
        events += decoder.feed(stream[at : at + size])
        at += size
    assert gist(events) == gist(decoded(stream))


@given(st.lists(st.sampled_from([RA, RB, RP]), max_size=6))
def test_frames_without_a_pause_are_all_found(frames: list[bytes]) -> None:
    assert decoded(b"".join(frames)) == [event for frame in frames for event in decoded(frame)]


@given(st.binary(max_size=300))
@settings(max_examples=300)
def test_after_any_noise_the_next_frame_is_found(noise: bytes) -> None:
    """At the latest the one after: noise may begin a frame and take the first bytes of the next one."""
    assert readings(decoded(noise + RB + RA))[-1:] == readings(decoded(RA))


def test_a_megabyte_of_noise_is_forgotten() -> None:
    decoder = Decoder()
    chance = random.Random(7)  # noqa: S311  noise, not secrets
    for _ in range(1024):
        events = decoder.feed(chance.randbytes(1024))
        assert not readings(events)
        assert all(len(event.raw) <= 64 for event in events if isinstance(event, Noise))
        assert len(decoder._buffer) <= 520
    assert readings(decoder.feed(b"\x00" + RB)) == readings(decoded(RB))


@pytest.mark.parametrize("filler", [b"\x16", b"\x16\x16\x01", b"\x16\x16\x0100\x02", b"A"])
def test_endless_beginnings_are_bounded(filler: bytes) -> None:
    """A frame that never ends holds no more than one frame's worth of memory."""
    decoder = Decoder()
    decoder.feed(b"\x16\x16\x0100\x02" + filler * 5000)
    assert len(decoder._buffer) <= 520
    assert readings(decoder.feed(RB)) == readings(decoded(RB))


def test_a_gap_gives_up_and_never_completes() -> None:
    decoder = Decoder()
    assert decoder.feed(RB[:-1]) == []
    assert decoder.has_part
    (event,) = decoder.gap()
    assert isinstance(event, Refusal)
    assert not decoder.has_part
    assert not readings(decoder.feed(RB[-1:]))
    assert decoder.gap() == []
