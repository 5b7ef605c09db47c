"""An office of paper: the services as the screens ask for them, in memory.  For screen tests only."""

# ruff: noqa: D102, PLR0913, PLR0917  # each a fact of its own, told by name
# ruff: noqa: PLC0415, E501  # a port's whole signature; sample content in rows

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

from kiosk.blood_pressure.answers import ReadingView, ScaleView, SessionView, Step, Timing
from kiosk.blood_pressure.rules import Level, State
from kiosk.errors import Refused
from kiosk.guide.answers import CategoryView, FaqView, FeeView, Found, LifeEventView, ServiceView
from kiosk.guide.plan import load as load_plan
from kiosk.help.answers import HelpCallView, VolunteerView
from kiosk.help.rules import CallReason, CallState
from kiosk.hours import Hours, parse_spans
from kiosk.notices.answers import ChecklistView, ItemView, NoticeIssued, QuestionView
from kiosk.queues.answers import CallView, ClassView, CounterView, HallView, ServedView, TicketTaken
from kiosk.queues.rules import WaitRange
from kiosk.ratings.rules import Face
from kiosk.texts import FALLBACK, pick
from screens.gallery import paper_words as paper
from screens.loudness import Sound
from screens.office import FEATURES, Facts, HallSheets

AT = datetime(2026, 3, 5, 2, 24, tzinfo=UTC)
ALWAYS_OPEN = Hours()
DOOR_SIGN = Hours(week=(parse_spans("08:00-12:00, 13:30-17:30"),) * 5 + ((), ()), noon=parse_spans("12:00-13:30")[0])
BADGE = ("102", "480261")
EVENING = AT + timedelta(hours=7, minutes=41)
WAITS = {"A": (3, 5), "B": (2, 10), "C": (1, 15), "D": (0, 0), "E": (1, 10), "F": (0, 0), "G": (1, 5)}


def call(label: str, counter: int, *, priority: bool = False) -> CallView:
    """Return a call."""
    return CallView(0, label, counter, AT, 1, priority)


