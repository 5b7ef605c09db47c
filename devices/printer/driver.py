"""`Printer`: one slip after the other, each with a proof that it came out, or an honest word why not.

    check -> before_first_byte -> bands -> cut -> fence -> status -> Proof

"Written" is not "printed": the fence is a request that the printer answers in its turn, after everything
before it.  While the fence is out, the printer's status is asked again and again; when it stands still for
want of a person, `Held` is raised and the slip stays ours: `await_proof` goes on feeding what the line did
not take yet and waits for the fence that comes after the refill.  A slip is never sent twice from here.

A printer that is switched off and on loses what its buffer held, and prints whatever the line still brings up
to the fence.  So questions that are answered in their turn stand along the whole slip, too: a fence that comes
back while one of them has not is no proof (`Unproven`).

A busy line takes no request, and within a picture none may be sent.  So models that can (`Profile.asb`) are
told to report changes by themselves from the first check on.
"""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

from devices.errors import EncodeError, Held, LinkError, Silent, Unproven
from devices.printer import boundary
from devices.printer.codecs import escpos
from devices.printer.conversation import ANSWER_WITHIN_S, Conversation
from devices.printer.job import SLOWEST_BYTES_S, Job, Proof, check_tag, job_bytes
from devices.printer.watch import LOOK_EVERY_S, ROUND, STANDS_STILL_S, Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.printer.profiles import Profile
    from devices.printer.raster import Raster
    from devices.printer.slip import Slip
    from devices.printer.status import PrinterStatus
    from devices.transports.base import Transport

CHECK_WITHIN_S = 1.8
SLICE_BYTES, SLICE_WITHIN_S = 2048, 0.25
LISTEN_S = 0.05
PIECES_AHEAD = 1
STALL_S = 6.0
GRACE_S = 3.0
"""How long the process id may come after the answer to GS r.

That one tells "understood", this one "printed".
"""

__all__ = ["Printer", "Proof"]


