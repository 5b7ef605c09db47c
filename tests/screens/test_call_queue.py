"""Each call holds the big card for eight seconds, in the order they were made."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from screens.board.calls import CallQueue
from screens.gallery.paper_office import AT, call

if TYPE_CHECKING:
    from kiosk.queues.answers import CallView


def at(label: str, counter: int, seconds: int) -> CallView:
    return replace(call(label, counter), called_at=AT + timedelta(seconds=seconds))


def test_the_newest_call_shows_at_once_after_a_start() -> None:
    queue = CallQueue()
    assert queue.feed((at("A012", 3, 9), at("C007", 5, 1)), 0)
    assert queue.shown is not None
    assert queue.shown.label == "A012"


def test_calls_that_come_together_are_shown_one_after_the_other() -> None:
    queue = CallQueue()
    queue.feed((at("A001", 1, 0),), 0)
    queue.feed((at("A003", 3, 11), at("A002", 2, 10), at("A001", 1, 0)), 20)
    assert queue.shown.label == "A002"
    assert not queue.advance(27.9)
    assert queue.advance(28)
    assert queue.shown.label == "A003"


def test_the_same_calls_read_again_change_nothing() -> None:
    queue = CallQueue()
    queue.feed((at("A001", 1, 0),), 0)
    assert not queue.feed((at("A001", 1, 0),), 100)


def test_a_recall_shows_again() -> None:
    queue = CallQueue()
    queue.feed((at("A001", 1, 0),), 0)
    assert queue.feed((replace(at("A001", 1, 30), calls=2),), 100)
    assert queue.shown.calls == 2


def test_a_new_day_clears_the_card() -> None:
    queue = CallQueue()
    queue.feed((at("A001", 1, 0),), 0)
    assert queue.feed((), 10)
    assert queue.shown is None
