"""The driver and the card on a real pseudo-terminal and on TCP: what is sent, what is seen, and all troubles."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from marquee_pages import MORNING, announcement, call_page, rest_page

from devices import catalog
from devices.errors import DeviceRefused, LinkError, ProtocolError, Silent
from devices.marquee.codecs.onbon import Frame, encode
from devices.marquee.codecs.onbon_commands import ERRORS, Command, Message
from devices.marquee.onbon_driver import RESEND_EACH_S, FontCard, FontCard6K
from devices.marquee.page import Page, Programme, Segment
from devices.marquee.settings import MarqueeSettings, ShowReport, Trouble
from devices.simulators.line import PtyLine, TcpLine
from devices.simulators.onbon_sign import Make, Onbon6KSimulator, OnbonSimulator
from devices.simulators.onbon_wire import say
from devices.transports import open_transport
from devices.transports.base import LineSettings
from devices.transports.memory import MemoryLine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from devices.marquee.dots import Glyphs

CALL = "A012 號 請到 3 號櫃台"
TYPHOON = Page("typhoon", (Segment("颱風停班停課"),))
SETTINGS = MarqueeSettings(reply_timeout_s=0.3, speed_baud=9600)


class Clock:
    """Time that passes when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(params=["pty", "tcp"])
def card(request: pytest.FixtureRequest, tmp_path: Path, glyphs: Glyphs) -> Iterator[OnbonSimulator]:
    line = PtyLine(tmp_path / "card") if request.param == "pty" else TcpLine()
    line.open()
    with OnbonSimulator(line, tmp_path / "pictures", glyphs, Make(chance=random.Random(7))) as simulator:  # noqa: S311  noise, not secrets
        yield simulator
    line.close()


@pytest.fixture
def driver(card: OnbonSimulator) -> Iterator[FontCard]:
    found = FontCard(open_transport(card.line.port, LineSettings(speed_baud=9600)), SETTINGS)
    found.open()
    yield found
    found.close()


def eventually(is_so: Callable[[], bool], within_s: float = 3.0) -> bool:
    deadline = time.monotonic() + within_s
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.02)
    return is_so()


def heard(card: OnbonSimulator) -> dict[str, int]:
    return dict(card.state()["requests"])


def writes(card: OnbonSimulator) -> dict[int, int]:
    return dict(card.state()["area_writes"])


def test_the_card_answers_and_tells_nothing_of_its_size(driver: FontCard) -> None:
    info = driver.identify()
    assert info.fits(SETTINGS)
    assert info.columns is None


def test_asking_who_is_there_changes_nothing_that_is_shown(driver: FontCard, card: OnbonSimulator) -> None:
    driver.show(Programme((rest_page(),)), MORNING)
    before = card.lamps()
    elsewhere = FontCard(driver._transport, SETTINGS)
    elsewhere.identify()
    assert card.lamps() == before
    assert heard(card)["A200"] == 1


def test_a_page_appears_and_the_same_wish_again_sends_nothing(driver: FontCard, card: OnbonSimulator) -> None:
    programme = Programme((rest_page(), announcement()))
    assert driver.show(programme, MORNING).requests > 0
    assert driver.show(programme, MORNING + timedelta(seconds=1)) == ShowReport()
    assert card.state()["showing"] == "115/03/05　10:24 等8人"
    assert card.state()["clock"].startswith("2026-03-05T10:24")


def test_flash_is_never_written_by_showing(driver: FontCard, card: OnbonSimulator) -> None:
    driver.show(Programme((rest_page(),), call_page()), MORNING)
    driver.show(Programme((rest_page(),), urgent=TYPHOON), MORNING)
    driver.set_brightness(50)
    assert card.state()["flash_writes"] == 0


def test_another_number_of_people_rewrites_one_small_area(driver: FontCard, card: OnbonSimulator) -> None:
    driver.show(Programme((rest_page(8), announcement())), MORNING)
    assert driver.show(Programme((rest_page(9), announcement())), MORNING).requests == 1
    assert writes(card) == {0: 1, 1: 1, 2: 2}
    assert card.state()["showing"] == "115/03/05　10:24 等9人"


def test_the_minutes_go_on_in_one_small_area(driver: FontCard, card: OnbonSimulator) -> None:
    driver.show(Programme((rest_page(clock="10:24"),)), MORNING)
    assert driver.show(Programme((rest_page(clock="10:25"),)), MORNING + timedelta(minutes=1)).requests == 1
    assert writes(card) == {0: 1, 1: 2, 2: 1}


