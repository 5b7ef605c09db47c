"""What stands on a slip of paper, told without any width, font file or printer.

A `Slip` is a column of blocks.  All sizes are dots on a head of 576 dots (80 mm paper); `raster` fits them to
other heads. It is kept with its job as JSON (`to_json`, `from_json`), so that a copy shows exactly what the
first print showed.

Everything that could make the drawing fail is refused here, with `EncodeError`, before a job exists.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args

from devices.errors import EncodeError

if TYPE_CHECKING:
    from collections.abc import Iterator

Weight = Literal["regular", "medium", "bold", "serif"]
Align = Literal["left", "center", "right"]

WEIGHTS, ALIGNS = frozenset(get_args(Weight)), frozenset(get_args(Align))
MIN_SIZE, MAX_SIZE = 16, 320
MAX_QR_BYTES = 300
MAX_TEXT = 2000


def _refuse_unless(holds: object, why: str) -> None:
    if not holds:
        raise EncodeError(why)


@dataclass(frozen=True)
class Text:
    """One run of text in one size and weight; wraps by itself where it stands as a block.

    `size` is the em in dots at 576 dots; `inverse` is white on a black ground.
    """

    text: str
    size: int = 28
    weight: Weight = "medium"
    align: Align = "left"
    inverse: bool = False

    def __post_init__(self) -> None:
        _refuse_unless(
            isinstance(self.text, str) and len(self.text) <= MAX_TEXT,
            f"text longer than {MAX_TEXT} characters",
        )
        _refuse_unless(
            MIN_SIZE <= self.size <= MAX_SIZE, f"text size {self.size} is outside {MIN_SIZE}..{MAX_SIZE} dots"
        )
        _refuse_unless(self.weight in WEIGHTS, f"unknown weight {self.weight!r}")
        _refuse_unless(self.align in ALIGNS, f"unknown alignment {self.align!r}")


@dataclass(frozen=True)
class Phrase:
    """Several runs on one line and one baseline (`1` large, `人` small), `gap` dots apart; never wrapped."""

    parts: tuple[Text, ...]
    gap: int = 10
    align: Align = "left"

    def __post_init__(self) -> None:
        _refuse_unless(bool(self.parts), "a phrase needs at least one part")
        _refuse_unless(0 <= self.gap <= 100, f"phrase gap {self.gap} is outside 0..100 dots")


Line = Text | Phrase


@dataclass(frozen=True)
class Columns:
    """Two texts on one row and one baseline, one at each margin.

    The right one drops below when they do not fit.
    """

    left: Line
    right: Line


@dataclass(frozen=True)
class Cells:
    """Equal columns side by side, each a stack of centred lines; `divider` draws a thin line between them."""

    cells: tuple[tuple[Line, ...], ...]
    divider: bool = True

    def __post_init__(self) -> None:
        _refuse_unless(1 <= len(self.cells) <= 4, f"{len(self.cells)} cells: a row holds 1 to 4")


@dataclass(frozen=True)
class Labelled:
    """A short bold label at the margin and a text that wraps beside it (規費　戶口名簿每份 30 元)."""

    label: Text
    text: Text


@dataclass(frozen=True)
class Rule:
    """A line from edge to edge of the paper, `thickness` dots thick."""

    style: Literal["solid", "dashed"] = "solid"
    thickness: int = 2

    def __post_init__(self) -> None:
        _refuse_unless(self.style in ("solid", "dashed"), f"unknown rule {self.style!r}")
        _refuse_unless(1 <= self.thickness <= 20, f"rule thickness {self.thickness} is outside 1..20 dots")


@dataclass(frozen=True)
class Space:
    """White paper, `height` dots."""

    height: int

    def __post_init__(self) -> None:
        _refuse_unless(0 <= self.height <= 800, f"space {self.height} is outside 0..800 dots")


@dataclass(frozen=True)
class Check:
    """An item of a list: an open box when missing, a tick when ready; `note` stands below in small."""

    text: str
    note: str = ""
    state: Literal["missing", "ready"] = "missing"

    def __post_init__(self) -> None:
        _refuse_unless(self.state in ("missing", "ready"), f"unknown state {self.state!r}")
        _refuse_unless(len(self.text) + len(self.note) <= MAX_TEXT, f"text longer than {MAX_TEXT} characters")


@dataclass(frozen=True)
class Bar:
    """White words on a black bar from edge to edge, with an optional count at the right."""

    left: str
    right: str = ""


@dataclass(frozen=True)
class Qr:
    """A QR code (model 2, error correction M, quiet zone 4) with lines of text beside it.

    `module` is the edge of one module in dots; narrower heads take less (never under 3).  `data` is at most
    300 bytes.
    """

    data: str
    module: int = 6
    beside: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        size = len(self.data.encode())
        _refuse_unless(
            1 <= size <= MAX_QR_BYTES, f"QR content of {size} bytes: 1 to {MAX_QR_BYTES} fit a slip"
        )
        _refuse_unless(3 <= self.module <= 12, f"QR module {self.module} is outside 3..12 dots")


@dataclass(frozen=True)
class Signatures:
    """A row of labels, each followed by a line to sign on."""

    labels: tuple[str, ...]

    def __post_init__(self) -> None:
        _refuse_unless(1 <= len(self.labels) <= 3, f"{len(self.labels)} signatures: a row holds 1 to 3")


@dataclass(frozen=True)
class Cut:
    """Cut here and go on with a further slip; the end of a slip is always cut."""


Block = Text | Phrase | Columns | Cells | Labelled | Rule | Space | Check | Bar | Qr | Signatures | Cut
_KINDS: dict[str, type[Any]] = {kind.__name__.lower(): kind for kind in get_args(Block)}


@dataclass(frozen=True)
class Slip:
    """What is printed in one go, top to bottom."""

    blocks: tuple[Block, ...] = field(default_factory=tuple)

    def sheets(self) -> Iterator[Slip]:
        """Yield the slip in pieces, one for each time the paper is cut."""
        sheet: list[Block] = []
        for block in self.blocks:
            if isinstance(block, Cut):
                yield Slip(tuple(sheet))
                sheet = []
            else:
                sheet.append(block)
        if sheet or not self.blocks:
            yield Slip(tuple(sheet))

    def to_json(self) -> str:
        """One line of JSON that `from_json` turns into an equal slip."""
        return json.dumps({"blocks": self.blocks}, default=_plain, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Slip:
        """Read `to_json` back; raises `EncodeError` naming what is wrong."""
        try:
            return cls(tuple(_block(item) for item in json.loads(text)["blocks"]))
        except (ValueError, KeyError, TypeError, AttributeError) as wrong:
            raise EncodeError(f"this is not a slip: {wrong}") from wrong


def _plain(part: object) -> dict[str, Any]:
    return {"kind": type(part).__name__.lower(), **vars(part)}


def _block(item: Any) -> Any:
    """One block, or one line within a block."""
    if isinstance(item, list):
        return tuple(_block(each) for each in item)
    if not isinstance(item, dict):
        return item
    rest = {name: _block(value) for name, value in item.items() if name != "kind"}
    return _KINDS[item["kind"]](**rest)
