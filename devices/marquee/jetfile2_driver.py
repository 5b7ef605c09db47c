"""The LED sign as its supervisor sees it: hand it what should be shown, it sends only what differs.

What the sign is known to hold is kept here and only here; after any trouble it is forgotten, and the next
`show` writes everything again.  All content lies on drive E (RAM), which does not wear and is lost with the
power: `verify` finds that.

How the three kinds of wish reach the sign:

* pages: TEXT files and SEQUENT.SYS; a changed field is one STRING file and disturbs nothing.
* call: a TEXT file that is played at once (0606), after which the sign goes on with its list by itself; a
  change of the list waits until the call has stood its time.
* urgent: the emergency text (0209) without an end.  It is released by an emergency text of one second: the
  manual promises that an emergency is ended by the next one, and that one with a time ends by itself.  Then
  the list is started again (0601).
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from devices.errors import DeviceRefused, ProtocolError
from devices.marquee.codecs import jetfile2_commands as commands
from devices.marquee.codecs import jetfile2_files as files
from devices.marquee.codecs.jetfile2 import Frame, encode
from devices.marquee.codecs.jetfile2_files import FileName, Folder
from devices.marquee.codecs.jetfile2_status import NO_SUCH_FILE, UNKNOWN_COMMAND
from devices.marquee.codecs.jetfile2_text import stored_text
from devices.marquee.driver import NEVER, SignDriver
from devices.marquee.jetfile2_conversation import Conversation
from devices.marquee.jetfile2_plan import Plan, Planner, Single
from devices.marquee.settings import MarqueeSettings, ShowReport, SignInfo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from devices.marquee.dots import Glyphs
    from devices.marquee.page import Page, Programme
    from devices.transports.base import Transport

RELEASE_S: Final = 1
READ_BACK_EACH: Final = 4
RELEASE_GRACE_S: Final = 2.5
"""How long after a release the sign may still say that it is in emergency."""


class JetFileSign(SignDriver):
    """A JetFile II sign on a line (`devices.marquee.sign.Sign`); used by one thread."""

    def __init__(
        self,
        transport: Transport,
        settings: MarqueeSettings,
        *,
        glyphs: Glyphs | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(transport, settings, monotonic)
        self._talk = Conversation(transport, settings, monotonic)
        self._planner = Planner(settings, glyphs)
        self._planned: tuple[tuple[Page, ...], Plan] = ((), Plan())
        self._tells_mode = True
        self._turn = self._verified = 0
        self.forget()

    def forget_content(self) -> None:
        """Take no file, call, light or urgent text for known."""
        self._held: dict[FileName, bytes] = {}
        self._list: bytes | None = None
        self._called: Page | None = None
        self._call_until = self._release_until = NEVER
        self._urgent: Page | None = None
        self._urgent_known = False
        self._last_slot: FileName | None = None
        self._brightness: tuple[int | None] | None = None
        self._dark: bool | None = None

    def identify(self) -> SignInfo:
        """Ask the sign who it is; raises `Silent` when nobody answers."""
        greeting_reply = self._talk.ask(commands.CONNECTION_TEST)
        size_reply = self._talk.ask(commands.READ_PARAMETERS)
        greeting, size = commands.parse_greeting(greeting_reply), commands.parse_size(size_reply)
        if greeting is None or size is None:
            raise ProtocolError(
                "the sign's greeting is too short", encode(greeting_reply) + encode(size_reply)
            )
        firmware = f"{greeting.program_version:04X}, FPGA {greeting.fpga_version:04X}"
        return SignInfo(firmware, greeting.group, greeting.unit, size.columns, size.rows)

    def show(self, programme: Programme, now: datetime) -> ShowReport:
        """Bring the sign to `programme`; silent and cheap if nothing differs.  `now` is aware.

        Raises `EncodeError` before anything is sent if the wish cannot be said; `Silent`, `LinkError` or
        `DeviceRefused` after which everything is forgotten.
        """
        plan = self._plan(programme.pages)
        call = self._planner.single(programme.call) if programme.call else None
        urgent = self._planner.single(programme.urgent) if programme.urgent else None
        if urgent is not None:
            commands.emergency(urgent.stored)  # too long? then before anything is sent
        before = self._talk.requests
        with self._forgetting_on_trouble():
            complete = self._bring(programme, plan, call, urgent)
            self._bring_clock(now)
        singles = [one for one in (call, urgent) if one is not None]
        shortfalls = plan.shortfalls + tuple(short for one in singles for short in one.shortfalls)
        return ShowReport(self._talk.requests - before, shortfalls, waiting=not complete)

    def verify(self) -> bool:
        """Read back a piece and say whether the sign still has what was shown; False also forgets.

        Asks for the sign's mode and for one file of RAM in turn, each round also for the list: two or three small
        requests, so that a supervisor may call it every two seconds.
        """
        if self._list is None and self._urgent is None:
            return False
        with self._forgetting_on_trouble():
            right = self._mode_is_right() and self._next_file_is_right()
        if not right:
            self.forget()
        return right

    def set_brightness(self, percent: int | None) -> None:
        """Set 1 to 100 %, or None for the sign's own light sensor; silent if it is so already."""
        if self._brightness == (percent,):
            return
        request = commands.set_brightness(percent)
        with self._forgetting_on_trouble():
            self._talk.ask(request)
        self._brightness = (percent,)

    def set_dark(self, *, dark: bool) -> None:
        """Switch the lamps off, or on again with everything as it was; silent if it is so already."""
        if self._dark is dark:
            return
        with self._forgetting_on_trouble():
            self._talk.ask(commands.BLACK if dark else commands.END_BLACK)
        self._dark = dark

    def _plan(self, pages: tuple[Page, ...]) -> Plan:
        if not self._planned[1].play_list or self._planned[0] != pages:
            self._planned = (pages, self._planner.pages(pages))
        return self._planned[1]

    def _bring(self, programme: Programme, plan: Plan, call: Single | None, urgent: Single | None) -> bool:
        """Return whether the sign has it all now; a call comes before a change of the list."""
        self._bring_urgent(programme.urgent, urgent, plan)
        if urgent is not None:
            return self._list == plan.play_list
        if self._list is None:
            self._bring_pages(plan)
        if call is not None and programme.call != self._called:
            self._play(call)
            self._called = programme.call
        return self._bring_pages(plan)

    def _bring_pages(self, plan: Plan) -> bool:
        self._write(plan.strings)
        if self._list == plan.play_list:
            return True
        if self._monotonic() < self._call_until:
            return False
        self._write({**plan.pictures, **plan.texts})
        self._ask_all(files.write_system_file(files.SYSTEM_LIST, plan.play_list))
        self._talk.ask(commands.RESTART_LIST)
        self._list = plan.play_list
        in_use = {*plan.texts, *plan.strings, *plan.pictures, *self._slots()}
        self._held = {file: content for file, content in self._held.items() if file in in_use}
        return True

    def _play(self, call: Single) -> None:
        """Play a call from one of two files in turn: the one that may be playing now is left alone."""
        first, second = self._slots()
        same = [file for file in (first, second) if self._held.get(file) == call.stored]
        slot = same[0] if same else second if self._last_slot == first else first
        self._write({**call.pictures, slot: call.stored})
        self._talk.ask(files.play_now(slot))
        self._last_slot = slot
        self._call_until = self._monotonic() + call.lasts_s

    def _slots(self) -> tuple[FileName, FileName]:
        drive = self._settings.drive
        return FileName(drive, Folder.TEXT, "CALL0"), FileName(drive, Folder.TEXT, "CALL1")

    def _bring_urgent(self, page: Page | None, urgent: Single | None, plan: Plan) -> None:
        if page is not None and urgent is not None:
            if not self._urgent_known or page != self._urgent:
                self._write(urgent.pictures)
                self._talk.ask(commands.emergency(urgent.stored))
        elif self._urgent is not None or (not self._urgent_known and self._mode() is commands.Mode.EMERGENCY):
            self._release(plan)
        self._urgent, self._urgent_known = page, True

    def _release(self, plan: Plan) -> None:
        """End an emergency; its last second shows the first page, so that the sign does not blink."""
        first = next(iter(plan.texts.values()), b"")
        fits = 0 < len(first) <= commands.MAX_EMERGENCY_BYTES
        self._talk.ask(commands.emergency(first if fits else stored_text(b" "), seconds=RELEASE_S))
        self._talk.ask(commands.RESTART_LIST)
        self._release_until = self._monotonic() + RELEASE_GRACE_S

    def _bring_clock(self, now: datetime) -> None:
        if self._clock_age_s() < self._settings.clock_every_s:
            return
        self._talk.ask(commands.set_clock(self._local(now)))
        self._clock_set_at = self._monotonic()

    def _write(self, wanted: Mapping[FileName, bytes]) -> None:
        for file, content in wanted.items():
            if self._held.get(file) != content:
                self._ask_all(files.write_file(file, content))
                self._held[file] = content

    def _ask_all(self, requests: Iterable[Frame]) -> None:
        for request in requests:
            self._talk.ask(request)

    def _mode(self) -> commands.Mode | None:
        """Ask what the sign is doing; None from firmware that cannot tell."""
        if not self._tells_mode:
            return None
        try:
            return commands.parse_mode(self._talk.ask(commands.READ_STATUS))
        except DeviceRefused as refused:
            if refused.code not in UNKNOWN_COMMAND:
                raise
            self._tells_mode = False
            return None

    def _mode_is_right(self) -> bool:
        mode = self._mode()
        if mode is None or self._monotonic() < self._release_until:
            return True
        if self._dark is not None and (mode is commands.Mode.BLACK) != self._dark:
            return False
        return mode is commands.Mode.BLACK or (mode is commands.Mode.EMERGENCY) == (self._urgent is not None)

    def _next_file_is_right(self) -> bool:
        """Ask whether the next file of RAM is still there; each fourth time read it back, and the list once a round.

        Whether a file is there is 50 bytes of line time, a read a few hundred, and a call that is made meanwhile waits for it.
        """
        self._verified += 1
        turns = list(self._held.items())
        if not turns:
            return self._list is None or self._list_is_right()
        file, content = turns[self._turn % len(turns)]
        if self._verified % READ_BACK_EACH:
            return self._is_there(file)
        self._turn = (self._turn + 1) % len(turns)
        if self._talk.read_whole(lambda index: files.read_file(file, index)) != content:
            return False
        return self._turn != 0 or self._list is None or self._list_is_right()

    def _is_there(self, file: FileName) -> bool:
        try:
            self._talk.ask(files.file_exists(file))
        except DeviceRefused as refused:
            if refused.code not in NO_SUCH_FILE:
                raise
            return False
        return True

    def _list_is_right(self) -> bool:
        return (
            self._talk.read_whole(lambda index: files.read_system_file(files.SYSTEM_LIST, index))
            == self._list
        )
