"""One slip on its way to the printer: its bytes go out as the printer takes them, until its proof comes back.

The fence stands behind the cut.  While it is out the printer's status is asked again and again; when it stands still
for want of a person, `Held` is raised, and the next step goes on where this one ended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devices.errors import Held, LinkError, Silent, Unproven
from devices.printer.job import SLOWEST_BYTES_S, Job, Proof
from devices.printer.presence import Presence
from devices.printer.watch import ROUND, STANDS_STILL_S, Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.printer.conversation import Conversation
    from devices.printer.profiles import Profile

SLICE_BYTES, SLICE_WITHIN_S = 2048, 0.25
LISTEN_S = 0.05
PIECES_AHEAD = 1
STALL_S = 6.0
GRACE_S = 3.0
"""How long the process id may come after the answer to GS r.

That one tells "understood", this one "printed".
"""


class Delivery:
    """Sends `job` over `talk`, and waits for its proof."""

    def __init__(
        self, job: Job, talk: Conversation, watch: Watch, profile: Profile, monotonic: Callable[[], float]
    ) -> None:
        self.job = job
        self._talk, self._watch, self._profile, self._monotonic = talk, watch, profile, monotonic
        self._presence = Presence(talk, monotonic)
        self._name = talk.transport.name

    @property
    def is_silent(self) -> bool:
        """Whether a printer that can speak has said nothing for suspiciously long."""
        return self._profile.status and self._presence.is_silent

    def step(self) -> Proof | None:
        """Send one slice, or look once for the fence; answers are taken in either way.

        Raises `LinkError` with all the bytes of the slip that the line took; `Unproven`.
        """
        try:
            if self.job.all_sent_at is None:
                self._feed()
                return None
            return self._fence()
        except LinkError as lost:
            raise LinkError(str(lost), sent_bytes=self.job.sent_bytes + lost.sent_bytes) from lost

    def judge(self) -> Proof | None:
        """Raise `Held` when a person is needed, `LinkError` or `Unproven` when nothing has moved for too long.

        Else let it go on.
        """
        job, now = self.job, self._monotonic()
        stalled_s = now - job.progress_at
        stuck = job.all_sent_at is not None or stalled_s >= STANDS_STILL_S
        if stuck and (trouble := self._watch.lasting) is not None:
            raise Held(trouble.condition)
        if job.all_sent_at is None:
            if stalled_s >= STALL_S:
                raise LinkError(f"{self._name}: the printer takes no more bytes", sent_bytes=job.sent_bytes)
            return None
        if now - job.all_sent_at < job.patience_s(self._profile) or self._watch.trouble is not None:
            return None
        return self._without_fence()

    def _feed(self) -> None:
        job = self.job
        if not job.rest:
            self._watch.look()
            if not self._has_room():
                self._listen(LISTEN_S)
                return
        if not job.load():
            job.all_sent_at = self._monotonic()
            job.looks_when_sent = self._talk.looks
            return
        taken = self._talk.send(job.rest[:SLICE_BYTES], SLICE_WITHIN_S)
        job.rest = job.rest[taken:]
        job.sent_bytes += taken
        if taken:
            job.progress_at = self._monotonic()
        self._listen(0)

    def _has_room(self) -> bool:
        """Say whether the printer surely has room for another piece and a question behind it.

        One that reports changes by itself may be given all it takes.  The others are asked, and hear that only
        while their buffer is not full: so they get one piece ahead of what they have answered.  So does any printer on a
        line that stands without it, so that its silence can be told from a full queue.
        """
        told_all = self._profile.asb and self._talk.transport.feels_power
        return told_all or self._talk.queued_open <= PIECES_AHEAD

    def _fence(self) -> Proof | None:
        job = self.job
        if not self._profile.status:
            self._talk.transport.drain(STALL_S + job.sent_bytes / SLOWEST_BYTES_S)
            return Proof.WRITTEN
        self._watch.look()
        self._listen(LISTEN_S)
        if job.tag in self._talk.done:
            if self._talk.queued_open > 1:  # besides the one that goes out behind the process id
                raise Unproven(f"{self._name}: the end of the slip was printed, a part of it was lost")
            return self._proven(Proof.PRINTED_BY_ID)
        if self._profile.fence != "none" and not self._talk.queued_open:
            return self._processed()
        return None

    def _processed(self) -> Proof | None:
        """All questions in turn are answered: that is the proof, once no process id can be expected any more."""
        now = self._monotonic()
        self.job.queued_at = self.job.queued_at or now
        grace = GRACE_S if self._profile.fence == "process_id" else 0
        if now - self.job.queued_at >= grace and self._watch.trouble is None:
            return self._proven(Proof.PRINTED_BY_QUEUE)
        return None

    def _proven(self, proof: Proof) -> Proof:
        """Give the proof of a printer that was there all along."""
        if why := self._presence.was_off(self.job):
            raise Unproven(f"{self._name}: the end of the slip was printed, but the printer was switched off meanwhile: {why}")
        return proof

    def _without_fence(self) -> Proof:
        """Say what is known when no fence has come in time, though nothing is wrong with the printer."""
        if self._talk.looks - self.job.looks_when_sent < ROUND:
            raise Silent(f"{self._name}: no answer after the slip", sent_bytes=self.job.sent_bytes)
        if self._profile.fence != "none":
            raise Unproven(f"{self._name}: the printer works, but has not said that the slip is printed")
        return self._proven(Proof.STATUS_AROUND)

    def _listen(self, timeout_s: float) -> None:
        self._talk.listen(timeout_s)
        self._watch.note()
        self._presence.note(self.job, trouble=self._watch.trouble is not None)
