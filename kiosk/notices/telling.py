"""The guide's content put into sentences of one language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.notices.answers import ChecklistView, ItemView
from kiosk.notices.rules import ALWAYS, Line, Need
from kiosk.periods import LastDay, last_day
from kiosk.texts import FALLBACK, Texts, pick, roc_short

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from kiosk.guide.answers import Content, DocumentLine, FeeView, ServiceDetail, Wording
    from kiosk.notices.rules import Case, Known


def second(content: Mapping[str, str], language: str) -> str:
    """Return content for a line that stands under the Chinese one: in `language`, else in English."""
    return content.get(language) or content.get("en", "")


class Teller:
    """Says things in one language; `choose` takes the text out of content in several."""

    def __init__(self, language: str, wording: Wording, choose: Callable[[Mapping[str, str], str], str] = pick) -> None:
        self.texts = Texts(language)
        self.wording = wording
        self._choose = choose

    def say(self, content: Content) -> str:
        """Return content in this language."""
        return self._choose(content, self.texts.language)

    def checklist(
        self, detail: ServiceDetail, case: Case, known: Known, event_day: date | None = None
    ) -> ChecklistView:
        """Return the papers that are needed or may be, needed ones first, and the facts of the case."""
        lines = {line.line_id: line for line in case.lines}
        needs = {line_id: case.need(line, known) for line_id, line in lines.items()}
        items = [
            self._item(one, lines[one.line_id], known, maybe=needs[one.line_id] == Need.MAYBE)
            for need in (Need.NEEDED, Need.MAYBE)
            for one in detail.documents
            if needs[one.line_id] == need
        ]
        return ChecklistView(
            service_id=detail.service_id,
            service_name=self.say(detail.name),
            applies=self._applies(case, known),
            items=tuple(items),
            warning=self.texts.text("notice.incomplete") if detail.documents_hidden else "",
            fee=self._fee(detail),
            deadline=self._deadline(detail, event_day),
            place=self.say(detail.place) or self.texts.text("notice.ask_counter"),
            law="、".join(detail.law),
            notes=tuple(self.say(note) for note in detail.notes),
            as_of=detail.edition,
            sample=detail.sample,
        )

    def _item(self, one: DocumentLine, line: Line, known: Known, *, maybe: bool) -> ItemView:
        text = self.say(one.name)
        if one.alternative:
            text = self.texts.text("notice.or", one=text, other=self.say(one.alternative))
        if one.person:
            text = self.texts.text("notice.item_of", item=text, who=self.say(one.person))
        notes = [*map(self.say, one.notes), self._condition(line, known) if maybe else ""]
        return ItemView(one.line_id, text, self.texts.text("notice.stop").join(filter(None, notes)), maybe, one.sample)

    def _condition(self, line: Line, known: Known) -> str:
        if line.when != ALWAYS and line.when not in known:
            return self.texts.text("notice.only_if", condition=self.say(self.wording.conditions[line.when]))
        return self.texts.text("notice.unless", condition=self.say(self.wording.conditions[line.unless or ""]))

    def _applies(self, case: Case, known: Known) -> str:
        """Return who comes, in the words of the button that was touched."""
        members = {choice.choice_id: choice.members for choice in self.wording.choices}
        for choice in case.choices:
            held = next((name for name in choice.members if known.get(name)), None)
            if choice.otherwise and held:
                return self.texts.text("notice.applies", who=self.say(members[choice.choice_id][held]))
        return ""

    def _fee(self, detail: ServiceDetail) -> str:
        lines = [self._one_fee(fee) for fee in detail.fees]
        if detail.fees_hidden:
            lines.append(self.texts.text("notice.fee_ask" if lines else "notice.ask_counter"))
        return self.texts.text("notice.stop").join(lines) or self.texts.text("notice.no_fee")

    def _one_fee(self, fee: FeeView) -> str:
        low, high = min(fee.twd), max(fee.twd)
        amount = f"{low:,}" if low == high else f"{low:,}–{high:,}"
        unit = self.say(fee.unit)
        text = self.texts.text("notice.fee_each", name=self.say(fee.short_name), unit=unit, amount=amount)
        if fee.additional_copy_twd is None:
            return text
        return text + self.texts.text("notice.fee_more", unit=unit, amount=f"{fee.additional_copy_twd:,}")

    def _deadline(self, detail: ServiceDetail, event: date | None) -> str:
        limit = detail.time_limit
        if limit.hidden:
            return self.texts.text("notice.ask_counter")
        rule = self.say(limit.words)
        if not rule and limit.days is not None:
            rule = self.texts.text("notice.deadline_since", since=self.say(limit.since), days=limit.days)
        if not rule:
            return self.texts.text("notice.no_deadline")
        if event is None or limit.days is None:
            return rule
        end = last_day(event, days=limit.days, months=limit.months)
        return self.texts.text("notice.deadline_by", day=self._day(end), rule=rule)

    def _day(self, end: LastDay) -> str:
        day = roc_short(end.day) if self.texts.language == FALLBACK else self.texts.date(end.day)
        return self.texts.text("notice.morning_of", day=day) if end.morning_only else day
