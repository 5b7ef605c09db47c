"""At noon the lists leave out what needs an office that is closed then, once the office has confirmed the table."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from office_content import office_content

from kiosk.clock import TAIPEI, StillClock
from kiosk.config import OpeningHours
from kiosk.queues import services
from kiosk.queues.policies import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["office_content"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_content")]
MORNING = StillClock(datetime(2026, 3, 5, 10, tzinfo=TAIPEI))
NOON = StillClock(datetime(2026, 3, 5, 12, 30, tzinfo=TAIPEI))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    told = OpeningHours(thursday="08:00-12:00, 13:30-17:30", noon="12:00-13:30")
    monkeypatch.setattr(settings, "KIOSK_HOURS", told.hours())
    monkeypatch.setattr(settings, "KIOSK_HOME", tmp_path)
    (tmp_path / "policies").mkdir()
    return tmp_path


def listed(clock: StillClock) -> list[set[str]]:
    """Return what each of the lists holds."""
    by_kind = {
        one.service_id for kind in services.categories_now(language="en", clock=clock)
        for one in services.services_now(language="en", category=kind.category_id, clock=clock)
    }  # fmt: skip
    events = {one.service_id for event in services.life_events_now(language="en", clock=clock) for one in event.services}
    found = {one.service_id for one in services.search_now(query="門牌", language="en", clock=clock).services}
    return [by_kind, events, found, {one.service_id for one in services.services_now(language="en", clock=clock)}]


def test_nothing_is_hidden_by_a_table_that_nobody_has_confirmed(home: Path) -> None:
    assert listed(NOON) == listed(MORNING)


def test_what_another_office_has_to_help_with_is_not_offered_at_noon(home: Path) -> None:
    text = (SAMPLES / "sessions.yaml").read_text(encoding="utf-8").replace("verify: true", "verify: false")
    (home / "policies" / "sessions.yaml").write_text(text, encoding="utf-8")
    hidden = services.session(clock=NOON).hidden_services
    assert "doorplate" in hidden
    before, after = listed(MORNING), listed(NOON)
    assert [was - now for was, now in zip(before, after, strict=True)] == [was & hidden for was in before]
    assert before[0] & hidden
    counts = {one.category_id: one.services for one in services.categories_now(language="en", clock=NOON)}
    assert sum(counts.values()) == len(after[3])
