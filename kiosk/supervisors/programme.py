"""What the sign should show now: a question with one answer, asked again after every outage.

Urgent texts override everything; a number just called is shown at once and stands for some seconds; between calls the
announcements rotate, and a resting page with the date, the clock and who waits closes the round.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from devices.marquee.page import Colour, Live, Motion, Page, Programme, Segment
from kiosk.announcements import services as announcements
from kiosk.announcements.models import Kind
from kiosk.clock import StillClock, day_of, local
from kiosk.queues import services as queues
from kiosk.texts import FALLBACK, Texts, roc_short

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.announcements.services import AnnouncementView
    from kiosk.queues.answers import CallView, HallView

CALL_STANDS_S = 6
RESTING_STANDS_S = 8
HALF_SPACE = "\u2009"


def wanted(now: datetime) -> Programme:
    """Return the programme of `now`; reads the queue and the announcements, writes nothing."""
    clock = StillClock(now)
    return compose(now, queues.hall(clock=clock), announcements.live(clock=clock))


def compose(now: datetime, hall: HallView, live: tuple[AnnouncementView, ...]) -> Programme:
    """Return the programme for a hall and its live announcements; pure."""
    urgent = next((_announcement(one) for one in live if one.kind == Kind.URGENT), None)
    pages = tuple(_announcement(one) for one in live if one.kind != Kind.URGENT)
    latest = next((call for call in hall.calls if now - call.called_at < timedelta(seconds=CALL_STANDS_S)), None)
    return Programme(pages=(*pages, _resting(now, hall.waiting)), call=_call(latest) if latest else None, urgent=urgent)


def _announcement(one: AnnouncementView) -> Page:
    colour = Colour.RED if one.kind == Kind.URGENT else Colour.AMBER
    return Page(
        f"announcement-{one.announcement_id}", (Segment(one.text[FALLBACK], colour),), Motion.SCROLL_LEFT
    )


def _call(call: CallView) -> Page:
    zh = Texts(FALLBACK)
    segments = (
        Segment(call.label, Colour.RED, bold=True),
        Segment(HALF_SPACE + zh.text("sign.number"), Colour.RED),
        Segment(" " + zh.text("sign.go_to") + " ", Colour.AMBER),
        Segment(str(call.counter), Colour.RED, bold=True),
        Segment(HALF_SPACE + zh.text("sign.counter"), Colour.AMBER),
    )
    return Page(f"call-{call.ticket_id}-{call.calls}", segments, Motion.HOLD, hold_s=CALL_STANDS_S)


def _resting(now: datetime, waiting: int) -> Page:
    zh = Texts(FALLBACK)
    segments = (
        Segment(roc_short(day_of(now)) + " ", Colour.RED),
        Segment(f"{local(now):%H:%M}", Colour.GREEN, bold=True, live=Live.CLOCK),
        Segment(HALF_SPACE + zh.text("sign.waiting"), Colour.AMBER),
        Segment(str(waiting), Colour.RED, bold=True, live=Live.FIELD),
        Segment(zh.text("sign.people"), Colour.AMBER),
    )
    return Page("resting", segments, Motion.HOLD, hold_s=RESTING_STANDS_S)
