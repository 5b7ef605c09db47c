"""Troubles in the middle of things; the long runs of them only where somebody asks for `-m torture`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "kiosk" / "supervisors"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "torture" in (config.getoption("-m") or ""):
        return
    long = [item for item in items if HERE in item.path.parents and item.get_closest_marker("torture")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in set(long)]
