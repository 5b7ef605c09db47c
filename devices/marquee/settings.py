"""What a driver is told about its sign, and what it tells about itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class MarqueeSettings:
    """One sign: its size in dots, its address on the line, and how patient to be.

    `reply_timeout_s` is the sign's own time to answer; the time the bytes need at `speed_baud` is added to
    it.  `drive` is where changing content goes: E is the sign's RAM, which does not wear.  `scroll_speed`
    is 0 (fast) to 6 (slow); `scroll_dots_per_s` is what that speed was measured to be on the sign.
    """

    columns: int = 192
    rows: int = 16
    group: int = 0
    unit: int = 0
    drive: str = "E"
    speed_baud: int = 19200
    reply_timeout_s: float = 0.8
    scroll_speed: int = 2
    scroll_dots_per_s: float = 60.0
    utc_offset_h: int = 8
    clock_every_s: float = 3600.0


@dataclass(frozen=True)
class SignInfo:
    """What a sign says about itself: versions, the address it listens to, and its size in dots."""

    program_version: int
    fpga_version: int
    group: int
    unit: int
    columns: int
    rows: int

    def fits(self, settings: MarqueeSettings) -> bool:
        """Whether the configured size is the real one."""
        return (self.columns, self.rows) == (settings.columns, settings.rows)


class Trouble(StrEnum):
    """Why something is not shown as it was asked for."""

    REPLACED = "replaced"
    """The sign's font lacks these characters."""
    SET_RUNNING = "set_running"
    """The page is too wide to stand still, so it runs."""


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
