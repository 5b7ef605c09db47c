"""The slip of a result: readings, average, level in word and shape, advice; one job for one result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from devices.printer.raster import Raster
from devices.printer.slip import Bar, Columns, Qr, Slip, Text
from devices.printer.typefaces import Typefaces
from kiosk.blood_pressure.models import Session
from kiosk.blood_pressure.services import begin, end, print_result, record_reading
from kiosk.clock import StillClock
from kiosk.errors import Refused
from kiosk.fonts import faces
from kiosk.outbox.models import Job

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


def measure(clock: StillClock, *pressures: tuple[int, int], language: str = "zh_Hant", **more: Any) -> UUID:
    sat = begin(language=language, consent=True, request_id=uuid4(), clock=clock, **more)
    for upper, lower in pressures:
        clock.advance(60)
        record_reading(systolic_mmhg=upper, diastolic_mmhg=lower, pulse_bpm=72, received_at=clock.now())
    return sat.session_id


def printed(job_id: int) -> Slip:
    return Slip.from_json(Job.objects.get(pk=job_id).slip_json)


def words(slip: Slip) -> str:
    """Every string of a slip, in order."""

    def of(thing: object) -> Iterator[str]:
        if isinstance(thing, str):
            yield thing
        elif isinstance(thing, (tuple, list)):
            for part in thing:
                yield from of(part)
        elif hasattr(thing, "__dataclass_fields__"):
            for name in thing.__dataclass_fields__:
                yield from of(getattr(thing, name))

    return "\n".join(of(slip))


def test_the_slip_shows_both_readings_their_average_and_the_level(clock: StillClock) -> None:
    slip = printed(print_result(session_id=measure(clock, (128, 78), (124, 76)), clock=clock))
    told = words(slip)
    for part in ("臺南市新營區戶政事務所", "115/03/05", "128/78", "124/76", "126", "77", "72", "◆ 稍高",
                 "兩次平均", "建議一週內再量一次", "不作為診斷", "2022 臺灣高血壓治療指引"):  # fmt: skip
        assert part in told
    rows = [block.right.text for block in slip.blocks if isinstance(block, Columns)]
    assert rows[-2:] == ["128/78", "124/76"]
    assert not any(isinstance(block, Qr) for block in slip.blocks)


@pytest.mark.parametrize(
    ("pressures", "sign"),
    [((118, 76), "● 正常"), ((122, 76), "◆ 稍高"), ((132, 76), "▲ 偏高"), ((142, 76), "■ 過高")],
)
def test_each_level_has_its_shape_before_its_word(
    clock: StillClock, pressures: tuple[int, int], sign: str
) -> None:
    slip = printed(print_result(session_id=measure(clock, pressures, pressures), clock=clock))
    assert sign in [block.text for block in slip.blocks if isinstance(block, Text)]
    assert not any(isinstance(block, Bar) for block in slip.blocks)


def test_urgent_stands_white_on_black_and_says_whom_to_tell(clock: StillClock) -> None:
    slip = printed(print_result(session_id=measure(clock, (184, 100), (186, 100)), clock=clock))
    assert [block.left for block in slip.blocks if isinstance(block, Bar)] == ["緊急"]
    assert "請立即告知志工" in words(slip)


@pytest.mark.parametrize(("language", "said"), [("en", "Elevated"), ("vi", "Hơi cao"), ("id", "Agak tinggi")])
def test_another_language_stands_beside_the_chinese(clock: StillClock, language: str, said: str) -> None:
    session_id = measure(clock, (128, 78), (124, 76), language=language)
    job = Job.objects.get(pk=print_result(session_id=session_id, clock=clock))
    told = words(Slip.from_json(job.slip_json))
    assert said in told
    assert "稍高" in told
    assert job.language == language


def test_a_code_is_printed_for_whoever_asked_for_one(clock: StillClock) -> None:
    session_id = measure(clock, (118, 76), (118, 76), identity="token")
    slip = printed(print_result(session_id=session_id, clock=clock))
    codes = [block.data for block in slip.blocks if isinstance(block, Qr)]
    assert codes == [Session.objects.get().token]


def test_asking_twice_is_one_slip_and_a_further_reading_a_new_one(clock: StillClock) -> None:
    session_id = measure(clock, (128, 78))
    first = print_result(session_id=session_id, clock=clock)
    assert print_result(session_id=session_id, clock=clock) == first
    clock.advance(60)
    record_reading(systolic_mmhg=126, diastolic_mmhg=78, received_at=clock.now())
    assert print_result(session_id=session_id, clock=clock) != first
    assert Job.objects.count() == 2


def test_a_slip_that_expired_may_be_asked_for_again(clock: StillClock) -> None:
    session_id = measure(clock, (128, 78), (128, 78))
    first = print_result(session_id=session_id, clock=clock)
    Job.objects.filter(pk=first).update(state="expired")
    assert print_result(session_id=session_id, clock=clock) != first


def test_a_slip_is_of_no_use_ten_minutes_later(clock: StillClock) -> None:
    session_id = measure(clock, (128, 78))
    end(session_id=session_id, clock=clock)
    job = Job.objects.get(pk=print_result(session_id=session_id, clock=clock))
    assert (job.not_after_at - clock.now()).total_seconds() == 600
    assert (job.kind, "128" in job.label) == ("bp_result", False)
    clock.advance(601)
    with pytest.raises(Refused) as caught:
        print_result(session_id=session_id, clock=clock)
    assert caught.value.text_key == "bp.print_too_late"


def test_without_a_reading_there_is_nothing_to_print(clock: StillClock) -> None:
    with pytest.raises(Refused) as caught:
        print_result(session_id=measure(clock), clock=clock)
    assert caught.value.text_key == "bp.no_result"
    assert not Job.objects.exists()


@pytest.mark.parametrize("language", ["zh_Hant", "en", "vi", "id"])
def test_every_character_of_every_level_can_be_drawn(clock: StillClock, language: str) -> None:
    found = faces()
    raster = Raster(Typefaces(found.regular, found.medium, found.bold, found.serif))
    for upper in (84, 118, 122, 132, 142, 184):
        session_id = measure(clock, (upper, 60), (upper, 60), language=language, identity="token")
        assert raster.picture(printed(print_result(session_id=session_id, clock=clock))).height > 600
    assert raster.missing == frozenset()
