"""The office of a real kiosk: asks the services and nothing else, each where its feature is there.

Which features there are is found by looking, so that home closes up round what is not there.
"""

# ruff: noqa: PLR0913, PLR0917  # each a fact of its own, told by name

from __future__ import annotations

import logging
from importlib import import_module
from importlib.util import find_spec
from threading import RLock
from typing import TYPE_CHECKING, Any

from kiosk.errors import ContentError
from kiosk.hours import Hours, parse_spans
from screens.loudness import Sound
from screens.office import FEATURES, Facts, HallSheets

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from kiosk.blood_pressure.answers import ScaleView, SessionView, Timing
    from kiosk.guide.answers import CategoryView, FaqView, Found, LifeEventView, ServiceView
    from kiosk.help.answers import HelpCallView, VolunteerView
    from kiosk.notices.services import ChecklistView, NoticeIssued, QuestionView
    from kiosk.outbox.services import JobView
    from kiosk.queues.answers import ClassView, ServedView, TicketTaken
    from kiosk.ratings.services import RatingStored
    from kiosk.signals import Subscription
    from screens.office import Answers

_log = logging.getLogger(__name__)
_importing = RLock()


class KioskOffice:
    """The real services; `channel` is where their announcements are read.  `boot` must have run before the first question."""

    def __init__(self, home: Path | None, *, channel: str = "kiosk") -> None:
        self._home, self._channel, self._place = home, channel, ""
        self.demo = False
        self.features: frozenset[str] = frozenset()
        self.here: ServedView | None = None
        self.idle_s: tuple[float, float] = (45, 15)
        self.hours = Hours()
        self.backlight, self.sound, self.still_board = "", Sound(), False
        self.board_pages: tuple[str, ...] = ()
        self.board_languages: tuple[str, ...] = ()
        self.board_chime = False

    def boot(self) -> None:
        """Set the services up; raises `kiosk.errors.ConfigError`."""
        from kiosk.project.boot import boot  # noqa: PLC0415  # heavy: it must not delay the first frame
        from kiosk.queues.answers import ServedView  # noqa: PLC0415  # the same

        config = boot(self._home)
        self.demo, self._place = config.demo, config.office.kiosk_label
        self.here = ServedView("", config.office.counter) if config.office.counter else None
        self.idle_s = (config.screen.idle_ask_s, config.screen.idle_reset_s)
        self.hours, self.backlight = config.hours.hours(), config.screen.backlight
        self.still_board, self.board_chime = config.board.still, config.board.chime
        self.board_pages, self.board_languages = tuple(config.board.pages), tuple(config.board.translations)
        self.sound = Sound(config.sound.chimes, config.sound.volume - 1, parse_spans(config.sound.softer))
        self.features = frozenset(
            name for name in FEATURES if find_spec(f"kiosk.{name}") and find_spec(f"kiosk.{name}.services")
        )

    def recover(self) -> None:
        """Let go of a connection that broke, after a question has failed; in the thread that asked."""
        from kiosk.project.boot import drop_broken_connections  # noqa: PLC0415  # Django

        drop_broken_connections()

    def subscribe(self, *topics: str) -> Subscription:
        """Listen to wake-ups."""
        from kiosk.signals import subscribe  # noqa: PLC0415

        return subscribe(*topics)

    def facts(self) -> Facts:
        """Return the hall, the devices and what is announced now; the hours may have changed by what was decided for a day."""
        queues = _services("queues")
        self.hours = queues.opening_hours()
        return Facts(
            hall=queues.hall(), health=_services("health").devices(),
            announcements=_services("announcements").on_air(self._channel, place=self._place),
        )  # fmt: skip

    def hall_sheets(self) -> HallSheets:
        """Return plan and fees for the board; a plan that cannot be used is told in the log and left out."""
        guide = _services("guide")
        try:
            plan = guide.hall_plan()
        except ContentError as error:
            _log.warning("the board shows no plan: %s", error)
            plan = None
        return HallSheets(plan, guide.fees(), guide.fees_as_of())

    def classes(self, language: str) -> tuple[ClassView, ...]:
        """Return the classes a number can be taken in."""
        return _services("queues").classes(language=language)  # type: ignore[no-any-return]

    def take_ticket(self, letter: str, language: str, *, priority: bool, request_id: UUID) -> TicketTaken:
        """Take a number."""
        return _services("queues").take_ticket(  # type: ignore[no-any-return]
            letter=letter, language=language, priority=priority, request_id=request_id
        )

    def job(self, job_id: int) -> JobView:
        """Return how a slip is doing."""
        return _services("outbox").job_view(job_id=job_id)  # type: ignore[no-any-return]

    def life_events(self, language: str) -> tuple[LifeEventView, ...]:
        """Return what happens in people's lives, with its services."""
        return _services("queues").life_events_now(language=language)  # type: ignore[no-any-return]

    def categories(self, language: str) -> tuple[CategoryView, ...]:
        """Return the kinds of services."""
        return _services("queues").categories_now(language=language)  # type: ignore[no-any-return]

    def services(self, language: str, category: str) -> tuple[ServiceView, ...]:
        """Return the services of a kind."""
        return _services("queues").services_now(language=language, category=category)  # type: ignore[no-any-return]

    def search(self, query: str, language: str) -> Found:
        """Return what is found by words or by first sounds in Zhuyin."""
        return _services("queues").search_now(query=query, language=language)  # type: ignore[no-any-return]

    def answer(self, faq_id: str, language: str) -> FaqView:
        """Return a question that people ask, with its answer."""
        return _services("guide").answer(faq_id=faq_id, language=language)  # type: ignore[no-any-return]

    def questions(self, service_id: str, answers: Answers, language: str) -> tuple[QuestionView, ...]:
        """Return the questions of a service."""
        return _services("notices").questions(service_id=service_id, answers=answers, language=language)  # type: ignore[no-any-return]

    def checklist(self, service_id: str, answers: Answers, language: str) -> ChecklistView:
        """Return what to bring."""
        return _services("notices").checklist(service_id=service_id, answers=answers, language=language)  # type: ignore[no-any-return]

    def case_url(self, service_id: str, answers: Answers, ready: tuple[str, ...], language: str) -> str:
        """Return the address of the list for the visitor's own phone, empty where phones cannot reach the kiosk."""
        return _services("notices").case_url(  # type: ignore[no-any-return]
            service_id=service_id, answers=answers, ready=ready, language=language
        )

    def preview_notice(self, service_id: str, answers: Answers, ready: tuple[str, ...], language: str) -> bytes:
        """Return the notice slip in its true dots, as PNG."""
        return _services("notices").preview(  # type: ignore[no-any-return]
            service_id=service_id, answers=answers, ready=ready, language=language
        )

    def print_notice(
        self, service_id: str, answers: Answers, ready: tuple[str, ...], language: str, copies: int, request_id: UUID
    ) -> NoticeIssued:
        """Print the notice slip."""
        return _services("notices").print_notice(  # type: ignore[no-any-return]
            service_id=service_id,
            answers=answers,
            ready=ready,
            language=language,
            copies=copies,
            request_id=request_id,
        )

    def served(self, replaces: int | None) -> tuple[ServedView, ...]:
        """Return who was served and may be named in a rating, newest first; at a counter it alone."""
        queues, answered = _services("queues"), _services("ratings").answered_numbers(besides=replaces)
        if self.here is not None:
            return (queues.served_at(counter=self.here.counter, answered=answered),)
        return queues.served_lately(answered=answered)  # type: ignore[no-any-return]

    def rate(
        self, face: str, language: str, request_id: UUID, replaces: int | None, served: ServedView | None
    ) -> RatingStored:
        """Store a rating, with whom it names."""
        ratings = _services("ratings")
        return ratings.rate(  # type: ignore[no-any-return]
            face=ratings.Face(face), language=language, request_id=request_id, replaces=replaces,
            counter=served.counter if served else None, ticket=served.label if served else "",
        )  # fmt: skip

    def give_reasons(self, rating_id: int, reasons: tuple[str, ...]) -> None:
        """Add reasons to a rating."""
        _services("ratings").give_reasons(rating_id=rating_id, reasons=reasons)

    def begin_measuring(self, language: str, request_id: UUID, volunteer: str) -> SessionView:
        """Begin a blood-pressure session after consent."""
        return _services("blood_pressure").begin(  # type: ignore[no-any-return]
            language=language, identity="anonymous", consent=True, request_id=request_id, volunteer=volunteer
        )

    def timing(self) -> Timing:
        """Return how long to rest before and between readings."""
        return _services("blood_pressure").timing()  # type: ignore[no-any-return]

    def scale(self) -> ScaleView:
        """Return the adopted table of levels."""
        return _services("blood_pressure").scale()  # type: ignore[no-any-return]

    def measuring(self, session_id: Any) -> SessionView:
        """Return a session."""
        return _services("blood_pressure").session(session_id=session_id)  # type: ignore[no-any-return]

    def end_measuring(self, session_id: Any) -> SessionView:
        """End a session and return how it stands."""
        return _services("blood_pressure").end(session_id=session_id)  # type: ignore[no-any-return]

    def print_result(self, session_id: Any) -> Any:
        """Print a session's result; returns its job."""
        return _services("blood_pressure").print_result(session_id=session_id)

    def call_help(self, reason: str, place: str, language: str, request_id: UUID) -> HelpCallView:
        """Call a volunteer; returns only when the call is durable."""
        return _services("help").raise_call(  # type: ignore[no-any-return]
            reason=reason, place=place, language=language, request_id=request_id
        )

    def help_call(self, call_id: int) -> HelpCallView:
        """Return where a call stands."""
        return _services("help").call(call_id=call_id)  # type: ignore[no-any-return]

    def withdraw_help(self, call_id: int) -> HelpCallView:
        """Take a call back."""
        return _services("help").withdraw(call_id=call_id)  # type: ignore[no-any-return]

    def volunteer_arrives(self, badge: str, pin: str) -> VolunteerView:
        """Log a volunteer in; the call that stands here is answered by that."""
        return _services("help").arrive(badge=badge, pin=pin)  # type: ignore[no-any-return]


def _services(feature: str) -> Any:
    """Return a feature's services, imported when first asked for; one thread at a time, else one may find them half made."""
    with _importing:
        return import_module(f"kiosk.{feature}.services")
