"""The panel's backlight, as Linux shows it: a folder with `max_brightness` and `brightness`."""

from __future__ import annotations

import logging
from pathlib import Path

NIGHT = 0.2
_log = logging.getLogger(__name__)


class Backlight:
    """Dims the panel when nobody is expected; without a folder it does nothing.

    The brightness found before the first dimming comes back with `wake`.  A folder that cannot be written is told once.
    """

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder) if folder else None
        self._before: str | None = None

    def dim(self) -> None:
        """Go down to a fifth of the panel's light."""
        if self._folder is None or self._before is not None:
            return
        try:
            before = (self._folder / "brightness").read_text(encoding="ascii").strip()
            most = int((self._folder / "max_brightness").read_text(encoding="ascii"))
            self._write(str(max(1, round(most * NIGHT))))
        except (OSError, ValueError) as error:
            _log.warning('screen.backlight: %s cannot be dimmed (%s). Name a folder this user may write, or "".',
                         self._folder, error)  # fmt: skip
            self._folder = None
        else:
            self._before = before

    def wake(self) -> None:
        """Return to the brightness of before."""
        if self._folder is None or self._before is None:
            return
        try:
            self._write(self._before)
        except OSError as error:
            _log.warning("the backlight cannot be turned up again: %s", error)
        self._before = None

    def _write(self, value: str) -> None:
        if self._folder is not None:
            (self._folder / "brightness").write_text(value, encoding="ascii")
