"""The driver and a simulated printer at the two ends of a real line."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from example_slips import notice, ticket
from printer_bench import SHORT, Bench

from devices.errors import CoverOpen, CutterFault, EncodeError, Held, LinkError, PaperOut, Silent
from devices.printer.codecs import escpos
from devices.printer.driver import Printer, Proof
from devices.printer.profiles import PROFILES
from devices.printer.raster import Raster
from devices.printer.slip import Cut, Slip, Text
from devices.simulators.printer_works import Make
from devices.transports.memory import MemoryLine

SetUp = Callable[..., Bench]


def nothing() -> None:
    """Stands for the supervisor's commit of `sending`."""


def soon(holds: Callable[[], bool], within_s: float = 5.0) -> bool:
    deadline = time.monotonic() + within_s
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.01)
    return holds()


@pytest.mark.parametrize("wire", ["pty", "tcp"])
@pytest.mark.parametrize("name", sorted(PROFILES))
def test_paper_shows_exactly_the_picture_of_the_slip(bench: SetUp, name: str, wire: str) -> None:
    profile = PROFILES[name]
    ends = bench(profile, wire=wire)
    for number, slip in enumerate((ticket(), notice())):
        proof = ends.printer.print(slip, job_tag=f"AB1{number}", before_first_byte=nothing)
        assert proof == (Proof.PRINTED_BY_ID if profile.fence == "process_id" else Proof.PRINTED_BY_QUEUE)
        if profile.cutter:
            assert ends.papers()[-1].tobytes() == ends.raster.picture(slip).tobytes()


def test_nothing_is_sent_before_the_job_is_marked_as_sending(bench: SetUp) -> None:
    ends = bench()

    def disk_full() -> None:
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        ends.printer.print(SHORT, job_tag="AB12", before_first_byte=disk_full)
    assert ends.printer.print(SHORT, job_tag="AB13", before_first_byte=nothing) == Proof.PRINTED_BY_ID
    assert ends.machine.state()["slips"] == 1


def test_the_first_picture_is_on_its_way_before_the_last_is_drawn(rasters: Callable[[int], Raster]) -> None:
    sent_when_drawn: list[int] = []
    line = MemoryLine()

    class Watched(Raster):
        def bands(self, slip: Slip):  # type: ignore[no-untyped-def]  # noqa: ANN202
            for band in rasters(576).bands(slip):
                sent_when_drawn.append(len(line.written))
                yield band

    watched = Watched.__new__(Watched)
    watched.width_dots = 576
    profile = PROFILES["TM-T20III"].one_way()
    printer = Printer(line, profile, watched)
    printer.open()
    assert printer.print(ticket(), job_tag="AB12", before_first_byte=nothing) == Proof.WRITTEN
    assert sent_when_drawn[-1] > len(line.written) / 2


@pytest.mark.parametrize(
    ("fault", "error"), [("paper_out", PaperOut), ("cover_open", CoverOpen), ("cutter_fault", CutterFault)]
)
def test_a_fault_found_before_the_first_byte_sends_nothing(
    bench: SetUp, fault: str, error: type[Exception]
) -> None:
    ends = bench()
    getattr(ends.machine, fault)()
    called: list[bool] = []
    with pytest.raises(error):
        ends.printer.print(SHORT, job_tag="AB12", before_first_byte=lambda: called.append(True))
    assert called == []
    getattr(ends.machine, fault)(on=False)
    assert ends.printer.print(SHORT, job_tag="AB12", before_first_byte=nothing) == Proof.PRINTED_BY_ID
    assert ends.machine.state()["slips"] == 1


@pytest.mark.parametrize("name", ["TM-T20III", "generic-80", "kiosk-80"])
@pytest.mark.parametrize("wire", ["pty", "tcp"])
def test_paper_that_ends_within_the_slip_holds_it_until_the_refill_and_prints_it_once(
    bench: SetUp, name: str, wire: str
) -> None:
    ends = bench(PROFILES[name], wire=wire)
    ends.printer.check()
    ends.machine.paper_out_after(300)
    with pytest.raises(Held) as held:
        ends.printer.print(notice(), job_tag="AB12", before_first_byte=nothing)
    assert held.value.condition == "paper_out"
    assert ends.printer.await_proof("AB12", 0.3) is None
    with pytest.raises(PaperOut):
        ends.printer.check()
    ends.machine.paper_out(on=False)
    assert ends.printer.await_proof("AB12", 5) in (Proof.PRINTED_BY_ID, Proof.PRINTED_BY_QUEUE)
    assert [paper.tobytes() for paper in ends.papers()] == [ends.raster.picture(notice()).tobytes()]
    assert ends.printer.check().answered


