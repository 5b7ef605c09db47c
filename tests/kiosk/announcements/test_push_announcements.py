"""Announcements: one text on every channel, from a person's press until its end, and never a broken one."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from at_once import at_once
from django.conf import settings
from django.db import IntegrityError, transaction
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk import signals
from kiosk.announcements.editing import publish
from kiosk.announcements.models import Announcement, Kind, Status
from kiosk.announcements.services import (
    MAX_CHARACTERS,
    AnnouncementView,
    clean_text,
    drafts,
    live,
    past,
    push,
    withdraw,
)
from kiosk.clock import StillClock
from kiosk.errors import Refused
from kiosk.staff.models import AuditEntry

together = pytest.mark.django_db(transaction=True)
alone = pytest.mark.django_db
MAX_LIVE = settings.KIOSK.announcements.max_live
database = pytest.mark.database


def say(
    clock: StillClock, text: str = "本所今日延長服務", *, kind: Kind = Kind.SERVICE, minutes: float = 60,
    request_id: UUID | None = None, **more: str,
) -> AnnouncementView:  # fmt: skip
    until = clock.now() + timedelta(minutes=minutes)
    return push(text=text, kind=kind, until_at=until, by="lin", request_id=request_id, clock=clock, **more)


def draft(clock: StillClock, text: str = "請隨身帶手帕") -> Announcement:
    return Announcement.objects.create(
        kind=Kind.ENERGY, status=Status.DRAFT, text={"zh_Hant": text}, source="本所", author="content",
        created_at=clock.now(),
    )  # fmt: skip


def refusal(deed: object) -> str:
    with pytest.raises(Refused) as refused:
        deed()  # type: ignore[operator]
    return refused.value.text_key


@database
@alone
def test_a_pushed_text_is_live_at_once_until_its_end(clock: StillClock) -> None:
    pushed = say(clock, minutes=10)
    assert (pushed.text, pushed.status, pushed.author, pushed.source) == (
        {"zh_Hant": "本所今日延長服務"}, "live", "lin", "本所",
    )  # fmt: skip
    seen = []
    for seconds in (0, 599, 1):
        clock.advance(seconds)
        seen.append(live(clock=clock))
    assert seen == [(pushed,), (pushed,), ()]
    assert past(clock=clock) == (pushed,)


@database
@alone
def test_urgent_texts_come_first_and_then_the_oldest(clock: StillClock) -> None:
    for text, kind in (("一", Kind.SERVICE), ("二", Kind.URGENT), ("三", Kind.HEALTH), ("四", Kind.URGENT)):
        say(clock, text, kind=kind)
        clock.advance(1)
    assert "".join(one.text["zh_Hant"] for one in live(clock=clock)) == "二四一三"


@database
@alone
def test_a_text_in_another_language_stands_in_the_place_of_the_chinese_too(clock: StillClock) -> None:
    assert say(clock, "Open until 8 pm", language="en").text == {"en": "Open until 8 pm", "zh_Hant": "Open until 8 pm"}


@database
@alone
def test_the_trail_says_who_pushed_what(clock: StillClock) -> None:
    pushed = say(clock, " 本所\n延長 ")
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.subject, entry.detail, entry.at) == (
        "lin", "announcement.push", str(pushed.announcement_id), {"kind": "service", "text": "本所 延長"}, clock.now(),
    )  # fmt: skip


@database
@alone
def test_a_second_press_is_the_same_announcement(clock: StillClock) -> None:
    press = uuid4()
    first = say(clock, request_id=press)
    clock.advance(2)
    assert say(clock, "另一則", request_id=press) == first
    assert (Announcement.objects.count(), AuditEntry.objects.count()) == (1, 1)


@database
@together
def test_a_press_that_comes_twice_at_once_is_one_announcement(clock: StillClock) -> None:
    for n in range(1, 4):
        press = uuid4()
        views = at_once(*[lambda press=press: say(clock, request_id=press)] * 3)  # type: ignore[misc]
        assert len({view.announcement_id for view in views}) == 1
        assert (Announcement.objects.count(), AuditEntry.objects.count()) == (n, n)


@database
@alone
@pytest.mark.parametrize(
    ("minutes", "key"),
    [
        (0, "announcement.ends_in_the_past"),
        (-5, "announcement.ends_in_the_past"),
        (366 * 24 * 60 + 1, "announcement.ends_too_late"),
    ],
)
def test_an_announcement_has_an_end_that_makes_sense(clock: StillClock, minutes: float, key: str) -> None:
    assert refusal(lambda: say(clock, minutes=minutes)) == key
    row = draft(clock)
    until = clock.now() + timedelta(minutes=minutes)
    assert refusal(lambda: publish(announcement_id=row.pk, until_at=until, by="lin", clock=clock)) == key
    assert live(clock=clock) == ()


@database
@alone
def test_the_database_itself_refuses_a_live_text_without_an_end(clock: StillClock) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Announcement.objects.filter(pk=draft(clock).pk).update(status="live")


@database
@alone
def test_there_is_room_for_so_many_and_for_every_urgent_one(clock: StillClock) -> None:
    for n in range(MAX_LIVE):
        say(clock, str(n), minutes=10 if n == 0 else 60)
    assert refusal(lambda: say(clock, "too many")) == "announcement.too_many"
    row, until = draft(clock), clock.now() + timedelta(hours=1)
    assert refusal(lambda: publish(announcement_id=row.pk, until_at=until, by="lin", clock=clock)) == "announcement.too_many"
    say(clock, "颱風停班", kind=Kind.URGENT, minutes=5)
    assert len(live(clock=clock)) == MAX_LIVE + 1
    clock.advance(600)
    say(clock, "there is room again")
    assert len(live(clock=clock)) == MAX_LIVE


@database
@alone
def test_a_draft_is_published_once(clock: StillClock) -> None:
    row, until = draft(clock), clock.now() + timedelta(hours=1)
    assert [one.announcement_id for one in drafts()] == [row.pk]
    shown = publish(announcement_id=row.pk, until_at=until, by="chen", clock=clock)
    assert (shown.status, shown.published_by, shown.author, live(clock=clock)) == ("live", "chen", "content", (shown,))
    assert drafts() == ()
    again = refusal(lambda: publish(announcement_id=row.pk, until_at=until, by="chen", clock=clock))
    assert again == "announcement.not_a_draft"
    assert [entry.action for entry in AuditEntry.objects.all()] == ["announcement.publish"]


@database
@alone
def test_a_template_is_not_published_before_its_fields_are_filled(clock: StillClock) -> None:
    row, until = draft(clock, "本所 {date} 停止上班"), clock.now() + timedelta(hours=1)
    assert drafts()[0].needs_fields
    assert refusal(lambda: publish(announcement_id=row.pk, until_at=until, by="lin", clock=clock)) == "announcement.has_fields"
    assert live(clock=clock) == ()


@database
@alone
def test_a_text_is_taken_down_at_once_and_twice_is_no_mistake(clock: StillClock) -> None:
    pushed = say(clock)
    for _ in range(2):
        assert withdraw(announcement_id=pushed.announcement_id, by="chen", clock=clock).status == "withdrawn"
    assert live(clock=clock) == ()
    assert [one.announcement_id for one in past(clock=clock)] == [pushed.announcement_id]
    assert [entry.action for entry in AuditEntry.objects.order_by("id")] == ["announcement.push", "announcement.withdraw"]


@database
@alone
def test_a_draft_cannot_be_taken_down_and_nobody_knows_number_404(clock: StillClock) -> None:
    row = draft(clock)
    assert refusal(lambda: withdraw(announcement_id=row.pk, by="lin", clock=clock)) == "announcement.not_live"
    assert refusal(lambda: withdraw(announcement_id=404, by="lin", clock=clock)) == "announcement.unknown"
    until = clock.now() + timedelta(hours=1)
    assert refusal(lambda: publish(announcement_id=404, until_at=until, by="lin", clock=clock)) == "announcement.unknown"


@database
@together
def test_every_channel_is_woken(clock: StillClock) -> None:
    ear = signals.subscribe("announcements")
    row = draft(clock)
    woken = []
    for deed in (
        lambda: say(clock),
        lambda: publish(announcement_id=row.pk, until_at=clock.now() + timedelta(hours=1), by="lin", clock=clock),
        lambda: withdraw(announcement_id=row.pk, by="lin", clock=clock),
    ):
        deed()
        woken.append(ear.wait(5))
    ear.close()
    assert woken == [{"announcements"}] * 3


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  本所\t今日\r\n休假  ", "本所 今日 休假"),
        ("A\x00B\x1b[31mC\x7f", "A B [31mC"),
        ("\u202eevil\u2066", "evil"),
        ("a\u200bb\ufeffc", "a b c"),
        ("e\u0301", "\u00e9"),
        ("\u5b57\u2028\u6bb5", "字 段"),
        ("全形　空白", "全形 空白"),
        ("<script>alert(1)</script> {date} %s", "<script>alert(1)</script> {date} %s"),
        ("堃🙂", "堃🙂"),
        ("a\ud800b", "a b"),
        ("字" * MAX_CHARACTERS, "字" * MAX_CHARACTERS),
    ],
)
def test_a_text_becomes_one_line_that_can_be_shown(text: str, shown: str) -> None:
    assert clean_text(text) == shown


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\x00\x01", "\u200b\ufeff", "\ud800"])
def test_a_text_of_nothing_is_refused(text: str) -> None:
    assert refusal(lambda: clean_text(text)) == "announcement.empty"


def test_a_text_that_is_too_long_is_refused_with_its_length() -> None:
    with pytest.raises(Refused) as refused:
        clean_text("字" * (MAX_CHARACTERS + 1))
    assert (refused.value.text_key, refused.value.values) == ("announcement.too_long", {"found": 121, "allowed": 120})


@given(st.text(st.characters(), max_size=200))
@example("e \u0301")
def test_whatever_is_typed_is_refused_or_becomes_clean(text: str) -> None:
    try:
        line = clean_text(text)
    except Refused as refused:
        assert refused.text_key in {"announcement.empty", "announcement.too_long"}
        return
    assert clean_text(line) == line
    assert unicodedata.is_normalized("NFC", line)
    assert [c for c in line if unicodedata.category(c)[0] == "C" or c in "\n\r\u2028\u2029"] == []
    assert 0 < len(line) <= MAX_CHARACTERS
    assert line.encode()


