"""Bytes of ESC/POS against golden bytes that others produced, and properties that hold for any picture."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from devices.printer.codecs import escpos
from devices.printer.codecs.bands import Encoder
from devices.printer.codecs.escpos import (
    AutomaticStatus,
    Decoder,
    Information,
    Noise,
    ProcessDone,
    QueuedByte,
    StatusByte,
)
from devices.printer.profiles import PROFILES, Profile
from devices.printer.raster import stacked
from devices.printer.status import PrinterStatus
from devices.simulators.printer_commands import CommandReader
from devices.simulators.printer_paper import Paper
from devices.simulators.printer_works import Make, Works

GOLDEN = json.loads((Path(__file__).parents[2] / "frames" / "printer.json").read_text(encoding="utf-8"))
FULL = Profile("any", width_dots=16, left_margin=True, max_band_rows=255)


def p16x8(left_white: int = 0) -> Image.Image:
    """Draw the golden pattern: 16 x 8 dots, black where x % 3 == 0 or y == 7."""
    picture = Image.new("1", (16 + left_white, 8), 1)
    for y in range(8):
        for x in range(16):
            if x % 3 == 0 or y == 7:
                picture.putpixel((x + left_white, y), 0)
    return picture


def encoded(picture: Image.Image, profile: Profile = FULL) -> bytes:
    return b"".join(Encoder(profile).encode([picture]))


def printed(data: bytes, width_dots: int, tray: Path) -> Image.Image:
    """Return what a printer puts on paper that knows nothing of our encoder."""
    paper = Paper(width_dots, tray)
    works = Works(Make(width_dots=width_dots), paper, lambda _answer: None)
    for command in CommandReader().feed(data):
        works.carry_out(command, bytes(4))
    return paper.picture()


def test_a_picture_is_the_golden_raster_command() -> None:
    assert encoded(p16x8()).hex() == GOLDEN["raster_P16x8"]["GS v 0 m=0"]["hex"]


def test_white_at_the_left_becomes_the_golden_margin() -> None:
    golden = GOLDEN["raster_P16x8"]["GS L 8 then GS v 0 then GS L 0 (left trim by one byte)"]["hex"]
    assert encoded(p16x8(left_white=8)).hex() == golden


@pytest.mark.parametrize(
    ("ours", "golden"),
    [
        (escpos.INITIALISE, GOLDEN["init"]["ESC @ initialise"]),
        (escpos.REAL_TIME_OFF, GOLDEN["init"]["GS ( D disable DLE DC4 fn1+fn2 inside raster"]),
        (escpos.NEAR_END_NEVER_STOPS, GOLDEN["init"]["ESC c 4 0 near-end sensor never stops printing"]),
        (escpos.CUT, GOLDEN["cut"]["GS V 66 n feed to cutter + partial (recommended for tickets)"]),
        (escpos.status_request(1), GOLDEN["status_requests"]["DLE EOT 1 printer"]),
        (escpos.status_request(2), GOLDEN["status_requests"]["DLE EOT 2 offline cause"]),
        (escpos.status_request(4), GOLDEN["status_requests"]["DLE EOT 4 paper"]),
        (escpos.QUEUED_STATUS, GOLDEN["status_requests"]["GS r 1 queued paper status (fence)"]),
        (escpos.process_id("AB12"), GOLDEN["status_requests"]["GS ( H fn48 process id 'AB12'"]),
    ],
)
def test_commands_are_the_golden_bytes(ours: bytes, golden: str) -> None:
    assert ours.hex() == golden


def test_initialising_sets_one_motion_unit_to_one_dot() -> None:
    units = bytes.fromhex(GOLDEN["init"]["GS P 203 203 motion unit = 1 dot at 203 dpi"])
    assert units in escpos.initialise(PROFILES["TM-T20III"])


@pytest.mark.parametrize(
    ("answer", "event"),
    [
        ("12", StatusByte(0x12)),
        ("7e", StatusByte(0x7E)),
        ("10000000", AutomaticStatus(bytes.fromhex("10000000"))),
        ("18000f00", AutomaticStatus(bytes.fromhex("18000f00"))),
        ("03", QueuedByte(3)),
        ("37224142313200", ProcessDone("AB12")),
        ("372500", Information(b"\x37\x25")),
        ("5f544d2d54323049494900", Information(b"\x5fTM-T20III")),
    ],
)
def test_golden_answers_are_told_apart_whole_and_byte_by_byte(answer: str, event: escpos.Event) -> None:
    raw = bytes.fromhex(answer)
    assert Decoder().feed(raw) == [event]
    one_by_one = Decoder()
    assert [each for byte in raw for each in one_by_one.feed(bytes((byte,)))] == [event]


def test_flow_control_bytes_say_nothing() -> None:
    assert Decoder().feed(bytes.fromhex("1113")) == []


def test_an_automatic_status_of_zeros_is_none() -> None:
    assert AutomaticStatus(bytes(4)) not in Decoder().feed(bytes(4))


def test_a_block_that_never_ended_does_not_hide_the_process_id_behind_it() -> None:
    assert Decoder().feed(b"\x5fTM\x37\x22AB12\x00")[-1] == ProcessDone("AB12")


@given(
    st.lists(
        st.sampled_from([b"\x12", b"\x10\0\0\0", b"\x37\x22AB12\0", b"\0", b"\x5fEPSON\0", b"\x80", b"\x11"])
    ),
    st.data(),
)
def test_how_the_line_chops_the_answers_does_not_matter(answers: list[bytes], data: st.DataObject) -> None:
    stream = b"".join(answers)
    whole = Decoder().feed(stream)
    decoder, events = Decoder(), []
    while stream:
        cut = data.draw(st.integers(1, len(stream)))
        events += decoder.feed(stream[:cut])
        stream = stream[cut:]
    assert events == whole


@given(st.binary(max_size=200))
def test_any_bytes_are_taken_and_the_next_good_answer_is_found(noise: bytes) -> None:
    decoder = Decoder()
    decoder.feed(noise)
    events = decoder.feed(b"\x80\x80\x80\x80" + b"\x37\x22AB12\x00")
    assert events[-1] == ProcessDone("AB12")


@given(st.binary(max_size=100).map(lambda raw: bytes(byte | 0x80 for byte in raw)))
def test_noise_is_reported_and_not_lost(noise: bytes) -> None:
    events = Decoder().feed(noise)
    assert b"".join(event.raw for event in events if isinstance(event, Noise)) == noise


@given(st.binary(max_size=400) | st.lists(st.sampled_from([0x10, 0x04, 0x05, 0x14]), max_size=60).map(bytes))
def test_no_picture_holds_a_real_time_command(payload: bytes) -> None:
    harmless = escpos.defuse(payload)
    assert not any(first == 0x10 and second in (4, 5, 0x14) for first, second in pairwise(harmless))
    assert all(before & after == before for before, after in zip(payload, harmless, strict=True))
    pairs = sum(first == 0x10 and second in (4, 5, 0x14) for first, second in pairwise(payload))
    assert sum((before ^ after).bit_count() for before, after in zip(payload, harmless, strict=True)) == pairs


@st.composite
def pictures(draw: st.DrawFn) -> list[Image.Image]:
    """Pictures of one width with much white, as slips have."""
    width = draw(st.sampled_from([16, 64, 384]))
    made = []
    for _ in range(draw(st.integers(1, 3))):
        height = draw(st.integers(1, 300))
        picture = Image.new("1", (width, height), 1)
        for _ in range(draw(st.integers(0, 4))):
            x, y = draw(st.integers(0, width - 1)), draw(st.integers(0, height - 1))
            wide, high = draw(st.integers(1, width)), draw(st.integers(1, 60))
            picture.paste(0, (x, y, min(width, x + wide), min(height, y + high)))
        made.append(picture)
    return made


@settings(max_examples=60, deadline=None)
@given(
    bands=pictures(),
    left_margin=st.booleans(),
    rows=st.sampled_from([(255, 0), (128, 48), (100, 0)]),
)
def test_paper_shows_exactly_the_dots_of_the_pictures(
    tmp_path_factory: pytest.TempPathFactory,
    bands: list[Image.Image],
    *,
    left_margin: bool,
    rows: tuple[int, int],
) -> None:
    width = bands[0].width
    profile = Profile(
        "any", width_dots=width, left_margin=left_margin, max_band_rows=rows[0], rows_avoided=rows[1]
    )
    data = b"".join(Encoder(profile).encode(bands))
    whole = stacked(bands, width)
    paper = printed(data, width, tmp_path_factory.mktemp("tray"))
    assert paper.size == whole.size
    assert paper.tobytes() == stacked([Encoder(profile).on_paper(band) for band in bands], width).tobytes()
    difference = int.from_bytes(paper.tobytes(), "big") ^ int.from_bytes(whole.tobytes(), "big")
    assert difference.bit_count() <= data.count(b"\x10\x0c") + data.count(b"\x10\x0d") + data.count(
        b"\x10\x1c"
    )
    for command in CommandReader().feed(data):
        if command.name == "GS v 0":
            height = int.from_bytes(command.parameters[3:5], "little")
            assert height <= rows[0]
            assert len(command.data) <= profile.max_band_bytes
            assert not (rows[1] and height % rows[1] == 0)


@pytest.mark.parametrize("left", [0, 5])
def test_a_picture_shows_the_dot_that_makes_its_bytes_harmless(tmp_path: Path, left: int) -> None:
    drawn = Image.new("1", (32, 2), 1)
    drawn.paste(Image.frombytes("1", (24, 1), b"\x90\x10\x04", "raw", "1;I"), (left, 1))
    paper = Encoder(FULL).on_paper(drawn)
    assert paper.tobytes() == printed(encoded(drawn), 32, tmp_path).tobytes()
    assert paper.histogram()[0] == drawn.histogram()[0] + 1


def test_the_bytes_of_a_slip_are_far_fewer_than_its_dots() -> None:
    from example_slips import ticket, typefaces  # noqa: PLC0415

    from devices.printer.raster import Raster  # noqa: PLC0415

    raster = Raster(typefaces())
    data = b"".join(Encoder(PROFILES["TM-T20III"]).encode(raster.bands(ticket())))
    assert len(data) < 0.6 * raster.picture(ticket()).height * 72


@pytest.mark.parametrize(
    ("request_number", "byte", "known"),
    [
        (1, 0x1A, PrinterStatus(online=False, answered=True)),
        (2, 0x16, PrinterStatus(cover_open=True, answered=True)),
        (2, 0x32, PrinterStatus(paper_out=True, answered=True)),
        (3, 0x1A, PrinterStatus(cutter_fault=True, answered=True)),
        (3, 0x16, PrinterStatus(fault=True, answered=True)),
        (3, 0x52, PrinterStatus(overheated=True, answered=True)),
        (4, 0x1E, PrinterStatus(paper_near_end=True, answered=True)),
        (4, 0x7E, PrinterStatus(paper_near_end=True, paper_out=True, answered=True)),
        (4, 0x32, PrinterStatus(paper_out=True, answered=True)),
        (4, 0x16, PrinterStatus(paper_near_end=True, answered=True)),
    ],
)
def test_each_status_byte_is_read_as_the_manual_draws_it(
    request_number: int, byte: int, known: PrinterStatus
) -> None:
    assert PrinterStatus().with_reply(request_number, byte) == known


@pytest.mark.parametrize(
    ("block", "known"),
    [
        ("10000000", PrinterStatus(answered=True)),
        ("10000300", PrinterStatus(paper_near_end=True, answered=True)),
        ("18000f00", PrinterStatus(online=False, paper_near_end=True, paper_out=True, answered=True)),
        ("38000000", PrinterStatus(online=False, cover_open=True, answered=True)),
    ],
)
def test_golden_automatic_status(block: str, known: PrinterStatus) -> None:
    assert block in GOLDEN["status_replies"]["ASB 4 bytes"]
    assert PrinterStatus().with_automatic(bytes.fromhex(block)) == known


def test_good_answers_clear_what_was_wrong() -> None:
    wrong = PrinterStatus(cover_open=True, paper_out=True, cutter_fault=True, fault=True)
    for request in (2, 3, 4):
        wrong = wrong.with_reply(request, 0x12)
    assert wrong.trouble is None
