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

MAX_BYTES = 1_000_000
_DAY, _OFF, _NOTE = ("西元日期", "date"), ("是否放假", "isholiday"), ("備註", "name", "description")
_ANSWERS = {"0": False, "2": True, "否": False, "是": True}


@dataclass(frozen=True)
class Day:
    """One line: does the office work on that day, and what is it called."""

    day: date
    works: bool
    note: str


def decode(raw: bytes) -> str:
    """Return the text of a calendar file; raises `ValueError` where it is neither UTF-8 nor Big5."""
    if len(raw) > MAX_BYTES:
        raise ValueError(f"the file has {len(raw)} bytes, a year's calendar a few thousand. Choose the calendar's CSV file.")
    for encoding in ("utf-8-sig", "cp950"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("the file is neither UTF-8 nor Big5. Download the CSV form of the calendar again.")


def parse(text: str) -> tuple[Day, ...]:
    """Return the days of a calendar, each once, in order; raises `ValueError` naming line, column and remedy."""
    rows = csv.reader(io.StringIO(text.replace("\0", ""), newline=None))
    head = [name.strip().lower() for name in next(rows, [])]
    day_at, off_at = (_column(head, names) for names in (_DAY, _OFF))
    note_at = [head.index(name) for name in _NOTE if name in head]
    found: dict[date, Day] = {}
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        line = rows.line_num
        if len(row) <= max(day_at, off_at):
            raise ValueError(f"line {line}: {len(row)} columns, the first line names {len(head)}. Complete the line.")
        day = _day(row[day_at].strip(), line)
        if day in found:
            raise ValueError(f"line {line}: {day} stands here a second time. Remove one of the lines.")
        note = next((row[at].strip() for at in note_at if at < len(row) and row[at].strip()), "")
        found[day] = Day(day, not _off(row[off_at].strip(), line), note[:60])
    if not found:
        raise ValueError("line 2: there is no day. Choose the calendar's CSV file.")
    return tuple(found[day] for day in sorted(found))


def _column(head: list[str], names: tuple[str, ...]) -> int:
    for name in names:
        if name in head:
            return head.index(name)
    raise ValueError(f"line 1: there is no column {' or '.join(names)}. Choose the CSV form of the calendar.")


def _day(text: str, line: int) -> date:
    digits = text.replace("/", "-").split("-")
    try:
        if len(digits) == 3:
            return date(*(int(part) for part in digits))
        if len(text) == 8:
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        pass
    raise ValueError(f"line {line}: {text!r} is no day. Write it as 20260216.")


def _off(text: str, line: int) -> bool:
    if text not in _ANSWERS:
        raise ValueError(f"line {line}: {text!r} says neither that the office works (0, 否) nor that it is off (2, 是).")
    return _ANSWERS[text]
