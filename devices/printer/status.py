"""What a receipt printer says about itself: the four bytes of DLE EOT, the automatic status (ASB).

DLE EOT n answers with one byte, fixed bits 0xx1xx10 (Epson TM-T88III specification, "DLE EOT n"):

    bit      n=1 printer     n=2 offline cause   n=3 error              n=4 paper
    2 (04)   drawer          cover open          recoverable            near end (with bit 3)
    3 (08)   offline         feed button         cutter                 near end
    5 (20)   waits           stopped: no paper   unrecoverable          end (with bit 6)
    6 (40)   feed button     error, ask n=3      recovers by itself     end

Some makers set only one bit of a pair: either counts.  ASB carries the same facts: byte 1 `0xx1xx00` 08
offline, 20 cover; byte 2 08 cutter, 20 fatal, 40 recovers by itself; byte 3 03 near end, 0C end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from devices.errors import CoverOpen, CutterFault, NeedsPerson, PaperOut, PrinterFault


@dataclass(frozen=True)
class PrinterStatus:
    """The last we know of the printer; `answered` tells whether it has said anything at all."""

    online: bool = True
    cover_open: bool = False
    paper_out: bool = False
    paper_near_end: bool = False
    cutter_fault: bool = False
    fault: bool = False
    overheated: bool = False
    answered: bool = False
    slip_in_mouth: bool = False
    """A kiosk head still holds the last slip in its presenter; always False where the model cannot tell."""

    @property
    def trouble(self) -> type[NeedsPerson] | None:
        """What a person must mend before paper moves again, the first thing first."""
        if self.cover_open:
            return CoverOpen
        if self.paper_out:
            return PaperOut
        if self.cutter_fault:
            return CutterFault
        return PrinterFault if self.fault else None

    def with_reply(self, request: int, byte: int) -> PrinterStatus:
        """Return what we know after `byte` answered DLE EOT `request` (1 to 4)."""
        known = replace(self, answered=True)
        if request == 1:
            return replace(known, online=not byte & 0x08)
        if request == 2:
            paper_out = bool(byte & 0x20)
            return replace(
                known,
                cover_open=bool(byte & 0x04),
                paper_out=paper_out or (self.paper_out and not _good(byte)),
            )
        if request == 3:
            return replace(
                known,
                cutter_fault=bool(byte & 0x08),
                fault=bool(byte & 0x24) and not byte & 0x08,
                overheated=bool(byte & 0x40),
            )
        return replace(known, paper_near_end=bool(byte & 0x0C), paper_out=bool(byte & 0x60))

    def with_automatic(self, block: bytes) -> PrinterStatus:
        """Return what we know after the four bytes of an automatic status."""
        first, second, third, _ = block
        return replace(
            self,
            online=not first & 0x08,
            cover_open=bool(first & 0x20),
            paper_out=bool(third & 0x0C),
            paper_near_end=bool(third & 0x03),
            cutter_fault=bool(second & 0x08),
            fault=bool(second & 0x20),
            overheated=bool(second & 0x40),
            answered=True,
        )

    def with_full(self, block: bytes) -> PrinterStatus:
        """Return what we know after the six bytes of DLE EOT 20 of a head with a presenter."""
        paper, user = block[2], block[3]
        return replace(
            self,
            answered=True,
            paper_out=bool(paper & 0x01),
            paper_near_end=bool(paper & 0x04),
            slip_in_mouth=bool(paper & 0x20),
            cover_open=bool(user & 0x02),
        )


def _good(byte: int) -> bool:
    return byte == 0x12
