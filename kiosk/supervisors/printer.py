"""The printer's thread: takes slips out of the outbox one by one and keeps each job's state true.

`sending` is committed before the first byte.  A fault found before it leaves the job waiting; paper out or an open
cover after it holds the job until the printer's own proof comes; a lost line after it makes the job unsure, for a person
to settle.  So does a proof that stays out although the printer works again: its power was off, and what it held is gone.
"""

from __future__ import annotations

import contextlib
import platform
import time
from typing import TYPE_CHECKING

from django.db import DatabaseError

from devices.errors import EncodeError, Held, LinkError, NeedsPerson, Unproven
from devices.printer.slip import Slip
from kiosk import signals
from kiosk.clock import SYSTEM, Clock
from kiosk.config import home_folder
from kiosk.outbox import services as outbox
from kiosk.outbox.copies import marked_as_copy
from kiosk.outbox.states import JobState, WrongStep
from kiosk.supervisors.supervisor import Supervisor

if TYPE_CHECKING:
    import threading

    from devices.printer.driver import Printer
    from devices.printer.status import PrinterStatus

LOOK_EACH_S = 1.0  # a lost wake-up costs no more
CHECK_EACH_S = 2.0  # staff hear of an open cover within five seconds
LEASE_EACH_S = 10.0
PERSON_PAUSE_S = 0.5
PROOF_WITHIN_S = 20.0  # a printer that works again has printed by then whatever it held
TAKEN_WITHIN_S = 30.0  # whoever asked for a slip has taken it by then; later it lies there for anybody to read


class PrinterTaken(NeedsPerson):
    """Another kiosk owns this printer on the network; two at once would mix their slips."""

    condition = "printer_taken"


class _TakenAway(Exception):
    """The job is not ours to send: it has expired, or another hand was quicker."""


