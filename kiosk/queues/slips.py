"""The queue ticket on paper: what stands on it, in the visitor's language plus Chinese."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from devices.printer.slip import Cells, Columns, Cut, Phrase, Qr, Rule, Slip, Space, Text
from kiosk.clock import day_of, local
from kiosk.texts import FALLBACK, Texts, roc_long

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.queues.rules import WaitRange

NUMBER_SIZE = 208
SECOND_LANGUAGE_SIZE = 26


@dataclass(frozen=True)
class TicketFacts:
    """Everything a ticket says; names are mappings from language to text."""

    office: dict[str, str]
    class_name: dict[str, str]
    label: str
    priority: bool
    people_ahead: int
    wait: WaitRange | None
    status_url: str
    taken_at: datetime
    kiosk_label: str
    language: str


def ticket_slip(facts: TicketFacts) -> Slip:
    """Return the slip of one queue ticket (face.md section 15)."""
    zh, own = Texts(FALLBACK), Texts(facts.language)
    second = facts.language != FALLBACK
    blocks = [
        Space(10),
        Text(facts.office[FALLBACK], size=40, weight="serif", align="center"),
        Space(6),
        Rule(thickness=4),
        Space(14),
        *_head(facts, zh, own, second=second),
        Text(facts.label, size=NUMBER_SIZE, weight="bold", align="center"),
        Rule(style="dashed"),
        Space(12),
        Cells((_ahead(facts, zh, own, second=second), _wait(facts, zh, own, second=second))),
        Space(12),
        Rule(style="dashed"),
        Space(14),
        *_progress(facts, zh, own, second=second),
        Space(14),
        Rule(style="dashed"),
        Space(10),
        Columns(Text(roc_long(day_of(facts.taken_at))), Text(f"{local(facts.taken_at):%H:%M}", weight="bold")),
        Text(facts.kiosk_label, size=26, align="right"),
        Space(10),
        Cut(),
    ]
    return Slip(tuple(blocks))


def _head(facts: TicketFacts, zh: Texts, own: Texts, *, second: bool) -> list[Columns]:
    parts: tuple[Text, ...] = (Text(facts.class_name[FALLBACK], size=36, weight="bold"),)
    if facts.priority:
        parts = (Text(zh.text("slip.ticket.priority_mark"), size=36, weight="bold", inverse=True), *parts)
    rows = [Columns(Text(zh.text("ticket.your_number"), size=32), Phrase(parts, gap=14))]
    if second:
        size = SECOND_LANGUAGE_SIZE
        own_name = Text(facts.class_name.get(facts.language, ""), size=size)
        rows.append(Columns(Text(own.text("ticket.your_number"), size=size), own_name))
    return rows


def _ahead(facts: TicketFacts, zh: Texts, own: Texts, *, second: bool) -> tuple[Text | Phrase, ...]:
    number = Phrase(
        (Text(str(facts.people_ahead), size=52, weight="bold"), Text(zh.text("slip.ticket.people"), size=30)),
        align="center",
    )
    lines: list[Text | Phrase] = [Text(zh.text("slip.ticket.ahead"), align="center")]
    if second:
        lines.append(Text(own.text("slip.ticket.ahead"), size=SECOND_LANGUAGE_SIZE, align="center"))
    return (*lines, number)


def _wait(facts: TicketFacts, zh: Texts, own: Texts, *, second: bool) -> tuple[Text | Phrase, ...]:
    lines: list[Text | Phrase] = [Text(zh.text("slip.ticket.wait"), align="center")]
    if second:
        lines.append(Text(own.text("slip.ticket.wait"), size=SECOND_LANGUAGE_SIZE, align="center"))
    if facts.wait is None:
        return (*lines, Text(zh.text("slip.ticket.no_counter"), size=34, weight="bold", align="center"))
    value = Text(f"{facts.wait.low_min}–{facts.wait.high_min}", size=52, weight="bold")
    return (*lines, Phrase((value, Text(zh.text("slip.ticket.minutes"), size=30)), align="center"))


def _progress(facts: TicketFacts, zh: Texts, own: Texts, *, second: bool) -> list[Qr | Text]:
    rules = zh.text("slip.ticket.rule")
    if not facts.status_url:
        lines: list[Qr | Text] = [Text(rules)]
        if second:
            lines.append(Text(own.text("slip.ticket.rule"), size=SECOND_LANGUAGE_SIZE))
        return lines
    beside = [Text(zh.text("slip.ticket.scan"), size=34, weight="bold")]
    if second:
        beside.append(Text(own.text("slip.ticket.scan"), size=SECOND_LANGUAGE_SIZE))
    beside.append(Text(rules, size=26 if second else 28))
    if second:
        beside.append(Text(own.text("slip.ticket.rule"), size=SECOND_LANGUAGE_SIZE))
    return [Qr(facts.status_url, beside=tuple(beside))]
