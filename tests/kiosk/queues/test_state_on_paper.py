"""The state of all queues, kept as a PDF for the day the machine dies."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from lobby import Lobby

from kiosk.clock import StillClock
from kiosk.queues import services, state_paper

pytestmark = [pytest.mark.database, pytest.mark.django_db, pytest.mark.usefixtures("office")]


@pytest.fixture
def lobby(clock: StillClock) -> Lobby:
    return Lobby(clock)


def cells(lobby: Lobby) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {one.head.split()[0]: (one.note, one.cells) for one in state_paper._blocks(lobby.clock.now())}


def test_it_tells_who_is_where_who_waits_and_which_number_comes_next(lobby: Lobby) -> None:
    lobby.sit(1, 2)
    for letter in "AAAB":
        lobby.take(letter, priority=letter == "B")
    lobby.call(2)
    lobby.call(1)
    services.transfer(counter=1, by="clerk1", to_counter=2, clock=lobby.clock)
    lobby.call(1)
    lobby.pass_over(1)
    found = cells(lobby)
    assert found["櫃台"][1] == ("1 號 — 陳1", "2 號 B001 陳2")
    assert found["A"] == ("等候 2，下一個號碼 A004", ("A001→2 10:24", "A003 10:24"))
    assert found["B"] == ("等候 0，下一個號碼 B002", ())
    assert found["已過號"][1] == ("A002",)


def test_it_is_written_whole_and_again_only_when_due(lobby: Lobby, tmp_path: Path) -> None:
    assert services.keep_state(home=tmp_path, clock=lobby.clock) is None, "nobody has come yet today"
    lobby.take()
    path = services.keep_state(home=tmp_path, clock=lobby.clock)
    assert path == tmp_path / "paper" / "queue-state.pdf"
    first = path.read_bytes()
    assert first.startswith(b"%PDF-")
    assert first.rstrip().endswith(b"%%EOF")
    lobby.clock.advance(60 * settings.KIOSK.queue.state_on_paper_minutes - 2)
    assert services.keep_state(home=tmp_path, clock=lobby.clock) is None
    lobby.clock.advance(3)
    assert services.keep_state(home=tmp_path, clock=lobby.clock) == path
    assert path.read_bytes() != first
    assert [one.name for one in path.parent.iterdir()] == ["queue-state.pdf"]


def test_many_people_need_more_pages(lobby: Lobby) -> None:
    lobby.take()
    assert len(state_paper.state_pages(clock=lobby.clock)) == 1
    for _ in range(230):
        lobby.take()
    pages = state_paper.state_pages(clock=lobby.clock)
    assert len(pages) == 2
    assert all(page.size == state_paper.PAGE for page in pages)


def test_where_it_is_not_wanted_nothing_is_kept(
    lobby: Lobby, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = settings.KIOSK.queue.model_copy(update={"state_on_paper_minutes": 0})
    monkeypatch.setattr(settings, "KIOSK", settings.KIOSK.model_copy(update={"queue": rules}))
    lobby.take()
    assert services.keep_state(home=tmp_path, clock=lobby.clock) is None