@dataclass
class PaperOffice:
    """Answers at once, unless `gate` is cleared; counts what it was asked, and what of that it did not refuse."""

    demo: bool = False
    idle_s: tuple[float, float] = (45, 15)
    hours: Hours = ALWAYS_OPEN
    closed: bool = False
    backlight: str = ""
    still_board: bool = False
    board_pages: tuple[str, ...] = ()
    board_languages: tuple[str, ...] = ("en",)
    board_chime: bool = False
    refuse_facts: bool = False
    counters: int = 0  # more than those of the picture, where it is told
    sound: Sound = field(default_factory=Sound)
    features: frozenset[str] = frozenset(FEATURES)
    taken: dict[Any, TicketTaken] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    granted: list[str] = field(default_factory=list)
    job_state: str = "sending"
    job_condition: str = ""
    health: tuple[Any, ...] = ()
    refuse: str = ""
    status_url: str = "https://kiosk.example/t/5f3a9c1e/"
    gate: threading.Event = field(default_factory=threading.Event)
    announcements: tuple[Any, ...] = ()
    calls: tuple[CallView, ...] = (call("A012", 3), call("C007", 5), call("B031", 1), call("A011", 2), call("E004", 6))
    phone_url: str = "https://kiosk.example/bring"
    words_url: str = "https://kiosk.example/r/nG4tq0Vh2mY3cWbK/"
    here: ServedView | None = None
    lately: tuple[ServedView, ...] = ()  # whom a visitor may name
    ratings: list[str] = field(default_factory=list)
    named: list[ServedView | None] = field(default_factory=list)
    reasons: list[Any] = field(default_factory=list)
    printed: list[Any] = field(default_factory=list)
    session: Any = None
    ended: list[Any] = field(default_factory=list)
    yes_no: bool = False
    full: str = ""  # letters of the classes whose numbers are given out
    help_down: bool = False
    helped_by: list[str] = field(default_factory=list)
    help_raised: list[tuple[str, str, str]] = field(default_factory=list)
    help_changes: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.gate.set()

    def facts(self) -> Facts:
        if self.refuse_facts:
            raise OSError("the database is away")
        if self.closed:
            return Facts(HallView((), 0, {}, (), None), self.health, self.announcements)
        clerks = (paper.CLERKS * 5)[: self.counters or len(paper.CLERKS)]
        counters = tuple(
            CounterView(n, bool(label), label if self.calls else "", name, title) for n, (name, title, label) in enumerate(clerks, start=1)
        )
        hall = HallView(self.calls, 8, {"A": 3, "B": 2, "C": 1, "E": 1, "G": 1}, counters, WaitRange(5, 10))
        return Facts(hall, self.health, self.announcements)

    def hall_sheets(self) -> HallSheets:
        fees = tuple(
            FeeView(str(n), name, name, twd, more, unit, False) for n, (name, twd, more, unit) in enumerate(paper.FEES)
        )
        return HallSheets(load_plan(), fees, "2024-10-11")

    def classes(self, language: str) -> tuple[ClassView, ...]:
        return tuple(
            ClassView(
                letter, pick(name, language), pick(detail, language), waiting, WaitRange(high, high), letter not in self.full,
                "ticket.class_full" if letter in self.full else "",
            )
            for (letter, (name, detail)), (waiting, high) in zip(paper.CLASSES.items(), WAITS.values(), strict=True)
        )

    def take_ticket(self, letter: str, language: str, *, priority: bool, request_id: UUID) -> TicketTaken:
        self._asked("take_ticket")
        name, _ = paper.CLASSES[letter]
        if request_id not in self.taken:
            number = f"{letter}{8 + len(self.taken):03}"
            self.taken[request_id] = TicketTaken(
                1, number, letter, pick(name, language), 1, WaitRange(10, 15), priority, 7, self.status_url, AT
            )
        return self.taken[request_id]

    def job(self, job_id: int) -> Any:
        return SimpleNamespace(job_id=job_id, state=self.job_state, condition=self.job_condition, proof="A")

    def life_events(self, language: str) -> tuple[LifeEventView, ...]:
        return tuple(
            LifeEventView(key, pick(name, language), icon, self._services(language)[: 1 if key == "passport" else 3])
            for key, name, icon in paper.EVENTS
        )

    def categories(self, language: str) -> tuple[CategoryView, ...]:
        used = [one.category for one in paper.SERVICES]
        return tuple(CategoryView(key, pick(name, language), used.count(key)) for key, name in paper.CATEGORIES.items())

    def services(self, language: str, category: str) -> tuple[ServiceView, ...]:
        return tuple(one for one in self._services(language) if one.category == category)

    def _services(self, language: str) -> tuple[ServiceView, ...]:
        return tuple(
            ServiceView(one.service_id, pick(one.name, language), one.category, one.sample) for one in paper.SERVICES
        )

    def search(self, query: str, language: str) -> Found:
        if query not in {"ㄏㄐ", "ㄔ", "BI"}:
            return Found((), ())
        found = {"birth-registration", "transcript"}
        return Found(
            tuple(one for one in self._services(language) if one.service_id in found), (self.answer("birth", language),)
        )

    def answer(self, faq_id: str, language: str) -> FaqView:
        asked, answer = pick(paper.QUESTION, language), pick(paper.ANSWER, language)
        return FaqView(faq_id, asked, answer, "birth-registration", ("戶籍法 29", "民法 1059"), True)

    def questions(self, service_id: str, answers: dict[str, bool | None], language: str) -> tuple[Any, ...]:
        who = pick(paper.WHO_COMES, language)
        given = any(answers.get(key) for key, _ in paper.WHO)
        choice = tuple(
            QuestionView(key, pick(name, language), (answers.get(key) is True) if given else None, False, "who", who)
            for key, name in paper.WHO
        )
        if not self.yes_no:
            return choice
        text, answer = pick(paper.WILL_IT_CHANGE, language), answers.get("hc_change")
        return (*choice, QuestionView("hc_change", text, answer, "hc_change" in answers and answer is None, "", ""))

    def checklist(self, service_id: str, answers: dict[str, bool | None], language: str) -> Any:
        papers = paper.PAPERS + (paper.PAPERS_OF_A_PROXY if answers.get("proxy") else ())
        items = tuple(
            ItemView(key, pick(name, language), note if language == FALLBACK else "", False, False) for key, name, note in papers
        )
        fee, deadline, place = (pick(one, language) for one in (paper.FEE, paper.DEADLINE, paper.PLACE))
        name = pick(paper.BIRTH, language)
        return ChecklistView(service_id, name, "", items, fee, deadline, place, "戶籍法 6", (), "2024-10-11", True)

    def case_url(self, service_id: str, answers: dict[str, bool | None], ready: tuple[str, ...], language: str) -> str:
        return self.phone_url and f"{self.phone_url}/{service_id}/in_person.y~hc_change.n/{'~'.join(ready) or '-'}/?language={language}"

    def preview_notice(self, service_id: str, answers: dict[str, bool | None], ready: tuple[str, ...], language: str) -> bytes:
        from kiosk.paper.samples import notice_png

        return notice_png(language)

    def print_notice(
        self, service_id: str, answers: dict[str, bool | None], ready: tuple[str, ...], language: str, copies: int,
        request_id: UUID,
    ) -> NoticeIssued:  # fmt: skip
        self._asked("print_notice")
        self.printed.append((service_id, answers, ready, copies))
        return NoticeIssued(1, "115030512", 9, "")

    def served(self, replaces: int | None) -> tuple[ServedView, ...]:
        self._asked("served")
        return self.lately

    def rate(self, face: str, language: str, request_id: UUID, replaces: int | None, served: ServedView | None) -> Any:
        self._asked("rate")
        self.ratings.append(face)
        self.named.append(served)
        return SimpleNamespace(rating_id=len(self.ratings), face=Face(face), words_url=self.words_url)

    def give_reasons(self, rating_id: int, reasons: tuple[str, ...]) -> None:
        self.reasons.append((rating_id, reasons))

    def begin_measuring(self, language: str, request_id: UUID, volunteer: str) -> Any:
        self._asked("begin_measuring")
        self.helped_by.append(volunteer)
        self.session = self.session or session()
        return self.session

    def timing(self) -> Timing:
        return Timing(300, 60, 900)

    def scale(self) -> ScaleView:
        steps = tuple(
            Step(level, level.shape, level.text_key, limit, None)
            for level, limit in zip(Level, (None, 120, 130, 140, 180), strict=True)
        )
        return ScaleView("tw-2022", 1, {}, {}, 18, False, steps)

    def measuring(self, session_id: Any) -> SessionView:
        if self.session is None:
            raise Refused("bp.unknown")
        return cast("SessionView", self.session)

    def end_measuring(self, session_id: Any) -> SessionView:
        self.measuring(session_id)
        self.ended.append(session_id)
        self.session = replace(self.session, state=State.ENDED if self.session.readings else State.NO_RESULT)
        return cast("SessionView", self.session)

    def print_result(self, session_id: Any) -> Any:
        self.printed.append(session_id)
        return 11

    def call_help(self, reason: str, place: str, language: str, request_id: UUID) -> HelpCallView:
        self._asked("call_help")
        if self.help_down:
            raise OSError("database is locked")
        self.help_raised.append((reason, place, language))
        return self.help_call(len(self.help_raised))

    def help_call(self, call_id: int) -> HelpCallView:
        call = HelpCallView(
            call_id, "K1", "home", CallReason.ASKED, "zh_Hant", CallState.RAISED, AT, AT + timedelta(seconds=90), None, "", ""
        )
        return replace(call, **self.help_changes)

    def withdraw_help(self, call_id: int) -> HelpCallView:
        self.asked.append("withdraw_help")
        return self.help_call(call_id)

    def volunteer_arrives(self, badge: str, pin: str) -> VolunteerView:
        self._asked("volunteer_arrives")
        if (badge, pin) != BADGE:
            raise Refused("volunteer.wrong")
        self.help_changes |= {"acknowledged_at": AT, "outcome": "done"} if self.help_raised else {}
        return VolunteerView("wang", "王美玉")

    def _asked(self, what: str) -> None:
        self.asked.append(what)
        self.gate.wait(5)
        if self.refuse:
            raise Refused(self.refuse)
        self.granted.append(what)


