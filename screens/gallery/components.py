"""Every component in every state, on pages of their own: normal, pressed, chosen, off, busy, and with an error above.

`controls` is the one list of what can be pressed; pages are filled from it, and tests compare how its states look.
"""

# ruff: noqa: E501  # tables read best in rows

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from screens.arrange import NOWHERE
from screens.geometry import Area
from screens.parts import Page, Pressable
from screens.sheet import message
from screens.widgets.banners import IconCard, InfoLine, Toast, TroubleBanner
from screens.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton, StopButton
from screens.widgets.checklist_row import ChecklistRow
from screens.widgets.digits import DigitBoxes
from screens.widgets.docks import DockButton, LanguageSegment, LanguageTrack
from screens.widgets.door_row import DoorRow, SampleMark
from screens.widgets.keys import Key, WrittenLine
from screens.widgets.level_bar import LEVELS, LevelBar
from screens.widgets.pager import add_pager
from screens.widgets.pills import ChoicePill, Switch
from screens.widgets.reasons import ReasonChip
from screens.widgets.rows import ClassRow, FaceRow, PriorityCard, SunkRow
from screens.widgets.served import NumberOption, ServedDoor
from screens.widgets.tiles import ChipPart, CompactTile, HeroTicket, Tile
from screens.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.texts import Texts
    from screens.dialogs import Host
    from screens.parts import Part

LEFT, WIDTH, FOOT = 48, 984, 1900
GAP, GROUP_GAP = 20, 12


@dataclass(frozen=True)
class State:
    """How a component is shown."""

    name: str
    reason: str | None = None
    chosen: bool = False
    busy: bool = False


@dataclass(frozen=True)
class Control:
    """A component that can be pressed: its size, the states it has, and how it is made in one of them."""

    name: str
    width: float
    height: float
    states: str  # n normal, p pressed, c chosen, d disabled, b busy
    make: Callable[[Area, str, State], Pressable]


def _nothing() -> None:
    """Do nothing: these are pictures."""


