"""The register of bulletin boards: up, overdue, down."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.announcements import bulletin, services
from kiosk.announcements.answers import Wording
from kiosk.announcements.models import Channel, Kind, Posting
from kiosk.errors import Refused
from kiosk.staff.models import AuditEntry

if TYPE_CHECKING:
    from kiosk.clock import StillClock

pytestmark = [pytest.mark.database, pytest.mark.django_db]
PAPER = {
    "title": "補助申請開始", "source": "臺南市政府", "place": "大門公布欄",
    "from_day": date(2026, 3, 5), "until_day": date(2026, 3, 6),
}  # fmt: skip


def test_a_paper_goes_up_is_overdue_and_comes_down(clock: StillClock) -> None:
    put = bulletin.put_up(**PAPER, by="chen", clock=clock)  # type: ignore[arg-type]
    assert bulletin.hanging(clock=clock) == (put,)
    seen = []
    for _ in range(3):
        seen.append(bulletin.hanging(clock=clock)[0].overdue)
        clock.advance(86400)
    assert seen == [False, False, True]
    for by in ("lin", "wang"):
        taken = bulletin.take_down(posting_id=put.posting_id, by=by, clock=clock)
    assert (taken.taken_down_by, taken.taken_down_at, taken.overdue) == ("lin", clock.now(), False)
    assert (bulletin.hanging(clock=clock), bulletin.taken_down(clock=clock)) == ((), (taken,))
    assert [entry.action for entry in AuditEntry.objects.order_by("id")] == ["bulletin.put_up", "bulletin.take_down"]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"title": " "}, "bulletin.title"), ({"title": "長" * 121}, "bulletin.title"), ({"source": ""}, "bulletin.source"),
        ({"place": "\u200b"}, "bulletin.place"), ({"until_day": date(2026, 3, 4)}, "bulletin.ends_before_it_begins"),
        ({"announcement_id": 404}, "announcement.unknown"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(clock: StillClock, change: dict[str, object], key: str) -> None:
    with pytest.raises(Refused) as refused:
        bulletin.put_up(**{**PAPER, **change}, by="chen", clock=clock)  # type: ignore[arg-type]
    assert refused.value.text_key == key
    assert not Posting.objects.exists()


def test_what_should_hang_and_what_should_hang_no_more(clock: StillClock) -> None:
    until = clock.now() + timedelta(days=3)
    for text, channels in (("紙本", tuple(Channel)), ("只在跑馬燈", (Channel.MARQUEE,))):
        said = Wording({"zh_Hant": text}, Kind.SERVICE, "本所", channels, until_at=until)
        services.push_wording(wording=said, by="lin", clock=clock)
    (missing,) = bulletin.missing(clock=clock)
    assert missing.text["zh_Hant"] == "紙本"
    bulletin.put_up(**PAPER, announcement_id=missing.announcement_id, by="chen", clock=clock)  # type: ignore[arg-type]
    assert (bulletin.missing(clock=clock), bulletin.hanging(clock=clock)[0].withdrawn) == ((), False)
    services.withdraw(announcement_id=missing.announcement_id, by="lin", clock=clock)
    assert bulletin.hanging(clock=clock)[0].withdrawn


def test_a_paper_that_nobody_knows(clock: StillClock) -> None:
    with pytest.raises(Refused, match=r"bulletin\.unknown"):
        bulletin.take_down(posting_id=404, by="chen", clock=clock)
