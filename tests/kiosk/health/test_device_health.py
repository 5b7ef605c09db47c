"""How each device is: news are told once, and a supervisor that has gone silent is not believed any more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk import signals
from kiosk.clock import StillClock
from kiosk.health.models import DeviceHealth, DeviceState
from kiosk.health.services import device, devices, devices_of_all, forget, report

pytestmark = pytest.mark.database
alone = pytest.mark.django_db


def tell(clock: StillClock, state: DeviceState, condition: str = "", **more: str) -> bool:
    return report(device="printer", state=state, condition=condition, clock=clock, **more)


@alone
def test_a_device_nobody_has_heard_of_is_off(clock: StillClock) -> None:
    found = device("printer", clock=clock)
    assert (found.state, found.condition, devices(clock=clock)) == (DeviceState.OFF, "not_configured", ())


@alone
def test_only_a_change_is_news(clock: StillClock) -> None:
    reports = [
        tell(clock, DeviceState.OK), tell(clock, DeviceState.OK, detail="another word"),
        tell(clock, DeviceState.OK, warning="paper_near_end"), tell(clock, DeviceState.NEEDS_PERSON, "paper_out"),
        tell(clock, DeviceState.NEEDS_PERSON, "paper_out"), tell(clock, DeviceState.NEEDS_PERSON, "cover_open"),
        tell(clock, DeviceState.OK),
    ]  # fmt: skip
    assert reports == [True, False, True, True, False, True, True]
    assert DeviceHealth.objects.count() == 1


@alone
def test_since_when_is_kept_while_the_condition_lasts(clock: StillClock) -> None:
    began = clock.now()
    since = []
    for condition, warning in (("paper_out", ""), ("paper_out", ""), ("paper_out", "x"), ("cover_open", "")):
        tell(clock, DeviceState.NEEDS_PERSON, condition, warning=warning)
        since.append(device("printer", clock=clock).since_at - began)
        clock.advance(10)
    assert since == [timedelta(0), timedelta(0), timedelta(0), timedelta(seconds=30)]


@alone
def test_a_supervisor_that_is_silent_for_fifteen_seconds_is_taken_for_dead(clock: StillClock) -> None:
    tell(clock, DeviceState.OK)
    last_seen = clock.now()
    clock.advance(15)
    before = device("printer", clock=clock)
    clock.advance(0.001)
    after = device("printer", clock=clock)
    assert (before.state, after.state, after.condition, after.since_at) == ("ok", "off", "supervisor_silent", last_seen)
    tell(clock, DeviceState.OK)
    assert device("printer", clock=clock).state == "ok"


@alone
def test_a_device_that_was_switched_off_stays_so_without_another_word(clock: StillClock) -> None:
    tell(clock, DeviceState.OFF, "stopped")
    clock.advance(3600)
    assert device("printer", clock=clock).condition == "stopped"


@alone
def test_all_devices_are_listed_by_name(clock: StillClock) -> None:
    for name in ("printer", "bp_monitor", "marquee"):
        report(device=name, state=DeviceState.OK, clock=clock)
    assert [one.device for one in devices(clock=clock)] == ["bp_monitor", "marquee", "printer"]


@alone
def test_kiosks_of_one_database_have_a_printer_each(clock: StillClock) -> None:
    tell(clock, DeviceState.NEEDS_PERSON, "paper_out", kiosk="east")
    assert tell(clock, DeviceState.OK, kiosk="west")
    assert not tell(clock, DeviceState.OK, kiosk="west"), "another kiosk's trouble is no news of this one"
    assert device("printer", kiosk="east", clock=clock).condition == "paper_out"
    assert [one.state for one in devices(kiosk="west", clock=clock)] == [DeviceState.OK]
    assert devices(clock=clock) == ()
    assert [(one.kiosk, one.device, one.state) for one in devices_of_all(clock=clock)] == [
        ("east", "printer", "needs_person"), ("west", "printer", "ok")
    ]  # fmt: skip


@alone
def test_a_kiosk_that_is_alone_needs_no_name(clock: StillClock) -> None:
    tell(clock, DeviceState.OK)
    assert [one.kiosk for one in devices_of_all(clock=clock)] == [""]


@alone
def test_what_was_not_heard_of_for_a_week_is_forgotten(clock: StillClock) -> None:
    tell(clock, DeviceState.OK, kiosk="a name of the past")
    clock.advance(6 * 24 * 3600)
    tell(clock, DeviceState.OK, kiosk="east")
    assert forget(clock=clock) == 0
    clock.advance(25 * 3600)
    assert forget(clock=clock) == 1
    assert [one.kiosk for one in devices(kiosk="east", clock=clock)] == ["east"]


@alone
def test_a_long_word_of_a_driver_is_cut(clock: StillClock) -> None:
    tell(clock, DeviceState.LINK_DOWN, detail="x" * 5000)
    assert device("printer", clock=clock).detail == "x" * 200


@pytest.mark.django_db(transaction=True)
def test_everybody_is_woken_by_news_and_nobody_by_a_sign_of_life(clock: StillClock) -> None:
    ear = signals.subscribe("health")
    woken = []
    for state, patience_s in ((DeviceState.OK, 5), (DeviceState.OK, 0.2), (DeviceState.LINK_DOWN, 5)):
        tell(clock, state)
        woken.append(ear.wait(patience_s))
    ear.close()
    assert woken == [{"health"}, set(), {"health"}]
