"""A sign that speaks Alpha, as the configuration names it: it is divided, loaded, and kept true through its troubles."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from supervised import soon

from devices.marquee.alpha_layout import layout
from devices.marquee.dots import DEBIAN_UNIFONT, Glyphs
from devices.simulators.alpha_sign import AlphaSimulator, Make
from devices.simulators.line import PtyLine, TcpLine
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
CONFIGURED_S = 90.0
SPEED_BAUD = 38_400


@pytest.fixture
def sign(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AlphaSimulator]:
    line = request.param() if hasattr(request, "param") else PtyLine(tmp_path / "sign", speed_baud=SPEED_BAUD)
    line.open()
    glyphs, make = Glyphs(DEBIAN_UNIFONT), Make(chance=random.Random(7))  # noqa: S311  # noise, not secrets
    with AlphaSimulator(line, tmp_path / "pictures", glyphs, make) as simulator:
        yield simulator
    line.close()


@pytest.fixture
def supervisor(sign: AlphaSimulator) -> MarqueeSupervisor:
    config = Config(marquee=[Marquee(model="alpha", port=sign.line.port, speed_baud=SPEED_BAUD)])
    [found] = assembly.supervisors(config, threading.Event())
    assert isinstance(found, MarqueeSupervisor)
    return found


def showing(sign: AlphaSimulator) -> str:
    return "".join(str(sign.state()["showing"]).split())


def say(text: str, kind: Kind = Kind.SERVICE) -> int:
    return push(text=text, kind=kind, until_at=SYSTEM.now() + timedelta(hours=1), by="lin").announcement_id


def take() -> None:
    take_ticket(letter="A", language="zh_Hant", priority=False, request_id=uuid4())


def call_somebody(counter: int = 3) -> str:
    open_counter(counter=counter, by="lin", name="林", title="")
    take()
    found = call_next(counter=counter, by="lin", request_id=uuid4())
    assert found is not None
    return found.label


def has_the_words_of_a_call(sign: AlphaSimulator) -> bool:
    return {"Y", "Z"} <= set(sign.state()["files"])


def divide(sign: AlphaSimulator) -> None:
    """Let the sign have its table from an earlier day."""
    files = sign._desk.files
    files.clear()
    assert files.configure(b"".join(file.encode() for file in layout(files.pool, 16).files).decode())


def test_calls_people_and_urgent_texts_reach_the_sign(
    sign: AlphaSimulator, supervisor: MarqueeSupervisor, run: Run
) -> None:
    divide(sign)
    run(supervisor)
    assert soon(lambda: showing(sign).endswith("等0人") and has_the_words_of_a_call(sign), within_s=CONFIGURED_S)
    first = call_somebody()
    assert soon(lambda: showing(sign) == f"{first}號請到3號櫃台")
    second = call_somebody(counter=5)
    assert soon(lambda: showing(sign) == f"{second}號請到5號櫃台")
    assert soon(lambda: showing(sign).endswith("等0人"), within_s=30)
    take()
    assert soon(lambda: showing(sign).endswith("等1人"), within_s=30)
    pushed = say("颱風停班", Kind.URGENT)
    assert soon(lambda: showing(sign) == "颱風停班", within_s=30)
    withdraw(announcement_id=pushed, by="lin")
    assert soon(lambda: showing(sign).endswith("等1人"), within_s=30)
    assert soon(lambda: str(health.device("marquee").state) == "ok", within_s=30)


@pytest.mark.parametrize("sign", [TcpLine], indirect=True)
def test_a_sign_that_lost_its_power_is_right_again_by_itself(
    sign: AlphaSimulator, supervisor: MarqueeSupervisor, run: Run
) -> None:
    pushed = say("本所今日延長服務")
    run(supervisor)
    assert soon(lambda: showing(sign) == "本所今日延長服務", within_s=CONFIGURED_S)
    sign.power_loss()
    assert soon(lambda: str(health.device("marquee").state) == "link_down", within_s=30)
    withdraw(announcement_id=pushed, by="lin")
    say("明日休館")
    sign.power_back()
    assert soon(lambda: showing(sign) == "明日休館", within_s=CONFIGURED_S)
    assert soon(lambda: str(health.device("marquee").state) == "ok", within_s=30)
