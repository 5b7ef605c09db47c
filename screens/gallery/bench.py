"""`python -m screens.gallery.bench`: how fast the face answers on this machine, as one JSON object on standard output.

A window of the kiosk's size, drawn off-screen as the kiosk draws it (at most 30 frames a second); the office of paper
answers at once, so that only the face is measured.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import os
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from screens.window import MAX_FPS, prepare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screens.gallery.glass import Glass

WARM_UP, COUNTED = 500, 2500
WAYS = (
    ("home.take_ticket", "dock.home"), ("home.requirements", "dock.home"), ("home.rate", "dock.home"),
    ("home.bp", "dock.home"),
)  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m screens.gallery.bench")
    parser.add_argument("--full", action="store_true")
    full = parser.parse_args().full
    logging.disable(logging.WARNING)
    prepare((1080, 1920), offscreen=True)
    from screens.app import SLICE_S  # noqa: PLC0415  # Kivy is configured before it is imported
    from screens.gallery.glass import Glass, draw_every_frame  # noqa: PLC0415  # Kivy is configured before it is imported
    from screens.gallery.paper_office import PaperOffice  # noqa: PLC0415

    glass = Glass(PaperOffice())
    glass.touch.stage.painting.slice_s = SLICE_S
    draw_every_frame()
    samples = 200 if full else 60
    found = {
        **_growth(glass),
        "press_p95_ms": _press(glass, samples),
        "change_p95_ms": _change(glass, samples),
        "home_fps": _fps(glass, 10 if full else 4),
    }
    glass.close()
    print(json.dumps(found))  # noqa: T201  # the parent reads it


def _pace(fps: int) -> None:
    from kivy.clock import Clock  # noqa: PLC0415

    Clock._max_fps = fps  # noqa: SLF001  # as the kiosk's window, or as fast as it goes


def _shown() -> None:
    """Run the loop until a frame has been drawn and the drawing has ended."""
    from kivy.graphics.opengl import GL_RGB, GL_UNSIGNED_BYTE, glReadPixels  # noqa: PLC0415

    from screens.gallery.glass import step  # noqa: PLC0415

    step()
    glReadPixels(0, 0, 1, 1, GL_RGB, GL_UNSIGNED_BYTE)


def _press(glass: Glass, samples: int) -> float:
    """Measure from touch-down to changed pixels, at any moment between two frames."""
    _pace(MAX_FPS)
    dice, times = random.Random(1), []  # noqa: S311  # no secret
    for number in range(samples):
        time.sleep(dice.uniform(0, 1 / MAX_FPS))
        began = time.monotonic()
        finger = glass.down(WAYS[number % len(WAYS)][0])
        _shown()
        times.append((time.monotonic() - began) * 1000)
        glass.touch.stage.fingers.swallow()
        glass.up(finger)
        glass.seconds += 2
        _shown()
    return p95(times)


def _change(glass: Glass, samples: int) -> float:
    """Measure from finger-up to the next screen with everything on it."""
    _pace(MAX_FPS)
    times = []
    for number in range(samples):
        for pilot_id in WAYS[number % len(WAYS)]:
            finger = glass.down(pilot_id)
            _shown()
            began = time.monotonic()
            glass.up(finger)
            _shown()
            while not (glass.bridge.idle and glass.touch.stage.painting.done):
                _shown()
            times.append((time.monotonic() - began) * 1000)
            glass.seconds += 2
    return p95(times)


def _fps(glass: Glass, seconds: float) -> float:
    """Measure how often a second the whole home screen can be drawn."""
    _pace(0)
    canvas: Any = glass.touch.stage.canvas
    frames, began = 0, time.monotonic()
    while time.monotonic() - began < seconds:
        canvas.ask_update()
        _shown()
        frames += 1
    return frames / (time.monotonic() - began)


def _growth(glass: Glass) -> dict[str, float]:
    """Change the screen many times; returns how much the process grew, without the first changes."""
    _pace(0)
    warm = 0.0
    for number in range(COUNTED):
        way = WAYS[number // 2 % len(WAYS)]
        glass.tap(way[number % 2])
        if number == WARM_UP:
            warm = rss_mb()
    return {"rss_growth_pct": max(0.0, (rss_mb() / warm - 1) * 100)}


def rss_mb() -> float:
    """Return the memory of this process."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def p95(samples: Sequence[float]) -> float:
    """Return the smallest sample that at least 95 % of them do not exceed."""
    return sorted(samples)[math.ceil(0.95 * len(samples)) - 1]


if __name__ == "__main__":
    main()
