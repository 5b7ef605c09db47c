from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from devices.simulators.line import FarEnd, PtyLine, TcpLine
from devices.transports import LineSettings, Transport, open_transport


@pytest.fixture(params=["pty", "tcp"])
def far(request: pytest.FixtureRequest, tmp_path: Path, connect: object) -> Iterator[FarEnd]:
    """Put up a real line of each kind; it goes first, else each near end's farewell lasts 1 s."""
    line: FarEnd = PtyLine(tmp_path / "run" / "device") if request.param == "pty" else TcpLine()
    line.open()
    yield line
    line.close()


@pytest.fixture
def connect() -> Iterator[Callable[..., Transport]]:
    """Open near ends, and close them again."""
    opened: list[Transport] = []

    def connected(far: FarEnd, settings: LineSettings | None = None) -> Transport:
        near = open_transport(far.port, settings or LineSettings())
        near.open()
        opened.append(near)
        return near

    yield connected
    for near in opened:
        near.close()
