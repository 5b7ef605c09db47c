"""The menu: one table of pages; each person sees those that their role may open.

A page that is not installed (the bench page outside a demo, a feature of a later version) is simply not in the menu.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, resolve, reverse

from kiosk.staff.access import access_of

if TYPE_CHECKING:
    from kiosk.staff.roles import Role


@dataclass(frozen=True)
class Page:
    """One line of the menu: `view` is the name of its address, `icon` of its symbol in icons.svg."""

    view: str
    label: str
    icon: str


@dataclass(frozen=True)
class Link:
    """One line as a person sees it."""

    address: str
    label: str
    icon: str
    here: bool


PAGES: tuple[tuple[str, tuple[Page, ...]], ...] = (
    ("今日", (
        Page("console:home", "總覽", "house"),
        Page("desks:choose", "櫃台叫號", "ticket"),
        Page("desks:service", "服務台", "users"),
        Page("announcements:board", "公告推播", "megaphone"),
        Page("sign_page:signs", "跑馬燈畫面", "monitor"),
        Page("colleagues:notes", "同仁請教與回電", "phone"),
        Page("queues:special", "特殊案件", "timer"),
        Page("desks:cash", "每日收款", "coins"),
        Page("help:calls", "志工呼叫", "bell-ring"),
        Page("ratings:words", "民眾的話", "smile"),
    )),
    ("維運", (
        Page("outbox:problems", "待處理單據", "printer"),
        Page("health:devices", "設備狀態", "activity"),
        Page("bench_page:bench", "模擬測試台", "flask-conical"),
    )),
    ("管理", (
        Page("queues:days", "服務時段", "calendar-days"),
        Page("queues:classes", "號碼類別", "layout-grid"),
        Page("queues:statistics", "等候統計", "gauge"),
        Page("queues:ranking", "件數與積點", "badge-check"),
        Page("queues:review", "案件複查", "pencil-line"),
        Page("guide:unconfirmed", "待確認內容", "clipboard-check"),
        Page("staff:accounts", "帳號管理", "users"),
        Page("api:tokens", "程式權杖", "key-round"),
        Page("staff:audit", "稽核紀錄", "scroll-text"),
    )),
)  # fmt: skip


def menu(role: Role, path: str) -> list[tuple[str, list[Link]]]:
    """Return the groups of the menu for one role; `path` is the page that is open now."""
    groups = ((title, [link for page in pages if (link := _link(page, role, path))]) for title, pages in PAGES)
    return [(title, links) for title, links in groups if links]


def _link(page: Page, role: Role, path: str) -> Link | None:
    try:
        address = reverse(page.view)
    except NoReverseMatch:
        return None
    access = access_of(resolve(address).func)
    if access is None or not access.allows(role):
        return None
    here = path == address if address == reverse("console:home") else path.startswith(address)
    return Link(address, page.label, page.icon, here)
