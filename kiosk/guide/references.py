"""References between entries of the content files: each one that leads nowhere is a fault.  Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kiosk.guide.reading import fault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from kiosk.guide.schema import Document, Service
    from kiosk.guide.schema_guide import FaqFile, GuideFile
    from kiosk.guide.schema_money import ServicesFile

SERVICES, GUIDE, FAQ = "services.yaml", "guide.yaml", "faq.yaml"


def service_faults(file: ServicesFile) -> Iterator[str]:
    """Yield faults inside `services.yaml`."""
    yield from _twice(SERVICES, "services", (one.id for one in file.services))
    yield from _twice(SERVICES, "fee_schedule", (one.id for one in file.fee_schedule))
    yield from _twice(SERVICES, "other_fines", (one.id for one in file.other_fines))
    fees = [one.id for one in file.fee_schedule]
    for service in file.services:
        where = f"services {service.id}"
        if service.ticket_class is not None:
            yield from _unknown(SERVICES, where, "ticket_class", [service.ticket_class], file.ticket_classes)
        yield from _unknown(SERVICES, where, "fees", service.fees, fees)
        fines = [service.late_fine] if service.late_fine else []
        yield from _unknown(SERVICES, where, "late_fine", fines, ["late_registration_fines"])
        yield from _document_faults(where, service, file)


def _document_faults(where: str, service: Service, file: ServicesFile) -> Iterator[str]:
    for line in service.documents:
        field = f"documents {line.doc}"
        papers = [line.doc, *([line.or_] if line.or_ else [])]
        yield from _unknown(SERVICES, where, field, papers, file.documents)
        conditions = [line.when, *([line.unless] if line.unless else [])]
        yield from _unknown(SERVICES, where, field, conditions, file.conditions)
    yield from _twice(SERVICES, f"{where}: documents", (_line_name(line) for line in service.documents))


def guide_faults(guide: GuideFile, file: ServicesFile) -> Iterator[str]:
    """Yield faults of `guide.yaml`, and words that `services.yaml` needs and it does not have."""
    for service in file.services:
        where = f"services {service.id}"
        yield from _unknown(SERVICES, where, "category", [service.category], guide.categories)
        yield from _unknown(SERVICES, where, "any_office.scope", [service.any_office.scope], guide.scopes)
        people = [line.of for line in service.documents if line.of]
        yield from _unknown(SERVICES, where, "documents.of", people, guide.people)
    conditions = [name for name in file.conditions if name != "always"]
    yield from _unknown(GUIDE, "questions", "question for every condition", conditions, guide.questions)
    yield from _unknown(GUIDE, "questions", "condition", guide.questions, conditions)
    for name, question in guide.questions.items():
        before = [*question.after, *([question.else_after] if question.else_after else [])]
        yield from _unknown(GUIDE, f"questions {name}", "after", before, guide.questions)
    for choice in guide.choices:
        where = f"choices {choice.id}"
        members = [member.condition for member in choice.members]
        yield from _unknown(GUIDE, where, "members", members, conditions)
        yield from _unknown(GUIDE, where, "otherwise", [choice.otherwise] if choice.otherwise else [], members)
    known = [service.id for service in file.services]
    for event in guide.life_events:
        yield from _unknown(GUIDE, f"life_events {event.id}", "services", event.services, known)
    yield from _twice(GUIDE, "choices", (choice.id for choice in guide.choices))
    yield from _twice(GUIDE, "life_events", (event.id for event in guide.life_events))


def faq_faults(faq: FaqFile, file: ServicesFile) -> Iterator[str]:
    """Yield faults of `faq.yaml`."""
    known = [service.id for service in file.services]
    for one in faq.faq:
        yield from _unknown(FAQ, f"faq {one.id}", "service", [one.service], known)
    yield from _twice(FAQ, "faq", (one.id for one in faq.faq))
    yield from _twice(FAQ, "glossary", (term.zh_Hant for term in faq.glossary))


def _line_name(line: Document) -> str:
    return f"{line.doc} of {line.of}" if line.of else line.doc


def _unknown(name: str, entry: str, field: str, used: Iterable[str], known: Collection[str]) -> Iterator[str]:
    names = list(known)
    return (fault(name, entry, field, f"'{one}' is not known", names) for one in used if one not in known)


def _twice(name: str, section: str, ids: Iterable[str]) -> Iterator[str]:
    for one, count in Counter(ids).items():
        if count > 1:
            problem = f"'{one}' stands there {count} times"
            yield f"{name}: {section}: {problem}. Keep one, or give the others another name."