class PrinterSupervisor(Supervisor):
    """Serves one printer from the outbox."""

    device = "printer"

    def __init__(  # noqa: PLR0913  # the printer, where it is, whose it is
        self,
        printer: Printer,
        stop: threading.Event,
        *,
        port: str = "",
        kiosk: str | None = None,
        proof_within_s: float = PROOF_WITHIN_S,
        taken_within_s: float = TAKEN_WITHIN_S,
        clock: Clock = SYSTEM,
    ) -> None:
        super().__init__(stop, clock=clock)
        self._printer = printer
        self._port = port if port.startswith("tcp://") else ""  # nobody else reaches a cable of this machine
        self.kiosk = kiosk
        self._leased_s = 0.0
        self._proof_within_s = proof_within_s
        self._checked_s = 0.0
        self._works_since_s: float | None = None  # while a slip is held
        self._taken_within_s = taken_within_s
        self._in_mouth_since_s: float | None = None

    def serve(self) -> None:
        """Print what waits, until the line breaks or `stop` is set."""
        outbox.lost_in_flight(kiosk=self.kiosk)
        self._own(now=True)
        ear = signals.subscribe("jobs")
        try:
            self._printer.open()
            while not self.stop.is_set():
                self._own()
                if not self._work():
                    ear.wait(LOOK_EACH_S)
        finally:
            ear.close()

    def tear_down(self) -> None:
        """Close the line; when the program ends, let another kiosk have the printer."""
        self._printer.close()
        if self._port and self._leased_s and self.stop.is_set():
            with contextlib.suppress(DatabaseError):
                outbox.free_printer(port=self._port, holder=self._holder())

    def _own(self, *, now: bool = False) -> None:
        """Own a printer on the network, or say who does: raises `PrinterTaken`."""
        if not self._port or (not now and time.monotonic() - self._leased_s < LEASE_EACH_S):
            return
        owner = outbox.lease_printer(port=self._port, holder=self._holder(), kiosk=self.kiosk, clock=self.clock)
        if owner:
            self._leased_s = 0.0
            raise PrinterTaken(f"{self._port}: {owner} prints there")
        self._leased_s = time.monotonic()

    def _holder(self) -> str:
        """Return who owns printers: the same after a new start of this kiosk on this machine."""
        return f"{outbox.this_kiosk() if self.kiosk is None else self.kiosk}@{platform.node()}:{home_folder()}"[:200]

    def _work(self) -> bool:
        """Do one thing; returns False when there is nothing to do now."""
        held = outbox.held_claim(kiosk=self.kiosk)
        if held is not None:
            self._wait_for_proof(held)
            return True
        claim = outbox.next_claim(kiosk=self.kiosk, clock=self.clock)
        if claim is None:
            self._check_now_and_then()
            return False
        return self._print(claim)

    def _print(self, claim: outbox.Claim) -> bool:
        started = False

        def commit_sending() -> None:
            nonlocal started
            self._take(claim)
            started = True

        try:
            slip = self._slip(claim)
            proof = self._printer.print(
                slip, job_tag=_tag(claim.job_id), before_first_byte=commit_sending, when_silent=self._tell_silence
            )
        except _TakenAway:
            self.log.info("slip %s was taken away before it was sent", claim.label)
        except EncodeError as error:
            self.log.error("slip %s cannot be printed: %s", claim.label, error)  # noqa: TRY400  # no trace: the slip is at fault
            self._step(claim, JobState.FAILED, condition="encode_error")
        except (Held, Unproven) as error:
            to = JobState.HELD if isinstance(error, Held) else JobState.UNSURE
            self._step(claim, to, condition=error.condition)
        except NeedsPerson as error:
            if started:  # a driver that noticed the fault too late to know what was printed
                self._step(claim, JobState.UNSURE, condition=error.condition)
            self._wait_for_person(error)
        except LinkError as error:
            if started:
                unsent = error.sent_bytes == 0
                to, condition = (JobState.WAITING, "") if unsent else (JobState.UNSURE, "link_lost")
                self._step(claim, to, condition=condition)
            raise
        else:
            self._step(claim, JobState.CONFIRMED, proof=proof)
            self._healthy(self._printer.status)
        return True

    def _tell_silence(self) -> None:
        """Let staff look at once; the slip itself is waited for."""
        self.missing("it says nothing in the middle of a slip")

    def _take(self, claim: outbox.Claim) -> None:
        try:
            ours = outbox.step(job_id=claim.job_id, to=JobState.SENDING, clock=self.clock)
        except WrongStep as error:
            raise _TakenAway from error
        if not ours:
            raise _TakenAway

    def _slip(self, claim: outbox.Claim) -> Slip:
        slip = Slip.from_json(claim.slip_json)
        return marked_as_copy(slip) if claim.is_copy else slip

    def _wait_for_proof(self, claim: outbox.Claim) -> None:
        try:
            proof = self._printer.await_proof(_tag(claim.job_id), LOOK_EACH_S)
        except Unproven as error:
            self._step(claim, JobState.UNSURE, condition=error.condition)
            return
        except LinkError:
            self._step(claim, JobState.UNSURE, condition="link_lost")
            raise
        if proof is not None:
            self._step(claim, JobState.CONFIRMED, proof=proof)
        elif not self._check():
            self._works_since_s = None
        elif self._proof_is_missing():
            self._step(claim, JobState.UNSURE, condition="proof_missing")

    def _proof_is_missing(self) -> bool:
        """Say whether the printer has worked again for long, has taken no more of the slip, and has not proved it."""
        now = time.monotonic()
        if self._works_since_s is None:
            self._works_since_s = now
        if now - max(self._works_since_s, self._printer.moved_at) < self._proof_within_s:
            return False
        self._works_since_s = None
        return True

    def _check_now_and_then(self) -> None:
        if time.monotonic() - self._checked_s >= CHECK_EACH_S:
            self._check()

    def _check(self) -> bool:
        """Ask the printer how it is and report it; returns whether it works."""
        self._checked_s = time.monotonic()
        try:
            self._healthy(self._printer.check())
        except NeedsPerson as error:
            self._wait_for_person(error)
            return False
        return True

    def _wait_for_person(self, error: NeedsPerson) -> None:
        self.needs(error)
        self.stop.wait(PERSON_PAUSE_S)

    def _healthy(self, status: PrinterStatus) -> None:
        if self._left_in_mouth(status):
            self.well(warning="slip_not_taken")
        else:
            self.well(warning="paper_near_end" if status.paper_near_end else "")

    def _left_in_mouth(self, status: PrinterStatus) -> bool:
        """Say whether a kiosk head's presenter has held a slip for longer than anybody needs to take it."""
        if not status.slip_in_mouth:
            self._in_mouth_since_s = None
            return False
        now = time.monotonic()
        self._in_mouth_since_s = self._in_mouth_since_s or now
        return now - self._in_mouth_since_s >= self._taken_within_s

    def _step(self, claim: outbox.Claim, to: JobState, *, condition: str = "", proof: str = "") -> None:
        try:
            outbox.step(job_id=claim.job_id, to=to, condition=condition, proof=proof, clock=self.clock)
        except WrongStep as error:
            self.log.info("slip %s was settled by a person meanwhile: %s", claim.label, error)
            return
        if to in {JobState.HELD, JobState.UNSURE, JobState.FAILED}:
            self.log.warning("slip %s is %s (%s)", claim.label, to, condition)


def _tag(job_id: int) -> str:
    """Return the four printable characters by which the printer proves this job."""
    return f"{job_id % 10_000:04}"
