"""Who is next: tables for each step of the rule, and properties: the shares hold, nobody is overtaken, nobody starves."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.queues.rules.order import Chosen, Hall, Seat, Waiting, choose_next

MORNING = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)
ALL = Seat(1, "chen")
SOON = MORNING + timedelta(minutes=10)


def minute(number: float) -> datetime:
    return MORNING + timedelta(minutes=number)


def at(number: int, letter: str = "A", *, priority: bool = False, **more: Any) -> Waiting:
    """A ticket taken in that minute; its minute is also its name."""
    return Waiting(number, letter, priority, minute(number), **more)


def chosen(waiting: list[Waiting], seat: Seat = ALL, **hall: Any) -> tuple[int, str] | None:
    lobby: dict[str, Any] = {"now": SOON, "known": "ABCDEFG", "counters": {1, 2}, "clerks": {"chen", "lin"}}
    found = choose_next(waiting, seat, Hall(**lobby | hall))
    return (found.one.ticket_id, found.why) if found else None


@pytest.mark.parametrize(
    ("waiting", "of_class", "here", "expected"),
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
def test_priority_goes_first_as_far_as_its_share_goes(
    waiting: list[Waiting], of_class: dict[str, list[bool]], here: list[bool], expected: int | None
) -> None:
    found = chosen(waiting, recent_of_class=of_class, recent_here=here)
    assert (found[0] if found else None) == expected


@pytest.mark.parametrize(
    ("waiting", "hall", "expected"),
    [
        ([at(0), at(1, priority=True)], {"now": minute(20)}, (1, "priority")),
        ([at(0), at(1, priority=True)], {"now": minute(20.1)}, (0, "limit")),
        ([at(3), at(0, priority=True)], {"now": minute(30)}, (0, "limit")),
        ([at(3), at(0, priority=True)], {"now": minute(30), "recent_of_class": {"A": [True]}}, (3, "limit")),
        (
            [at(2, "B"), at(3), at(4), at(0, priority=True)], {"now": minute(30), "recent_of_class": {"A": [True]}},
            (3, "limit"),
        ),
        ([at(0), at(1, slot_at=minute(9))], {}, (1, "slot")),
        ([at(0, slot_at=minute(11)), at(1)], {}, (1, "longest")),
        ([at(0, slot_at=minute(11))], {}, (0, "early")),
        ([at(0, slot_at=minute(9)), at(1, slot_at=minute(8))], {}, (1, "slot")),
        ([at(0, others_first=2), at(1)], {}, (1, "longest")),
        ([at(0, others_first=2), at(1, others_first=1)], {}, (1, "early")),
        ([at(0), at(5, to_counter=1), at(1, priority=True)], {}, (5, "sent_here")),
        ([at(0), at(5, to_clerk="chen")], {}, (5, "sent_here")),
        ([at(0, to_counter=2), at(5)], {}, (5, "longest")),
        ([at(0, to_counter=2)], {}, None),
        ([at(0, to_counter=2)], {"counters": {1}}, (0, "longest")),
        ([at(0, to_clerk="lin"), at(5)], {}, (5, "longest")),
        ([at(0, to_clerk="lin"), at(5)], {"clerks": {"chen"}}, (0, "longest")),
        ([at(4, "A"), at(5, "B")], {"weights": {"B": 200}}, (5, "longest")),
        ([at(0, "A"), at(5, "B")], {"weights": {"B": 150}}, (0, "longest")),
    ],
    ids=[
        "within the limit priority goes first", "over it the ordinary one does", "over it the longest first",
        "and priority as far as its share goes", "an ordinary one of its class in its stead",
        "a slot whose hour has come", "not before its hour",
        "before its hour where nobody else waits", "the earlier slot", "a late one lets two others go first",
        "unless nobody else waits", "sent to this counter", "sent to this clerk", "sent to another counter",
        "which alone calls it", "unless it has closed", "sent to another clerk", "unless she has left",
        "a class that weighs more", "but waits much less",
    ],
)  # fmt: skip
def test_each_step_of_the_rule(waiting: list[Waiting], hall: dict[str, Any], expected: tuple[int, str] | None) -> None:
    assert chosen(waiting, **hall) == expected


def test_a_counter_calls_its_classes_alone_and_those_the_office_has_removed() -> None:
    only_b = replace(ALL, letters=frozenset("B"))
    assert chosen([at(0), at(1, "B")], only_b) == (1, "longest")
    assert chosen([at(0)], only_b) is None
    assert chosen([at(0), at(1, "B")], only_b, known="B") == (0, "longest")
    assert chosen([at(0, to_counter=1), at(1, "B")], only_b) == (0, "sent_here"), "who was sent here belongs here"


# ---- properties ----------------------------------------------------------------------------------------------------
ARRIVALS = st.lists(st.tuples(st.sampled_from("AB"), st.booleans()), max_size=3)


class Lobby:
    """A hall with two counters; one minute for each call.  It remembers who was called where."""

    def __init__(self, limit: timedelta = timedelta(days=1)) -> None:
        self.waiting: list[Waiting] = []
        self.taken, self.minute, self.limit = 0, 0, limit
        self.of_class: dict[str, list[bool]] = {"A": [], "B": []}
        self.here: dict[int, list[bool]] = {1: [], 2: []}

    def take(self, letter: str, *, priority: bool = False, **more: Any) -> Waiting:
        self.taken += 1
        self.waiting.append(Waiting(self.taken, letter, priority, minute(self.minute + self.taken * 1e-6), **more))
        return self.waiting[-1]

    def call(self, counter: int = 1, letters: str = "") -> Chosen | None:
        self.minute += 1
        hall = Hall(
            now=minute(self.minute), recent_of_class=self.of_class, recent_here=self.here[counter], known="AB",
            counters={1, 2}, clerks={"c1", "c2"}, limit=self.limit,
        )  # fmt: skip
        found = choose_next(self.waiting, Seat(counter, f"c{counter}", frozenset(letters) or None), hall)
        if found is not None:
            self.waiting = [
                replace(one, others_first=max(0, one.others_first - 1)) for one in self.waiting if one != found.one
            ]
            self.of_class[found.one.letter].insert(0, found.one.priority)
            self.here[counter].insert(0, found.one.priority)
        return found

    def waits(self, ticket: Waiting) -> bool:
        return any(one.ticket_id == ticket.ticket_id for one in self.waiting)

    def ordinary(self, letters: str = "AB") -> bool:
        return any(one.letter in letters and not one.priority for one in self.waiting)


@given(st.lists(st.tuples(ARRIVALS, st.integers(1, 2)), max_size=60), st.sampled_from([2, 20, 1440]))
def test_the_shares_hold_in_every_hall(steps: list[tuple[list[tuple[str, bool]], int]], limit: int) -> None:
    lobby = Lobby(timedelta(minutes=limit))
    for arrivals, counter in steps:
        for letter, priority in arrivals:
            lobby.take(letter, priority=priority)
        called = lobby.call(counter)
        if called is None:
            assert lobby.waiting == []
            continue
        if lobby.ordinary():
            assert lobby.here[counter][:3] != [True] * 3
        if lobby.ordinary(called.one.letter) and called.one.priority:
            assert sum(lobby.of_class[called.one.letter][:3]) == 1


@given(st.lists(st.tuples(ARRIVALS, st.integers(1, 2)), max_size=60), st.sampled_from([2, 20, 1440]))
def test_within_a_class_and_a_kind_nobody_is_overtaken(
    steps: list[tuple[list[tuple[str, bool]], int]], limit: int
) -> None:
    lobby, called = Lobby(timedelta(minutes=limit)), Counter[tuple[str, bool]]()
    for arrivals, counter in steps:
        for letter, priority in arrivals:
            lobby.take(letter, priority=priority)
        found = lobby.call(counter)
        if found is not None:
            assert called[found.one.letter, found.one.priority] < found.one.ticket_id
            called[found.one.letter, found.one.priority] = found.one.ticket_id


CROWD = st.lists(st.tuples(st.sampled_from("AB"), st.booleans()), max_size=8)
FLOOD = st.lists(
    st.fixed_dictionaries({
        "letter": st.sampled_from("AB"), "priority": st.booleans(), "to_counter": st.sampled_from([None, 1]),
        "slot_at": st.sampled_from([None, MORNING]),
    }), min_size=1, max_size=3,
)  # fmt: skip
MINE = st.fixed_dictionaries({
    "letter": st.sampled_from("AB"), "priority": st.booleans(), "others_first": st.integers(0, 4),
    "slot_at": st.sampled_from([None, minute(5)]),
})  # fmt: skip


@given(CROWD, MINE, FLOOD, st.sampled_from([5, 20]))
def test_nobody_starves_whatever_keeps_coming(
    crowd: list[tuple[str, bool]], mine: dict[str, Any], flood: list[dict[str, Any]], limit: int
) -> None:
    """Each minute one is called and up to three come: priority, booked, sent to this very counter, in any mixture."""
    lobby = Lobby(timedelta(minutes=limit))
    for letter, priority in crowd:
        lobby.take(letter, priority=priority)
    me, calls = lobby.take(**mine), 0
    before_me = len(crowd) + (5 * len(flood) if mine["slot_at"] else 0)  # a booked one waits from its hour on
    while lobby.waits(me):
        for one in flood:
            lobby.take(**one)
        lobby.call()
        calls += 1
        assert calls <= 5 + limit + 4 * (before_me + 1) + 8


@given(st.lists(st.sampled_from("AB"), max_size=12), st.sampled_from("AB"))
def test_a_counter_of_its_own_serves_each_class_in_the_order_they_came(crowd: list[str], letter: str) -> None:
    lobby = Lobby()
    for one in crowd:
        lobby.take(one)
    called = []
    while (found := lobby.call(1, letter)) is not None:
        called.append(found.one)
    assert [one.letter for one in called] == [one for one in crowd if one == letter]
    assert called == sorted(called, key=lambda one: one.ticket_id)
    assert all(one.letter != letter for one in lobby.waiting)
