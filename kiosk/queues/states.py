"""The life of a ticket, drawn, and as the one table that drives it.

::

    [taken] -> waiting ------> called -----> serving ------> done
                  |            |  ^ |          |  |
                  |     recall v  | |          |  +--------> on_hold --------> returned -> called ...
                  |          recalled          |             (papers missing)     ^
                  |            |   |           |                                  |
                  |            |   +-----------|-----------> no_show -------------+ (came late after all)
                  |            +---------------+-----------> transferred -------> called ...
                  +-------------------------------------------> cancelled        (class, counter, person)

    state         what it means                                   leaves by
    waiting       in the queue since the number was taken         called, transferred, cancelled
    called        called once to a counter                        recalled, serving, done, no_show, on_hold, transferred,
                                                                  cancelled
    recalled      called again                                    the same
    serving       has come to the counter                         done, on_hold, transferred
    on_hold       papers are missing; holds a one-time notice     returned, cancelled
    transferred   in the queue of another class, counter, person  called, transferred, cancelled
    returned      in the queue again with the same number         called, transferred, cancelled
    no_show       called three times and did not come             returned
    done          served                                          -
    cancelled     gave the number up                              -

`done` is also reached straight from `called`: a clerk who presses "next" without having noted the arrival has served.
Every step is one event row: who, when, where, and where it needs one, why.
"""

from __future__ import annotations

from enum import StrEnum


class TicketState(StrEnum):
    """Where a ticket stands; the text is the text in the database."""

    WAITING = "waiting"
    CALLED = "called"
    RECALLED = "recalled"
    SERVING = "serving"
    ON_HOLD = "on_hold"
    TRANSFERRED = "transferred"
    RETURNED = "returned"
    DONE = "done"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


S = TicketState
_FROM_A_CALL = frozenset({S.RECALLED, S.SERVING, S.DONE, S.NO_SHOW, S.ON_HOLD, S.TRANSFERRED, S.CANCELLED})
_FROM_THE_QUEUE = frozenset({S.CALLED, S.TRANSFERRED, S.CANCELLED})

STEPS: dict[TicketState, frozenset[TicketState]] = {
    S.WAITING: _FROM_THE_QUEUE,
    S.CALLED: _FROM_A_CALL,
    S.RECALLED: _FROM_A_CALL,
    S.SERVING: frozenset({S.DONE, S.ON_HOLD, S.TRANSFERRED}),
    S.ON_HOLD: frozenset({S.RETURNED, S.CANCELLED}),
    S.TRANSFERRED: _FROM_THE_QUEUE,
    S.RETURNED: _FROM_THE_QUEUE,
    S.NO_SHOW: frozenset({S.RETURNED}),
    S.DONE: frozenset(),
    S.CANCELLED: frozenset(),
}

IN_QUEUE = (S.WAITING, S.TRANSFERRED, S.RETURNED)  # may be called next
AT_COUNTER = (S.CALLED, S.RECALLED, S.SERVING)  # one ticket at a counter
OVER = (S.DONE, S.NO_SHOW, S.CANCELLED)  # nobody waits for it any more


class WrongStep(Exception):
    """A ticket was asked to take a step that the table does not have."""


def check_step(before: TicketState, after: TicketState) -> None:
    """Raise `WrongStep` unless the table allows the step."""
    if after not in STEPS[before]:
        raise WrongStep(f"a ticket that is {before} cannot become {after}")
