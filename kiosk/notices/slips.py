"""The one-time notice on paper (face.md section 15): Chinese, and the visitor's language on a second line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from devices.printer.slip import (
    Bar,
    Block,
    Check,
    Columns,
    Cut,
    Labelled,
    Phrase,
    Qr,
    Rule,
    Signatures,
    Slip,
    Space,
    Text,
)
from kiosk.clock import day_of, local
from kiosk.texts import FALLBACK, Texts, roc_short

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from kiosk.notices.answers import ChecklistView, ItemView

SMALL = 26
NOTE = 28
LONG_NAME = 8
"""Characters from which a service's name needs the line for itself."""


@dataclass(frozen=True)
class NoticeFacts:
    """Everything a notice says: the checklist in Chinese, and in the visitor's language if that differs."""

    office: str
    checklist: ChecklistView
    second: ChecklistView | None
    ready: frozenset[str]
    language: str
    serial: str
    issued_at: datetime
    page_url: str


def notice_slip(facts: NoticeFacts, *, copies: int = 1) -> Slip:
    """Return the slip; the second copy, cut off from the first, is the office's."""
    writer = _Writer(facts)
    blocks = list(writer.blocks())
    for _copy in range(copies - 1):
        blocks += [
            Cut(),
            Text(writer.zh.text("slip.notice.office_copy"), size=SMALL, align="right"),
            *writer.blocks(),
        ]
    return Slip(tuple(blocks))


class _Writer:
    """Writes one copy."""

    def __init__(self, facts: NoticeFacts) -> None:
        self.facts = facts
        self.zh = Texts(FALLBACK)
        self.own = Texts(facts.language) if facts.second else None
        self._second = {item.item_id: item for item in facts.second.items} if facts.second else {}

    def blocks(self) -> Iterator[Block]:
        """Yield the copy from top to bottom."""
        yield from self._head()
        yield from (Space(4), Rule("dashed"), Space(14))
        yield from self._papers()
        yield from self._warning()
        yield from (Space(4), Rule("dashed"), Space(16))
        yield from self._facts()
        yield from (Space(1), Rule("dashed"), Space(14))
        yield from self._way_back()
        yield from (Rule("dashed"), Space(22))
        yield Signatures((self.zh.text("slip.notice.explained_by"), self.zh.text("slip.notice.received_by")))
        yield Space(10)
        yield Text(self.zh.text("slip.notice.basis"), size=SMALL)
        yield Space(8)

    def _head(self) -> Iterator[Block]:
        view, at = self.facts.checklist, self.facts.issued_at
        yield Space(12)
        yield Text(self.facts.office, size=32, weight="serif", align="center")
        yield Space(5)
        yield Text(self.zh.text("slip.notice.title"), size=64, weight="serif", align="center")
        yield from self._small("slip.notice.title", align="center")
        yield from (Space(10), Rule(thickness=4), Space(8 if view.sample else 17))
        if view.sample:
            yield Text(
                f" {self.zh.text('slip.notice.sample')} ",
                size=SMALL,
                weight="bold",
                align="center",
                inverse=True,
            )
            yield Space(8)
        yield Columns(
            Text(self.zh.text("slip.notice.serial", serial=self.facts.serial)),
            Text(f"{roc_short(day_of(at))}　{local(at):%H:%M}"),
        )
        yield Space(1)
        yield from self._service(view)

    def _service(self, view: ChecklistView) -> Iterator[Block]:
        label, name = (
            Text(self.zh.text("slip.notice.service")),
            Text(view.service_name, size=36, weight="bold"),
        )
        if len(view.service_name) > LONG_NAME:
            yield Columns(label, Text(view.applies))
            yield name
        else:
            yield Columns(Phrase((label, name), gap=22), Text(view.applies))
        if self.facts.second:
            yield Text(self.facts.second.service_name, size=SMALL)

    def _papers(self) -> Iterator[Block]:
        items = self.facts.checklist.items
        ready = [item for item in items if item.item_id in self.facts.ready]
        missing = [item for item in items if item.item_id not in self.facts.ready]
        if ready:
            yield Text(self._both("slip.notice.have"), size=30, weight="bold")
            yield from (Check(item.text, self._other(item), state="ready") for item in ready)
            yield Space(6)
        if not missing:
            yield Bar(self._both("slip.notice.nothing_missing"))
            return
        yield Bar(self._both("slip.notice.missing"), self.zh.plural("slip.notice.count", len(missing)))
        yield Space(10)
        for item in missing:
            notes = [item.note, self._other(item, with_note=True)]
            yield Check(item.text, "\n".join(filter(None, notes)), state="missing")

    def _warning(self) -> Iterator[Block]:
        for view in (self.facts.checklist, self.facts.second):
            if view and view.warning:
                yield Space(6)
                yield Text(view.warning, size=NOTE, weight="bold")

    def _other(self, item: ItemView, *, with_note: bool = False) -> str:
        """Return the item in the visitor's language; empty where that is Chinese."""
        other = self._second.get(item.item_id)
        if other is None:
            return ""
        return f"{other.text} ({other.note})" if with_note and other.note else other.text

    def _facts(self) -> Iterator[Block]:
        view, second = self.facts.checklist, self.facts.second
        for name in ("fee", "deadline", "place"):
            value, other = getattr(view, name), getattr(second, name) if second else ""
            text = "\n".join(part for part in (value, other) if part)
            if text:
                yield Labelled(Text(self.zh.text(f"slip.notice.{name}"), size=30, weight="bold"), Text(text, size=30))
                yield Space(6)

    def _way_back(self) -> Iterator[Block]:
        lines = [Text(self.zh.text("slip.notice.return"), size=32, weight="bold")]
        lines += self._small("slip.notice.return")
        lines.append(Text(self.zh.text("slip.notice.ask"), size=NOTE))
        lines += self._small("slip.notice.ask")
        if self.facts.page_url:
            yield Qr(self.facts.page_url, beside=tuple(lines))
        else:
            yield from lines

    def _small(self, key: str, *, align: str = "left") -> Iterator[Text]:
        if self.own:
            yield Text(self.own.text(key), size=SMALL, align="center" if align == "center" else "left")

    def _both(self, key: str) -> str:
        words = self.zh.text(key)
        return f"{words} {self.own.text(key)}" if self.own else words
