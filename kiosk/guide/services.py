"""The guide's door: what may be shown of the office's content, and the officers' confirmations."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q

from kiosk.clock import SYSTEM, Clock
from kiosk.errors import Refused
from kiosk.guide import plan, reader, zhuyin
from kiosk.guide.answers import (
    CategoryView,
    ChoiceDetail,
    FaqView,
    Found,
    LifeEventView,
    OpenMark,
    ServiceDetail,
    ServiceView,
    TicketClass,
    Wording,
    words,
)
from kiosk.guide.details import detail, fee
from kiosk.guide.marks import marks_of
from kiosk.guide.models import ContentItem, Mark
from kiosk.staff import audit
from kiosk.texts import FALLBACK, pick

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kiosk.guide.answers import Content, FeeView
    from kiosk.guide.plan import PlanView

__all__ = ["ServiceDetail", "ServiceView", "TicketClass", "Wording"]


def is_loaded() -> bool:
    """Tell whether the content files were ever loaded."""
    return ContentItem.objects.exists()


def ticket_classes() -> tuple[TicketClass, ...]:
    """Return the classes of tickets, in order; none before the content was loaded."""
    found = ContentItem.objects.filter(kind="ticket_class", retired_at=None).order_by("position")
    return tuple(_ticket_class(letter, data, open_marks) for letter, data, open_marks in _with_marks(found))


def ticket_class(letter: str) -> TicketClass | None:
    """Return one class of tickets; None where there is no such class."""
    found = ContentItem.objects.filter(kind="ticket_class", key=letter, retired_at=None)
    return next((_ticket_class(*one) for one in _with_marks(found)), None)


def office_name() -> Content:
    """Return the office's name: never hidden, since no paper goes without one; `unconfirmed` lists it."""
    item = ContentItem.objects.filter(kind="office", retired_at=None).values_list("data", flat=True).first()
    return words(item)


def services(*, language: str, query: str = "", category: str = "") -> tuple[ServiceView, ...]:
    """Return the services whose name, applicants' or papers' words hold `query`, of one category or of all.

    Words of a query may stand in any of the languages; every one of them must be found.
    """
    sections = reader.shown("service", "document", "category")
    wanted = folded(query).split()
    return tuple(
        _listed(key, data, language)
        for key, data in sections["service"].items()
        if category in {"", data["category"]} and all(word in _searchable(data, sections) for word in wanted)
    )


def classes_of_services() -> dict[str, str]:
    """Return the class of tickets of every service that may be shown; "" for one that has none."""
    return {key: data.get("ticket_class") or "" for key, data in reader.shown("service")["service"].items()}


def services_of_class(*, letter: str, language: str) -> tuple[ServiceView, ...]:
    """Return the services that one class of tickets stands for."""
    found = reader.shown("service")["service"]
    return tuple(_listed(key, data, language) for key, data in found.items() if data["ticket_class"] == letter)


def categories(*, language: str) -> tuple[CategoryView, ...]:
    """Return the kinds of services that have any, in order."""
    sections = reader.shown("category", "service")
    used = [data["category"] for data in sections["service"].values()]
    return tuple(
        CategoryView(key, pick(words(data), language), used.count(key))
        for key, data in sections["category"].items()
        if key in used
    )


def life_events(*, language: str) -> tuple[LifeEventView, ...]:
    """Return what happens in people's lives, each with its services that may be shown."""
    sections = reader.shown("life_event", "service")
    found = sections["service"]
    events = (
        LifeEventView(
            key,
            pick(words(data["text"]), language),
            data["icon"],
            tuple(_listed(one, found[one], language) for one in data["services"] if one in found),
        )
        for key, data in sections["life_event"].items()
    )
    return tuple(event for event in events if event.services)


def service(*, service_id: str) -> ServiceDetail:
    """Return all that may be shown of one service; raises `Refused` where there is no such service."""
    data = reader.shown_one("service", service_id)
    if data is None:
        raise Refused("guide.service_unknown", service=service_id)
    sections = reader.shown("document", "person", "fee", "category", "scope", "edition")
    edition = sections["edition"].get("services", {})
    return detail(data, sections, edition.get("law_snapshot", ""))


def wording() -> Wording:
    """Return how the conditions of services are asked."""
    sections = reader.shown("question", "condition", "choice")
    questions = sections["question"]
    return Wording(
        questions={key: words(data) for key, data in questions.items()},
        after={key: tuple(data.get("after", ())) for key, data in questions.items()},
        else_after={key: data["else_after"] for key, data in questions.items() if data.get("else_after")},
        conditions={key: words(data) for key, data in sections["condition"].items()},
        choices=tuple(_choice(key, data) for key, data in sections["choice"].items()),
    )


def fees() -> tuple[FeeView, ...]:
    """Return every fee that may be shown."""
    return tuple(fee(key, data) for key, data in reader.shown("fee")["fee"].items())


def fees_as_of() -> str:
    """Return the day of the laws that the fees were written from, 2024-10-11; "" before the content was loaded."""
    return str(reader.shown("edition")["edition"].get("services", {}).get("law_snapshot", ""))


def hall_plan() -> PlanView | None:
    """Return the lobby's plan; raises `ContentError` where its file cannot be used.

    None where the office has not drawn its own: the sample leads nobody anywhere but in a demo.
    """
    return plan.load(settings.KIOSK_HOME) if settings.KIOSK.demo or plan.is_own(settings.KIOSK_HOME) else None


