"""Services run here, never on the main thread; their answers come back on it, and late ones are dropped.

An answer belongs to the question's screen.  `still_wanted` is asked when the answer arrives: an answer that comes after
its visitor has left must not draw on the next visitor's session.
"""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Bridge:
    """Runs blocking calls in two threads, and what is urgent in a third: a call for help waits behind nothing.

    `on_main` schedules a call without arguments on the main thread (thread-safe).  `after_failure` runs where a call has
    just failed, in its thread: what broke there must not break the next call, too.
    """

    def __init__(
        self, on_main: Callable[[Callable[[], None]], None], after_failure: Callable[[], None] = lambda: None
    ) -> None:
        self._on_main, self._after_failure = on_main, after_failure
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="service")
        self._urgent = ThreadPoolExecutor(1, thread_name_prefix="urgent")
        self._asked = 0

    @property
    def idle(self) -> bool:
        """Say whether no question is open; main thread only."""
        return self._asked == 0

    def call(
        self,
        ask: Callable[[], T],
        *,
        ok: Callable[[T], None],
        failed: Callable[[BaseException], None],
        still_wanted: Callable[[], bool],
        urgent: bool = False,
    ) -> None:
        """Run `ask` elsewhere; then `ok` with its answer or `failed` with its error, here, if still wanted."""
        self._asked += 1
        future: Future[T] = (self._urgent if urgent else self._pool).submit(self._ask, ask)
        future.add_done_callback(lambda done: self._on_main(lambda: self._arrived(done, ok, failed, still_wanted)))

    def close(self) -> None:
        """Let running calls end and take no more."""
        for pool in (self._pool, self._urgent):
            pool.shutdown(wait=False, cancel_futures=True)

    def _ask(self, ask: Callable[[], T]) -> T:
        try:
            return ask()
        except Exception:
            self._after_failure()
            raise

    def _arrived(
        self,
        done: Future[Any],
        ok: Callable[[Any], None],
        failed: Callable[[BaseException], None],
        still_wanted: Callable[[], bool],
    ) -> None:
        self._asked -= 1
        if done.cancelled():
            return
        error = done.exception()
        if not still_wanted():
            if error is not None:
                _log.warning("a late answer failed and is dropped: %s", error)
            return
        if error is not None:
            failed(error)
        else:
            ok(done.result())
