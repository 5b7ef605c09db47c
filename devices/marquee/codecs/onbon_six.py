"""Onbon BX-6 E and Q cards: A7 06 (text areas) and A7 00 (picture areas), read field by field.

Known from the maker's parser in its layout alone: what the area type, the relation and the page's first byte mean, and
whether a lit dot is 0 or 1, was not seen on a card.  So nothing here is ever sent.

    A7 06: reply1 A7 06 keep1 deleted1 numbers.. count1 areas      A7 00: reply1 A7 00 reserved2 count2 areas
    area:  length4 number1 run1 timeout2 relation1 programs2 (2 each) cover1 reserved4 type1 x2 y2 width2 height2 border1
           A7 06: reserved8 style1 gap1 align1 spacing1 reserved6 single1 wrap1 effect1 exit1 speed1 stay1 voice.. length4 text
           A7 00: background1 transparent1 same1 voice.. reserved5 pages2, pages, and behind all areas the rows of dots
    page:  length4 kind1 effect1 exit1 speed1 stay2 repeats1 width2 reserved9 offset4 size4
"""

from __future__ import annotations

from dataclasses import dataclass, field

TEXT_AREAS, PICTURE_AREAS = 0xA706, 0xA700
_TEXT_FIELDS = (
    ("", 8), ("style", 1), ("gap", 1), ("align", 1), ("spacing", 1), ("", 6), ("single line", 1), ("wrap", 1),
    ("effect", 1), ("exit", 1), ("speed", 1), ("stay", 1),
)  # fmt: skip
_PICTURE_FIELDS = (("background", 1), ("transparent", 1), ("same ground", 1))
_VOICE_FIELDS = (("person", 1), ("volume", 1), ("voice speed", 1), ("coding", 1), ("repeats", 4), ("pause", 4))
_PAGE_FIELDS = (
    ("kind", 1), ("effect", 1), ("exit", 1), ("speed", 1), ("stay", 2), ("repeats", 1), ("width", 2), ("", 9),
    ("offset", 4), ("size", 4),
)  # fmt: skip


@dataclass(frozen=True)
class SixArea:
    """One area: its fields by name, and the bytes of its text (none of a picture area)."""

    fields: dict[str, int]
    text: bytes = b""
    pages: tuple[dict[str, int], ...] = ()


@dataclass(frozen=True)
class SixUpdate:
    """What a card is asked: areas to delete, areas to show, and the rows of dots of all pictures."""

    code: int
    reply_wanted: bool
    delete: tuple[int, ...] = ()
    keep: bool = False
    areas: tuple[SixArea, ...] = ()
    dots: bytes = b""


class _CutShort(Exception):
    """There are fewer bytes than the fields need."""


@dataclass
class _Reader:
    raw: bytes
    at: int = field(default=0)

    def take(self, count: int) -> bytes:
        piece = self.raw[self.at : self.at + count]
        if len(piece) < count:
            raise _CutShort
        self.at += count
        return piece

    def number(self, count: int) -> int:
        return int.from_bytes(self.take(count), "little")

    def numbers(self, fields: tuple[tuple[str, int], ...]) -> dict[str, int]:
        return {name: value for name, value in [(name, self.number(size)) for name, size in fields] if name}


def parse_six(data: bytes) -> SixUpdate | None:
    """Read the data of a BX-6 frame; None for another command, or if its fields are cut short."""
    reader = _Reader(data)
    try:
        wanted, code = reader.number(1) == 1, int.from_bytes(reader.take(2), "big")
        if code == TEXT_AREAS:
            keep = reader.number(1) == 1
            delete = tuple(reader.take(reader.number(1)))
            areas = tuple(_area(reader, is_text=True) for _ in range(reader.number(1)))
            return SixUpdate(code, wanted, delete, keep, areas)
        if code == PICTURE_AREAS:
            reader.take(2)
            areas = tuple(_area(reader, is_text=False) for _ in range(reader.number(2)))
            return SixUpdate(code, wanted, areas=areas, dots=data[reader.at :])
    except _CutShort:
        pass
    return None


def _area(reader: _Reader, *, is_text: bool) -> SixArea:
    fields = reader.numbers((("length", 4), ("number", 1), ("run", 1), ("timeout", 2), ("relation", 1)))
    for index in range(reader.number(2)):
        fields[f"program {index}"] = reader.number(2)
    fields |= reader.numbers(
        (("cover", 1), ("", 4), ("type", 1), ("x", 2), ("y", 2), ("width", 2), ("height", 2), ("border", 1))
    )
    fields |= reader.numbers(_TEXT_FIELDS if is_text else _PICTURE_FIELDS)
    _voice(reader, fields, judges=0 if is_text else 3)
    if is_text:
        return SixArea(fields, reader.take(reader.number(4)))
    reader.take(5)
    return SixArea(fields, pages=tuple(_page(reader) for _ in range(reader.number(2))))


def _voice(reader: _Reader, fields: dict[str, int], *, judges: int) -> None:
    """Read the voice; a silent one is its first byte alone."""
    fields["voice"] = reader.number(1)
    if fields["voice"]:
        fields |= reader.numbers(_VOICE_FIELDS)
        reader.take(reader.number(1) or judges)
        reader.take(reader.number(4))


def _page(reader: _Reader) -> dict[str, int]:
    return {"length": reader.number(4), **reader.numbers(_PAGE_FIELDS)}
