"""The hall hears what is called: in order, in the ticket's language, softer at noon; trouble is told and delays nobody."""

from __future__ import annotations

import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from supervised import soon

from devices.errors import LinkError
from devices.speaker import waves
from devices.speaker.announcer import Announcement
from kiosk import hall_voice
from kiosk.clock import SYSTEM, StillClock
from kiosk.config import Voice
from kiosk.health import services as health
from kiosk.queues.services import call_next, open_counter, recall, serve, take_ticket
from kiosk.supervisors.call_words import said_in
from kiosk.supervisors.voice import ProcessPlayer, VoiceSupervisor, loudness
from kiosk.voice_process import VoiceProcess

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_django.fixtures import SettingsWrapper
    from supervised import Running

    from devices.speaker.calling import Call
    from kiosk.supervisors.supervisor import Supervisor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("office")]
MORNING = datetime(2026, 3, 5, 2, 24, tzinfo=UTC)  # 10:24 in the office


class PaperPlayer:
    """Notes what it plays; each sound lasts as long as its file says."""

    def __init__(self, hall: Hall) -> None:
        self.hall, self.volumes, self.until_s = hall, [], 0.0
        self.broken = False

    def start(self, path: Path, volume: float) -> None:
        if self.broken:
            raise LinkError("no sound device")
        assert not self.playing, "one call cuts another"
        self.volumes.append(volume)
        self.until_s = self.hall.now_s + waves.length_s(path)

    def stop(self) -> None:
        self.until_s = 0.0

    def duck(self, *, on: bool) -> None:  # noqa: ARG002
        raise AssertionError("the hall gives way to nothing")

    @property
    def playing(self) -> bool:
        return self.hall.now_s < self.until_s


class Hall:
    """A voice, a clock, and the counters of a lobby."""

    def __init__(self, home: Path, section: Voice | None = None) -> None:
        self.now_s, self.clock = 500.0, StillClock(MORNING)
        self.player = PaperPlayer(self)
        self.section = section or Voice(calls=True)
        self.voice = VoiceSupervisor(
            self.section, threading.Event(), player=self.player, home=home, clock=self.clock, monotonic=lambda: self.now_s
        )
        self.said: list[Call] = []
        self.left_out: tuple[str, ...] = ()
        self.voice._announcer = self  # type: ignore[assignment]
        self.folder = home
        self.voice.round()

    def sound(self, call: Call, wording: str) -> Announcement:  # noqa: ARG002
        """Stand in for the announcer: five seconds of silence, and a note of what was to be said."""
        self.said.append(call)
        path = waves.write(self.folder / f"{len(self.said)}.wav", [waves.silence(5)])
        return Announcement(path, waves.length_s(path), self.left_out)

    def take(self, *, language: str = "zh_Hant", letter: str = "A") -> str:
        self.clock.at += timedelta(seconds=1)
        return take_ticket(
            letter=letter, language=language, priority=False, request_id=uuid4(), clock=self.clock
        ).label

    def call(self, counter: int = 1) -> None:
        open_counter(counter=counter, by=f"clerk{counter}", name="陳淑芬", title="課員", clock=self.clock)
        call_next(counter=counter, by=f"clerk{counter}", request_id=uuid4(), clock=self.clock)

    def pass_s(self, seconds: float) -> None:
        until = self.now_s + seconds
        while self.now_s < until:
            self.now_s += 1
            self.clock.at += timedelta(seconds=1)
            self.voice.round()

    @property
    def heard(self) -> list[tuple[str, int, tuple[str, ...], int]]:
        return [(call.label, call.counter, call.languages, call.calls) for call in self.said]


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    (tmp_path / "run").mkdir()
    return Hall(tmp_path)


def test_a_call_is_said_in_chinese_and_the_tickets_language_and_once_more(hall: Hall) -> None:
    label = hall.take(language="vi")
    hall.call(3)
    hall.pass_s(1)
    assert hall.heard == [(label, 3, ("zh_Hant", "vi"), 1)]
    hall.pass_s(30)
    assert hall.heard == [(label, 3, ("zh_Hant", "vi"), 1)] * 2


def test_calls_of_one_moment_follow_each_other_and_none_is_cut(hall: Hall) -> None:
    labels = [hall.take() for _ in range(4)]
    for counter in (1, 2, 3, 4):
        hall.call(counter)
    hall.pass_s(60)
    assert [call.label for call in hall.said] == labels * 2


def test_a_second_call_says_so(hall: Hall) -> None:
    hall.take()
    hall.call()
    hall.pass_s(25)
    recall(counter=1, by="clerk1", clock=hall.clock)
    hall.pass_s(1)
    assert hall.said[-1].calls == 2


def test_who_has_come_is_not_called_once_more(hall: Hall) -> None:
    hall.take()
    hall.call()
    hall.pass_s(3)
    serve(counter=1, by="clerk1", clock=hall.clock)
    hall.pass_s(30)
    assert len(hall.said) == 1


