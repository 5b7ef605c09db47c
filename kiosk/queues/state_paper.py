"""The state of all queues as pages to print: kept as a PDF in the home, for the day the machine or the network dies.

With the last copy at hand a desk goes on by voice and a paper roll: who is at which counter, who waits in which order, which
number comes next in each class.  Numbers only, as on the board; no reasons, no names of visitors.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from kiosk.clock import SYSTEM, Clock, day_of, local
from kiosk.fonts import faces
from kiosk.guide.ticketing import ticketing
from kiosk.queues import hall
from kiosk.queues.labels import written
from kiosk.queues.models import Sequence, Ticket
from kiosk.queues.rules.labels import following
from kiosk.queues.states import IN_QUEUE, TicketState
from kiosk.texts import FALLBACK, pick, roc_long

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

FOLDER, NAME = "paper", "queue-state.pdf"
DPI, PAGE, MARGIN = 150, (1240, 1754), 90
ROW, COLUMNS = 46, 5
SIZES = {"title": 46, "head": 30, "text": 27}


@dataclass(frozen=True)
class Block:
    """A heading with a note beside it, and short texts in columns below it."""

    head: str
    note: str
    cells: tuple[str, ...]
    columns: int = COLUMNS


def keep_state(*, home: Path, clock: Clock = SYSTEM) -> Path | None:
    """Write the state anew where the last one is older than the office wants; returns its path, None where it is not due.

    For the caretaker.  Days on which nobody has taken a number leave the last copy as it is.
    """
    every, now, path = settings.KIOSK.queue.state_on_paper_minutes, clock.now(), home / FOLDER / NAME
    if not every or (path.exists() and 0 <= now.timestamp() - path.stat().st_mtime < every * 60):
        return None
    if not Ticket.objects.filter(day=day_of(now)).exists():
        return None
    path.parent.mkdir(exist_ok=True)
    pages, fresh = state_pages(clock=clock), path.with_suffix(".new")
    pages[0].save(fresh, "PDF", save_all=True, append_images=pages[1:], resolution=DPI, title="queues")
    os.utime(fresh, (now.timestamp(), now.timestamp()))
    fresh.replace(path)  # the last copy stays whole until this one is
    return path


def state_pages(*, clock: Clock = SYSTEM) -> list[Image.Image]:
    """Return the state of this moment as A4 pages of one bit a dot."""
    now = clock.now()
    writer = _Writer(now)
    for block in _blocks(now):
        writer.add(block)
    return writer.pages


def _blocks(now: datetime) -> list[Block]:
    seen, day = hall.hall(now), day_of(now)
    counters = tuple(
        f"{one.number} 號 {one.label or '—'} {one.clerk_name}" for one in seen.counters if one.open
    )
    tickets = Ticket.objects.filter(day=day)
    waiting = list(tickets.filter(state__in=IN_QUEUE).order_by("taken_at", "id"))
    last = dict(Sequence.objects.filter(day=day).values_list("letter", "last"))
    blocks = [Block("櫃台", f"開放 {len(counters)} 個", counters or ("目前沒有開放的櫃台",), 3)]
    for letter, kind in _classes(waiting).items():
        mine = tuple(_cell(one) for one in waiting if one.queue == letter)
        number = following(last.get(letter, 0), skip_fours=settings.KIOSK.queue.skip_fours)
        blocks.append(Block(f"{letter} {kind}", f"等候 {len(mine)}，下一個號碼 {written(letter, number)}", mine))
    for state, head in ((TicketState.ON_HOLD, "待補件"), (TicketState.NO_SHOW, "已過號")):
        cells = tuple(tickets.filter(state=state).order_by("id").values_list("label", flat=True))
        if cells:
            blocks.append(Block(head, f"{len(cells)} 號", cells))
    return blocks


def _classes(waiting: list[Ticket]) -> dict[str, str]:
    """Return the office's classes, and those it has removed while people wait in them."""
    known = {letter: pick(kind.name, FALLBACK) for letter, kind in ticketing().classes.items()}
    return known | {one.queue: "（已停用）" for one in waiting if one.queue not in known}


def _cell(one: Ticket) -> str:
    mark, target = "優" if one.priority else "", f"→{one.to_counter}" if one.to_counter else ""
    return f"{one.label}{mark}{target} {local(one.taken_at):%H:%M}"


class _Writer:
    """Sets blocks one below the other; a block that does not fit goes on on the next page under its heading."""

    def __init__(self, now: datetime) -> None:
        self.pages: list[Image.Image] = []
        self._now, found = now, faces()
        files = {"title": found.serif, "head": found.bold, "text": found.regular}
        self._fonts = {name: ImageFont.truetype(str(files[name]), size) for name, size in SIZES.items()}
        self._begin()

    def add(self, block: Block) -> None:
        """Set one block."""
        rows = [block.cells[at : at + block.columns] for at in range(0, len(block.cells), block.columns)]
        self._room(2 * ROW)
        self._heading(block)
        for row in rows:
            if self._room(ROW):
                self._heading(block)
            for at, cell in enumerate(row):
                x = MARGIN + at * (PAGE[0] - 2 * MARGIN) // block.columns
                self._draw.text((x, self._y + SIZES["text"]), cell, font=self._fonts["text"], fill=0, anchor="ls")
            self._y += ROW
        self._y += ROW // 2

    def _heading(self, block: Block) -> None:
        base = self._y + SIZES["head"]
        self._draw.text((MARGIN, base), block.head, font=self._fonts["head"], fill=0, anchor="ls")
        self._draw.text((PAGE[0] - MARGIN, base), block.note, font=self._fonts["text"], fill=0, anchor="rs")
        self._y += ROW
        self._draw.line((MARGIN, self._y - 3, PAGE[0] - MARGIN, self._y - 3), fill=0, width=2)
        self._y += 8

    def _room(self, height: int) -> bool:
        """Begin a new page where so many dots do not fit any more."""
        if self._y + height <= PAGE[1] - MARGIN:
            return False
        self._begin()
        return True

    def _begin(self) -> None:
        page = Image.new("1", PAGE, 1)
        self.pages.append(page)
        self._draw, self._y = ImageDraw.Draw(page), MARGIN
        self._draw.fontmode = "1"
        moment = f"{roc_long(day_of(self._now))} {local(self._now):%H:%M}"
        right, base = PAGE[0] - MARGIN, self._y + SIZES["title"]
        self._draw.text((MARGIN, base), "號碼現況", font=self._fonts["title"], fill=0, anchor="ls")
        self._draw.text((right, base), moment, font=self._fonts["head"], fill=0, anchor="rs")
        foot = (right, PAGE[1] - MARGIN + ROW)
        self._draw.text(foot, f"第 {len(self.pages)} 頁", font=self._fonts["text"], fill=0, anchor="rs")
        self._y += 2 * ROW
