"""A public screen has no way out: every key that Kivy knows, its settings panel, other mouse buttons, the wheel."""

from __future__ import annotations

import json
import os
import subprocess
import sys

HOSTILE = """
import json, time
from screens.window import prepare
prepare((540, 960), offscreen=True)
from kivy.clock import Clock
from kivy.core.window import Window
from kiosk.clock import StillClock
from screens.app import DisplayApp, on_main
from screens.bridge import Bridge
from screens.focus import KEYS
from screens.gallery.paper_office import PaperOffice
from screens.remote import picture
from screens.touch import TouchScreen

class Office(PaperOffice):
    def boot(self): pass
    def subscribe(self, *topics): return Nothing()

class Nothing:
    def wait(self, timeout_s): time.sleep(0.05); return frozenset()
    def fileno(self): return -1
    def close(self): pass

office, bridge = Office(), Bridge(on_main)
touch = TouchScreen(office, bridge, StillClock(), time.monotonic)
app = DisplayApp(office, bridge, touch, remote=None)
found = {}

def attack(_dt):
    before = touch.place, picture().tobytes()
    for modifiers in ([], ["ctrl"], ["alt"], ["meta"], ["shift"], ["ctrl", "alt"]):
        for key in (*range(0, 128), *range(256, 320)):
            if key in KEYS and key not in {27, 256}:
                continue  # the keys of a visitor: what they do is tried elsewhere; escape must not end the program
            Window.dispatch("on_key_down", key, 0, "", modifiers)
            Window.dispatch("on_keyboard", key, 0, "", modifiers)
            Window.dispatch("on_key_up", key, 0)
    for button in ("right", "middle", "scrollup", "scrolldown", "mouse4"):
        Window.dispatch("on_mouse_down", 270, 480, button, [])
        Window.dispatch("on_mouse_move", 280, 490, [])
        Window.dispatch("on_mouse_up", 280, 490, button, [])
    Window.dispatch("on_request_close", source="keyboard") or found.update(closed=True)
    app.open_settings()
    touch.stage.focus = None
    Clock.schedule_once(lambda _dt: look(before), 0.3)

def look(before):
    found.update(
        children=[type(child).__name__ for child in Window.children], moved=touch.place != before[0],
        drawn=picture().tobytes() != before[1], fullscreen=bool(Window.fullscreen), asked=office.asked,
    )
    app.stop()

def when_all_is_drawn(_dt):
    if touch.facts.hall is None or not bridge.idle:
        return True
    Clock.schedule_once(attack, 1.0)
    return False

Clock.schedule_interval(when_all_is_drawn, 0.1)
app.run()
print("FOUND " + json.dumps(found))
"""


def test_no_key_button_or_panel_of_kivy_leads_out_or_leaves_a_mark() -> None:
    """Were a key to end the program, nothing would be found."""
    done = subprocess.run(
        [sys.executable, "-c", HOSTILE], capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, "KIVY_NO_ARGS": "1"},
    )  # fmt: skip
    lines = [line.removeprefix("FOUND ") for line in done.stdout.splitlines() if line.startswith("FOUND ")]
    assert lines, done.stderr
    assert json.loads(lines[0]) == {"children": ["Stage"], "moved": False, "drawn": False, "fullscreen": False, "asked": []}
