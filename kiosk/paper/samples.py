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
from kiosk.notices.answers import ChecklistView, ItemView
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

    second = _checklist("en") if language != FALLBACK else None
    return notice_slip(
        NoticeFacts(
            office=Texts(FALLBACK).text("app.office"),
            checklist=_checklist(FALLBACK),
            second=second,
            ready=frozenset({"birth_certificate", "household_register", "id_card"}),
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


def _checklist(language: str) -> ChecklistView:
    chinese = language == FALLBACK
    rows = (
        ("birth_certificate", "出生證明書正本", "Birth certificate, original", "", ""),
        ("household_register", "戶口名簿正本", "Household register, original", "", ""),
        ("id_card", "申請人國民身分證正本", "Applicant's ID card, original", "", ""),
        (
            "surname",
            "子女從姓約定書",
            "Agreement on the child's surname",
            "可直接填在出生證明書上，父母簽名",
            "may be filled in on the birth certificate; both parents sign",
        ),
        ("seal", "印章（或簽名）", "Seal (or signature)", "申請人本人", "the applicant's own"),
    )
    items = tuple(
        ItemView(item_id, zh if chinese else en, note_zh if chinese else note_en, maybe=False, sample=False)
        for item_id, zh, en, note_zh, note_en in rows
    )
    return ChecklistView(
        service_id="birth",
        service_name="出生登記" if chinese else "Birth registration",
        applies="父或母辦理" if chinese else "by a parent",
        items=items,
        fee="戶口名簿每份 30 元" if chinese else "NT$30 for each household register",
        deadline="115/05/04 前（出生後 60 日內）" if chinese else "by 4 May 2026 (within 60 days of the birth)",
        place="臺南市任一戶政事務所" if chinese else "any household registration office in Tainan",
        law="",
        notes=(),
        as_of="2026-03-01",
        sample=False,
    )


KINDS = {
    "ticket": ticket,
    "notice": notice,
    "bp": blood_pressure,
    "test": self_test,
    "booking": booking,
    "rating": rating,
    "opinion": opinion,
}
