"""What the sign should show now: a question with one answer, asked again after every outage.

Urgent texts override everything; a number just called is shown at once and stands for some seconds; between calls the
announcements rotate, and a resting page with the date, the clock and who waits closes the round.

Counters that call in the same moment take turns: a call stands six seconds, three while another one waits behind it, and at
most five wait, so that the sign is never far behind.  The turns follow from the times of the calls alone: after an outage the
sign joins in where it would be now, and what had its turn meanwhile is not made up for.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from devices.marquee.page import Colour, Live, Motion, Page, Programme, Segment
from kiosk.announcements import services as announcements
from kiosk.announcements.models import Kind
from kiosk.clock import StillClock, day_of, local
from kiosk.queues import services as queues
from kiosk.texts import FALLBACK, Texts, roc_short

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kiosk.announcements.services import AnnouncementView
    from kiosk.queues.answers import CallView, HallView

CALL_STANDS_S = 6
CALL_STANDS_AT_LEAST_S = 3
CALLS_THAT_WAIT = 5
LOOK_BACK_S = 60  # turns of calls before that are over, however many there were
RESTING_STANDS_S = 8
HALF_SPACE = "\u2009"


def wanted(now: datetime) -> Programme:
    """Return the programme of `now`; reads the queue and the announcements, writes nothing."""
    clock = StillClock(now)
    hall = replace(queues.hall(clock=clock), calls=queues.recent_calls(within_s=LOOK_BACK_S, clock=clock))
    return compose(now, hall, announcements.live(clock=clock))


def compose(now: datetime, hall: HallView, live: tuple[AnnouncementView, ...]) -> Programme:
    """Return the programme for a hall and its live announcements; pure."""
    urgent = next((_announcement(one) for one in live if one.kind == Kind.URGENT), None)
    pages = tuple(_announcement(one) for one in live if one.kind != Kind.URGENT)
    call = whose_turn(now, hall.calls)
    return Programme(pages=(*pages, _resting(now, hall.waiting)), call=_call(call) if call else None, urgent=urgent)


def whose_turn(now: datetime, calls: Iterable[CallView]) -> CallView | None:
    """Return the call that stands on the sign at `now`; None where all have had their time.  Pure."""
    shortest, longest = timedelta(seconds=CALL_STANDS_AT_LEAST_S), timedelta(seconds=CALL_STANDS_S)
    shown: CallView | None = None
    free_at = over_at = now - timedelta(days=1)
    waiting: deque[CallView] = deque(maxlen=CALLS_THAT_WAIT)

    def take_turns(until: datetime) -> None:
        nonlocal shown, free_at, over_at
        while waiting and max(free_at, _made_at(waiting[0], now)) <= until:
            shown = waiting.popleft()
            start = max(free_at, _made_at(shown, now))
            free_at, over_at = start + shortest, start + longest

    for call in sorted(calls, key=lambda one: (one.called_at, one.ticket_id)):
        take_turns(_made_at(call, now))
        waiting.append(call)  # a sixth that waits pushes out the first
    take_turns(now)
    return shown if now < over_at else None


def _made_at(call: CallView, now: datetime) -> datetime:
    """Return when a call was made; one from a machine whose clock is ahead was made now."""
    return min(call.called_at, now)


def _announcement(one: AnnouncementView) -> Page:
    colour = Colour.RED if one.kind == Kind.URGENT else Colour.AMBER
    return Page(
        f"announcement-{one.announcement_id}", (Segment(one.text[FALLBACK], colour),), Motion.SCROLL_LEFT
    )


def _call(call: CallView) -> Page:
    zh = Texts(FALLBACK)
    segments = (
        Segment(call.label, Colour.RED, bold=True, live=Live.NUMBER),
        Segment(HALF_SPACE + zh.text("sign.number"), Colour.RED),
        Segment(" " + zh.text("sign.go_to") + " ", Colour.AMBER),
        Segment(str(call.counter), Colour.RED, bold=True, live=Live.NUMBER),
        Segment(HALF_SPACE + zh.text("sign.counter"), Colour.AMBER),
    )
    return Page(f"call-{call.ticket_id}-{call.calls}", segments, Motion.HOLD, hold_s=CALL_STANDS_S)


def _resting(now: datetime, waiting: int) -> Page:
    zh = Texts(FALLBACK)
    segments = (
        Segment(roc_short(day_of(now)), Colour.RED, live=Live.DATE),
        Segment(" ", Colour.RED),
        Segment(f"{local(now):%H:%M}", Colour.GREEN, bold=True, live=Live.CLOCK),
        Segment(HALF_SPACE + zh.text("sign.waiting"), Colour.AMBER),
        Segment(str(waiting), Colour.RED, bold=True, live=Live.FIELD),
        Segment(zh.text("sign.people"), Colour.AMBER),
    )
    return Page("resting", segments, Motion.HOLD, hold_s=RESTING_STANDS_S)
