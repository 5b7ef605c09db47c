"""The money of a day: what the visits cost, what was taken for them, at which counter and how."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from kiosk.clock import TAIPEI, local
from kiosk.desks.models import Method, Settlement
from kiosk.queues.statistics import plain_cell
from kiosk.staff.services import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

PAID_BY = tuple(one for one in Method if one not in {Method.NONE, Method.WAIVED})
DEFINITIONS = (
    "應收：依收費表，按辦畢時登記的案件與加領份數計算；金額未列於收費表者不計入，請以實收為準。",
    "實收：辦畢時登記的金額，依繳費方式分列；免收者實收為 0，應收列於「免收」。",
    "差額：實收減應收，不含免收；每一筆都有原因。未註記：應收大於 0 而沒有登記繳費方式。",
)


@dataclass(frozen=True)
class Payment:
    """One finished visit with its fee in new Taiwan dollars; `clerk` is a name to be shown."""

    at: datetime
    label: str
    counter: int
    clerk: str
    fee_twd: int
    paid_twd: int
    method: str
    reason: str
    confirmed: bool

    @property
    def noted(self) -> bool:
        """Whether it was said how it was paid, or nothing was due."""
        return bool(self.method) or not self.fee_twd

    @property
    def difference_twd(self) -> int:
        """What was taken above the fee; below it where negative.  Waived fees have none."""
        return 0 if self.method == Method.WAIVED or not self.method else self.paid_twd - self.fee_twd


@dataclass
class Sum:
    """What came together at one counter, or in the whole office (`counter` None)."""

    counter: int | None
    visits: int = 0
    fee_twd: int = 0
    paid_twd: int = 0
    waived_twd: int = 0
    difference_twd: int = 0
    not_noted: int = 0
    by_method: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PAID_BY, 0))

    def add(self, one: Payment) -> None:
        """Count one payment."""
        self.visits += 1
        self.fee_twd += one.fee_twd
        self.paid_twd += one.paid_twd
        self.difference_twd += one.difference_twd
        self.not_noted += not one.noted
        if one.method == Method.WAIVED:
            self.waived_twd += one.fee_twd
        elif one.method:
            self.by_method[one.method] += one.paid_twd


@dataclass(frozen=True)
class CashDay:
    """A day: the sums of its counters, of the whole office, and every visit in the order of time."""

    day: date
    counters: tuple[Sum, ...]
    total: Sum
    payments: tuple[Payment, ...]


def cash_day(*, day: date, clerk: str = "") -> CashDay:
    """Return the money of a day of the office, or what one clerk, a user name, has taken."""
    begin = datetime.combine(day, time.min, TAIPEI)
    found = Settlement.objects.filter(at__gte=begin, at__lt=begin + timedelta(days=1))
    if clerk:
        found = found.filter(clerk=clerk)
    rows = list(found.select_related("ticket").order_by("at", "id"))
    names = names_of(one.clerk for one in rows)
    payments = tuple(_payment(one, names) for one in rows)
    sums: dict[int, Sum] = {}
    total = Sum(None)
    for one in payments:
        sums.setdefault(one.counter, Sum(one.counter)).add(one)
        total.add(one)
    return CashDay(day, tuple(sums[number] for number in sorted(sums)), total, payments)


def sums_as_csv(found: CashDay, methods: Mapping[str, str]) -> str:
    """Return the counters' sums as a table with the office's below; `methods` are the words for ways of paying."""
    head = ["日期", "櫃台", "件數", "應收", "實收", *(methods[one] for one in PAID_BY), "免收", "差額", "未註記"]
    rows: list[Sequence[object]] = [
        [found.day.isoformat(), one.counter or "合計", one.visits, one.fee_twd, one.paid_twd, *one.by_method.values(),
         one.waived_twd, one.difference_twd, one.not_noted]
        for one in (*found.counters, found.total)
    ]  # fmt: skip
    return _table([head, *rows])


def payments_as_csv(found: CashDay, methods: Mapping[str, str]) -> str:
    """Return every visit of the day as a table."""
    head = ["時間", "號碼", "櫃台", "承辦人", "應收", "實收", "繳費方式", "差額", "原因", "來賓已確認"]
    rows: list[Sequence[object]] = [
        [f"{local(one.at):%Y-%m-%d %H:%M:%S}", one.label, one.counter, plain_cell(one.clerk), one.fee_twd, one.paid_twd,
         methods.get(one.method, "" if one.noted else "未註記"), one.difference_twd, plain_cell(one.reason),
         "是" if one.confirmed else "否"]
        for one in found.payments
    ]  # fmt: skip
    return _table([head, *rows])


def _payment(one: Settlement, names: Mapping[str, str]) -> Payment:
    return Payment(
        one.at, one.ticket.label, one.counter, names[one.clerk], one.fee_twd, one.paid_twd, one.method, one.reason,
        one.confirmed,
    )  # fmt: skip


def _table(rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    out.write("\ufeff")  # without it a spreadsheet takes the Chinese for something else
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()
