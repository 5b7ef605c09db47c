"""What programs of other people see of our slips: dots, status, faults, codes; and ours of theirs."""

from __future__ import annotations

import io
import json
import socket
from typing import TYPE_CHECKING

import pytest
from example_slips import notice, ticket
from PIL import Image, ImageChops
from witnesses import Emulator, node, node_folder, zbar

from devices.errors import CoverOpen, Held, PaperOut
from devices.printer import qr
from devices.printer.codecs import escpos, escpos_text
from devices.printer.driver import Printer, Proof
from devices.printer.job import bytes_without_questions
from devices.printer.profiles import PROFILES
from devices.printer.slip import Slip, Text
from devices.simulators.printer import PrinterSimulator
from devices.simulators.tcp_line import TcpLine
from devices.transports import LineSettings, open_transport
from kiosk.paper import samples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from devices.printer.raster import Raster

T20III = PROFILES["TM-T20III"]
SHORT = Slip((Text("A012", size=120, weight="bold", align="center"),))


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    folder = tmp_path_factory.mktemp("emupos")
    emu = Emulator(folder, profile="epson-tm-t20iii", tcp=_free(), api=_free())
    yield emu
    emu.stop()


@pytest.fixture
def printer(emulator: Emulator, rasters: Callable[[int], Raster], request: pytest.FixtureRequest) -> Iterator[Printer]:
    port = emulator.serial if getattr(request, "param", "tcp") == "pty" else emulator.port
    end = Printer(open_transport(port, LineSettings(speed_baud=115200)), T20III, rasters(576))
    end.open()
    yield end
    end.close()


@pytest.mark.parametrize("printer", ["tcp", "pty"], indirect=True)
@pytest.mark.parametrize("slip", [ticket(), notice()], ids=["ticket", "notice"])
def test_the_emulator_prints_our_slips_dot_for_dot(
    printer: Printer, emulator: Emulator, rasters: Callable[[int], Raster], slip: Slip, tmp_path: Path
) -> None:
    before = len(emulator.receipts())
    assert printer.print(slip, job_tag="0001", before_first_byte=lambda: None) == Proof.PRINTED_BY_QUEUE
    assert len(emulator.receipts()) == before + 1
    assert differing_dots(emulator.image(), rasters(576).picture(slip)) <= 2  # bytes made harmless
    (tmp_path / "seen.png").write_bytes(emulator.image())
    assert zbar(tmp_path / "seen.png").startswith("https://example.test/")


def test_the_emulator_reads_the_code_that_it_draws_itself(
    emulator: Emulator, rasters: Callable[[int], Raster], tmp_path: Path
) -> None:
    _send(emulator, bytes_without_questions(ticket(), rasters(576), T20III.in_own_characters()))
    (tmp_path / "seen.png").write_bytes(emulator.image())
    assert zbar(tmp_path / "seen.png") == "https://example.test/q/C008-7f3a"


@pytest.mark.parametrize("kind", list(samples.KINDS))
def test_the_emulator_prints_the_bare_bytes_of_every_slip_dot_for_dot(
    emulator: Emulator, rasters: Callable[[int], Raster], kind: str
) -> None:
    slip = samples.KINDS[kind]()
    _send(emulator, bytes_without_questions(slip, rasters(576), T20III))
    assert differing_dots(emulator.image(), rasters(576).picture(slip)) <= 2


NARROW = """
type: printer
name: Generic 58 mm
dpi: 203
width_dots: 384
font_a: { width: 12, height: 24 }
font_b: { width: 9, height: 17 }
code_pages: { 0: PC437 }
default_code_page: 0
drawer_sensor_open_level: high
serial: { baud: 9600, data_bits: 8, parity: none, stop_bits: 1 }
"""


def test_a_narrow_printer_without_margin_or_cutter_prints_the_same_dots(
    tmp_path: Path, rasters: Callable[[int], Raster]
) -> None:
    (tmp_path / "narrow.yaml").write_text(NARROW, encoding="utf-8")
    narrow = Emulator(tmp_path / "emupos", profile=str(tmp_path / "narrow.yaml"), tcp=_free(), api=_free())
    try:
        _send(narrow, bytes_without_questions(ticket(), rasters(384), PROFILES["POS-5890"]))
        assert differing_dots(narrow.image(), rasters(384).picture(ticket())) <= 2
    finally:
        narrow.stop()


@pytest.mark.parametrize(("fault", "error"), [("paper-out", PaperOut), ("cover-open", CoverOpen)])
def test_a_fault_before_the_slip_is_told_and_nothing_is_sent(
    printer: Printer, emulator: Emulator, fault: str, error: type[Exception]
) -> None:
    before, sent = len(emulator.receipts()), []
    emulator.fault(fault)
    with pytest.raises(error):
        printer.print(SHORT, job_tag="0002", before_first_byte=lambda: sent.append(1))
    emulator.fault(fault, on=False)
    assert (sent, len(emulator.receipts())) == ([], before)


