"""How often somebody may ask: never more than the limit, however many processes count."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.clock import StillClock
from kiosk.limits import services
from kiosk.limits.models import Window
from kiosk.limits.services import Meter

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(limit=st.integers(0, 130), processes=st.integers(1, 4))
def test_processes_together_grant_no_more_than_the_limit(limit: int, processes: int) -> None:
    Window.objects.all().delete()
    now = StillClock().now()
    meters = [Meter() for _ in range(processes)]
    granted = sum(meters[turn % processes].take("k", limit, now) == 0 for turn in range(limit + 60))
    assert granted <= limit
    assert granted >= limit - (processes - 1) * max(1, limit // services.PORTIONS)


def test_one_process_grants_exactly_the_limit(clock: StillClock) -> None:
    meter = Meter()
    assert sum(meter.take("k", 600, clock.now()) == 0 for _ in range(700)) == 600
    assert Window.objects.get().used == 600


def test_a_new_minute_is_a_new_count_and_the_wait_ends_with_it(clock: StillClock) -> None:
    meter = Meter()
    clock.advance(15)
    assert [meter.take("k", 1, clock.now()) for _ in range(2)] == [0, 45]
    clock.advance(45)
    assert meter.take("k", 1, clock.now()) == 0


def test_a_lowered_limit_holds_at_once(clock: StillClock) -> None:
    Meter().take("k", 1000, clock.now())
    assert Meter().take("k", 10, clock.now()) > 0


def test_addresses_are_counted_by_household_and_not_told(clock: StillClock) -> None:
    same = {services.address_key("a", one) for one in ("2001:db8::1", "2001:db8::ffff:2")}
    assert len(same) == 1
    assert services.address_key("a", "2001:db8:0:1::1") not in same
    assert services.address_key("a", "192.0.2.1") == services.address_key("a", "::ffff:192.0.2.1")
    assert "192.0.2.1" not in services.address_key("a", "192.0.2.1")


def test_what_counts_no_more_is_removed(clock: StillClock) -> None:
    Meter().take("k", 10, clock.now())
    clock.advance(11 * 60)
    assert services.tidy(clock=clock) == 1
