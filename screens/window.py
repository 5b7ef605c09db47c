"""Kivy as a kiosk: what must be set before its window is imported.

No arguments of ours are swallowed, no log handlers or files added, no configuration read from a former run.  One input
provider, else one tap arrives twice; no multitouch simulation (a right click would leave a button stuck); no keys that
end the program or open a panel.  Without multisampling a full frame takes 12 instead of 30 ms in software.
"""

from __future__ import annotations

import os
import sys
import tempfile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

MAX_FPS = 30


def prepare(size: tuple[int, int], *, offscreen: bool, state: Path | None = None) -> None:
    """Set the environment and Kivy's configuration; call before anything imports `kivy.core.window`."""
    sys.setswitchinterval(0.001)
    os.environ["KIVY_NO_ARGS"] = "1"
    os.environ["KIVY_LOG_MODE"] = "PYTHON"
    os.environ["KIVY_NO_FILELOG"] = "1"
    os.environ["KIVY_NO_CONFIG"] = "1"
    os.environ["KIVY_HOME"] = str(state) if state else tempfile.mkdtemp(prefix="kiosk-kivy-")
    if offscreen:
        os.environ["SDL_VIDEODRIVER"] = "offscreen"
        os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
    _configure(size)


def has_display() -> bool:
    """Say whether there is a display to draw on."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("SDL_VIDEODRIVER") == "kmsdrm")


def _configure(size: tuple[int, int]) -> None:
    from kivy import config  # noqa: PLC0415  # reads the environment at import

    settings_of_kivy: Any = config.Config

    for section in ("input", "modules"):
        for key in list(settings_of_kivy[section]):
            settings_of_kivy.remove_option(section, key)
    settings_of_kivy.set("input", "mouse", "mouse,disable_multitouch")
    settings = {
        "width": size[0], "height": size[1], "multisamples": 0, "resizable": 0, "borderless": 1, "position": "custom",
        "left": 0, "top": 0, "allow_screensaver": 0, "show_cursor": 0, "maxfps": MAX_FPS,
    }  # fmt: skip
    for key, value in settings.items():
        settings_of_kivy.set("graphics", key, str(value))
    settings_of_kivy.set("kivy", "exit_on_escape", "0")
    settings_of_kivy.set("kivy", "log_level", "warning")