@pytest.mark.parametrize("fault", ["paper-out", "cover-open"])
def test_a_fault_within_the_slip_holds_it_and_it_comes_out_once(printer: Printer, emulator: Emulator, fault: str) -> None:
    before = len(emulator.receipts())
    with pytest.raises(Held):
        printer.print(ticket(), job_tag="0003", before_first_byte=lambda: emulator.fault(fault))
    emulator.fault(fault, on=False)
    assert printer.await_proof("0003", 15) == Proof.PRINTED_BY_QUEUE
    assert len(emulator.receipts()) == before + 1


def test_a_roll_near_its_end_is_seen(printer: Printer, emulator: Emulator) -> None:
    emulator.fault("paper-near-end")
    assert printer.check().paper_near_end
    emulator.fault("paper-near-end", on=False)
    assert not printer.check().paper_near_end


ENCODER = """
import RPE from '@point-of-sale/receipt-printer-encoder';
const hex = bytes => Buffer.from(bytes).toString('hex');
const code = new RPE({language: 'esc-pos', columns: 48});
const [text, dots, width, height] = process.argv.slice(1);
const data = new Uint8ClampedArray(width * height * 4);
[...dots].forEach((dot, i) => { data.fill(dot === '1' ? 0 : 255, 4 * i, 4 * i + 3); data[4 * i + 3] = 255; });
const raster = new RPE({language: 'esc-pos', columns: 48, imageMode: 'raster'});
console.log(JSON.stringify([
  hex(code.qrcode(text, {model: 2, size: 6, errorlevel: 'm'}).encode()),
  hex(raster.image({width: +width, height: +height, data}, +width, +height, 'threshold', 128).encode()),
]));
"""


def test_a_foreign_encoder_makes_the_same_code_and_the_same_picture() -> None:
    text = "https://example.test/q/A012-7f3a"
    width, height = 64, 24
    dots = [(x * 7 + y * 5) % 11 < 4 or x in (0, width - 1) for y in range(height) for x in range(width)]
    raw = node(ENCODER, text, "".join("01"[dot] for dot in dots), str(width), str(height))
    code, picture = (bytes.fromhex(each) for each in json.loads(raw))
    ours = Image.new("1", (width, height), 1)
    ours.putdata([0 if dot else 1 for dot in dots])
    assert escpos_text.qr_code(text.encode(), 6) in code
    assert escpos.band(ours.tobytes("raw", "1;I"), width // 8) in picture


RECEIPTIO = "import receiptio from 'receiptio'; console.log(await receiptio.print(process.argv[1], process.argv[2]));"


def test_a_foreign_client_finds_our_simulated_printer_as_it_is(tmp_path: Path) -> None:
    node_folder()
    line = TcpLine(9100)  # the only port that receiptio dials
    try:
        line.open()
    except OSError as busy:
        pytest.skip(f"port 9100 is taken here ({busy}): receiptio was not asked")
    with PrinterSimulator(line, tmp_path) as machine:
        assert node(RECEIPTIO, "", "-d 127.0.0.1 -q") == "online"
        machine.cover_open()
        assert node(RECEIPTIO, "", "-d 127.0.0.1 -q") == "coveropen"
        machine.cover_open(on=False)
        machine.paper_out()
        assert node(RECEIPTIO, "", "-d 127.0.0.1 -q") == "paperempty"
        machine.paper_out(on=False)
        assert node(RECEIPTIO, "^^^A012", "-d 127.0.0.1 -c 48 -l zh-hant -t 15") == "success"
        assert machine.state()["slips"] == 1
    line.close()


@pytest.mark.parametrize("data", ["https://example.test/q/A012-7f3a", "A", "https://example.test/" + "n" * 200])
@pytest.mark.parametrize("module", [3, 4, 6])
def test_every_code_is_read_back(data: str, module: int, tmp_path: Path) -> None:
    code = qr.picture(data, module)
    paper = Image.new("1", (code.width + 8 * module, code.height + 8 * module), 1)
    paper.paste(code, (4 * module, 4 * module))
    paper.save(tmp_path / "code.png")
    assert zbar(tmp_path / "code.png") == data


def differing_dots(seen: bytes, drawn: Image.Image) -> int:
    """Dots that differ; what the emulator leaves out at the end must be white."""
    with Image.open(io.BytesIO(seen)) as png:
        paper = Image.new("L", drawn.size, 255)
        paper.paste(png.convert("L"), (0, 0))
    return ImageChops.difference(paper, drawn.convert("L")).histogram()[255]


def _send(emulator: Emulator, data: bytes) -> None:
    """Bytes alone, as `kiosk print --to out.bin` leaves them."""
    before = len(emulator.receipts())
    line = open_transport(emulator.port, LineSettings())
    line.open()
    line.write(data, 5)
    line.close()
    _until(lambda: len(emulator.receipts()) == before + 1)


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _until(holds: Callable[[], bool], within_s: float = 8.0) -> None:
    import time  # noqa: PLC0415

    deadline = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)
