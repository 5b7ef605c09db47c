"""Authors at their desk: a draft, four eyes, a reason for a no, templates that are filled and stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from at_once import at_once

from kiosk.announcements import editing, services
from kiosk.announcements.answers import Wording
from kiosk.announcements.models import Announcement, Channel, Kind, Status
from kiosk.announcements.rules import filled
from kiosk.errors import Refused
from kiosk.staff.models import AuditEntry
from kiosk.texts import ASSETS

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django.fixtures import SettingsWrapper

    from kiosk.clock import StillClock

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def four_eyes(settings: SettingsWrapper) -> Callable[[str], None]:
    def wanted(rule: str) -> None:
        rules = settings.KIOSK.announcements.model_copy(update={"four_eyes": rule})
        settings.KIOSK = settings.KIOSK.model_copy(update={"announcements": rules})

    return wanted


def wording(clock: StillClock, said: str = "中午有櫃台為您辦理", **more: object) -> Wording:
    usual = Wording({"zh_Hant": said}, Kind.SERVICE, "本所", until_at=clock.now() + timedelta(days=3))
    return replace(usual, **more)  # type: ignore[arg-type]


def refusal(deed: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        deed()
    return refused.value.text_key


def test_a_draft_is_written_changed_and_published(clock: StillClock) -> None:
    made = editing.write(wording=wording(clock), by="chen", clock=clock)
    assert (made.status, made.author, services.live(clock=clock)) == (Status.DRAFT, "chen", ())
    changed = editing.edit(
        announcement_id=made.announcement_id, by="lin", clock=clock,
        wording=wording(clock, "中午有兩個櫃台", channels=(Channel.BOARD,), weight=3, weekdays="01234", hours="08:00～12:00"),
    )  # fmt: skip
    assert (changed.text["zh_Hant"], changed.author, changed.channels, changed.hours) == (
        "中午有兩個櫃台", "lin", ("board",), "08:00-12:00",
    )  # fmt: skip
    editing.publish(announcement_id=made.announcement_id, by="lin", clock=clock)
    (live,) = services.live(clock=clock)
    assert (live.weight, live.start_at, live.published_by) == (3, clock.now(), "lin")
    assert [entry.action for entry in AuditEntry.objects.order_by("id")] == [
        "announcement.write", "announcement.edit", "announcement.publish",
    ]  # fmt: skip
    assert refusal(lambda: editing.edit(announcement_id=made.announcement_id, wording=wording(clock), by="lin")) == (
        "announcement.not_a_draft"
    )


def test_where_the_office_wants_four_eyes_nobody_approves_their_own(
    clock: StillClock, four_eyes: Callable[[str], None]
) -> None:
    four_eyes("all")
    pushed = services.push_wording(wording=wording(clock), by="chen", clock=clock)
    assert (pushed.status, services.live(clock=clock)) == (Status.SUBMITTED, ())
    number = pushed.announcement_id
    assert refusal(lambda: editing.publish(announcement_id=number, by="chen", clock=clock)) == "announcement.own_text"
    shown = editing.publish(announcement_id=number, by="wang", clock=clock)
    assert (shown.author, shown.submitted_by, shown.published_by) == ("chen", "chen", "wang")
    assert len(services.live(clock=clock)) == 1


def test_neither_who_wrote_nor_who_handed_in_approves(clock: StillClock, four_eyes: Callable[[str], None]) -> None:
    four_eyes("all")
    number = editing.write(wording=wording(clock), by="chen", clock=clock).announcement_id
    assert refusal(lambda: editing.publish(announcement_id=number, by="wang", clock=clock)) == "announcement.submit_first"
    editing.submit(announcement_id=number, by="lin", clock=clock)
    for author in ("chen", "lin"):
        assert refusal(lambda author=author: editing.publish(announcement_id=number, by=author, clock=clock)) == (  # type: ignore[misc]
            "announcement.own_text"
        )
    editing.edit(announcement_id=number, wording=wording(clock, "改過"), by="wang", clock=clock)
    editing.submit(announcement_id=number, by="chen", clock=clock)
    assert refusal(lambda: editing.publish(announcement_id=number, by="wang", clock=clock)) == "announcement.own_text", (
        "who changed it last is its author"
    )


def test_an_emergency_may_go_at_once(clock: StillClock, four_eyes: Callable[[str], None]) -> None:
    four_eyes("except_urgent")
    pushed = [
        services.push_wording(wording=wording(clock, kind=kind), by="chen", clock=clock) for kind in (Kind.URGENT, Kind.EVENT)
    ]
    assert [one.status for one in pushed] == [Status.LIVE, Status.SUBMITTED]


def test_a_no_has_a_reason_and_gives_the_text_back(clock: StillClock, four_eyes: Callable[[str], None]) -> None:
    four_eyes("all")
    number = services.push_wording(wording=wording(clock), by="chen", clock=clock).announcement_id
    for because in ("", " \n", "長" * 201):
        assert refusal(lambda because=because: editing.reject(announcement_id=number, because=because, by="wang")) == (  # type: ignore[misc]
            "announcement.reason_missing"
        )
    back = editing.reject(announcement_id=number, because="電話寫錯", by="wang", clock=clock)
    assert (back.status, back.rejected_by, back.rejected_because) == (Status.DRAFT, "wang", "電話寫錯")
    again = editing.submit(announcement_id=number, by="chen", clock=clock)
    assert (again.status, again.rejected_because) == (Status.SUBMITTED, "")
    editing.publish(announcement_id=number, by="wang", clock=clock)
    assert refusal(lambda: editing.reject(announcement_id=number, because="太遲", by="wang")) == "announcement.not_waiting"


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"text": {"zh_Hant": " "}}, "announcement.empty"),
        ({"text": {"zh_Hant": "好", "vi": "x" * 301}}, "announcement.too_long"),
        ({"source": " "}, "announcement.source"),
        ({"source": "x" * 61}, "announcement.source"),
        ({"channels": ()}, "announcement.no_channel"),
        ({"weekdays": ""}, "announcement.no_weekday"),
        ({"weekdays": "789"}, "announcement.no_weekday"),
        ({"weight": 9}, "announcement.no_weekday"),
        ({"hours": "noon"}, "announcement.hours"),
        ({"hours": "12:00-08:00"}, "announcement.hours"),
    ],
)
def test_a_draft_that_cannot_be_kept_names_its_field(clock: StillClock, more: dict[str, object], key: str) -> None:
    assert refusal(lambda: editing.write(wording=wording(clock, **more), by="chen", clock=clock)) == key
    assert not Announcement.objects.exists()


@pytest.mark.parametrize(
    ("days", "more", "key"),
    [
        ((1, None), {}, "announcement.no_end"),
        ((-9, -1), {}, "announcement.ends_in_the_past"),
        ((1, 400), {}, "announcement.ends_too_late"),
        ((400, 401), {}, "announcement.ends_too_late"),
        ((0, 1), {"weekdays": "6"}, "announcement.never_runs"),
    ],
)
def test_a_text_that_cannot_run_is_not_published(
    clock: StillClock, days: tuple[int, int | None], more: dict[str, object], key: str
) -> None:
    start, until = (None if n is None else clock.now() + timedelta(days=n) for n in days)
    made = editing.write(wording=wording(clock, start_at=start, until_at=until, **more), by="chen", clock=clock)
    assert refusal(lambda: editing.publish(announcement_id=made.announcement_id, by="chen", clock=clock)) == key
    assert services.live(clock=clock) == ()


def test_an_end_before_its_start_is_refused_by_the_door_and_by_the_database(clock: StillClock) -> None:
    wrong = wording(clock, start_at=clock.now() + timedelta(days=4))
    assert refusal(lambda: editing.write(wording=wrong, by="chen", clock=clock)) == "announcement.ends_before_it_begins"


def test_a_text_begins_with_its_day_and_keeps_to_its_hours(clock: StillClock) -> None:
    """Thursday 10:24: from Friday on, on Fridays and Saturdays, from ten to twelve."""
    tomorrow = clock.now() + timedelta(hours=18)
    services.push_wording(
        wording=wording(clock, start_at=tomorrow, weekdays="45", hours="10:00-12:00"), by="chen", clock=clock
    )
    assert [len(services.coming(clock=clock)), len(services.live(clock=clock))] == [1, 0]
    seen = []
    for hours in (18, 5.75, 1.75, 22, 24):  # Fri 04:24, 10:09, 11:54, Sat 09:54, Sun 09:54
        clock.advance(hours * 3600)
        seen.append(len(services.live(clock=clock)))
    assert seen == [0, 1, 1, 0, 0]


def test_a_translation_nobody_has_read_stays_hidden(clock: StillClock) -> None:
    text = {"zh_Hant": "中午服務", "en": "Noon service", "vi": "Buổi trưa"}
    said = wording(clock, text=text, unchecked=("vi", "id", "zh_Hant"))
    pushed = services.push_wording(wording=said, by="chen", clock=clock)
    assert pushed.unchecked == ("vi",)
    assert services.live(clock=clock)[0].text == {"zh_Hant": "中午服務", "en": "Noon service"}


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("本所 {date} 停止上班", "本所 115年3月5日（四）停止上班"),
        ("{date} {time} 起，{place}", "115年3月5日（四）{time} 起，{place}"),
        ("closed on {date} (all day)", "closed on 115年3月5日（四）(all day)"),
        ("沒有  空格", "沒有  空格"),
    ],
)
def test_a_value_brings_no_space_behind_its_bracket(template: str, said: str) -> None:
    assert filled(template, {"date": "115年3月5日（四）"}) == said


def test_a_template_is_filled_in_every_language_and_stays(clock: StillClock) -> None:
    services.load_drafts(ASSETS / "content" / "marquee.yaml", clock=clock)
    template = next(one for one in services.drafts() if one.needs_fields)
    assert template.fields == ("date",)
    until = clock.now() + timedelta(hours=9)

    def fill(values: dict[str, str]) -> Wording:
        return editing.fill(announcement_id=template.announcement_id, values=values, until_at=until)

    assert refusal(lambda: fill({})) == "announcement.field_missing"
    for wrong in ("2026/03/05", "115/02/30", "明天"):
        assert refusal(lambda wrong=wrong: fill({"date": wrong})) == "announcement.date_form"  # type: ignore[misc]
    pushed = services.push_wording(wording=fill({"date": "115/3/5"}), by="chen", clock=clock)
    assert pushed.text["zh_Hant"].startswith("天然災害停班公告：本所 115年3月5日（四）停止上班")
    assert "Thu 5 Mar 2026 (115)" in pushed.text["en"]
    assert pushed.kind == Kind.URGENT
    assert services.drafts()[-1] == template


def test_the_words_of_a_template_are_never_run_through_its_values(clock: StillClock) -> None:
    made = editing.write(wording=wording(clock, "地點：{place}，時間：{time}"), by="chen", clock=clock)
    filled = editing.fill(
        announcement_id=made.announcement_id, values={"place": "{time}", "time": "{place}"}, until_at=clock.now()
    )
    assert filled.text["zh_Hant"] == "地點：{time}，時間：{place}"
    later = replace(filled, until_at=clock.now() + timedelta(hours=1))
    assert refusal(lambda: services.push_wording(wording=later, by="chen", clock=clock)) == "announcement.has_fields"


def test_a_copy_is_a_new_draft_of_whoever_makes_it(clock: StillClock) -> None:
    old = services.push_wording(wording=wording(clock, weight=3), by="chen", clock=clock)
    new = editing.copy(announcement_id=old.announcement_id, by="lin", clock=clock)
    assert (new.status, new.author, new.text, new.weight, new.until_at) == (Status.DRAFT, "lin", old.text, 3, None)


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_the_last_free_place_at_once_do_not_both_get_it(
    clock: StillClock, settings: SettingsWrapper
) -> None:
    rules = settings.KIOSK.announcements.model_copy(update={"max_live": 2})
    settings.KIOSK = settings.KIOSK.model_copy(update={"announcements": rules})
    services.push_wording(wording=wording(clock, "一"), by="chen", clock=clock)

    def publish(text: str) -> str:
        try:
            return str(services.push_wording(wording=wording(clock, text), by="chen", clock=clock).status)
        except Refused as refused:
            return refused.text_key

    assert sorted(at_once(lambda: publish("二"), lambda: publish("三"))) == ["announcement.too_many", "live"]


def test_the_round_of_a_channel_begins_with_what_is_urgent_and_repeats_it(clock: StillClock) -> None:
    for text, kind in (("一", Kind.SERVICE), ("二", Kind.SERVICE), ("三", Kind.SERVICE), ("急", Kind.URGENT)):
        services.push_wording(wording=wording(clock, text, kind=kind), by="chen", clock=clock)
    services.push_wording(wording=wording(clock, "燈", channels=(Channel.MARQUEE,)), by="chen", clock=clock)
    said = [one.text["zh_Hant"] for one in services.playlist(Channel.BOARD, clock=clock)]
    assert said == ["急", "一", "急", "二", "急", "三"]
