"""How many bytes a slip takes beside python-escpos with the same picture; the bars of `kiosk bench paper`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from devices.printer.job import bytes_without_questions
from devices.printer.peer import peer_bytes
from devices.printer.profiles import profile
from kiosk.paper import samples

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.printer.raster import Raster


@pytest.mark.parametrize(("kind", "native", "bar"), [("ticket", False, 0.5), ("notice", False, 0.42), ("ticket", True, 0.0167)])
def test_a_slip_takes_a_small_share_of_the_peers_bytes(
    rasters: Callable[[int], Raster], kind: str, native: bool, bar: float
) -> None:
    how = profile().in_own_characters() if native else profile()
    slip = samples.KINDS[kind]()
    ours = bytes_without_questions(slip, rasters(576), how)
    assert len(ours) <= bar * len(peer_bytes(rasters(576).picture(slip)))


def test_the_peer_sends_the_golden_bytes() -> None:
    import json  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    from test_escpos import p16x8  # noqa: PLC0415

    frames = Path(__file__).parents[2] / "frames" / "printer.json"
    golden = json.loads(frames.read_text(encoding="utf-8"))["raster_P16x8"]["GS v 0 m=0"]["hex"]
    assert peer_bytes(p16x8()).hex() == golden
