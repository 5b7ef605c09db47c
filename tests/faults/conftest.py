"""One house for each module, mended between tests; the long runs of troubles only where somebody asks for `-m torture`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from household import Household, empty_house

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "kiosk" / "supervisors"))

DEVICES = ("printer", "marquee", "bp_monitor")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return empty_house(tmp_path_factory.mktemp("template") / "home")


@pytest.fixture(scope="module")
def whole_house(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Household]:
    household = Household(tmp_path_factory.mktemp("house") / "home", template)
    try:
        household.open()
        yield household
    finally:
        household.close()


@pytest.fixture
def house(whole_house: Household) -> Iterator[Household]:
    for name in DEVICES:
        whole_house.is_well(name)
    yield whole_house
    for name in DEVICES:
        whole_house.device(name, "clear")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "torture" in (config.getoption("-m") or ""):
        return
    long = [item for item in items if HERE in item.path.parents and item.get_closest_marker("torture")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in set(long)]
