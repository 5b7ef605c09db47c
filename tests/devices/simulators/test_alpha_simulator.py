"""The simulated Alpha sign against frames and readers of others, without our driver: it must understand them by itself."""

from __future__ import annotations

import json
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from readerboard.protocol import constants as theirs
from readerboard.protocol import frames as witness
from readerboard.protocol import replies

from devices.marquee.dots import DEBIAN_UNIFONT, Glyphs
from devices.simulators.alpha_sign import AlphaSimulator, Make
from devices.simulators.alpha_wire import Ear
from devices.simulators.pty_line import PtyLine
from devices.simulators.tcp_line import TcpLine
from devices.transports import open_transport
from devices.transports.base import LineSettings

if TYPE_CHECKING:
    from collections.abc import Callable

GLYPHS = Glyphs(DEBIAN_UNIFONT)
GOLDEN = {
    one["id"]: bytes.fromhex(one["hex"])
    for one in json.loads((Path(__file__).parents[2] / "frames" / "marquee.json").read_text("utf-8"))["frames"]
}
OFFICE = "戶政事務所"


class Wire:
    """The far end of a line without time."""

    port, plugged = "wire", True

    def __init__(self) -> None:
        self._said = b""

    def write(self, data: bytes, _timeout_s: float) -> int:
        self._said += data
        return len(data)

    def take(self) -> bytes:
        said, self._said = self._said, b""
        return said

    def plug(self) -> None:
        pass


class Bench:
    """A sign whose clock moves when it is told to."""

    def __init__(self, folder: Path, **make: object) -> None:
        self.now_s = 0.0
        clocks = {"monotonic": lambda: self.now_s, "today": lambda: datetime(2026, 3, 5, 10, 24)}  # noqa: DTZ001
        self.wire = Wire()
        self.sim = AlphaSimulator(self.wire, folder / "pictures", GLYPHS, Make(**clocks, **make))
        self.sim.thinking_s = 0.0

    @property
    def state(self) -> dict[str, object]:
        return self.sim.state()

    def hear(self, raw: bytes, *, after_s: float = 0.3) -> bytes:
        """Let it hear a whole transmission, a while after the last one; returns what it says."""
        self.now_s += after_s
        self.sim.attend(raw)
        return self.wire.take()

    def say(self, payload: bytes, **more: bytes) -> bytes:
        return self.hear(witness.packet(payload, **more))

    def divide(self, *files: witness.FileAllocation) -> None:
        self.say(witness.clear_memory())
        self.now_s += 2
        self.say(witness.set_memory_config(list(files)))
        self.now_s += 10


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.fixture
def divided(bench: Bench) -> Bench:
    bench.divide(
        witness.FileAllocation(b"A", 0x100), witness.FileAllocation(b"B", 20), witness.FileAllocation.string(b"b", 8),
        witness.FileAllocation.dots(b"6", 16, 80),
    )  # fmt: skip
    return bench


def test_a_new_sign_has_the_page_a_and_nothing_else(bench: Bench) -> None:
    assert replies.unwrap(bench.say(witness.read_memory_config()), b"$").startswith(b"AAU0100FFFF")
    bench.say(witness.write_text_file(b"A", b"HELLO"))
    bench.say(witness.write_string_file(b"b", b"1"))
    bench.now_s += 1
    assert bench.state["showing"] == "HELLO"
    assert bench.state["strings"] == {}
    assert bench.state["errors"] == 0x20


def test_a_table_without_clearing_first_is_kept_and_shows_nothing(bench: Bench) -> None:
    bench.say(witness.set_memory_config([witness.FileAllocation(b"A", 0x100)]))
    bench.now_s += 10
    bench.say(witness.write_text_file(b"A", b"HELLO"))
    bench.now_s += 1
    assert b"AAU" in bench.say(witness.read_memory_config())
    assert bench.state["showing"] == ""


def test_it_is_deaf_while_it_divides_its_memory(bench: Bench) -> None:
    bench.say(witness.clear_memory())
    assert bench.say(witness.read_memory_config()) == b""
    bench.now_s += 2
    bench.say(witness.set_memory_config([witness.FileAllocation(b"A", 0x100)]))
    bench.now_s += 2
    assert bench.say(witness.read_memory_config()) == b""
    bench.now_s += 3
    assert bench.say(witness.read_memory_config())


