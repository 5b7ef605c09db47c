"""What a sign shows, what comes next, and why, in sentences for staff.  Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.announcements.models import Kind
from kiosk.clock import local
from kiosk.supervisors.programme import CALLS, REST
from kiosk.texts import FALLBACK, roc_short

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from devices.marquee.page import Page, Programme
    from kiosk.announcements.services import AnnouncementView
    from kiosk.supervisors.programme import Lamps

_HALF_A_DATE = re.compile(r"[ 0-9年月日/:（]+$")
OFTEN = {1: "較少", 2: "一般", 3: "加強"}


@dataclass(frozen=True)
class Line:
    """One page: its key, its words, and why it is there."""

    key: str
    text: str
    why: str


@dataclass(frozen=True)
class Situation:
    """`now` says in one sentence what rules the sign; `heading` stands above `round_`, the pages that take turns.

    `next_` is what will change.
    """

    now: str
    heading: str
    round_: tuple[Line, ...]
    next_: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """All that the sentences are made of; `live` and `coming` are what is on the marquee now and later."""

    at: datetime
    channels: frozenset[str]
    programme: Programme
    lamps: Lamps | None
    live: Sequence[AnnouncementView]
    coming: Sequence[AnnouncementView]
    quiet: bool


def situation(facts: Facts) -> Situation:
    """Return what to tell staff about one sign."""
    heading = "輪播內容" if facts.programme.urgent is None else "解除後的輪播內容"
    return Situation(_now(facts), heading, _round(facts), _next(facts))


def _now(facts: Facts) -> str:
    programme, alarms = facts.programme, [one for one in facts.live if one.kind == Kind.URGENT]
    if programme.urgent is not None:
        others = f"，與另 {len(alarms) - 1} 則緊急公告輪流" if len(alarms) > 1 else ""
        until = min((one.until_at for one in alarms if one.until_at), default=None)
        return f"緊急公告取代所有內容{others}，直到解除{f'或 {_moment(until)}' if until else ''}。"
    if programme.call is not None:
        return "叫號中：號碼立即顯示，停留後接續輪播。"
    if facts.lamps is not None and facts.lamps.dark:
        return "熄燈時段；緊急公告或叫號會自動亮起。"
    if facts.quiet:
        return "安靜時段：公告暫停，只顯示日期、時間與叫號。"
    if not any(page.key != "resting" for page in programme.pages):
        return "沒有播出中的公告，顯示日期、時間與等候人數。"
    return "公告輪播；叫號時立即插播。" if CALLS in facts.channels else "公告輪播；這面跑馬燈不顯示叫號。"


def _round(facts: Facts) -> tuple[Line, ...]:
    known = {f"announcement-{one.announcement_id}": one for one in facts.live}
    keys = [page.key for page in facts.programme.pages]
    pages = dict.fromkeys(facts.programme.pages)
    return tuple(Line(page.key, page.text, _why(known.get(_said_by(page)), keys.count(page.key), facts)) for page in pages)


def _said_by(page: Page) -> str:
    """Return the key of the announcement of a page, also of its translation (announcement-5-en)."""
    return "-".join(page.key.split("-")[:2])


def _why(one: AnnouncementView | None, times: int, facts: Facts) -> str:
    if one is None:
        return "每輪最後顯示" if REST in facts.channels else "沒有其他內容可顯示"
    often = f"每輪 {times} 次（{OFTEN.get(one.weight, '一般')}）" if times > 1 else "每輪 1 次"
    fraud = "，防詐騙訊息固定輪到" if one.kind == Kind.ANTI_FRAUD else ""
    until = f"，至 {_moment(one.until_at)}" if one.until_at else ""
    return f"{often}{fraud}{until}"


def _next(facts: Facts) -> tuple[str, ...]:
    ends = [(one.until_at, f"{_moment(one.until_at)} 結束：{_short(one)}") for one in facts.live if one.until_at]
    begins = [
        (one.start_at, f"{_moment(one.start_at)} 起播出：{_short(one)}")
        for one in facts.coming if one.start_at and one.start_at > facts.at
    ]  # fmt: skip
    windows = [
        f"到播出時段（{one.hours or '指定星期'}）播出：{_short(one)}"
        for one in facts.coming if one.start_at and one.start_at <= facts.at
    ]  # fmt: skip
    timed = sorted([*ends, *begins], key=lambda one: one[0])
    return (*windows, *(sentence for _, sentence in timed))[:5]


def _short(one: AnnouncementView) -> str:
    """Return the beginning of a text, never the half of a date or a number."""
    text = one.text[FALLBACK]
    return text if len(text) <= 18 else f"{_HALF_A_DATE.sub('', text[:17])}…"


def _moment(at: datetime | None) -> str:
    return f"{roc_short(local(at).date())} {local(at):%H:%M}" if at else ""
