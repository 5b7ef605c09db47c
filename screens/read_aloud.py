"""What of a page is read aloud, and in which order: the title, the next thing to do, then all else from top to bottom.

It reads what stands on the glass, so a new screen is read without a word of its own.  Blood-pressure values are left out
until somebody asks a second time: the hall hears them, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.parts import Pressable
from screens.widgets.buttons import PrimaryButton
from screens.widgets.checklist_row import ChecklistRow
from screens.widgets.header import Header
from screens.widgets.status_strip import StatusStrip
from screens.widgets.stepper import Stepper
from screens.widgets.words import Title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.texts import Texts
    from screens.parts import Page, Part

UNSAID = (Header, StatusStrip, Stepper)  # the clock, calls of other people, and what the title says already
FRAME = ("dock.", "language.", "access.", "sample")
ROW = 40  # what begins within so many design pixels stands on one line


Spoken = list[tuple[str, "Part | None"]]  # what is said, and what it is said of


def spoken(page: Page, texts: Texts, *, aloud: bool = False) -> Spoken:
    """Return what is said of a page that has been drawn; `aloud` says that private values were asked for."""
    parts = [part for part in page.parts if _is_said(part)]
    hidden = [part for part in parts if part.private]
    titles = [part for part in parts if isinstance(part, Title)]
    steps = [part for part in parts if isinstance(part, PrimaryButton)]
    rest = [part for part in parts if part not in titles and part not in steps and (aloud or part not in hidden)]
    said: Spoken = [(words(part), part) for part in titles]
    said += [(texts.text("read.next", step=part.reason or part.label), part) for part in steps]
    said += [(words(part), part) for part in sorted(rest, key=_place)]
    if hidden and not aloud:
        said.append((texts.text("read.values"), None))
    first = {text: part for text, part in reversed(said) if text.strip()}
    return [(text, first.pop(text)) for text, _ in said if text in first]


def pressed(page: Page, pilot_id: str, texts: Texts, *, was_chosen: bool) -> Spoken:
    """Return what is said of a control that was pressed and still shows: its words, and whether it is chosen now."""
    part = page.find(pilot_id)
    if part is None or not (said := words(part)):
        return []
    if isinstance(part, ChecklistRow):
        return [(said, part)]  # it says its state itself
    if part.chosen:
        return [(texts.text("read.chosen", what=said), part)]
    return [(texts.text("read.unchosen", what=said) if was_chosen else said, part)]


def has_private(page: Page) -> bool:
    """Say whether something of the page is read only when asked for again."""
    return any(part.private for part in page.parts)


def words(part: Part) -> str:
    """Return what a part says: its own text or label unbroken, then what else is written on it; never what is secret."""
    if part.secret:
        return "" if isinstance(part, Pressable) else str(getattr(part, "label", ""))
    own = [text for name in ("text", "label") if isinstance(text := getattr(part, name, None), str) and text]
    reason = getattr(part, "reason", None)
    return "，".join([*own, *_others(part, own), *([reason] if reason else [])])


def _others(part: Part, own: Iterable[str]) -> list[str]:
    whole = "".join(own).replace(" ", "")
    reason = getattr(part, "reason", None) or ""
    return [line for line in part.written if line.replace(" ", "") not in whole and line not in reason]


def _is_said(part: Part) -> bool:
    framed = isinstance(part, Pressable) and part.pilot_id.startswith(FRAME)
    return not framed and not isinstance(part, UNSAID)


def _place(part: Part) -> tuple[int, float]:
    return int(part.area.y // ROW), part.area.x