def test_text_pictures_and_values_are_shown_together(divided: Bench) -> None:
    divided.hear(GOLDEN["alpha-dots-chinese-80x16"])
    divided.say(witness.write_string_file(b"b", b"B107"))
    body = theirs.TEXT_COLOR_GREEN + witness.call_dots_file(b"6") + b" " + theirs.STRING_FILE_INSERT + b"b"
    divided.say(witness.write_text_file(b"A", body))
    divided.now_s += 1
    assert divided.state["showing"] == f"{OFFICE} B107"
    divided.say(witness.write_string_file(b"b", b"B108"))
    assert divided.state["showing"] == f"{OFFICE} B108"


def test_what_does_not_fit_is_lost_as_on_a_real_sign(divided: Bench) -> None:
    divided.say(witness.write_string_file(b"b", b"1234"))
    divided.say(witness.write_string_file(b"b", b"123456789"))
    assert divided.state["strings"] == {"b": ""}
    divided.say(witness.write_text_file(b"B", b"x" * 30))
    assert len(replies.unwrap(divided.say(b"BB"), b"B", command=b"A")) == 20
    divided.say(witness.write_dots_file(b"6", ["1" * 100] * 16))
    assert divided.sim._desk.files.pictures["6"] == ("1" * 80,) * 16
    divided.say(witness.write_dots_file(b"6", ["1" + "0" * 99] * 2))
    assert divided.sim._desk.files.pictures["6"][1] == "0" * 20 + "1" + "0" * 59, "its rows run into each other"


def test_a_table_larger_than_the_pool_is_refused(bench: Bench) -> None:
    bench.divide(*(witness.FileAllocation.dots(bytes([0x36 + at]), 31, 255) for at in range(9)))
    assert bench.state["errors"] == 0x08
    assert replies.unwrap(bench.say(witness.read_memory_config()), b"$").startswith(b"AAU0100")


def test_the_pool_is_told_as_readerboard_reckons_it(divided: Bench) -> None:
    info = replies.parse_general_information(divided.say(witness.read_general_information()))
    files = [witness.FileAllocation(b"A", 0x100), witness.FileAllocation(b"B", 20)]
    files += [witness.FileAllocation.string(b"b", 8), witness.FileAllocation.dots(b"6", 16, 80)]
    assert info.memory_total - info.memory_free == witness.memory_claimed(files)
    divided.say(witness.write_text_file(b"A", b"HELLO"))
    table = replies.unwrap(divided.say(witness.read_memory_config()), b"$")
    assert int(table[3:7], 16) == 0x100 + info.memory_free, "the first text has got the rest"


def test_all_is_read_back_as_readerboard_reads_it(divided: Bench) -> None:
    divided.say(witness.write_string_file(b"b", b"B107"))
    divided.say(witness.write_dots_file(b"6", ["012", "345"]))
    divided.say(witness.set_run_sequence([b"B", b"A"]))
    assert replies.unwrap(divided.say(witness.read_string_file(b"b")), b"b", command=b"G") == b"B107"
    assert replies.unwrap(divided.say(witness.read_string_file(b"z")), b"z", command=b"G") == b""
    assert replies.picture_contents(divided.say(witness.read_dots_file(b"6")), b"6") == b"0203012\r345\r"
    assert replies.picture_contents(divided.say(witness.read_dots_file(b"7")), b"7") == b""
    assert replies.unwrap(divided.say(witness.read_run_sequence()), b".") == b"SUBA"
    reply = divided.say(witness.read_memory_pool_size())
    assert reply.startswith(b"\0" * 20 + b"\x01000\x02E#")
    assert reply.endswith(b"\x04")


