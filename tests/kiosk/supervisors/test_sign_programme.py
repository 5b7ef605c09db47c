"""What the sign should show, as a pure question: urgent over calls over announcements, and a resting page at the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import accumulate, groupby
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.marquee.page import Colour, Live, Motion, Page, Programme, Segment
from kiosk.announcements.models import Channel, Kind, Status
from kiosk.announcements.services import AnnouncementView, Wording, push_wording
from kiosk.clock import TAIPEI
from kiosk.hours import parse_spans
from kiosk.lamps import LampDay, parse_steps
from kiosk.queues.answers import CallView, HallView
from kiosk.queues.services import call_next, open_counter, recall, take_ticket
from kiosk.supervisors.programme import CALLS_THAT_WAIT, Lamps, compose, lamps_wanted, wanted

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

    from kiosk.clock import StillClock

NOW = datetime(2026, 3, 5, 2, 24, tzinfo=UTC)


def call(label: str, counter: int = 3, *, seconds_ago: float = 0, calls: int = 1) -> CallView:
    return CallView(int(label[1:]), label, counter, NOW - timedelta(seconds=seconds_ago), calls, priority=False)


def hall(*calls: CallView, waiting: int = 0) -> HallView:
    return HallView(calls, waiting, {}, (), None)


def said(text: str, *, kind: Kind = Kind.SERVICE, number: int = 1) -> AnnouncementView:
    return AnnouncementView(
        announcement_id=number, kind=kind, status=Status.LIVE, text={"zh_Hant": text, "en": "x"}, source="本所",
        author="lin", start_at=NOW, until_at=NOW, published_by="lin", needs_fields=False,
    )  # fmt: skip


def words(programme: Programme) -> tuple[list[str], str, str]:
    """Pages, call and urgent page, without spaces: how wide those are is a matter of looks."""
    pages, call_page, urgent = programme.pages, programme.call, programme.urgent
    said = [_close(page.text) for page in pages]
    return said, _close(call_page.text) if call_page else "", _close(urgent.text) if urgent else ""


def _close(text: str) -> str:
    return "".join(text.split())


REST = "115/03/0510:24等{}人"


@pytest.mark.parametrize(
    ("seen", "live", "expected"),
    [
        (hall(), (), ([REST.format(0)], "", "")),
        (hall(waiting=8), (said("公告"),), (["公告", REST.format(8)], "", "")),
        (
            hall(), (said("一", number=1), said("二", number=2, kind=Kind.ANTI_FRAUD)),
            (["一", "二", REST.format(0)], "", ""),
        ),
        (hall(call("A012")), (), ([REST.format(0)], "A012號請到3號櫃台", "")),
        (hall(call("A012", seconds_ago=5.9)), (), ([REST.format(0)], "A012號請到3號櫃台", "")),
        (hall(call("A012", seconds_ago=6)), (), ([REST.format(0)], "", "")),
        (
            hall(call("A013", 1, seconds_ago=1), call("A012", seconds_ago=2)), (),
            ([REST.format(0)], "A012號請到3號櫃台", ""),
        ),
        (
            hall(call("A013", 1, seconds_ago=1), call("A012", seconds_ago=3)), (),
            ([REST.format(0)], "A013號請到1號櫃台", ""),
        ),
        (
            hall(call("A013", 1, seconds_ago=8), call("A012", seconds_ago=9)), (),
            ([REST.format(0)], "", ""),
        ),
        (hall(call("A012", seconds_ago=-0.5)), (), ([REST.format(0)], "A012號請到3號櫃台", "")),
        (
            hall(call("A013", 1, seconds_ago=7.9), call("A012", seconds_ago=8.9)), (),
            ([REST.format(0)], "A013號請到1號櫃台", ""),
        ),
        (hall(call("A013", seconds_ago=600), call("A012", seconds_ago=700)), (), ([REST.format(0)], "", "")),
        (
            hall(call("A012")), (said("停班", kind=Kind.URGENT), said("公告", number=2)),
            (["公告", REST.format(0)], "A012號請到3號櫃台", "停班"),
        ),
    ],
    ids=[
        "an empty hall", "an announcement", "two announcements", "a call", "a call that still stands",
        "a call that has stood long enough", "two calls: the first has its time", "two calls: then the second",
        "two calls: both are over", "a call by a clock that is ahead", "two calls: six seconds from the turn on",
        "missed calls are not replayed",
        "urgent over all",
    ],
)  # fmt: skip
def test_the_programme_of_a_hall(
    seen: HallView, live: tuple[AnnouncementView, ...], expected: tuple[list[str], str, str]
) -> None:
    assert words(compose(NOW, seen, live)) == expected


def test_alarms_that_overlap_take_turns_and_each_passes_three_times() -> None:
    live = (said("停班", kind=Kind.URGENT, number=1), said("地震，請勿使用電梯", kind=Kind.URGENT, number=2))
    seen = [_close(page.text) for s in range(120) if (page := compose(NOW + timedelta(seconds=s), hall(), live).urgent)]
    stood = {text: {len(list(some)) for _, some in list(groupby(seen, key=lambda one: one == text))} for text in set(seen)}
    assert len(seen) == 120
    assert set(seen) == {"停班", "地震，請勿使用電梯"}
    assert max(stood["停班"]) <= 3 * (192 + 144) / 60 + 1, "three passes of the longer one, at sixty dots a second"


@pytest.mark.parametrize(
    ("channels", "expected"),
    [
        ({"calls", "announcements", "rest"}, (["公告", "展覽", REST.format(0)], "A012號請到3號櫃台")),
        ({"calls"}, ([REST.format(0)], "A012號請到3號櫃台")),
        ({"announcements"}, (["公告", "展覽"], "")),
        ({"event", "rest"}, (["展覽", REST.format(0)], "")),
        ({"health"}, ([REST.format(0)], "")),
    ],
)
def test_each_sign_has_its_choice_and_none_is_blank_or_misses_an_alarm(
    channels: set[str], expected: tuple[list[str], str]
) -> None:
    live = (said("停班", kind=Kind.URGENT, number=9), said("公告"), said("展覽", kind=Kind.EVENT, number=2))
    programme = compose(NOW, hall(call("A012")), live, channels=frozenset(channels))
    assert words(programme) == (*expected, "停班")


def test_in_quiet_hours_the_clock_and_the_calls_remain() -> None:
    programme = compose(NOW, hall(call("A012")), (said("公告"),), quiet=True)
    assert words(programme) == ([REST.format(0)], "A012號請到3號櫃台", "")


def test_a_weighty_text_comes_more_often_and_fraud_once_in_four() -> None:
    told = [
        ("一", Kind.SERVICE, 2), ("二", Kind.SERVICE, 2), ("重", Kind.HEALTH, 4), ("詐", Kind.ANTI_FRAUD, 2),
        ("五", Kind.EVENT, 2),
    ]  # fmt: skip
    live = tuple(replace(said(text, kind=kind, number=n), weight=weight) for n, (text, kind, weight) in enumerate(told))
    assert words(compose(NOW, hall(), live))[0] == ["重", "一", "詐", "二", "五", "重", "詐", REST.format(0)]


def test_translations_follow_the_chinese_once_a_round_while_there_is_room() -> None:
    both = {"zh_Hant": "重", "en": "Noon", "vi": "Trua"}
    live = (replace(said("", number=1), text=both, weight=2), replace(said("單", number=2), weight=1, text={"zh_Hant": "單"}))
    shown = [page.text for page in compose(NOW, hall(), live, translations=("en", "vi", "id")).pages[:-1]]
    assert shown == ["重", "Noon", "Trua", "單", "重"]
    many = tuple(replace(said("", number=n), text=both, weight=1) for n in range(1, 25))
    programme = compose(NOW, hall(), many, translations=("en", "vi"))
    assert len(programme.pages) == 40
    assert sum(page.text == "重" for page in programme.pages) == 24, "nobody's Chinese gives way to a translation"


DAY = LampDay(parse_steps("06:30 40, 08:00 100, 22:00 dark"), parse_spans("12:00-13:30"))


@pytest.mark.parametrize(
    ("at", "urgent", "called", "expected"),
    [
        ("10:24", False, False, Lamps(100)),
        ("07:00", False, False, Lamps(40)),
        ("22:00", False, False, Lamps(dark=True)),
        ("03:00", False, False, Lamps(dark=True)),
        ("03:00", True, False, Lamps()),
        ("22:30", False, True, Lamps()),
    ],
)
def test_lamps_follow_the_day_and_what_must_be_seen_lights_them(
    settings: SettingsWrapper, at: str, *, urgent: bool, called: bool, expected: Lamps
) -> None:
    settings.KIOSK_LAMPS = DAY
    now = datetime.combine(NOW.date(), time.fromisoformat(at), TAIPEI)
    page = Page("p", (Segment("x"),))
    assert lamps_wanted(now, Programme(urgent=page if urgent else None, call=page if called else None)) == expected
    settings.KIOSK_LAMPS = LampDay()
    assert lamps_wanted(now, Programme()) is None, "an office that says nothing leaves the lamps alone"


def test_numbers_are_red_words_amber_and_the_clock_green() -> None:
    programme = compose(NOW, hall(call("A012"), waiting=8), (said("公告"), said("停班", kind=Kind.URGENT, number=2)))
    assert programme.call is not None
    assert programme.urgent is not None
    (announcement, resting) = programme.pages
    assert [(one.text.strip(), one.colour) for one in programme.call.segments] == [
        ("A012", Colour.RED), ("號", Colour.RED), ("請到", Colour.AMBER), ("3", Colour.RED), ("號櫃台", Colour.AMBER),
    ]  # fmt: skip
    assert [one.colour for one in announcement.segments + programme.urgent.segments] == [Colour.AMBER, Colour.RED]
    assert [(one.live, one.colour) for one in resting.segments if one.live != Live.FIXED] == [
        (Live.DATE, Colour.RED), (Live.CLOCK, Colour.GREEN), (Live.FIELD, Colour.RED),
    ]  # fmt: skip
    motions = [page.motion for page in (announcement, programme.urgent, programme.call, resting)]
    assert motions == [Motion.SCROLL_LEFT, Motion.SCROLL_LEFT, Motion.HOLD, Motion.HOLD]


def test_a_recall_is_another_page_and_the_same_call_is_the_same() -> None:
    first, same, recalled = (
        compose(NOW, hall(call("A012", calls=calls, seconds_ago=ago)), ()).call
        for calls, ago in ((1, 0), (1, 3), (2, 0))
    )
    assert first == same
    assert first is not None
    assert recalled is not None
    assert first.key != recalled.key


STEP_S = 0.25  # the sign is looked at, and calls are made, at whole steps: sums of quarters are exact
gaps = st.integers(0, 40).map(lambda steps: steps * STEP_S)


def watch(made_at_s: list[float], kept: int) -> list[tuple[str, float, float]]:
    """Look at the sign step by step, as the hall's last `kept` calls come in: (number, first seen, seconds it stood)."""
    calls = [call(f"A{n:03}", n % 6 + 1, seconds_ago=-at_s) for n, at_s in enumerate(made_at_s)]
    seen: list[tuple[str, float]] = []
    for step in range(int((made_at_s[-1] + 30) / STEP_S)):
        now_s = step * STEP_S
        known = [one for one, at_s in zip(calls, made_at_s, strict=True) if at_s <= now_s][-kept:]
        page = compose(NOW + timedelta(seconds=now_s), hall(*reversed(known)), ()).call
        seen.append((page.text[:4] if page else "", now_s))
    stood = [(label, [at_s for _, at_s in some]) for label, some in groupby(seen, key=lambda one: one[0])]
    return [(label, times[0], len(times) * STEP_S) for label, times in stood if label]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(gaps, min_size=1, max_size=5), min_size=1, max_size=3))
