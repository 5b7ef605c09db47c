"""Pictures of what a sign shows: of one text, or of the programme that runs now."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

from devices.marquee.dots import width_dots
from devices.marquee.motion import SMALL_PITCH, moving_gif, on_now
from devices.marquee.page import Colour, Motion, Page, Programme, Segment
from devices.marquee.picture import PANEL, picture
from devices.marquee.preview import Preview, preview
from devices.marquee.settings import MarqueeSettings
from devices.marquee.tall import glyphs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devices.marquee.palette import Palette
    from devices.marquee.preview import PagePreview

GAP_PX = 12


@dataclass(frozen=True)
class Drawn:
    """What a sign will show, and in which lamps."""

    preview: Preview
    palette: Palette


def of_text(words: str, family: str, columns: int, rows: int, colour: Colour) -> Drawn:
    """Return what a sign shows of one text: standing where it fits, running where it does not."""
    settings = MarqueeSettings(columns=columns, rows=rows)
    motion = Motion.HOLD if width_dots((Segment(words),), rows) <= columns else Motion.SCROLL_LEFT
    programme = Programme((Page("text", (Segment(words, colour),), motion),))
    return Drawn(preview(family, programme, settings, glyphs_of(rows)), settings.palette)


def of_programme(name: str | None) -> Drawn:
    """Return what a sign of this kiosk shows now; the first one, or the one called `name`."""
    from kiosk.cli.home import existing_home  # noqa: PLC0415  # needs a kiosk
    from kiosk.project.boot import boot  # noqa: PLC0415

    config = boot(existing_home())
    from kiosk.supervisors import assembly  # noqa: PLC0415  # needs Django

    signs = list(config.signs.values()) or list(config.marquee)
    chosen = next((one for one in signs if name in {None, one.name}), None)
    if chosen is None:
        names = ", ".join(one.name or "one without a name" for one in signs)
        raise ValueError(f"no sign is called {name!r}: there is {names}")
    settings = assembly.sign_settings(chosen)
    programme = assembly.wanted_now(chosen)
    return Drawn(preview(chosen.model or "jetfile2", programme, settings, glyphs_of(settings.rows)), settings.palette)


def gif(view: Drawn) -> bytes:
    """Return a whole round as a moving picture."""
    return moving_gif(view.preview, palette=view.palette)


def png(view: Drawn) -> bytes:
    """Return every page that is on, one below the other; a running one from its first character."""
    pages = [_still(page, view) for page in on_now(view.preview)]
    width = max((one.width for one in pages), default=1)
    height = sum(one.height for one in pages) + GAP_PX * max(0, len(pages) - 1)
    whole, top = Image.new("RGB", (width, max(1, height)), PANEL), 0
    for one in pages:
        whole.paste(one, (0, top))
        top += one.height + GAP_PX
    out = BytesIO()
    whole.save(out, "PNG", optimize=True)
    return out.getvalue()


def shortfalls_in_words(view: Drawn) -> Iterator[str]:
    """Yield what is shown otherwise than written."""
    for short in view.preview.shortfalls:
        letters = f": {' '.join(short.characters)}" if short.characters else ""
        yield f"{short.page_key}: {short.trouble.value}{letters}"


def _still(page: PagePreview, view: Drawn) -> Image.Image:
    columns = view.preview.columns
    dots = page.dots.window(0, columns) if page.runs else page.dots.centred(columns)
    return picture(dots, pitch=2 * SMALL_PITCH, rows=view.preview.rows, palette=view.palette)
