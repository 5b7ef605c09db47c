"""Pictures for a JetFile II sign: what its fonts lack, drawn in dots, each under a name of one character.

The names go with the content: the same piece of text is the same file, and is sent once.  A long text is several pictures side
by side.  There are 62 names; where more are wanted at the same time, the rest is not drawn.
"""

from __future__ import annotations

from string import ascii_letters, digits
from typing import TYPE_CHECKING

from devices.marquee.codecs.jetfile2_files import FileName, Folder
from devices.marquee.codecs.jetfile2_picture import bitmap
from devices.marquee.dots import parted, strip
from devices.marquee.tall import glyphs_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from devices.marquee.dots import Glyphs, Strip
    from devices.marquee.page import Segment
    from devices.marquee.settings import MarqueeSettings

NAMES = digits + ascii_letters
WIDEST_DOTS = 1024
"""A picture's width in dots."""


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

    def draw(self, piece: Segment) -> tuple[FileName, ...]:
        """Return the files of pictures that show `piece` side by side; none where its font or free names are missing."""
        try:
            letters = self._glyphs()
        except FileNotFoundError:
            return ()
        if any(char not in letters for char in piece.text):
            return ()
        drawn = [self._bitmap(strip(part, letters)) for part in parted((piece,), WIDEST_DOTS, letters.rows)]
        names = dict(self._names)
        for content in drawn:
            if (file := names.get(content) or self._free_name(names)) is None:
                return ()
            names[content] = file
        self._names = names
        self.used |= {names[content]: content for content in drawn}
        return tuple(names[content] for content in drawn)

    def keep(self, in_use: Iterable[FileName]) -> None:
        """Let go of every name but those `in_use`."""
        kept = frozenset(in_use)
        self._names = {content: file for content, file in self._names.items() if file in kept}

    def _bitmap(self, dots: Strip) -> bytes:
        return bitmap([(column.bits, column.colour) for column in dots], self._settings.rows)

    def _free_name(self, given: dict[bytes, FileName]) -> FileName | None:
        taken = {file.name for file in given.values()}
        name = next((name for name in NAMES if name not in taken), None)
        return FileName(self._settings.drive, Folder.PICTURE, name) if name is not None else None

    def _glyphs(self) -> Glyphs:
        if self._letters is None:
            self._letters = glyphs_of(self._settings.rows)
        return self._letters
