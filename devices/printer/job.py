"""One slip on its way to the printer, and how sure we are in the end that it came out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from devices.errors import EncodeError
from devices.printer.codecs import bands, escpos
from devices.printer.raster import stacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PIL import Image

    from devices.printer.profiles import Profile
    from devices.printer.raster import Raster
    from devices.printer.slip import Slip


SLOWEST_BYTES_S = 960
MM_PER_INCH = 25.4


class Proof(StrEnum):
    """How sure we are that the slip came out; only the first two say "printed"."""

    PRINTED_BY_ID = "A"
    PRINTED_BY_QUEUE = "B"
    STATUS_AROUND = "C"
    WRITTEN = "D"


@dataclass
class Job:
    """A slip on its way: what is still to be sent, what the line has taken."""

    tag: str
    chunks: Iterator[bytes]
    rest: bytes = b""
    sent_bytes: int = 0
    rows: int = 0
    all_sent_at: float | None = None
    progress_at: float = 0.0
    queued_at: float | None = None
    looks_when_sent: int = 0
    marks: list[int] = field(default_factory=list)
    """After how many bytes each question stands that is answered in its turn."""

    def load(self) -> bool:
        """Have something in `rest`; False when everything has been sent."""
        while not self.rest:
            chunk = next(self.chunks, None)
            if chunk is None:
                return False
            self.rest = chunk
        return True

    def passed_bytes(self, open_questions: int) -> int:
        """How many bytes the printer has worked off for sure, while so many questions are not answered."""
        answered = len(self.marks) - open_questions
        return self.marks[answered - 1] if answered > 0 else 0

    def patience_s(self, profile: Profile) -> float:
        """How long the fence may take: the paper's way, and the bytes' way where the line is slow."""
        paper_s = self.rows / profile.dpi * MM_PER_INCH / profile.speed_mm_s
        if profile.fence == "none":
            return paper_s + 1
        return paper_s + self.sent_bytes / SLOWEST_BYTES_S + 3


def check_tag(tag: str) -> None:
    """Refuse with `EncodeError` what cannot name a job."""
    try:
        escpos.process_id(tag)
    except ValueError as wrong:
        raise EncodeError(str(wrong)) from wrong


MARK_EACH_BYTES = 512
"""Two marks and all they close (each this and one more piece at most) fit into the 4 kB of a printer's buffer."""


def job_bytes(
    job: Job,
    slip: Slip,
    raster: Raster,
    profile: Profile,
    *,
    asks: Callable[[], None],
) -> Iterator[bytes]:
    """Give the bytes of `slip` in pieces of whole commands, each drawn when it is asked for.

    `asks` is called before each piece that holds a question answered in its turn: the marks, one for each
    kilobyte or less, and the fence.  `job.rows` counts what has been drawn.
    """
    pieces = _pieces(job, slip, raster, profile)
    if profile.fence == "none":
        yield from pieces
    else:
        yield from _marked(job, pieces, asks)
        asks()
    yield escpos.tail(profile, job.tag)


def _pieces(job: Job, slip: Slip, raster: Raster, profile: Profile) -> Iterator[bytes]:
    yield escpos.initialise(profile)
    sheets = list(slip.sheets())
    for number, sheet in enumerate(sheets, start=1):
        yield from _sheet_bytes(job, sheet, raster, profile)
        if number < len(sheets):
            yield escpos.CUT if profile.cutter else escpos.TEAR_OFF_FEED


def _marked(job: Job, pieces: Iterator[bytes], asks: Callable[[], None]) -> Iterator[bytes]:
    """Put a question that is answered in its turn now and then: what a printer lost, it does not answer."""
    sent = marked = 0
    for piece in pieces:
        yield piece
        sent += len(piece)
        if sent - marked >= MARK_EACH_BYTES:
            job.marks.append(sent)
            asks()
            yield escpos.QUEUED_STATUS
            sent = marked = sent + len(escpos.QUEUED_STATUS)


def bytes_without_questions(slip: Slip, raster: Raster, profile: Profile) -> bytes:
    """Return all bytes of `slip`, from the first command to the cut, with no status request and no fence."""
    return b"".join(job_bytes(Job("0000", iter(())), slip, raster, profile.one_way(), asks=lambda: None))


def picture_on_paper(slip: Slip, raster: Raster, profile: Profile) -> Image.Image:
    """Return what those bytes print where the slip is sent as pictures, dot for dot (mode "1", 0 = black)."""
    encoder = bands.Encoder(profile)
    return stacked([encoder.on_paper(band) for band in raster.bands(slip)], raster.width_dots)


def _sheet_bytes(job: Job, sheet: Slip, raster: Raster, profile: Profile) -> Iterator[bytes]:
    if not profile.native:
        yield from bands.Encoder(profile).encode(_counted(raster.bands(sheet), job))
        return
    from devices.printer.typewriter import Typewriter  # noqa: PLC0415  # only where pictures take too long

    for sent, rows in Typewriter(profile, raster).write(sheet):
        job.rows += rows
        yield sent


def _counted(bands: Iterator[Image.Image], job: Job) -> Iterator[Image.Image]:
    for band in bands:
        job.rows += band.height
        yield band
