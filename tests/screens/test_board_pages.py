"""The board's pages take turns with the counters; a call brings the counters back, then the way to the one that calls."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from kiosk.errors import ContentError
from kiosk.guide.plan import load
from screens.board.cards import CounterRow
from screens.board.panels import FeesPanel, MapPanel, WaitingPanel
from screens.board.rotation import COUNTERS, Rotation, sequence
from screens.gallery.paper_office import AT, PaperOffice, call
from screens.gallery.wall import Wall

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from screens.ink import Ink

PAGES = ("waiting", "map", "fees")


class PaperVoice:
    speaking = False

    def __init__(self) -> None:
        self.chimes: list[str] = []

    def chime(self, name: str, volume: float) -> None:
        assert 0 < volume <= 1
        self.chimes.append(name)

    def say(self, sentences: object, language: str, volume: float) -> None:  # noqa: ARG002
        raise AssertionError("a board says nothing")

    def stop(self) -> None:
        """Nothing sounds."""

    close = stop


@pytest.fixture
def voice() -> PaperVoice:
    return PaperVoice()


@pytest.fixture(params=[False, True], ids=["lying", "upright"])
def wall(office: PaperOffice, ink: Ink, voice: PaperVoice, request: pytest.FixtureRequest) -> Iterator[Wall]:
    office.board_pages = PAGES
    one = Wall(office, ink=ink, upright=request.param, voice=voice)
    yield one
    one.close()


def kinds(wall: Wall) -> set[str]:
    page = wall.board.stage.shown()
    assert page is not None
    return {type(part).__name__ for part in page.parts if isinstance(part, (CounterRow, FeesPanel, MapPanel, WaitingPanel))}


def new_call(office: PaperOffice, label: str, counter: int) -> None:
    office.calls = (replace(call(label, counter), called_at=AT + timedelta(minutes=1)), *office.calls)


def test_counters_stand_between_all_other_pages(wall: Wall) -> None:
    wall.pass_s(20, 1)
    seen = []
    for _ in range(110):
        wall.pass_s(1, 1)
        if not seen or seen[-1] != kinds(wall):
            seen.append(kinds(wall))
    names = ["".join(sorted(one)) for one in seen]
    assert set(names) == {"CounterRow", "WaitingPanel", "MapPanel", "FeesPanel"}
    assert all("CounterRow" in pair for pair in pairwise(names))


def test_a_call_brings_the_counters_at_once_and_then_the_way_there(wall: Wall, office: PaperOffice) -> None:
    while kinds(wall) != {"FeesPanel"}:
        wall.pass_s(1, 1)
    new_call(office, "C007", 5)
    wall.pass_s(1, 1)
    assert kinds(wall) == {"CounterRow"}
    while kinds(wall) == {"CounterRow"}:
        wall.pass_s(1, 1)
    page = wall.board.stage.shown()
    assert page is not None
    (plan,) = (part for part in page.parts if isinstance(part, MapPanel))
    assert plan.called == 5
    assert "您在這裡" in plan.written


def test_fees_are_told_with_their_unit_and_the_day_of_their_data(wall: Wall) -> None:
    while kinds(wall) != {"FeesPanel"}:
        wall.pass_s(1, 1)
    assert {"戶籍謄本", "15 元／張", "每加一份 15 元", "資料日期 113/10/11"} <= set(wall.written)


def test_each_class_tells_how_many_wait_and_for_how_long(wall: Wall) -> None:
    while kinds(wall) != {"WaitingPanel"}:
        wall.pass_s(1, 1)
    assert {"等 3 人・約 5 分", "免等候"} <= set(wall.written)


def test_a_priority_ticket_carries_its_mark_at_its_counter_and_on_the_card(wall: Wall, office: PaperOffice) -> None:
    assert "優" not in wall.written
    office.calls = (replace(call("A012", 3, priority=True), called_at=AT + timedelta(minutes=1)),)
    wall.pass_s(10, 1)
    assert wall.written.count("優") == 2


@pytest.mark.parametrize("wanted", [True, False])
def test_a_new_call_chimes_where_the_board_has_a_loudspeaker(
    wall: Wall, office: PaperOffice, voice: PaperVoice, *, wanted: bool
) -> None:
    office.board_chime = wanted
    wall.pass_s(10, 1)
    assert voice.chimes == []
    new_call(office, "C007", 5)
    wall.pass_s(2, 1)
    assert voice.chimes == ["call"] * wanted


@pytest.mark.parametrize(("count", "shown"), [(6, 6), (8, 8), (9, 9), (12, 12), (14, 12)])
def test_all_counters_have_a_row_and_none_leaves_the_board(office: PaperOffice, ink: Ink, count: int, shown: int) -> None:
    office.counters = count
    wall = Wall(office, ink=ink)
    page = wall.board.stage.shown()
    assert page is not None
    rows = [part for part in page.parts if isinstance(part, CounterRow)]
    assert len(rows) == shown
    assert max(row.area.bottom for row in rows) <= 976
    wall.close()


def test_fourteen_counters_turn_their_pages_and_a_call_brings_its_own(office: PaperOffice, ink: Ink) -> None:
    office.counters = 14
    wall = Wall(office, ink=ink)
    new_call(office, "A011", 14)
    wall.pass_s(9, 1)
    page = wall.board.stage.shown()
    assert page is not None
    assert [part.counter.number for part in page.parts if isinstance(part, CounterRow)] == [13, 14]
    wall.close()


def test_a_round_is_counters_page_counters_page() -> None:
    turns = sequence(6, [("map", 1), ("fees", 2)])
    assert turns == ((COUNTERS, 0), ("map", 0), (COUNTERS, 0), ("fees", 0), (COUNTERS, 0), ("fees", 1))
    assert sequence(0, []) == ((COUNTERS, 0),)
    assert sequence(25, []) == ((COUNTERS, 0), (COUNTERS, 1), (COUNTERS, 2))


def test_what_shows_stays_when_a_page_goes_away() -> None:
    rotation = Rotation()
    rotation.told(6, [("map", 1), ("fees", 1)])
    for second in (0, 16, 24, 40):
        rotation.advance(second)
    assert rotation.shown == ("fees", 0)
    rotation.told(6, [("fees", 1)])
    assert rotation.shown == ("fees", 0)
    rotation.told(6, [])
    assert rotation.shown == (COUNTERS, 0)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("size: [10, 5]\ncounters: {1: [11, 1]}\nentrance: [1, 1]\nhere: [1, 1]\n", "outside 10 x 5"),
        ("size: [10, 5]\ncounters: {one: [1, 1]}\nentrance: [1, 1]\nhere: [1, 1]\n", "plan.yaml:2"),
        ("size: [10, 5]\ncounters: {1: [1, 1]}\nhere: [1, 1]\n", "entrance"),
        ("size: [0, 0]\ncounters: {1: [0, 0]}\nentrance: [0, 0]\nhere: [0, 0]\n", "outside"),
        ("- no\n", "plan.yaml"),
    ],
)
def test_a_plan_that_cannot_be_drawn_is_refused_with_its_place(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "plan.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=why):
        load(tmp_path)


def test_the_offices_own_plan_wins(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    own = "size: [10, 5]\ncounters: {7: [1, 1]}\nentrance: [1, 5]\nhere: [2, 2]\n"
    (tmp_path / "content" / "plan.yaml").write_text(own, encoding="utf-8")
    assert list(load(tmp_path).counters) == [7]
    assert list(load().counters) == [1, 2, 3, 4, 5, 6]