def reading(seq: int, systolic: int, diastolic: int, pulse: int, level: Level = Level.ELEVATED) -> ReadingView:
    """Return a blood-pressure reading."""
    return ReadingView(seq, systolic, diastolic, pulse, AT, level)


def session(**changes: Any) -> SessionView:
    """Return a session that waits, or what `changes` make of it."""
    base: dict[str, Any] = {
        "session_id": UUID(int=1), "state": State.WAITING, "language": "zh_Hant", "identity": "anonymous", "token": "",
        "readings": (), "readings_wanted": 2, "readings_counted": 0, "average": None, "level": None, "urgent": False,
        "advice_key": None, "note_keys": (), "trouble": None, "troubles_in_a_row": 0, "started_at": AT,
        "closes_at": AT + timedelta(minutes=15), "next_reading_at": None,
    }  # fmt: skip
    return SessionView(**base | changes)


def finished() -> SessionView:
    """Return a session with two readings."""
    two = (reading(1, 128, 78, 74), reading(2, 124, 76, 70))
    return session(
        state=State.DONE, readings=two, readings_counted=2, average=reading(0, 126, 77, 72), level=Level.ELEVATED,
        advice_key="bp.advice.elevated",
    )  # fmt: skip


def health(device: str, state: str, condition: str) -> Any:
    """Return how a device is."""
    return SimpleNamespace(device=device, state=state, condition=condition, detail="", warning="", since_at=AT)
