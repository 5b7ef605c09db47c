"""What a JetFile II sign does with a request, by the command tables of the manual."""

from __future__ import annotations

import struct
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from devices.simulators.jetfile2_player import LIST, Player
from devices.simulators.jetfile2_wire import CHECKSUM_WRONG, FirstRequest, Request, say_payload, say_status

if TYPE_CHECKING:
    from collections.abc import Callable

OK, UNKNOWN, NO_FILE, PAST_END, TOO_LARGE, OUT_OF_ORDER = 0x9000, 0x9005, 0x9008, 0x9009, 0x9013, 0x9014
BAD_LENGTH, NO_PATH, EMERGENCY_TOO_LONG, NOTHING_PLAYING = 0x9006, 0x7E01, 0x2901, 0x6701
FOLDERS = {4: "T", 5: "S", 6: "P", 7: "A"}
PROGRAM_VERSION, FPGA_VERSION = 0x0287, 0x0104

Answer = int | tuple[bytes, bytes]


class Desk:
    """Obeys requests; `now` is the simulator's monotonic clock, `today` the time of day in the hall."""

    def __init__(
        self, player: Player, rows: int, address: tuple[int, int], now: Callable[[], float],
        today: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self.player = player
        self.is_black = False
        self.brightness: int | None = None
        self._rows = rows
        self._group, self._unit = address
        self._now, self._today = now, today
        self._parts: dict[str, list[bytes]] = {}

    def is_for_us(self, request: Request) -> bool:
        """Whether the address is ours; 0 is everybody's."""
        return request.group in {0, self._group} and request.unit in {0, self._unit}

    def lose_power(self) -> None:
        """Forget half-written files and what was switched."""
        self._parts.clear()
        self.is_black = False

    def answer(self, request: Request) -> bytes:
        """Do what `request` asks and return the reply."""
        try:
            answer = self._do(request) if request.sum_is_right else CHECKSUM_WRONG
        except (struct.error, IndexError, ValueError):
            answer = BAD_LENGTH
        return say_status(request, answer) if isinstance(answer, int) else say_payload(request, *answer)

    def first(self, request: FirstRequest) -> bytes:
        """Obey a request of the first format: texts, strings, the play list."""
        for command in request.commands:
            if command.startswith(b"E.SL"):
                self._first_list(command[4:])
            elif command[:1] in {b"A", b"G"}:
                self._first_file(command)
        return b"OK"

    def _first_file(self, command: bytes) -> None:
        is_text = command[:1] == b"A"
        extended = command[1:2] == b"\x0f"
        drive = command[2:3].decode("latin-1") if extended else "D"
        name = command[4:6] if extended else command[1:2]
        content = command[6:] if extended else command[2:]
        if is_text:
            content = b"\x01Z00\x02A" + name[:1] + content.removeprefix(b"\x06") + b"\x04"
        folder = "T" if is_text else "S"
        self.player.files[f"{drive}:\\{folder}\\{name.decode('latin-1')}"] = content

    def _first_list(self, labels: bytes) -> None:
        names = [labels[at + 1 : at + 5] for at in range(0, len(labels) - 4, 5) if labels[at] == 0x0F]
        entries = [
            struct.pack("<ccBB16xHH12s", name[0:1], name[1:2], 0x0F, 0x80, 0, 0, name[2:4]) for name in names
        ]
        self.player.files[LIST] = b"SQ\x04\x00" + struct.pack("<HH", len(entries), 0) + b"".join(entries)
        self.player.restart_list()

    def _do(self, request: Request) -> Answer:
        main, sub = divmod(request.command, 256)
        if main == 0x02 and sub in FOLDERS:
            path = f"{chr(request.arg[0])}:\\{FOLDERS[sub]}\\{_name(request.arg[2:14])}"
            return self._write(path, request.arg[14:24], request.data)
        if main == 0x01 and sub in FOLDERS:
            path = f"{chr(request.arg[0])}:\\{FOLDERS[sub]}\\{_name(request.arg[4:16])}"
            return self._read(path, request.arg[16:20])
        doing = self._COMMANDS.get(request.command)
        return doing(self, request) if doing else UNKNOWN

    def _write(self, path: str, fields: bytes, data: bytes) -> int:
        total, packet_bytes, count, index = struct.unpack("<IHHH", fields)
        if len(data) > packet_bytes:
            return TOO_LARGE
        parts = self._parts.setdefault(path, [])
        if index == 1:
            parts.clear()
        if index != len(parts) + 1:
            return OUT_OF_ORDER
        parts.append(data)
        if index == count:
            content = b"".join(self._parts.pop(path))
            if len(content) != total:
                return BAD_LENGTH
            self.player.files[path] = content
        return OK

    def _read(self, path: str, fields: bytes) -> Answer:
        packet_bytes, index = struct.unpack("<HH", fields)
        content = self.player.files.get(path)
        if content is None:
            return NO_FILE
        piece = content[(index - 1) * packet_bytes : index * packet_bytes]
        if not piece and index > 1:
            return PAST_END
        return struct.pack("<HHI", packet_bytes, index, len(content)), piece

    def _write_system(self, request: Request) -> Answer:
        name = _name(request.arg[:12])
        code = self._write(f"C:\\{name}", request.arg[12:22], request.data)
        if code == OK and name == "SEQUENT.SYS":
            self.player.restart_list()
        return code

    def _read_system(self, request: Request) -> Answer:
        return self._read(f"C:\\{_name(request.arg[:12])}", request.arg[12:16])

    def _delete(self, request: Request) -> Answer:
        return OK if self.player.files.pop(_name(request.arg), None) is not None else NO_FILE

    def _exists(self, request: Request) -> Answer:
        return OK if _name(request.arg) in self.player.files else NO_PATH

    def _emergency(self, request: Request) -> Answer:
        if len(request.data) > 1024:
            return EMERGENCY_TOO_LONG
        self.player.start_emergency(request.data, int.from_bytes(request.arg[:2], "little"), self._now())
        return OK

    def _play_now(self, request: Request) -> Answer:
        path = f"{chr(request.arg[0])}:\\{chr(request.arg[1])}\\{_name(request.arg[2:14])}"
        return OK if self.player.play_now(path, self._now()) else NO_FILE

    def _restart_list(self, _request: Request) -> Answer:
        self.player.restart_list()
        return OK

    def _current_file(self, _request: Request) -> Answer:
        playing = self.player.playing(self._now(), self._today())
        return NOTHING_PLAYING if playing is None else (playing.path.encode("latin-1") + b"\0", b"")

    def _greet(self, _request: Request) -> Answer:
        return struct.pack(
            "<HH4sBBH", PROGRAM_VERSION, FPGA_VERSION, bytes(4), self._group, self._unit, 1
        ), b""

    def _parameters(self, _request: Request) -> Answer:
        size = self.player.columns, self._rows
        return struct.pack("<7HBB", 1, 1, 1, FPGA_VERSION, *size, 2, self._group, self._unit), b""

    def _status(self, _request: Request) -> Answer:
        mode = 2 if self.is_black else 1 if self.player.in_emergency(self._now()) else 0
        return bytes([mode, 0xFF, 0xFF, 0, 0xFF, 0, 0, 0]), b""

    def _set_clock(self, request: Request) -> Answer:
        low, high, month, day, hour, minute, second = (int(f"{byte:02x}") for byte in request.arg[:7])
        told = datetime(high * 100 + low, month, day, hour, minute, second)  # noqa: DTZ001  a sign knows no zone
        self.player.set_clock(told, self._today())
        return OK

    def _read_clock(self, _request: Request) -> Answer:
        clock = self.player.clock(self._today())
        weekday = clock.isoweekday() % 7
        return bytes.fromhex(clock.strftime("%Y")[2:] + clock.strftime("20%m%d%H%M")) + bytes(
            [weekday, 0x14]
        ), b""

    def _set_brightness(self, request: Request) -> Answer:
        self.brightness = request.arg[0] or None
        return OK

    def _read_brightness(self, _request: Request) -> Answer:
        kind = 0 if self.brightness is None else 1
        return b"", bytes([kind, self.brightness or 100, 0, 0, 0, 0, 0, 0])

    def _black(self, request: Request) -> Answer:
        self.is_black = request.command == 0x0401
        return OK

    _COMMANDS: ClassVar[dict[int, Callable[[Desk, Request], Answer]]] = {
        0x0102: _read_system, 0x010A: _parameters, 0x010B: _status, 0x0116: _read_brightness,
        0x0202: _write_system, 0x0209: _emergency, 0x0301: _greet, 0x0401: _black, 0x0402: _black,
        0x0407: _set_brightness, 0x0501: _read_clock, 0x0504: _set_clock, 0x0601: _restart_list,
        0x0606: _play_now, 0x0607: _current_file, 0x0706: _delete, 0x070E: _exists,
    }  # fmt: skip


def _name(field: bytes) -> str:
    return field.split(b"\0")[0].decode("latin-1")
