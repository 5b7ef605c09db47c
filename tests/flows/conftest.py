"""One house for each module; a module that says `BOARD = True` has a lobby board, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from household import Household, empty_house

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return empty_house(tmp_path_factory.mktemp("template") / "home")


@pytest.fixture(scope="module")
def house(
    request: pytest.FixtureRequest, template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Household]:
    home = tmp_path_factory.mktemp("house") / "home"
    household = Household(home, template, board=getattr(request.module, "BOARD", False))
    try:
        household.open()
        yield household
    finally:
        household.close()
