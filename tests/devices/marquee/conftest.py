"""A sign on a real pseudo-terminal, and a driver at its other end."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from devices.marquee.dots import DEBIAN_UNIFONT, Glyphs
from devices.marquee.jetfile2_driver import JetFileSign
from devices.marquee.settings import MarqueeSettings
from devices.simulators.jetfile2_sign import JetFileSimulator, Make
from devices.simulators.pty_line import PtyLine
from devices.transports import open_transport
from devices.transports.base import LineSettings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def glyphs() -> Glyphs:
    return Glyphs(DEBIAN_UNIFONT)


@pytest.fixture
def sign(tmp_path: Path, glyphs: Glyphs) -> Iterator[JetFileSimulator]:
    line = PtyLine(tmp_path / "sign")
    line.open()
    with JetFileSimulator(line, tmp_path / "pictures", glyphs, Make(chance=random.Random(7))) as simulator:  # noqa: S311  noise, not secrets
        yield simulator
    line.close()


@pytest.fixture
def marquee(sign: JetFileSimulator) -> Iterator[JetFileSign]:
    settings = MarqueeSettings(reply_timeout_s=0.3)
    driver = JetFileSign(open_transport(sign.line.port, LineSettings(speed_baud=19200)), settings)
    driver.open()
    yield driver
    driver.close()
