"""One window for the whole run, small and off-screen: the layout is the same at any size."""

# ruff: noqa: PLC0415  # Kivy must be configured before anything imports it

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

import pytest

from screens.window import prepare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screens.gallery.glass import Glass
    from screens.gallery.paper_office import PaperOffice
    from screens.ink import Ink

prepare((540, 960), offscreen=not os.environ.get("DISPLAY"))
logging.getLogger("fontTools").setLevel(logging.ERROR)


@pytest.fixture
def office() -> PaperOffice:
    from screens.gallery.paper_office import PaperOffice

    return PaperOffice()


@pytest.fixture(scope="session")
def ink() -> Ink:
    from screens.gallery.glass import new_ink

    return new_ink()


@pytest.fixture
def glass(office: PaperOffice, ink: Ink) -> Iterator[Glass]:
    from screens.gallery.glass import Glass

    one = Glass(office, ink)
    yield one
    one.close()
