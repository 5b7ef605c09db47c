"""What of a page is read aloud, and in which order: the title, the next thing to do, then all else from top to bottom.

It reads what stands on the glass, so a new screen is read without a word of its own.  Blood-pressure values are left out
until somebody asks a second time: the hall hears them, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.parts import Pressable
from screens.widgets.buttons import PrimaryButton
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


def sentences(page: Page, texts: Texts, *, aloud: bool = False) -> list[str]:
    """Return what is said of a page that has been drawn; `aloud` says that private values were asked for."""
    parts = [part for part in page.parts if _is_said(part)]
    hidden = [part for part in parts if part.private]
    titles = [part for part in parts if isinstance(part, Title)]
    steps = [part for part in parts if isinstance(part, PrimaryButton)]
    rest = [part for part in parts if part not in titles and part not in steps and (aloud or part not in hidden)]
    said = [words(part) for part in titles]
    said += [texts.text("read.next", step=part.reason or part.label) for part in steps]
    said += [words(part) for part in sorted(rest, key=_place)]
    if hidden and not aloud:
        said.append(texts.text("read.values"))
    return list(dict.fromkeys(one for one in said if one.strip()))


def has_private(page: Page) -> bool:
    """Say whether something of the page is read only when asked for again."""
    return any(part.private for part in page.parts)


def words(part: Part) -> str:
    """Return what a part says: its own text or label unbroken, then what else is written on it."""
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
