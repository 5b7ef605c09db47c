"""A number that a rating names is not asked again that day, whoever asks and however soon."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from at_once import at_once
from django.core import signing

from kiosk.clock import StillClock
from kiosk.ratings import phone_rating
from kiosk.ratings.models import LastTap, Rating
from kiosk.ratings.services import Face, RatingStored, answered_numbers, rate

pytestmark = pytest.mark.database
alone = pytest.mark.django_db


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


def tap(clock: StillClock, **more: Any) -> RatingStored:
    clock.advance(10)  # the next visitor: another finger sooner is the same one
    return rate(face=Face.SATISFIED, language="zh_Hant", request_id=uuid4(), clock=clock, **more)


def named(stored: RatingStored) -> tuple[int | None, str]:
    row = Rating.objects.get(pk=stored.rating_id)
    return row.counter, row.ticket


@alone
def test_a_named_number_is_answered_until_the_day_ends(clock: StillClock) -> None:
    assert answered_numbers(clock=clock) == frozenset()
    tap(clock)
    tap(clock, counter=3, ticket="A012")
    assert answered_numbers(clock=clock) == {"A012"}
    clock.advance(24 * 3600)
    assert answered_numbers(clock=clock) == frozenset()


@alone
def test_choosing_again_keeps_the_number_and_taking_it_back_frees_it(clock: StillClock) -> None:
    first = tap(clock, counter=3, ticket="A012")
    assert answered_numbers(besides=first.rating_id, clock=clock) == frozenset()
    second = tap(clock, counter=3, ticket="A012", replaces=first.rating_id)
    assert named(second) == (3, "A012")
    assert answered_numbers(clock=clock) == {"A012"}
    tap(clock, replaces=second.rating_id)
    assert answered_numbers(clock=clock) == frozenset()


@alone
def test_a_rating_that_names_an_answered_number_counts_without_it(clock: StillClock) -> None:
    tap(clock, counter=3, ticket="A012")
    late = tap(clock, counter=3, ticket="A012", kiosk="二號機")
    assert named(late) == (3, "")
    assert named(tap(clock, counter=3, ticket="A013")) == (3, "A013")


@alone
def test_an_answer_from_the_phone_answers_the_number_as_well(clock: StillClock) -> None:
    key = signing.dumps(["token", "A012", 3], salt=phone_rating.SALT)
    phone_rating.rate(key=key, face=Face.SATISFIED, language="vi", clock=clock)
    assert answered_numbers(clock=clock) == {"A012"}


@alone
def test_whoever_holds_the_ticket_has_its_number_though_another_named_it_before(clock: StillClock) -> None:
    claimed = tap(clock, counter=3, ticket="A012")
    other = tap(clock, counter=3, ticket="A013")
    key = signing.dumps(["token", "A012", 3], salt=phone_rating.SALT)
    phone_rating.rate(key=key, face=Face.SATISFIED, language="vi", clock=clock)
    assert (named(claimed), named(other)) == ((3, ""), (3, "A013"))
    assert list(Rating.objects.filter(ticket="A012").values_list("kiosk", flat=True)) == [phone_rating.PLACE]


@pytest.mark.django_db(transaction=True)
def test_three_kiosks_that_name_a_number_at_once_name_it_once(clock: StillClock) -> None:
    for name in ("一號機", "二號機", "三號機"):
        LastTap.objects.create(kiosk=name)
    faces = {"一號機": Face.SATISFIED, "二號機": Face.NEUTRAL, "三號機": Face.DISSATISFIED}

    def says(name: str, face: Face) -> RatingStored:
        return rate(
            face=face, language="zh_Hant", request_id=uuid4(), kiosk=name, counter=3, ticket="A012", clock=clock
        )

    at_once(*(lambda name=name, face=face: says(name, face) for name, face in faces.items()))
    assert sorted(Rating.objects.values_list("ticket", flat=True)) == ["", "", "A012"]
