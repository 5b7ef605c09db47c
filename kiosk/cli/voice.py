"""`kiosk voice`: a voice as a process of its own, so that no sound can make a finger or a call wait.

It takes one JSON object per line on standard input and answers on standard output; the end of its input ends it.

    {"say": ["請先選一項", "..."], "language": "zh_Hant", "volume": 0.6}   instead of what is being said
    {"play": "/path/call.wav", "volume": 0.8}                             a WAV file instead of what is being said
    {"chime": "done", "volume": 0.6}                                      a short sound, unless something is being said
    {"stop": true}                                                        silence at once
    -> {"speaking": true} {"left": 2} {"speaking": false} {"trouble": "..."}   each once, when it changes; `left` sentences wait

With `--say` it says one call instead: what the lobby will hear, out loud or into a file.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import click

from devices.errors import EncodeError, LinkError, NeedsPerson
from devices.speaker import tones, waves
from devices.speaker.calling import Call
from devices.speaker.player import PERIOD_MS, LoudspeakerPlayer
from devices.speaker.sentences import FALLBACK, Sentence
from devices.speaker.speaker import Speaker
from devices.speaker.synthesis import Synthesis
from kiosk import hall_voice
from kiosk.config import home_folder, load
from kiosk.errors import ConfigError
from kiosk.supervisors import call_words

STEP_S = 0.04
LOUDEST = 5
MAX_LINE_BYTES = 64 * 1024


class Desk:
    """Reads orders, steps the speaker, tells what has changed."""

    def __init__(self, speaker: Speaker, orders: int, folder: Path, *, gives_way: Path | None = None) -> None:
        """`gives_way` is the home of the kiosk whose calls it is softer for."""
        self._speaker, self._orders, self._folder, self._gives_way = speaker, orders, folder, gives_way
        self._unread = b""
        self._told = (False, 0, "")

    def run(self) -> None:
        """Work until the orders end."""
        while self._listen():
            if self._gives_way is not None:
                self._speaker.duck(on=hall_voice.speaks(self._gives_way, time.monotonic()))
            try:
                self._speaker.step()
            except NeedsPerson as error:
                self._speaker.trouble = str(error)
            self._tell()
        self._speaker.stop()

    def _listen(self) -> bool:
        """Take what has come, waiting only where nothing is being said; False at the end of all orders."""
        ready, _, _ = select.select([self._orders], [], [], STEP_S if self._speaker.busy else None)
        if not ready:
            return True
        came = os.read(self._orders, MAX_LINE_BYTES)
        if not came:
            return False
        *lines, self._unread = (self._unread + came).split(b"\n")
        self._unread = self._unread[-MAX_LINE_BYTES:]
        for line in lines:
            self._obey(line)
        return True

    def _obey(self, line: bytes) -> None:
        """Do what a line says; one that makes no sense changes nothing."""
        try:
            order: dict[str, Any] = json.loads(line)
            if order.get("stop"):
                self._speaker.stop()
            elif "chime" in order:
                tone = tones.write(str(order["chime"]), self._folder)
                self._speaker.chime(tone, volume=float(order.get("volume", 1.0)))
            elif "play" in order:
                self._speaker.play(Path(str(order["play"])), volume=float(order.get("volume", 1.0)))
            elif "say" in order:
                language = str(order.get("language", FALLBACK))
                sentences = [Sentence(str(text), language) for text in order["say"]]
                self._speaker.say(sentences, volume=float(order.get("volume", 1.0)))
        except (ValueError, KeyError, TypeError, AttributeError, OSError, EncodeError) as error:
            click.echo(f"voice: an order that makes no sense: {error}", err=True)

    def _tell(self) -> None:
        now = (self._speaker.speaking, self._speaker.left, self._speaker.trouble)
        for name, value, told in zip(("speaking", "left", "trouble"), now, self._told, strict=True):
            if value != told:
                _say({name: value})
        self._told = now


@click.command("voice")
@click.option("--say", "label", metavar="NUMBER", help="Say a call of this number (A012) as the lobby will hear it.")
@click.option("--counter", type=click.IntRange(1, 30), default=1, show_default=True, help="The counter it is called to.")
@click.option("--language", default="", help="The ticket's own language: en, vi, id; nan and hak are said as well.")
@click.option("--call", "calls", type=click.IntRange(1, 9), default=1, show_default=True, help="2 for its second call.")
@click.option("--to", "target", type=click.Path(dir_okay=False, path_type=Path), help="Into this WAV file, in silence.")
@click.option("--ducks", type=click.Path(file_okay=False, path_type=Path), help="The home whose calls to be softer for.")
def command(*, label: str | None, counter: int, language: str, calls: int, target: Path | None, ducks: Path | None) -> None:  # noqa: PLR0913
    """Speak what comes on standard input, or say one call."""
    with tempfile.TemporaryDirectory(prefix="kiosk-voice-") as folder:
        if label is not None:
            _say_a_call(label, counter, language, calls, target, Path(folder))
            return
        synthesis = Synthesis(Path(folder), recordings=call_words.recordings(home_folder()))
        speaker = Speaker(synthesis, LoudspeakerPlayer(), monotonic=time.monotonic)
        Desk(speaker, sys.stdin.fileno(), Path(folder), gives_way=_gives_way(ducks)).run()


def _gives_way(home: Path | None) -> Path | None:
    """Return the home whose calls this voice is softer for; the screen says itself what is wrong with its configuration."""
    try:
        return home if home is not None and load(home).sound.ducks else None
    except ConfigError:
        return home


def _say_a_call(label: str, counter: int, language: str, calls: int, target: Path | None, folder: Path) -> None:  # noqa: PLR0913, PLR0917
    """Make one call with this home's words, recordings and wording; play it where it goes to no file."""
    home = home_folder()
    section = load(home).voice
    languages = dict.fromkeys((*call_words.said_in(section, language), *filter(None, [language])))
    call = Call(label, counter, tuple(languages), calls)
    try:
        made = call_words.announcer(folder, home).sound(call, section.wording)
        for fault in made.left_out:
            click.echo(f"not said: {fault}", err=True)
        if target is not None:
            shutil.copyfile(made.path, target)
        else:
            _play(made.path, section.volume / LOUDEST)
    except (EncodeError, LinkError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{label} to counter {counter}: {made.seconds:.1f} s, {' + '.join(call.languages)}", err=True)
    if made.left_out:
        sys.exit(1)


def _play(path: Path, volume: float) -> None:
    player = LoudspeakerPlayer()
    player.start(path, volume)
    until_s = time.monotonic() + waves.length_s(path) + 1
    while player.playing and time.monotonic() < until_s:
        time.sleep(STEP_S)
    time.sleep(PERIOD_MS / 1000)  # the last samples are still on their way
    player.stop()


def _say(answer: dict[str, Any]) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False))
    sys.stdout.flush()
