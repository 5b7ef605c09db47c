"""What the sign should show, as a pure question: urgent over calls over announcements, and a resting page at the end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from devices.marquee.page import Colour, Live, Motion, Programme
from kiosk.announcements.models import Kind, Status
from kiosk.announcements.services import AnnouncementView
from kiosk.queues.answers import CallView, HallView
from kiosk.supervisors.programme import compose

NOW = datetime(2026, 3, 5, 2, 24, tzinfo=UTC)


def call(label: str, counter: int = 3, *, seconds_ago: float = 0, calls: int = 1) -> CallView:
    return CallView(int(label[1:]), label, counter, NOW - timedelta(seconds=seconds_ago), calls, priority=False)


def hall(*calls: CallView, waiting: int = 0) -> HallView:
    return HallView(calls, waiting, {}, (), None)


def said(text: str, *, kind: Kind = Kind.SERVICE, number: int = 1) -> AnnouncementView:
    return AnnouncementView(
        announcement_id=number, kind=kind, status=Status.LIVE, text={"zh_Hant": text, "en": "x"}, source="本所",
        author="lin", start_at=NOW, until_at=NOW, published_by="lin", needs_fields=False,
    )  # fmt: skip


def words(programme: Programme) -> tuple[list[str], str, str]:
    """Pages, call and urgent page, without spaces: how wide those are is a matter of looks."""
    pages, call_page, urgent = programme.pages, programme.call, programme.urgent
    said = [_close(page.text) for page in pages]
    return said, _close(call_page.text) if call_page else "", _close(urgent.text) if urgent else ""


def _close(text: str) -> str:
    return "".join(text.split())


REST = "115/03/0510:24等{}人"


@pytest.mark.parametrize(
    ("seen", "live", "expected"),
    [
        (hall(), (), ([REST.format(0)], "", "")),
        (hall(waiting=8), (said("公告"),), (["公告", REST.format(8)], "", "")),
        (
            hall(), (said("一", number=1), said("二", number=2, kind=Kind.ANTI_FRAUD)),
            (["一", "二", REST.format(0)], "", ""),
        ),
        (hall(call("A012")), (), ([REST.format(0)], "A012號請到3號櫃台", "")),
        (hall(call("A012", seconds_ago=5.9)), (), ([REST.format(0)], "A012號請到3號櫃台", "")),
        (hall(call("A012", seconds_ago=6)), (), ([REST.format(0)], "", "")),
        (
            hall(call("A013", 1, seconds_ago=1), call("A012", seconds_ago=2)), (),
            ([REST.format(0)], "A013號請到1號櫃台", ""),
        ),
        (hall(call("A013", seconds_ago=600), call("A012", seconds_ago=700)), (), ([REST.format(0)], "", "")),
        (
            hall(call("A012")), (said("停班", kind=Kind.URGENT), said("公告", number=2)),
            (["公告", REST.format(0)], "A012號請到3號櫃台", "停班"),
        ),
        (
            hall(), (said("停班", kind=Kind.URGENT, number=1), said("地震", kind=Kind.URGENT, number=2)),
            ([REST.format(0)], "", "停班"),
        ),
    ],
    ids=[
        "an empty hall", "an announcement", "two announcements", "a call", "a call that still stands",
        "a call that has stood long enough", "two calls: the newest", "missed calls are not replayed",
        "urgent over all", "two urgent ones: the first",
    ],
)  # fmt: skip
def test_the_programme_of_a_hall(
    seen: HallView, live: tuple[AnnouncementView, ...], expected: tuple[list[str], str, str]
) -> None:
    assert words(compose(NOW, seen, live)) == expected


def test_numbers_are_red_words_amber_and_the_clock_green() -> None:
    programme = compose(NOW, hall(call("A012"), waiting=8), (said("公告"), said("停班", kind=Kind.URGENT, number=2)))
    assert programme.call is not None
    assert programme.urgent is not None
    (announcement, resting) = programme.pages
    assert [(one.text.strip(), one.colour) for one in programme.call.segments] == [
        ("A012", Colour.RED), ("號", Colour.RED), ("請到", Colour.AMBER), ("3", Colour.RED), ("號櫃台", Colour.AMBER),
    ]  # fmt: skip
    assert [one.colour for one in announcement.segments + programme.urgent.segments] == [Colour.AMBER, Colour.RED]
    assert [(one.live, one.colour) for one in resting.segments if one.live != Live.FIXED] == [
        (Live.CLOCK, Colour.GREEN), (Live.FIELD, Colour.RED),
    ]  # fmt: skip
    motions = [page.motion for page in (announcement, programme.urgent, programme.call, resting)]
    assert motions == [Motion.SCROLL_LEFT, Motion.SCROLL_LEFT, Motion.HOLD, Motion.HOLD]


def test_a_recall_is_another_page_and_the_same_call_is_the_same() -> None:
    first, same, recalled = (
        compose(NOW, hall(call("A012", calls=calls, seconds_ago=ago)), ()).call
        for calls, ago in ((1, 0), (1, 3), (2, 0))
    )
    assert first == same
    assert first is not None
    assert recalled is not None
    assert first.key != recalled.key
