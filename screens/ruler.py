"""Measures words without drawing them: how wide, where they break, how high a stack of paragraphs stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from screens import typeset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screens.access import Look
    from screens.masks import Typecase

LAST_RESORT = (0.86, 0.74, 0.62, 0.5)  # of a doubled size: a long word in large type shrinks, but never below the floor


@dataclass(frozen=True)
class Said:
    """A paragraph: its sizes are tried from the largest down."""

    text: str
    sizes: tuple[float, ...] = (40, 38, 36)
    colour: str = "ink"
    face: str = "regular"
    max_lines: int = 2
    spacing: float = 1.2


@dataclass(frozen=True)
class Set:
    """A paragraph as it is set: its lines, its size before large type, its height in design pixels."""

    said: Said
    lines: list[str]
    size: float
    height: float


class Ruler:
    """Knows the faces and the look."""

    def __init__(self, typecase: Typecase, look: Look) -> None:
        self._typecase, self.look = typecase, look

    def width(self, text: str, size: float, face: str = "regular") -> float:
        """Return the width of a line in design pixels."""
        return self._typecase.width(typeset.clean(text), face, self.look.size(size))

    def broken(self, text: str, width: float, size: float, face: str = "regular") -> list[str]:
        """Return the text in lines of at most `width`."""
        return typeset.lines(text, width, lambda line: self.width(line, size, face))

    def fitted(
        self, text: str, width: float, sizes: tuple[float, ...], max_lines: int, face: str = "regular"
    ) -> tuple[list[str], float]:
        """Return lines and the largest of `sizes` with which the text fits; the last size is taken in any case."""
        for size in sizes:
            lines = self.broken(text, width, size, face)
            if len(lines) <= max_lines and all(self.width(line, size, face) <= width for line in lines):
                return lines, size
        last = sizes[-1]
        for part in LAST_RESORT if self.look.large else ():
            if all(self.width(line, last, face) <= width for line in self.broken(text, width, last, face)):
                break
            last = sizes[-1] * part
        return self.broken(text, width, last, face), last

    def first_fitting(self, texts: Sequence[str], width: float, size: float, face: str = "regular") -> str:
        """Return the first of `texts`, from the longest to the shortest, that fits on a line; else the last."""
        return next((text for text in texts if self.width(text, size, face) <= width), texts[-1])

    def stacked(self, said: Sequence[Said], width: float, height: float = float("inf")) -> list[Set]:
        """Set paragraphs below each other; while they are higher than `height`, the largest shrinks by a step."""
        sizes = [one.sizes + tuple(one.sizes[-1] * part for part in LAST_RESORT if self.look.large) for one in said]
        first = [one.sizes for one in said]
        while True:
            set_ = [self._set(one, width, first[i]) for i, one in enumerate(said) if one.text.strip()]
            if sum(one.height for one in set_) <= height:
                return set_
            smaller = [i for i in range(len(said)) if len(sizes[i]) > 1]
            if not smaller:
                return set_
            i = max(smaller, key=lambda i: self.look.size(sizes[i][0]))
            sizes[i] = sizes[i][1:]
            first[i] = sizes[i]

    def high(self, said: Sequence[Said], width: float) -> float:
        """Return how high paragraphs stand at their largest sizes."""
        return sum(one.height for one in self.stacked(said, width))

    def _set(self, said: Said, width: float, sizes: tuple[float, ...]) -> Set:
        lines, size = self.fitted(said.text, width, sizes, said.max_lines, said.face)
        return Set(said, lines, size, len(lines) * self.look.size(size) * said.spacing)
