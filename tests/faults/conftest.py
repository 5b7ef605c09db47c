"""One house for each module; whatever a test has broken is mended before the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from household import Household, empty_house

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
