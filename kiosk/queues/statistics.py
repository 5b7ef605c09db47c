"""The queue's figures: a period by class, counter, clerk and hour, as a page's view and as CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.clock import SYSTEM, Clock, day_of, local
from kiosk.errors import Refused
from kiosk.guide.ticketing import ticketing
from kiosk.queues.models import Ticket
from kiosk.queues.rules.figures import DEFINITIONS, FigureLine, VisitFacts, line, lines
from kiosk.queues.rules.sessions import SessionKind
from kiosk.queues.rules.waits import WaitRange
from kiosk.staff.models import Member
from kiosk.texts import FALLBACK, pick

if TYPE_CHECKING:
    from datetime import date

MAX_DAYS = 366
BY = ("class", "counter", "clerk", "hour")
_COLUMNS = (
    "queue", "counter", "clerk", "taken_at", "state", "session", "day", "waiting_s", "walking_s", "serving_s", "wait_low_min",
    "wait_high_min",
)  # fmt: skip
_SAFE = "'"  # before a cell that a spreadsheet would take for a formula


@dataclass(frozen=True)
class Statistics:
    """The figures of a period; `tables` has the lines by class, counter, clerk and hour."""

    first: date
    last: date
    total: FigureLine
    noon: FigureLine
    tables: dict[str, list[FigureLine]]
    definitions: dict[str, str]


def statistics(*, first: date, last: date, clock: Clock = SYSTEM) -> Statistics:
    """Return the figures of the numbers taken from `first` to `last`; raises `Refused` for no period or more than a year."""
    if not 0 <= (last - first).days < MAX_DAYS:
        raise Refused("queue.period", most=MAX_DAYS)
    facts = _facts(first, last, day_of(clock.now()))
    names, people = _class_names(), _people()
    return Statistics(
        first=first, last=last, total=line("合計", facts), noon=line("中午服務", [one for one in facts if one.noon]),
        tables={
            "class": lines(facts, lambda one: names.get(one.letter, one.letter)),
            "counter": lines(facts, lambda one: str(one.counter or "")),
            "clerk": lines(facts, lambda one: people.get(one.clerk, one.clerk)),
            "hour": lines(facts, lambda one: f"{one.hour:02}:00"),
        },
        definitions=DEFINITIONS,
    )  # fmt: skip


def as_csv(found: Statistics) -> str:
    """Return the figures as a table for spreadsheets, the definitions below it; begins with the mark of UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([
        "分類", "項目", "取號", "完成", "過號", "放棄", "等候平均(分)", "等候中位數(分)", "等候九成以內(分)", "走動平均(分)",
        "辦理平均(分)", "辦理中位數(分)", "預估準確率(%)",
    ])  # fmt: skip
    titles = {"class": "號碼類別", "counter": "櫃台", "clerk": "承辦人", "hour": "取號時段"}
    for one in (found.total, found.noon):
        writer.writerow(["全部", *_cells(one)])
    for by in BY:
        for one in found.tables[by]:
            writer.writerow([titles[by], *_cells(one)])
    writer.writerow([])
    writer.writerow(["期間", f"{found.first} – {found.last}"])
    for definition in found.definitions.values():
        writer.writerow(["定義", definition])
    return "\ufeff" + text.getvalue()


def plain_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return _SAFE + text if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def _cells(one: FigureLine) -> list[str | int | float]:
    return [
        plain_cell(one.name), one.taken, one.served, one.no_show, one.abandoned, one.waiting.mean_min, one.waiting.median_min,
        one.waiting.p90_min, one.walking.mean_min, one.serving.mean_min, one.serving.median_min,
        "" if one.hit_pct is None else one.hit_pct,
    ]  # fmt: skip


def _facts(first: date, last: date, today: date) -> list[VisitFacts]:
    found = Ticket.objects.filter(day__range=(first, last)).values_list(*_COLUMNS)
    return [
        VisitFacts(
            letter, counter, clerk, local(taken).hour, state, session == SessionKind.NOON_FLEX, day < today, waiting, walking,
            serving, WaitRange(low, high) if low is not None and high is not None else None,
        )
        for letter, counter, clerk, taken, state, session, day, waiting, walking, serving, low, high in found.iterator()
    ]  # fmt: skip


def _class_names() -> dict[str, str]:
    return {letter: f"{letter} {pick(kind.name, FALLBACK)}" for letter, kind in ticketing().classes.items()}


def _people() -> dict[str, str]:
    return dict(Member.objects.values_list("username", "display_name"))
