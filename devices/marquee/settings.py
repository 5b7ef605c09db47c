"""What a driver is told about its sign, and what it tells about itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from devices.marquee.palette import Palette

if TYPE_CHECKING:
    from devices.marquee.page import Page


@dataclass(frozen=True)
class MarqueeSettings:
    """One sign: its size in dots, its address on the line, and how patient to be.

    `group` and `unit` are its address; 0 is everybody (families without groups use `unit` alone: the Alpha address, the
    Onbon screen number).  `model_code` is the byte by which a family names a single model, "" for any: Alpha "Z", "^"...,
    Onbon "51"... (two hex digits).  `reply_timeout_s` is the sign's own time to answer; the time the bytes need at
    `speed_baud`, each with `bits_per_byte`, is added to it.  `drive` is where changing content goes on JetFile II: E is the
    sign's RAM, which does not wear.  `pictures` sends every text as a picture, for a sign whose own Chinese font is not to
    be trusted.  `scroll_speed` is 0 (fast) to 6 (slow); `scroll_dots_per_s` is what that speed was measured to be on the
    sign.  `call_form` is what a call looks like, with any numbers: a family that loads words beforehand has them ready then.
    """

    columns: int = 192
    rows: int = 16
    palette: Palette = Palette.THREE
    group: int = 0
    unit: int = 0
    model_code: str = ""
    drive: str = "E"
    pictures: bool = False
    speed_baud: int = 19200
    bits_per_byte: int = 10
    reply_timeout_s: float = 0.8
    scroll_speed: int = 2
    scroll_dots_per_s: float = 60.0
    utc_offset_h: int = 8
    clock_every_s: float = 3600.0
    call_form: Page | None = None


@dataclass(frozen=True)
class SignInfo:
    """What a sign says about itself: firmware, address, size in dots; None and "" where its family cannot tell."""

    firmware: str = ""
    group: int | None = None
    unit: int | None = None
    columns: int | None = None
    rows: int | None = None

    def fits(self, settings: MarqueeSettings) -> bool:
        """Whether the configured size is the real one, as far as the sign tells."""
        told = ((self.columns, settings.columns), (self.rows, settings.rows))
        return all(real is None or real == configured for real, configured in told)


class Trouble(StrEnum):
    """Why something is not shown as it was asked for."""

    REPLACED = "replaced"
    """The sign's font lacks these characters."""
    SET_RUNNING = "set_running"
    """The page is too wide to stand still, so it runs."""
    CUT = "cut"
    """The page is longer than the sign can keep: its end is not shown."""
    PICTURED = "pictured"
    """The sign's font lacks these characters, so they are sent as dots: shown as written, but slower to send."""
    SMALLER = "smaller"
    """The sign has no letters of its full height: the text is shown in smaller ones."""
    LEFT_OUT = "left_out"
    """The sign has no memory left for this page: it is not shown."""
    NO_CLOCK = "no_clock"
    """The sign cannot keep this live item; it shows the value of the moment it was sent."""

    @property
    def loses(self) -> bool:
        """Whether passers-by miss something that was written; the others only look or move otherwise."""
        return self in {Trouble.REPLACED, Trouble.CUT, Trouble.LEFT_OUT}


@dataclass(frozen=True)
class Shortfall:
    """One page that is shown differently from what was asked: which, why, and the characters concerned."""

    page_key: str
    trouble: Trouble
    characters: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShowReport:
    """What one `show` did: its requests (0: the sign had it all), and where it falls short of the wish.

    `waiting` says that the list was not touched because a call is still standing; the next `show` does it.
    """

    requests: int = 0
    shortfalls: tuple[Shortfall, ...] = ()
    waiting: bool = False
