"""`kiosk announce`: a text on every channel from the command line; what is wrong sends nothing and ends with status 2."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kiosk.announcements import services
from kiosk.announcements.models import Announcement
from kiosk.cli import announce
from kiosk.clock import SYSTEM, day_of, local
from kiosk.staff.models import AuditEntry
from kiosk.texts import roc_short

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(announce, "existing_home", lambda: tmp_path)
    monkeypatch.setattr(announce, "boot", lambda _home: None)


def run(*words: str) -> Result:
    return CliRunner().invoke(announce.command, list(words))


def test_a_text_is_live_until_the_end_of_today() -> None:
    done = run("今日延長服務")
    (live,) = services.live()
    today = roc_short(day_of(SYSTEM.now()))
    assert (done.exit_code, done.stdout) == (0, f"announcement {live.announcement_id} is live until {today} 23:59\n")
    assert (live.text, live.kind, live.source) == ({"zh_Hant": "今日延長服務"}, "service", "本所")
    assert AuditEntry.objects.get().actor.startswith("kiosk announce (")


def test_kind_source_and_end() -> None:
    day = day_of(SYSTEM.now()) + timedelta(days=20)
    assert run("展覽", "--kind", "event", "--source", "文化局", "--until", f"{roc_short(day)} 17:30").exit_code == 0
    assert run("三天", "--until", "3d").exit_code == 0
    assert run("停班", "--urgent").exit_code == 0
    found = {one.text["zh_Hant"]: one for one in services.live()}
    assert (found["展覽"].kind, found["展覽"].source) == ("event", "文化局")
    ends = {text: local(one.until_at) for text, one in found.items() if one.until_at}
    assert (ends["展覽"].date(), ends["展覽"].hour) == (day, 17)
    assert ends["三天"].date() == day_of(SYSTEM.now()) + timedelta(days=2)
    assert found["停班"].kind == "urgent"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("",), "請輸入公告內容"), (("長" * 121,), "超過 120 字"), (("x", "--until", "2027/01/01"), "ROC years"),
        (("x", "--until", "115/02/30"), "is no end"), (("x", "--until", "soon"), "is no end"),
        (("x", "--until", "90/01/01"), "已過"),
        (("x", "--until", "0d"), "已過"), (("x", "--until", "999/01/01"), "最長一年"), (("x", "--kind", "gossip"), "gossip"),
        (("x", "--source", " "), "來源機關"), (("本所 {date} 休息",), "還有空格"), (("堃🙂",), "「🙂」"),
        ((), "Missing argument"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_sent(words: tuple[str, ...], said: str) -> None:
    done = run(*words)
    assert (done.exit_code, said in done.stderr, done.stdout) == (2, True, "")
    assert not Announcement.objects.exists()


def test_a_second_alarm_and_a_lacking_letter_want_a_second_word() -> None:
    assert run("停班", "--urgent").exit_code == 0
    refused = run("地震", "--urgent")
    assert (refused.exit_code, "輪流顯示" in refused.stderr, "--anyway" in refused.stderr) == (2, True, True)
    assert run("地震🙂", "--urgent", "--anyway").exit_code == 0
    assert len(services.live()) == 2


def test_where_four_eyes_are_wanted_it_waits(settings: SettingsWrapper) -> None:
    rules = settings.KIOSK.announcements.model_copy(update={"four_eyes": "all"})
    settings.KIOSK = settings.KIOSK.model_copy(update={"announcements": rules})
    done = run("展覽")
    assert (done.exit_code, "waits for approval" in done.stdout, services.live()) == (0, True, ())
