"""A QR code as a square of black and white dots."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image

QUIET_MODULES = 4
"""White modules that ISO/IEC 18004 asks for on every side."""


@lru_cache(maxsize=64)
def modules(data: str) -> tuple[tuple[bool, ...], ...]:
    """Return the dark modules of `data` (model 2, error correction M), row by row, without the quiet zone."""
    import qrcode  # noqa: PLC0415  # only where a slip has one
    from qrcode.constants import ERROR_CORRECT_M  # noqa: PLC0415

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0, box_size=1)
    code.add_data(data, optimize=0)
    code.make(fit=True)
    return tuple(tuple(bool(dark) for dark in row) for row in code.get_matrix())


def picture(data: str, module: int) -> Image.Image:
    """Draw `data` as a mode "1" picture, `module` dots an edge, without the quiet zone."""
    rows = modules(data)
    small = Image.new("1", (len(rows), len(rows)), 1)
    small.putdata([0 if dark else 1 for row in rows for dark in row])
    return small.resize((len(rows) * module, len(rows) * module), Image.Resampling.NEAREST)
