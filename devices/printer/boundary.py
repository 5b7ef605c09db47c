"""Making sure that a printer is between two commands, and bringing it there.

A line that was cut off within a picture leaves the printer waiting for dots: it would take the next slip
for them.  GS r is answered in its turn, so its answer proves that no picture is open (DLE EOT proves
nothing: many printers hear it within pictures, too).  Where the answer stays out the hole is filled with
NULs, white dots within a picture and nothing between commands, in blocks of 8 kB with ESC @ behind, until
answers come.

A line cut off within a picture's header is worse: the next bytes would be its size, and a question taken for one
opens a hole of megabytes.  So a few NULs go ahead of the first question: a picture of no rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devices.errors import Silent
from devices.printer.codecs import escpos
from devices.printer.conversation import ANSWER_WITHIN_S

if TYPE_CHECKING:
    from devices.printer.conversation import Conversation
    from devices.printer.profiles import Profile

QUIET_S = 0.1


def close_header(talk: Conversation) -> None:
    """Say nothing, in enough bytes to complete the header of any command that was cut off."""
    talk.send(escpos.HEADER_FILL, QUIET_S)


def prove(talk: Conversation, profile: Profile, deadline: float) -> None:
    """Return once the printer is between two commands and reports changes by itself.

    Raises `Silent` at `deadline`, a moment of `talk.monotonic`.
    """
    if profile.fence != "none" and not _answers_in_turn(talk, 2 * ANSWER_WITHIN_S):
        resynchronise(talk, profile, deadline)
    if profile.asb:
        talk.send(escpos.REPORT_CHANGES, ANSWER_WITHIN_S)
    talk.settle(QUIET_S)
    talk.queued_open = 0


def resynchronise(talk: Conversation, profile: Profile, deadline: float) -> None:
    """Fill the hole that a cut-off picture left, until the printer answers; raises `Silent`.

    A line too slow to fill it before `deadline` (a moment of `talk.monotonic`) has still filled a part: the
    next call goes on from there.
    """
    while (left := deadline - talk.monotonic()) > 0:
        if talk.send(escpos.FLUSH, left) < len(escpos.FLUSH):
            break
        talk.send(escpos.INITIALISE, ANSWER_WITHIN_S)
        talk.queued_open = 0
        if talk.asked(escpos.PRINTER, QUIET_S * 2) and _flushed(talk, profile):
            return
    raise Silent(f"{talk.transport.name}: the printer does not answer")


def _flushed(talk: Conversation, profile: Profile) -> bool:
    return profile.fence == "none" or _answers_in_turn(talk, QUIET_S * 2)


def _answers_in_turn(talk: Conversation, timeout_s: float) -> bool:
    talk.queued_open += 1
    if talk.send(escpos.QUEUED_STATUS, timeout_s) < len(escpos.QUEUED_STATUS):
        return False
    return talk.wait(lambda: not talk.queued_open, timeout_s)
