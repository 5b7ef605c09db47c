"""Every code that a program can name has a word for staff."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

import kiosk
from kiosk.announcements.models import Channel, Kind, Status
from kiosk.clock import SYSTEM
from kiosk.colleagues.services import AlarmKind
from kiosk.console import words
from kiosk.console.templatetags import office
from kiosk.desks.models import Method
from kiosk.health.models import DeviceState
from kiosk.outbox.states import PROBLEMS, JobState
from kiosk.queues.rules.sessions import SessionKind
from kiosk.queues.states import TicketState
from kiosk.ratings.services import Face
from kiosk.staff.account_views import AREAS


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        ("device_state", DeviceState), ("job_state", JobState), ("job_advice", PROBLEMS),
        ("announcement_kind", Kind), ("announcement_state", Status), ("face", Face), ("alarm_kind", AlarmKind),
        ("ticket_state", TicketState),
        ("session_kind", SessionKind), ("method", [one for one in Method if one]),
    ],
)  # fmt: skip
def test_every_code_has_a_word(table: str, codes: type[DeviceState]) -> None:
    assert {code.value for code in codes} <= set(words.TABLES[table])


def test_every_channel_and_machine_has_a_name() -> None:
    named = [words.word("channel", channel) for channel in Channel if channel != Channel.MARQUEE]
    assert named == list(words.CHANNELS.values())
    assert words.word("channel", "marquee") == words.word("device", "marquee")
    assert words.word("channel", "board:大廳 2 號機") == "叫號看板（大廳 2 號機）"


def test_an_unknown_code_is_shown_as_it_is_and_an_unknown_remedy_not_at_all() -> None:
    assert words.word("condition", "on_fire") == "on_fire"
    assert words.word("remedy", "on_fire") == ""


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "剛剛"), (1, "1 分鐘前"), (59, "59 分鐘前"), (60, "1 小時前"), (47 * 60, "47 小時前"), (50 * 60, "2 天前")],
)
def test_how_long_ago(minutes: int, said: str) -> None:
    assert office.ago(SYSTEM.now() - timedelta(minutes=minutes, seconds=1)) == said


def test_a_long_name_breaks_before_the_office_and_hostile_names_are_text() -> None:
    assert office.breakable("臺南市新營區戶政事務所") == "臺南市新營區<wbr>戶政事務所"
    assert office.breakable("<b>") == "&lt;b&gt;"


def test_every_condition_that_devices_and_supervisors_name_has_a_word() -> None:
    kiosk = Path(words.__file__).resolve().parent.parent
    devices = kiosk.parent / "devices"
    sources = [devices / "errors.py", devices / "speaker" / "synthesis.py", kiosk / "health" / "services.py"]
    sources += sorted((kiosk / "supervisors").glob("*.py"))
    text = "\n".join(source.read_text(encoding="utf-8") for source in sources)
    named = set(re.findall(r'(?:condition|warning)(?:: ClassVar\[str\])? ?= ?"([a-z_]+)"', text))
    named |= set(re.findall(r'DeviceState\.[A-Z_]+, "([a-z_]+)"', text))
    assert {"paper_out", "link_down", "paper_near_end"} <= named
    assert named | {""} == set(words.CONDITIONS)
    assert set(words.REMEDIES) <= named


def test_every_deed_of_the_audit_trail_has_a_word_and_an_area_to_look_in() -> None:
    sources = (Path(kiosk.__file__).parent).rglob("*.py")
    deeds = {deed for one in sources for deed in re.findall(r'action="([a-z_]+\.[a-z_]+)"', one.read_text(encoding="utf-8"))}
    assert {"queue.day", "case.correct", "member.create"} <= deeds
    assert sorted(deed for deed in deeds if deed not in words.DEEDS) == []
    assert {deed.partition(".")[0] for deed in deeds} <= set(AREAS)
