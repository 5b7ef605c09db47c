"""One tap on a face: stored once, by name, and no second finger changes it."""

from __future__ import annotations

import threading
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from kiosk import signals
from kiosk.clock import StillClock
from kiosk.errors import Refused
from kiosk.ratings.models import Rating, Reason
from kiosk.ratings.services import Face, RatingStored, give_reasons, month_summary, rate

if TYPE_CHECKING:
    from collections.abc import Callable

MARCH = date(2026, 3, 20)


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


def tap(face: Face, clock: StillClock, *, request_id: UUID | None = None, **more: Any) -> RatingStored:
    return rate(face=face, language="zh_Hant", request_id=request_id or uuid4(), clock=clock, **more)


@pytest.mark.django_db
def test_a_tap_stores_the_name_of_the_face(clock: StillClock) -> None:
    stored = tap(Face.SATISFIED, clock, counter=3, ticket="A012")
    with connection.cursor() as cursor:
        cursor.execute("SELECT face, counter, ticket FROM ratings_rating WHERE id = %s", [stored.rating_id])
        assert cursor.fetchone() == ("satisfied", 3, "A012")


@pytest.mark.django_db
def test_the_database_refuses_a_digit_for_a_face(clock: StillClock) -> None:
    stored = tap(Face.SATISFIED, clock)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.filter(pk=stored.rating_id).update(face="2")


@pytest.mark.django_db
def test_the_same_request_is_the_same_rating_however_late(clock: StillClock) -> None:
    request_id = uuid4()
    first = tap(Face.NEUTRAL, clock, request_id=request_id)
    clock.advance(3600)
    assert tap(Face.NEUTRAL, clock, request_id=request_id) == first
    assert Rating.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("after_s", "rows"), [(0.2, 1), (1.9, 1), (2, 2), (30, 2)])
def test_another_face_within_two_seconds_changes_nothing(
    clock: StillClock, after_s: float, rows: int
) -> None:
    first = tap(Face.VERY_SATISFIED, clock)
    clock.advance(after_s)
    second = tap(Face.VERY_DISSATISFIED, clock)
    assert Rating.objects.count() == rows
    assert (second == first) is (rows == 1)
    assert Rating.objects.get(pk=first.rating_id).face == "very_satisfied"


@pytest.mark.django_db
def test_two_kiosks_do_not_disturb_each_other(clock: StillClock) -> None:
    tap(Face.SATISFIED, clock, kiosk="一號機")
    tap(Face.DISSATISFIED, clock, kiosk="二號機")
    assert Rating.objects.count() == 2


@pytest.mark.django_db
def test_choosing_again_replaces_the_first_answer_and_both_rows_stay(clock: StillClock) -> None:
    first = tap(Face.DISSATISFIED, clock)
    clock.advance(1)  # quicker than a double tap counts: going back was on purpose
    second = tap(Face.SATISFIED, clock, replaces=first.rating_id)
    again = tap(Face.NEUTRAL, clock, replaces=first.rating_id)
    assert (again, Rating.objects.count()) == (second, 2)
    counted = {face: n for face, n in month_summary(month=MARCH).counts.items() if n}
    assert counted == {Face.SATISFIED: 1}


@pytest.mark.django_db
def test_nobody_replaces_an_answer_of_long_ago_or_of_another_kiosk(clock: StillClock) -> None:
    first = tap(Face.SATISFIED, clock)
    with pytest.raises(Refused, match=r"fb\.closed"):
        tap(Face.NEUTRAL, clock, replaces=first.rating_id, kiosk="別台")
    clock.advance(601)
    with pytest.raises(Refused, match=r"fb\.closed"):
        tap(Face.NEUTRAL, clock, replaces=first.rating_id)
    assert Rating.objects.count() == 1


@pytest.mark.django_db
def test_reasons_only_add(clock: StillClock) -> None:
    stored = tap(Face.DISSATISFIED, clock)
    assert give_reasons(rating_id=stored.rating_id, reasons=("too_slow",), clock=clock) == ("too_slow",)
    both = give_reasons(
        rating_id=stored.rating_id, reasons=("waited_too_long", "too_slow", "too_slow"), clock=clock
    )
    assert both == ("waited_too_long", "too_slow")
    assert give_reasons(rating_id=stored.rating_id, reasons=(), clock=clock) == both
    assert Rating.objects.get().face == "dissatisfied"


@pytest.mark.django_db
def test_reasons_come_from_the_list_and_from_the_visitor_who_is_still_there(clock: StillClock) -> None:
    stored = tap(Face.DISSATISFIED, clock)
    with pytest.raises(ValueError, match="noisy"):
        give_reasons(rating_id=stored.rating_id, reasons=("noisy",), clock=clock)
    clock.advance(601)
    with pytest.raises(Refused, match=r"fb\.closed"):
        give_reasons(rating_id=stored.rating_id, reasons=("too_slow",), clock=clock)
    with pytest.raises(Refused, match=r"fb\.closed"):
        give_reasons(rating_id=stored.rating_id + 1, reasons=("too_slow",), clock=clock)
    assert not Reason.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_tap_wakes_whoever_looks_at_ratings_and_a_double_tap_does_not(clock: StillClock) -> None:
    ear = signals.subscribe("ratings")
    try:
        tap(Face.SATISFIED, clock)
        assert ear.wait(2) == {"ratings"}
        tap(Face.SATISFIED, clock)
        assert ear.wait(0.05) == set()
    finally:
        ear.close()


def at_once(calls: list[Callable[[], RatingStored]]) -> list[RatingStored]:
    """Run all `calls` in threads that start together; returns their answers, raises the first failure."""
    gate = threading.Barrier(len(calls))
    answers: list[RatingStored] = []
    faults: list[Exception] = []

    def run(call: Callable[[], RatingStored]) -> None:
        try:
            gate.wait(10)
            answers.append(call())
        except Exception as fault:  # noqa: BLE001  # handed to the test below
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    if faults:
        raise faults[0]
    return answers


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("visitors_before", [0, 1])
def test_eight_fingers_on_five_faces_at_once_make_one_rating(clock: StillClock, visitors_before: int) -> None:
    for _ in range(visitors_before):
        tap(Face.NEUTRAL, clock)
        clock.advance(60)
    faces = [*Face, *Face][:8]
    answers = at_once([lambda face=face: tap(face, clock) for face in faces])
    assert len(set(answers)) == 1
    assert Rating.objects.count() == visitors_before + 1
    assert Rating.objects.latest("id").face == answers[0].face


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_one_request_sent_eight_times_at_once_makes_one_rating(clock: StillClock) -> None:
    request_id = UUID(int=7)
    answers = at_once([lambda: tap(Face.SATISFIED, clock, request_id=request_id)] * 8)
    assert (len(set(answers)), Rating.objects.count()) == (1, 1)
