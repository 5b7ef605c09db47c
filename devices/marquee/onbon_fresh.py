"""All that a factory-fresh Onbon card needs to show a text: one frame, to any screen and any card."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from devices.errors import EncodeError
from devices.marquee.codecs.onbon import Frame, encode
from devices.marquee.codecs.onbon_area import Units
from devices.marquee.codecs.onbon_commands import update_areas
from devices.marquee.codecs.onbon_text import encode_text, say
from devices.marquee.onbon_plan import MAX_TEXT_BYTES, lay_out
from devices.marquee.page import Page, Segment
from devices.marquee.settings import MarqueeSettings, Trouble

if TYPE_CHECKING:
    from devices.marquee.page import Colour


def factory_fresh_frames(
    text: str, columns: int, rows: int, colour: Colour | None = None, units: Units = Units.BYTES
) -> list[bytes]:
    """Return the frames, in order, that show `text` as GBK in a dynamic area (RAM).

    A text wider than `columns` runs; without a `colour` it is shown in the card's own.  Raises `EncodeError` for a text that
    is too long.
    """
    layout = lay_out(Page("text", (Segment(text),)), MarqueeSettings(columns=columns, rows=rows), units)
    if any(short.trouble is Trouble.CUT for short in layout.shortfalls):
        raise EncodeError(f"the text is longer than the {MAX_TEXT_BYTES} bytes a card is sent at once: shorten it")
    area = replace(layout.areas[0], text=encode_text([(colour, say(text).text)]))
    return [encode(Frame(update_areas([area]).data))]