def faq(*, language: str, query: str = "") -> tuple[FaqView, ...]:
    """Return the questions people ask whose words hold those of `query`."""
    wanted = folded(query).split()
    return tuple(
        FaqView(
            key,
            pick(words(data["q"]), language),
            pick(words(data["a"]), language),
            data["service"],
            tuple(data["law"]),
            reader.is_sample(data),
        )
        for key, data in reader.shown("faq")["faq"].items()
        if all(word in _text_of(data["q"], data["a"]) for word in wanted)
    )


def answer(*, faq_id: str, language: str) -> FaqView:
    """Return one question with its answer; raises `Refused` where it is not shown any more."""
    found = next((one for one in faq(language=language) if one.faq_id == faq_id), None)
    if found is None:
        raise Refused("guide.nothing")
    return found


def search(*, query: str, language: str) -> Found:
    """Return the services and questions that hold `query`: words in any language, or first sounds in Zhuyin (ㄏㄐ).

    By sounds, only names and questions in Chinese are searched; what begins with them comes first, the shortest first.
    An empty query finds nothing.
    """
    if not query.strip():
        return Found((), ())
    if not zhuyin.is_zhuyin(query):
        return Found(services(language=language, query=query), faq(language=language, query=query))
    sections = reader.shown("service", "faq")
    names = {key: words(data["name"]).get(FALLBACK, "") for key, data in sections["service"].items()}
    asked = {key: words(data["q"]).get(FALLBACK, "") for key, data in sections["faq"].items()}
    views = {view.faq_id: view for view in faq(language=language)}
    return Found(
        tuple(_listed(key, sections["service"][key], language) for key in _heard(names, query)),
        tuple(views[key] for key in _heard(asked, query) if key in views),
    )


def _heard(texts: dict[str, str], query: str) -> list[str]:
    """Return the keys of the texts in which `query` is heard, the best first."""
    places = {key: zhuyin.find(text, query) for key, text in texts.items()}
    heard = [key for key, place in places.items() if place is not None]
    return sorted(heard, key=lambda key: (places[key], len(texts[key])))


def unconfirmed() -> tuple[OpenMark, ...]:
    """Return everything that waits for an officer's confirmation, in the files' order."""
    marks = Mark.objects.filter(confirmed_at=None, item__retired_at=None).select_related("item")
    return tuple(_open_mark(mark) for mark in marks.order_by("item__position", "id"))


@transaction.atomic
def confirm(  # noqa: PLR0913  # who, what and on which ground: all of it is wanted
    *, kind: str, key: str, field: str = "", reference: str, by: str, clock: Clock = SYSTEM
) -> None:
    """Record that officer `by` checked a marked part against `reference` (law, letter, page): it may be shown.

    `field` is the part's address as `unconfirmed` gives it.  Raises `Refused` without a reference or a
    name, and where there is no such mark.  A second confirmation is refused too: the first one's name
    stands.
    """
    if not reference.strip() or not by.strip():
        raise Refused("guide.reference_needed")
    mark = (
        Mark.objects.select_for_update()
        .filter(item__kind=kind, item__key=key, item__retired_at=None, field=field)
        .first()
    )
    if mark is None:
        raise Refused("guide.nothing_to_confirm", key=key)
    if mark.confirmed_at is not None:
        raise Refused("guide.confirmed_already", by=mark.confirmed_by)
    mark.confirmed_at, mark.confirmed_by, mark.reference = clock.now(), by.strip(), reference.strip()
    mark.save(update_fields=["confirmed_at", "confirmed_by", "reference"])
    audit.record(
        actor=by,
        action="content.confirm",
        subject=f"{kind} {key} {field}".strip(),
        clock=clock,
        reference=reference.strip(),
    )


def _with_marks(items: QuerySet[ContentItem]) -> list[tuple[str, dict[str, Any], int]]:
    open_marks = Count("marks", filter=Q(marks__confirmed_at=None))
    return list(items.annotate(open_marks=open_marks).values_list("key", "data", "open_marks"))


def _ticket_class(letter: str, data: dict[str, Any], open_marks: int) -> TicketClass:
    return TicketClass(
        letter,
        words(data),
        words(data["screen"]),
        data["plan_minutes"]["value"],
        plan_confirmed=open_marks == 0,
    )


def _listed(key: str, data: dict[str, Any], language: str) -> ServiceView:
    return ServiceView(key, pick(words(data["name"]), language), data["category"], reader.is_sample(data))


def _choice(key: str, data: dict[str, Any]) -> ChoiceDetail:
    members = {member["condition"]: words(member) for member in data["members"]}
    return ChoiceDetail(key, words(data["text"]), members, data.get("otherwise"))


def _searchable(data: dict[str, Any], sections: dict[str, reader.Shown]) -> str:
    papers = [sections["document"].get(line["doc"], {}) for line in data["documents"]]
    return _text_of(data["name"], sections["category"].get(data["category"], {}), data.get("applicants", {}), *papers)


def _text_of(*contents: dict[str, Any]) -> str:
    return folded(" ".join(text for content in contents for text in words(content).values()))


def folded(text: str) -> str:
    """Return a text as it is written without shift and accent keys: small letters, no marks, đ as d."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", text) if unicodedata.category(sign) != "Mn")
    return bare.casefold().replace("đ", "d")


def _open_mark(mark: Mark) -> OpenMark:
    part = next((part for address, part in marks_of(mark.item.data) if address == mark.field), {})
    texts = words(part).get(FALLBACK) or words(part.get("name") or part.get("q")).get(FALLBACK)
    text = texts or ", ".join(f"{name}: {value}" for name, value in part.items() if name != "verify")
    return OpenMark(mark.item.kind, mark.item.key, mark.field, text, mark.item.changed_at)
