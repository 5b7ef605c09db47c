"""A visitor who does not see the screen hears it: title, next step, choices; a touch silences."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from kiosk.voice_process import VoiceProcess
from screens.gallery.paper_office import finished, reading, session
from screens.widgets.words import Title

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from screens.gallery.glass import Glass
    from screens.gallery.paper_office import PaperOffice
    from screens.geometry import Area


def said(glass: Glass) -> list[str]:
    return glass.voice.said[-1][0]


def to_result(glass: Glass, office: PaperOffice) -> None:
    glass.tap("home.bp")
    glass.tap("consent.agree")
    glass.tap("rest.early")
    office.session = finished()
    glass.pass_s(3)
    assert glass.screen.name == "bp_result"


def test_title_then_next_step_then_choices_from_top_to_bottom(glass: Glass) -> None:
    glass.tap("home.take_ticket")
    glass.tap("dock.read")
    order = said(glass)
    assert order[0] == "請選擇您要辦的事"
    assert order[1] == "下一步：請先選一項"
    names = [next(i for i, one in enumerate(order) if name in one) for name in ("謄本・證明書", "身分證・戶口名簿", "優先")]
    assert names == sorted(names)
    assert not any("上一步" in one or "顯示" in one for one in order)


def test_every_new_page_is_read_by_itself_in_the_visitors_language(glass: Glass) -> None:
    glass.tap("access.read")
    glass.tap("language.en")
    glass.tap("home.take_ticket", rest_s=0)
    glass.pass_s(0.5)
    assert glass.voice.said[-1][1] == "en"
    assert "Next: " in " ".join(said(glass))


def test_without_a_wish_nothing_is_ever_said(glass: Glass) -> None:
    glass.tap("home.take_ticket")
    glass.pass_s(2)
    assert glass.voice.said == []


def test_a_touch_silences_and_pressing_while_it_speaks_ends_reading(glass: Glass) -> None:
    glass.tap("home.take_ticket")
    glass.tap("dock.read")
    assert glass.voice.speaking
    glass.tap("take_ticket.class.C")
    assert not glass.voice.speaking
    glass.voice.speaking = True
    glass.tap("dock.read")
    assert (glass.touch.modes.reads, glass.voice.speaking) == (False, False)


def outline(glass: Glass) -> Area | None:
    ring = glass.touch.stage.shown("reading")
    return ring.parts[0].area.inset(11) if ring is not None else None


def test_what_is_being_read_is_outlined_until_a_touch_silences(glass: Glass) -> None:
    glass.tap("home.take_ticket")
    glass.tap("dock.read")
    order = said(glass)
    glass.pass_s(0.25)
    assert outline(glass) == next(part.area for part in glass.touch.stage.top().parts if isinstance(part, Title))
    glass.voice.at = next(i for i, one in enumerate(order) if "身分證・戶口名簿" in one)
    glass.pass_s(0.25)
    assert outline(glass) == glass.part("take_ticket.class.B").area
    glass.down_at(10, 400)
    glass.pass_s(0.25)
    assert outline(glass) is None


def test_a_page_that_is_turned_is_read_and_a_choice_is_told(glass: Glass) -> None:
    glass.tap("home.requirements")
    glass.tap("choose_service.event.birth")
    glass.tap("list_services.birth-registration")
    glass.tap("question.proxy")
    glass.tap("dock.read")
    glass.tap("pager.next", rest_s=0)
    glass.pass_s(0.5)
    assert any("委託書" in one for one in said(glass)), said(glass)
    glass.tap("checklist.item.letter", rest_s=0)
    glass.pass_s(0.5)
    assert len(said(glass)) == 1
    assert "已備妥" in said(glass)[0]
    assert outline(glass) == glass.part("checklist.item.letter").area


def test_a_class_that_is_chosen_is_told_and_so_is_one_that_is_given_up(glass: Glass) -> None:
    glass.tap("home.take_ticket")
    glass.tap("dock.read")
    for wanted in ("，已選", "，已取消"):
        glass.tap("take_ticket.priority")
        glass.pass_s(0.5)
        assert len(said(glass)) == 1
        assert said(glass)[0].endswith(wanted)


def test_keys_say_their_sign(glass: Glass) -> None:
    glass.tap("home.requirements")
    glass.tap("choose_service.search")
    glass.tap("dock.read")
    glass.tap("search.key.ㄏ", rest_s=0)
    glass.pass_s(0.5)
    assert said(glass) == ["ㄏ"]


def test_a_badge_and_a_pin_are_never_said(glass: Glass) -> None:
    glass.tap("home.bp")
    glass.tap("dock.read")
    glass.tap("consent.volunteer", rest_s=0)
    glass.pass_s(0.5)
    before = len(glass.voice.said)
    for digit in "937":
        glass.tap(f"volunteer.digit.{digit}")
        glass.pass_s(0.5)
    glass.key("down")
    glass.key("down")
    glass.pass_s(0.5)
    everything = [one for sentences, *_ in glass.voice.said[before:] for one in sentences]
    assert not any(character.isdigit() for one in everything for character in one), everything
    glass.tap("dock.read")
    glass.tap("dock.read")
    assert "937" not in "".join("".join(sentences) for sentences, *_ in glass.voice.said).replace("，", "").replace(" ", "")


def test_the_number_is_read(glass: Glass) -> None:
    glass.tap("home.take_ticket")
    glass.tap("dock.read")
    glass.tap("take_ticket.class.C")
    glass.tap("take_ticket.take", rest_s=0)
    glass.pass_s(1.5)
    assert any("C008" in one for one in said(glass)), said(glass)


def test_why_a_control_is_closed_is_said(glass: Glass) -> None:
    glass.tap("home.take_ticket")
    glass.tap("dock.read")
    glass.tap("take_ticket.take")
    assert said(glass) == ["請先選一項"]


def test_blood_pressure_is_read_only_after_a_second_touch(glass: Glass, office: PaperOffice) -> None:
    to_result(glass, office)
    glass.tap("dock.read")
    assert not any("126" in one or "稍高" in one for one in said(glass))
    assert "再按一次朗讀" in said(glass)[-1]
    glass.voice.speaking = False
    glass.pass_s(3)
    glass.tap("dock.read")
    assert any("126" in one for one in said(glass))
    assert glass.touch.modes.reads


def test_the_next_visitor_hears_nothing_and_has_the_standard_volume(glass: Glass) -> None:
    glass.tap("home.take_ticket")
    glass.tap("dock.display")
    glass.tap("access.volume")
    glass.tap("access.read")
    assert glass.voice.said[-1][2] == 0.8
    glass.tap("display.close")
    glass.touch.home()
    assert (glass.touch.modes.reads, glass.touch.loudness.level, glass.voice.speaking) == (False, 2, False)


def test_who_listens_has_more_time_and_is_not_asked_while_it_speaks(glass: Glass) -> None:
    glass.tap("home.take_ticket")
    glass.tap("dock.read", rest_s=0)
    glass.pass_s(60, step=1)
    assert glass.touch.dialog_name == ""
    glass.voice.speaking = False
    glass.pass_s(70, step=1)
    assert glass.touch.dialog_name == ""
    glass.pass_s(8, step=1)
    assert glass.touch.dialog_name == "more_time"


def test_who_works_by_keys_hears_where_the_focus_stands(glass: Glass) -> None:
    glass.tap("home.take_ticket")
    glass.tap("dock.read")
    glass.key("down")
    glass.key("down")
    focused = glass.touch.stage.find(glass.touch.stage.focus or "")
    assert focused is not None
    assert said(glass)[0].startswith(getattr(focused, "label", "?"))


ECHO = """
import sys, json
for line in sys.stdin:
    print(json.dumps({"speaking": "say" in json.loads(line)}), flush=True)
