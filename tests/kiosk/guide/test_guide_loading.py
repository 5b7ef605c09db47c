"""Files into the database: again, changed, gone, back; and what officers confirm."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from kiosk.errors import ContentError, Refused
from kiosk.guide import services
from kiosk.guide.loading import FOLDER, load
from kiosk.guide.models import ContentItem, Mark

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("services.yaml", "guide.yaml", "faq.yaml"):
        shutil.copy(FOLDER / name, tmp_path)
    return tmp_path


@pytest.fixture(params=[False, True], ids=["office", "demo"])
def demo(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setattr(settings, "KIOSK", settings.KIOSK.model_copy(update={"demo": request.param}))
    return request.param


def edit(folder: Path, old: str, new: str) -> None:
    text = (folder / "services.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "services.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")


def test_loading_twice_changes_nothing() -> None:
    first = load()
    before = list(ContentItem.objects.values_list("pk", "digest", "changed_at"))
    second = load()
    assert (second.added, second.changed, second.retired) == ([], [], [])
    assert second.unchanged == len(first.added)
    assert list(ContentItem.objects.values_list("pk", "digest", "changed_at")) == before


def test_a_bad_file_leaves_what_was_loaded(folder: Path) -> None:
    load(folder)
    edit(folder, "ticket_class: C", "ticket_class: Q")
    with pytest.raises(ContentError):
        load(folder)
    assert len(services.services(language="en")) == 43


def test_the_classes_of_tickets_have_short_names_for_screens() -> None:
    assert services.ticket_classes() == ()
    load()
    found = services.ticket_classes()
    assert [one.letter for one in found] == list("ABCDEFG")
    assert found[2].screen_name["zh_Hant"] == "戶籍登記（出生、結婚、遷徙）"
    assert found[2].plan_minutes == 25
    assert not found[2].plan_confirmed
    assert services.ticket_class("C") == found[2]
    assert services.ticket_class("Q") is None
    assert services.office_name()["zh_Hant"] == "臺南市新營區戶政事務所"


def test_unconfirmed_parts_are_hidden_in_an_office_and_samples_in_a_demo(demo: bool) -> None:  # a fixture
    load()
    birth = services.service(service_id="birth-registration")
    assert birth.sample is demo
    assert any("20,000" in note["zh_Hant"] for note in birth.notes) is demo
    assert bool(birth.place) is demo
    fees = {fee.fee_id: fee.sample for fee in services.fees()}
    assert ("doorplate" in fees) is demo
    assert fees["transcript"] is False
    assert services.service(service_id="marriage-registration").time_limit.hidden is not demo


def test_a_confirmed_part_is_shown_with_the_officers_name_kept() -> None:
    load()
    assert services.service(service_id="doorplate").fees_hidden
    services.confirm(kind="fee", key="doorplate", reference="臺南市府令 109-02-01", by="chen")
    doorplate = services.service(service_id="doorplate")
    assert not doorplate.fees_hidden
    assert [fee.fee_id for fee in doorplate.fees] == ["doorplate", "doorplate-certificate"]
    mark = Mark.objects.get(item__kind="fee", item__key="doorplate")
    assert (mark.confirmed_by, mark.reference) == ("chen", "臺南市府令 109-02-01")
    assert not any(one.key == "doorplate" and one.kind == "fee" for one in services.unconfirmed())


@pytest.mark.parametrize(("reference", "by"), [("", "chen"), ("  ", "chen"), ("戶籍法 48", "")])
def test_nothing_is_published_without_a_reference_and_a_name(reference: str, by: str) -> None:
    load()
    with pytest.raises(Refused, match=r"guide\.reference_needed"):
        services.confirm(kind="fee", key="doorplate", reference=reference, by=by)
    assert "doorplate" not in {fee.fee_id for fee in services.fees()}


def test_the_database_itself_refuses_half_a_confirmation() -> None:
    load()
    with pytest.raises(IntegrityError), transaction.atomic():
        Mark.objects.filter(item__key="doorplate").update(confirmed_by="chen")


def test_what_is_not_marked_or_confirmed_already_is_refused() -> None:
    load()
    with pytest.raises(Refused, match=r"guide\.nothing_to_confirm"):
        services.confirm(kind="fee", key="transcript", reference="x", by="chen")
    services.confirm(kind="fee", key="doorplate", reference="x", by="chen")
    with pytest.raises(Refused, match=r"guide\.confirmed_already"):
        services.confirm(kind="fee", key="doorplate", reference="y", by="lin")


def test_a_change_in_the_file_asks_for_a_new_confirmation(folder: Path) -> None:
    load(folder)
    services.confirm(kind="fee", key="doorplate", reference="x", by="chen")
    edit(folder, 'en: "Doorplate", twd: 50', 'en: "Doorplate", twd: 60')
    report = load(folder)
    assert report.changed == ["fee doorplate"]
    assert report.lost_confirmations == ["fee doorplate"]
    assert "doorplate" not in {fee.fee_id for fee in services.fees()}
    edit(folder, 'en: "Doorplate", twd: 60', 'en: "Doorplate", twd: 50')
    load(folder)
    assert "doorplate" not in {fee.fee_id for fee in services.fees()}


def test_a_change_beside_a_confirmed_part_leaves_it_confirmed(folder: Path) -> None:
    load(folder)
    services.confirm(kind="service", key="birth-registration", field="any_office", reference="府函", by="chen")
    edit(folder, "time_limit: {days: 60,", "time_limit: {days: 61,")
    report = load(folder)
    assert report.changed == ["service birth-registration"]
    assert report.lost_confirmations == []
    assert services.service(service_id="birth-registration").place["en"].startswith("Any office")


def test_what_is_gone_from_the_file_is_retired_and_must_be_confirmed_when_it_returns(folder: Path) -> None:
    load(folder)
    services.confirm(kind="fee", key="id-photo-service", reference="x", by="chen")
    original = (folder / "services.yaml").read_text(encoding="utf-8")
    line = next(text for text in original.splitlines() if "{id: id-photo-service," in text)
    edit(folder, line + "\n", "")
    edit(folder, "fees: [id-photo-service]", "fees: []")
    assert load(folder).retired == ["fee id-photo-service"]
    assert ContentItem.objects.get(kind="fee", key="id-photo-service").retired_at is not None
    (folder / "services.yaml").write_text(original, encoding="utf-8")
    assert load(folder).added == ["fee id-photo-service"]
    assert services.service(service_id="id-photo-service").fees_hidden


def test_services_are_found_by_words_of_any_language_and_by_category() -> None:
    load()
    names = {one.service_id for one in services.services(language="vi", query="死亡")}
    assert "death-registration" in names
    assert {one.service_id for one in services.services(language="zh_Hant", query="khai sinh")} >= {
        "birth-registration"
    }
    assert services.services(language="en", query="no such thing") == ()
    seals = services.services(language="en", category="seal")
    assert [one.name for one in seals] == ["Seal registration, change, cancellation", "Seal certificate"]
    assert sum(one.services for one in services.categories(language="en")) == 43


def test_every_life_event_leads_to_services() -> None:
    load()
    events = services.life_events(language="zh_Hant")
    assert [one.name for one in events][:4] == ["出生", "結婚", "離婚", "遷徙"]
    assert len(events) == 12
    assert events[0].services[0].name == "出生登記"


def test_questions_people_ask_are_found() -> None:
    load()
    assert services.faq(language="en", query="newborn")[0].service_id == "birth-registration"
    with pytest.raises(Refused, match=r"guide\.service_unknown"):
        services.service(service_id="no-such-service")
