"""Every component in every state, on pages of their own: normal, pressed, selected, disabled, busy, and with an error above."""

# ruff: noqa: E501  # tables read best in rows

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import Page, Pressable
from screens.widgets.banners import TroubleBanner
from screens.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton, StopButton
from screens.widgets.checklist_row import ChecklistRow
from screens.widgets.docks import DockButton
from screens.widgets.door_row import DoorRow
from screens.widgets.pills import ChoicePill, Switch
from screens.widgets.reasons import ReasonChip
from screens.widgets.rows import ClassRow, FaceRow, PriorityCard, SunkRow
from screens.widgets.tiles import CompactTile, HeroTicket, Tile
from screens.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.texts import Texts
    from screens.parts import Part

    Make = Callable[[Area, str, str | None, bool, bool], Pressable]

LEFT, WIDTH = 48, 984
CAPTIONS = ("normal", "pressed", "selected", "disabled", "busy")


def _nothing() -> None:
    """Do nothing: these are pictures."""


def pages(texts: Texts, *, chinese: bool) -> Iterator[tuple[str, Page]]:
    """Go through the pages: a name and what is on it."""
    text, why = texts.text, texts.text("ticket.choose_first")
    take, detail = text("menu.take_ticket"), texts.plural("home.waiting", 8)
    groups: dict[str, tuple[tuple[float, str, Make], ...]] = {
        "buttons": (
            (148, "npdb", lambda a, i, r, _s, b: PrimaryButton(
                a, i, _nothing, label=text("app.busy") if b else text("ticket.print_ticket"), icon="printer", reason=r, busy=b)),
            (136, "npdb", lambda a, i, r, _s, b: SecondaryButton(
                a, i, _nothing, label=text("app.busy") if b else text("ticket.one_more"), icon="ticket", reason=r, busy=b)),
            (148, "np", lambda a, i, _r, _s, _b: StopButton(a, i, _nothing, label=text("bp.stop"), icon="octagon-x")),
            (84, "np", lambda a, i, _r, _s, _b: QuietButton(a, i, _nothing, label=text("idle.no"))),
        ),
        "hero": (
            (288, "npd", lambda a, i, r, _s, _b: HeroTicket(
                a, i, _nothing, label=take, detail=detail, chinese=chinese, reason=r)),
        ),
        "tiles": (
            (208, "npd", lambda a, i, r, _s, _b: Tile(
                a, i, _nothing, label=text("menu.bp"), detail="", icon="heart-pulse", colour="rose", reason=r)),
            (152, "np", lambda a, i, _r, _s, _b: CompactTile(a, i, _nothing, label=text("dock.display"), icon="settings-2")),
        ),
        "rows": (
            (116, "npsd", lambda a, i, r, s, _b: _class_row(a, i, text, r, chosen=s)),
            (132, "nps", lambda a, i, _r, s, _b: PriorityCard(
                a, i, _nothing, label=text("ticket.priority_want"), detail=text("ticket.priority_groups"), chosen=s)),
            (154, "nps", lambda a, i, _r, s, _b: ChecklistRow(
                a, i, _nothing, label=text("bp.identity.anonymous"), detail="", word=text("check.ready" if s else "check.missing"),
                ready=s)),
            (108, "np", lambda a, i, _r, _s, _b: SunkRow(
                a, i, _nothing, label=text("ticket.class_unsure"), icon="message-circle-question", aside="")),
        ),
        "choices": (
            (150, "np", lambda a, i, _r, _s, _b: FaceRow(
                a, i, _nothing, label=text("rate.satisfied"), icon="smile", colour="moss")),
            (150, "nps", lambda a, i, _r, s, _b: ReasonChip(
                a, i, _nothing, label=text("rate.reason.unclear"), icon="message-circle", chosen=s)),
            (96, "nps", lambda a, i, _r, s, _b: ChoicePill(a, i, _nothing, label=text("app.yes"), chosen=s)),
            (128, "nps", lambda a, i, _r, s, _b: DockButton(
                a, i, _nothing, label=text("dock.display"), icon="settings-2", beside=True, chosen=s)),
            (128, "np", lambda a, i, _r, _s, _b: DockButton(
                a, i, _nothing, label=text("dock.help"), icon="bell-ring", beside=True, help_=True)),
            (150, "nps", lambda a, i, _r, s, _b: Switch(a, i, _nothing, label=text("acc.large_text"), icon="a-large-small", on=s)),
            (116, "np", lambda a, i, _r, _s, _b: DoorRow(a, i, _nothing, label=text("menu.requirements"))),
        ),
    }  # fmt: skip
    for name, components in groups.items():
        yield name, _page(components, why)
    yield "error", _error(texts)


def _page(components: tuple[tuple[float, str, Make], ...], why: str) -> Page:
    """Place each component's states below each other, two columns where they are many."""
    page, x, y = Page(), float(LEFT), 32.0
    width = WIDTH if sum(len(states) * (high + 20) for high, states, _ in components) < 1860 else 480
    for n, (high, states, make) in enumerate(components):
        for state in states:
            if y + high > 1900:
                x, y = x + 504, 32.0
            part = make(Area(x, y, width, high), f"{n}.{state}", why if state == "d" else None, state == "s", state == "b")
            part.pressed = state == "p"
            page.add(part)
            y += high + 20
        y += 12
    return page


def _error(texts: Texts) -> Page:
    """Place a banner above a button that stays usable."""
    page, text = Page(), texts.text
    parts: list[Part] = [
        Words(Area(LEFT, 600, WIDTH, 60), text("ticket.choose_class"), sizes=(46, 42, 40)),
        TroubleBanner(
            Area(LEFT, 700, WIDTH, 152), tone="warn", icon="triangle-alert", title=text("printer.paper_out"), detail=text("err.ask_desk")
        ),
        PrimaryButton(Area(LEFT, 880, WIDTH, 148), "again", _nothing, label=text("ticket.print_ticket"), icon="printer"),
    ]  # fmt: skip
    for part in parts:
        page.add(part)
    return page


def _class_row(area: Area, pilot_id: str, text: Callable[[str], str], reason: str | None, *, chosen: bool) -> ClassRow:
    row = ClassRow(
        area, _nothing, letter="C", label=text("menu.requirements"), detail="", waiting="" if reason else text("ticket.no_wait"),
        free=True, chosen=chosen, reason=reason,
    )  # fmt: skip
    row.pilot_id = pilot_id
    return row
