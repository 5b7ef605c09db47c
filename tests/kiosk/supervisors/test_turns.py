"""Whose turn it is to be called: in order, each once more, nothing from before an outage."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from kiosk.supervisors.turns import Turn, Turns
from screens.gallery.paper_office import AT, call

if TYPE_CHECKING:
    from kiosk.queues.answers import CallView


def at(label: str, seconds: float, calls: int = 1) -> CallView:
    return replace(call(label, 1), ticket_id=int(label[1:]), called_at=AT + timedelta(seconds=seconds), calls=calls)


class Voice:
    """Says each turn for five seconds, at a clock that moves when told."""

    def __init__(self, turns: Turns) -> None:
        self.turns, self.now, self.said = turns, 1000.0, []
        self.gone: set[str] = set()
        self.turns.feed([], self.now)

    def play(self, seconds: float, *calls: CallView) -> list[tuple[str, float]]:
        """Let time pass while these calls stand in the hall; returns what began to be said, and when."""
        until, speaking_until = self.now + seconds, 0.0
        turn: Turn | None = None
        said: list[tuple[str, float]] = []
        while self.now < until:
            self.turns.feed(calls, self.now)
            if turn is not None and self.now >= speaking_until:
                self.turns.said(turn, self.now)
                turn = None
            if turn is None:
                turn = self.turns.next(self.now, lambda one: one.call.label not in self.gone)
                if turn is not None:
                    said.append((turn.call.label, round(self.now - 1000.0, 1)))
                    speaking_until = self.now + 5
            self.now += 0.5
        return said


@pytest.fixture
def voice() -> Voice:
    return Voice(Turns(6))


def test_a_call_is_said_at_once_and_again_six_seconds_after_it_ended(voice: Voice) -> None:
    assert voice.play(60, at("A012", 0)) == [("A012", 0), ("A012", 11)]


def test_calls_never_overlap_and_keep_their_order(voice: Voice) -> None:
    said = voice.play(60, at("A003", 2), at("A001", 0), at("A002", 1))
    assert [label for label, _ in said] == ["A001", "A002", "A003", "A001", "A002", "A003"]
    assert all(later - earlier >= 5 for (_, earlier), (_, later) in pairwise(said))


def test_what_was_called_before_the_start_is_not_said() -> None:
    turns = Turns(6)
    turns.feed([at("A001", 0)], 50)
    assert turns.next(50, lambda _: True) is None


def test_calls_missed_in_an_outage_are_not_made_up_for_and_the_next_is_said(voice: Voice) -> None:
    voice.now += 30
    assert voice.play(20, at("A001", 0)) == []
    assert [label for label, _ in voice.play(5, at("A001", 0), at("A002", 40))] == ["A002"]


def test_a_short_gap_loses_nothing(voice: Voice) -> None:
    voice.now += 9
    assert [label for label, _ in voice.play(3, at("A001", 0))] == ["A001"]


def test_a_number_called_again_before_its_turn_is_said_once_as_the_newer_call(voice: Voice) -> None:
    voice.turns.feed([at("A001", 0), at("A002", 1)], voice.now)
    voice.turns.feed([at("A001", 0), at("A002", 1), at("A002", 3, calls=2)], voice.now)
    found = [voice.turns.next(voice.now, lambda _: True) for _ in range(3)]
    assert [turn and (turn.call.label, turn.call.calls) for turn in found] == [("A001", 1), ("A002", 2), None]


def test_a_recall_takes_the_place_of_the_repeat(voice: Voice) -> None:
    assert voice.play(8, at("A001", 0)) == [("A001", 0)]
    said = voice.play(40, at("A001", 0), at("A001", 8, calls=2))
    assert len(said) == 2


def test_who_has_come_is_not_called_once_more(voice: Voice) -> None:
    voice.play(8, at("A001", 0))
    voice.gone.add("A001")
    assert voice.play(30, at("A001", 0)) == []


def test_an_office_may_want_each_call_once() -> None:
    assert Voice(Turns(0)).play(60, at("A012", 0)) == [("A012", 0)]


def test_a_repeat_that_comes_a_minute_late_is_dropped(voice: Voice) -> None:
    turn = Turn(at("A001", 0), voice.now)
    voice.turns.said(turn, voice.now)
    assert voice.turns.next(voice.now + 67, lambda _: True) is None