def test_every_call_has_its_three_seconds_in_order(bursts: list[list[float]]) -> None:
    """Up to five calls in any rhythm, then a pause long enough for all of them; the hall's last five calls tell it all."""
    made_at_s: list[float] = []
    for burst in bursts:
        begin_s = made_at_s[-1] + 18 if made_at_s else 0.0
        made_at_s += [begin_s + gap for gap in accumulate(burst)]
    turns = watch(made_at_s, kept=5)
    assert [label for label, _, _ in turns] == [f"A{n:03}" for n in range(len(made_at_s))]
    assert all(3 <= stood_s <= 6 for _, _, stood_s in turns)


@settings(max_examples=60, deadline=None)
@given(st.lists(gaps.map(lambda gap: gap / 4), min_size=1, max_size=25).map(lambda some: list(accumulate(some))))
def test_in_the_greatest_rush_old_calls_drop_out_and_none_is_cut_short(made_at_s: list[float]) -> None:
    made_at_s = [round(at_s / STEP_S) * STEP_S for at_s in made_at_s]
    turns = watch(made_at_s, kept=len(made_at_s))
    numbers = [int(label[1:]) for label, _, _ in turns]
    assert numbers == sorted(set(numbers))
    assert numbers[-1] == len(made_at_s) - 1
    assert all(3 <= stood_s <= 6 for _, _, stood_s in turns)
    assert all(0 <= at_s - made_at_s[n] <= 3 * CALLS_THAT_WAIT for n, (_, at_s, _) in zip(numbers, turns, strict=True))
    for n in sorted(set(range(len(made_at_s))) - set(numbers)):
        assert len([at_s for at_s in made_at_s[n + 1 :] if at_s - made_at_s[n] <= 3 * CALLS_THAT_WAIT]) >= CALLS_THAT_WAIT