def test_a_cover_opened_while_the_fence_is_out_holds_the_slip(bench: SetUp) -> None:
    ends = bench(make=Make(speed_mm_s=60))

    with pytest.raises(Held) as held:
        ends.printer.print(ticket(), job_tag="AB12", before_first_byte=ends.machine.cover_open)
    assert held.value.condition == "cover_open"
    ends.machine.cover_open(on=False)
    assert ends.printer.await_proof("AB12", 10) == Proof.PRINTED_BY_ID
    assert len(ends.papers()) == 1


def test_paper_that_ends_after_the_fence_is_the_next_slips_trouble(bench: SetUp) -> None:
    ends = bench()
    assert ends.printer.print(SHORT, job_tag="AB12", before_first_byte=nothing) == Proof.PRINTED_BY_ID
    ends.machine.paper_out()
    with pytest.raises(PaperOut):
        ends.printer.print(SHORT, job_tag="AB13", before_first_byte=nothing)
    assert ends.machine.state()["slips"] == 1


def test_a_busy_line_that_takes_no_byte_is_held_when_the_printer_has_said_why(bench: SetUp) -> None:
    """The machine fills its 4 kB, then the pseudo-terminal, then takes nothing: no request gets through."""
    ends = bench()
    ends.printer.check()
    long = Slip(tuple(notice().blocks * 8))
    ends.machine.paper_out_after(100)
    before = time.monotonic()
    with pytest.raises(Held):
        ends.printer.print(long, job_tag="AB12", before_first_byte=nothing)
    assert time.monotonic() - before < 3
    ends.machine.paper_out(on=False)
    assert ends.printer.await_proof("AB12", 10) == Proof.PRINTED_BY_ID
    assert ends.papers()[0].tobytes() == ends.raster.picture(long).tobytes()


@pytest.mark.parametrize("room_bytes", [10**9, 0, 20])  # it hears and says nothing; it takes nothing, or nothing more
def test_a_mute_printer_is_silent_within_two_seconds(rasters: Callable[[int], Raster], room_bytes: int) -> None:
    now = [0.0]

    def wait(seconds: float) -> None:
        now[0] += max(seconds, 0.001)

    line = MemoryLine(lambda _data: b"", waited=wait)
    line.room_bytes = room_bytes
    printer = Printer(line, PROFILES["TM-T20III"], rasters(576), monotonic=lambda: now[0])
    printer.open()
    with pytest.raises(Silent) as silent:
        printer.print(SHORT, job_tag="AB12", before_first_byte=nothing)
    assert now[0] < 2
    assert silent.value.sent_bytes == 0


def test_a_printer_that_falls_mute_within_a_slip_leaves_its_fate_unknown(bench: SetUp) -> None:
    ends = bench()
    ends.printer.check()
    with pytest.raises(LinkError) as unsure:
        ends.printer.print(Slip((Text("小"),)), job_tag="AB12", before_first_byte=ends.machine.mute)
    assert unsure.value.sent_bytes > 0


@pytest.mark.parametrize("hears_everywhere", [False, True])
def test_a_hole_left_by_a_cut_off_picture_is_filled_before_the_next_slip(
    bench: SetUp, *, hears_everywhere: bool
) -> None:
    ends = bench(make=Make(hears_everywhere=hears_everywhere))
    ends.printer.close()
    ends.printer._transport.open()
    ends.printer._transport.write(b"\x1b@\x1dv0\x00\x48\x00\xff\x00" + bytes(100), 1)
    time.sleep(0.1)
    ends.printer.open()
    assert ends.printed_at_last(SHORT) == Proof.PRINTED_BY_ID
    paper = ends.papers()[-1]
    wanted = ends.raster.picture(SHORT)
    below = paper.crop((0, paper.height - wanted.height, paper.width, paper.height))
    assert below.tobytes() == wanted.tobytes()
    above = paper.crop((0, 0, paper.width, paper.height - wanted.height))
    assert above.histogram()[0] < 150  # what was asked while the hole was open became dots; the rest is white


