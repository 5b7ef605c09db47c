"""The real office behind the rating screen: who may be named, and what is stored with a rating."""

from __future__ import annotations

from uuid import uuid4

import pytest

from kiosk.queues.answers import ServedView
from kiosk.queues.models import Counter
from kiosk.ratings.models import Rating
from screens.kiosk_office import KioskOffice

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def rate(office: KioskOffice, face: str, served: ServedView | None, replaces: int | None = None) -> int:
    return office.rate(face, "zh_Hant", uuid4(), replaces, served).rating_id


def test_counter_and_number_are_stored_and_choosing_again_keeps_them() -> None:
    office = KioskOffice(None)
    first = rate(office, "dissatisfied", ServedView("A012", 3, "陳淑芬", "課員"))
    rate(office, "neutral", ServedView("A012", 3, "陳淑芬", "課員"), replaces=first)
    assert list(Rating.objects.order_by("id").values_list("face", "counter", "ticket")) == [
        ("dissatisfied", 3, "A012"), ("neutral", 3, "A012"),
    ]  # fmt: skip


def test_a_rating_without_a_number_has_neither() -> None:
    rate(KioskOffice(None), "satisfied", None)
    assert Rating.objects.values_list("counter", "ticket").get() == (None, "")


def test_in_the_lobby_nobody_is_offered_before_anybody_was_served() -> None:
    assert KioskOffice(None).served(None) == ()


def test_at_a_counter_it_is_that_counter_whoever_sits_there() -> None:
    office = KioskOffice(None)
    office.here = ServedView("", 3)
    assert office.served(None) == (ServedView("", 3),)
    rate(office, "satisfied", office.here)
    assert Rating.objects.values_list("counter", "ticket").get() == (3, "")
    assert not Counter.objects.exists()
