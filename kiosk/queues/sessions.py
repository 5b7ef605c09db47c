"""The days of the office: its week, the government's calendar, and days of their own; which session runs now.

The week stands in `kiosk.toml`; the calendar is imported as data, never computed; what the office or the city decides for one
day (longer hours, a wedding duty, a typhoon) is written by `kiosk.queues.decisions`.  Nothing here writes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from kiosk.clock import SYSTEM, TAIPEI, Clock, day_of, local
from kiosk.hours import LOOK_AHEAD_DAYS, Hours, Span
from kiosk.queues.answers import SessionView
from kiosk.queues.models import CalendarDay, SpecialOpening
from kiosk.queues.policies import load_admissions
from kiosk.queues.rules.sessions import CLOSED_KINDS, Admission, SessionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SATURDAY = 5


@dataclass(frozen=True)
class Opening:
    """What was decided for one day; `span` is None where the office is closed: the whole day, or from `since` on."""

    kind: SessionKind
    span: Span | None
    note: str = ""
    since: time | None = None
    opening_id: int = 0
    by: str = ""


def session(*, clock: Clock = SYSTEM) -> SessionView:
    """Return the session that runs now, or the closed time, and what it takes."""
    now = clock.now()
    day = day_of(now)
    works = CalendarDay.objects.filter(day=day).values_list("works", "note").first()
    return session_at(now, works, openings_by_day(SpecialOpening.objects.filter(day=day)).get(day, ()))


def session_at(
    now: datetime, calendar: tuple[bool, str] | None, openings: Iterable[Opening], week: Hours | None = None
) -> SessionView:
    """Return the session of a moment, from its day's line of the calendar and what was decided for it.  Reads nothing."""
    openings = tuple(openings)
    hours = _with_days(week or settings.KIOSK_HOURS, {day_of(now): (calendar, openings)})
    made_up = calendar is not None and calendar[0]
    kind, note = _kind(now, hours, openings, weekend=local(now).weekday() >= SATURDAY and not made_up)
    run = hours.run(now)
    admission = load_admissions()[kind]
    if kind == SessionKind.ON_DUTY_WEDDING:
        run = next((_moments(day_of(now), one.span) for one in openings if one.span and _holds(one.span, now)), run)
    return SessionView(
        kind=kind, open=kind not in CLOSED_KINDS, opens_at=run[0] if run else None, closes_at=run[1] if run else None,
        last_number_at=run[1] - hours.last_number if run else None, classes=admission.classes,
        services=admission.services, hidden_services=admission.hidden_services,
        note=note or (calendar[1] if calendar and not run else ""),
    )  # fmt: skip


def takes_numbers(view: SessionView, now: datetime) -> bool:
    """Say whether a number taken now will still be served in the session."""
    return view.open and (view.last_number_at is None or now < view.last_number_at)


def admits(view: SessionView, letter: str) -> bool:
    """Say whether the session takes numbers of a class."""
    return Admission(view.classes).admits_class(letter)


def opening_hours(*, clock: Clock = SYSTEM) -> Hours:
    """Return the week's hours with every day of the next and the last two months that differs from it."""
    today = day_of(clock.now())
    around = (today - timedelta(days=LOOK_AHEAD_DAYS), today + timedelta(days=LOOK_AHEAD_DAYS))
    calendar = {
        day: (works, note)
        for day, works, note in CalendarDay.objects.filter(day__range=around).values_list("day", "works", "note")
    }
    openings = openings_by_day(SpecialOpening.objects.filter(day__range=around))
    return _with_days(
        settings.KIOSK_HOURS, {day: (calendar.get(day), openings.get(day, ())) for day in {*calendar, *openings}}
    )


def holidays() -> frozenset[date]:
    """Return the days off of the imported calendar other than Saturdays and Sundays, and those of `kiosk.toml`."""
    found = CalendarDay.objects.filter(works=False).values_list("day", flat=True)
    return frozenset(day for day in found if day.weekday() < SATURDAY) | settings.KIOSK_HOURS.holidays


