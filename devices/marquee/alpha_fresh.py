"""All that a factory-fresh Alpha sign needs to show one text: its table, pictures, a page, and the order to play it.

The memory is divided for this text alone: what stands there afterwards is the text and nothing else.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

from devices.errors import EncodeError
from devices.marquee.alpha_page import COLOUR_CODES, is_sayable, letter_rows, pictures
from devices.marquee.codecs import alpha_commands as commands
from devices.marquee.codecs import alpha_text as text
from devices.marquee.codecs.alpha import encode, frame
from devices.marquee.codecs.alpha_memory import dots_file, pool_bytes, text_file
from devices.marquee.dots import ROWS, width_dots
from devices.marquee.page import Colour, Segment
from devices.marquee.tall import glyphs_of

if TYPE_CHECKING:
    from devices.marquee.dots import Glyphs

PAGE = "A"
_LABELS = "6789:;<=>@BCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+,-./[^`{|}"
_SPEED = 4
MAX_POOL_BYTES = 0xFFFF
"""What four hex digits can tell of a sign's memory."""


def factory_fresh_frames(
    words: str, columns: int = 192, rows: int = 16, colour: Colour = Colour.AMBER, *, glyphs: Glyphs | None = None
) -> list[bytes]:
    """Return every frame, in order, that makes a new sign at address 00 show `words` and nothing else.

    The first clears the memory; rest two seconds after it, and until a read is answered (ten at most) after the second.  Latin
    letters are said as text, everything else is drawn.  Raises `EncodeError` for what cannot be shown.
    """
    runs = _runs(words)
    if rows < ROWS and any(not is_text for is_text, _ in runs):
        raise EncodeError(f"a sign of {rows} rows cannot show characters of {ROWS} rows: use a taller sign, or Latin letters")
    glyphs = glyphs or glyphs_of(letter_rows(rows))
    drawn: dict[tuple[str, ...], str] = {}
    content = bytearray(text.speed(_SPEED) + text.colour(COLOUR_CODES[colour]) + text.font(text.Font.STANDARD))
    for is_text, run in runs:
        if is_text:
            content += text.encode_text(run)
            continue
        for picture in pictures([Segment(run, colour)], glyphs, commands.MAX_DOTS_COLUMNS):
            content += text.CALL_DOTS + _label(drawn, picture).encode("ascii")
    mode = text.Mode.HOLD if width_dots([Segment(words)], glyphs.rows) <= columns else text.Mode.ROTATE
    page = commands.write_text(PAGE, bytes(content), mode)
    table = [text_file(PAGE, len(page)), *(dots_file(label, len(lines), len(lines[0])) for lines, label in drawn.items())]
    if (needed := pool_bytes(table)) > MAX_POOL_BYTES:
        raise EncodeError(f"the text takes {needed} bytes of memory, and no sign has more than {MAX_POOL_BYTES}: shorten it")
    said = [
        commands.CLEAR_MEMORY,
        commands.configure_memory(table),
        *(commands.write_dots(label, picture) for picture, label in drawn.items()),
        page,
        commands.run_sequence(PAGE),
    ]
    return [encode(frame(one)) for one in said]


def _runs(words: str) -> list[tuple[bool, str]]:
    """Part `words` into runs of letters (True) and of other characters; a space between two of those is drawn with them."""
    composed = unicodedata.normalize("NFC", words)
    shown = "".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in composed)
    if not shown.strip():
        raise EncodeError("the text is empty: write what the sign is to show")
    runs = [(key, "".join(chars)) for key, chars in groupby(shown, is_sayable)]
    joined: list[tuple[bool, str]] = []
    for number, (sayable, run) in enumerate(runs):
        is_text = sayable and (bool(run.strip()) or number in {0, len(runs) - 1})
        before = joined.pop()[1] if joined and joined[-1][0] == is_text else ""
        joined.append((is_text, before + run))
    return joined


def _label(drawn: dict[tuple[str, ...], str], picture: tuple[str, ...]) -> str:
    if picture not in drawn and len(drawn) == len(_LABELS):
        raise EncodeError(f"the text needs more than the {len(_LABELS)} pictures a sign can keep: shorten it")
    return drawn.setdefault(picture, _LABELS[min(len(drawn), len(_LABELS) - 1)])
