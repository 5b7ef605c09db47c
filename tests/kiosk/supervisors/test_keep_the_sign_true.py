"""The sign shows what the hall should read, whatever happens to its power, its line and its answers."""

from __future__ import annotations

import logging
import random
import threading
import time
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from supervised import soon

from devices.marquee.dots import DEBIAN_UNIFONT, Glyphs
from devices.marquee.jetfile2_driver import JetFileSign
from devices.marquee.settings import MarqueeSettings
from devices.simulators import jetfile2_sign as sign_simulator
from devices.simulators.jetfile2_sign import JetFileSimulator
from devices.simulators.pty_line import PtyLine
from devices.transports import LineSettings, open_transport
from kiosk.announcements.models import Kind, Showing
from kiosk.announcements.services import push, withdraw
from kiosk.announcements.showings import periods_of_announcement
from kiosk.clock import SYSTEM, Clock, StillClock
from kiosk.health import services as health
from kiosk.lamps import LampDay, parse_steps
from kiosk.queues.services import call_next, open_counter, recall, take_ticket
from kiosk.supervisors.marquee import MarqueeSupervisor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytest_django.fixtures import SettingsWrapper
    from supervised import Running

    from kiosk.supervisors.supervisor import Supervisor

    Run = Callable[[Supervisor], Running]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("office")]


@pytest.fixture(scope="session")
def dots() -> Glyphs:
    return Glyphs(DEBIAN_UNIFONT)


@pytest.fixture
def sign(tmp_path: Path, dots: Glyphs) -> Iterator[JetFileSimulator]:
    line = PtyLine(tmp_path / "sign")
    line.open()
    make = sign_simulator.Make(chance=random.Random(7))  # noqa: S311  # noise, not secrets
    with JetFileSimulator(line, tmp_path / "pictures", dots, make) as simulator:
        yield simulator
    line.close()


@pytest.fixture
def supervisor(sign: JetFileSimulator) -> MarqueeSupervisor:
    transport = open_transport(sign.line.port, LineSettings(speed_baud=19200))
    return MarqueeSupervisor(JetFileSign(transport, MarqueeSettings(reply_timeout_s=0.3)), threading.Event())


def showing(sign: JetFileSimulator) -> str:
    return "".join(str(sign.state()["showing"]).split())


def heard(sign: JetFileSimulator, command: str) -> int:
    return int(sign.state()["requests"].get(command, 0))


def say(text: str, kind: Kind = Kind.SERVICE) -> int:
    return push(text=text, kind=kind, until_at=SYSTEM.now() + timedelta(hours=1), by="lin").announcement_id


def call_somebody(counter: int = 3, clock: Clock = SYSTEM) -> str:
    open_counter(counter=counter, by="lin", name="林", title="", clock=clock)
    take_ticket(letter="A", language="zh_Hant", priority=False, request_id=uuid4(), clock=clock)
    found = call_next(counter=counter, by="lin", request_id=uuid4(), clock=clock)
    assert found is not None
    return found.label


def state() -> tuple[str, str]:
    found = health.device("marquee")
    return str(found.state), found.condition


def test_the_resting_page_says_how_many_wait(sign: JetFileSimulator, supervisor: MarqueeSupervisor, run: Run) -> None:
    run(supervisor)
    assert soon(lambda: showing(sign).endswith("等0人"))
    take_ticket(letter="A", language="zh_Hant", priority=False, request_id=uuid4())
    assert soon(lambda: showing(sign).endswith("等1人"))
    assert soon(lambda: state() == ("ok", ""))


def test_a_called_number_appears_and_a_recall_appears_again(
    sign: JetFileSimulator, supervisor: MarqueeSupervisor, run: Run
) -> None:
    run(supervisor)
    assert soon(lambda: showing(sign).endswith("等0人"))
    label = call_somebody()
    assert soon(lambda: showing(sign) == f"{label}號請到3號櫃台")
    assert heard(sign, "0606") == 1
    recall(counter=3, by="lin")
    assert soon(lambda: heard(sign, "0606") == 2)
    assert showing(sign) == f"{label}號請到3號櫃台"


def test_counters_that_call_in_the_same_moment_take_turns_on_the_sign(
    sign: JetFileSimulator, supervisor: MarqueeSupervisor, run: Run
) -> None:
    run(supervisor)
    assert soon(lambda: showing(sign).endswith("等0人"))
    wanted = [f"{call_somebody(counter)}號請到{counter}號櫃台" for counter in (1, 2, 3)]
    seen: dict[str, list[float]] = {}

    def all_seen() -> bool:
        seen.setdefault(showing(sign), []).append(time.monotonic())
        return wanted[-1] in seen

    assert soon(all_seen, within_s=12)
    assert [text for text in seen if "櫃台" in text] == wanted
    for text in wanted[:-1]:
        assert seen[text][-1] - seen[text][0] > 1, "three seconds, less what a busy machine comes late"


def test_an_announcement_appears_and_is_gone_when_it_is_withdrawn(
    sign: JetFileSimulator, supervisor: MarqueeSupervisor, run: Run
) -> None:
    run(supervisor)
    assert soon(lambda: showing(sign).endswith("等0人"))
    pushed = say("本所今日延長服務至八點")
    assert soon(lambda: showing(sign) == "本所今日延長服務至八點")
    withdraw(announcement_id=pushed, by="lin")
    assert soon(lambda: showing(sign).endswith("等0人"))


