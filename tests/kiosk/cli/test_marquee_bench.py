"""What the figures of the signs are measured with: played time, a made-up month, and an eye that sees what is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from devices.marquee.dots import Column, Strip, strip
from devices.marquee.page import Colour, Live, Motion, Page, Programme, Segment
from devices.marquee.preview import preview
from devices.marquee.settings import MarqueeSettings
from devices.marquee.tall import glyphs_of
from kiosk.cli.benches import marquee_month
from kiosk.cli.benches.marquee_families import FAMILIES
from kiosk.cli.benches.marquee_month import Foretold, _as_text
from kiosk.cli.benches.marquee_office import CALLS_A_DAY, DAYS, month
from kiosk.cli.benches.marquee_time import PlayedLine, PlayedTime

BEGAN = datetime(2026, 3, 2, tzinfo=UTC)


class Listener:
    """A far end that notes when each piece came."""

    def __init__(self, time: PlayedTime) -> None:
        self.time = time
        self.heard: list[tuple[float, bytes]] = []

    def attend(self, data: bytes) -> None:
        self.heard.append((self.time.monotonic(), data))


def test_played_time_passes_when_somebody_waits_and_never_goes_back() -> None:
    time = PlayedTime(BEGAN)
    time.sleep(90)
    assert (time.monotonic(), time.now()) == (90, BEGAN + timedelta(seconds=90))
    time.go_to(BEGAN)
    time.sleep(-5)
    assert time.monotonic() == 90
    assert time.wall().tzinfo is None


def test_a_played_line_takes_as_long_as_a_real_one_and_never_pauses_inside_a_frame() -> None:
    time = PlayedTime(BEGAN)
    line = PlayedLine(time, 9600)
    line.sign = listener = Listener(time)  # type: ignore[assignment]  # hears, and is no sign
    line.write(bytes(3000), 10)
    assert time.monotonic() == pytest.approx(3000 * 10 / 9600)
    assert b"".join(piece for _, piece in listener.heard) == bytes(3000)
    assert max(later - earlier for (earlier, _), (later, _) in pairwise(listener.heard)) < 0.2
    line.far_end().write(b"reply", 1)
    assert line.read(100, 1) == b"reply"
    assert line.read(100, 2) == b""
    assert time.monotonic() == pytest.approx(3005 * 10 / 9600 + 2)


def test_a_month_is_the_same_each_time_and_has_everything_in_it() -> None:
    plan = month()
    assert plan.calls == month().calls
    assert len(plan.calls) == DAYS * CALLS_A_DAY
    assert plan.power_losses
    assert {one.urgent for one in plan.said} == {True, False}
    assert any(earlier.called_at == later.called_at for earlier, later in pairwise(plan.calls))
    looks = list(plan.looks())
    assert looks == sorted(looks)
    assert {call.called_at for call in plan.calls} <= set(looks)


def test_the_hall_of_a_moment_has_the_calls_of_the_last_minute() -> None:
    plan = month()
    call = plan.calls[40]
    hall = plan.hall(call.called_at)
    assert call in hall.calls
    assert all(timedelta(0) <= call.called_at - one.called_at < timedelta(minutes=1) for one in hall.calls)
    assert call not in plan.hall(call.called_at + timedelta(minutes=2)).calls


def test_the_eye_knows_a_page_at_any_place_of_its_way_and_no_other_page() -> None:
    letters = glyphs_of(16)
    running = Page("m", (Segment("請攜帶國民身分證正本"),), Motion.SCROLL_LEFT)
    standing = Page("s", (Segment("等"), Segment("8", Colour.RED, bold=True, live=Live.FIELD)))
    found = preview("jetfile2", Programme((running, standing)), MarqueeSettings(), letters)
    way, stands = (Foretold.of(page, 192) for page in found.pages)
    for first in (-185, -50, 0, 77, len(found.pages[0].dots) - 9):
        assert way.is_on(_as_text(found.pages[0].dots.window(first, 192)))
    right = found.pages[1].dots.centred(192)
    other = strip((Segment("等"), Segment("9", Colour.RED, bold=True)), letters).centred(192)
    green = Strip(Column(one.bits, Colour.GREEN) for one in right)
    assert stands.is_on(_as_text(right))
    for wrong in (other, green, right.window(1, 192)):
        assert not stands.is_on(_as_text(wrong))
        assert not way.is_on(_as_text(wrong))
    assert not way.is_on(_as_text(Strip().window(0, 192))), "a dark sign shows no page, not even a running one"


@pytest.mark.parametrize("family", FAMILIES)
def test_a_day_passes_without_a_wrong_page(family: str) -> None:
    with tempfile.TemporaryDirectory(prefix="kiosk-day-") as home:  # a short name: sockets are made in it
        words = (sys.executable, "-m", "kiosk.cli.benches.marquee_month", home, family, "1")
        done = subprocess.run(words, capture_output=True, text=True, env={**os.environ, "KIOSK_HOME": home}, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["looks"] > 600
    faults = {name: told[name] for name in ("wrong_pages", "unneeded_writes", "blanks_on_number_change", "calls_replayed")}
    assert not any(faults.values()), (faults, told["examples"])
    assert 0 < told["mute_noticed_s"] <= 5


@pytest.fixture
def an_hour(db: None) -> marquee_month.Run:
    """The first hour of a month in which nobody says anything."""
    plan = month()
    plan.said.clear()
    run = marquee_month.Run("jetfile2", plan, 1)
    run._until = plan.began_at + timedelta(hours=1)
    return run


def test_a_sign_that_shows_something_else_is_counted(an_hour: marquee_month.Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(an_hour.sign, "lamps", lambda: strip((Segment("別的"),), glyphs_of(16)).centred(192))
    an_hour.play()
    assert an_hour.counts["wrong_pages"] > 0
    assert "wrong_pages at 03-02 00:" in an_hour.examples[0]


def test_a_driver_that_replays_missed_calls_is_counted(an_hour: marquee_month.Run, monkeypatch: pytest.MonkeyPatch) -> None:
    an_hour.play()
    outage, show, missed = an_hour.outage(), an_hour._driver.show, list[Page]()

    def replaying(programme: Programme, now: datetime) -> object:
        missed.extend([programme.call] if programme.call else [])
        if an_hour.sign.state()["mode"] != "off" and programme.call is None and missed:
            programme = replace(programme, call=missed.pop(0))
        return show(programme, now)

    monkeypatch.setattr(an_hour._driver, "show", replaying)
    assert outage.calls_replayed() > 0


def test_a_driver_that_asks_nothing_finds_no_mute_sign(an_hour: marquee_month.Run, monkeypatch: pytest.MonkeyPatch) -> None:
    an_hour.play()
    monkeypatch.setattr(an_hour._driver, "verify", lambda: True)
    assert an_hour.outage().mute_noticed_s() > 5


def test_a_driver_that_says_things_twice_is_counted(an_hour: marquee_month.Run, monkeypatch: pytest.MonkeyPatch) -> None:
    show = an_hour._driver.show

    def forgetful(programme: Programme, now: datetime) -> object:
        an_hour._driver.forget()
        return show(programme, now)

    monkeypatch.setattr(an_hour._driver, "show", forgetful)
    an_hour.play()
    assert an_hour.counts["unneeded_writes"] > 0