def test_what_was_called_while_the_voice_was_away_is_not_replayed(hall: Hall) -> None:
    hall.take()
    hall.take()
    hall.call(1)
    hall.now_s += 60
    hall.pass_s(2)
    hall.call(2)
    hall.pass_s(2)
    assert [call.counter for call in hall.said] == [2]


@pytest.mark.parametrize(
    ("hour", "minute", "volume"), [(10, 24, 0.8), (12, 0, 0.4), (13, 30, 0.8), (16, 29, 0.8), (16, 30, 0.4)]
)
def test_the_voice_is_softer_at_noon_and_towards_evening(hour: int, minute: int, volume: float) -> None:
    at = datetime(2026, 3, 5, hour, minute, tzinfo=UTC) - timedelta(hours=8)
    assert loudness(Voice(), at) == volume


def test_the_player_is_given_the_volume_of_the_hour(hall: Hall) -> None:
    hall.clock.at += timedelta(hours=2)
    hall.take()
    hall.call()
    hall.pass_s(1)
    assert hall.player.volumes == [0.4]


@pytest.mark.parametrize(
    ("languages", "own", "said"),
    [
        (["zh_Hant", "ticket"], "zh_Hant", ("zh_Hant",)), (["zh_Hant", "ticket"], "id", ("zh_Hant", "id")),
        (["zh_Hant", "nan", "hak", "ticket"], "en", ("zh_Hant", "nan", "hak", "en")), (["zh_Hant"], "en", ("zh_Hant",)),
        (["zh_Hant", "en", "ticket"], "en", ("zh_Hant", "en")), (["ticket"], "", ("zh_Hant",)),
    ],
)  # fmt: skip
def test_the_office_chooses_the_languages_of_its_hall(languages: list[str], own: str, said: tuple[str, ...]) -> None:
    assert said_in(Voice.model_validate({"languages": languages}), own) == said


def test_a_mute_player_is_told_and_the_calls_go_on(hall: Hall) -> None:
    hall.player.broken = True
    labels = [hall.take(), hall.take()]
    hall.call(1)
    hall.call(2)
    hall.pass_s(3)
    seen = health.device("speaker", clock=hall.clock)
    assert (seen.state, seen.condition, seen.detail) == ("link_down", "no_sound", "no sound device")
    hall.pass_s(40)
    assert [call.label for call in hall.said] == labels * 2
    hall.player.broken = False
    hall.take()
    hall.call(3)
    hall.pass_s(3)
    assert health.device("speaker", clock=hall.clock).state == "ok"


def test_a_language_that_cannot_be_said_is_a_warning_with_its_cause(hall: Hall) -> None:
    hall.left_out = ("nan: no recording of 人客",)
    hall.take()
    hall.call()
    hall.pass_s(4)
    seen = health.device("speaker", clock=hall.clock)
    assert (seen.state, seen.warning, seen.detail) == ("ok", "voice_incomplete", "nan: no recording of 人客")


def test_the_touch_screen_knows_while_the_hall_calls(hall: Hall, tmp_path: Path) -> None:
    hall.take()
    hall.call()
    hall.pass_s(1)
    assert hall_voice.speaks(tmp_path, hall.now_s)
    hall.pass_s(7)
    assert not hall_voice.speaks(tmp_path, hall.now_s)


@pytest.mark.parametrize("note", ["", "nonsense", "inf", "nan", "-5", "1e9", "99.9"])
def test_a_note_of_another_day_makes_nobody_soft(tmp_path: Path, note: str) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "hall-voice").write_text(note)
    assert not hall_voice.speaks(tmp_path, 100.0)


def test_a_player_that_dies_is_begun_anew_with_the_next_call(tmp_path: Path) -> None:
    """The process ends as soon as it is told anything: a crash of the sound library."""
    player = ProcessPlayer(VoiceProcess((sys.executable, "-c", "import os; os.read(0, 1)")))
    sound = waves.write(tmp_path / "a.wav", [waves.silence(0.2)])
    for _ in range(2):
        player.start(sound, 1.0)
        until = time.monotonic() + 10
        while player.playing and time.monotonic() < until:
            time.sleep(0.02)
        assert not player.playing
    player.close()


def test_real_words_reach_a_real_process_and_nothing_waits_for_it(
    tmp_path: Path, run: Callable[[Supervisor], Running], settings: SettingsWrapper
) -> None:
    """A machine with or without sound: the call is made, played or passed over, and the row says how it is."""
    (tmp_path / "run").mkdir()
    player = ProcessPlayer(VoiceProcess())
    voice = VoiceSupervisor(Voice(calls=True), threading.Event(), home=tmp_path, player=player)
    run(voice)
    assert soon(lambda: health.device("speaker").condition in {"", "no_sound"} and voice._announcer is not None)
    clock = SYSTEM
    take_ticket(letter="A", language="en", priority=False, request_id=uuid4(), clock=clock)
    open_counter(counter=1, by="chen", name="陳淑芬", title="課員", clock=clock)
    call_next(counter=1, by="chen", request_id=uuid4(), clock=clock)
    assert soon(lambda: hall_voice.speaks(tmp_path, time.monotonic()))
