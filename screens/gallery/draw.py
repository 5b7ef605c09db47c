"""Draws the gallery: walks every screen in a look, measures it, writes its picture."""

# ruff: noqa: PLR0913, PLR0917  # each a fact of its own, told by name

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from kiosk.clock import StillClock
from kiosk.texts import Texts
from screens.gallery import components, measure
from screens.gallery.glass import Glass, new_ink, step
from screens.gallery.paper_office import DOOR_SIGN, EVENING, PaperOffice, call
from screens.gallery.walk import screens, turned
from screens.gallery.wall import Wall
from screens.remote import picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

Shot = dict[str, Any]
NEWS = (
    SimpleNamespace(
        text={"zh_Hant": "中午彈性服務：12:00 至 13:30 櫃台照常辦理", "en": "Open at noon: counters serve from 12:00 to 13:30"},
        kind="general",
    ),
)  # fmt: skip


def looks(
    folder: Path, shape: str, languages: Sequence[str], modes: Mapping[str, Sequence[str]], *, only: frozenset[str],
    mm_a_pixel: float, pictures: bool,
) -> Iterator[Shot]:  # fmt: skip
    """Draw every screen in every language and mode of one shape; each shot says what does not fit or cannot be read."""
    ink = new_ink()
    for language in languages:
        for mode, turned_on in modes.items():
            office = PaperOffice(demo=True, announcements=NEWS)
            glass = Glass(office, ink)
            for name in _stops(glass, language, mode, turned_on, shape, only):
                if only and name not in only:
                    continue
                file = f"{name}.{language}.{mode}.{shape}.png"
                found = _measured(glass, folder / file if pictures else None, mm_a_pixel)
                yield {"screen": name, "language": language, "mode": mode, "layout": shape, "file": file, "faults": found}
            glass.close()


def _measured(glass: Glass, file: Path | None, mm_a_pixel: float) -> list[str]:
    """Measure every page of what shows, and keep the picture of the first; returns what does not fit or cannot be read."""
    found: list[str] = []
    for number in turned(glass):
        step()
        drawn, stage = picture(), glass.touch.stage
        if file is not None and number == 1:
            drawn.save(file, "PNG", compress_level=2)
        here = measure.faults(stage, mm_a_pixel=mm_a_pixel) + measure.dim(stage, drawn)
        found += [f"page {number}: {fault}" if number > 1 else fault for fault in here]
    return found


def _stops(
    glass: Glass, language: str, mode: str, turned_on: Sequence[str], shape: str, only: frozenset[str]
) -> Iterator[str]:
    wanted = not only or any(name.startswith("components_") for name in only)
    if not only or any(not name.startswith("components_") for name in only):
        yield from screens(glass, language, turned_on)
    if shape == "portrait" and mode in {"standard", "high_contrast"} and wanted:
        glass.touch.home()
        for one in turned_on:
            glass.touch.modes.toggle(one)
        for name, page in components.pages(Texts(language), chinese=language == "zh_Hant"):
            glass.touch.stage.show(page)
            yield f"components_{name}"
        glass.touch.stage.show(components.dialog(glass.touch), "dialog")
        yield "components_dialog"


PAGES = ("waiting", "map", "fees")
BOARDS: dict[str, dict[str, Any]] = {
    "board": {}, "board_quiet": {"calls": ()}, "board_closed": {"hours": DOOR_SIGN, "closed": True},
    "board_still": {"still_board": True}, "board_waiting": {"board_pages": ("waiting",)},
    "board_map": {"board_pages": ("map",)}, "board_fees": {"board_pages": ("fees",)},
    "board_priority": {"calls": (call("A012", 3, priority=True), call("C007", 5, priority=True), call("B031", 1))},
    "board_8_counters": {"counters": 8}, "board_14_counters": {"counters": 14},
    "board_lost": {"board_pages": PAGES},
}  # fmt: skip


def board(folder: Path, *, upright: bool) -> Iterator[Shot]:
    """Draw the lobby board, lying or upright: a morning, its pages, many counters, and where all is not well."""
    layout = "tall_board" if upright else "board"
    ink = new_ink()
    for name, told in BOARDS.items():
        office, clock = PaperOffice(announcements=NEWS, **told), StillClock()
        if name == "board_closed":
            clock.at = EVENING
        wall = Wall(office, clock, ink, upright=upright)
        if name == "board_lost":
            office.refuse_facts = True
            wall.pass_s(121, 1)
        wall.pass_s(18 if office.board_pages else 1, 1)
        step()
        drawn = picture()
        file = f"{name}.zh_Hant.standard.{layout}.png"
        drawn.save(folder / file, "PNG", compress_level=2)
        stage = wall.board.stage
        found = measure.dim(stage, drawn) + measure.words_leave(stage)
        yield {"screen": name, "language": "zh_Hant", "mode": "standard", "layout": layout, "file": file, "faults": found}
        wall.close()
