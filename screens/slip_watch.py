"""How the paper is doing, for a screen that waits for it: read at wake-ups and once a second, never assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.outbox.services import JobView
    from screens.screen import Screen

LOOK_AGAIN_S = 1.0
TROUBLED = frozenset({"held", "unsure", "failed", "expired"})


class SlipWatch:
    """Watches one job for one screen; `changed` is called when its state is another one."""

    def __init__(self, screen: Screen, job_id: int, changed: Callable[[], None]) -> None:
        self._screen, self._job_id, self._changed = screen, job_id, changed
        self._look_s = 0.0
        self.job: JobView | None = None

    @property
    def printed(self) -> bool:
        """Say whether the slip is out."""
        return self.job is not None and self.job.state == "confirmed"

    @property
    def trouble(self) -> str:
        """Return the condition that keeps the slip from coming, empty while all is well."""
        if self.printed:
            return ""
        if self.job is not None and self.job.state in TROUBLED:
            return self.job.condition or "other"
        printer = self._screen.lobby.facts.trouble("printer")
        return (printer.condition or "other") if printer else ""

    def look(self) -> None:
        """Ask how the job stands."""
        office, job_id = self._screen.lobby.office, self._job_id
        self._screen.ask(lambda: office.job(job_id), self._seen, lambda _error: None)

    def tick(self, now_s: float) -> None:
        """Look again once a second, until the slip is out."""
        if now_s >= self._look_s and not self.printed:
            self._look_s = now_s + LOOK_AGAIN_S
            self.look()

    def _seen(self, job: JobView) -> None:
        before = self.job and (self.job.state, self.job.condition)
        self.job = job
        if before != (job.state, job.condition):
            self._changed()
