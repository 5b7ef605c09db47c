"""`Printer`: one slip after the other, each with a proof that it came out, or an honest word why not.

    check -> before_first_byte -> bands -> cut -> fence -> status -> Proof

"Written" is not "printed": the fence is a request that the printer answers in its turn, after everything
before it.  While the fence is out, the printer's status is asked again and again; when it stands still for
want of a person, `Held` is raised and the slip stays ours: `await_proof` goes on feeding what the line did
not take yet and waits for the fence that comes after the refill.  A slip is never sent twice from here.

A printer that is switched off and on loses what its buffer held, and prints whatever the line still brings up
to the fence.  So questions that are answered in their turn stand along the whole slip, too: a fence that comes
back while one of them has not is no proof (`Unproven`).  How the loss of a nearly empty buffer is found out:
`presence`.

A busy line takes no request, and within a picture none may be sent.  So models that can (`Profile.asb`) are
told to report changes by themselves from the first check on.
"""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

from devices.errors import EncodeError, Held, LinkError, Silent
from devices.printer import boundary
from devices.printer.codecs import escpos
from devices.printer.conversation import ANSWER_WITHIN_S, Conversation
from devices.printer.delivery import Delivery
from devices.printer.job import Job, Proof, check_tag, job_bytes
from devices.printer.watch import LOOK_EVERY_S, Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.printer.profiles import Profile
    from devices.printer.raster import Raster
    from devices.printer.slip import Slip
    from devices.printer.status import PrinterStatus
    from devices.transports.base import Transport

CHECK_WITHIN_S = 1.8
PRINTED = frozenset({Proof.PRINTED_BY_ID, Proof.PRINTED_BY_QUEUE})

__all__ = ["Printer", "Proof"]


def _nothing() -> None:
    """Tell nobody."""


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
        self._delivery: Delivery | None = None
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
        return self._delivery.job.progress_at if self._delivery is not None else 0.0

    def open(self) -> None:
        """Open the line; raises `LinkError`."""
        self._transport.open()
        self._delivery = None
        self._begin_talk()

    def close(self) -> None:
        """Close the line; a held slip is forgotten."""
        self._transport.close()
        self._delivery = None

    def check(self) -> PrinterStatus:
        """Ask how the printer is, within 2 s.

        Raises `PaperOut`, `CoverOpen`, `CutterFault`, `PrinterFault`; `Silent` when nobody answers (a printer
        that waits for dots is given white ones: each call closes more of such a hole); `LinkError` when the
        line is gone.
        """
        if not self._profile.status:
            return self.status
        if self._delivery is not None:
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

    def print(
        self, slip: Slip, *, job_tag: str, before_first_byte: Callable[[], None], when_silent: Callable[[], None] = _nothing
    ) -> Proof:
        """Print `slip` and return how sure we are; `job_tag` is 4 characters 20..7E that name this attempt.

        Whatever is raised before `before_first_byte` is called means that nothing was sent.  After it: `Held`
        when the printer stands still with our data inside; `LinkError` with `sent_bytes` when its fate is
        unknown; `Unproven` when the printer works, but has lost a part of it.  `when_silent` is called once when the
        printer says nothing for some seconds in the middle of it: it may be dead, and this call is patient.
        """
        check_tag(job_tag)
        self._let_go()
        self.check()
        before_first_byte()
        self._between_commands = False
        self._talk.done.discard(job_tag)
        self._watch.begin()
        self._delivery = delivery = self._begin_delivery(slip, job_tag)
        told = False
        while (proof := self._deliver(delivery) or self._judged(delivery)) is None:
            if delivery.is_silent and not told:
                told = True
                when_silent()
        return proof

    def await_proof(self, job_tag: str, timeout_s: float) -> Proof | None:
        """Go on with the held slip for at most `timeout_s`; None while it is still inside.

        For a tag this object did not send (the program was restarted) it only listens for its process id.
        Raises `LinkError`, `Unproven`.
        """
        deadline = self._monotonic() + timeout_s
        while self._monotonic() < deadline:
            if self._delivery is not None and self._delivery.job.tag == job_tag:
                proof = self._deliver(self._delivery)
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

    def _begin_delivery(self, slip: Slip, job_tag: str) -> Delivery:
        job = Job(job_tag, iter(()), progress_at=self._monotonic())
        job.chunks = job_bytes(job, slip, self._raster, self._profile, asks=self._asks_in_turn)
        return Delivery(job, self._talk, self._watch, self._profile, self._monotonic)

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

    def _deliver(self, delivery: Delivery) -> Proof | None:
        """Go on with a slip by one step; it is ours no more when it is proven or its fate unknown."""
        try:
            proof = delivery.step()
        except BaseException:
            self._let_go()
            raise
        if proof is not None:
            self._delivery = None
            self._between_commands = proof in PRINTED
            self._last_look()
        return proof

    def _judged(self, delivery: Delivery) -> Proof | None:
        """Ask whether it may go on; a held slip stays ours, one that is given up does not."""
        try:
            proof = delivery.judge()
        except Held:
            raise
        except BaseException:
            self._let_go()
            raise
        if proof is not None:
            self._let_go()
        return proof

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
        if self._delivery is not None:
            self._delivery = None
            self._between_commands = False
