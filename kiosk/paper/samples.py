"""Made-up slips of every kind, the same at every call: for `kiosk print --sample`, for measuring, for tests.

Nothing here needs a database or a home; names, numbers and addresses are invented.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import UUID

from devices.printer.raster import Raster
from kiosk.fonts import for_paper
from kiosk.paper.sample_notice import READY, checklist
from kiosk.paper.self_test import printer_test_slip
from kiosk.paper.slips import Booking, OpinionReceived, RatingCode, booking_slip, opinion_slip, rating_slip
from kiosk.texts import FALLBACK, Texts

if TYPE_CHECKING:
    from devices.printer.slip import Slip

AT = datetime(2026, 3, 5, 2, 24, tzinfo=UTC)
SITE = "https://example.test"
MACHINE = "大廳 1 號機"
REGISTRATION = {
    "zh_Hant": "戶籍登記",
    "en": "Household registration",
    "vi": "Đăng ký hộ tịch",
    "id": "Pendaftaran keluarga",
}


def ticket(language: str = FALLBACK, label: str = "A012") -> Slip:
    """Return the slip of a queue number."""
    from kiosk.queues.rules import WaitRange  # noqa: PLC0415  # each kind loads its own feature
    from kiosk.queues.slips import TicketFacts, ticket_slip  # noqa: PLC0415

    return ticket_slip(
        TicketFacts(
            office={each: Texts(each).text("app.office") for each in {FALLBACK, language}},
            class_name=REGISTRATION,
            label=label,
            priority=False,
            people_ahead=3,
            wait=WaitRange(10, 15),
            status_url=f"{SITE}/q/{label}-7f3a",
            taken_at=AT,
            kiosk_label=MACHINE,
            language=language,
        )
    )


def notice(language: str = FALLBACK, serial: str = "115030512") -> Slip:
    """Return a one-time notice: registering a birth, three papers ready, two missing."""
    from kiosk.notices.slips import NoticeFacts, notice_slip  # noqa: PLC0415

    return notice_slip(
        NoticeFacts(
            office=Texts(FALLBACK).text("app.office"),
            checklist=checklist(),
            second=checklist(language) if language != FALLBACK else None,
            ready=READY,
            language=language,
            serial=serial,
            issued_at=AT,
            page_url=f"{SITE}/n/{serial}",
        )
    )


@cache
def notice_png(language: str) -> bytes:
    """Return the notice as a PNG, dot for dot as on paper (576 dots, one bit)."""
    file = BytesIO()
    Raster(for_paper()).picture(notice(language)).save(file, "PNG")
    return file.getvalue()


def blood_pressure(language: str = FALLBACK) -> Slip:
    """Return the slip of two readings and their average."""
    from kiosk.blood_pressure.answers import ReadingView, ScaleView, SessionView  # noqa: PLC0415
    from kiosk.blood_pressure.rules import Level, State  # noqa: PLC0415
    from kiosk.blood_pressure.slips import result_slip  # noqa: PLC0415

    def reading(seq: int, systolic: int, diastolic: int) -> ReadingView:
        return ReadingView(seq, systolic, diastolic, 72, AT + timedelta(minutes=seq), Level.ELEVATED)

    view = SessionView(
        session_id=UUID(int=1),
        state=State.DONE,
        language=language,
        identity="anonymous",
        token="",
        readings=(reading(1, 128, 79), reading(2, 124, 77)),
        readings_wanted=2,
        readings_counted=2,
        average=reading(0, 126, 78),
        level=Level.ELEVATED,
        urgent=False,
        advice_key=Level.ELEVATED.advice_key,
        note_keys=(),
        trouble=None,
        troubles_in_a_row=0,
        started_at=AT,
        closes_at=AT + timedelta(minutes=10),
        next_reading_at=None,
    )
    name = {"zh_Hant": "2022 年臺灣高血壓治療指引", "en": "2022 Taiwan hypertension guidelines"}
    scale = ScaleView("tw-2022", 1, name, name, 18, confirmed=False, steps=())
    return result_slip(view, scale=scale, kiosk_label=MACHINE, printed_at=AT + timedelta(minutes=3))


def self_test(language: str = FALLBACK, model: str = "TM-T20III", width_dots: int = 576) -> Slip:
    """Return the printer's test slip."""
    return printer_test_slip(model=model, width_dots=width_dots, at=AT, language=language)


def booking(language: str = FALLBACK) -> Slip:
    """Return the slip of a booked time."""
    return booking_slip(Booking("7K3M9P", REGISTRATION, AT + timedelta(days=4), f"{SITE}/b/7K3M9P", language))


def rating(language: str = FALLBACK) -> Slip:
    """Return the slip of a rating code."""
    return rating_slip(RatingCode("4820", f"{SITE}/r/4820-c1d2", AT, language))


def opinion(language: str = FALLBACK) -> Slip:
    """Return the receipt of an opinion."""
    serial = "115-0037"
    return opinion_slip(OpinionReceived(serial, AT, date(2026, 3, 12), f"{SITE}/o/{serial}", language))


KINDS = {
    "ticket": ticket,
    "notice": notice,
    "bp": blood_pressure,
    "test": self_test,
    "booking": booking,
    "rating": rating,
    "opinion": opinion,
}
