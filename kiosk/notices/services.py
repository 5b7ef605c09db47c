"""The notices' door: questions, the checklist that follows from the answers, and the notice on paper."""

from __future__ import annotations

import io
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from devices.printer.raster import Raster
from kiosk.clock import SYSTEM, Clock, day_of
from kiosk.errors import Refused
from kiosk.fonts import for_paper
from kiosk.guide import services as guide
from kiosk.notices import cases
from kiosk.notices.answers import ChecklistView, NoticeIssued, NoticePage, QuestionView
from kiosk.notices.models import Notice
from kiosk.notices.numbers import next_number, serial
from kiosk.notices.rules import Case, Choice, Line, Relations
from kiosk.notices.slips import NoticeFacts, notice_slip
from kiosk.notices.telling import Teller, second
from kiosk.outbox import services as outbox
from kiosk.texts import FALLBACK

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection
    from datetime import date, datetime

    from kiosk.notices.rules import Answers

__all__ = ["ChecklistView", "NoticeIssued", "NoticePage", "QuestionView"]

COPIES_MAX = 2
PAGE_LIFETIME = timedelta(days=30)
_TOKEN_BYTES = 12


def questions(*, service_id: str, answers: Answers, language: str) -> tuple[QuestionView, ...]:
    """Return what can be asked about a case: answered questions, and open ones that can change its list.

    The first one that has no answer and is not `unsure` is the next to ask; members of one choice are asked
    together.
    """
    _detail, case, wording = _case(service_id)
    teller = Teller(language, wording)
    choices = {choice.choice_id: choice for choice in wording.choices}
    views = []
    for one in case.questions(answers):
        choice = choices[one.choice.choice_id] if one.choice else None
        text = choice.members[one.condition] if choice else wording.questions[one.condition]
        views.append(
            QuestionView(
                one.condition,
                teller.say(text),
                one.answer,
                one.unsure,
                choice.choice_id if choice else "",
                teller.say(choice.text) if choice else "",
            )
        )
    return tuple(views)


def answer(*, answers: Answers, condition_id: str, value: bool | None) -> dict[str, bool | None]:
    """Return the answers with one more, the latest: it prevails over earlier ones that contradict it.

    None means: asked, and the visitor is not sure.
    """
    return {**{name: old for name, old in answers.items() if name != condition_id}, condition_id: value}


def checklist(*, service_id: str, answers: Answers, language: str, event_day: date | None = None) -> ChecklistView:
    """Return what to bring.  With `event_day` (of the birth, death, move ...) the deadline is a date."""
    detail, case, wording = _case(service_id)
    return Teller(language, wording).checklist(detail, case, case.known(answers), event_day)


def case_url(*, service_id: str, answers: Answers, ready: Collection[str], language: str) -> str:
    """Return the address of this list for the visitor's own phone, empty where phones cannot reach the kiosk."""
    base, (known, there) = settings.KIOSK.office.public_url, cases.written(answers, ready)
    return f"{base.rstrip('/')}/bring/{service_id}/{known}/{there}/?language={language}" if base else ""


