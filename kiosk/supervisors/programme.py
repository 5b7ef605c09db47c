"""What the sign should show now: a question with one answer, asked again after every outage.

Urgent texts override everything; a number just called is shown at once and stands for some seconds; between calls the
announcements rotate by their weights, and a resting page with the date, the clock and who waits closes the round.  In quiet
hours announcements rest; dark lamps are lit for an urgent text and for a call.  Each sign has a choice of channels, and is
never blank: one that has nothing to show shows the resting page.

Counters that call in the same moment take turns: a call stands six seconds, three while another one waits behind it, and at
most five wait, so that the sign is never far behind.  The turns follow from the times of the calls alone: after an outage the
sign joins in where it would be now, and what had its turn meanwhile is not made up for.  Urgent texts that overlap take turns
in the same way: whose turn it is follows from the clock.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from devices.marquee.dots import width_dots
from devices.marquee.page import Colour, Live, Motion, Page, Programme, Segment
from kiosk.announcements import services as announcements
from kiosk.announcements.models import Channel, Kind
from kiosk.announcements.signs import page_of
from kiosk.clock import StillClock, day_of, local
from kiosk.queues import services as queues
from kiosk.texts import FALLBACK, Texts, roc_short

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from kiosk.announcements.services import AnnouncementView
    from kiosk.queues.answers import CallView, HallView

CALL_STANDS_S = 6
CALL_STANDS_AT_LEAST_S = 3
CALLS_THAT_WAIT = 5
LOOK_BACK_S = 60  # turns of calls before that are over, however many there were
RESTING_STANDS_S = 8
MOST_PAGES = 39  # a sign plays forty; one is the resting page
HALF_SPACE = "\u2009"
URGENT_PASS_COLUMNS, URGENT_PASS_DOTS_PER_S = 192, 60  # how long one pass of an urgent text is reckoned to last
CALLS, ANNOUNCEMENTS, REST = "calls", "announcements", "rest"
EVERYTHING = frozenset({CALLS, ANNOUNCEMENTS, REST})


@dataclass(frozen=True)
class Lamps:
    """How the lamps of a sign should be: `percent` of brightness, None where the sign decides; `dark` switches them off."""

    percent: int | None = None
    dark: bool = False


def wanted(
    now: datetime, channels: frozenset[str] = EVERYTHING, translations: Sequence[str] = ()
) -> Programme:
    """Return the programme of `now` for a sign with these channels and translations.

    Reads the queue and the announcements, writes nothing.
    """
    clock = StillClock(now)
    hall = replace(queues.hall(clock=clock), calls=queues.recent_calls(within_s=LOOK_BACK_S, clock=clock))
    live = tuple(one for one in announcements.live(clock=clock) if Channel.MARQUEE in one.channels)
    quiet = settings.KIOSK_LAMPS.is_quiet(now, settings.KIOSK_HOURS)
    return compose(now, hall, live, channels=channels, translations=translations, quiet=quiet)


def lamps_wanted(now: datetime, programme: Programme) -> Lamps | None:
    """Return how a sign's lamps should be at `now`; None where the office says nothing.  What must be seen lights them."""
    if not settings.KIOSK_LAMPS.told:
        return None
    percent = settings.KIOSK_LAMPS.percent(now, settings.KIOSK_HOURS)
    if percent == 0:
        return Lamps(dark=not (programme.urgent or programme.call))
    return Lamps(percent)


def compose(  # noqa: PLR0913  # what there is, and what the sign chose of it
    now: datetime,
    hall: HallView,
    live: tuple[AnnouncementView, ...],
    *,
    channels: frozenset[str] = EVERYTHING,
    translations: Sequence[str] = (),
    quiet: bool = False,
) -> Programme:
    """Return the programme for a hall and its live announcements; pure but for the office's rules of rotation."""
    urgent = whose_alarm(now, [one for one in live if one.kind == Kind.URGENT])
    usual = () if quiet else tuple(one for one in live if one.kind != Kind.URGENT and _chosen(one, channels))
    pages = _translated(announcements.round_for(usual), translations)
    if REST in channels or not pages:
        pages = (*pages, _resting(now, hall.waiting))
    call = whose_turn(now, hall.calls) if CALLS in channels else None
    return Programme(pages, _call(call) if call else None, _announcement(urgent) if urgent else None)


def whose_alarm(now: datetime, urgent: Sequence[AnnouncementView]) -> AnnouncementView | None:
    """Return the urgent text whose turn it is; each passes as often as the office's rule says, then comes the next."""
    if len(urgent) < 2:
        return next(iter(urgent), None)
    stands_s = [_pass_s(one) * settings.KIOSK.announcements.urgent_repeat for one in urgent]
    at_s = now.timestamp() % sum(stands_s)
    for one, stands in zip(urgent, stands_s, strict=True):
        at_s -= stands
        if at_s < 0:
            return one
    return urgent[-1]


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


def _translated(shown: Sequence[AnnouncementView], translations: Sequence[str]) -> tuple[Page, ...]:
    """Return the pages of a round: Chinese each time, a translation once a round, while a sign has room for it."""
    room = MOST_PAGES - len(shown)
    pages: list[Page] = []
    done: set[int] = set()
    for one in shown:
        pages.append(_announcement(one))
        if one.announcement_id not in done:
            others = [language for language in translations if one.text.get(language)][: max(0, room)]
            pages += [_announcement(one, language) for language in others]
            room -= len(others)
            done.add(one.announcement_id)
    return tuple(pages)


def _chosen(one: AnnouncementView, channels: frozenset[str]) -> bool:
    return ANNOUNCEMENTS in channels or one.kind.value in channels


def _pass_s(one: AnnouncementView) -> float:
    segments = _announcement(one).segments
    return (width_dots(segments) + URGENT_PASS_COLUMNS) / URGENT_PASS_DOTS_PER_S


def _made_at(call: CallView, now: datetime) -> datetime:
    """Return when a call was made; one from a machine whose clock is ahead was made now."""
    return min(call.called_at, now)


def _announcement(one: AnnouncementView, language: str = FALLBACK) -> Page:
    key = f"announcement-{one.announcement_id}" + (f"-{language}" if language != FALLBACK else "")
    return page_of(one.text[language], one.kind, key)


def call_form() -> Page:
    """Return what every call looks like, with a number that nobody has: for signs that load its words beforehand."""
    return Page("call-form", _call_segments("A000", 0), Motion.HOLD, hold_s=CALL_STANDS_S)


def _call(call: CallView) -> Page:
    segments = _call_segments(call.label, call.counter)
    return Page(f"call-{call.ticket_id}-{call.calls}", segments, Motion.HOLD, hold_s=CALL_STANDS_S)


def _call_segments(label: str, counter: int) -> tuple[Segment, ...]:
    zh = Texts(FALLBACK)
    return (
        Segment(label, Colour.RED, bold=True, live=Live.NUMBER),
        Segment(HALF_SPACE + zh.text("sign.number"), Colour.RED),
        Segment(" " + zh.text("sign.go_to") + " ", Colour.AMBER),
        Segment(str(counter), Colour.RED, bold=True, live=Live.NUMBER),
        Segment(HALF_SPACE + zh.text("sign.counter"), Colour.AMBER),
    )


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
