"""Pages as the office shows them."""

from __future__ import annotations

from datetime import UTC, datetime

from devices.marquee.page import Colour, Live, Motion, Page, Segment

MORNING = datetime(2026, 3, 5, 2, 24, tzinfo=UTC)


def call_page(number: str = "A012", counter: int = 3, *, key: str = "call-1", hold_s: int = 6) -> Page:
    return Page(
        key,
        (
            Segment(number, Colour.RED, bold=True),
            Segment("\u2009號", Colour.RED),
            Segment(" 請到 "),
            Segment(str(counter), Colour.RED, bold=True),
            Segment("\u2009號櫃台"),
        ),
        hold_s=hold_s,
    )


def rest_page(waiting: int = 8, clock: str = "10:24", day: str = "115/03/05") -> Page:
    return Page(
        "rest",
        (
            Segment(day, Colour.RED),
            Segment("　" if waiting < 10 else " "),
            Segment(clock, Colour.GREEN, bold=True, live=Live.CLOCK),
            Segment(" 等"),
            Segment(str(waiting), Colour.RED, bold=True, live=Live.FIELD),
            Segment("人"),
        ),
    )


def announcement(text: str = "戶政人員不會來電轉接警察或檢察官。", key: str = "m01") -> Page:
    return Page(key, (Segment(text),), Motion.SCROLL_LEFT)
