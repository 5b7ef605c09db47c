"""What python-escpos sends for the same picture: the peer that our bytes and our time are measured against."""

from __future__ import annotations

import os
import tempfile
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image

MODEL = "TM-T20II"
"""The model of python-escpos's list with 576 dots."""


def peer_bytes(picture: Image.Image) -> bytes:
    """Return the bytes of `picture` by python-escpos `image(impl="bitImageRaster")`."""
    printer = _printer()
    printer.clear()
    printer.image(picture, impl="bitImageRaster")
    return bytes(printer.output)


@cache
def _printer() -> Any:
    """Return its printer in memory; its own reading of profiles (0.2 s) happens here, and leaves no folder behind."""
    with tempfile.TemporaryDirectory(prefix="escpos-") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        os.environ.setdefault("ESCPOS_CAPABILITIES_PICKLE_DIR", folder)
        from escpos.printer import Dummy  # noqa: PLC0415

        return Dummy(profile=MODEL)
