"""What was shown where, from when until when: a log that only grows, for public information and for complaints.

A channel writes only what changes on it: a page that appears, a page that leaves.  A display that begins anew says so, since
nobody knows how long its last page stood.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING

from django.db.models import Q

from kiosk.announcements.models import Announcement, Showing
from kiosk.announcements.roc_days import end_of, start_of
from kiosk.clock import SYSTEM, Clock, local
from kiosk.texts import FALLBACK, roc_short

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet

    from kiosk.announcements.answers import AnnouncementView

MAX_PAGE, MAX_TEXT = 64, 600
CALL = "call-"  # pages of called numbers: many, and each is over within seconds
LOOK_BACK = timedelta(days=400)  # no announcement runs longer
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would compute
HEAD = ("頻道", "頁面", "公告編號", "內容", "開始", "結束", "備註")


@dataclass(frozen=True)
class ShownPage:
    """A page as it stands on a channel: its words, and the announcement it is, None for calls and the clock."""

    text: str
    announcement_id: int | None = None


@dataclass(frozen=True)
class Period:
    """One page on one channel; `until_at` is None while it stands there, `cut_off` where its end was not seen."""

    channel: str
    page: str
    text: str
    announcement_id: int | None
    from_at: datetime
    until_at: datetime | None
    cut_off: bool = False


class ShowingLog:
    """What one channel is known to show; writes a row for each page that comes or goes.  Any thread may use it."""

    def __init__(self, channel: str) -> None:
        self._channel = channel
        self._standing: dict[str, ShownPage] | None = None  # None: nothing is known yet
        self._lock = Lock()

    def note(self, pages: Mapping[str, ShownPage], *, clock: Clock = SYSTEM) -> int:
        """Write how the channel differs from what it showed before; returns how many rows that took.

        Nothing is taken for written until the database has it: after an error the next call writes it.
        """
        with self._lock:
            before = self._standing
            if before == pages:
                return 0
            rows = list(self._rows(before or {}, pages, begins=before is None, now=clock.now()))
            Showing.objects.bulk_create(rows)
            self._standing = dict(pages)
            return len(rows)

    def forget(self) -> None:
        """Take nothing for known: the channel begins anew with the next `note`."""
        with self._lock:
            self._standing = None

    def _rows(
        self, before: Mapping[str, ShownPage], after: Mapping[str, ShownPage], *, begins: bool, now: datetime
    ) -> Iterable[Showing]:
        if begins:
            yield Showing(at=now, channel=self._channel, appeared=False)
        for appeared, pages, others in ((False, before, after), (True, after, before)):
            for key, page in pages.items():
                if others.get(key) != page:
                    yield Showing(
                        at=now, channel=self._channel, page=key[:MAX_PAGE], appeared=appeared,
                        announcement_id=page.announcement_id, text=page.text[:MAX_TEXT],
                    )  # fmt: skip


_logs: dict[str, ShowingLog] = {}


def note_announcements(channel: str, shown: Iterable[AnnouncementView], *, clock: Clock = SYSTEM) -> int:
    """Note what a channel of this process shows now, where it differs from what it showed before."""
    pages = {
        f"announcement-{one.announcement_id}": ShownPage(one.text.get(FALLBACK, ""), one.announcement_id) for one in shown
    }
    return _logs.setdefault(channel, ShowingLog(channel)).note(pages, clock=clock)


def periods_of_day(day: date, *, channel: str = "") -> tuple[Period, ...]:
    """Return what was shown on a day, in the order in which it appeared; what began before and still stood is there, too."""
    begins, ends = start_of(day), end_of(day)
    before = Q(at__gte=begins - timedelta(days=1)) | (Q(at__gte=begins - LOOK_BACK) & ~Q(page__startswith=CALL))
    rows = Showing.objects.filter(before, at__lte=ends)
    periods = _paired(rows.filter(channel=channel) if channel else rows)
    return tuple(one for one in periods if one.from_at <= ends and (one.until_at is None or one.until_at >= begins))


def periods_of_announcement(announcement_id: int) -> tuple[Period, ...]:
    """Return where and when one announcement was shown."""
    rows = Showing.objects.filter(Q(announcement_id=announcement_id) | Q(page="", appeared=False))
    return tuple(one for one in _paired(rows) if one.announcement_id == announcement_id)


def as_csv(periods: Iterable[Period]) -> str:
    """Return periods as CSV for a spreadsheet: UTF-8 with its mark, ROC days, nothing that would be computed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    for one in periods:
        end = "" if one.until_at is None else _moment(one.until_at)
        note = "此後中斷，實際結束時間不明" if one.cut_off else "" if one.until_at else "播出中"
        cells = (one.channel, one.page, one.announcement_id or "", one.text, _moment(one.from_at), end, note)
        writer.writerow(_inert(str(cell)) for cell in cells)
    return "\ufeff" + out.getvalue()


def channels_logged() -> tuple[str, ...]:
    """Return the names of the channels that have a log."""
    return tuple(Showing.objects.order_by("channel").values_list("channel", flat=True).distinct())


def known(announcement_id: int) -> bool:
    """Say whether there is such an announcement."""
    return Announcement.objects.filter(pk=announcement_id).exists()


def _paired(rows: QuerySet[Showing]) -> list[Period]:
    """Turn appearances and departures into periods, ordered by when they began."""
    open_: dict[tuple[str, str], Showing] = {}
    periods: list[Period] = []
    for row in rows.order_by("at", "id"):
        if row.page and row.appeared:
            open_[row.channel, row.page] = row
            continue
        gone = [key for key in open_ if key[0] == row.channel and row.page in {"", key[1]}]
        periods += [_period(open_.pop(key), row.at, cut_off=not row.page) for key in gone]
    periods += [_period(row, None, cut_off=False) for row in open_.values()]
    return sorted(periods, key=lambda one: (one.from_at, one.channel, one.page))


def _period(row: Showing, until_at: datetime | None, *, cut_off: bool) -> Period:
    return Period(row.channel, row.page, row.text, row.announcement_id, row.at, until_at, cut_off)


def _moment(at: datetime) -> str:
    wall = local(at)
    return f"{roc_short(wall.date())} {wall:%H:%M:%S}"


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