def test_a_called_number_appears_at_once_and_never_blanks_the_sign(driver: FontCard, card: OnbonSimulator) -> None:
    pages = (rest_page(), announcement())
    driver.show(Programme(pages), MORNING)
    assert driver.show(Programme(pages, call_page()), MORNING).requests == 1
    assert card.state()["showing"] == CALL
    assert driver.show(Programme(pages, call_page("B107", 5, key="call-2")), MORNING).requests == 1
    assert card.state()["showing"] == "B107 號 請到 5 號櫃台"
    assert driver.show(Programme(pages, call_page("B107", 5, key="call-2")), MORNING) == ShowReport(waiting=True)
    assert card.state()["blanks"] == 0


def test_the_round_goes_on_after_a_call(driver: FontCard, card: OnbonSimulator) -> None:
    programme = Programme((rest_page(),), call_page(hold_s=1))
    driver.show(Programme((rest_page(),)), MORNING)
    driver.show(programme, MORNING)
    assert eventually(lambda: not driver.show(programme, MORNING).waiting)
    assert card.state()["showing"] == "115/03/05　10:24 等8人"


def test_pages_take_turns_and_each_is_one_request(card: OnbonSimulator) -> None:
    clock = Clock()
    driver = FontCard(open_transport(card.line.port, LineSettings()), SETTINGS, monotonic=clock)
    driver._talk._monotonic = time.monotonic
    driver.open()
    programme = Programme((rest_page(), announcement("停車場今日整修")))
    driver.show(programme, MORNING)
    clock.now += 6
    assert driver.show(programme, MORNING).requests == 1
    assert card.state()["showing"] == "停車場今日整修"
    assert card.state()["areas"] == [0]
    clock.now += 30
    assert driver.show(programme, MORNING).requests == 1
    assert card.state()["areas"] == [0, 1, 2]
    driver.close()


def test_an_urgent_page_stays_until_it_is_released(driver: FontCard, card: OnbonSimulator) -> None:
    pages = (rest_page(),)
    driver.show(Programme(pages), MORNING)
    assert driver.show(Programme(pages, urgent=TYPHOON), MORNING).requests == 1
    assert card.state()["showing"] == "颱風停班停課"
    assert driver.show(Programme(pages, call_page(), TYPHOON), MORNING) == ShowReport()
    assert driver.verify()
    driver.show(Programme(pages), MORNING)
    assert card.state()["showing"] == "115/03/05　10:24 等8人"
    assert card.state()["blanks"] == 0


def test_what_an_earlier_run_left_behind_goes_without_a_blank(driver: FontCard, card: OnbonSimulator) -> None:
    driver.show(Programme((rest_page(),)), MORNING)
    driver.forget()
    driver.show(Programme((announcement("一"),)), MORNING)
    assert card.state()["areas"] == [0]
    assert card.state()["blanks"] == 0


def test_nothing_to_show_is_nothing_shown(driver: FontCard, card: OnbonSimulator) -> None:
    driver.show(Programme((rest_page(),)), MORNING)
    driver.show(Programme(), MORNING)
    assert card.state()["mode"] == "blank"
    assert driver.verify()


def test_after_a_power_loss_verify_says_no_and_show_writes_everything(driver: FontCard, card: OnbonSimulator) -> None:
    programme = Programme((rest_page(),))
    driver.show(programme, MORNING)
    assert driver.verify()
    card.power_loss()
    card.power_back()
    assert card.state()["mode"] == "blank"
    assert not driver.verify()
    driver.show(programme, MORNING)
    assert card.state()["showing"] == "115/03/05　10:24 等8人"
    assert driver.verify()


def test_a_card_that_somebody_switched_off_is_lit_again(driver: FontCard, card: OnbonSimulator) -> None:
    driver.show(Programme((rest_page(),)), MORNING)
    card._desk.is_on = False
    assert not driver.verify()
    driver.show(Programme((rest_page(),)), MORNING)
    assert card.state()["mode"] == "list"


def test_brightness_and_darkness_outlast_a_reconnection(driver: FontCard, card: OnbonSimulator) -> None:
    driver.show(Programme((rest_page(),)), MORNING)
    driver.set_brightness(40)
    driver.set_dark(dark=True)
    assert (card.state()["brightness"], card.state()["mode"]) == (40, "blank")
    assert driver.verify()
    card._desk.levels, card._desk.is_on = (15,) * 48, True
    assert not driver.verify()
    driver.show(Programme((rest_page(),)), MORNING)
    assert (card.state()["brightness"], card.state()["mode"]) == (40, "blank")
    driver.set_dark(dark=False)
    assert card.state()["showing"] == "115/03/05　10:24 等8人"


def test_the_same_brightness_again_is_not_sent(driver: FontCard, card: OnbonSimulator) -> None:
    for percent in (40, 40, None, None):
        driver.set_brightness(percent)
    assert heard(card)["A302"] == 2
    assert len(set(card._desk.levels)) == 2