def test_an_urgent_text_replaces_everything_until_it_is_withdrawn(
    sign: JetFileSimulator, supervisor: MarqueeSupervisor, run: Run
) -> None:
    run(supervisor)
    assert soon(lambda: showing(sign).endswith("等0人"))
    pushed = say("颱風停班", Kind.URGENT)
    assert soon(lambda: sign.state()["mode"] == "emergency")
    assert showing(sign) == "颱風停班"
    withdraw(announcement_id=pushed, by="lin")
    assert soon(lambda: sign.state()["mode"] == "list")


def test_a_sign_that_lost_its_power_is_right_again_by_itself(
    sign: JetFileSimulator, supervisor: MarqueeSupervisor, run: Run
) -> None:
    say("本所今日延長服務")
    run(supervisor)
    assert soon(lambda: showing(sign) == "本所今日延長服務")
    sign.power_loss()
    assert soon(lambda: state() == ("link_down", "link_down"))
    sign.power_back()
    assert soon(lambda: showing(sign) == "本所今日延長服務")
    assert soon(lambda: state() == ("ok", ""))


def test_a_short_loss_of_power_that_nobody_noticed_is_found_by_reading_back(
    sign: JetFileSimulator, supervisor: MarqueeSupervisor, run: Run
) -> None:
    say("本所今日延長服務")
    run(supervisor)
    assert soon(lambda: showing(sign) == "本所今日延長服務")
    sign.power_loss()
    sign.power_back()
    assert soon(lambda: showing(sign) == "本所今日延長服務")


def test_a_mute_sign_is_told_once(
    sign: JetFileSimulator, supervisor: MarqueeSupervisor, run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    run(supervisor)
    assert soon(lambda: state() == ("ok", ""))
    sign.mute()
    assert soon(lambda: state() == ("link_down", "link_down"))
    attempts = sum(sign.state()["requests"].values())
    assert soon(lambda: sum(sign.state()["requests"].values()) > attempts + 1)
    sign.mute(on=False)
    assert soon(lambda: state() == ("ok", ""))
    warnings = [one for one in caplog.records if one.name == "kiosk.marquee" and one.levelno == logging.WARNING]
    assert len([one for one in warnings if "link_down" in one.getMessage()]) == 1


def test_calls_that_were_missed_in_an_outage_are_not_made_up_for(
    sign: JetFileSimulator, supervisor: MarqueeSupervisor, run: Run
) -> None:
    run(supervisor)
    assert soon(lambda: showing(sign).endswith("等0人"))
    sign.power_loss()
    assert soon(lambda: state()[0] == "link_down")
    long_ago = StillClock(SYSTEM.now() - timedelta(seconds=40))
    for _ in range(4):
        call_somebody(clock=long_ago)
    latest = call_somebody()
    sign.power_back()
    assert soon(lambda: showing(sign) == f"{latest}號請到3號櫃台")
    assert heard(sign, "0606") == 1


def test_what_the_sign_cannot_show_is_a_warning_and_logged_once(
    sign: JetFileSimulator, supervisor: MarqueeSupervisor, run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    say("\U0001f600先生")
    run(supervisor)
    assert soon(lambda: health.device("marquee").warning == "sign_shortfall")
    take_ticket(letter="A", language="zh_Hant", priority=False, request_id=uuid4())
    assert soon(lambda: heard(sign, "0205") > 1)
    assert len([one for one in caplog.records if "cannot show everything" in one.getMessage()]) == 1
    assert state() == ("ok", "")


def test_a_pulled_cable_heals(sign: JetFileSimulator, supervisor: MarqueeSupervisor, run: Run) -> None:
    run(supervisor)
    assert soon(lambda: state() == ("ok", ""))
    sign.unplug()
    assert soon(lambda: state() == ("link_down", "link_down"))
    take_ticket(letter="A", language="zh_Hant", priority=False, request_id=uuid4())
    sign.plug()
    assert soon(lambda: showing(sign).endswith("等1人"))


def test_what_was_shown_is_written_down_only_when_it_changes(
    sign: JetFileSimulator, supervisor: MarqueeSupervisor, run: Run
) -> None:
    run(supervisor)
    assert soon(lambda: showing(sign).endswith("等0人"))
    pushed = say("本所今日延長服務至八點")
    assert soon(lambda: Showing.objects.filter(announcement_id=pushed, appeared=True).exists())
    take_ticket(letter="A", language="zh_Hant", priority=False, request_id=uuid4())
    label = call_somebody()
    assert soon(lambda: Showing.objects.filter(text__startswith=label).exists())
    withdraw(announcement_id=pushed, by="lin")
    assert soon(lambda: Showing.objects.filter(announcement_id=pushed, appeared=False).exists())
    (period,) = periods_of_announcement(pushed)
    assert (period.channel, period.text, period.cut_off) == ("marquee", "本所今日延長服務至八點", False)
    rows = Showing.objects.count()
    assert not soon(lambda: Showing.objects.exclude(page__startswith="call-").count() > rows, within_s=2.5)


def test_the_lamps_follow_the_day_and_an_alarm_lights_them(
    sign: JetFileSimulator, supervisor: MarqueeSupervisor, run: Run, settings: SettingsWrapper
) -> None:
    settings.KIOSK_LAMPS = LampDay(parse_steps("00:00 40"))
    run(supervisor)
    assert soon(lambda: sign.state()["brightness"] == 40)
    settings.KIOSK_LAMPS = LampDay(parse_steps("00:00 dark"))
    assert soon(lambda: showing(sign) == "")
    assert soon(lambda: Showing.objects.filter(page="dark", appeared=True).exists())
    say("颱風停班", Kind.URGENT)
    assert soon(lambda: showing(sign) == "颱風停班")
    assert sign.state()["mode"] == "emergency"
