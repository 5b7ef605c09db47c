"""The content files as one list of entries, after every reference between them was checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kiosk.errors import ContentError
from kiosk.guide.reading import read
from kiosk.guide.references import faq_faults, guide_faults, service_faults
from kiosk.guide.schema_guide import FaqFile, GuideFile
from kiosk.guide.schema_money import ServicesFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Entry:
    """One entry: `kind` and `key` name it, `data` is what the file says."""

    kind: str
    key: str
    data: dict[str, Any]


def entries(folder: Path) -> tuple[Entry, ...]:
    """Return every entry of the content files in `folder`; raises `ContentError` with all faults."""
    services, services_data = read(folder / "services.yaml", ServicesFile)
    guide, guide_data = read(folder / "guide.yaml", GuideFile)
    faq, faq_data = read(folder / "faq.yaml", FaqFile)
    faults = [*service_faults(services), *guide_faults(guide, services), *faq_faults(faq, services)]
    if faults:
        raise ContentError("\n".join(faults))
    return (*_of_services(services_data), *_of_guide(guide_data), *_of_faq(faq_data))


def _of_services(data: dict[str, Any]) -> Iterator[Entry]:
    yield Entry("office", "office", data["meta"]["office"])
    yield Entry("edition", "services", {name: data["meta"][name] for name in ("version", "law_snapshot")})
    yield from _mapping("ticket_class", data["ticket_classes"])
    yield from _mapping("condition", data["conditions"])
    yield from _mapping("document", data["documents"])
    yield Entry("photo_spec", "id_photo", data["id_photo_spec"])
    yield Entry("late_fines", "late_registration_fines", data["late_registration_fines"])
    yield from _named("fine", data["other_fines"])
    yield from _named("fee", data["fee_schedule"])
    yield from _numbered("fee_waiver", data["fee_waivers"])
    yield Entry("payment", "methods", data["payment_methods"])
    yield from _identified("service", data["services"])


def _of_guide(data: dict[str, Any]) -> Iterator[Entry]:
    yield from _mapping("category", data["categories"])
    yield from _mapping("scope", data["scopes"])
    yield from _mapping("person", data["people"])
    yield from _identified("choice", data["choices"])
    yield from _mapping("question", data["questions"])
    yield from _identified("life_event", data["life_events"])


def _of_faq(data: dict[str, Any]) -> Iterator[Entry]:
    yield from _identified("faq", data["faq"])
    yield from _numbered("term", data["glossary"])


def _mapping(kind: str, section: Mapping[Any, dict[str, Any]]) -> Iterator[Entry]:
    return (Entry(kind, str(key), data) for key, data in section.items())


def _identified(kind: str, section: Iterable[dict[str, Any]]) -> Iterator[Entry]:
    return (Entry(kind, data["id"], data) for data in section)


def _named(kind: str, section: Iterable[dict[str, Any]]) -> Iterator[Entry]:
    """Entries whose `id` is their own and whose name stands beside it: the name is put under `name`."""
    for data in section:
        rest = {key: value for key, value in data.items() if key not in {"zh_Hant", "en"}}
        yield Entry(kind, data["id"], {**rest, "name": {"zh_Hant": data["zh_Hant"], "en": data["en"]}})


def _numbered(kind: str, section: Iterable[dict[str, Any]]) -> Iterator[Entry]:
    """Entries without an id: their Chinese words name them."""
    return (Entry(kind, data["zh_Hant"][:80], data) for data in section)