def controls(texts: Texts, *, chinese: bool) -> tuple[Control, ...]:
    """Return everything that can be pressed, with the words of a language."""
    text, busy = texts.text, texts.text("app.busy")
    take, detail = text("menu.take_ticket"), texts.plural("home.waiting", 8)
    return (
        Control("primary_button", 984, 148, "npdb", lambda a, i, s: PrimaryButton(
            a, i, _nothing, label=busy if s.busy else text("ticket.print_ticket"), icon="printer", reason=s.reason, busy=s.busy)),
        Control("secondary_button", 984, 136, "npdb", lambda a, i, s: SecondaryButton(
            a, i, _nothing, label=busy if s.busy else text("ticket.one_more"), icon="ticket", reason=s.reason, busy=s.busy)),
        Control("stop_button", 984, 148, "npdb", lambda a, i, s: StopButton(
            a, i, _nothing, label=busy if s.busy else text("bp.stop"), icon="octagon-x", reason=s.reason, busy=s.busy)),
        Control("quiet_button", 984, 84, "np", lambda a, i, _s: QuietButton(a, i, _nothing, label=text("idle.no"))),
        Control("hero_ticket", 984, 288, "npdb", lambda a, i, s: HeroTicket(
            a, i, _nothing, label=busy if s.busy else take, detail=detail, chinese=chinese, reason=s.reason)),
        Control("tile", 480, 208, "npdb", lambda a, i, s: Tile(
            a, i, _nothing, label=busy if s.busy else text("menu.bp"), detail="", icon="heart-pulse", colour="rose", reason=s.reason)),
        Control("compact_tile", 231, 152, "npdb", lambda a, i, s: CompactTile(
            a, i, _nothing, label=busy if s.busy else text("dock.display"), icon="settings-2", reason=s.reason)),
        Control("class_row", 984, 116, "npcdb", lambda a, i, s: _class_row(a, i, texts, s)),
        Control("priority_card", 984, 132, "npcd", lambda a, i, s: PriorityCard(
            a, i, _nothing, label=text("ticket.priority_want"), detail=text("ticket.priority_groups"), chosen=s.chosen, reason=s.reason)),
        Control("checklist_row", 984, 154, "npcd", lambda a, i, s: ChecklistRow(
            a, i, _nothing, label=text("bp.identity.anonymous"), detail="", word=text("check.ready" if s.chosen else "check.missing"),
            ready=s.chosen, reason=s.reason)),
        Control("sunk_row", 984, 108, "npdb", lambda a, i, s: SunkRow(
            a, i, _nothing, label=busy if s.busy else text("ticket.class_unsure"), icon="message-circle-question", aside="", reason=s.reason)),
        Control("door_row", 984, 116, "npdb", lambda a, i, s: DoorRow(
            a, i, _nothing, label=busy if s.busy else text("menu.requirements"), reason=s.reason)),
        Control("face_row", 984, 180, "npd", lambda a, i, s: FaceRow(
            a, i, _nothing, label=text("rate.satisfied"), icon="smile", colour="moss", reason=s.reason)),
        Control("reason_chip", 480, 176, "npcd", lambda a, i, s: ReasonChip(
            a, i, _nothing, label=text("rate.reason.unclear"), icon="message-circle", chosen=s.chosen, reason=s.reason)),
        Control("served_door", 984, 112, "cp", lambda a, i, _s: ServedDoor(
            a, i, _nothing, counter=3, where=text("strip.counter", n=3), who="課員 陳淑芬", number="A012")),
        Control("number_option", 270, 112, "npc", lambda a, i, s: NumberOption(
            a, i, _nothing, label="A012", where=text("strip.counter", n=3), chosen=s.chosen)),
        Control("choice_pill", 480, 96, "npcd", lambda a, i, s: ChoicePill(
            a, i, _nothing, label=text("app.yes"), chosen=s.chosen, reason=s.reason)),
        Control("switch", 432, 200, "npcd", lambda a, i, s: Switch(
            a, i, _nothing, label=text("acc.large_text"), icon="a-large-small", on=s.chosen, reason=s.reason)),
        Control("dock_button", 232, 128, "npcd", lambda a, i, s: DockButton(
            a, i, _nothing, label=text("dock.display"), icon="settings-2", chosen=s.chosen, reason=s.reason)),
        Control("help_button", 252, 136, "npd", lambda a, i, s: DockButton(
            a, i, _nothing, label=text("dock.help"), icon="bell-ring", help_=True, reason=s.reason)),
        Control("key", 312, 128, "npd", lambda a, i, s: Key(a, i, _nothing, label="5", reason=s.reason)),
        Control("delete_key", 312, 128, "npd", lambda a, i, s: Key(a, i, _nothing, label="", icon="delete", reason=s.reason)),
        Control("language", 480, 92, "npc", lambda a, _i, s: LanguageSegment(a, _nothing, code="vi", chosen=s.chosen)),
        Control("sample_mark", 200, 76, "np", lambda a, _i, _s: SampleMark(a, text("app.sample"), text("app.sample_why"))),
    )  # fmt: skip