def session_of_day_closes(day: date) -> datetime | None:
    """Return when the office closes for good on a day; None where it has not told any hours, or is closed."""
    works = CalendarDay.objects.filter(day=day).values_list("works", "note").first()
    openings = openings_by_day(SpecialOpening.objects.filter(day=day)).get(day, ())
    spans = _with_days(settings.KIOSK_HOURS, {day: (works, openings)}).spans_of(day)
    return datetime.combine(day, spans[-1].closes, TAIPEI) if spans else None


def openings_by_day(rows: Iterable[SpecialOpening]) -> dict[date, tuple[Opening, ...]]:
    """Return what was decided, by day."""
    found: dict[date, tuple[Opening, ...]] = {}
    for row in rows:
        one = replace(opening(row.kind, row.opens, row.closes, row.note), opening_id=row.pk, by=row.made_by)
        found[row.day] = (*found.get(row.day, ()), one)
    return found


def opening(kind: str, opens: time | None, closes: time | None, note: str = "") -> Opening:
    """Return one decision as it is written; a closing has no end, and may begin in the middle of the day."""
    span = Span(opens, closes) if opens and closes else None
    return Opening(SessionKind(kind), span, note, None if closes else opens)


# ---- inside --------------------------------------------------------------------------------------------------------
def _with_days(
    hours: Hours, days: dict[date, tuple[tuple[bool, str] | None, tuple[Opening, ...]]]
) -> Hours:
    spans = {day: _spans(hours, day, calendar, made) for day, (calendar, made) in days.items()}
    different = {day: found for day, found in spans.items() if found is not None}
    return replace(hours, days=different) if different else hours


def _spans(
    hours: Hours, day: date, calendar: tuple[bool, str] | None, made: tuple[Opening, ...]
) -> tuple[Span, ...] | None:
    """Return a day's sessions where they are not those of its weekday, None where they are.

    The calendar's ordinary Saturdays and Sundays say nothing: an office that serves on Saturdays has told so in its week.
    """
    shut = [one.since or time.min for one in made if one.kind in CLOSED_KINDS]
    if shut and min(shut) == time.min:
        return ()
    own: tuple[Span, ...] | None = None
    if calendar is not None and hours.told:
        works, note = calendar
        if not works and (day.weekday() < SATURDAY or note):
            own = ()
        elif works and day.weekday() >= SATURDAY:
            friday = day - timedelta(days=day.weekday() - SATURDAY + 1)
            own = replace(hours, holidays=frozenset()).spans_of(friday)  # often the very day off that is made up for
    extra = tuple(one.span for one in made if one.span and one.kind != SessionKind.ON_DUTY_WEDDING)
    if not extra and not shut:
        return own
    always = (Span(time.min, time.max),) if not (hours.told or extra) else ()
    spans = sorted({*(hours.spans_of(day) if own is None else own), *extra, *always})
    return tuple(_until(min(shut), spans)) if shut else tuple(spans)


def _until(end: time, spans: Iterable[Span]) -> Iterator[Span]:
    """Cut sessions off where the office closes in the middle of the day."""
    return (Span(span.opens, min(span.closes, end)) for span in spans if span.opens < end)


def _kind(now: datetime, hours: Hours, made: tuple[Opening, ...], *, weekend: bool) -> tuple[SessionKind, str]:
    for one in made:
        if one.kind in CLOSED_KINDS and local(now).time() >= (one.since or time.min):
            return one.kind, one.note
    for one in made:
        if _holds(one.span, now):
            return one.kind, one.note
    if not hours.is_open(now):
        return SessionKind.CLOSED, ""
    if _holds(hours.noon, now):
        return SessionKind.NOON_FLEX, ""
    return (SessionKind.EXTENDED if hours.told and weekend else SessionKind.NORMAL), ""


def _holds(span: Span | None, now: datetime) -> bool:
    return span is not None and span.opens <= local(now).time() < span.closes


def _moments(day: date, span: Span) -> tuple[datetime, datetime]:
    return datetime.combine(day, span.opens, TAIPEI), datetime.combine(day, span.closes, TAIPEI)
