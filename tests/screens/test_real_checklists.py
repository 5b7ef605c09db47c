"""The checklist of every service in every language, with the office's own content: nothing leaves its place or is cut."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from kivy.graphics import InstructionGroup
from kivy.graphics.texture import Texture
from office_content import office_content

from kiosk.guide import services as guide
from kiosk.notices import services as notices
from kiosk.queues.answers import ClassView
from kiosk.queues.rules import WaitRange
from kiosk.texts import LANGUAGES, Texts
from screens.checklist import ChecklistScreen
from screens.pen import Pen
from screens.theme import THEMES
from screens.widgets.cards import FactCard, FactRow
from screens.widgets.checklist_row import ChecklistRow
from screens.widgets.docks import DockButton, DockGround
from screens.widgets.header import Header
from screens.widgets.pills import ChoicePill
from screens.widgets.rows import ClassRow
from screens.widgets.tickets import TicketCard
from screens.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screens.gallery.glass import Glass
    from screens.geometry import Area
    from screens.ink import Ink
    from screens.parts import Page, Part

__all__ = ["office_content"]

ROOM = 2
HANGS = 16  # a full stop or a bracket at the right end may hang over the edge
FRAME = (Header, DockGround, DockButton)  # alike on every screen: test_every_screen looks at them
LOWEST = 1546  # the primary button is below


class DryInk:
    """Measures with the real faces and makes no pictures."""

    def __init__(self, ink: Ink) -> None:
        self.typecase = ink.typecase
        self._blank = Texture.create(size=(1, 1))

    def word(self, *_: Any) -> tuple[Any, int, int]:
        return self._blank, 0, 0

    def icon(self, *_: Any) -> Any:
        return self._blank

    shape = qr = picture = icon


def drawn(glass: Glass, ink: DryInk, part: Part) -> Part:
    """Draw a part without pixels."""
    look = glass.touch.visit.look
    pen = Pen(InstructionGroup(), glass.touch.stage.surface, look, THEMES[look.theme], ink)  # type: ignore[arg-type]
    part.draw(pen)
    part.written, part.extents = pen.written, pen.extents
    return part


def apart(one: Area, other: Area) -> bool:
    return one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y


def texts_of(part: Part) -> list[str]:
    """Return what a part has to say in full."""
    if isinstance(part, ChecklistRow):
        return [part.label, part.detail, part.word]
    if isinstance(part, FactCard | FactRow):
        return [part.caption, part.value]
    if isinstance(part, ChoicePill):
        return [part.label]
    return [part.text] if isinstance(part, Words) else []


def squeezed(text: str) -> str:
    return "".join(text.split())


def faults_of(part: Part) -> Iterator[str]:
    """Return the words of a part that leave it, run into each other, are small or are cut."""
    area = part.area
    for text, at in part.extents:
        if at.x < area.x - ROOM or at.right > area.right + ROOM + HANGS * text.endswith("）"):
            yield f"{text!r} leaves {type(part).__name__} at a side"
        if at.y < area.y - ROOM or at.bottom > area.bottom + ROOM:
            yield f"{text!r} leaves {type(part).__name__} above or below"
        if at.height < 36 * 0.8 - 0.01:
            yield f"{text!r} is small"
    for (one, a), (other, b) in combinations(part.extents, 2):
        if not apart(a, b):
            yield f"{one!r} runs into {other!r}"
    said = squeezed("".join(part.written))
    yield from (f"{text!r} is cut" for text in texts_of(part) if squeezed(text) not in said)


def faults_on(page: Page) -> Iterator[str]:
    """Return the faults of all parts, and the parts of the list that lie on each other."""
    for part in page.parts:
        yield from faults_of(part)
    listed = [part for part in page.parts if texts_of(part)]
    for one, other in combinations(listed, 2):
        if not apart(one.area.inset(6), other.area.inset(6)):
            yield f"{texts_of(one)} lies on {texts_of(other)}"
    yield from (f"{texts_of(part)} lies too low" for part in listed if part.area.bottom > LOWEST)


def cases(service_id: str, language: str) -> Iterator[dict[str, bool | None]]:
    """Return no answer, the first answer, and the visitor who is sure of nothing: the longest list there is."""
    asked = notices.questions(service_id=service_id, answers={}, language=language)
    yield {}
    if not asked:
        return
    yield {asked[0].condition_id: True}
    unsure: dict[str, bool | None] = {}
    while open_ := [one for one in asked if one.answer is None and not one.unsure]:
        unsure[open_[0].condition_id] = True if open_[0].choice_id else None
        asked = notices.questions(service_id=service_id, answers=unsure, language=language)
        yield dict(unsure)


def pages(screen: ChecklistScreen) -> Iterator[Page]:
    """Turn all the pages of a list."""
    screen.number = 0
    while True:
        before = screen.number
        yield (page := screen.compose())
        if page.find("pager.next") is None:
            return
        screen.number = before + 1


@pytest.fixture
def everything_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show what no officer has confirmed yet, too."""
    monkeypatch.setattr(notices, "_case", lru_cache(notices._case))  # three questions a service, four languages
    monkeypatch.setattr(settings, "KIOSK", settings.KIOSK.model_copy(update={"demo": True}))


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_checklist_fits(glass: Glass, ink: Ink, office_content: None, everything_shows: None, language: str) -> None:
    glass.office.demo = True
    glass.touch.modes.speak(language)
    found: list[str] = []
    pen_ink = DryInk(ink)
    services = guide.services(language=language)
    assert len(services) > 40
    for service in services:
        screen = ChecklistScreen(glass.touch, service.service_id)
        for answers in cases(service.service_id, language):
            screen.questions = notices.questions(service_id=service.service_id, answers=answers, language=language)
            screen.view = notices.checklist(service_id=service.service_id, answers=answers, language=language)
            shown: set[str] = set()
            for number, page in enumerate(pages(screen), start=1):
                page.parts = [drawn(glass, pen_ink, part) for part in page.parts if not isinstance(part, FRAME)]
                found += [f"{service.service_id} {number}: {fault}" for fault in faults_on(page)]
                shown |= {part.pilot_id for part in page.pressables() if part.pilot_id.startswith("checklist.item.")}
                if any(one.answer is None and not one.unsure for one in screen.questions) and len(answers) > 1:
                    break  # on the way from question to question only the first page is new
            else:
                assert len(shown) == len(screen.view.items)
    assert found == [], "\n".join(found)


