"""Where the faces are: files of package dependencies, found once and handed to screens and printers as paths.

Noto Sans CJK **TC** comes as wheels (Regular, Medium, Bold, full coverage: people's names need it).  The serif of the
titles exists only inside Debian's font collection; its Traditional Chinese face (index 3) is taken out once at set-up
(`python -m kiosk.fonts`).  Where it is absent the Bold sans takes its place, so the product runs either way.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib.metadata import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.whole_words import WHOLE

if TYPE_CHECKING:
    from devices.printer.typefaces import Typefaces

SERIF_COLLECTION = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc")
SERIF_FACE_TC = 3
UNIFONT_HEX = Path("/usr/share/unifont/unifont.hex")


class FontMissing(Exception):  # says what is missing, as PaperOut does
    """A face that the product cannot do without is not installed; the message says which and the remedy."""


@dataclass(frozen=True)
class Faces:
    """Paths of every face: `lucide_glyphs` is the JSON map from icon names to code points."""

    regular: Path
    medium: Path
    bold: Path
    serif: Path
    lucide: Path
    lucide_glyphs: Path
    pictograms: Path


def faces() -> Faces:
    """Return the paths of all faces; raises `FontMissing` naming the one that is absent."""
    bold = _existing(Path(sys.prefix) / "NotoSansCJKtc-Bold.otf")
    serif = _serif_file()
    lucide = _package("tkinter_icons_lucide")
    return Faces(
        regular=_existing(Path(sys.prefix) / "NotoSansCJKtc-Regular.otf"),
        medium=_existing(Path(sys.prefix) / "NotoSansCJKtc-Medium.otf"),
        bold=bold,
        serif=serif if serif.exists() else bold,
        lucide=_one(lucide, "lucide.ttf"),
        lucide_glyphs=_one(lucide, "glyphmap.json"),
        pictograms=_pictograms(),
    )


def for_paper() -> Typefaces:
    """Return what slips are set in: the faces, and the words that lines do not divide."""
    from devices.printer.typefaces import Typefaces  # noqa: PLC0415  # opens the drawing library

    found = faces()
    return Typefaces(found.regular, found.medium, found.bold, found.serif, WHOLE)


def prepare() -> Path | None:
    """Take the Traditional Chinese serif out of Debian's collection; returns its file, or None where there is none."""
    from fontTools.ttLib.ttCollection import TTCollection  # noqa: PLC0415  # heavy, and only set-up needs it

    target = _serif_file()
    if target.exists():
        return target
    if not SERIF_COLLECTION.exists():
        return None
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".part")
    TTCollection(SERIF_COLLECTION).fonts[SERIF_FACE_TC].save(draft)  # type: ignore[no-untyped-call]  # fontTools is half typed
    return draft.replace(target)


def _serif_file() -> Path:
    return Path(sys.prefix) / "share" / "kiosk-fonts" / "NotoSerifCJKtc-Bold.otf"


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise FontMissing(f"The package {name} is not installed. Run ./run setup.")
    return Path(spec.origin).parent


def _pictograms() -> Path:
    for entry in files("fonticon-materialdesignicons7") or []:
        if entry.suffix == ".ttf":
            return _existing(Path(str(entry.locate())))
    raise FontMissing("fonticon-materialdesignicons7 carries no .ttf. Run ./run setup.")


def _one(folder: Path, name: str) -> Path:
    found = next(folder.rglob(name), None)
    if found is None:
        raise FontMissing(f"{name} is not in {folder.name}. Run ./run setup.")
    return found


def _existing(path: Path) -> Path:
    if not path.exists():
        raise FontMissing(f"The font file {path.name} is not installed. Run ./run setup.")
    return path


if __name__ == "__main__":
    prepared = prepare()
    print(f"fonts: titles in {prepared.name if prepared else 'the Bold sans (no serif collection found)'}", file=sys.stderr)  # noqa: T201