def pages(texts: Texts, *, chinese: bool) -> Iterator[tuple[str, Page]]:
    """Go through the pages: a name and what is on it."""
    why = texts.text("ticket.choose_first")
    page, y, number = Page(), 32.0, 1
    for control in controls(texts, chinese=chinese):
        columns = int((WIDTH + GAP) // (control.width + GAP))
        high = -(-len(control.states) // columns) * (control.height + GAP) + GROUP_GAP
        if y + high > FOOT:
            yield f"controls_{number}", page
            page, y, number = Page(), 32.0, number + 1
        for n, state in enumerate(control.states):
            x = LEFT + (n % columns) * (control.width + GAP)
            place = Area(x, y + (n // columns) * (control.height + GAP), control.width, control.height)
            page.add(shown(control, state, place, why))
        y += high
    yield f"controls_{number}", page
    yield "parts", _parts(texts)
    yield "error", _error(texts)


def shown(control: Control, state: str, place: Area, why: str) -> Pressable:
    """Return a component in a state: n normal, p pressed, c chosen, d disabled for the reason `why`, b busy."""
    as_ = State(f"{control.name}.{state}", why if state == "d" else None, chosen=state == "c", busy=state == "b")
    part = control.make(place, as_.name, as_)
    part.pilot_id = as_.name
    part.pressed, part.busy = state == "p", as_.busy
    return part


def _parts(texts: Texts) -> Page:
    """Place what is read, not pressed: lines to write on, boxes for digits, the languages, pages to turn, levels, cards."""
    page, text = Page(), texts.text
    track = Area(LEFT, 40, WIDTH, 92)
    segments = [Area(LEFT + 8 + i * 242, 48, 242, 76) for i in range(4)]
    page.add(LanguageTrack(track, segments, 1))
    for i, (code, place) in enumerate(zip(("zh_Hant", "en", "vi", "id"), segments, strict=True)):
        page.add(LanguageSegment(place, _nothing, code=code, chosen=i == 1))
    add_pager(page, Area(LEFT, 160, WIDTH, 124), texts, 1, 3, lambda _n: None)
    parts: list[Part] = [
        WrittenLine(Area(LEFT, 312, WIDTH, 112), "", hint=text("search.hint")),
        WrittenLine(Area(LEFT, 440, WIDTH, 112), "ㄏㄐㄆ", hint=""),
        DigitBoxes(Area(LEFT, 580, WIDTH, 200), text("volunteer.badge"), "102", digits=4, hidden=False, active=True),
        DigitBoxes(Area(LEFT, 800, WIDTH, 200), text("volunteer.pin"), "1024", digits=6, hidden=True, active=False),
        LevelBar(
            Area(LEFT, 1080, WIDTH, 184), tuple(text(level.word_key) for level in LEVELS), 2, here=text("bp.here"),
            limits=("120", "130", "140", "180"),
        ),
        Toast(Area(LEFT, 1280, WIDTH, 104), text("ticket.printed")),
        InfoLine(Area(LEFT, 1410, WIDTH, 128), tone="indigo", icon="phone", title=text("closed.phone_title"), text=text("closed.phones")),
        IconCard(Area(LEFT, 1564, WIDTH, 196), icon="camera", title=text("ticket.photo_title"), detail=text("ticket.photo_detail")),
    ]  # fmt: skip
    for part in parts:
        page.add(part)
    return page


def _error(texts: Texts) -> Page:
    """Place banners of every tone, and one above a button that stays usable."""
    page, text = Page(), texts.text
    tones = (("ok", "printer"), ("indigo", "info"), ("warn", "triangle-alert"), ("danger", "circle-alert"))
    parts: list[Part] = [
        TroubleBanner(Area(LEFT, 60 + i * 172, WIDTH, 152), tone=tone, icon=icon, title=text("printer.paper_out"), detail=text("err.ask_desk"))
        for i, (tone, icon) in enumerate(tones)
    ]  # fmt: skip
    parts += [
        Words(Area(LEFT, 860, WIDTH, 60), text("ticket.choose_class"), sizes=(46, 42, 40)),
        TroubleBanner(
            Area(LEFT, 940, WIDTH, 152), tone="warn", icon="triangle-alert", title=text("printer.paper_out"), detail=text("err.ask_desk")
        ),
        PrimaryButton(Area(LEFT, 1112, WIDTH, 148), "again", _nothing, label=text("ticket.print_ticket"), icon="printer"),
    ]  # fmt: skip
    for part in parts:
        page.add(part)
    return page


def dialog(host: Host) -> Page:
    """Return the anatomy of a dialog: a sign, a title, a sentence, its one step and its quiet way on."""
    text = host.texts.text
    sentence = Words(NOWHERE, text("help.called_sentence"), sizes=(42, 40, 38, 36), colour="ink2", align="centre", max_lines=3)
    return message(
        host, ChipPart(NOWHERE, "bell-ring", "flame"), text("help.called_title"), sentence,
        PrimaryButton(NOWHERE, "help.close", _nothing, label=text("help.close"), icon="check"),
        QuietButton(NOWHERE, "help.cancel", _nothing, label=text("help.cancel")), side=168,
    )  # fmt: skip


def _class_row(area: Area, pilot_id: str, texts: Texts, state: State) -> ClassRow:
    label = texts.text("app.busy" if state.busy else "menu.requirements")
    row = ClassRow(
        area, _nothing, letter="C", label=label, detail="", waiting=state.reason or texts.text("ticket.no_wait"),
        free=state.reason is None, chosen=state.chosen, reason=state.reason,
    )  # fmt: skip
    row.pilot_id = pilot_id
    return row
