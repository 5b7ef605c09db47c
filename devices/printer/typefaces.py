"""Faces for paper: which file draws which weight, which characters it has, and how wide they are.

Text is drawn in pure black and white dots (FreeType's mono rendering): no grey, no dithering.  A character
that the wanted face lacks is taken from another one; a character that no face has becomes 〓 and is reported,
because the empty box that fonts draw instead looks like a ticked check box on paper.
"""

from __future__ import annotations

import logging
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from pathlib import Path

    from devices.printer.slip import Weight

log = logging.getLogger(__name__)

GETA = "〓"
TRADITIONAL_CHINESE = 3
"""The face for Taiwan within a Noto CJK collection (.ttc); face 0 would draw Japanese shapes."""


MOST_GLYPHS = 2000
Glyph = tuple[Image.Image, int, int]
"""Dots to be blackened (mode "1"), and where they begin, seen from the left end of the character's baseline."""


@dataclass(frozen=True)
class Typefaces:
    """Paths of the four font files, and the Chinese words that no line breaks in two where it can be avoided.

    Where `serif` does not exist, bold is used instead; the others must exist.
    """

    regular: Path
    medium: Path
    bold: Path
    serif: Path
    whole_words: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for name in ("regular", "medium", "bold"):
            path: Path = getattr(self, name)
            if not path.is_file():
                raise FileNotFoundError(f"the {name} face for paper is missing: {path}; run the set-up again")


class TypeCase:
    """The opened faces: fonts by size, widths and coverage, each looked up once."""

    def __init__(self, typefaces: Typefaces) -> None:
        self.whole_words = typefaces.whole_words
        serif = typefaces.serif if typefaces.serif.is_file() else typefaces.bold
        self._paths: dict[Weight, Path] = {
            "regular": typefaces.regular,
            "medium": typefaces.medium,
            "bold": typefaces.bold,
            "serif": serif,
        }
        self._fonts: dict[tuple[Weight, int], ImageFont.FreeTypeFont] = {}
        self._advances: dict[tuple[Weight, int, str], float] = {}
        self._coverage: dict[Path, frozenset[int]] = {}
        self._faces: dict[tuple[str, Weight], Weight] = {}
        self._glyphs: dict[tuple[str, Weight, int], Glyph | None] = {}
        self.missing: set[str] = set()

    def font(self, weight: Weight, size: int) -> ImageFont.FreeTypeFont:
        """Return the opened font for `weight` at an em of `size` dots."""
        key = (weight, size)
        if key not in self._fonts:
            path = self._paths[weight]
            index = TRADITIONAL_CHINESE if path.suffix == ".ttc" else 0
            layout = ImageFont.Layout.BASIC
            self._fonts[key] = ImageFont.truetype(path, size, index=index, layout_engine=layout)
        return self._fonts[key]

    def clean(self, text: str) -> str:
        """Composed (NFC), without control characters; every character that no face has replaced by 〓."""
        composed = unicodedata.normalize("NFC", text.replace("\t", " "))
        return "".join(self._shown(each) for each in composed)

    def width(self, text: str, weight: Weight, size: int) -> float:
        """Advance of `text` in dots; `text` has been cleaned."""
        return sum(self._advance(weight, size, character) for character in text)

    def draw(  # noqa: PLR0913, PLR0917  # a face, a size and a shade belong to every text
        self,
        on: ImageDraw.ImageDraw,
        at: tuple[float, float],
        text: str,
        weight: Weight,
        size: int,
        ink: int,
    ) -> None:
        """Draw cleaned `text` with its baseline starting at `at`; `ink` 0 is black, 1 is white."""
        x, baseline = at
        for character in text:
            drawn = self._glyph(character, self._face_for(character, weight), size)
            if drawn is not None:
                picture, left, top = drawn
                on.bitmap((round(x) + left, round(baseline) + top), picture, fill=ink)
            x += self._advance(weight, size, character)

    def _glyph(self, character: str, face: Weight, size: int) -> Glyph | None:
        """Return the character's black dots, drawn once: FreeType takes ten times as long as putting them down again."""
        key = (character, face, size)
        if key not in self._glyphs:
            if len(self._glyphs) >= MOST_GLYPHS:
                self._glyphs.clear()
            self._glyphs[key] = _drawn(character, self.font(face, size))
        return self._glyphs[key]

    def _advance(self, weight: Weight, size: int, character: str) -> float:
        key = (weight, size, character)
        if key not in self._advances:
            face = self._face_for(character, weight)
            self._advances[key] = self.font(face, size).getlength(character, mode="1")
        return self._advances[key]

    def _face_for(self, character: str, weight: Weight) -> Weight:
        key = (character, weight)
        if key not in self._faces:
            order: tuple[Weight, ...] = (weight, "medium", "bold", "regular", "serif")
            having = (face for face in order if ord(character) in self._characters(face))
            self._faces[key] = next(having, "medium")
        return self._faces[key]

    def _shown(self, character: str) -> str:
        if character == "\n":
            return character
        if unicodedata.category(character) in ("Cc", "Cf") or "\ufe00" <= character <= "\ufe0f":
            return ""
        if self._has(character):
            return character
        if character not in self.missing:
            self.missing.add(character)
            log.warning(
                "no face for paper has %s (U+%04X); %s is printed instead", character, ord(character), GETA
            )
        return GETA

    def _has(self, character: str) -> bool:
        faces: tuple[Weight, ...] = ("medium", "bold", "regular", "serif")
        return any(ord(character) in self._characters(face) for face in faces)

    def _characters(self, weight: Weight) -> frozenset[int]:
        path = self._paths[weight]
        if path not in self._coverage:
            from fontTools.ttLib import TTFont  # noqa: PLC0415  # 0.1 s, only where paper is drawn

            number = TRADITIONAL_CHINESE if path.suffix == ".ttc" else -1
            with TTFont(path, lazy=True, fontNumber=number) as font:
                self._coverage[path] = frozenset(font.getBestCmap() or ())
        return self._coverage[path]


def _drawn(character: str, font: ImageFont.FreeTypeFont) -> Glyph | None:
    left, top, right, bottom = (round(edge) for edge in font.getbbox(character, mode="1", anchor="ls"))
    if right <= left or bottom <= top:
        return None
    picture = Image.new("1", (right - left, bottom - top), 0)
    pen = ImageDraw.Draw(picture)
    pen.fontmode = "1"
    pen.text((-left, -top), character, font=font, fill=1, anchor="ls")
    return picture, left, top
