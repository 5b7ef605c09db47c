"""Where things hang on a board that lies or stands.  Both have the same parts in the same sizes; only their places differ."""

from __future__ import annotations

from dataclasses import dataclass

from screens.geometry import Area, grid


@dataclass(frozen=True)
class Places:
    """The areas of one shape, in design pixels; `panel` is where counters and other pages take turns."""

    head: Area
    latest: Area
    recent_title: Area
    recent_rule: Area
    recent: tuple[Area, ...]
    waiting: Area
    panel: Area
    ticker: Area
    door: Area
    door_times: float


WIDE = Places(
    head=Area(0, 0, 1920, 128), latest=Area(48, 160, 812, 474), recent_title=Area(48, 654, 300, 56),
    recent_rule=Area(300, 654, 560, 56), recent=tuple(grid(Area(48, 716, 188, 136), 4, 4, 20, 0)),
    waiting=Area(48, 872, 812, 86), panel=Area(892, 160, 980, 789), ticker=Area(0, 976, 1920, 104),
    door=Area(160, 188, 1600, 728), door_times=1.4,
)  # fmt: skip
TALL = Places(
    head=Area(0, 0, 1080, 172), latest=Area(48, 196, 984, 474), recent_title=Area(48, 682, 300, 56),
    recent_rule=Area(400, 682, 632, 56), recent=tuple(grid(Area(48, 744, 231, 136), 4, 4, 20, 0)),
    waiting=Area(48, 896, 984, 86), panel=Area(50, 1002, 980, 789), ticker=Area(0, 1816, 1080, 104),
    door=Area(48, 560, 984, 640), door_times=1.1,
)  # fmt: skip
