"""An Onbon BX-5K / BX-6K font card as its supervisor sees it: hand it what should be shown, it sends only what differs.

Everything is shown in dynamic areas, which lie in the card's RAM: they may be rewritten without end, and are lost with the
power.  Texts cannot be read back, but the card lists the areas it shows: `verify` finds by that list that the power was
away, and the next `show` sends everything anew.  Flash is written by `keep_slogan` alone.

The card has no play list in RAM and no live clock we know of: the host turns the pages (`Turns`) and sets the minutes
forward, each in one small area.  Should the host fall silent, the card takes a clock and a call away by itself.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar, Final

from devices.errors import DeviceRefused, ProtocolError, Silent
from devices.marquee.codecs import onbon_commands as commands
from devices.marquee.codecs.onbon import ANY_DEVICE
from devices.marquee.codecs.onbon_area import SIX_K_DEVICES, Area, Units
from devices.marquee.codecs.onbon_commands import ALL_AREAS, MAX_LEVEL, UNKNOWN_COMMAND, Command, Message, Status
from devices.marquee.codecs.onbon_files import program_file, write_file
from devices.marquee.driver import NEVER, SignDriver
from devices.marquee.onbon_conversation import AS_IT_IS, Conversation
from devices.marquee.onbon_plan import Layout, lay_out
from devices.marquee.onbon_turns import Turn, Turns
from devices.marquee.settings import MarqueeSettings, ShowReport, SignInfo

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from devices.marquee.page import Page, Programme
    from devices.transports.base import Transport

SLOGAN: Final = "P000"
BY_DAY, BY_NIGHT = MAX_LEVEL, 6
DAY_HALF_HOURS: Final = range(13, 37)  # 06:30 to 18:30
OWN_LEVELS: Final = tuple(BY_DAY if at in DAY_HALF_HOURS else BY_NIGHT for at in range(commands.HALF_HOURS))
"""What a card without a light sensor does by itself."""
MAX_DOUBTS: Final = 2
RESEND_EACH_S: Final = 60.0
"""How often everything is sent to a card that does not list its areas."""


class FontCard(SignDriver):
    """A font card on a line that counts x and width in bytes of eight dots (BX-5K); used by one thread."""

    _usual_units: ClassVar[Units] = Units.BYTES

    def __init__(
        self,
        transport: Transport,
        settings: MarqueeSettings,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(transport, settings, monotonic)
        self.units = Units.DOTS if _device(settings) in SIX_K_DEVICES else self._usual_units
        self._talk = Conversation(transport, settings, monotonic, device=_device(settings))
        self._turns = Turns()
        self._layouts: dict[tuple[Page, bool], Layout] = {}
        self._dark = False
        self._brightness: Message | None = None
        self._answered: set[int] = set()
        self._unknown: set[int] = set()
        self._doubts = 0
        self.forget()

    def open(self) -> None:
        """Open the line to what may be another card; raises `LinkError`.  Says nothing to it."""
        self._answered.clear()
        self._unknown.clear()
        self._doubts = 0
        super().open()

    def forget_content(self) -> None:
        """Take no area and no brightness for known."""
        self._held: dict[int, Area] | None = None
        self._held_since = NEVER
        self._brightness_told = False
        self._turns.forget()

    def identify(self) -> SignInfo:
        """Ask the card whether it is there; it tells neither its firmware nor its size.  Raises `Silent` if it is not."""
        with self._forgetting_on_trouble():
            self._talk.ask(commands.PING, mode=AS_IT_IS)
        return SignInfo(unit=self._settings.unit or None)

    def show(self, programme: Programme, now: datetime) -> ShowReport:
        """Bring the sign to `programme`; silent and cheap if nothing differs.  `now` is aware.

        A text that is too long loses its end, openly.  Raises `Silent`, `LinkError` or `DeviceRefused`, after which
        everything is forgotten.
        """
        wanted = self._lay_out(programme)
        before = self._talk.requests
        with self._forgetting_on_trouble():
            turn = self._turns.now(programme, self._monotonic(), {page: one.lasts_s for page, one in wanted.items()})
            self._bring(self._areas_of(turn))
            self._bring_brightness()
            self._bring_clock(now)
        shortfalls = tuple(short for layout in wanted.values() for short in layout.shortfalls)
        return ShowReport(self._talk.requests - before, shortfalls, waiting=turn.is_call)

    def verify(self) -> bool:
        """Ask which areas the sign shows and whether it is lit; False also forgets.  One small request."""
        if self._held is None:
            return False
        with self._forgetting_on_trouble():
            status = self._status()
            if status is None:
                self._talk.ask(commands.PING)
                right = self._monotonic() - self._held_since < RESEND_EACH_S
            else:
                right = self._believed(set(status.areas) == set(self._held)) and status.is_on != self._dark
        if not right:
            self.forget()
        return right

    def _believed(self, listed: bool) -> bool:  # noqa: FBT001  # what the card says
        """Stop to listen to a card whose list is wrong again and again: it would be sent everything without end."""
        self._doubts = 0 if listed else self._doubts + 1
        if self._doubts > MAX_DOUBTS:
            self._unknown.add(Command.QUERY_STATUS)
        return listed

    def set_brightness(self, percent: int | None) -> None:
        """Set 1 to 100 %, or None for bright days and dimmer nights by the card's own clock."""
        level = None if percent is None else max(1, round(percent * MAX_LEVEL / 100))
        wish = commands.timed_brightness(OWN_LEVELS) if level is None else commands.forced_brightness(level)
        self._brightness_told = self._brightness_told and wish == self._brightness
        self._brightness = wish
        with self._forgetting_on_trouble():
            self._bring_brightness()

    def set_dark(self, *, dark: bool) -> None:
        """Switch the lamps off, or on again with everything as it was."""
        self._dark = dark
        with self._forgetting_on_trouble():
            self._talk.ask(commands.power(on=not dark))

    def keep_slogan(self, page: Page) -> None:
        """Write `page` to flash, for the card to show when it holds nothing else.

        Flash wears out: this is for setting a sign up, by hand, and for nothing that changes.
        """
        layout = lay_out(page, self._settings, self.units)
        with self._forgetting_on_trouble():
            for request in write_file(SLOGAN, program_file(SLOGAN, layout.areas)):
                self._talk.ask(request)

    def _lay_out(self, programme: Programme) -> dict[Page, Layout]:
        """Return the layout of every page there is; those of an earlier wish are dropped."""
        known, self._layouts = self._layouts, {}
        singles = ((programme.call, True), (programme.urgent, False))
        wanted = [*((page, False) for page in programme.pages), *((one, is_call) for one, is_call in singles if one)]
        for page, is_call in wanted:
            key = (page, is_call)
            self._layouts[key] = known.get(key) or lay_out(page, self._settings, self.units, is_call=is_call)
        return {page: self._layouts[page, is_call] for page, is_call in wanted}

    def _areas_of(self, turn: Turn) -> Sequence[Area]:
        if turn.page is None:
            return ()
        key = (turn.page, turn.is_call)
        if key not in self._layouts:  # a call that still stands although the wish for it is gone
            self._layouts[key] = lay_out(turn.page, self._settings, self.units, is_call=turn.is_call)
        return self._layouts[key].areas

    def _bring(self, areas: Sequence[Area]) -> None:
        """Send what differs, in one request: a card takes it up at once."""
        wanted = {area.number: area for area in areas}
        held = self._begin() if self._held is None else self._held
        changed = [area for area in areas if held is None or held.get(area.number) != area]
        delete = ALL_AREAS if held is None else sorted(set(held) - set(wanted))
        if changed or delete:
            self._talk.ask(commands.update_areas(changed, delete))
        self._held = wanted

    def _begin(self) -> Mapping[int, Area | None] | None:
        """Take up with a card of which nothing is known.

        Returns the areas it shows, what is in them unknown; None if it does not tell.
        """
        self._held_since = self._monotonic()
        status = self._status()
        if status is None or status.is_on == self._dark:
            self._talk.ask(commands.power(on=not self._dark))
        return None if status is None else dict.fromkeys(status.areas)

    def _bring_brightness(self) -> None:
        if self._brightness is not None and not self._brightness_told:
            self._try(self._brightness)
            self._brightness_told = True

    def _bring_clock(self, now: datetime) -> None:
        """Set the card's clock, by which it dims itself."""
        if self._clock_age_s() < self._settings.clock_every_s:
            return
        self._try(commands.set_clock(self._local(now)))
        self._clock_set_at = self._monotonic()

    def _status(self) -> Status | None:
        """Ask how the card is; None from one that does not know the question."""
        reply = self._try(commands.QUERY_STATUS, wanted=Command.STATUS)
        if reply is None:
            return None
        status = commands.parse_status(reply)
        if status is None:
            raise ProtocolError("the sign's status is too short", reply.data)
        return status

    def _try(self, request: Message, *, wanted: Command = Command.ACK) -> Message | None:
        """Ask what not every card may know; None from one that refuses it, or is silent to it and answers a ping."""
        if request.code in self._unknown:
            return None
        try:
            reply = self._talk.ask(request, wanted=wanted)
        except DeviceRefused as refused:
            if refused.code not in UNKNOWN_COMMAND:
                raise
        except Silent:
            if request.code in self._answered:
                raise
            self._talk.ask(commands.PING)
        else:
            self._answered.add(request.code)
            return reply
        self._unknown.add(request.code)
        return None


def _device(settings: MarqueeSettings) -> int:
    try:
        return int(settings.model_code, 16) if settings.model_code else ANY_DEVICE
    except ValueError as error:
        raise ValueError(
            f"model_code {settings.model_code!r} is no Onbon device type: write two hex digits, like 51"
        ) from error


class FontCard6K(FontCard):
    """A font card that counts x and width in dots (BX-6K)."""

    _usual_units = Units.DOTS
