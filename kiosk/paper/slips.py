"""The slips of a booking, a rating code and an opinion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from devices.printer.slip import Block, Columns, Cut, Qr, Rule, Slip, Space, Text
from kiosk.clock import day_of, local
from kiosk.texts import FALLBACK, Texts, roc_long

if TYPE_CHECKING:
    from datetime import date, datetime

SMALL = 26
CODE_SIZE = 104


@dataclass(frozen=True)
class Booking:
    """A booked time; `service` maps languages to its name, `page_url` is empty where phones cannot reach the kiosk."""

    code: str
    service: dict[str, str]
    begins_at: datetime
    page_url: str
    language: str


@dataclass(frozen=True)
class RatingCode:
    """A code that lets one visitor rate one service once."""

    code: str
    page_url: str
    issued_at: datetime
    language: str


@dataclass(frozen=True)
class OpinionReceived:
    """An opinion that was taken in; `answer_by` is the day its answer is due."""

    serial: str
    received_at: datetime
    answer_by: date
    page_url: str
    language: str


def booking_slip(booking: Booking) -> Slip:
    """Return the slip that a visitor checks in with."""
    words = Lines(booking.language)
    at = booking.begins_at
    name = booking.service.get(booking.language, "")
    second = [Text(name, size=SMALL, align="center")] if words.other and name else []
    return words.slip(
        "slip.booking.title",
        Text(booking.service[FALLBACK], size=44, weight="bold", align="center"),
        *second,
        Space(8),
        Columns(
            Text(roc_long(day_of(at)), weight="bold"), Text(f"{local(at):%H:%M}", size=40, weight="bold")
        ),
        *BREAK,
        *words.centred("slip.booking.code"),
        Text(booking.code, size=CODE_SIZE, weight="bold", align="center"),
        *BREAK,
        *words.code(booking.page_url, "slip.booking.scan", "slip.booking.check_in"),
    )


def rating_slip(rating: RatingCode) -> Slip:
    """Return the slip with which a visitor rates on a phone, or at the kiosk by its code."""
    words = Lines(rating.language)
    return words.slip(
        "slip.rating.title",
        *words.centred("slip.rating.code"),
        Text(rating.code, size=CODE_SIZE, weight="bold", align="center"),
        *BREAK,
        *words.code(rating.page_url, "slip.rating.scan", "slip.rating.anonymous"),
        *words.date(rating.issued_at),
    )


def opinion_slip(opinion: OpinionReceived) -> Slip:
    """Return the receipt of an opinion: its number, and when the answer is due; nothing of what it says."""
    words = Lines(opinion.language)
    return words.slip(
        "slip.opinion.title",
        *words.centred("slip.opinion.number"),
        Text(opinion.serial, size=72, weight="bold", align="center"),
        *BREAK,
        *words.dated("slip.opinion.due", opinion.answer_by),
        *BREAK,
        *words.code(opinion.page_url, "slip.opinion.scan", "slip.opinion.keep"),
        *words.date(opinion.received_at),
    )


BREAK = (Space(12), Rule("dashed"), Space(12))


class Lines:
    """Sentences in Chinese, and below them, smaller, in the visitor's language where that is another."""

    def __init__(self, language: str) -> None:
        self.chinese = Texts(FALLBACK)
        self.other = Texts(language) if language != FALLBACK else None

    def slip(self, title: str, *blocks: Block) -> Slip:
        """Return a slip: the office, a title, a rule, the blocks, the cut."""
        second = [Text(self.other.text(title), size=30, align="center")] if self.other else []
        return Slip((
            Space(10),
            Text(self.chinese.text("app.office"), size=34, weight="serif", align="center"),
            Text(self.chinese.text(title), size=60, weight="serif", align="center"),
            *second,
            Space(8),
            Rule(thickness=4),
            Space(12),
            *blocks,
            Space(12),
            Cut(),
        ))  # fmt: skip

    def centred(self, key: str) -> tuple[Text, ...]:
        """Return a caption in the middle."""
        return tuple(Text(line, size=SMALL if n else 30, align="center") for n, line in enumerate(self.said(key)))

    def dated(self, key: str, day: date) -> tuple[Text, ...]:
        """Return a sentence that names a day, each in its language's way."""
        first = Text(self.chinese.text(key, date=self.chinese.date(day)), size=32, weight="bold")
        if self.other is None:
            return (first,)
        return first, Text(self.other.text(key, date=self.other.date(day)), size=SMALL)

    def code(self, data: str, *keys: str) -> tuple[Block, ...]:
        """Return a QR code with its sentences beside it, the first one bold; without `data` the sentences alone."""
        lines = [
            Text(line, size=SMALL if n else 32 if key == keys[0] else 28, weight="medium" if n or key != keys[0] else "bold")
            for key in (keys if data else keys[1:])
            for n, line in enumerate(self.said(key))
        ]
        return (Qr(data, beside=tuple(lines)),) if data else tuple(lines)

    def date(self, moment: datetime) -> tuple[Block, ...]:
        """Return the foot: day and time."""
        return (*BREAK, Columns(Text(roc_long(day_of(moment))), Text(f"{local(moment):%H:%M}", weight="bold")))

    def said(self, key: str, **values: object) -> tuple[str, ...]:
        """Return a sentence in each language."""
        lines = [self.chinese.text(key, **values)]
        if self.other is not None:
            lines.append(self.other.text(key, **values))
        return tuple(dict.fromkeys(lines))
