"""The samples of the content files become drafts; an entry that cannot be used is named with its field."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from kiosk.announcements.models import Announcement, Kind, Status
from kiosk.announcements.services import clean_text, drafts, load_drafts
from kiosk.clock import StillClock
from kiosk.errors import ContentError
from kiosk.texts import ASSETS

SAMPLES = ASSETS / "content" / "marquee.yaml"
GOOD = {"id": "m01", "kind": "service", "text": {"zh_Hant": "中午服務"}, "source_agency": "本所", "end_roc": "115/12/31"}


def write(folder: Path, content: Any) -> Path:
    path = folder / "marquee.yaml"
    path.write_text(content if isinstance(content, str) else yaml.safe_dump(content), encoding="utf-8")
    return path


@pytest.mark.database
@pytest.mark.django_db
def test_the_samples_that_are_shipped_load_once_as_drafts(clock: StillClock) -> None:
    entries = yaml.safe_load(SAMPLES.read_text(encoding="utf-8"))["samples"]
    assert (load_drafts(SAMPLES, clock=clock), load_drafts(SAMPLES, clock=clock)) == (len(entries), 0)
    assert set(Announcement.objects.values_list("status", flat=True)) == {Status.DRAFT}
    assert [one.text["zh_Hant"] for one in drafts()] == [entry["text"]["zh_Hant"] for entry in entries]
    assert {one.kind for one in drafts()} == {Kind(entry["kind"]) for entry in entries}


def test_every_sample_could_be_shown_as_it_is() -> None:
    entries = yaml.safe_load(SAMPLES.read_text(encoding="utf-8"))["samples"]
    chinese = [entry["text"]["zh_Hant"] for entry in entries]
    assert [clean_text(text) for text in chinese] == chinese


@pytest.mark.database
@pytest.mark.django_db
def test_a_draft_ends_with_its_roc_day(tmp_path: Path, clock: StillClock) -> None:
    load_drafts(write(tmp_path, {"samples": [GOOD, {**GOOD, "id": "m02", "end_roc": ""}]}), clock=clock)
    ends = [one.until_at for one in drafts()]
    assert ends == [datetime(2026, 12, 31, 15, 59, 59, 999_999, tzinfo=UTC), None]


@pytest.mark.database
@pytest.mark.django_db
def test_new_entries_are_added_to_what_is_there_and_a_withdrawn_sample_does_not_come_back(
    tmp_path: Path, clock: StillClock
) -> None:
    load_drafts(write(tmp_path, {"samples": [GOOD]}), clock=clock)
    Announcement.objects.update(status=Status.WITHDRAWN)
    assert load_drafts(write(tmp_path, {"samples": [GOOD, {**GOOD, "id": "m02"}]}), clock=clock) == 1
    assert [(one.announcement_id, one.status) for one in drafts()] == [(Announcement.objects.latest("id").pk, "draft")]


@pytest.mark.database
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"id": None}, "marquee.yaml: samples: (no id): id: "),
        ({"id": "x" * 33}, f"marquee.yaml: samples: {'x' * 33}: id: "),
        ({"id": "m00"}, "marquee.yaml: samples: m00: id: it stands there twice"),
        ({"kind": "advert"}, "marquee.yaml: samples: m01: kind: 'advert' is none of law_change, service, "),
        ({"kind": ["service"]}, "marquee.yaml: samples: m01: kind: "),
        ({"text": "中午服務"}, "marquee.yaml: samples: m01: text: "),
        ({"text": {"en": "Noon"}}, "marquee.yaml: samples: m01: text: "),
        ({"text": {"zh_Hant": ""}}, "marquee.yaml: samples: m01: text: "),
        ({"text": {"zh_Hant": 12}}, "marquee.yaml: samples: m01: text: "),
        ({"text": {"zh_Hant": "中午", "fr": "Midi"}}, "marquee.yaml: samples: m01: text: "),
        ({"source_agency": ""}, "marquee.yaml: samples: m01: source_agency: "),
        ({"source_agency": "x" * 61}, "marquee.yaml: samples: m01: source_agency: "),
        ({"end_roc": "2026-12-31"}, "marquee.yaml: samples: m01: end_roc: "),
        ({"end_roc": "115/13/01"}, "marquee.yaml: samples: m01: end_roc: "),
        ({"end_roc": 115}, "marquee.yaml: samples: m01: end_roc: "),
    ],
)
def test_a_bad_entry_is_named_with_its_field_and_nothing_is_loaded(
    tmp_path: Path, clock: StillClock, change: dict[str, Any], told: str
) -> None:
    with pytest.raises(ContentError) as fault:
        load_drafts(write(tmp_path, {"samples": [{**GOOD, "id": "m00"}, {**GOOD, **change}]}), clock=clock)
    assert str(fault.value).startswith(told)
    assert Announcement.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("content", ["", "samples:", "samples: [1]", "other: []", "- a", "samples: [", "a: b: c"])
def test_a_file_of_another_shape_is_refused_in_a_sentence(tmp_path: Path, clock: StillClock, content: str) -> None:
    with pytest.raises(ContentError, match=r"^marquee\.yaml: "):
        load_drafts(write(tmp_path, content), clock=clock)


@pytest.mark.django_db
def test_a_file_in_another_encoding_is_refused_in_a_sentence(tmp_path: Path, clock: StillClock) -> None:
    path = tmp_path / "marquee.yaml"
    path.write_bytes("samples: [中]".encode("big5"))
    with pytest.raises(ContentError, match=r"^marquee\.yaml: this is no YAML in UTF-8"):
        load_drafts(path, clock=clock)


@pytest.mark.database
@pytest.mark.django_db
def test_the_samples_keep_their_days_their_weight_and_what_nobody_has_read(clock: StillClock) -> None:
    load_drafts(SAMPLES, clock=clock)
    found = {row.content_key: row for row in Announcement.objects.all()}
    scam, hands, typhoon = found["m01"], found["m09"], found["m10"]
    assert (scam.weight, hands.weight, typhoon.weight) == (3, 1, 2)
    assert {tuple(row.unchecked) for row in found.values()} == {("vi", "id")}
    assert scam.start_at == datetime(2025, 12, 31, 16, tzinfo=UTC)
    assert [key for key, row in found.items() if "{date}" in row.text["zh_Hant"]] == ["m10"]


@pytest.mark.django_db
def test_an_end_before_its_start_is_refused(tmp_path: Path, clock: StillClock) -> None:
    with pytest.raises(ContentError, match="m01: end_roc: it lies before start_roc"):
        load_drafts(write(tmp_path, {"samples": [{**GOOD, "start_roc": "116/01/01"}]}), clock=clock)
