"""What passers-by should see, independent of any sign: pure values with a JSON form.

A `Programme` is the whole wish at one moment: pages that take turns, a call that interrupts them once, an
urgent page that replaces everything.  It says nothing about bytes, fonts or memory; a driver that cannot do
something degrades openly and says so in its report.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_HOLD_S = 9999


class Colour(StrEnum):
    """Numbers are red, words amber, the clock green; on a one-colour sign nothing is lost."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


class Motion(StrEnum):
    """How a page is presented: standing still, or running from right to left."""

    HOLD = "hold"
    SCROLL_LEFT = "scroll_left"


class Live(StrEnum):
    """Whether a segment changes by itself.

    `FIXED`: part of the page.  `CLOCK`: hours and minutes (HH:MM) that the sign keeps; `text` is what to show
    where there is no clock.  The others are values whose present one is `text`; a driver that can updates them alone,
    without disturbing the page: `NUMBER`, a called number or a counter (ASCII letters and digits); `DATE`, the ROC date
    (115/03/05); `FIELD`, anything else that changes often (people waiting).
    """

    FIXED = "fixed"
    CLOCK = "clock"
    NUMBER = "number"
    DATE = "date"
    FIELD = "field"

    @property
    def changes(self) -> bool:
        """Whether it is a value that others take the place of while the page stays."""
        return self in {Live.NUMBER, Live.DATE, Live.FIELD}


@dataclass(frozen=True)
class Segment:
    """A run of text in one colour; `bold` is the 14-row face for numbers."""

    text: str
    colour: Colour = Colour.AMBER
    bold: bool = False
    live: Live = Live.FIXED


@dataclass(frozen=True)
class Page:
    """One page; `key` names it within its programme, `hold_s` is how long it stands still.

    A recalled number is a new page: give it a new key.
    """

    key: str
    segments: tuple[Segment, ...]
    motion: Motion = Motion.HOLD
    hold_s: int = 6

    def __post_init__(self) -> None:
        if not self.key:
            raise ValueError("a page needs a key")
        if not 1 <= self.hold_s <= MAX_HOLD_S:
            raise ValueError(f"page {self.key}: hold_s must be 1..{MAX_HOLD_S}, not {self.hold_s}")

    @property
    def text(self) -> str:
        """The words alone, as a person would read them out."""
        return "".join(segment.text for segment in self.segments)


@dataclass(frozen=True)
class Programme:
    """What a sign should show now.

    `pages` take turns; one that should be seen more often stands there several times.  `call` is shown at once,
    once, for its `hold_s`; keep it here only while it is news (a call that was missed while the sign was away is
    not made up for).  `urgent` replaces everything until it is gone from here.
    """

    pages: tuple[Page, ...] = ()
    call: Page | None = None
    urgent: Page | None = None

    def __post_init__(self) -> None:
        keys = [page.key for page in dict.fromkeys(self.pages)]  # the same page twice is one that comes twice
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"pages share a key: {', '.join(twice)}")

    def to_json(self) -> str:
        """Return the JSON form, Chinese as it is."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Programme:
        """Read the JSON form back; raises `ValueError` that names what is wrong."""
        try:
            values = json.loads(text)
            return cls(
                tuple(_page(value) for value in values["pages"]),
                _page(values["call"]) if values["call"] else None,
                _page(values["urgent"]) if values["urgent"] else None,
            )
        except (KeyError, TypeError) as missing:
            raise ValueError(f"not a programme: {missing}") from missing


def _page(value: Mapping[str, Any]) -> Page:
    segments = tuple(
        Segment(part["text"], Colour(part["colour"]), bool(part["bold"]), Live(part["live"]))
        for part in value["segments"]
    )
    return Page(value["key"], segments, Motion(value["motion"]), value["hold_s"])