"""


def until(happened: object, within_s: float = 5.0) -> bool:
    deadline = time.monotonic() + within_s
    while not happened():  # type: ignore[operator]
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def test_the_voice_is_a_process_that_begins_with_the_first_word_and_ends_with_the_screen() -> None:
    voice = VoiceProcess((sys.executable, "-c", ECHO))
    assert voice._process is None
    voice.say(["您好"], "zh_Hant", 0.6)
    assert voice.speaking
    voice.stop()
    assert until(lambda: not voice.speaking)
    process = voice._process
    voice.close()
    assert process is not None
    assert process.poll() is not None


def test_a_voice_that_dies_is_silence_and_begins_anew_with_the_next_word(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    voice = VoiceProcess((sys.executable, "-c", "pass"))
    voice.say(["您好"], "zh_Hant", 0.6)
    assert until(lambda: not voice.speaking)
    voice._command = (sys.executable, "-c", ECHO)
    voice.say(["再見"], "zh_Hant", 0.6)
    assert voice.speaking
    voice.close()


def test_a_voice_that_cannot_start_is_silence(tmp_path: Path) -> None:
    voice = VoiceProcess((str(tmp_path / "nothing"),))
    voice.say(["您好"], "zh_Hant", 0.6)
    assert not voice.speaking
    voice.close()


def test_a_voice_that_hangs_is_ended_once_its_time_is_over() -> None:
    now = 0.0
    voice = VoiceProcess((sys.executable, "-c", "import time; time.sleep(60)"), monotonic=lambda: now)
    voice.say(["您好"], "zh_Hant", 0.6)
    process = voice._process
    assert process is not None
    now = 6.0
    assert voice.speaking
    now = 7.0
    assert not voice.speaking
    assert process.poll() is not None


def test_a_reading_between_two_measurements_is_not_told_to_the_hall(glass: Glass, office: PaperOffice) -> None:
    glass.tap("home.bp")
    glass.tap("consent.agree")
    glass.tap("rest.early")
    office.session = session(readings=(reading(1, 128, 78, 74),), readings_counted=1)
    glass.pass_s(3)
    assert "128/78" in " ".join(glass.written)
    glass.tap("dock.read")
    said = " ".join(glass.voice.said[-1][0])
    assert "128" not in said
    glass.tap("dock.read")
    assert "128/78" in " ".join(glass.voice.said[-1][0])
