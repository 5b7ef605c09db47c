"""One of a kind: a lock on a file of the home that ends with its process, however that ends."""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def only_one(path: Path, told: str) -> Iterator[None]:
    """Hold the lock of `path`; raises `click.ClickException` saying `told` where another process holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        if not _taken(lock.fileno()):
            raise click.ClickException(told)
        yield


def is_held(path: Path) -> bool:
    """Return whether a process holds the lock of `path` now."""
    if not path.exists():
        return False
    with path.open("r+") as lock:
        return not _taken(lock.fileno())


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
