"""What an Onbon font card does with a request, by the command tables of the protocol."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from devices.simulators.onbon_areas import BadRecordError, Shown, read_areas
from devices.simulators.onbon_wire import ACK, BAD_CRC, EVERY_CARD, EVERY_SCREEN, NACK, Request, say

if TYPE_CHECKING:
    from collections.abc import Callable

OK, UNKNOWN_GROUP, UNKNOWN_COMMAND, MEMORY_FULL, NO_FILE, BAD_DATE, BAD_BLOCK = 0, 1, 2, 4, 6, 14, 16
STATUS_REPLY = 0xA102
MOST_AREAS = 8
GROUPS = {0xA1, 0xA2, 0xA3}
FULL = 15
PROGRAM_AREAS_AT = 24


class Desk:
    """Obeys requests; `now` is the simulator's monotonic clock, `today` the time of day in the hall."""

    def __init__(
        self, screen: int, device: int, *, counts_dots: bool, now: Callable[[], float], today: Callable[[], datetime]
    ) -> None:
        self._screen, self._device, self._counts_dots = screen, device, counts_dots
        self._now, self._today = now, today
        self._clock_ahead = timedelta()
        self._areas: dict[int, Shown] = {}
        self._half: dict[str, bytes] = {}
        self.programs: dict[str, list[Shown]] = {}
        self.levels: tuple[int, ...] = (FULL,) * 48
        self.is_on = True
        self.area_writes: dict[int, int] = {}
        self.flash_writes = 0
        self.blanks = 0
        """How often a request left a sign dark that had shown something."""

    def is_for_us(self, request: Request) -> bool:
        """Whether screen number and device type are ours, or everybody's."""
        return request.screen in {EVERY_SCREEN, self._screen} and request.device in {EVERY_CARD, self._device}

    def lose_power(self) -> None:
        """Forget RAM; files, the clock and the switches stay."""
        self._areas.clear()
        self._half.clear()

    def clock(self) -> datetime:
        """Return the card's own time."""
        return self._today() + self._clock_ahead

    def brightness(self) -> int:
        """Return the level of this half hour, 0 to 15."""
        clock = self.clock()
        return self.levels[clock.hour * 2 + clock.minute // 30]

    def areas(self) -> list[Shown]:
        """Return the dynamic areas that are left at this moment, by number."""
        self._areas = {number: area for number, area in self._areas.items() if not area.is_over(self._now())}
        return [self._areas[number] for number in sorted(self._areas)]

    def shown(self) -> list[Shown]:
        """Return the areas that light lamps: the dynamic ones, or the first program in flash where there are none."""
        if not self.is_on:
            return []
        return self.areas() or next(iter(self.programs.values()), [])

    def answer(self, request: Request) -> bytes:
        """Do what `request` asks and return the reply."""
        if not request.sum_is_right:
            return say(NACK, BAD_CRC)
        if request.code == 0xA202:
            return say(STATUS_REPLY, told=self._status())
        was_lit = bool(self.shown())
        try:
            error = self._do(request)
        except (BadRecordError, IndexError):
            error = MEMORY_FULL
        if was_lit and self.is_on and not self.shown():
            self.blanks += 1
        return say(NACK, error) if error else say(ACK)

    def _do(self, request: Request) -> int:
        doing = self._COMMANDS.get(request.code)
        if doing is None:
            return UNKNOWN_COMMAND if request.code >> 8 in GROUPS else UNKNOWN_GROUP
        return doing(self, request.params)

    def _status(self) -> bytes:
        numbers = bytes(area.number for area in self.areas())
        current = next(iter(self.programs), "").encode().ljust(4, b"\0")
        head = bytes([1 if self.is_on else 2, self.brightness()]) + self._told_clock() + bytes([len(self.programs)])
        return head + current + bytes([0, 0, len(numbers)]) + numbers + bytes(16)

    def _told_clock(self) -> bytes:
        clock = self.clock()
        century, rest = f"{clock:%Y}"[:2], f"{clock:%Y}"[2:]
        return bytes.fromhex(f"{rest}{century}{clock:%m%d%H%M%S}{clock.isoweekday():02}")

    def _nothing(self, _params: bytes) -> int:
        return OK

    def _reset(self, _params: bytes) -> int:
        self.lose_power()
        self.programs.clear()
        self.flash_writes += 1
        return OK

    def _set_clock(self, params: bytes) -> int:
        try:
            told = datetime.strptime(params[1::-1].hex() + params[2:7].hex(), "%Y%m%d%H%M%S")  # noqa: DTZ007  a card knows no zone
        except ValueError:
            return BAD_DATE
        self._clock_ahead = told - self._today()
        return OK

    def _power(self, params: bytes) -> int:
        self.is_on = params[0] == 1
        return OK

    def _brightness(self, params: bytes) -> int:
        self.levels = tuple(params[2:50]) if params[0] == 2 else (params[1],) * 48
        return OK

    def _delete_area(self, params: bytes) -> int:
        if params[0] == 0xFF:
            self._areas.clear()
        self._areas.pop(params[0], None)
        return OK

    def _update_areas(self, params: bytes) -> int:
        gone, at = (set(self._areas), 1) if params[0] == 0xFF else (set(params[1 : 1 + params[0]]), 1 + params[0])
        fresh = read_areas(params[at + 1 :], params[at], self._now(), counts_dots=self._counts_dots)
        kept = {number: area for number, area in self._areas.items() if number not in gone}
        kept |= {area.number: area for area in fresh}
        if len(kept) > MOST_AREAS:
            return MEMORY_FULL
        self._areas = kept
        for area in fresh:
            self.area_writes[area.number] = self.area_writes.get(area.number, 0) + 1
        return OK

    def _clear_screen(self, _params: bytes) -> int:
        self._areas.clear()
        return OK

    def _start_file(self, params: bytes) -> int:
        self._half = {params[1:5].decode("latin-1"): b""}
        return OK

    def _write_block(self, params: bytes) -> int:
        name = params[:4].decode("latin-1")
        if name not in self._half:
            return NO_FILE
        if int.from_bytes(params[9:13], "little") != len(self._half[name]):
            return BAD_BLOCK
        self._half[name] += params[13:]
        self.flash_writes += 1
        if params[4] == 1:
            file = self._half.pop(name)
            areas = file[PROGRAM_AREAS_AT + 1 : -2]
            self.programs[name] = read_areas(
                areas, file[PROGRAM_AREAS_AT], self._now(), counts_dots=self._counts_dots, length_bytes=4
            )
        return OK

    def _delete_files(self, params: bytes) -> int:
        names = [params[at : at + 4].decode("latin-1") for at in range(2, len(params), 4)]
        self.flash_writes += 1
        self.programs = {name: areas for name, areas in self.programs.items() if names and name not in names}
        return OK

    _COMMANDS: ClassVar[dict[int, Callable[[Desk, bytes], int]]] = {
        0xA101: _delete_files, 0xA105: _start_file, 0xA106: _write_block, 0xA200: _nothing, 0xA201: _reset,
        0xA203: _set_clock, 0xA300: _power, 0xA301: _nothing, 0xA302: _brightness, 0xA304: _nothing,
        0xA305: _delete_area, 0xA306: _update_areas, 0xA308: _nothing, 0xA310: _clear_screen,
    }  # fmt: skip