@pytest.mark.django_db
def test_the_question_reads_channels_quiet_hours_and_what_may_be_shown(
    office: None, clock: StillClock, settings: SettingsWrapper
) -> None:
    until = clock.now() + timedelta(hours=9)
    for text, channels in (("看板", (Channel.BOARD,)), ("跑馬燈", (Channel.MARQUEE,)), ("到處", tuple(Channel))):
        push_wording(wording=Wording({"zh_Hant": text}, Kind.SERVICE, "本所", channels, until_at=until), by="lin", clock=clock)
    settings.KIOSK_LAMPS = DAY
    assert words(wanted(clock.now()))[0] == ["跑馬燈", "到處", REST.format(0)]
    assert words(wanted(clock.now() + timedelta(hours=2)))[0] == ["115/03/0512:24等0人"]


@pytest.mark.django_db
def test_a_recall_has_a_turn_of_its_own_and_takes_nobody_elses(office: None, clock: StillClock) -> None:
    """1, 2 and 3 call within a second; 1 calls again a second later: all four calls stand for three seconds each."""
    for counter in (1, 2, 3):
        open_counter(counter=counter, by=f"clerk{counter}", name="陳", title="", clock=clock)
        take_ticket(letter="A", language="zh_Hant", priority=False, request_id=uuid4(), clock=clock)
    for counter in (1, 2, 3):
        call_next(counter=counter, by=f"clerk{counter}", request_id=uuid4(), clock=clock)
        clock.advance(0.5)
    seen = []
    for step in range(40):
        if step == 1:
            recall(counter=1, by="clerk1", clock=clock)
        page = wanted(clock.now()).call
        seen.append(f"{page.text[:4]} {page.key[-1]}" if page else "")
        clock.advance(0.5)
    assert [(label, len(list(some))) for label, some in groupby(seen)] == [
        ("A001 1", 3), ("A002 1", 6), ("A003 1", 6), ("A001 2", 12), ("", 13),
    ]  # fmt: skip
