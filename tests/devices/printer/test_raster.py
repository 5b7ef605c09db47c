"""Slips drawn in dots."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from example_slips import SERIF, draw_both, notice, ticket, typefaces
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from devices.printer.raster import Raster, Typefaces
from devices.printer.slip import (
    Bar,
    Cells,
    Check,
    Columns,
    Labelled,
    Phrase,
    Qr,
    Rule,
    Signatures,
    Slip,
    Space,
    Text,
)

if TYPE_CHECKING:
    from pathlib import Path

Rasters = Callable[[int], Raster]
WIDTHS = (384, 512, 576)


def ink(picture: Image.Image) -> tuple[int, int, int, int] | None:
    return picture.convert("L").point(lambda grey: 255 - grey).getbbox()


@pytest.mark.parametrize("width", WIDTHS)
def test_bands_stacked_are_the_picture(rasters: Rasters, width: int) -> None:
    raster = rasters(width)
    bands = list(raster.bands(notice()))
    assert all(band.mode == "1" and band.width == width for band in bands)
    assert sum(band.height for band in bands) == raster.picture(notice()).height


def test_the_example_slips_have_the_heights_of_the_design(tmp_path: Path) -> None:
    heights = []
    for path in draw_both(tmp_path):
        with Image.open(path) as picture:
            heights.append(picture.height)
    assert heights == [pytest.approx(868, abs=6), pytest.approx(1260, abs=6)]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbar-tools is not installed")
def test_a_telephone_reads_the_qr_code(rasters: Rasters, width: int, tmp_path: Path) -> None:
    url = "https://example.test/q/C008-7f3a"
    slip = rasters(width).picture(ticket(url=url)).convert("L")
    paper = Image.new("L", (width + 64, slip.height + 40), 255)  # the head is narrower than the paper
    paper.paste(slip, (32, 20))
    paper.save(tmp_path / "ticket.png")
    done = subprocess.run(
        ["zbarimg", "-q", "--raw", tmp_path / "ticket.png"], capture_output=True, check=True
    )
    assert done.stdout.decode().strip() == url


@given(
    st.lists(
        st.one_of(
            st.builds(Text, st.text(max_size=60), size=st.integers(16, 320), inverse=st.booleans()),
            st.builds(lambda a, b: Columns(Text(a), Text(b)), st.text(max_size=30), st.text(max_size=30)),
            st.builds(
                lambda a: Cells(((Text(a), Phrase((Text("1", size=56), Text(a)))), (Text(a),))),
                st.text(max_size=20),
            ),
            st.builds(lambda a, b: Labelled(Text(a), Text(b)), st.text(max_size=6), st.text(max_size=90)),
            st.builds(
                Check, st.text(max_size=40), st.text(max_size=40), st.sampled_from(["missing", "ready"])
            ),
            st.builds(Bar, st.text(max_size=10), st.text(max_size=4)),
            st.builds(Qr, st.text("abc/:19", min_size=1, max_size=120), module=st.integers(3, 12)),
            st.builds(Signatures, st.lists(st.text(max_size=5), min_size=1, max_size=3).map(tuple)),
            st.builds(Rule, st.sampled_from(["solid", "dashed"]), st.integers(1, 20)),
            st.builds(Space, st.integers(0, 100)),
        ),
        max_size=4,
    ),
    st.sampled_from(WIDTHS),
)
@settings(max_examples=60, deadline=None)
def test_every_slip_that_can_be_written_can_be_drawn(
    rasters: Rasters, blocks: list[object], width: int
) -> None:
    picture = rasters(width).picture(Slip(tuple(blocks)))  # type: ignore[arg-type]
    assert picture.width == width
    assert picture.mode == "1"


def test_the_first_band_is_there_before_the_last_is_drawn(rasters: Rasters) -> None:
    bands = rasters(576).bands(Slip((Text("一"), Qr("x" * 10))))
    assert ink(next(bands)) is not None


def test_a_character_that_no_face_has_becomes_a_geta_and_is_reported() -> None:
    raster = Raster(typefaces())
    with_gap = raster.picture(Slip((Text("甲\U0001fae8乙"),)))
    assert with_gap.tobytes() == raster.picture(Slip((Text("甲〓乙"),))).tobytes()
    assert raster.missing == {"\U0001fae8"}


def test_no_ballot_box_reaches_the_paper_as_a_crossed_one() -> None:
    raster = Raster(typefaces())
    assert raster.picture(Slip((Text("☐"),))).tobytes() == raster.picture(Slip((Text("〓"),))).tobytes()


@pytest.mark.parametrize("name", ["堃", "喆", "峯", "犇", "煊", "𠮷", "曁", "Nguyễn Thị Thủy"])
def test_people_keep_their_names(name: str) -> None:
    raster = Raster(typefaces())
    assert ink(raster.picture(Slip((Text(name),)))) is not None
    assert raster.missing == frozenset()


def test_a_letter_with_a_separate_accent_is_drawn_as_one(rasters: Rasters) -> None:
    raster = rasters(576)
    assert raster.picture(Slip((Text("e\u0302"),))).tobytes() == raster.picture(Slip((Text("ê"),))).tobytes()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("label", ["A001", "AB1234567"])
def test_a_number_that_stands_alone_is_never_broken(rasters: Rasters, width: int, label: str) -> None:
    raster = rasters(width)
    box = ink(raster.picture(Slip((Text(label, size=208, weight="bold", align="center"),))))
    assert box is not None
    assert box[0] >= 5
    assert box[2] <= width - 5
    assert raster.picture(Slip((Text(label, size=208, weight="bold"),))).height <= 208


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_but_rules_touches_the_edges(rasters: Rasters, width: int) -> None:
    for block in notice().blocks + ticket().blocks:
        if isinstance(block, Rule | Bar | Space):
            continue
        box = ink(rasters(width).picture(Slip((block,))))
        assert box is not None
        assert box[0] >= 4
        assert box[2] <= width - 4


def test_a_missing_item_has_an_open_box_and_a_ready_one_a_tick(rasters: Rasters) -> None:
    raster = rasters(576)
    box = raster.picture(Slip((Check("印章"),))).crop((10, 0, 50, 53))
    frame = ink(box)
    assert frame is not None
    left, top, right, bottom = frame
    assert right - left == bottom - top
    assert ink(box.crop((left + 4, top + 4, right - 4, bottom - 4))) is None
    tick = raster.picture(Slip((Check("印章", state="ready"),))).crop((10, 0, 50, 42))
    assert ink(tick) is not None


def test_without_the_serif_file_titles_are_bold(tmp_path: Path) -> None:
    faces = typefaces(serif=tmp_path / "none.ttc")
    raster = Raster(faces)
    serif = raster.picture(Slip((Text("告知單", size=64, weight="serif"),)))
    assert serif.tobytes() == raster.picture(Slip((Text("告知單", size=64, weight="bold"),))).tobytes()


@pytest.mark.skipif(not SERIF.exists(), reason="Debian's fonts-noto-cjk is not installed")
def test_the_serif_of_the_collection_is_the_one_of_taiwan() -> None:
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with TTFont(SERIF, lazy=True, fontNumber=3) as face:
        assert "TC" in face["name"].getDebugName(4)


def test_a_missing_face_is_named(tmp_path: Path) -> None:
    good = typefaces()
    with pytest.raises(FileNotFoundError, match="medium"):
        Typefaces(regular=good.regular, medium=tmp_path / "gone.otf", bold=good.bold, serif=good.serif)
