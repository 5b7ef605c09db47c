"""An office to work in: its name and its classes of tickets, a clock that stands still, and somebody who sits at a counter."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from kiosk.clock import StillClock
from kiosk.guide.content import entries
from kiosk.guide.marks import digest
from kiosk.texts import ASSETS, compile_catalogues

if TYPE_CHECKING:
    from kiosk.guide.content import Entry

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="session")
def classes_of_the_office() -> list[Entry]:
    """The office's own name and its classes A to G, as the content files have them."""
    return [entry for entry in entries(ASSETS / "content") if entry.kind in {"office", "ticket_class"}]


@pytest.fixture
def office(db: None, classes_of_the_office: list[Entry]) -> None:
    """Only what tickets need of the content: loading all of it for every test would take half a second each."""
    from kiosk.guide.models import ContentItem  # noqa: PLC0415  # models exist only after Django's set-up

    ContentItem.objects.bulk_create(
        ContentItem(
            kind=entry.kind, key=entry.key, position=position, data=entry.data, digest=digest(entry.data),
            changed_at=LONG_AGO,
        )
        for position, entry in enumerate(classes_of_the_office)
    )  # fmt: skip


@pytest.fixture
def clock() -> StillClock:
    """Thursday 5 March 2026, 10:24 in Tainan."""
    return StillClock()


@pytest.fixture(autouse=True)
def nothing_shown_yet() -> None:
    """What a channel showed in another test is no row of this one's database."""
    from kiosk.announcements import showings  # noqa: PLC0415  # models exist only after Django's set-up

    showings._logs.clear()


@pytest.fixture(scope="session", autouse=True)
def words() -> None:
    """The catalogues as their sources are now."""
    compile_catalogues()
