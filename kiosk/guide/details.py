"""One service put together from its entry and those it refers to.  Pure: plain data in, views out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiosk.guide.answers import DocumentLine, FeeView, ServiceDetail, TimeLimitView, words
from kiosk.guide.marks import GAPS, has_sample

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.guide.answers import Content


def detail(data: dict[str, Any], sections: Mapping[str, Mapping[str, dict[str, Any]]], edition: str) -> ServiceDetail:
    """Return a published service; `sections` are published documents, persons, fees, categories, scopes."""
    fees = [fee(key, sections["fee"][key]) for key in data["fees"] if key in sections["fee"]]
    documents = [
        line(one, sections["document"], sections["person"])
        for one in data["documents"]
        if one["doc"] in sections["document"]
    ]
    place = data.get("any_office", {})
    return ServiceDetail(
        service_id=data["id"],
        name=words(data["name"]),
        category=words(sections["category"].get(data["category"])),
        ticket_class=data["ticket_class"],
        applicants=words(data.get("applicants")),
        documents=tuple(documents),
        documents_hidden="documents" in data.get(GAPS, ()),
        fees=tuple(fees),
        fees_hidden=len(fees) < len(data["fees"]),
        time_limit=time_limit(data.get("time_limit")),
        place=words(place) or words(sections["scope"].get(place.get("scope", ""))),
        processing=words(data.get("processing")) or None,
        law=tuple(data["law"]),
        notes=tuple(words(note) for note in data["notes"]),
        edition=edition,
        sample=has_sample(data) or any(one.sample for one in fees),
    )


def line(
    data: dict[str, Any], papers: Mapping[str, dict[str, Any]], people: Mapping[str, dict[str, Any]]
) -> DocumentLine:
    """Return one line of a service's list."""
    person, other = data.get("of") or "", data.get("or") or ""
    notes = (
        words(papers[data["doc"]].get("note")),
        words({"zh_Hant": data.get("note_zh"), "en": data.get("note_en")}),
    )
    return DocumentLine(
        line_id=f"{data['doc']}.{person}" if person else data["doc"],
        name=words(papers[data["doc"]]),
        alternative=words(papers[other]) if other in papers else None,
        person=words(people[person]) if person in people else None,
        notes=tuple(filter(None, notes)),
        when=data["when"],
        unless=data.get("unless"),
        sample=data.get("sample", False),
    )


def fee(key: str, data: dict[str, Any]) -> FeeView:
    """Return one fee."""
    amounts = data["twd"] if isinstance(data["twd"], list) else [data["twd"]]
    return FeeView(
        key,
        words(data["name"]),
        words(data.get("short")) or words(data["name"]),
        tuple(amounts),
        data.get("additional_copy_twd"),
        words(data["unit"]),
        has_sample(data),
    )


def time_limit(data: dict[str, Any] | None) -> TimeLimitView:
    """Return the statutory period; an empty one where there is none, or it is hidden."""
    hidden, data = data is None, data or {}
    since: Content = words({"zh_Hant": data.get("from_zh"), "en": data.get("from_en")})
    return TimeLimitView(
        data.get("days"),
        data.get("months") or 0,
        since,
        words(data),
        data.get("law") or "",
        hidden,
        has_sample(data),
    )
