"""The moving picture of a sign: what passes over its lamps, frame by frame, from a `Preview`.

Pure: the same preview gives the same frames.  A running page comes in from the right and goes out on the left, a standing
one is still; the frames of a whole round can be saved as one animated picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from devices.marquee.palette import Palette
from devices.marquee.picture import picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image

    from devices.marquee.dots import Strip
    from devices.marquee.preview import PagePreview, Preview

FRAME_S = 0.1
LONGEST_S = 90.0
COLOURS_IN_PICTURE = 32
SMALL_PITCH = 4


@dataclass(frozen=True)
class Frame:
    """What the lamps show, and for how long (s)."""

    view: Strip
    lasts_s: float


def view_at(page: PagePreview, columns: int, elapsed_s: float) -> Strip:
    """Return what `page` looks like on `columns` columns so long after it came on."""
    if not page.runs:
        return page.dots.centred(columns)
    way = int(elapsed_s * page.dots_per_s) % (len(page.dots) + columns or 1)
    return page.dots.window(way - columns, columns)


def frames(preview: Preview, *, longest_s: float = LONGEST_S) -> Iterator[Frame]:
    """Yield a round of what is on, at most `longest_s`: the urgent page alone, else the call, then the pages in turn."""
    left_s = longest_s
    for page in on_now(preview):
        yield from _of_page(page, preview.columns, min(left_s, page.lasts_s(preview.columns)))
        left_s -= page.lasts_s(preview.columns)
        if left_s <= 0:
            return


def on_now(preview: Preview) -> tuple[PagePreview, ...]:
    """Return the pages that are really on: an urgent one shuts out all others."""
    if preview.urgent is not None:
        return (preview.urgent,)
    return ((preview.call,) if preview.call is not None else ()) + preview.pages


def _of_page(page: PagePreview, columns: int, lasts_s: float) -> Iterator[Frame]:
    if not page.runs:
        yield Frame(view_at(page, columns, 0), lasts_s)
        return
    for number in range(max(1, round(lasts_s / FRAME_S))):
        yield Frame(view_at(page, columns, number * FRAME_S), FRAME_S)


def still_png(
    view: Strip, *, rows: int, palette: Palette = Palette.THREE, pitch: int = SMALL_PITCH, brightness: float = 1.0
) -> bytes:
    """Return one view as PNG."""
    out = BytesIO()
    picture(view, pitch=pitch, rows=rows, palette=palette, brightness=brightness).save(out, "PNG", optimize=True)
    return out.getvalue()


def moving_gif(
    preview: Preview, *, palette: Palette = Palette.THREE, pitch: int = SMALL_PITCH, longest_s: float = LONGEST_S
) -> bytes:
    """Return a round of `preview` as an animated GIF that begins again when it is over; one dark frame if nothing is on."""
    shown = list(frames(preview, longest_s=longest_s)) or [Frame(_dark(preview), 1.0)]
    images = [_small(frame.view, preview.rows, palette, pitch) for frame in shown]
    out = BytesIO()
    images[0].save(
        out, "GIF", save_all=True, append_images=images[1:], duration=[round(one.lasts_s * 1000) for one in shown],
        loop=0, disposal=1, optimize=False,
    )  # fmt: skip
    return out.getvalue()


def _small(view: Strip, rows: int, palette: Palette, pitch: int) -> Image.Image:
    return picture(view, pitch=pitch, rows=rows, palette=palette).quantize(COLOURS_IN_PICTURE)


def _dark(preview: Preview) -> Strip:
    from devices.marquee.dots import Strip  # noqa: PLC0415  # only for an empty sign

    return Strip().window(0, preview.columns)
