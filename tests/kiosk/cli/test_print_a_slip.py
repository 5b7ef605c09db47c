"""`kiosk print` and the test slip of `kiosk doctor`: pictures, bytes and paper, with and without a kiosk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from witnesses import zbar

from devices.printer.profiles import PROFILES
from devices.simulators.printer import PrinterSimulator
from devices.simulators.printer_commands import CommandReader
from devices.simulators.printer_picture import picture_of
from devices.simulators.printer_works import Make
from devices.simulators.pty_line import PtyLine
from kiosk.supervisors import assembly

if TYPE_CHECKING:
    from collections.abc import Iterator

SLIPS = ("ticket", "notice", "bp", "test", "booking", "rating", "opinion")


def run(*words: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "KIOSK_HOME": str(home or "/nonexistent/kiosk")}
    command = [sys.executable, "-m", "kiosk", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("model", ["TM-T20III", "POS-5890"])
@pytest.mark.parametrize("slip", SLIPS)
def test_bytes_print_the_picture_dot_for_dot_without_any_kiosk(tmp_path: Path, slip: str, model: str) -> None:
    png, raw = tmp_path / "out.png", tmp_path / "out.bin"
    for target in (png, raw):
        done = run("print", "--slip", slip, "--sample", "--lang", "vi", "--profile", model, "--to", str(target))
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
    names = [command.name for command in CommandReader().feed(raw.read_bytes())]
    assert not {"DLE EOT", "GS r", "GS ( H", "GS I", "GS a"} & set(names)
    assert names[-1] == ("GS V" if PROFILES[model].cutter else "ESC d")
    with Image.open(png) as drawn:
        assert (drawn.mode, drawn.width) == ("1", PROFILES[model].width_dots)
        paper = picture_of(raw.read_bytes(), drawn.width, 203, "", assembly.typefaces().medium)
        assert paper.crop((0, 0, *drawn.size)).tobytes() == drawn.tobytes()


@pytest.mark.parametrize(("slip", "data"), [
    ("ticket", "https://example.test/q/A012-7f3a"), ("notice", "https://example.test/n/115030512"),
    ("test", "TM-T20III 2026-03-05 10:24:00"), ("booking", "https://example.test/b/7K3M9P"),
    ("rating", "https://example.test/r/4820-c1d2"), ("opinion", "https://example.test/o/115-0037"),
])  # fmt: skip
@pytest.mark.parametrize("native", [(), ("--native",)], ids=["picture", "characters"])
def test_every_code_on_paper_is_read_back(tmp_path: Path, slip: str, data: str, native: tuple[str, ...]) -> None:
    png = tmp_path / "out.png"
    run("print", "--slip", slip, "--sample", *native, "--to", str(png))
    assert zbar(png) == data


@pytest.mark.parametrize("model", sorted(PROFILES))
def test_every_profile_has_its_own_width(tmp_path: Path, model: str) -> None:
    run("print", "--slip", "ticket", "--sample", "--profile", model, "--to", str(tmp_path / "out.png"))
    with Image.open(tmp_path / "out.png") as drawn:
        assert drawn.width == PROFILES[model].width_dots


def test_native_bytes_are_few_and_their_picture_shows_them(tmp_path: Path) -> None:
    for name in ("out.bin", "out.png"):
        assert run("print", "--slip", "ticket", "--sample", "--native", "--to", str(tmp_path / name)).returncode == 0
    assert (tmp_path / "out.bin").stat().st_size < 1000
    with Image.open(tmp_path / "out.png") as drawn:
        assert drawn.height > 500


def test_another_language_stands_below_the_chinese(tmp_path: Path) -> None:
    for language in ("zh_Hant", "vi"):
        run("print", "--slip", "notice", "--sample", "--lang", language, "--to", str(tmp_path / f"{language}.png"))
    heights = []
    for language in ("zh_Hant", "vi"):
        with Image.open(tmp_path / f"{language}.png") as drawn:
            heights.append(drawn.height)
    assert heights[1] > heights[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--slip", "ticket", "--to", "x.png"), "--sample"),
        (("--slip", "ticket", "--sample", "--to", "/nonexistent/x.png"), "no folder"),
        (("--slip", "ticket", "--sample", "--to", "slip.jpg"), "no picture (OUT.png)"),
        (("--slip", "ticket", "--sample", "--to", "tcp://x"), "not complete"),
        (("--slip", "ticket", "--sample", "--profile", "TM-X", "--to", "x.png"), "TM-T20III"),
        (("--slip", "ticket", "--sample", "--profile", "TM-T20II", "--native", "--to", "x.bin"), "code_page"),
        (("--slip", "cake", "--to", "x.png"), "cake"),
        (("--slip", "ticket", "--sample", "--to", "/nonexistent/tty"), "cable"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = run("print", *words)
    assert done.returncode != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_kiosk_without_its_tables_says_what_to_run(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text("")
    done = run("print", "--slip", "ticket", "--to", str(tmp_path / "x.png"), home=tmp_path)
    assert done.returncode == 1
    assert "kiosk migrate" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def port(tmp_path: Path) -> Iterator[tuple[PrinterSimulator, str]]:
    line = PtyLine(tmp_path / "port")
    line.open()
    with PrinterSimulator(line, tmp_path / "paper", Make()) as machine:
        yield machine, line.port
    line.close()


def test_a_slip_comes_out_of_the_printer_with_its_proof(port: tuple[PrinterSimulator, str], tmp_path: Path) -> None:
    done = run("print", "--slip", "rating", "--sample", "--to", port[1])
    assert (done.returncode, done.stdout.strip()) == (0, "printed (proof A)"), done.stderr
    assert len(list((tmp_path / "paper").glob("*.png"))) == 1


def test_a_printer_without_paper_gets_nothing_and_says_why(port: tuple[PrinterSimulator, str], tmp_path: Path) -> None:
    port[0].paper_out()
    done = run("print", "--slip", "rating", "--sample", "--to", port[1])
    assert done.returncode == 1
    assert "paper_out" in done.stderr
    assert list((tmp_path / "paper").glob("*.png")) == []


def test_the_doctor_names_the_printer_and_prints_its_test_slip(port: tuple[PrinterSimulator, str], tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "kiosk.toml").write_text(f'[printer]\nmodel = "TM-T20III"\nport = "{port[1]}"\n')
    for words, slips in ((("--no-paper",), 0), ((), 1)):
        found = json.loads(run("doctor", "--json", *words, home=home).stdout)
        printer = next(one for one in found if one["what"] == "printer")
        assert printer["ok"] is True, printer
        assert "EPSON TM-T20III, ready" in printer["found"]
        assert ("test slip printed (proof A)" in printer["found"]) is bool(slips)
        assert len(list((tmp_path / "paper").glob("*.png"))) == slips
