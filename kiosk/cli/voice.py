"""`kiosk voice`: the voice of one screen, as a process of its own, so that no sound can make a finger wait.

It takes one JSON object per line on standard input and answers on standard output; the end of its input ends it.

    {"say": ["請先選一項", "..."], "language": "zh_Hant", "volume": 0.6}   instead of what is being said
    {"chime": "done", "volume": 0.6}                                      a short sound, unless something is being said
    {"stop": true}                                                        silence at once
    -> {"speaking": true} {"speaking": false} {"trouble": "..."}          each once, when it changes
"""

from __future__ import annotations

import json
import os
import select
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import click

from devices.errors import NeedsPerson
from devices.speaker import tones
from devices.speaker.player import LoudspeakerPlayer
from devices.speaker.sentences import FALLBACK, Sentence
from devices.speaker.speaker import Speaker
from devices.speaker.synthesis import Synthesis
from kiosk.texts import ASSETS

RECORDINGS = ASSETS / "sounds" / "voice"
STEP_S = 0.04
MAX_LINE_BYTES = 64 * 1024


class Desk:
    """Reads orders, steps the speaker, tells what has changed."""

    def __init__(self, speaker: Speaker, orders: int, folder: Path) -> None:
        self._speaker, self._orders, self._folder = speaker, orders, folder
        self._unread = b""
        self._told = (False, "")

    def run(self) -> None:
        """Work until the orders end."""
        while self._listen():
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
            elif "say" in order:
                language = str(order.get("language", FALLBACK))
                sentences = [Sentence(str(text), language) for text in order["say"]]
                self._speaker.say(sentences, volume=float(order.get("volume", 1.0)))
        except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
            click.echo(f"voice: an order that makes no sense: {error}", err=True)

    def _tell(self) -> None:
        speaking, trouble = self._speaker.speaking, self._speaker.trouble
        if speaking != self._told[0]:
            _say({"speaking": speaking})
        if trouble and trouble != self._told[1]:
            _say({"trouble": trouble})
        self._told = (speaking, trouble)


@click.command("voice")
def command() -> None:
    """Speak what comes on standard input."""
    with tempfile.TemporaryDirectory(prefix="kiosk-voice-") as folder:
        synthesis = Synthesis(Path(folder), recordings=RECORDINGS)
        Desk(Speaker(synthesis, LoudspeakerPlayer(), monotonic=time.monotonic), sys.stdin.fileno(), Path(folder)).run()


def _say(answer: dict[str, Any]) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False))
    sys.stdout.flush()
