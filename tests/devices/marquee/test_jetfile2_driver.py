"""The driver and the sign on a real pseudo-terminal: what is sent, what is seen, and all troubles."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from marquee_pages import MORNING, announcement, call_page, rest_page

from devices.errors import DeviceRefused, EncodeError, LinkError, Silent
from devices.marquee.jetfile2_driver import JetFileSign
from devices.marquee.page import Page, Programme, Segment
from devices.marquee.settings import MarqueeSettings, ShowReport, Trouble
from devices.simulators.jetfile2_text import PICTURE
from devices.transports import open_transport
from devices.transports.base import LineSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.simulators.jetfile2_sign import JetFileSimulator

CALL = "A012\u2009號 請到 3\u2009號櫃台"
TYPHOON = Page("typhoon", (Segment("颱風停班停課"),))


def eventually(is_so: Callable[[], bool], within_s: float = 3.0) -> bool:
    deadline = time.monotonic() + within_s
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.02)
    return is_so()


def heard(sign: JetFileSimulator) -> dict[str, int]:
    return dict(sign.state()["requests"])


def test_the_sign_says_who_it_is_and_whether_its_size_fits(marquee: JetFileSign) -> None:
    info = marquee.identify()
    assert (info.columns, info.rows, info.group, info.unit) == (192, 16, 1, 1)
    assert info.fits(marquee._settings)


def test_pages_appear_and_the_same_wish_again_sends_nothing(marquee: JetFileSign, sign: JetFileSimulator) -> None:
    programme = Programme((rest_page(), announcement()))
    first, second = marquee.show(programme, MORNING), marquee.show(programme, MORNING + timedelta(seconds=1))
    assert first.requests > 0
    assert second == ShowReport()
    assert sign.state()["mode"] == "list"
    assert sign.state()["showing"] == "115/03/05　10:24 等8人"


def test_all_changing_content_lies_in_ram(marquee: JetFileSign, sign: JetFileSimulator) -> None:
    marquee.show(Programme((rest_page(), announcement()), call_page()), MORNING)
    assert {path[0] for path in sign.state()["files"] if path != "C:\\SEQUENT.SYS"} == {"E"}


def test_the_clock_moves_on_by_itself(marquee: JetFileSign, sign: JetFileSimulator) -> None:
    marquee.show(Programme((rest_page(clock="10:24"),)), MORNING)
    assert marquee.show(Programme((rest_page(clock="10:25"),)), MORNING + timedelta(minutes=1)).requests == 0
    assert sign.state()["clock"].startswith("2026-03-05T10:24")


def test_another_number_of_people_is_one_small_string(marquee: JetFileSign, sign: JetFileSimulator) -> None:
    marquee.show(Programme((rest_page(8), announcement())), MORNING)
    before = heard(sign)
    assert marquee.show(Programme((rest_page(9), announcement())), MORNING).requests == 1
    assert heard(sign) == {**before, "0205": before["0205"] + 1}
    assert "等9人" in sign.state()["showing"]


def test_a_new_page_sends_itself_and_the_list_only(marquee: JetFileSign, sign: JetFileSimulator) -> None:
    marquee.show(Programme((rest_page(),)), MORNING)
    before = heard(sign)
    marquee.show(Programme((rest_page(), announcement())), MORNING)
    after = heard(sign)
    assert {name: after[name] - before.get(name, 0) for name in after if after[name] != before.get(name)} == {
        "0204": 1, "0202": 1, "0601": 1,
    }  # fmt: skip


def test_a_changed_page_never_overwrites_the_file_that_plays(marquee: JetFileSign, sign: JetFileSimulator) -> None:
    marquee.show(Programme((announcement("甲"),)), MORNING)
    old = {path for path in sign.state()["files"] if path.startswith("E:\\T")}
    marquee.show(Programme((announcement("乙"),)), MORNING)
    assert old < {path for path in sign.state()["files"] if path.startswith("E:\\T")}
    assert sign.state()["showing"] == "乙"


def test_a_called_number_appears_at_once_and_the_list_goes_on_after_it(
    marquee: JetFileSign, sign: JetFileSimulator
) -> None:
    pages = (rest_page(), announcement())
    marquee.show(Programme(pages), MORNING)
    assert marquee.show(Programme(pages, call_page(hold_s=1)), MORNING).requests == 2
    assert sign.state()["showing"] == CALL
    assert marquee.show(Programme(pages, call_page(hold_s=1)), MORNING).requests == 0
    assert eventually(lambda: sign.state()["mode"] == "list")
    assert heard(sign)["0606"] == 1


def test_the_next_number_takes_the_place_of_the_one_that_stands(
    marquee: JetFileSign, sign: JetFileSimulator
) -> None:
    marquee.show(Programme((rest_page(),), call_page()), MORNING)
    marquee.show(Programme((rest_page(),), call_page("B107", 5, key="call-2")), MORNING)
    assert sign.state()["showing"] == "B107\u2009號 請到 5\u2009號櫃台"


def test_a_recall_plays_the_same_file_again_without_writing_it(marquee: JetFileSign, sign: JetFileSimulator) -> None:
    marquee.show(Programme((rest_page(),), call_page(key="call-1")), MORNING)
    assert marquee.show(Programme((rest_page(),), call_page(key="recall-1")), MORNING).requests == 1
    assert heard(sign)["0606"] == 2


def test_a_change_of_the_list_waits_until_the_call_has_stood(marquee: JetFileSign, sign: JetFileSimulator) -> None:
    marquee.show(Programme((rest_page(),), call_page(hold_s=1)), MORNING)
    changed = Programme((rest_page(), announcement()))
    assert marquee.show(changed, MORNING) == ShowReport(waiting=True)
    assert sign.state()["showing"] == CALL
    assert eventually(lambda: not marquee.show(changed, MORNING).waiting)
    assert len([path for path in sign.state()["files"] if path.startswith("E:\\T\\P")]) == 2


def test_an_urgent_page_stays_until_it_is_released(marquee: JetFileSign, sign: JetFileSimulator) -> None:
    pages = (rest_page(),)
    marquee.show(Programme(pages), MORNING)
    assert marquee.show(Programme(pages, urgent=TYPHOON), MORNING).requests == 1
    assert (sign.state()["mode"], sign.state()["showing"]) == ("emergency", "颱風停班停課")
    assert marquee.show(Programme(pages, call_page(), TYPHOON), MORNING).requests == 0
    assert marquee.verify()
    marquee.show(Programme(pages), MORNING)
    assert eventually(lambda: sign.state()["mode"] == "list")
    assert marquee.verify()
    assert "0606" not in heard(sign)


def test_an_urgent_page_of_an_earlier_run_is_released(marquee: JetFileSign, sign: JetFileSimulator) -> None:
    marquee.show(Programme((rest_page(),), urgent=TYPHOON), MORNING)
    marquee.forget()
    marquee.show(Programme((rest_page(),)), MORNING)
    assert eventually(lambda: sign.state()["mode"] == "list")


def test_after_a_power_loss_verify_says_no_and_show_writes_everything(
    marquee: JetFileSign, sign: JetFileSimulator
) -> None:
    programme = Programme((rest_page(), announcement()))
    marquee.show(programme, MORNING)
    assert marquee.verify()
    sign.power_loss()
    assert sign.state()["showing"] == ""
    sign.power_back()
    assert sign.state()["mode"] == "blank"
    assert not marquee.verify()
    assert marquee.show(programme, MORNING).requests > 0
    assert sign.state()["showing"] == "115/03/05　10:24 等8人"
    assert all(marquee.verify() for _ in range(5))


def test_fifty_numbers_missed_in_an_outage_are_not_replayed(marquee: JetFileSign, sign: JetFileSimulator) -> None:
    sign.power_loss()
    for number in range(3):
        programme = Programme((rest_page(),), call_page(f"A{number:03}", key=f"call-{number}"))
        with pytest.raises(Silent):
            marquee.show(programme, MORNING)
    sign.power_back()
    marquee.show(Programme((rest_page(),), call_page("A050", key="call-50")), MORNING)
    assert heard(sign)["0606"] == 1
    assert sign.state()["showing"].startswith("A050")


@pytest.mark.parametrize("file", ["E:\\T\\P00", "E:\\T\\P01", "E:\\S\\00", "C:\\SEQUENT.SYS"])
def test_verify_finds_any_file_that_is_no_longer_right(
    marquee: JetFileSign, sign: JetFileSimulator, file: str
) -> None:
    marquee.show(Programme((rest_page(), announcement())), MORNING)
    sign._player.files[file] = b"something else"
    assert not all(marquee.verify() for _ in range(12))


def test_verify_finds_lost_memory_at_once_and_mostly_asks_little(marquee: JetFileSign, sign: JetFileSimulator) -> None:
    marquee.show(Programme((rest_page(), announcement())), MORNING)
    before = heard(sign)
    assert all(marquee.verify() for _ in range(8))
    asked = {name: count - before.get(name, 0) for name, count in heard(sign).items() if count != before.get(name, 0)}
    assert (asked["010B"], asked["070E"], asked["0104"] + asked.get("0105", 0)) == (8, 6, 2)
    sign.power_loss()
    sign.power_back()
    assert not marquee.verify()


def test_a_file_of_several_packets_is_written_and_read_back(marquee: JetFileSign, sign: JetFileSimulator) -> None:
    long = announcement("請攜帶國民身分證、印章及戶口名簿。" * 50)
    marquee.show(Programme((long,)), MORNING)
    assert heard(sign)["0204"] == 4
    assert sign.state()["showing"] == long.text
    assert marquee.verify()


def test_a_mute_sign_is_silent_and_forgotten(marquee: JetFileSign, sign: JetFileSimulator) -> None:
    marquee.show(Programme((rest_page(),)), MORNING)
    sign.mute()
    before = time.monotonic()
    with pytest.raises(Silent):
        marquee.verify()
    assert time.monotonic() - before < 5
    sign.mute(on=False)
    assert marquee.show(Programme((rest_page(),)), MORNING).requests > 3


def test_a_no_of_the_sign_has_its_code_and_a_name(marquee: JetFileSign, sign: JetFileSimulator) -> None:
    sign.nack(0x2102)
    with pytest.raises(DeviceRefused, match="disk full") as refused:
        marquee.show(Programme((rest_page(),)), MORNING)
    assert refused.value.code == 0x2102
    assert marquee.show(Programme((rest_page(),)), MORNING).requests > 3
    assert marquee.verify()


def test_replies_are_found_among_noise(marquee: JetFileSign, sign: JetFileSimulator) -> None:
    sign.noise()
    marquee.show(Programme((rest_page(), announcement())), MORNING)
    assert all(marquee.verify() for _ in range(4))


def test_a_slow_sign_is_waited_for(marquee: JetFileSign, sign: JetFileSimulator) -> None:
    patient = MarqueeSettings(reply_timeout_s=2)
    sign.slow()
    slowly = JetFileSign(marquee._transport, patient)
    assert slowly.show(Programme((rest_page(),)), MORNING).requests > 3
    with pytest.raises(Silent):
        marquee.verify() or marquee.identify()


def test_a_sign_with_another_address_is_silent(sign: JetFileSimulator) -> None:
    settings = MarqueeSettings(unit=9, reply_timeout_s=0.2)
    elsewhere = JetFileSign(open_transport(sign.line.port, LineSettings()), settings)
    elsewhere.open()
    with pytest.raises(Silent):
        elsewhere.identify()
    elsewhere.close()


def test_a_pulled_cable_is_a_link_error_and_heals(marquee: JetFileSign, sign: JetFileSimulator) -> None:
    marquee.show(Programme((rest_page(),)), MORNING)
    sign.unplug()
    with pytest.raises(LinkError):
        marquee.verify()
    marquee.close()
    sign.plug()
    marquee.open()
    marquee.show(Programme((rest_page(9),)), MORNING)
    assert "等9人" in sign.state()["showing"]


def test_an_urgent_text_that_does_not_fit_is_refused_before_anything_is_sent(
    marquee: JetFileSign, sign: JetFileSimulator
) -> None:
    with pytest.raises(EncodeError):
        marquee.show(Programme((rest_page(),), urgent=Page("u", (Segment("停" * 600),))), MORNING)
    assert heard(sign) == {}


def test_what_cannot_be_shown_as_asked_is_reported(marquee: JetFileSign, sign: JetFileSimulator) -> None:
    none, wide = Page("none", (Segment("\u0e3f\U0001f600先生"),)), Page("wide", (Segment("請攜帶身分證與印章及戶口名簿"),))
    rare = Page("rare", (Segment("堃先生"),))
    report = marquee.show(Programme((none, rare, wide)), MORNING)
    assert [(one.page_key, one.trouble, one.characters) for one in report.shortfalls] == [
        ("none", Trouble.REPLACED, ("\U0001f600",)),
        ("none", Trouble.PICTURED, ("\u0e3f",)),
        ("rare", Trouble.PICTURED, ("堃",)),
        ("wide", Trouble.SET_RUNNING, ()),
    ]
    assert sign.state()["showing"] == f"{PICTURE}＝先生"
    assert marquee.show(Programme((none, rare, wide)), MORNING).shortfalls == report.shortfalls


def test_what_is_so_already_is_not_said_again(marquee: JetFileSign, sign: JetFileSimulator) -> None:
    marquee.show(Programme((rest_page(),)), MORNING)
    for _ in range(2):
        marquee.set_brightness(40)
        marquee.set_dark(dark=False)
    assert (heard(sign)["0407"], heard(sign)["0402"]) == (1, 1)
    marquee.forget()
    marquee.set_brightness(40)
    assert heard(sign)["0407"] == 2


def test_a_sign_that_was_darkened_by_another_hand_is_found(marquee: JetFileSign, sign: JetFileSimulator) -> None:
    marquee.show(Programme((rest_page(),)), MORNING)
    marquee.set_dark(dark=False)
    assert marquee.verify()
    sign._desk.is_black = True
    assert not marquee.verify()
    marquee.set_dark(dark=False)
    marquee.show(Programme((rest_page(),)), MORNING)
    assert "等8人" in sign.state()["showing"]


def test_brightness_and_darkness(marquee: JetFileSign, sign: JetFileSimulator) -> None:
    marquee.show(Programme((rest_page(),)), MORNING)
    marquee.set_brightness(40)
    marquee.set_dark(dark=True)
    assert (sign.state()["brightness"], sign.state()["showing"]) == (40, "")
    marquee.set_dark(dark=False)
    assert "等8人" in sign.state()["showing"]
