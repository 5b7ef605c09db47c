"""A sign on an Onbon font card, as the configuration names it: calls, announcements, a loss of power, a wrong answer."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from supervised import soon

from devices.marquee.dots import DEBIAN_UNIFONT, Glyphs
from devices.simulators.line import PtyLine, TcpLine
from devices.simulators.onbon_sign import Make, OnbonSimulator
from kiosk.announcements.models import Kind
from kiosk.announcements.services import push, withdraw
from kiosk.clock import SYSTEM
from kiosk.config import Config, Marquee
from kiosk.health import services as health
from kiosk.queues.services import call_next, open_counter, take_ticket
from kiosk.supervisors import assembly
from kiosk.supervisors.marquee import MarqueeSupervisor

if TYPE_CHECKING:
    from pathlib import Path

    from supervised import Running

    from kiosk.supervisors.supervisor import Supervisor

    Run = Callable[[Supervisor], Running]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("office")]


@pytest.fixture(params=["pty", "tcp"])
def card(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OnbonSimulator]:
    line = PtyLine(tmp_path / "card", speed_baud=9600) if request.param == "pty" else TcpLine()
    line.open()
    glyphs, make = Glyphs(DEBIAN_UNIFONT), Make(chance=random.Random(7))  # noqa: S311  # noise, not secrets
    with OnbonSimulator(line, tmp_path / "pictures", glyphs, make) as simulator:
        yield simulator
    line.close()


@pytest.fixture
def supervisor(card: OnbonSimulator) -> MarqueeSupervisor:
    config = Config(marquee=[Marquee(model="onbon", port=card.line.port)])
    [found] = assembly.supervisors(config, threading.Event())
    assert isinstance(found, MarqueeSupervisor)
    return found


def showing(card: OnbonSimulator) -> str:
    return "".join(str(card.state()["showing"]).split())


def say(text: str, kind: Kind = Kind.SERVICE) -> int:
    return push(text=text, kind=kind, until_at=SYSTEM.now() + timedelta(hours=1), by="lin").announcement_id


def take() -> None:
    take_ticket(letter="A", language="zh_Hant", priority=False, request_id=uuid4())


def call_somebody() -> str:
    open_counter(counter=3, by="lin", name="林", title="")
    take()
    found = call_next(counter=3, by="lin", request_id=uuid4())
    assert found is not None
    return found.label


def test_calls_people_and_urgent_texts_reach_the_card_without_a_blank(
    card: OnbonSimulator, supervisor: MarqueeSupervisor, run: Run
) -> None:
    run(supervisor)
    assert soon(lambda: showing(card).endswith("等0人"))
    label = call_somebody()
    assert soon(lambda: showing(card) == f"{label}號請到3號櫃台")
    assert soon(lambda: showing(card).endswith("等0人"), within_s=12)
    before = card.state()["area_writes"]
    take()
    assert soon(lambda: showing(card).endswith("等1人"))
    assert [number for number, count in card.state()["area_writes"].items() if count != before[number]] in ([2], [1, 2])
    pushed = say("颱風停班", Kind.URGENT)
    assert soon(lambda: showing(card) == "颱風停班")
    withdraw(announcement_id=pushed, by="lin")
    assert soon(lambda: showing(card).endswith("等1人"))
    assert (card.state()["blanks"], card.state()["flash_writes"]) == (0, 0)
    assert str(health.device("marquee").state) == "ok"


def test_a_card_that_lost_its_power_is_right_again_by_itself(
    card: OnbonSimulator, supervisor: MarqueeSupervisor, run: Run
) -> None:
    say("本所今日延長服務")
    run(supervisor)
    assert soon(lambda: showing(card) == "本所今日延長服務")
    card.power_loss()
    card.power_back()
    assert soon(lambda: showing(card) == "本所今日延長服務")
    card.power_loss()
    assert soon(lambda: str(health.device("marquee").state) == "link_down")
    card.power_back()
    assert soon(lambda: card.state()["mode"] == "list")


def test_a_busy_card_gets_it_all_the_same(card: OnbonSimulator, supervisor: MarqueeSupervisor, run: Run) -> None:
    card.nack(3, times=4)
    card.noise()
    run(supervisor)
    assert soon(lambda: showing(card).endswith("等0人"))
