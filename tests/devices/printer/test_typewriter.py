"""Slips in the printer's own characters: what is set, what is drawn instead, and which bytes never go out."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from example_slips import notice, ticket, typefaces
from hypothesis import given, settings
from hypothesis import strategies as st

from devices import catalog
from devices.errors import EncodeError
from devices.printer.codecs import escpos_text
from devices.printer.codecs.code_pages import columns, encoded
from devices.printer.job import bytes_without_questions
from devices.printer.profiles import PROFILES, profile
from devices.printer.slip import Bar, Cells, Check, Columns, Labelled, Phrase, Qr, Rule, Signatures, Slip, Space, Text
from devices.printer.typewriter import Typewriter
from devices.simulators.printer_commands import Command, CommandReader
from devices.simulators.printer_picture import picture_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.printer.raster import Raster

GOLDEN = json.loads((Path(__file__).parents[2] / "frames" / "printer.json").read_text(encoding="utf-8"))
T20III = PROFILES["TM-T20III"].in_own_characters()


def typed(data: bytes, code_page: str = "big5") -> list[str]:
    """The lines of text within `data`, as a printer reads them."""
    lines, line = [], b""
    for command in CommandReader().feed(data):
        if command.name == "text":
            line += command.parameters
        elif command.name == "LF":
            lines.append(line.decode(code_page))
            line = b""
    return lines


def commands(data: bytes) -> list[Command]:
    return list(CommandReader().feed(data))


@pytest.fixture
def raster(rasters: Callable[[int], Raster]) -> Raster:
    return rasters(576)


def test_chinese_is_the_golden_big5_and_never_gb18030_on_a_big5_printer() -> None:
    office = "中山區戶政事務所"
    assert encoded(office, "big5") == bytes.fromhex(GOLDEN["chinese_native"][f"{office} Big5"])
    gb = GOLDEN["chinese_native"]["same in GB18030 (what python-escpos text() sends)"]
    assert encoded(office, "gb18030") == bytes.fromhex(gb)


@pytest.mark.parametrize("character", GOLDEN["chinese_native"]["not in Big5"].replace("・", "").split())
def test_what_big5_lacks_is_refused_as_a_whole(character: str) -> None:
    if character != "・":
        assert encoded(f"陳{character}", "big5") is None


@given(st.text(max_size=40), st.sampled_from(["big5", "gb18030"]))
def test_no_text_can_issue_a_command(text: str, code_page: str) -> None:
    data = encoded(text, code_page)  # type: ignore[arg-type]
    assert data is None or all(byte >= 0x20 and byte != 0x7F for byte in data)


def test_the_code_is_the_golden_one() -> None:
    fields = GOLDEN["qr_native"]["fields"]
    data = b"https://x.tw/q/A012"
    parts = [
        fields["select model 2"], fields["module size 6"], fields["EC M (30 L,31 M,32 Q,33 H)"],
        fields["store (pL pH = len+3)"].removesuffix("+data") + data.hex(), fields["print"],
    ]  # fmt: skip
    assert escpos_text.qr_code(data, 6).hex() == "".join(parts)


def test_a_ticket_is_a_sixtieth_of_its_picture(raster: Raster) -> None:
    data = bytes_without_questions(ticket(), raster, T20III)
    assert len(data) <= 0.0167 * 72 * raster.picture(ticket()).height
    lines = typed(data)
    assert "C008" in lines
    assert any("您的號碼" in line and line.endswith("戶籍登記") and columns(line) == 48 for line in lines)
    assert not [command for command in commands(data) if command.name == "GS v 0"]


def test_only_the_line_with_a_rare_name_is_drawn(raster: Raster) -> None:
    slip = Slip((Text("申請人"), Text("陳喆"), Text("戶籍登記")))
    data = bytes_without_questions(slip, raster, T20III)
    names = [command.name for command in commands(data)]
    assert typed(data) == ["申請人", "戶籍登記"]
    assert names.index("GS v 0") > names.index("LF")
    drawn = picture_of(data, 576, 203, "big5", typefaces().medium)
    assert drawn.height > 3 * 24


def test_vietnamese_is_drawn_and_nothing_is_lost(raster: Raster) -> None:
    slip = Slip((Columns(Text("Số của bạn"), Text("A012")), Bar("Thiếu", "2"), Check("Giấy khai sinh", note="bản chính")))
    data = bytes_without_questions(slip, raster, T20III)
    assert typed(data) == []
    assert sum(command.name == "GS v 0" for command in commands(data)) >= 4


def test_every_block_can_be_set_on_every_paper(rasters: Callable[[int], Raster]) -> None:
    every = Slip((
        Text("臺南市新營區戶政事務所", size=44), Text("A" * 60), Text("A1", size=208), Space(30), Rule(), Rule("dashed", 4),
        Columns(Text("左" * 20), Text("右" * 20)), Cells(((Text("一"),), (Text("二" * 30), Text("三")))),
        Labelled(Text("規費"), Text("戶口名簿每份 30 元" * 5)), Check("長" * 60, "注" * 60), Check("有", state="ready"),
        Bar("尚缺" * 20, "2 項"), Qr("https://example.test/1", beside=(Text("掃描"),)), Signatures(("說明人", "收受人")),
        Phrase((Text("1", size=56), Text("人" * 30))),
    ))  # fmt: skip
    for name in ("TM-T20III", "TM-T88V", "generic-80", "POS-5890"):
        one = profile(name).in_own_characters()
        data = bytes_without_questions(every, rasters(one.width_dots), one)
        for line in typed(data, one.code_page):
            assert columns(line) <= one.width_dots // 12


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text("陳喆一Aé\x10\x04\x1b□12 ，", max_size=60), max_size=4))
def test_no_slip_holds_a_real_time_command_in_its_text(rasters: Callable[[int], Raster], texts: list[str]) -> None:
    slip = Slip(tuple(Text(text) for text in texts))
    data = bytes_without_questions(slip, rasters(576), T20III)
    body = data[len(b"\x1b@") :]
    assert not any(first == 0x10 and second in (4, 5, 0x14) for first, second in pairwise(body))


def test_a_code_without_help_from_the_printer_is_drawn(raster: Raster) -> None:
    from dataclasses import replace  # noqa: PLC0415

    data = b"".join(sent for sent, _ in Typewriter(replace(T20III, native_qr=False), raster).write(Slip((Qr("x"),))))
    assert b"\x1d(k" not in data
    assert b"\x1dv0" in data


def test_a_model_without_characters_of_its_own_says_so(raster: Raster) -> None:
    with pytest.raises(EncodeError):
        Typewriter(catalog.printer_profile("TM-T20III", "none"), raster)
    with pytest.raises(ValueError, match="code_page"):
        catalog.printer_profile("TM-T20III", "none").in_own_characters()


@pytest.mark.parametrize(
    ("name", "code_page", "speed", "native"),
    [
        ("TM-T20III", "model", 9600, True),
        ("TM-T20III", "model", 38400, True),
        ("TM-T20III", "model", 57600, False),
        ("TM-T20III", "none", 9600, False),
        ("POS-5890", "model", 9600, True),
        ("TM-T20II", "model", 9600, False),
        ("TM-T20II", "gb18030", 9600, True),
    ],
)
def test_slow_lines_get_characters_and_fast_ones_pictures(name: str, code_page: str, speed: int, native: bool) -> None:
    assert catalog.printer_profile(name, code_page).on_serial_line(speed).native is native


@pytest.mark.parametrize(("port", "native"), [("/dev/ttyS9", True), ("tcp://127.0.0.1:9100", False), ("/dev/usb/lp0", False)])
def test_only_serial_lines_are_slow(port: str, native: bool) -> None:
    printer = catalog.build_printer("TM-T20III", port, typefaces(), {"speed_baud": 9600})
    assert printer._profile.native is native


def test_a_notice_is_set_as_well(raster: Raster) -> None:
    lines = typed(bytes_without_questions(notice(), raster, T20III))
    assert any(line.startswith("□") and "子女從姓約定書" in line for line in lines)
    assert any(line.startswith("√") for line in lines)
