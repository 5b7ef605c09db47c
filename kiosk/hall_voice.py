"""Whether this machine's loudspeaker calls a number now: then its touch screen speaks softly.

The voice that calls writes down until when it speaks, by the machine's own running clock; whoever else uses the loudspeaker
reads that.  Nothing is held: a voice that has died is over when its time is.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MOST_S = 120.0  # no call is longer; what says so was written before the machine was started anew


def speaks_until(home: Path, until_s: float) -> None:
    """Tell this machine that a call sounds until `until_s` of its monotonic clock; 0 when it is over."""
    with contextlib.suppress(OSError):  # a full disk silences nobody
        _note(home).write_text(f"{until_s:.3f}", encoding="ascii")


def speaks(home: Path, now_s: float) -> bool:
    """Say whether a call sounds at `now_s` of the monotonic clock."""
    try:
        until_s = float(_note(home).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return False
    return now_s < until_s < now_s + MOST_S


def _note(home: Path) -> Path:
    return home / "run" / "hall-voice"
