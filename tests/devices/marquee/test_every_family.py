"""What every family of signs promises, driver against sign over a real line: the same tests for all of them."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from marquee_pages import MORNING, announcement, call_page, rest_page

from devices import catalog
from devices.errors import DeviceError, Silent
from devices.marquee.dots import Strip
from devices.marquee.motion import view_at
from devices.marquee.page import Colour, Live, Page, Programme, Segment
from devices.marquee.preview import PREVIEWERS, preview
from devices.marquee.settings import MarqueeSettings
from devices.marquee.sign import Sign
from devices.marquee.tall import glyphs_of
from devices.simulators.pty_line import PtyLine
from devices.simulators.sign import FAMILIES, SimulatedSign

NAMES = [name for name in catalog.names(catalog.Kind.MARQUEE) if name in FAMILIES]
SETTINGS = MarqueeSettings(reply_timeout_s=0.3, call_form=call_page("A000", 0, hold_s=30))
RIGHT_AGAIN_WITHIN_S = {"alpha": 25.0}
FURNISHED_WITHIN_S = 60.0


@dataclass
class Pair:
    """A driver and its sign."""

    family: str
    driver: Sign
    sign: SimulatedSign

    def bring(self, programme: Programme, within_s: float = FURNISHED_WITHIN_S) -> int:
        """Ask until the sign has it all, as a supervisor does; returns how many requests that took."""
        deadline, requests = time.monotonic() + within_s, 0
        while time.monotonic() < deadline:
            report = self.driver.show(programme, MORNING)
            requests += report.requests
            if not report.waiting:
                return requests
            time.sleep(0.1)
        raise AssertionError(f"not there within {within_s} s")

    def keep(self, programme: Programme, within_s: float) -> float:
        """Do as a supervisor does after trouble, until the lamps are right; returns how long that took."""
        began = time.monotonic()
        while time.monotonic() - began < within_s:
            with suppress(DeviceError):
                if not self.driver.verify():
                    self.driver.forget()
                self.driver.show(programme, MORNING)
                if self.shows(programme):
                    return time.monotonic() - began
            time.sleep(0.2)
        raise AssertionError(f"not right within {within_s} s: {self.sign.state()['showing']!r}")

    def shows(self, programme: Programme) -> bool:
        """Whether the lamps show what is foretold of a standing page of the programme."""
        found = preview(self.family, programme, SETTINGS, glyphs_of(16))
        on = [found.call] if found.call else list(found.pages)
        return any(page is not None and lit(self.sign.lamps()) == lit(view_at(page, 192, 0)) for page in on)


def lit(dots: Strip) -> list[tuple[int, Colour | None]]:
    """Return each column's dots and their colour; a dark column has none."""
    return [(column.bits, column.colour if column.bits else None) for column in dots]


@pytest.fixture(params=NAMES)
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Pair]:
    family = request.param
    line = PtyLine(tmp_path / "sign")
    line.open()
    with FAMILIES[family].build(line, tmp_path / "pictures", glyphs_of(16)) as sign:
        sign._chance = random.Random(7)  # type: ignore[attr-defined]  # noqa: S311  # noise, not secrets
        with closing(catalog.build_marquee(family, line.port, SETTINGS)) as driver:
            driver.open()
            yield Pair(family, driver, sign)
    line.close()


def resting(waiting: int) -> Page:
    """A resting page without a clock: it stands until something changes."""
    parts = (Segment("等"), Segment(str(waiting), bold=True, live=Live.FIELD), Segment("人"))
    return Page("rest", parts, hold_s=8)


def blanks(sign: SimulatedSign) -> int:
    told = sign.state().get("blanks", 0)
    return sum(told.values()) if isinstance(told, dict) else int(told)


def test_every_family_has_driver_preview_and_sign() -> None:
    assert set(NAMES) == set(catalog.names(catalog.Kind.MARQUEE)) == set(PREVIEWERS) == set(FAMILIES)


def test_a_sign_says_who_it_is_without_a_change(pair: Pair) -> None:
    before = pair.sign.lamps()
    info = pair.driver.identify()
    assert info.columns in {None, 192}
    assert pair.sign.lamps() == before


def test_a_wrong_address_is_named_and_changes_nothing(pair: Pair) -> None:
    before, line = pair.sign.lamps(), pair.sign.line
    pair.driver.close()
    with closing(catalog.build_marquee(pair.family, line.port, replace(SETTINGS, unit=77, reply_timeout_s=0.1))) as stranger:
        stranger.open()
        with pytest.raises(Silent, match=r"\b(Z4D|unit 77|screen 77)\b.*does not answer"):
            stranger.show(Programme((resting(8),)), MORNING)
    assert pair.sign.lamps() == before


