"""Brings the memory of an Alpha sign to its layout: asks what it has, and only where that differs erases it, a step a call.

A BetaBrite shows nothing of a new table unless its memory was cleared first; both take it seconds in which it hears nothing.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from devices.errors import ProtocolError, Silent
from devices.marquee.alpha_conversation import ROUTINE_S, understood
from devices.marquee.alpha_layout import Layout, layout
from devices.marquee.codecs import alpha_commands as commands
from devices.marquee.codecs.alpha_memory import parse_table, same_table
from devices.marquee.codecs.alpha_replies import parse_pool

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.marquee.alpha_conversation import Conversation

DEAF_AT_MOST_S = 10.0
ASK_FOR_S = 1.0


class Stage(Enum):
    """How far it has come."""

    UNKNOWN = auto()
    CLEARED = auto()
    TOLD = auto()
    READY = auto()


class Table:
    """The table of files of one sign, for letters of `rows`."""

    def __init__(self, talk: Conversation, rows: int, monotonic: Callable[[], float]) -> None:
        self._talk, self._rows, self._monotonic = talk, rows, monotonic
        self.layout: Layout | None = None
        self._stage = Stage.UNKNOWN
        self._told_at = 0.0

    @property
    def is_ready(self) -> bool:
        """Whether the sign is known to have the layout."""
        return self._stage is Stage.READY

    def forget(self) -> None:
        """Ask again from the beginning."""
        self._stage = Stage.UNKNOWN

    def bring(self) -> bool:
        """Do the next step and return whether the sign has its table now; waits for nothing but replies.

        Raises `Silent`, `LinkError` or `ProtocolError`; `EncodeError` for a sign with too little memory.
        """
        if self._stage is Stage.UNKNOWN:
            self._look()
        elif self._stage is not Stage.READY and self._talk.busy_s() == 0:
            self._tell() if self._stage is Stage.CLEARED else self._wait()
        return self.is_ready

    def is_right(self) -> bool:
        """Ask whether the sign still has it."""
        said = self._talk.ask(commands.READ_MEMORY, *ROUTINE_S)
        files = understood(parse_table(said), commands.READ_MEMORY, said)
        return self.layout is not None and same_table(files, self.layout.files)

    def _look(self) -> None:
        said = self._talk.ask(commands.READ_POOL, *ROUTINE_S)
        pool_bytes, _ = understood(parse_pool(said), commands.READ_POOL, said)
        self.layout = layout(pool_bytes, self._rows)
        if self.is_right():
            self._stage = Stage.READY
        else:
            self._talk.say(commands.CLEAR_MEMORY)
            self._stage = Stage.CLEARED

    def _tell(self) -> None:
        if self.layout is not None:
            self._talk.say(commands.configure_memory(self.layout.files))
        self._told_at = self._monotonic()
        self._stage = Stage.TOLD

    def _wait(self) -> None:
        try:
            said = self._talk.ask(commands.READ_MEMORY, ASK_FOR_S)
        except Silent:
            if self._monotonic() - self._told_at > DEAF_AT_MOST_S:
                raise
            return
        files = parse_table(said)
        if files is None or self.layout is None or not same_table(files, self.layout.files):
            raise ProtocolError("the sign did not take its table of files", said)
        self._stage = Stage.READY
