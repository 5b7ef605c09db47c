"""How pages write things: icons, ROC dates, clocks, spans of time, and the office's words for codes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from django import template
from django.templatetags.static import static
from django.utils.html import format_html

from kiosk.clock import SYSTEM, local
from kiosk.console import words
from kiosk.texts import FALLBACK, Texts, roc_short, roc_year

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str, kind: str = "") -> SafeString:
    """Draw an icon of icons.svg; it says nothing to screen readers, since a word always stands beside it."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        kind, static("console/icons.svg"), name,
    )  # fmt: skip


@register.simple_tag
def press() -> SafeString:
    """Put the form's own number into it: see `kiosk.staff.pages.press_id`."""
    return format_html('<input type="hidden" name="press" value="{}">', uuid4())


@register.filter
def breakable(name: str) -> SafeString:
    """Let a long office name break by meaning: before 戶政事務所."""
    before, office, after = name.partition("戶政事務所")
    return format_html("{}<wbr>{}{}", before, office, after) if before and office else format_html("{}", name)


@register.filter
def word(code: object, table: str) -> str:
    """Return the office's word for a code, as `{{ job.state|word:"job_state" }}`."""
    return words.word(table, str(code))


@register.filter
def detail_value(value: object) -> str:
    """Write one value of the audit trail."""
    return words.detail_value(value)


@register.filter
def roc(moment: datetime | None) -> str:
    """Write a moment as registers do: 115/03/05 09:30."""
    return f"{roc_short(local(moment).date())} {local(moment):%H:%M}" if moment else ""


@register.filter
def roc_day(day: date | None) -> str:
    """Write a day as registers do: 115/03/05."""
    return roc_short(day) if day else ""


@register.filter
def weekday(day: date | None) -> str:
    """Write the weekday of a day: 週四."""
    return Texts(FALLBACK).weekday(day) if day else ""


@register.filter
def roc_of(year: int) -> int:
    """Write a year of the common era as one of the Republic: 115."""
    return roc_year(date(year, 1, 1))


@register.filter
def letters(found: Collection[str]) -> str:
    """Write class letters in their order: A、B、D."""
    return "、".join(sorted(found))


@register.filter
def money(twd: int) -> str:
    """Write an amount of dollars: 1,200."""
    return f"{twd:,}"


@register.filter
def left(moment: datetime | None) -> str:
    """Write how long it is until a moment, in words: 剩 2 小時 5 分, 剩 12 天, 逾 40 分."""
    if moment is None:
        return ""
    minutes = int((moment - SYSTEM.now()).total_seconds() // 60)
    far, word = abs(minutes), "剩" if minutes >= 0 else "逾"
    if far >= 48 * 60:
        return f"{word} {far // 1440} 天"
    hours, rest = divmod(far, 60)
    return f"{word} {hours} 小時 {rest} 分" if hours else f"{word} {rest} 分"


@register.filter
def roc_seconds(moment: datetime | None) -> str:
    """Write a moment to the second: 115/03/05 09:30:07."""
    return f"{roc_short(local(moment).date())} {local(moment):%H:%M:%S}" if moment else ""


@register.filter
def roc_month(day: date | None) -> str:
    """Write a month: 115 年 3 月."""
    return f"{roc_year(day)} 年 {day.month} 月" if day else ""


@register.filter
def clock(moment: datetime | None) -> str:
    """Write the office's wall clock: 09:30."""
    return f"{local(moment):%H:%M}" if moment else ""


@register.filter
def ago(moment: datetime | None) -> str:
    """Write how long ago something was, in words: 剛剛, 12 分鐘前, 3 小時前, 2 天前."""
    if moment is None:
        return ""
    minutes = int((SYSTEM.now() - moment).total_seconds() // 60)
    if minutes < 1:
        return "剛剛"
    if minutes < 60:
        return f"{minutes} 分鐘前"
    return f"{minutes // 60} 小時前" if minutes < 48 * 60 else f"{minutes // 1440} 天前"
