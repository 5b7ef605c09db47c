import json

import pytest

from devices.errors import LinkError
from devices.transports.memory import MemoryLine
from devices.transports.recording import RecordingLine


def test_far_end_answers_each_write() -> None:
    line = MemoryLine(lambda said: b"<" + said + b">")
    line.open()
    line.write(b"a", 1)
    line.write(b"b", 1)
    assert (line.read(4, 0), line.read(100, 0), line.read(100, 0)) == (b"<a><", b"b>", b"")
    assert line.written == b"ab"


def test_waiting_is_told_and_not_done() -> None:
    waits: list[float] = []
    line = MemoryLine(waited=waits.append)
    line.open()
    assert line.read(1, 7.5) == b""
    line.feed(b"x")
    assert line.read(1, 7.5) == b"x"
    assert waits == [7.5]


def test_line_with_little_room_stalls_with_the_count() -> None:
    line = MemoryLine(room_bytes=5)
    line.open()
    line.write(b"abc", 1)
    with pytest.raises(LinkError) as stalled:
        line.write(b"defg", 1)
    assert (stalled.value.sent_bytes, bytes(line.written)) == (2, b"abcde")


def test_broken_line_gives_what_had_come_then_fails() -> None:
    line = MemoryLine()
    line.open()
    line.feed(b"last words")
    line.broken = True
    assert line.read(100, 0) == b"last words"
    with pytest.raises(LinkError):
        line.read(100, 0)
    with pytest.raises(LinkError):
        line.open()


def test_record_shows_what_passed_and_hides_what_is_personal() -> None:
    record: list[str] = []
    times = iter((0.0, 10.0, 10.0, 10.5, 11.25, 12.0, 13.0, 14.0))
    inner = MemoryLine(lambda _: b"ID 123", room_bytes=4)
    line = RecordingLine(
        inner, record.append, mask=lambda raw: raw.replace(b"123", b"***"), monotonic=lambda: next(times)
    )
    line.open()
    line.write(b"hi", 1)
    assert line.read(100, 0) == b"ID 123"
    assert line.read(100, 0) == b""
    with pytest.raises(LinkError):
        line.write(b"long", 1)
    line.close()
    notes = [json.loads(each) for each in record]
    assert [note["way"] for note in notes] == ["open", "out", "in", "out", "error", "close"]
    assert (notes[1]["hex"], notes[2]["hex"], notes[3]["hex"]) == ("68 69", "49 44 20 2a 2a 2a", "6c 6f")
    assert notes[1]["at_s"] == 0.5
    assert not line.is_open