def preview(  # noqa: PLR0913  # the visitor's whole case
    *,
    service_id: str,
    answers: Answers,
    ready: Collection[str],
    language: str,
    event_day: date | None = None,
    clock: Clock = SYSTEM,
) -> bytes:
    """Return the notice as a PNG, dot for dot as on paper (576 dots, one bit), before it has a serial."""
    facts = _facts(service_id, answers, ready, language, event_day, clock.now(), "—", "0" * 16)
    picture = Raster(for_paper()).picture(notice_slip(facts))
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def print_notice(  # noqa: PLR0913  # the visitor's whole case
    *,
    service_id: str,
    answers: Answers,
    ready: Collection[str],
    language: str,
    request_id: uuid.UUID,
    event_day: date | None = None,
    copies: int = 1,
    clock: Clock = SYSTEM,
) -> NoticeIssued:
    """Give the case a serial and put its slip into the outbox, both or neither; one `request_id`, one notice.

    `copies` is 1 for the visitor, 2 with one for the office.  Raises `Refused` for an unknown service or
    more copies.
    """
    if not 1 <= copies <= COPIES_MAX:
        raise Refused("notice.copies", max=COPIES_MAX)
    with transaction.atomic():
        done = Notice.objects.filter(request_id=request_id).first()
        if done is not None:
            return _issued(done)
        now, token = clock.now(), secrets.token_urlsafe(_TOKEN_BYTES)
        day = day_of(now)
        number = next_number(day)  # holds the day's row: a second press of the same request waits here
        done = Notice.objects.filter(request_id=request_id).first()
        if done is not None:
            transaction.set_rollback(True)  # the number just taken is given back
            return _issued(done)
        facts = _facts(service_id, answers, ready, language, event_day, now, serial(day, number), token)
        notice = _notice(facts, answers, event_day, copies, request_id)
        notice.day, notice.number, notice.token = day, number, token
        notice.job = outbox.enqueue(
            kind="notice",
            label=facts.serial,
            slip_json=notice_slip(facts, copies=copies).to_json(),
            language=language,
            not_after_at=now + timedelta(minutes=settings.KIOSK.printer.stale_after_minutes),
            request_id=request_id,
            clock=clock,
        )
        notice.save()
    return _issued(notice)


def page(*, token: str, language: str = "", clock: Clock = SYSTEM) -> NoticePage:
    """Return a notice for a phone, for 30 days; raises `Refused` where there is none or it is older."""
    notice = Notice.objects.filter(token=token, issued_at__gte=clock.now() - PAGE_LIFETIME).first()
    if notice is None:
        raise Refused("notice.page_gone")
    spoken = language or notice.language
    shown = checklist(
        service_id=notice.service_id, answers=dict(notice.answers), language=spoken, event_day=notice.event_day
    )
    return NoticePage(notice.serial, spoken, shown, frozenset(notice.ready))


def _case(service_id: str) -> tuple[guide.ServiceDetail, Case, guide.Wording]:
    detail, wording = guide.service(service_id=service_id), guide.wording()
    choices = tuple(Choice(one.choice_id, tuple(one.members), one.otherwise) for one in wording.choices)
    relations = Relations(tuple(wording.questions), wording.after, wording.else_after, choices)
    lines = tuple(Line(one.line_id, one.when, one.unless) for one in detail.documents)
    return detail, Case(lines, relations), wording


def _facts(  # noqa: PLR0913, PLR0917  # the visitor's whole case
    service_id: str,
    answers: Answers,
    ready: Collection[str],
    language: str,
    event_day: date | None,
    now: datetime,
    number: str,
    token: str,
) -> NoticeFacts:
    detail, case, wording = _case(service_id)
    known = case.known(answers)
    view = Teller(FALLBACK, wording).checklist(detail, case, known, event_day)
    other = Teller(language, wording, second) if language != FALLBACK else None
    return NoticeFacts(
        office=guide.office_name().get(FALLBACK, ""),
        checklist=view,
        second=other.checklist(detail, case, known, event_day) if other else None,
        ready=frozenset(ready) & {item.item_id for item in view.items},
        language=language,
        serial=number,
        issued_at=now,
        page_url=_page_url(token),
    )


def _notice(facts: NoticeFacts, answers: Answers, event_day: date | None, copies: int, request_id: uuid.UUID) -> Notice:
    view = facts.checklist
    return Notice(
        serial=facts.serial,
        service_id=view.service_id,
        service_name=view.service_name,
        answers=[list(pair) for pair in answers.items()],  # a mapping would lose its order in PostgreSQL
        ready=sorted(facts.ready),
        missing=[one.item_id for one in view.items if one.item_id not in facts.ready],
        event_day=event_day,
        edition=view.as_of,
        language=facts.language,
        copies=copies,
        request_id=request_id,
        issued_at=facts.issued_at,
    )


def _issued(notice: Notice) -> NoticeIssued:
    return NoticeIssued(notice.pk, notice.serial, notice.job_id, _page_url(notice.token))


def _page_url(token: str) -> str:
    base: str = settings.KIOSK.office.public_url
    return f"{base.rstrip('/')}/n/{token}/" if base else ""
