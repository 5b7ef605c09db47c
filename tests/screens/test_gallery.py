"""The gallery: every picture is drawn and measured, without a kiosk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from screens.gallery.measure import contrast

SAMPLE = ("--language", "zh_Hant", "--language", "vi", "--mode", "standard", "--mode", "high_contrast", "--screen", "home",
          "--screen", "take_ticket", "--screen", "rate", "--screen", "display")  # fmt: skip


def gallery(folder: Path, *options: str) -> tuple[int, str]:
    environment = {**os.environ, "KIOSK_HOME": str(folder / "there-is-no-kiosk-here")}
    line = (sys.executable, "-m", "kiosk", "gallery", str(folder / "pictures"), *options)
    done = subprocess.run(line, env=environment, capture_output=True, text=True, check=False, timeout=1500)
    return done.returncode, done.stderr


def test_a_sample_is_drawn_indexed_and_without_fault(tmp_path: Path) -> None:
    status, said = gallery(tmp_path, *SAMPLE)
    assert status == 0, said
    shots = json.loads((tmp_path / "pictures" / "gallery.json").read_text(encoding="utf-8"))
    assert {tuple(sorted(shot)) for shot in shots} == {("file", "language", "layout", "mode", "screen")}
    assert {shot["layout"] for shot in shots} == {"portrait", "landscape", "board", "tall_board"}
    for shot in shots:
        with Image.open(tmp_path / "pictures" / shot["file"]) as picture:
            assert picture.size == ((1080, 1920) if shot["layout"] in {"portrait", "tall_board"} else (1920, 1080))
    index = (tmp_path / "pictures" / "index.html").read_text(encoding="utf-8")
    assert all(shot["file"] in index for shot in shots)
    assert not (tmp_path / "there-is-no-kiosk-here").exists()


@pytest.mark.torture
def test_the_whole_gallery_is_without_fault(tmp_path: Path) -> None:
    status, said = gallery(tmp_path)
    assert status == 0, said


def test_contrast_is_read_from_pixels() -> None:
    picture = Image.new("RGB", (40, 40), (255, 255, 255))
    picture.paste((118, 118, 118), (10, 10, 30, 30))
    assert contrast(picture) == pytest.approx(4.54, abs=0.02)
