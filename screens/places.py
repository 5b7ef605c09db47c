"""The screens by name: the only list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.answer import AnswerScreen
from screens.attract import AttractScreen
from screens.bp_result import BpResultScreen
from screens.checklist import ChecklistScreen
from screens.choose_service import ChooseServiceScreen, ListCategoriesScreen, ListServicesScreen
from screens.closed import ClosedScreen
from screens.consent import ConsentScreen
from screens.give_reasons import GiveReasonsScreen
from screens.home import HomeScreen
from screens.measure import MeasureScreen
from screens.night import NightScreen
from screens.notice_issued import NoticeIssuedScreen
from screens.out_of_order import OutOfOrderScreen
from screens.preview_notice import PreviewNoticeScreen
from screens.rate import RateScreen
from screens.rest import RestScreen
from screens.search import SearchScreen
from screens.take_ticket import TakeTicketScreen
from screens.thank import ThankScreen
from screens.ticket_issued import TicketIssuedScreen
from screens.volunteer_log_in import VolunteerLogInScreen

if TYPE_CHECKING:
    from screens.screen import Screen

_ALL: tuple[type[Screen], ...] = (
    AnswerScreen, AttractScreen, BpResultScreen, ChecklistScreen, ChooseServiceScreen, ClosedScreen, ConsentScreen,
    GiveReasonsScreen, HomeScreen, ListCategoriesScreen, ListServicesScreen, MeasureScreen, NightScreen, NoticeIssuedScreen,
    OutOfOrderScreen, PreviewNoticeScreen, RateScreen, RestScreen, SearchScreen, TakeTicketScreen, ThankScreen,
    TicketIssuedScreen, VolunteerLogInScreen,
)  # fmt: skip

SCREENS: dict[str, type[Screen]] = {screen.name: screen for screen in _ALL}
