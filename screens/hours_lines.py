"""Opening hours in words: the week as a door sign writes it, and when the office opens next."""

from __future__ import annotations

from datetime import date, timedelta
from functools import reduce
from typing import TYPE_CHECKING

from kiosk.clock import day_of

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.hours import Hours, Row, Span
    from kiosk.texts import Texts

MONDAY = date(2024, 1, 1)


def next_line(texts: Texts, hours: Hours, now: datetime) -> str:
    """Return when the office opens next, empty where that is not known."""
    opens = hours.next_opening(now)
    return texts.text("closed.next", date=texts.date(day_of(opens)), time=texts.clock(opens)) if opens is not None else ""


def week_lines(texts: Texts, hours: Hours) -> list[tuple[str, str]]:
    """Return days and hours, line by line; noon service has a line of its own, public holidays where no other day is free."""
    lines = [(_days(texts, row), _sessions(texts, row)) for row in hours.rows()]
    if hours.noon is not None:
        lines.insert(1, (texts.text("closed.noon"), _span(texts, hours.noon)))
    free, off = texts.text("closed.holidays"), texts.text("closed.off")
    if lines and lines[-1][1] == off:
        free = texts.text("closed.and", one=lines.pop()[0], other=free)
    return [*lines, (free, off)]


def _days(texts: Texts, row: Row) -> str:
    first, last = (texts.weekday(MONDAY + timedelta(days=day)) for day in (row.first, row.last))
    if row.first == row.last:
        return first
    return texts.text("closed.days" if row.last - row.first > 1 else "closed.two_days", first=first, last=last)


def _sessions(texts: Texts, row: Row) -> str:
    if not row.spans:
        return texts.text("closed.off")
    spans = (_span(texts, span) for span in row.spans)
    return reduce(lambda one, other: texts.text("closed.span_then", one=one, other=other), spans)


def _span(texts: Texts, span: Span) -> str:
    return texts.text("closed.span", opens=f"{span.opens:%H:%M}", closes=f"{span.closes:%H:%M}")
