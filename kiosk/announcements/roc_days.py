"""Days as the office writes them, in ROC years: 115/03/31, 115.3.31, 1150331, 民國115年3月31日.  Pure."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time

from kiosk.clock import TAIPEI
from kiosk.texts import ROC_OFFSET

FORMS = (
    re.compile(r"(\d{2,3})[/.-](\d{1,2})[/.-](\d{1,2})"),
    re.compile(r"(?:中華)?(?:民國)?\s*(\d{2,3})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"),
    re.compile(r"(\d{3})(\d{2})(\d{2})"),
)
WITH_TIME = re.compile(r"(.*?)\s*(\d{1,2}:\d{2})")


def parse_roc_day(text: str) -> date:
    """Read an ROC day; raises `ValueError` for anything else, a Gregorian year included."""
    plain = _plain(text)
    found = next((match for form in FORMS if (match := form.fullmatch(plain))), None)
    if found is None:
        raise ValueError(f"{text!r} is no ROC day: write it as 115/12/31")
    year, month, day = (int(part) for part in found.groups())
    return date(year + ROC_OFFSET, month, day)


def parse_start(text: str, today: date) -> datetime:
    """Read "115/03/31" (its first moment), "115/03/31 13:30" or "13:30" (of `today`); raises `ValueError`."""
    return _moment(text, today, time.min)


def parse_end(text: str, today: date) -> datetime:
    """Read the same; a day alone is meant until its last moment."""
    return _moment(text, today, time.max)


def start_of(day: date) -> datetime:
    """Return the first moment of a day in the office's zone."""
    return datetime.combine(day, time.min, tzinfo=TAIPEI)


def end_of(day: date) -> datetime:
    """Return the last moment of a day in the office's zone."""
    return datetime.combine(day, time.max, tzinfo=TAIPEI)


def _moment(text: str, today: date, otherwise: time) -> datetime:
    plain = _plain(text)
    timed = WITH_TIME.fullmatch(plain)
    if timed is None:
        return datetime.combine(parse_roc_day(plain), otherwise, tzinfo=TAIPEI)
    day = parse_roc_day(timed[1]) if timed[1] else today
    return datetime.combine(day, time.fromisoformat(timed[2].zfill(5)), tzinfo=TAIPEI)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