def test_the_golden_reply_is_its_own(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.divide(witness.FileAllocation.string(b"a", 16))
    bench.say(witness.write_string_file(b"a", b"READ ME"))
    assert bench.say(witness.read_string_file(b"a")) == GOLDEN["alpha-reply-string"]


def test_a_priority_message_takes_over_until_a_bare_release(divided: Bench) -> None:
    divided.say(witness.write_text_file(b"A", b"HELLO"))
    divided.say(witness.write_text_file(b"0", b"FIRE"))
    divided.now_s += 1
    assert (divided.state["showing"], divided.state["mode"]) == ("FIRE", "emergency")
    divided.say(witness.set_run_sequence([b"A"]))
    divided.now_s += 1
    assert divided.state["mode"] == "emergency", "a run sequence does not end it"
    divided.say(witness.write_text_file(b"0", b""))
    divided.now_s += 1
    assert divided.state["showing"] == "", "formatted and empty blanks the sign"
    divided.hear(GOLDEN["alpha-priority-release"])
    assert divided.state["showing"] == "HELLO"
    divided.say(witness.write_text_file(b"0", b"FIRE"))
    divided.say(b"E)AFF00")
    divided.now_s += 1
    assert divided.state["mode"] == "list", "a run time ends it"


def test_files_take_turns_and_those_that_are_not_there_are_skipped(divided: Bench) -> None:
    divided.say(witness.write_text_file(b"A", b"\x19ONE"))
    divided.say(witness.write_text_file(b"B", b"\x19TWO"))
    divided.say(witness.set_run_sequence([b"A", b"Q", b"B"]))
    seen = []
    for _ in range(40):
        divided.now_s += 0.1
        seen.append(str(divided.state["showing"]))
    assert list(dict.fromkeys(seen)) == ["ONE", "TWO"]
    divided.say(b"E.SU")
    assert divided.say(witness.read_run_sequence())
    frozen = divided.state["showing"]
    divided.now_s += 10
    assert divided.state["showing"] == frozen, "an empty run sequence freezes the display"


def test_the_display_blanks_where_a_real_one_does(divided: Bench) -> None:
    divided.say(witness.write_text_file(b"A", b"HELLO"))
    assert divided.state["showing"] == ""
    divided.now_s += 1
    before = dict(divided.state["blanks"])
    divided.say(witness.write_string_file(b"b", b"1"))
    divided.say(witness.set_run_sequence([b"A"]))
    assert divided.state["blanks"] == before
    divided.say(witness.write_dots_file(b"6", ["1"]))
    divided.say(witness.read_string_file(b"b"))
    assert divided.state["blanks"] == {**before, "I": 1, "H": 1}


def test_clock_and_formats(divided: Bench) -> None:
    divided.say(witness.set_time(14, 33))
    divided.say(witness.set_time_format(military=True))
    divided.say(b"E;112226")
    divided.say(witness.set_day_of_week(1))
    divided.say(witness.write_text_file(b"A", theirs.CURTIME_INSERT))
    divided.now_s += 1
    assert divided.state["showing"] == "14:33"
    assert str(divided.state["clock"]).startswith("2026-11-22T14:33")
    assert divided.state["errors"] == 0
    divided.say(b"E 9999")
    assert divided.state["errors"] == 0x20
    divided.say(b"E4")
    assert divided.state["errors"] == 0


def test_a_sign_that_can_be_dimmed_and_one_that_cannot(tmp_path: Path) -> None:
    dimmed, other = Bench(tmp_path / "a", dims=True), Bench(tmp_path / "b")
    dimmed.say(b"E/FF02")
    other.say(b"E/FF02")
    assert (dimmed.state["brightness"], dimmed.state["errors"]) == (72, 0)
    assert (other.state["brightness"], other.state["errors"]) == (100, 0x20)


def test_what_comes_damaged_or_in_haste_is_lost(divided: Bench) -> None:
    good = witness.packet(witness.write_string_file(b"b", b"1"))
    cases = [
        (GOLDEN["alpha-bad-checksum"].replace(b"Ga", b"Gb"), 0.3, 0x10),
        (good[3:], 0.3, 0),
        (good, 0.05, 0),
        (good.replace(b"1\x04", b"\xb1\x04"), 0.3, 0x01),
        (witness.packet(b"Q"), 0.3, 0x20),
    ]
    for raw, after_s, errors in cases:
        divided.say(b"E4")
        divided.hear(raw, after_s=after_s)
        assert divided.state["strings"] == {}
        assert divided.state["errors"] == errors
    assert divided.state["lost_for_haste"] == 1
    divided.hear(good)
    assert divided.state["strings"] == {"b": "1"}


def test_a_transmission_that_pauses_for_longer_than_a_second_is_lost() -> None:
    raw, ear = witness.packet(witness.write_string_file(b"b", b"1")), Ear()
    assert ear.hear(raw[:12], 0.0) == []
    assert ear.hear(raw[12:], 1.5) == []
    assert ear.errors == 0x04
    assert ear.hear(raw[:12], 3.0) == []
    assert len(ear.hear(raw[12:], 3.9)) == 1


def test_nested_commands_are_all_obeyed(bench: Bench) -> None:
    bench.divide(*(witness.FileAllocation.string(bytes([0x31 + at]), 16) for at in range(5)))
    bench.hear(GOLDEN["alpha-nested-strings-no-checksum"])
    assert bench.state["strings"] == {"1": "2.41 ", "2": "19.92 ", "3": "16.56 ", "4": "3.37 ", "5": "16.47 "}


@pytest.mark.parametrize(
    ("who", "is_ours"),
    [(b"Z00", True), (b"^01", True), (b"Z0?", True), (b"?01", True), (b"Z02", False), (b"f00", False), (b"f02,Z01", True)],
)
def test_it_listens_to_its_own_address(divided: Bench, who: bytes, is_ours: bool) -> None:
    raw = witness.packet(witness.read_run_sequence()).replace(b"^00", who)
    assert bool(divided.hear(raw)) is is_ours


def test_faults(divided: Bench) -> None:
    divided.sim.mute()
    assert divided.say(witness.read_run_sequence()) == b""
    divided.sim.mute(on=False)
    divided.sim.nack(times=2)
    assert divided.state["faults"] == ["nack"]
    for value in (b"1", b"2", b"3"):
        divided.say(witness.write_string_file(b"b", value))
    assert (divided.state["strings"], divided.state["errors"]) == ({"b": "3"}, 0x10)
    divided.sim.power_loss()
    assert (divided.state["mode"], divided.say(witness.read_run_sequence())) == ("off", b"")
    divided.sim.clear()
    assert divided.say(witness.read_run_sequence()) == b"", "it takes a moment to start"
    divided.now_s += 5
    assert replies.unwrap(divided.say(witness.read_memory_config()), b"$") == b"AAU0100FFFF"


def eventually(is_so: Callable[[], bool], within_s: float = 6.0) -> bool:
    deadline = time.monotonic() + within_s
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.02)
    return is_so()


