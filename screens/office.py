"""The services as the screens ask for them: one port, so that a screen test needs no database.

Every method blocks and is called through the bridge.  `screens.kiosk_office` asks the real services.
"""

# ruff: noqa: PLR0913, PLR0917  # each a fact of its own, told by name

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from uuid import UUID

    from kiosk.announcements.services import AnnouncementView
    from kiosk.blood_pressure.answers import ScaleView, SessionView, Timing
    from kiosk.guide.answers import CategoryView, FaqView, FeeView, Found, LifeEventView, ServiceView
    from kiosk.guide.plan import PlanView
    from kiosk.health.services import HealthView
    from kiosk.help.answers import HelpCallView, VolunteerView
    from kiosk.hours import Hours
    from kiosk.notices.services import ChecklistView, NoticeIssued, QuestionView
    from kiosk.outbox.services import JobView
    from kiosk.queues.answers import ClassView, HallView, ServedView, TicketTaken
    from kiosk.ratings.services import RatingStored
    from screens.loudness import Sound

    Answers = dict[str, bool | None]

FEATURES = ("queues", "guide", "notices", "ratings", "blood_pressure", "announcements", "help")


@dataclass(frozen=True)
class Facts:
    """What every screen may show: read together, again and again, off the main thread."""

    hall: HallView | None = None
    health: tuple[HealthView, ...] = ()
    announcements: tuple[AnnouncementView, ...] = ()

    def trouble(self, device: str) -> HealthView | None:
        """Return how a device is, if it does not work now."""
        return next((one for one in self.health if one.device == device and one.state != "ok"), None)


@dataclass(frozen=True)
class HallSheets:
    """What hangs in a hall for weeks: its plan (None where the file cannot be used), fees, and of which day those are."""

    plan: PlanView | None = None
    fees: tuple[FeeView, ...] = ()
    as_of: str = ""


class Office(Protocol):
    """What the office does for a visitor.  Views are those of `kiosk.<feature>.services`.

    `here` is the counter at which the screen stands, None in the lobby.
    `idle_s` says after how many seconds of quiet the screen asks, and after how many more it clears everything.
    `backlight` names the folder of the panel's backlight, "" for none; `sound` is how loud a visit begins;
    on a `still_board` nothing runs or flashes; `board_languages` follow the Chinese of what it announces.
    """

    demo: bool
    features: frozenset[str]
    here: ServedView | None
    idle_s: tuple[float, float]
    hours: Hours
    backlight: str
    sound: Sound
    still_board: bool
    board_pages: tuple[str, ...]
    board_languages: tuple[str, ...]
    board_chime: bool

    def hall_sheets(self) -> HallSheets:
        """Return plan and fees for the board."""

    def facts(self) -> Facts:
        """Return the hall, the devices and what is announced now."""

    def classes(self, language: str) -> tuple[ClassView, ...]:
        """Return the classes a number can be taken in."""

    def take_ticket(self, letter: str, language: str, *, priority: bool, request_id: UUID) -> TicketTaken:
        """Take a number."""

    def job(self, job_id: int) -> JobView:
        """Return how a slip is doing."""

    def life_events(self, language: str) -> tuple[LifeEventView, ...]:
        """Return what happens in people's lives, with its services."""

    def categories(self, language: str) -> tuple[CategoryView, ...]:
        """Return the kinds of services."""

    def services(self, language: str, category: str) -> tuple[ServiceView, ...]:
        """Return the services of a kind."""

    def search(self, query: str, language: str) -> Found:
        """Return what is found by words or by first sounds in Zhuyin."""

    def answer(self, faq_id: str, language: str) -> FaqView:
        """Return a question that people ask, with its answer."""

    def questions(self, service_id: str, answers: Answers, language: str) -> tuple[QuestionView, ...]:
        """Return the questions of a service."""

    def checklist(self, service_id: str, answers: Answers, language: str) -> ChecklistView:
        """Return what to bring."""

    def case_url(self, service_id: str, answers: Answers, ready: tuple[str, ...], language: str) -> str:
        """Return the address of the list for the visitor's own phone, empty where phones cannot reach the kiosk."""

    def preview_notice(self, service_id: str, answers: Answers, ready: tuple[str, ...], language: str) -> bytes:
        """Return the notice slip in its true dots, as PNG."""

    def print_notice(
        self, service_id: str, answers: Answers, ready: tuple[str, ...], language: str, copies: int, request_id: UUID
    ) -> NoticeIssued:
        """Print the notice slip."""

    def served(self, replaces: int | None) -> tuple[ServedView, ...]:
        """Return who was served and may be named in a rating, newest first; at a counter it alone.

        `replaces` is a rating chosen again: what it names may be named once more.
        """

    def rate(
        self, face: str, language: str, request_id: UUID, replaces: int | None, served: ServedView | None
    ) -> RatingStored:
        """Store a rating, with whom it names."""

    def give_reasons(self, rating_id: int, reasons: tuple[str, ...]) -> None:
        """Add reasons to a rating."""

    def timing(self) -> Timing:
        """Return how long to rest before and between readings."""

    def scale(self) -> ScaleView:
        """Return the adopted table of levels."""

    def begin_measuring(self, language: str, request_id: UUID, volunteer: str) -> SessionView:
        """Begin a blood-pressure session after consent; `volunteer` is who helped with it, "" for nobody."""

    def measuring(self, session_id: Any) -> SessionView:
        """Return a session."""

    def end_measuring(self, session_id: Any) -> SessionView:
        """End a session and return how it stands."""

    def print_result(self, session_id: Any) -> Any:
        """Print a session's result; returns its job."""

    def call_help(self, reason: str, place: str, language: str, request_id: UUID) -> HelpCallView:
        """Call a volunteer; returns only when the call is durable."""

    def help_call(self, call_id: int) -> HelpCallView:
        """Return where a call stands."""

    def withdraw_help(self, call_id: int) -> HelpCallView:
        """Take a call back."""

    def volunteer_arrives(self, badge: str, pin: str) -> VolunteerView:
        """Log a volunteer in; the call that stands here is answered by that."""