def test_what_is_asked_for_is_seen_dot_by_dot_and_sent_once(pair: Pair) -> None:
    wish = Programme((resting(8),))
    assert pair.bring(wish) > 0
    time.sleep(0.5)
    assert pair.shows(wish)
    assert pair.driver.show(wish, MORNING).requests == 0
    assert all(pair.driver.verify() for _ in range(6))
    assert pair.driver.show(wish, MORNING).requests == 0


def test_a_called_number_is_seen_and_the_next_one_never_blanks_the_sign(pair: Pair) -> None:
    pages = (resting(8),)
    pair.bring(Programme(pages))
    pair.keep(Programme(pages, call_page("A001", 1, key="c1", hold_s=30)), FURNISHED_WITHIN_S)
    time.sleep(1.0)
    before = blanks(pair.sign)
    wish = Programme(pages, call_page("B107", 5, key="c2", hold_s=30))
    pair.driver.show(wish, MORNING)
    deadline = time.monotonic() + 5
    while not pair.shows(wish) and time.monotonic() < deadline:
        assert any(column.bits for column in pair.sign.lamps())
        time.sleep(0.02)
    assert pair.shows(wish)
    assert blanks(pair.sign) == before


def test_another_value_never_blanks_the_sign(pair: Pair) -> None:
    pair.bring(Programme((resting(8),)))
    time.sleep(0.5)
    before = blanks(pair.sign)
    wish = Programme((resting(9),))
    pair.bring(wish)
    deadline = time.monotonic() + 5
    while not pair.shows(wish) and time.monotonic() < deadline:
        assert any(column.bits for column in pair.sign.lamps())
        time.sleep(0.02)
    assert pair.shows(wish)
    assert blanks(pair.sign) == before


def test_after_a_loss_of_power_it_is_right_again_in_time(pair: Pair) -> None:
    wish = Programme((resting(8),))
    pair.bring(wish)
    pair.sign.power_loss()
    time.sleep(0.3)
    with suppress(DeviceError):
        pair.driver.show(Programme((resting(7),)), MORNING)
    pair.sign.power_back()
    pair.keep(wish, RIGHT_AGAIN_WITHIN_S.get(pair.family, 5.0))


def test_fifty_calls_that_were_missed_are_not_replayed(pair: Pair) -> None:
    pages = (resting(8),)
    pair.bring(Programme(pages))
    pair.sign.unplug()
    for number in range(50):
        with suppress(DeviceError):
            pair.driver.show(Programme(pages, call_page(f"A{number:03}", key=f"call-{number}", hold_s=30)), MORNING)
    pair.sign.plug()
    wish, seen, deadline = Programme(pages, call_page("A050", key="call-50", hold_s=30)), set(), time.monotonic() + 40
    pair.driver.close()
    pair.driver.open()
    while not pair.shows(wish) and time.monotonic() < deadline:
        with suppress(DeviceError):
            pair.driver.show(wish, MORNING)
        seen.add(pair.sign.state()["showing"])
        time.sleep(0.05)
    assert pair.shows(wish)
    assert not [words for words in seen for number in range(50) if f"A{number:03}" in words]


def test_a_mute_sign_is_noticed_within_five_seconds(pair: Pair) -> None:
    pair.bring(Programme((resting(8),)))
    pair.sign.mute()
    began = time.monotonic()
    with pytest.raises(DeviceError):
        _verify_for(pair.driver, 10.0)
    assert time.monotonic() - began < 5


def test_after_a_refusal_everything_is_taken_for_unknown_and_made_right(pair: Pair) -> None:
    pair.bring(Programme((resting(8),)))
    pair.sign.nack(times=1)
    wish = Programme((resting(9),))
    with suppress(DeviceError):
        pair.driver.show(wish, MORNING)
    pair.keep(wish, RIGHT_AGAIN_WITHIN_S.get(pair.family, 5.0))


def test_noise_around_every_answer_changes_nothing(pair: Pair) -> None:
    pair.sign.noise()
    wish = Programme((rest_page(), announcement()))
    with suppress(DeviceError):
        pair.bring(wish)
    pair.keep(Programme((resting(9),)), RIGHT_AGAIN_WITHIN_S.get(pair.family, 10.0))


def test_an_urgent_page_replaces_everything_and_is_released(pair: Pair) -> None:
    pages, urgent = (resting(8),), Page("typhoon", (Segment("停班停課"),))
    pair.bring(Programme(pages))
    pair.bring(Programme(pages, urgent=urgent))
    alone = Programme((urgent,))
    deadline = time.monotonic() + 5
    while not pair.shows(alone) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert pair.shows(alone)
    pair.keep(Programme(pages), 10.0)


def _verify_for(driver: Sign, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        driver.verify()
