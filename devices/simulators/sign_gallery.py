"""Keeps what passers-by see: sign.png now, and a numbered picture each time the meaning of it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devices.marquee.dots import ROWS
from devices.marquee.palette import Palette
from devices.marquee.picture import picture

if TYPE_CHECKING:
    from pathlib import Path

    from devices.marquee.dots import Strip

KEPT_PICTURES = 500
PITCH = 9


class Gallery:
    """Pictures in `folder`; sign.png is replaced in one step, so nobody ever reads half of it."""

    def __init__(self, folder: Path, *, rows: int = ROWS, palette: Palette = Palette.THREE) -> None:
        self._folder = folder
        self._rows, self._palette = rows, palette
        folder.mkdir(parents=True, exist_ok=True)
        taken = [int(path.stem[5:]) for path in folder.glob("sign-*.png") if path.stem[5:].isdigit()]
        self._last_number = max(taken, default=0)
        self._shown: tuple[Strip, float] | None = None
        self._meaning: str | None = None
        self.draws = True
        """False for whoever measures a line: drawing takes longer than many an answer."""

    @property
    def now(self) -> Path:
        """The picture of this moment."""
        return self._folder / "sign.png"

    def show(self, view: Strip, brightness: float) -> None:
        """Make `view` the picture of this moment, if it is another one."""
        if self._shown != (view, brightness):
            self._shown = (view, brightness)
            self._save(view, brightness, self.now)

    def remember(self, meaning: str, view: Strip, brightness: float) -> None:
        """Keep `view` if `meaning` is new; the oldest pictures make room."""
        if meaning == self._meaning:
            return
        self._meaning = meaning
        self._last_number += 1
        self._save(view, brightness, self._numbered(self._last_number))
        self._numbered(self._last_number - KEPT_PICTURES).unlink(missing_ok=True)

    def _numbered(self, number: int) -> Path:
        return self._folder / f"sign-{number:04d}.png"

    def _save(self, view: Strip, brightness: float, path: Path) -> None:
        if not self.draws:
            return
        image = picture(view, pitch=PITCH, brightness=brightness, rows=self._rows, palette=self._palette)
        half = path.with_suffix(".new")
        image.save(half, "PNG", compress_level=1)
        half.replace(path)
