"""The queue's rules: who is next, how long it will take, how a number is written."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.queues.rules import Waiting, WaitRange, choose_next, label, name_and_detail, wait_range

MORNING = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)


def at(minute: int, letter: str = "A", *, priority: bool = False) -> Waiting:
    """A ticket taken in that minute; its minute is also its name."""
    return Waiting(minute, letter, priority, MORNING + timedelta(minutes=minute))


@pytest.mark.parametrize(("number", "written"), [(1, "A001"), (42, "A042"), (999, "A999"), (1000, "A1000")])
def test_a_number_is_written_with_at_least_three_digits(number: int, written: str) -> None:
    assert label("A", number) == written


@pytest.mark.parametrize(
    ("wording", "parts"),
    [
        ("戶籍登記（出生、結婚、遷徙）", ("戶籍登記", "出生、結婚、遷徙")),
        ("Registration (birth, marriage)", ("Registration", "birth, marriage")),
        ("國籍（歸化）及其他（外籍配偶）", ("國籍（歸化）及其他", "外籍配偶")),
        ("謄本", ("謄本", "")),
        ("（謄本）", ("（謄本）", "")),
    ],
)
def test_what_stands_in_brackets_is_the_detail(wording: str, parts: tuple[str, str]) -> None:
    assert name_and_detail(wording) == parts


@pytest.mark.parametrize(
    ("minutes_ahead", "open_counters", "expected"),
    [
        (0, 1, WaitRange(0, 5)),
        (4.9, 1, WaitRange(0, 5)),
        (5, 1, WaitRange(5, 10)),
        (29, 1, WaitRange(25, 30)),
        (30, 1, WaitRange(30, 40)),
        (30, 3, WaitRange(10, 15)),
        (600, 6, WaitRange(100, 110)),
        (30, 0, None),
    ],
)
def test_the_wait_is_a_range_in_steps_of_five_minutes(
    minutes_ahead: float, open_counters: int, expected: WaitRange | None
) -> None:
    assert wait_range(minutes_ahead=minutes_ahead, open_counters=open_counters) == expected


MINUTES, COUNTERS = st.floats(0, 10_000), st.integers(1, 30)


@given(MINUTES, COUNTERS)
def test_the_range_holds_the_estimate_and_ends_on_fives(minutes: float, counters: int) -> None:
    found = wait_range(minutes_ahead=minutes, open_counters=counters)
    assert found is not None
    assert found.low_min <= minutes / counters < found.high_min
    assert (found.low_min % 5, found.high_min % 5) == (0, 0)


@given(MINUTES, MINUTES, COUNTERS)
def test_more_people_never_make_the_wait_shorter_and_more_counters_never_longer(
    minutes: float, more: float, counters: int
) -> None:
    now = wait_range(minutes_ahead=minutes, open_counters=counters)
    later = wait_range(minutes_ahead=minutes + more, open_counters=counters)
    wider = wait_range(minutes_ahead=minutes, open_counters=counters + 1)
    assert now is not None
    assert later is not None
    assert wider is not None
    assert (now.low_min, now.high_min) <= (later.low_min, later.high_min)
    assert (wider.low_min, wider.high_min) <= (now.low_min, now.high_min)


@pytest.mark.parametrize(
    ("waiting", "of_class", "here", "chosen"),
    [
        ([], {}, [], None),
        ([at(2), at(1, "B")], {}, [], 1),
        ([at(1), at(2, priority=True)], {}, [], 2),
        ([at(3, priority=True), at(2, priority=True), at(1)], {}, [], 2),
        ([at(1), at(2, priority=True)], {"A": [True]}, [True], 1),
        ([at(1), at(2, priority=True)], {"A": [False, True]}, [False, True], 1),
        ([at(1), at(2, priority=True)], {"A": [False, False, True]}, [], 2),
        ([at(1), at(2, "B", priority=True)], {"A": [True]}, [True], 2),
        ([at(1), at(2, "C", priority=True)], {"A": [True], "B": [True]}, [True, True], 1),
        ([at(1), at(2, "C", priority=True)], {"A": [True], "B": [True]}, [False, True, True], 2),
        ([at(1, priority=True)], {"A": [True]}, [True, True], 1),
        ([at(1), at(2, "B", priority=True)], {"B": [True, True]}, [False], 2),
    ],
    ids=[
        "nobody waits", "the longest waiting", "priority first", "the older priority ticket first",
        "the class has just had one", "the class had one two calls ago", "the class's share is free again",
        "another class's share is free", "two in a row at this counter", "not in a row any more",
        "only priority tickets wait", "nobody of its class is made to wait",
    ],
)  # fmt: skip
def test_who_is_called_next(
    waiting: list[Waiting], of_class: dict[str, list[bool]], here: list[bool], chosen: int | None
) -> None:
    found = choose_next(waiting, recent_of_class=of_class, recent_here=here)
    assert (found.ticket_id if found else None) == chosen


ARRIVALS = st.lists(st.tuples(st.sampled_from("AB"), st.booleans()), max_size=3)


class Hall:
    """A hall with two counters; remembers who was called where, and who was there to be called instead."""

    def __init__(self) -> None:
        self.waiting: list[Waiting] = []
        self.taken = 0
        self.of_class: dict[str, list[bool]] = {"A": [], "B": []}
        self.here: list[list[bool]] = [[], []]

    def take(self, letter: str, *, priority: bool) -> Waiting:
        self.taken += 1
        self.waiting.append(at(self.taken, letter, priority=priority))
        return self.waiting[-1]

    def call(self, counter: int) -> Waiting | None:
        one = choose_next(self.waiting, recent_of_class=self.of_class, recent_here=self.here[counter])
        if one is not None:
            self.waiting.remove(one)
            self.of_class[one.letter].insert(0, one.priority)
            self.here[counter].insert(0, one.priority)
        return one

    def ordinary(self, letter: str = "AB") -> bool:
        return any(one.letter in letter and not one.priority for one in self.waiting)


@given(st.lists(st.tuples(ARRIVALS, st.integers(0, 1)), max_size=60))
def test_the_shares_hold_in_every_hall(steps: list[tuple[list[tuple[str, bool]], int]]) -> None:
    hall = Hall()
    for arrivals, counter in steps:
        for letter, priority in arrivals:
            hall.take(letter, priority=priority)
        called = hall.call(counter)
        if called is None:
            assert hall.waiting == []
            continue
        if hall.ordinary():
            assert hall.here[counter][:3] != [True] * 3
        if hall.ordinary(called.letter) and called.priority:
            assert sum(hall.of_class[called.letter][:3]) == 1


@given(st.lists(st.tuples(ARRIVALS, st.integers(0, 1)), max_size=60))
def test_within_a_class_and_a_kind_nobody_is_overtaken(steps: list[tuple[list[tuple[str, bool]], int]]) -> None:
    hall, called = Hall(), Counter[tuple[str, bool]]()
    for arrivals, counter in steps:
        for letter, priority in arrivals:
            hall.take(letter, priority=priority)
        one = hall.call(counter)
        if one is not None:
            assert called[one.letter, one.priority] < one.ticket_id
            called[one.letter, one.priority] = one.ticket_id


CROWD = st.lists(st.tuples(st.sampled_from("AB"), st.booleans()), max_size=8)


@given(CROWD, st.sampled_from("AB"), st.sampled_from("AB"))
def test_an_ordinary_ticket_is_called_however_many_priority_tickets_keep_coming(
    crowd: list[tuple[str, bool]], letter: str, their_letter: str
) -> None:
    hall = Hall()
    for one, priority in crowd:
        hall.take(one, priority=priority)
    mine, calls = hall.take(letter, priority=False), 0
    before_me = sum(not one.priority for one in hall.waiting)
    while mine in hall.waiting:
        hall.take(their_letter, priority=True)
        hall.call(0)
        calls += 1
        assert calls <= 3 * before_me


@given(CROWD, st.sampled_from("AB"), st.sampled_from("AB"))
def test_a_priority_ticket_is_called_however_many_ordinary_tickets_keep_coming(
    crowd: list[tuple[str, bool]], letter: str, their_letter: str
) -> None:
    hall = Hall()
    for one, priority in crowd:
        hall.take(one, priority=priority)
    mine, calls, ahead = hall.take(letter, priority=True), 0, len(hall.waiting)
    while mine in hall.waiting:
        hall.take(their_letter, priority=False)
        hall.call(0)
        calls += 1
        assert calls <= 4 * ahead + 8
