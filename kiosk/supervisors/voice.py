"""The voice that calls numbers: asks what was called, makes each call one sound, lets a process of its own play it.

Calls never cut each other, and nobody waits for them: the counters have called already, the board shows it.  The player is
another process, so that whatever happens to a sound library happens there.  A call ends with its sound, or by the speaker's own
timer where nothing sounds.  Numbers and counters are said, never names, services or reasons.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from devices.errors import EncodeError, LinkError
from devices.speaker.calling import Call
from devices.speaker.player import sound_is_there
from devices.speaker.speaker import Speaker
from devices.speaker.synthesis import Synthesis
from devices.speaker.waves import length_s
from kiosk import hall_voice, signals
from kiosk.clock import SYSTEM, Clock, local
from kiosk.config import home_folder
from kiosk.health.models import DeviceState
from kiosk.hours import parse_spans
from kiosk.queues import services as queues
from kiosk.queues.states import AT_COUNTER, TicketState
from kiosk.supervisors import call_words
from kiosk.supervisors.supervisor import Supervisor
from kiosk.supervisors.turns import Turn, Turns
from kiosk.voice_process import VoiceProcess

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from devices.speaker.announcer import Announcer
    from devices.speaker.player import Player
    from kiosk.config import Voice

LOOK_EACH_S = 1.0  # a lost wake-up costs no more
STEP_S = 0.1
REPORT_EACH_S = 2.0
LOOK_BACK_S = 120
LOUDEST = 5
STILL_AWAITED = frozenset({TicketState.CALLED, TicketState.RECALLED})


class ProcessPlayer:
    """A `Player` in a process of its own."""

    def __init__(self, process: VoiceProcess) -> None:
        self._process = process

    @property
    def playing(self) -> bool:
        """Say whether the process still plays."""
        return self._process.speaking

    @property
    def trouble(self) -> str:
        """Return why nothing sounds; empty where all is well."""
        return self._process.trouble

    def start(self, path: Path, volume: float) -> None:
        """Begin to play."""
        if not self._process.play(path, length_s(path), volume):
            raise LinkError("the voice's process takes no orders")

    def stop(self) -> None:
        """Be silent at once."""
        self._process.stop()

    def duck(self, *, on: bool) -> None:
        """Be as loud as told: what calls numbers gives way to nothing."""

    def close(self) -> None:
        """End the process."""
        self._process.close()


class VoiceSupervisor(Supervisor):
    """Calls the numbers of one hall."""

    device = "speaker"

    def __init__(  # noqa: PLR0913  # what tests hold still
        self, section: Voice, stop: threading.Event, *, player: Player | None = None, home: Path | None = None,
        clock: Clock = SYSTEM, monotonic: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        super().__init__(stop, clock=clock)
        self._section, self._home, self._monotonic = section, home or home_folder(), monotonic
        self._player: Player = player or ProcessPlayer(VoiceProcess())
        self._folder = self._home / "run" / "calls"
        self._speaker = Speaker(Synthesis(self._folder), self._player, monotonic=monotonic)
        self._turns = Turns(section.repeat_after_s)
        self._turn: Turn | None = None
        self._announcer: Announcer | None = None
        self._left_out: tuple[str, ...] = ()
        self._looked_s = self._reported_s = float("-inf")

    def serve(self) -> None:
        """Call what is called until `stop` is set."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._announcer = call_words.announcer(self._folder, self._home)
        ear = signals.subscribe("hall")
        try:
            woken = True
            while not self.stop.is_set():
                self.round(woken=woken)
                woken = bool(ear.wait(STEP_S if self._speaker.busy else LOOK_EACH_S))
        finally:
            ear.close()

    def round(self, *, woken: bool = True) -> None:
        """Look, go on speaking, begin the next call, say how things are: each as far as it is time for it."""
        now_s = self._monotonic()
        if woken or now_s - self._looked_s >= LOOK_EACH_S:
            self._turns.feed(queues.recent_calls(within_s=LOOK_BACK_S, clock=self.clock), now_s)
            self._looked_s = now_s
        self._speaker.step()
        if not self._speaker.busy:
            self._end()
            self._begin()
        if now_s - self._reported_s >= REPORT_EACH_S:
            self._reported_s = now_s
            self._report()

    def tear_down(self) -> None:
        """End the player where the whole voice ends; what sounds when a database is away sounds to its end."""
        if self.stop.is_set():
            self._speaker.stop()
            hall_voice.speaks_until(self._home, 0)
            if isinstance(self._player, ProcessPlayer):
                self._player.close()

    # ---- inside --------------------------------------------------------------------------------------------------
    def _end(self) -> None:
        if self._turn is not None:
            self._turns.said(self._turn, self._monotonic())
            self._turn = None
            hall_voice.speaks_until(self._home, 0)

    def _begin(self) -> None:
        standing: dict[int, TicketState] | None = None

        def wanted(turn: Turn) -> bool:
            """Say whether somebody is still waited for: a repeat not once the visitor has come."""
            nonlocal standing
            if standing is None:
                now = queues.tickets_today(*AT_COUNTER, clock=self.clock)
                standing = {one.ticket_id: one.state for one in now}
            state = standing.get(turn.call.ticket_id)
            return state in STILL_AWAITED if turn.repeat else state is not None

        turn = self._turns.next(self._monotonic(), wanted)
        if turn is not None and self._announcer is not None:
            self._call(turn, self._announcer)

    def _call(self, turn: Turn, announcer: Announcer) -> None:
        seen = turn.call
        call = Call(seen.label, seen.counter, call_words.said_in(self._section, seen.language), seen.calls)
        try:
            made = announcer.sound(call, self._section.wording)
        except EncodeError as error:
            self.log.warning("a call cannot be said: %s", error)
            return
        if made.left_out and made.left_out != self._left_out:
            self.log.warning("not said: %s", "; ".join(made.left_out))
        self._left_out = made.left_out
        self._turn = turn
        hall_voice.speaks_until(self._home, self._monotonic() + made.seconds)
        self._speaker.play(made.path, volume=loudness(self._section, self.clock.now()))

    def _report(self) -> None:
        trouble = self._speaker.trouble or getattr(self._player, "trouble", "")
        if isinstance(self._player, ProcessPlayer) and not sound_is_there():
            trouble = "this machine has no sound device"
        if trouble:
            self._say(DeviceState.LINK_DOWN, "no_sound", detail=trouble)
        else:
            self.well(warning="voice_incomplete" if self._left_out else "", detail="; ".join(self._left_out))


def loudness(section: Voice, now: datetime) -> float:
    """Return how loud numbers are called now, 0 to 1."""
    at = local(now).time()
    softer = any(span.opens <= at < span.closes for span in parse_spans(section.softer))
    return (section.softer_volume if softer else section.volume) / LOUDEST