@pytest.mark.parametrize("kind", ["pty", "tcp"])
def test_at_the_end_of_a_real_line_it_draws_what_it_shows(tmp_path: Path, kind: str) -> None:
    line = PtyLine(tmp_path / "sign") if kind == "pty" else TcpLine()
    with AlphaSimulator(line, tmp_path / "pictures", GLYPHS) as sim:
        near = open_transport(sim.line.port, LineSettings(data_bits=7, parity="E"))
        near.open()
        sim.noise()
        near.write(witness.packet(witness.write_text_file(b"A", b"\x1c2HELLO")), 2)
        assert eventually(lambda: sim.state()["showing"] == "HELLO")
        time.sleep(0.3)
        near.write(witness.packet(witness.read_run_sequence()), 2)
        heard = bytearray()

        def answered() -> bool:
            heard.extend(near.read(500, 0.1))
            return b"\x02E.SUA\x03" in heard

        assert eventually(answered)
        near.close()
        assert eventually(lambda: _is_green(Path(str(sim.state()["picture"]))))
        sim.clear()
        assert sim.state()["faults"] == []
    line.close()


def _is_green(path: Path) -> bool:
    with Image.open(path) as image:
        bright = {colour for _, colour in image.convert("RGB").getcolors(100_000) or [] if max(colour) > 200}
    return bool(bright) and all(green > red for red, green, _ in bright)
