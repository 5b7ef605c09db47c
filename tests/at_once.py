"""Several people who press at the same moment: one thread each, with a database connection of its own."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from django.db import connections

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")


def at_once(*deeds: Callable[[], T]) -> Sequence[T]:
    """Do all `deeds` at the same moment and return what each gave; the first exception is raised."""
    gate = threading.Barrier(len(deeds))

    def do(deed: Callable[[], T]) -> T:
        try:
            gate.wait(10)
            return deed()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as people:
        return list(people.map(do, deeds))
