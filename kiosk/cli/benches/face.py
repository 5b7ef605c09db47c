"""Area `face`: how fast the screen answers, how smoothly it goes on, what it costs."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

from kiosk.cli.benches import house
from kiosk.cli.benches.figures import Figure, rounded
from kiosk.cli.control import Control
from kiosk.cli.demo_house import DemoHouse

ALONE_WITHIN_S = 600
BARS: dict[str, tuple[str, float]] = {
    "press_p95_ms": ("ms", 100), "change_p95_ms": ("ms", 150), "home_fps": ("/s", 20), "rss_growth_pct": ("%", 2),
}  # fmt: skip


def measure(*, full: bool) -> list[Figure]:
    """Measure the face alone, then in a whole house; about a minute and a half."""
    alone = _alone(full=full)
    folder = Path(tempfile.mkdtemp(prefix="kiosk-bench-"))
    try:
        together = _together(folder / "house", full=full)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return [*alone, *together]


def _alone(*, full: bool) -> list[Figure]:
    line = (sys.executable, "-m", "screens.gallery.bench", *(["--full"] if full else []))
    said = subprocess.run(line, capture_output=True, text=True, check=True, timeout=ALONE_WITHIN_S).stdout  # noqa: S603
    found = json.loads(said)
    return [
        Figure(f"face.{name}", rounded(found[name]), unit, bar, "higher" if name == "home_fps" else "lower")
        for name, (unit, bar) in BARS.items()
    ]


def _together(home: Path, *, full: bool) -> list[Figure]:
    """Measure a screen in a house that prints and calls meanwhile."""
    with ExitStack() as stack:
        demo = DemoHouse(home, offscreen=True)
        demo.prepare()
        parent = demo.parent()
        stack.callback(parent.stop)
        parent.start()
        screen = next(child for child in parent.children if child.name == "screen")
        stall = _stall(demo, 20 if full else 8)
        rss = house.rss_mb(screen)
        idle = house.idle_cpu_pct(screen)
        cold = house.screen_ready_s(demo, 7 if full else 3)
    return [
        Figure("face.stall_max_ms", rounded(stall), "ms", 50),
        Figure("face.rss_mb", rounded(rss), "MB", 320),
        Figure("face.idle_cpu_pct", rounded(idle), "%", 2),
        Figure("face.cold_start_s", rounded(cold), "s", 2.5),
    ]


def _stall(demo: DemoHouse, rounds: int) -> float:
    """Return by how much the latest frame came too late, while numbers are taken, printed and called."""
    late: list[float] = []
    with Control(demo.screen_socket) as finger, Control(demo.screen_socket) as watch:
        _take(finger)  # textures of the first visit are made before a kiosk opens
        over = threading.Event()
        caller = threading.Thread(target=_call_numbers, args=(over,), daemon=True)
        caller.start()
        watcher = threading.Thread(target=lambda: late.append(_latest(watch, rounds)), daemon=True)
        watcher.start()
        for _ in range(rounds):
            _take(finger)
        watcher.join()
        over.set()
        caller.join()
    return max(late)


def _latest(watch: Control, rounds: int) -> float:
    return float(watch.ask(do="late_frames", seconds=min(15.0, rounds * 1.2))["latest_ms"])


def _take(finger: Control) -> None:
    ways = (
        ("home.take_ticket", "take_ticket"), ("take_ticket.class.A", ""), ("take_ticket.take", "ticket_issued"),
        ("ticket_issued.done", "home"),
    )  # fmt: skip
    for pilot_id, screen in ways:
        house.go(finger, pilot_id, screen)


def _call_numbers(over: threading.Event) -> None:
    from kiosk.queues import desk  # noqa: PLC0415  # needs Django

    desk.open_counter(counter=1, by="bench", name="林美玲", title="課員")
    while not over.wait(1.0):
        desk.call_next(counter=1, by="bench", request_id=uuid4())