def test_fifty_numbers_missed_in_an_outage_are_not_replayed(driver: FontCard, card: OnbonSimulator) -> None:
    card.power_loss()
    for number in range(3):
        with pytest.raises(Silent):
            driver.show(Programme((rest_page(),), call_page(f"A{number:03}", key=f"call-{number}")), MORNING)
    card.power_back()
    driver.show(Programme((rest_page(),), call_page("A050", key="call-50")), MORNING)
    assert writes(card) == {0: 1}
    assert card.state()["showing"].startswith("A050")


def test_a_mute_card_is_silent_and_forgotten(driver: FontCard, card: OnbonSimulator) -> None:
    driver.show(Programme((rest_page(),)), MORNING)
    card.mute()
    with pytest.raises(Silent, match="does not answer A202 QUERY_STATUS"):
        driver.verify()
    card.mute(on=False)
    assert driver.show(Programme((rest_page(),)), MORNING).requests > 1


@pytest.mark.parametrize("code", sorted(set(ERRORS) - {1, 2}))
def test_each_no_of_the_card_has_its_code_and_a_name(driver: FontCard, card: OnbonSimulator, code: int) -> None:
    card.nack(code)
    with pytest.raises(DeviceRefused, match=ERRORS[code]) as refused:
        driver.show(Programme((rest_page(),)), MORNING)
    assert refused.value.code == code
    driver.show(Programme((rest_page(),)), MORNING)
    assert driver.verify()


def test_a_card_that_does_not_list_its_areas_is_served_all_the_same(card: OnbonSimulator) -> None:
    clock = Clock()
    driver = FontCard(open_transport(card.line.port, LineSettings()), SETTINGS, monotonic=clock)
    driver._talk._monotonic = time.monotonic
    driver.open()
    card.nack(2)
    driver.show(Programme((rest_page(),)), MORNING)
    assert card.state()["showing"] == "115/03/05　10:24 等8人"
    assert driver.verify()
    assert "A202" not in heard(card)
    clock.now += RESEND_EACH_S
    assert not driver.verify()
    driver.show(Programme((rest_page(),)), MORNING)
    assert writes(card) == {0: 2, 1: 2, 2: 2}
    driver.close()


@pytest.mark.parametrize("answers", ["nothing", "no"])
@pytest.mark.parametrize("code", [0xA202, 0xA302, 0xA203])
def test_a_command_that_a_card_does_not_know_keeps_nothing_from_it(
    driver: FontCard, card: OnbonSimulator, code: int, answers: str
) -> None:
    answer = card._desk.answer
    refusal = say(0xA001, 2)
    card._desk.answer = lambda request: answer(request) if request.code != code else refusal if answers == "no" else b""  # type: ignore[method-assign]
    driver.set_brightness(40)
    driver.show(Programme((rest_page(),)), MORNING)
    assert card.state()["showing"] == "115/03/05　10:24 等8人"
    assert driver.verify()
    assert heard(card)[f"{code:04X}"] == 1


def test_a_card_whose_list_is_wrong_is_not_sent_everything_without_end(driver: FontCard, card: OnbonSimulator) -> None:
    status = card._desk._status
    card._desk._status = lambda: status().replace(b"\x03\x00\x01\x02", b"\x03\x07\x08\x09")  # type: ignore[method-assign]
    seen = []
    for _ in range(8):
        driver.show(Programme((rest_page(),)), MORNING)
        seen.append(driver.verify())
    assert seen == [False] * 3 + [True] * 5


def test_replies_are_found_among_noise(driver: FontCard, card: OnbonSimulator) -> None:
    card.noise()
    for people in range(12):
        driver.show(Programme((rest_page(people),)), MORNING)
        assert driver.verify()


def test_a_slow_card_is_waited_for_when_there_is_patience(driver: FontCard, card: OnbonSimulator) -> None:
    card.slow()
    patient = FontCard(driver._transport, replace(SETTINGS, reply_timeout_s=2))
    assert patient.show(Programme((rest_page(),)), MORNING).requests == 3
    with pytest.raises(Silent):
        driver.verify() or driver.identify()


def test_a_card_with_another_number_or_type_is_silent(card: OnbonSimulator) -> None:
    for elsewhere in (replace(SETTINGS, unit=9), replace(SETTINGS, model_code="58")):
        driver = FontCard(open_transport(card.line.port, LineSettings()), elsewhere)
        driver.open()
        with pytest.raises(Silent):
            driver.identify()
        driver.close()
    right = FontCard(open_transport(card.line.port, LineSettings()), replace(SETTINGS, unit=1, model_code="51"))
    right.open()
    assert right.identify().unit == 1
    right.close()