class Printer:
    """An ESC/POS receipt printer of one `profile` on one line; used by one thread.

    `raster` must have the profile's width.  Raises `EncodeError` for what cannot be printed at all,
    `NeedsPerson` for what a person must mend first, `Held` and `LinkError` as told at `print`.
    """

    def __init__(
        self,
        transport: Transport,
        profile: Profile,
        raster: Raster,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        if raster.width_dots != profile.width_dots:
            raise EncodeError(
                f"slips drawn {raster.width_dots} dots wide do not fit {profile.name} ({profile.width_dots})"
            )
        self._transport = transport
        self._profile = profile
        self._raster = raster
        self._monotonic = monotonic
        self._job: Job | None = None
        self._between_commands = False
        self._begin_talk()

    @property
    def status(self) -> PrinterStatus:
        """The last we know; no traffic."""
        return self._talk.status

    @property
    def profile(self) -> Profile:
        """What this model can do."""
        return self._profile

    @property
    def moved_at(self) -> float:
        """When the line last took bytes of the slip on its way (seconds of `monotonic`); 0 without one."""
        return self._job.progress_at if self._job is not None else 0.0

    def open(self) -> None:
        """Open the line; raises `LinkError`."""
        self._transport.open()
        self._job = None
        self._begin_talk()

    def close(self) -> None:
        """Close the line; a held slip is forgotten."""
        self._transport.close()
        self._job = None

    def check(self) -> PrinterStatus:
        """Ask how the printer is, within 2 s.

        Raises `PaperOut`, `CoverOpen`, `CutterFault`, `PrinterFault`; `Silent` when nobody answers (a printer
        that waits for dots is given white ones: each call closes more of such a hole); `LinkError` when the
        line is gone.
        """
        if not self._profile.status:
            return self.status
        if self._job is not None:
            return self._check_held()
        deadline = self._monotonic() + CHECK_WITHIN_S
        self._talk.settle()
        if not self._between_commands:
            boundary.close_header(self._talk)
        if not (self._talk.asked(escpos.PRINTER) or self._talk.asked(escpos.PRINTER)):
            boundary.resynchronise(self._talk, self._profile, deadline)
        for request in (escpos.OFFLINE_CAUSE, escpos.PAPER, escpos.ERROR_CAUSE):
            if not self._talk.asked(request):
                raise Silent(f"{self._transport.name}: the printer stopped answering")
        if self._profile.presenter:
            self._talk.asked_full()  # a head whose presenter is silent still prints
        self._raise_trouble()
        if not self._between_commands:
            boundary.prove(self._talk, self._profile, deadline)
            self._between_commands = True
        return self.status

    def identify(self) -> str:
        """Return how the printer names its maker and model ("EPSON TM-T20III"), "" where it does not say.

        Copies of other makers' printers lie.  Raises what `check` raises.
        """
        self.check()
        if not self._profile.status:
            return ""
        self._talk.told = []
        for request in (escpos.MAKER, escpos.MODEL):
            known = len(self._talk.told)
            self._talk.send(request, ANSWER_WITHIN_S)
            self._talk.wait(lambda known=known: len(self._talk.told) > known, ANSWER_WITHIN_S)  # type: ignore[misc]
        return " ".join(raw[1:].decode("ascii", "replace").strip() for raw in self._talk.told)

    def print(self, slip: Slip, *, job_tag: str, before_first_byte: Callable[[], None]) -> Proof:
        """Print `slip` and return how sure we are; `job_tag` is 4 characters 20..7E that name this attempt.

        Whatever is raised before `before_first_byte` is called means that nothing was sent.  After it: `Held`
        when the printer stands still with our data inside; `LinkError` with `sent_bytes` when its fate is
        unknown; `Unproven` when the printer works, but has lost a part of it.
        """
        check_tag(job_tag)
        self._let_go()
        self.check()
        before_first_byte()
        self._job = job = Job(job_tag, iter(()), progress_at=self._monotonic())
        job.chunks = job_bytes(job, slip, self._raster, self._profile, asks=self._asks_in_turn)
        self._talk.done.discard(job_tag)
        self._watch.begin()
        while True:
            proof = self._step(job) or self._judged(job)
            if proof is not None:
                return proof

    def await_proof(self, job_tag: str, timeout_s: float) -> Proof | None:
        """Go on with the held slip for at most `timeout_s`; None while it is still inside.

        For a tag this object did not send (the program was restarted) it only listens for its process id.
        Raises `LinkError`, `Unproven`.
        """
        deadline = self._monotonic() + timeout_s
        while self._monotonic() < deadline:
            if self._job is not None and self._job.tag == job_tag:
                proof = self._step(self._job)
            else:
                self._talk.listen(LOOK_EVERY_S)
                proof = Proof.PRINTED_BY_ID if job_tag in self._talk.done else None
            if proof is not None:
                return proof
        return None

    def _begin_talk(self) -> None:
        self._talk = Conversation(self._transport, self._monotonic, presenter=self._profile.presenter)
        self._watch = Watch(self._talk, self._profile, self._monotonic)
        self._between_commands = False

    def _check_held(self) -> PrinterStatus:
        """With a slip on its way nothing may be filled up or asked within a picture.

        What the printer says by itself counts, and what `await_proof` asks between commands.  Silence proves
        nothing here: behind a slow line's full queue an answer takes seconds (`moved_at` tells how it goes on).
        """
        self._talk.settle()
        self._watch.note()
        self._raise_trouble()
        return self.status

    def _raise_trouble(self) -> None:
        if (trouble := self.status.trouble) is not None:
            raise trouble(f"{self._transport.name}: {trouble.condition}")

    def _asks_in_turn(self) -> None:
        self._talk.queued_open += 1

    def _step(self, job: Job) -> Proof | None:
        """One slice out, or one look for the fence; answers are taken in either way."""
        try:
            proof = None
            if job.all_sent_at is None:
                self._feed(job)
            else:
                proof = self._fence(job)
        except LinkError as lost:
            self._job = None
            raise LinkError(str(lost), sent_bytes=job.sent_bytes + lost.sent_bytes) from lost
        except BaseException:
            self._let_go()
            raise
        if proof is not None:
            self._job = None
            self._last_look()
        return proof

    def _feed(self, job: Job) -> None:
        if not job.rest:
            self._watch.look()
            if not self._has_room():
                self._talk.listen(LISTEN_S)
                self._watch.note()
                return
        if not job.load():
            job.all_sent_at = self._monotonic()
            job.looks_when_sent = self._talk.looks
            return
        self._between_commands = False
        taken = self._talk.send(job.rest[:SLICE_BYTES], SLICE_WITHIN_S)
        job.rest = job.rest[taken:]
        job.sent_bytes += taken
        if taken:
            job.progress_at = self._monotonic()
        self._talk.listen(0)
        self._watch.note()

    def _has_room(self) -> bool:
        """Say whether the printer surely has room for another piece and a question behind it.

        One that reports changes by itself may be given all it takes.  The others are asked, and hear that only
        while their buffer is not full: so they get one piece ahead of what they have answered.
        """
        return self._profile.asb or self._talk.queued_open <= PIECES_AHEAD

    def _fence(self, job: Job) -> Proof | None:
        now = self._monotonic()
        if not self._profile.status:
            self._transport.drain(STALL_S + job.sent_bytes / SLOWEST_BYTES_S)
            return Proof.WRITTEN
        self._watch.look()
        self._talk.listen(LISTEN_S)
        self._watch.note()
        if job.tag in self._talk.done:
            if self._talk.queued_open > 1:  # besides the one that goes out behind the process id
                raise Unproven(f"{self._transport.name}: the end of the slip was printed, a part of it was lost")
            return self._printed(Proof.PRINTED_BY_ID)
        if self._profile.fence != "none" and not self._talk.queued_open:
            job.queued_at = job.queued_at or now
            grace = GRACE_S if self._profile.fence == "process_id" else 0
            if now - job.queued_at >= grace and self._watch.trouble is None:
                return self._printed(Proof.PRINTED_BY_QUEUE)
        return None

    def _printed(self, proof: Proof) -> Proof:
        self._between_commands = True
        return proof

    def _judged(self, job: Job) -> Proof | None:
        """Raise `Held` when a person is needed, `LinkError` or `Unproven` when nothing has moved for too long.

        Else let it go on.
        """
        now = self._monotonic()
        stalled_s = now - job.progress_at
        stuck = job.all_sent_at is not None or stalled_s >= STANDS_STILL_S
        if stuck and (trouble := self._watch.lasting) is not None:
            raise Held(trouble.condition)
        if job.all_sent_at is None:
            if stalled_s >= STALL_S:
                self._let_go()
                raise LinkError(
                    f"{self._transport.name}: the printer takes no more bytes", sent_bytes=job.sent_bytes
                )
            return None
        if now - job.all_sent_at < job.patience_s(self._profile) or self._watch.trouble is not None:
            return None
        self._let_go()
        if self._talk.looks - job.looks_when_sent < ROUND:
            raise Silent(f"{self._transport.name}: no answer after the slip", sent_bytes=job.sent_bytes)
        if self._profile.fence != "none":
            raise Unproven(f"{self._transport.name}: the printer works, but has not said that the slip is printed")
        return Proof.STATUS_AROUND

    def _last_look(self) -> None:
        """After the proof: near end and cutter, for whoever reads `status`.

        The slip is out whatever happens here.
        """
        if self._profile.status:
            with contextlib.suppress(LinkError):
                for request in (escpos.PAPER, escpos.ERROR_CAUSE):
                    self._talk.asked(request)

    def _let_go(self) -> None:
        """Forget the slip on its way; the printer may be waiting for its dots."""
        if self._job is not None:
            self._job = None
            self._between_commands = False
