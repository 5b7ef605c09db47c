"""What a person is here for; the role decides which pages open."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """One per account; the text is the text in the database."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    VOLUNTEER = "volunteer"
    MAINTAINER = "maintainer"
    MANAGER = "manager"


ROLE_NAMES = {
    Role.CLERK: "承辦人員",
    Role.SUPERVISOR: "課長／督導",
    Role.VOLUNTEER: "志工",
    Role.MAINTAINER: "系統維護人員",
    Role.MANAGER: "系統管理者",
}
ROLE_DUTIES = {
    Role.CLERK: "櫃台叫號、公告推播、處理未印出的單據",
    Role.SUPERVISOR: "承辦人員的工作，另可確認資料內容、檢視設備狀態",
    Role.VOLUNTEER: "大廳等候情形、回應來賓呼叫；登入後閒置 10 分鐘自動登出",
    Role.MAINTAINER: "設備狀態、未印出的單據",
    Role.MANAGER: "全部頁面，包括帳號與稽核紀錄",
}
EVERY_ROLE = frozenset(Role)
