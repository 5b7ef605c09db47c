"""A&D TM-2655P and TM-2657P/VP: the text inside a frame.

Fields end with RS (1E).  The first five stand by position, the others begin with a tag letter (case matters:
`M` mean, `m` movement; `P` pulse, `p` pressure) and a number padded with spaces on the left:

    TM2657 | 2411121014 | RA   | M    | E00   | S127 | M 97 | D 76 | P 78  | I00 | L232 |
    model    YYMMDDhhmm   kind   mode   error   sys    mean   dia    pulse   set   amplitude

    p173 | i 0             | m0    | r0      | t 35    | cN | and eight slots for scales and the like
           irregular beats   moved   retakes   seconds

RB ends after L; RA adds quality fields, of which `i` and `m` must be there: a result whose warnings were lost
is no result. RP is a list of pulse waves and never a result.  When the error is not E00 the values mean
nothing and are not looked at. Source of the layout: see `and_tm265x`; of the error codes: a public Android
driver for the TM-2655P.
"""

from __future__ import annotations

import re
from datetime import datetime

from devices.bp_monitor.events import Event, MonitorError, Reading, Reason, Refusal, Trouble, blot
from devices.bp_monitor.plausibility import Limits, contradiction, remarks

RS = b"\x1e"
POSITIONAL = 5
NEEDED_TAGS = {"RB": "SMDP", "RA": "SMDPim"}
KNOWN_TAGS = frozenset("SMDPimrt")
CENTURY = 2000

# Our grouping of the machine's codes into the three things a visitor can be told; unlisted ones call staff.
GROUPS = {
    Trouble.ARM_CUFF: ("E11", "E12", "E13", "E15", "E42", "E43", "E61"),
    Trouble.KEEP_STILL: ("E24", "E44", "E45", "E46", "E48"),
    Trouble.CALL_STAFF: ("E21", "E22", "E23", "E63"),
}
_GROUP_OF = {code: group for group, codes in GROUPS.items() for code in codes}

_MODEL = re.compile(r"TM265[0-9][A-Z]{0,2}")
_ERROR = re.compile(r"E[0-9]{2}")
_NUMBER = re.compile(r" *[0-9]+")


class _UnreadError(Exception):
    """The text does not have the layout of a result."""

    def __init__(self, reason: Reason, why: str) -> None:
        super().__init__(why)
        self.reason, self.why = reason, why


def read_result(text: bytes, limits: Limits) -> Event:
    """Return what the text between STX and ETX says: a `Reading`, a `MonitorError` or a `Refusal`."""
    try:
        return _read(text, limits)
    except _UnreadError as no:
        return Refusal(no.reason, no.why, blot(text))


def _read(text: bytes, limits: Limits) -> Event:
    fields = text.decode("ascii").split(RS.decode())
    if len(fields) <= POSITIONAL or fields.pop() != "":
        raise _UnreadError(Reason.MALFORMED, "the fields are not complete")
    model, clock, kind, mode, error = fields[:POSITIONAL]
    if not _MODEL.fullmatch(model.strip()):
        raise _UnreadError(Reason.UNSUPPORTED, "another model than TM-2655 or TM-2657")
    if kind not in NEEDED_TAGS:
        raise _UnreadError(Reason.UNSUPPORTED, "not a result (RA or RB): set the machine's output to RB")
    if not re.fullmatch("[A-Z]", mode) or not _ERROR.fullmatch(error):
        raise _UnreadError(Reason.MALFORMED, "mode or error field is not readable")
    if error != "E00":
        return MonitorError(error, _GROUP_OF.get(error, Trouble.CALL_STAFF), _clock_or_none(clock))
    return _reading(model.strip(), _clock(clock), _numbers(fields[POSITIONAL:], NEEDED_TAGS[kind]), limits)


def _reading(model: str, clock: datetime | None, values: dict[str, int | None], limits: Limits) -> Reading:
    systolic, mean, diastolic, pulse = (values[tag] for tag in "SMDP")
    if systolic is None or diastolic is None:
        raise _UnreadError(Reason.MALFORMED, "systolic or diastolic is empty")
    why = contradiction(
        limits, systolic_mmhg=systolic, diastolic_mmhg=diastolic, mean_mmhg=mean, pulse_bpm=pulse
    )
    if why:
        raise _UnreadError(Reason.OUT_OF_RANGE, why)
    return Reading(
        systolic_mmhg=systolic,
        diastolic_mmhg=diastolic,
        mean_mmhg=mean,
        pulse_bpm=pulse,
        device_time=clock,
        movement=bool(values.get("m")),
        irregular_beats=values.get("i") or 0,
        retakes=values.get("r"),
        duration_s=values.get("t"),
        model=model,
        remarks=remarks(systolic_mmhg=systolic, diastolic_mmhg=diastolic, pulse_bpm=pulse),
    )


def _numbers(fields: list[str], needed: str) -> dict[str, int | None]:
    """Read the tagged fields that matter; others (settings, scales, perhaps an ID) are left unread."""
    values: dict[str, int | None] = {}
    for field in fields:
        tag, value = field[:1], field[1:]
        if tag not in KNOWN_TAGS:
            continue
        if tag in values:
            raise _UnreadError(Reason.MALFORMED, f"the field {tag} stands twice")
        values[tag] = _number(tag, value)
    missing = [tag for tag in needed if tag not in values or (tag in "im" and values[tag] is None)]
    if missing:
        raise _UnreadError(Reason.MALFORMED, f"the field {missing[0]} is missing")
    return values


def _number(tag: str, value: str) -> int | None:
    if not value.strip():
        return None
    if not _NUMBER.fullmatch(value) or (tag in "SMDP" and len(value) != 3):
        raise _UnreadError(Reason.MALFORMED, f"the field {tag} is not a number")
    return int(value)


def _clock(text: str) -> datetime | None:
    """YYMMDDhhmm without a zone; None when the machine's clock field is empty."""
    if not text.strip():
        return None
    impossible = _UnreadError(Reason.BAD_TIME, "the machine's clock shows no possible time: set it")
    if not re.fullmatch("[0-9]{10}", text):
        raise impossible
    year, month, day, hour, minute = (int(text[at : at + 2]) for at in range(0, 10, 2))
    try:
        return datetime(CENTURY + year, month, day, hour, minute)  # noqa: DTZ001  no zone on the wire
    except ValueError:
        raise impossible from None


def _clock_or_none(text: str) -> datetime | None:
    try:
        return _clock(text)
    except _UnreadError:
        return None
