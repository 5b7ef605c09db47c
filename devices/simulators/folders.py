"""Folders that no other user may look into."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE = 0o700


def private(folder: Path) -> Path:
    """Make `folder` (mode 0700), or shut others out of one that is there; its group keeps what it had."""
    folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    folder.chmod(folder.stat().st_mode & 0o770)
    return folder
