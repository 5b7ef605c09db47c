"""Reads the government's yearly calendar of office days (政府行政機關辦公日曆表) as it is published: a table of days.

Two forms are about, told apart by their first line:

    西元日期,星期,是否放假,備註          20260216,一,2,除夕            0 works, 2 is off
    date,name,isholiday,holidaycategory,description   2026/2/16,除夕,是,...   是 is off, 否 works

The file is UTF-8, with or without its mark, or Big5.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _csv import Reader as Table

MAX_BYTES = 1_000_000
YEARS = range(2000, 2201)  # a year of the Republic, such as 115, is not taken for one of the common era
MAX_SHOWN = 30  # of what a file says, in what is told about it
FAULTS = {
    "calendar.size": "the file has {bytes} bytes, a year's calendar a few thousand. Choose the calendar's CSV file.",
    "calendar.letters": "the file is neither UTF-8 nor Big5. Download the CSV form of the calendar again.",
    "calendar.columns": "line {line}: {found} columns, the first line names {named}. Complete the line.",
    "calendar.twice": "line {line}: {day} stands here a second time. Remove one of the lines.",
    "calendar.empty": "line 2: there is no day. Choose the calendar's CSV file.",
    "calendar.head": "line 1: there is no column {names}. Choose the CSV form of the calendar.",
    "calendar.day": "line {line}: '{text}' is no day. Write it as 20260216.",
    "calendar.answer": "line {line}: '{text}' says neither that the office works (0, 否) nor that it is off (2, 是).",
    "calendar.table": "line {line}: this is no table of commas. Choose the CSV form of the calendar.",
}
_DAY, _OFF, _NOTE = ("西元日期", "date"), ("是否放假", "isholiday"), ("備註", "name", "description")
_ANSWERS = {"0": False, "2": True, "否": False, "是": True}


class BadCalendar(ValueError):
    """A file that is no calendar; `key` names the fault in `FAULTS`, `values` say where it is."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(FAULTS[key].format(**values))
        self.key, self.values = key, values


@dataclass(frozen=True)
class Day:
    """One line: does the office work on that day, and what is it called."""

    day: date
    works: bool
    note: str


def decode(raw: bytes) -> str:
    """Return the text of a calendar file; raises `BadCalendar` where it is neither UTF-8 nor Big5."""
    if len(raw) > MAX_BYTES:
        raise BadCalendar("calendar.size", bytes=len(raw))
    for encoding in ("utf-8-sig", "cp950"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadCalendar("calendar.letters")


def parse(text: str) -> tuple[Day, ...]:
    """Return the days of a calendar, each once, in order; raises `BadCalendar` naming line, column and remedy."""
    rows = csv.reader(io.StringIO(text.replace("\0", ""), newline=None))
    try:
        return _days(rows)
    except csv.Error as error:
        raise BadCalendar("calendar.table", line=rows.line_num) from error


def _days(rows: Table) -> tuple[Day, ...]:
    head = [name.strip().lower() for name in next(rows, [])]
    day_at, off_at = (_column(head, names) for names in (_DAY, _OFF))
    note_at = [head.index(name) for name in _NOTE if name in head]
    found: dict[date, Day] = {}
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        line = rows.line_num
        if len(row) <= max(day_at, off_at):
            raise BadCalendar("calendar.columns", line=line, found=len(row), named=len(head))
        day = _day(row[day_at].strip(), line)
        if day in found:
            raise BadCalendar("calendar.twice", line=line, day=day)
        note = next((row[at].strip() for at in note_at if at < len(row) and row[at].strip()), "")
        found[day] = Day(day, not _off(row[off_at].strip(), line), note[:60])
    if not found:
        raise BadCalendar("calendar.empty")
    return tuple(found[day] for day in sorted(found))


def _column(head: list[str], names: tuple[str, ...]) -> int:
    for name in names:
        if name in head:
            return head.index(name)
    raise BadCalendar("calendar.head", names=" or ".join(names))


def _day(text: str, line: int) -> date:
    digits = text.replace("/", "-").split("-") if len(text) != 8 or not text.isdigit() else [text[:4], text[4:6], text[6:]]
    try:
        year, month, of_month = (int(part) for part in digits)
        if year in YEARS:
            return date(year, month, of_month)
    except ValueError:
        pass
    raise BadCalendar("calendar.day", line=line, text=text[:MAX_SHOWN])


def _off(text: str, line: int) -> bool:
    if text not in _ANSWERS:
        raise BadCalendar("calendar.answer", line=line, text=text[:MAX_SHOWN])
    return _ANSWERS[text]
