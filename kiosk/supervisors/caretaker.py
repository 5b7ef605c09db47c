"""The caretaker's thread: what has to happen by itself as time passes, whether or not a device is there."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, close_old_connections

from kiosk.api import services as api
from kiosk.blood_pressure import services as blood_pressure
from kiosk.clock import SYSTEM, Clock
from kiosk.colleagues import services as colleagues
from kiosk.health import services as health
from kiosk.help import services as help_calls
from kiosk.limits import services as limits
from kiosk.outbox import services as outbox
from kiosk.queues import services as queues

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

ROUND_EACH_S = 30.0
KEEP_LOG_INS_DAYS = 90
_log = logging.getLogger("kiosk.caretaker")


class Caretaker:
    """Goes its round every half minute until `stop` is set."""

    def __init__(self, stop: threading.Event, *, clock: Clock = SYSTEM) -> None:
        self._stop = stop
        self._duties: tuple[Callable[[], object], ...] = (
            lambda: outbox.expire_stale(clock=clock),
            lambda: outbox.wipe(clock=clock),
            lambda: blood_pressure.close_stale(clock=clock),
            lambda: help_calls.close_forgotten(clock=clock),
            lambda: colleagues.forget_call_backs(clock=clock),
            lambda: blood_pressure.purge(now=clock.now()),
            lambda: queues.end_past_days(clock=clock),
            lambda: health.forget(clock=clock),
            lambda: queues.keep_state(home=settings.KIOSK_HOME, clock=clock),
            lambda: api.tidy(clock=clock),
            lambda: limits.tidy(clock=clock),
            SessionStore.clear_expired,
            lambda: AxesProxyHandler.reset_logs(age_days=KEEP_LOG_INS_DAYS),
        )

    def run(self) -> None:
        """Go round until told to stop; one duty that fails does not keep the others from theirs."""
        while not self._stop.is_set():
            for duty in self._duties:
                try:
                    duty()
                except DatabaseError as error:
                    _log.warning("a duty of the caretaker failed: %s", error)
                    close_old_connections()
                except Exception:  # noqa: BLE001  # its next round must come
                    _log.exception("mistake in a duty of the caretaker")
            self._stop.wait(ROUND_EACH_S)
