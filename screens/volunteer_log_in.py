"""A volunteer's badge and PIN on the glass: confirms a consent, answers the call that stands here.

The PIN is forgotten when it was sent, when the screen is left and with the visit; it is never read aloud nor logged.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kiosk.errors import Refused
from screens.arrange import dock_top
from screens.geometry import Area, grid
from screens.screen import LEFT, TITLE, WIDTH, Screen
from screens.widgets.banners import TroubleBanner
from screens.widgets.buttons import PrimaryButton
from screens.widgets.digits import DigitBoxes
from screens.widgets.keys import Key
from screens.widgets.words import Title, Words

if TYPE_CHECKING:
    from kiosk.help.answers import VolunteerView
    from screens.access import Look
    from screens.parts import Page
    from screens.screen import Lobby

BADGE, PIN = 3, 6
PAD = ("1", "2", "3", "4", "5", "6", "7", "8", "9")
NOT_ABOVE, GAP = 880, 16
DIGIT = (72, 60, 50)


@dataclass(frozen=True)
class Places:
    """Where the title, what is said below or instead of it, both rows of boxes, the first key and the button stand."""

    title: Area
    said: Area
    badge: Area
    pin: Area
    key: Area
    button: Area


def places(look: Look, *, refused: bool = False) -> Places:
    """Return the places for a look; whatever can be pressed stands low, on a wide screen at the right.

    What was refused takes more room than a title in large type; the boxes beside it are empty then.
    """
    foot = dock_top(look) - 24
    if look.wide:
        column = Area(1000, 152, 872, foot - 152)
        high = (column.height - 3 * GAP) / 4
        button = Area(LEFT, foot - 148, 872, 148)
        title = Area(LEFT, 140, 872, 196 if refused and look.large else 124)
        each = min(200.0, (button.y - title.bottom - 12 - 2 * GAP) / 2)
        badge = Area(LEFT, title.bottom + 12, 872, each)
        return Places(title, title, badge, Area(LEFT, badge.bottom + GAP, 872, each), _key(column, high), button)
    button = Area(LEFT, foot - 148, WIDTH, 148)
    column = Area(LEFT, NOT_ABOVE, WIDTH, button.y - 24 - NOT_ABOVE)
    badge, pin = Area(LEFT, 376, WIDTH, 228), Area(LEFT, 624, WIDTH, 228)
    title = TITLE if look.upright else Area(LEFT, 148, WIDTH, 196)
    said = Area(LEFT, TITLE.bottom + 8, WIDTH, 108) if look.upright else title
    return Places(title, said, badge, pin, _key(column, (column.height - 3 * GAP) / 4), button)


def _key(column: Area, high: float) -> Area:
    return Area(column.x, column.y, (column.width - 2 * GAP) / 3, high)


class VolunteerLogInScreen(Screen):
    """Two rows of boxes and a pad of digits; the badge is typed first, then the PIN."""

    name = "volunteer_log_in"

    def __init__(self, lobby: Lobby) -> None:
        super().__init__(lobby)
        self.badge = self._pin = ""
        self.busy = False
        self.refused: Refused | None = None

    def closed(self) -> None:
        """Forget what was typed."""
        self.badge = self._pin = ""

    def typed(self, digit: str) -> None:
        """Take a digit, from the glass or from a keyboard."""
        if self.busy:
            return
        self.refused = None
        if len(self.badge) < BADGE:
            self.badge += digit
        elif len(self._pin) < PIN:
            self._pin += digit
        self.refresh()

    def delete(self) -> None:
        """Take the last digit back."""
        if self._pin:
            self._pin = self._pin[:-1]
        else:
            self.badge = self.badge[:-1]
        self.refresh()

    def clear(self) -> None:
        """Begin anew."""
        self.badge = self._pin = ""
        self.refresh()

    def log_in(self) -> None:
        """Ask who this is."""
        office, badge, pin = self.lobby.office, self.badge, self._pin
        self._pin, self.busy = "", True
        self.refresh()
        self.ask(lambda: office.volunteer_arrives(badge, pin), self._came, self._failed)

    def recovered(self) -> None:
        """Let the volunteer type anew: badge and PIN did not belong together, or nobody could be asked."""
        self.badge = ""
        super().recovered()

    def compose(self) -> Page:
        """Build it."""
        text, page, place = self.texts.text, self.framed(), places(self.look, refused=self.refused is not None)
        self._add_head(page, place)
        first = len(self.badge) < BADGE
        page.add(DigitBoxes(place.badge, text("volunteer.badge"), self.badge, digits=BADGE, hidden=False, active=first))
        page.add(DigitBoxes(place.pin, text("volunteer.pin"), self._pin, digits=PIN, hidden=True, active=not first))
        self._add_pad(page, place.key)
        complete = len(self.badge) == BADGE and len(self._pin) == PIN
        page.add(
            PrimaryButton(
                place.button, "volunteer.log_in", self.log_in, label=text("app.busy" if self.busy else "volunteer.log_in"),
                icon="id-card", busy=self.busy, reason=None if complete or self.busy else text("volunteer.incomplete"),
            )
        )  # fmt: skip
        return page

    def _add_head(self, page: Page, place: Places) -> None:
        """Say what this is for, and above the boxes what to type or what was refused."""
        text, title = self.texts.text, Title(place.title, self.texts.text("volunteer.title"), chinese=self.chinese)
        title.max_lines = 1 if self.look.upright else 2
        if self.look.upright or self.refused is None:
            page.add(title)
        if self.refused is not None:
            said = text(self.refused.text_key, **self.refused.values)
            page.add(TroubleBanner(place.said, tone="warn", icon="circle-alert", title=said))
        elif self.look.upright:
            what = text("volunteer.incomplete")
            page.add(Words(place.said, what, sizes=(42, 40, 38, 36), colour="ink2", max_lines=2, spacing=1.2))

    def _add_pad(self, page: Page, first: Area) -> None:
        text = self.texts.text
        areas = grid(first, 12, 3, GAP, GAP)
        for digit, area in zip(PAD, areas, strict=False):
            page.add(Key(area, f"volunteer.digit.{digit}", partial(self.typed, digit), label=digit, sizes=DIGIT, secret=True))
        page.add(Key(areas[9], "volunteer.clear", self.clear, label=text("volunteer.clear")))
        page.add(Key(areas[10], "volunteer.digit.0", partial(self.typed, "0"), label="0", sizes=DIGIT, secret=True))
        page.add(Key(areas[11], "volunteer.delete", self.delete, label=text("volunteer.delete"), icon="delete"))

    def _failed(self, error: BaseException) -> None:
        """Say above the boxes what was refused: a toast would lie on the pad."""
        if isinstance(error, Refused):
            self.refused = error
            self.lobby.chimes.play("cannot")
        else:
            self.lobby.toast(self.texts.text("err.ask_desk"), tone="warn", icon="triangle-alert")
        self.recovered()

    def _came(self, volunteer: VolunteerView) -> None:
        self.lobby.volunteer_came(volunteer)
