"""The families of signs as `kiosk marquee` knows them: what each can be asked, found by name."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from devices.errors import EncodeError
from devices.marquee.page import Motion, Page, Programme, Segment
from devices.marquee.preview import preview
from devices.marquee.settings import MarqueeSettings, Trouble
from devices.marquee.tall import glyphs_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.marquee.page import Colour

Facts = dict[str, Any]

FRESH = {
    "jetfile2": "devices.marquee.jetfile2_fresh",
    "onbon": "devices.marquee.onbon_fresh",
    "alpha": "devices.marquee.alpha_fresh",
}
"""Family -> the module whose `factory_fresh_frames` says one text."""
MEANING = {
    "jetfile2": "devices.marquee.codecs.jetfile2_describe",
    "onbon": "devices.marquee.codecs.onbon_meaning",
    "alpha": "devices.marquee.codecs.alpha_describe",
}
"""Family -> the module whose `describe` reads captured bytes."""
NAMES = tuple(FRESH)


class Encode(Protocol):
    """Says a text."""

    def __call__(self, words: str, columns: int, rows: int, colour: Colour) -> list[bytes]:
        """Return the frames; raises `EncodeError`."""


def encoder(family: str) -> Encode:
    """Return what says a text in the bytes of `family`."""
    return cast("Encode", import_module(FRESH[family]).factory_fresh_frames)


def refuse_what_it_lacks(family: str, words: str, columns: int, rows: int) -> None:
    """Raise `EncodeError` where the sign would show something else than `words`."""
    page = Page("text", (Segment(words),), Motion.SCROLL_LEFT)
    found = preview(family, Programme((page,)), MarqueeSettings(columns=columns, rows=rows), glyphs_of(rows))
    lacking = [char for short in found.shortfalls if short.trouble is Trouble.REPLACED for char in short.characters]
    if lacking:
        raise EncodeError(f"the sign cannot show {' '.join(lacking)}: write something else for it")


def reader(family: str) -> Callable[[bytes], list[Facts]]:
    """Return what reads captured bytes of `family`; it never raises."""
    return cast("Callable[[bytes], list[Facts]]", import_module(MEANING[family]).describe)
