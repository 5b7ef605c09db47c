"""Pictures for a JetFile II sign: what its fonts lack, drawn in dots, each under a name of one character.

The names go with the content: the same piece of text is the same file, and is sent once.  There are 62 of them; where more
are wanted at the same time, the rest is not drawn.
"""

from __future__ import annotations

from string import ascii_letters, digits
from typing import TYPE_CHECKING

from devices.marquee.codecs.jetfile2_files import FileName, Folder
from devices.marquee.codecs.jetfile2_picture import bitmap
from devices.marquee.dots import strip
from devices.marquee.tall import glyphs_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from devices.marquee.dots import Glyphs
    from devices.marquee.page import Segment
    from devices.marquee.settings import MarqueeSettings

NAMES = digits + ascii_letters
WIDEST_DOTS = 1024
"""A picture's width in dots: longer text would fill more than a sign's memory for one of them."""


class Pictures:
    """Draws pieces of text and remembers under which name each lies."""

    def __init__(self, settings: MarqueeSettings, glyphs: Glyphs | None = None) -> None:
        self._settings = settings
        self._letters = glyphs
        self._names: dict[bytes, FileName] = {}
        self.used: dict[FileName, bytes] = {}
        """What was drawn since `begin`."""

    def begin(self) -> None:
        """Begin a plan of its own: note what it uses."""
        self.used = {}

    def draw(self, piece: Segment) -> FileName | None:
        """Return the file of a picture of `piece`; None where its font or a free name is missing."""
        try:
            letters = self._glyphs()
        except FileNotFoundError:
            return None
        if any(char not in letters for char in piece.text):
            return None
        dots = strip((piece,), letters)
        if len(dots) > WIDEST_DOTS:
            return None
        content = bitmap([(column.bits, column.colour) for column in dots], self._settings.rows)
        file = self._names.get(content) or self._free_name()
        if file is not None:
            self._names[content] = file
            self.used[file] = content
        return file

    def keep(self, in_use: Iterable[FileName]) -> None:
        """Let go of every name but those `in_use`."""
        kept = frozenset(in_use)
        self._names = {content: file for content, file in self._names.items() if file in kept}

    def _free_name(self) -> FileName | None:
        taken = {file.name for file in self._names.values()}
        name = next((name for name in NAMES if name not in taken), None)
        return FileName(self._settings.drive, Folder.PICTURE, name) if name is not None else None

    def _glyphs(self) -> Glyphs:
        if self._letters is None:
            self._letters = glyphs_of(self._settings.rows)
        return self._letters
