"""A QR code as a square of black and white dots."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image

QUIET_MODULES = 4
"""White modules that ISO/IEC 18004 asks for on every side."""
MASKS = 8
EVEN_ENOUGH = 0.8
"""Penalty points a module (ISO/IEC 18004, 7.8.3); the best of eight masks has about 0.7, the worst 1.1."""
Modules = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=64)
def modules(data: str) -> Modules:
    """Return the dark modules of `data` (model 2, error correction M), row by row, without the quiet zone.

    The masks are tried in turn, and the first one that is even enough is taken: a reader takes any, and weighing all
    eight is half the time of a ticket.  Where none is, it is the one with the fewest penalty points.
    """
    from qrcode import util  # noqa: PLC0415  # only where a slip has one

    best: tuple[float, Modules] | None = None
    for mask in range(MASKS):
        rows = _masked(data, mask)
        points = util.lost_point([list(row) for row in rows]) / len(rows) ** 2
        if best is None or points < best[0]:
            best = (points, rows)
        if points <= EVEN_ENOUGH:
            break
    return best[1] if best else ()


def _masked(data: str, mask: int) -> Modules:
    import qrcode  # noqa: PLC0415
    from qrcode.constants import ERROR_CORRECT_M  # noqa: PLC0415

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0, box_size=1, mask_pattern=mask)
    code.add_data(data, optimize=0)
    code.make(fit=True)
    return tuple(tuple(bool(dark) for dark in row) for row in code.get_matrix())


def picture(data: str, module: int) -> Image.Image:
    """Draw `data` as a mode "1" picture, `module` dots an edge, without the quiet zone."""
    rows = modules(data)
    small = Image.new("1", (len(rows), len(rows)), 1)
    small.putdata([0 if dark else 1 for row in rows for dark in row])
    return small.resize((len(rows) * module, len(rows) * module), Image.Resampling.NEAREST)