def test_a_device_type_that_is_none_is_refused_when_the_driver_is_built(card: OnbonSimulator) -> None:
    with pytest.raises(ValueError, match="two hex digits"):
        FontCard(open_transport(card.line.port, LineSettings()), replace(SETTINGS, model_code="Z"))


def test_a_pulled_cable_is_a_link_error_and_heals(driver: FontCard, card: OnbonSimulator) -> None:
    driver.show(Programme((rest_page(),)), MORNING)
    card.unplug()
    with pytest.raises(LinkError):
        driver.verify()
    driver.close()
    card.plug()
    driver.open()
    driver.show(Programme((rest_page(9),)), MORNING)
    assert card.state()["showing"].endswith("等9人")


def test_an_urgent_text_that_is_too_long_is_shown_without_its_end(driver: FontCard, card: OnbonSimulator) -> None:
    report = driver.show(Programme((rest_page(),), urgent=Page("u", (Segment("停" * 1100),))), MORNING)
    assert [short.trouble for short in report.shortfalls] == [Trouble.SET_RUNNING, Trouble.CUT]
    assert card.state()["showing"] == "停" * 1022


def test_what_cannot_be_shown_as_asked_is_reported(driver: FontCard, card: OnbonSimulator) -> None:
    rare = Page("rare", (Segment("𠮷先生"),))
    report = driver.show(Programme((rare,)), MORNING)
    assert [(one.page_key, one.trouble, one.characters) for one in report.shortfalls] == [("rare", Trouble.REPLACED, ("𠮷",))]
    assert card.state()["showing"] == "〓先生"
    assert driver.show(Programme((rare,)), MORNING).shortfalls == report.shortfalls


def test_a_slogan_in_flash_shows_when_the_power_was_away(driver: FontCard, card: OnbonSimulator) -> None:
    driver.keep_slogan(Page("slogan", (Segment("東區戶政事務所"),)))
    driver.show(Programme((rest_page(),)), MORNING)
    card.power_loss()
    card.power_back()
    assert card.state()["showing"] == "東區戶政事務所"
    assert card.state()["flash_writes"] == 1


def test_a_clock_and_a_call_go_when_the_host_falls_silent(tmp_path: Path, glyphs: Glyphs) -> None:
    clock = Clock()
    line = PtyLine(tmp_path / "card")
    line.open()
    with OnbonSimulator(line, tmp_path / "pictures", glyphs, Make(monotonic=clock)) as card:
        driver = FontCard(open_transport(line.port, LineSettings()), SETTINGS)
        driver.open()
        driver.show(Programme((rest_page(),)), MORNING)
        clock.now += 151
        assert card.state()["areas"] == [0, 2]
        assert not driver.verify()
        driver.show(Programme((rest_page(),), call_page()), MORNING)
        clock.now += 67
        assert card.state()["mode"] == "blank"
        driver.close()
    line.close()


def test_a_card_that_counts_dots_shows_the_same(tmp_path: Path, glyphs: Glyphs) -> None:
    line = PtyLine(tmp_path / "card")
    line.open()
    with Onbon6KSimulator(line, tmp_path / "pictures", glyphs) as card:
        for made in (FontCard6K(open_transport(line.port, LineSettings()), SETTINGS), by_type(line.port)):
            made.open()
            made.show(Programme((rest_page(),)), MORNING)
            assert [area.width for area in card._desk.areas()] == [88, 64, 40]
            made.close()
    line.close()


def by_type(port: str) -> FontCard:
    return FontCard(open_transport(port, LineSettings()), replace(SETTINGS, model_code="61"))


def test_the_catalogue_builds_every_card() -> None:
    for name, made in (("onbon", FontCard), ("onbon-5k", FontCard), ("onbon-6k", FontCard6K)):
        driver = catalog.build_marquee(name, "tcp://127.0.0.1:5005", MarqueeSettings())
        assert type(driver) is made
        assert catalog.line_settings(catalog.Kind.MARQUEE, name) == LineSettings(speed_baud=9600)


def test_our_own_words_that_come_back_are_no_answer() -> None:
    clock = Clock()

    def wait(seconds: float) -> None:
        clock.now += seconds

    echo = MemoryLine(lambda raw: raw, waited=wait)
    driver = FontCard(echo, SETTINGS, monotonic=clock)
    driver.open()
    with pytest.raises(Silent):
        driver.identify()


@pytest.mark.parametrize("reply", [Message(Command.STATUS, b"\x01\x0f", 0), Message(Command.STATUS, bytes(17) + b"\x09", 0)])
def test_a_status_that_is_too_short_is_a_protocol_error(reply: Message) -> None:
    line = MemoryLine(lambda _: encode(Frame(reply.data)))
    driver = FontCard(line, SETTINGS)
    driver.open()
    with pytest.raises(ProtocolError):
        driver.show(Programme((rest_page(),)), MORNING)