@pytest.mark.parametrize("passed", range(1, 10))
def test_a_header_that_was_cut_off_takes_no_question_for_its_size(bench: SetUp, passed: int) -> None:
    """Else DLE EOT 1 would make it a picture of 1040 bytes a row and 4097 rows."""
    ends = bench()
    ends.printer._transport.write(b"\x1b@" + b"\x1dv0\x00\x48\x00\xff\x00"[:passed], 1)
    assert ends.printed_at_last(SHORT) == Proof.PRINTED_BY_ID
    assert ends.papers()[-1].height <= ends.raster.picture(SHORT).height + 255


@pytest.mark.parametrize("wire", ["pty", "tcp"])
def test_a_cable_pulled_within_the_slip_is_unsure_and_the_next_slip_is_whole(bench: SetUp, wire: str) -> None:
    ends = bench(make=Make(hears_everywhere=False), wire=wire)
    ends.printer.check()
    ends.machine.slow(4000)

    class Pulled(Raster):
        def bands(self, slip: Slip):  # type: ignore[no-untyped-def]  # noqa: ANN202
            for number, band in enumerate(ends.raster.bands(slip)):
                if number == 7:
                    time.sleep(0.3)
                    ends.machine.unplug()
                yield band

    pulled = Pulled.__new__(Pulled)
    pulled.width_dots = 576
    ends.printer._raster = pulled
    with pytest.raises(LinkError) as lost:
        ends.printer.print(notice(), job_tag="AB12", before_first_byte=nothing)
    assert lost.value.sent_bytes > 0
    ends.machine.slow(None)
    ends.printer.close()
    ends.machine.plug()
    ends.printer._raster = ends.raster
    ends.printer.open()
    assert ends.printed_at_last(SHORT) == Proof.PRINTED_BY_ID
    paper, wanted = ends.papers()[-1], ends.raster.picture(SHORT)
    assert paper.crop((0, paper.height - wanted.height, 576, paper.height)).tobytes() == wanted.tobytes()


def test_a_line_of_one_kilobyte_a_second_prints_without_alarm(bench: SetUp) -> None:
    ends = bench()
    ends.printer.check()
    ends.machine.slow(1000)
    small = Slip((Text("慢"), Text("A1", size=60)))
    assert ends.printer.print(small, job_tag="AB12", before_first_byte=nothing) == Proof.PRINTED_BY_ID
    assert ends.papers()[0].tobytes() == ends.raster.picture(small).tobytes()


def test_garbage_on_the_line_proves_nothing_and_harms_nothing(bench: SetUp) -> None:
    ends = bench()
    ends.printer.check()
    garbage = bytes.fromhex("ff807f9037223939393900ffee")  # an older slip's process id among noise
    proof = ends.printer.print(SHORT, job_tag="AB12", before_first_byte=lambda: ends.machine.say(garbage))
    assert proof == Proof.PRINTED_BY_ID
    assert len(ends.papers()) == 1


def test_the_process_id_of_an_older_slip_does_not_prove_this_one(bench: SetUp) -> None:
    ends = bench()
    ends.printer.check()

    def old_answer() -> None:
        ends.machine.cover_open()
        ends.machine.say(b"\x37\x22OLD1\x00")

    with pytest.raises(Held):
        ends.printer.print(SHORT, job_tag="AB12", before_first_byte=old_answer)
    assert ends.machine.state()["slips"] == 0


def test_without_process_ids_the_answer_in_turn_is_the_proof(bench: SetUp) -> None:
    ends = bench(make=Make(process_ids=False))
    assert ends.printer.print(SHORT, job_tag="AB12", before_first_byte=nothing) == Proof.PRINTED_BY_QUEUE


def test_a_slip_given_up_while_held_does_not_prove_the_next_one(bench: SetUp) -> None:
    """The answers of the first slip come after the refill, before those of the second."""
    ends = bench(PROFILES["generic-80"])
    with pytest.raises(Held):
        ends.printer.print(SHORT, job_tag="AB12", before_first_byte=ends.machine.paper_out)
    ends.machine.paper_out(on=False)
    assert ends.printed_at_last(ticket()) == Proof.PRINTED_BY_QUEUE
    assert ends.papers()[-1].tobytes().endswith(ends.raster.picture(ticket()).tobytes())  # behind what had come of the first