def test_a_long_wait_leaves_room_for_the_name_of_a_class(glass: Glass, ink: Ink) -> None:
    glass.office.classes = lambda _: (  # type: ignore[method-assign]
        ClassView("E", "國籍・新住民・護照", "歸化、定居", 28, WaitRange(120, 150)),
        ClassView("C", "戶籍登記", "出生、結婚、遷徙", 12, WaitRange(45, 60), open=False),
    )
    glass.tap("home.take_ticket")
    glass.tap("take_ticket.class.E")
    top = glass.touch.stage.top()
    assert top is not None
    rows = [part for part in top.parts if isinstance(part, ClassRow)]
    assert [fault for row in rows for fault in faults_of(row)] == []
    assert "國籍・新住民・護照" in glass.written


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_an_open_counter_the_screen_says_what_the_paper_says(glass: Glass, language: str) -> None:
    glass.touch.modes.speak(language)
    ticket = glass.office.take_ticket("C", language, priority=False, request_id=None)  # type: ignore[arg-type]
    glass.touch.replace("ticket_issued", ticket=replace(ticket, wait=None))
    glass.settle()
    top = glass.touch.stage.top()
    assert top is not None
    card = next(part for part in top.parts if isinstance(part, TicketCard))
    assert Texts(language).text("slip.ticket.no_counter") in card.written
    assert "—" not in card.written
    assert list(faults_of(card)) == []
