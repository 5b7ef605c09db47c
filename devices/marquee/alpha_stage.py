"""What an Alpha sign is known to hold and to play, and the order in which it is brought to something else.

Pages are loaded a picture at a time, so that a called number never waits longer than one picture takes on the line.  Nothing is
loaded while a call or an urgent message stands: writing a text or a picture blanks the whole display.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devices.marquee.alpha_conversation import REPLY_BYTES, ROUTINE_S
from devices.marquee.alpha_layout import CALL_PAGES, DARK
from devices.marquee.alpha_page import letter_rows, runs
from devices.marquee.codecs import alpha_commands as commands
from devices.marquee.codecs.alpha_text import Mode
from devices.marquee.dots import width_dots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from devices.marquee.alpha_conversation import Conversation
    from devices.marquee.alpha_plan import Plan, Sheet
    from devices.marquee.page import Page, Programme
    from devices.marquee.settings import MarqueeSettings

LOADING_S = 1.0
_READS = {b"A": b"B", b"G": b"H", b"I": b"J"}
"""By the letter of what was written."""

DARK_PAGE = commands.write_text(DARK, b" ", Mode.HOLD)


class Stage:
    """One sign's files, run sequence and priority message."""

    def __init__(self, talk: Conversation, settings: MarqueeSettings, monotonic: Callable[[], float]) -> None:
        self._talk, self._settings, self._monotonic = talk, settings, monotonic
        self._dark = False
        self._first = 0
        self.forget()

    def forget(self) -> None:
        """Take nothing for known."""
        self._held: dict[bytes, bytes] = {}
        self._unsure: set[bytes] = set()
        self._unread: dict[bytes, bytes | None] = {}
        self._sequence: str | None = None
        self._list: str = DARK
        self._called: Page | None = None
        self._call_until = float("-inf")
        self._urgent: Page | None = None
        self._urgent_known = False

    def bring(self, programme: Programme, plan: Plan) -> bool:
        """Take the next steps towards `plan`; return whether all of it is there."""
        self._write((DARK_PAGE,))
        if self._dark:
            self._play(DARK)
            return True
        if plan.urgent is not None:
            self._bring_urgent(programme.urgent, plan.urgent)
            return self._bring_values(plan)
        self._release(plan)
        self._bring_call(programme.call, plan)
        return self._bring_values(plan) if self._monotonic() < self._call_until else self._bring_pages(plan)

    def sequence_is_right(self) -> bool:
        """Ask what is played; True where we have not said yet what should be."""
        if self._sequence is None:
            return True
        return self._talk.ask(commands.READ_SEQUENCE, *ROUTINE_S) == commands.run_sequence(self._sequence)[2:]

    def judge(self, *, lost: bool) -> None:
        """Take what was sent since the last time for arrived, or for lost."""
        if lost:
            self._held = {file: command for file, command in self._held.items() if file not in self._unsure}
            self._urgent_known = self._urgent_known and commands.RELEASE_PRIORITY not in self._unsure
            if commands.READ_SEQUENCE in self._unsure:
                self._sequence = None
        self._unsure.clear()

    def set_dark(self, *, dark: bool, now: bool) -> None:
        """Show nothing, or what was there before; `now` if the sign can be told already."""
        self._dark = dark
        if not now:
            return
        if dark:
            self._write((DARK_PAGE,))
            if self._urgent is not None:
                self._say(commands.RELEASE_PRIORITY)
                self._urgent, self._urgent_known = None, True
        self._play(DARK if dark else self._list)

    def _bring_urgent(self, page: Page | None, sheet: Sheet) -> None:
        if not self._urgent_known or page != self._urgent or not self._holds(sheet.text):
            self._write(sheet.fixed)
        self._urgent, self._urgent_known = page, True

    def _release(self, plan: Plan) -> None:
        """End a priority message, above pages that are still so; a sign that has none takes no notice."""
        if self._urgent is not None or not self._urgent_known:
            self._play_ready(plan)
            self._say(commands.RELEASE_PRIORITY)
            self._held.pop(commands.RELEASE_PRIORITY, None)
            self._urgent, self._urgent_known = None, True

    def _bring_call(self, call: Page | None, plan: Plan) -> None:
        if call is None or call == self._called:
            return
        on = [sheet for sheet in plan.calls if sheet.label == self._sequence]
        differing = [value for sheet in on for value in sheet.values if not self._holds(value)]
        if on and self._has(on[0].fixed) and len(differing) <= 1:
            self._write(differing)
        else:
            off = [sheet for sheet in plan.calls if sheet.label != self._sequence]
            sheet = min(off, key=lambda one: sum(not self._holds(command) for command in (*one.fixed, *one.values)))
            self._write(sheet.fixed)
            self._say(*(value for value in sheet.values if not self._holds(value)), commands.run_sequence(sheet.label))
            self._sequence = sheet.label
        self._called = call
        self._call_until = self._monotonic() + self._lasts_s(call)

    def _lasts_s(self, call: Page) -> float:
        if not runs(call, self._settings):
            return call.hold_s
        columns = width_dots(call.segments, letter_rows(self._settings.rows)) + self._settings.columns
        return columns / self._settings.scroll_dots_per_s

    def _bring_pages(self, plan: Plan) -> bool:
        complete = self._bring_values(plan)
        self._play_ready(plan)
        if not complete:
            complete = self._load(plan)
            self._play_ready(plan)
        return complete and self._read_back()

    def _bring_values(self, plan: Plan) -> bool:
        """Write the values of pages that are there; return whether nothing is missing at all."""
        there = [sheet for sheet in plan.pages if self._has(sheet.fixed)]
        values = [value for sheet in there for value in sheet.values if not self._holds(value)]
        if values:
            self._say(*dict.fromkeys(values))
        sheets = (*plan.pages, *plan.calls)
        return len(there) == len(plan.pages) and all(self._has(sheet.fixed) for sheet in sheets)

    def _load(self, plan: Plan) -> bool:
        """Write what is missing, for a moment; return whether nothing is missing any more."""
        began = self._monotonic()
        standing = [sheet for sheet in plan.pages if sheet.stands]
        running = [sheet for sheet in plan.pages if not sheet.stands]
        for sheet in (*standing, *plan.calls, *running):
            for command in (*sheet.pictures, *sheet.values, sheet.text):
                if self._holds(command) or (sheet in plan.calls and command in sheet.values):
                    continue
                if self._monotonic() - began > LOADING_S:
                    return False
                self._write((command,))
                self._unread.setdefault(command[:2], None)
        return True

    def _read_back(self) -> bool:
        """Read each loaded file back once, for a moment; return whether all are read.  The display blinks at it.

        A file that is not as it was sent is written again; one that then reads as before is what this sign makes of it.
        """
        began = self._monotonic()
        for file, before in list(self._unread.items()):
            if self._monotonic() - began > LOADING_S:
                return False
            held = self._held.get(file, b"")
            if held[:1] not in _READS:
                del self._unread[file]
                continue
            request = _READS[held[:1]] + file[1:]
            said = self._talk.ask(request, *ROUTINE_S, reply_bytes=len(held) + REPLY_BYTES)
            if said and (said == before or _is_same(said, held)):
                del self._unread[file]
            else:
                del self._held[file]
                self._unread[file] = said
        return not self._unread

    def _play_ready(self, plan: Plan) -> None:
        """Play the pages that are whole; while not even one is, nothing rather than something that is no longer so."""
        whole = [sheet.label for sheet in plan.pages if self._has((*sheet.fixed, *sheet.values))]
        ready = "".join(whole[: commands.MAX_RUN_FILES])
        if not ready and plan.pages and self._sequence is None:
            return
        if self._sequence in CALL_PAGES:
            self._first += 1
        elif ready and self._sequence is not None and sorted(ready) == sorted(self._sequence):
            return
        start = self._first % (len(ready) or 1)
        self._list = ready[start:] + ready[:start] or DARK
        self._play(self._list)

    def _play(self, labels: str) -> None:
        if labels != self._sequence:
            self._say(commands.run_sequence(labels))
            self._sequence = labels

    def _write(self, wanted: Iterable[bytes]) -> None:
        for command in wanted:
            if not self._holds(command):
                self._say(command)

    def _say(self, *said: bytes) -> None:
        self._talk.say(*said)
        for command in said:
            self._held[command[:2]] = command
            self._unsure.add(command[:2] if command[:2] != b"E." else commands.READ_SEQUENCE)

    def _holds(self, command: bytes) -> bool:
        return self._held.get(command[:2]) == command

    def _has(self, wanted: Iterable[bytes]) -> bool:
        return all(self._holds(command) for command in wanted)


def _is_same(said: bytes, held: bytes) -> bool:
    """Whether a file reads as it was written; the last row end of a picture and the mode of a text may be missing."""
    return said.rstrip(b"\r") in {held[2:].rstrip(b"\r"), held[5:] if held[:1] == b"A" else held[2:]}