def test_near_end_does_not_stop_a_slip_and_is_told_afterwards(bench: SetUp) -> None:
    ends = bench()
    ends.machine.paper_near_end()
    assert ends.printer.print(SHORT, job_tag="AB12", before_first_byte=nothing) == Proof.PRINTED_BY_ID
    assert ends.printer.status.paper_near_end


def test_a_slip_with_a_cut_in_it_falls_in_two_pieces(bench: SetUp) -> None:
    ends = bench()
    two = Slip((Text("一"), Cut(), Text("二"), Cut()))
    assert ends.printer.print(two, job_tag="AB12", before_first_byte=nothing) == Proof.PRINTED_BY_ID
    assert len(ends.papers()) == 2


def test_a_power_cycle_while_held_never_becomes_a_proof(bench: SetUp) -> None:
    ends = bench()
    small = Slip((Text("小"),))
    with pytest.raises(Held):
        ends.printer.print(small, job_tag="AB12", before_first_byte=ends.machine.paper_out)
    ends.machine.power_cycle()
    ends.machine.paper_out(on=False)
    assert ends.printer.await_proof("AB12", 1) is None
    assert ends.printed_at_last(SHORT) == Proof.PRINTED_BY_ID
    assert ends.machine.state()["slips"] == 1


def test_nobody_at_all_on_the_line_is_a_link_error_before_the_first_byte(bench: SetUp) -> None:
    ends = bench()
    ends.machine.unplug()
    with pytest.raises(LinkError) as gone:
        ends.printer.print(SHORT, job_tag="AB12", before_first_byte=nothing)
    assert gone.value.sent_bytes == 0


@pytest.mark.parametrize("tag", ["", "ABC", "ABCDE", "AB\n1", "號碼牌一"])
def test_a_tag_that_is_no_process_id_is_our_mistake(bench: SetUp, tag: str) -> None:
    with pytest.raises(EncodeError):
        bench().printer.print(SHORT, job_tag=tag, before_first_byte=nothing)


def test_slips_of_another_width_are_refused(rasters: Callable[[int], Raster]) -> None:
    with pytest.raises(EncodeError, match="512"):
        Printer(MemoryLine(), PROFILES["TM-T88V"], rasters(576))


def test_a_printer_that_takes_nothing_and_says_nothing_is_unsure_after_its_deadline(
    rasters: Callable[[int], Raster],
) -> None:
    now = [0.0]

    def wait(seconds: float) -> None:
        now[0] += max(seconds, 0.001)

    def answer(data: bytes) -> bytes:
        return b"\x12" if data[:2] == b"\x10\x04" else b"\x00" if data == escpos.QUEUED_STATUS else b""

    line = MemoryLine(answer, waited=wait)
    printer = Printer(line, PROFILES["POS-5890"], rasters(384), monotonic=lambda: now[0])
    printer.open()

    def jam() -> None:
        line.room_bytes = 1000

    with pytest.raises(LinkError) as stuck:
        printer.print(ticket(), job_tag="AB12", before_first_byte=jam)
    assert stuck.value.sent_bytes == 1000
    assert now[0] < 10


def test_a_head_with_a_presenter_tells_when_the_slip_was_taken(bench: Callable[..., Bench]) -> None:
    ends = bench(PROFILES["kiosk-80"], Make(presenter=True, process_ids=False, automatic_status=False))
    assert not ends.printer.check().slip_in_mouth
    assert ends.printer.print(SHORT, job_tag="0001", before_first_byte=lambda: None) == Proof.PRINTED_BY_QUEUE
    assert ends.printer.check().slip_in_mouth
    ends.machine.take_slip()
    assert not ends.printer.check().slip_in_mouth
    ends.machine.paper_near_end()
    assert ends.printer.check().paper_near_end


def test_a_head_whose_presenter_says_nothing_still_prints(bench: Callable[..., Bench]) -> None:
    ends = bench(PROFILES["kiosk-80"], Make(process_ids=False, automatic_status=False))
    assert ends.printer.print(SHORT, job_tag="0001", before_first_byte=lambda: None) == Proof.PRINTED_BY_QUEUE


def test_a_printer_names_its_maker_and_model(bench: Callable[..., Bench]) -> None:
    assert bench().printer.identify() == "EPSON TM-T20III"
