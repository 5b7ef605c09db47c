"""Waits for wake-ups of other processes, in a thread of its own, and passes them on to the main thread."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.signals import Subscription

LOOK_S = 1.0
_log = logging.getLogger(__name__)


class Watch:
    """Calls `on_wake(topics)` through `on_main` whenever one of the subscribed topics was woken."""

    def __init__(
        self,
        subscription: Subscription,
        on_main: Callable[[Callable[[], None]], None],
        on_wake: Callable[[frozenset[str]], None],
    ) -> None:
        self._subscription, self._on_main, self._on_wake = subscription, on_main, on_wake
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def start(self) -> None:
        """Begin to wait."""
        self._thread.start()

    def close(self) -> None:
        """Stop waiting, within a second."""
        self._over.set()
        self._thread.join(LOOK_S + 0.5)
        self._subscription.close()

    def _run(self) -> None:
        while not self._over.is_set():
            try:
                topics = frozenset(self._subscription.wait(LOOK_S))
            except OSError as error:
                _log.warning("wake-ups are not heard: %s", error)
                self._over.wait(LOOK_S)
                continue
            if topics and not self._over.is_set():
                self._on_main(lambda topics=topics: self._on_wake(topics))  # type: ignore[misc]
