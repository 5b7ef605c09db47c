"""The content files themselves, and what a bad one is answered with."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from kiosk.errors import ContentError
from kiosk.fonts import faces
from kiosk.guide.content import entries
from kiosk.guide.loading import FOLDER

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("services.yaml", "guide.yaml", "faq.yaml"):
        shutil.copy(FOLDER / name, tmp_path)
    return tmp_path


def edit(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_files_hold_what_the_office_does() -> None:
    found = entries(FOLDER)
    assert sum(entry.kind == "service" for entry in found) == 43
    assert sum(entry.kind == "fee" for entry in found) == 26
    assert [entry.key for entry in found if entry.kind == "ticket_class"] == list("ABCDEFG")
    assert len({(entry.kind, entry.key) for entry in found}) == len(found)


def test_every_event_of_life_has_a_sign_of_its_own_and_none_that_of_a_number() -> None:
    signs = [entry.data["icon"] for entry in entries(FOLDER) if entry.kind == "life_event"]
    assert len(set(signs)) == len(signs) == 12
    assert {f"icon-{sign}" for sign in signs} <= set(json.loads(faces().lucide_glyphs.read_text(encoding="utf-8")))
    assert "ticket" not in signs


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        (
            "  category: household\n",
            "",
            ["services.yaml:", "services initial-household-registration", "category", "Add it"],
        ),
        (
            "proxy_allowed: true\n",
            "proxy_alowed: true\n",
            ["services birth-registration", "proxy_alowed", "no such field"],
        ),
        (
            "{doc: birth_certificate,",
            "{doc: birth_certficate,",
            ["birth-registration", "birth_certficate", "'birth_certificate'"],
        ),
        (
            "of: both_parents",
            "of: both_parnts",
            ["birth-registration", "documents.of", "Did you mean 'both_parents'"],
        ),
        (
            "time_limit: {days: 60,",
            "time_limit: {days: sixty,",
            ["birth-registration", "time_limit.days", "sixty"],
        ),
        ("ticket_class: C", "ticket_class: Q", ["birth-registration", "ticket_class", "'Q' is not known"]),
        (
            "fees: [household-certificate]",
            "fees: [free-lunch]",
            ["birth-registration", "fees", "'free-lunch' is not known"],
        ),
        (
            "online: {value: true, verify: true}",
            "online: {value: [1], verify: true}",
            ["birth-registration", "channels.online"],
        ),
        (
            "- id: adoption-registration",
            "- id: acknowledgement-registration",
            ["services", "stands there 2 times"],
        ),
        ("twd: 50, unit", "twd: -50, unit", ["fee_schedule id-first", "twd", "-50"]),
        ("meta:\n", "meta: [\n", ["services.yaml", "not YAML"]),
        (
            "  category: household\n",
            "  category: household\n  category: seal\n",
            ["category", "stands here twice"],
        ),
    ],
)
def test_a_fault_is_named_with_file_entry_field_and_remedy(folder: Path, old: str, new: str, wanted: list[str]) -> None:
    edit(folder, "services.yaml", old, new)
    with pytest.raises(ContentError) as caught:
        entries(folder)
    for part in wanted:
        assert part in str(caught.value)


def test_the_line_of_a_fault_is_the_line_of_its_entry(folder: Path) -> None:
    edit(folder, "services.yaml", "time_limit: {days: 60,", "time_limit: {days: sixty,")
    lines = (folder / "services.yaml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if "sixty" in text)
    with pytest.raises(ContentError, match=rf"^services\.yaml:{line}: "):
        entries(folder)


def test_all_faults_of_a_file_are_told_at_once(folder: Path) -> None:
    edit(folder, "services.yaml", "ticket_class: C", "ticket_class: Q")
    edit(folder, "guide.yaml", "  personal-status:", "  personal:")
    with pytest.raises(ContentError) as caught:
        entries(folder)
    assert "'Q' is not known" in str(caught.value)
    assert "'personal-status' is not known" in str(caught.value)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "faq.yaml").unlink()
    with pytest.raises(ContentError, match=r"faq\.yaml: the file is missing"):
        entries(folder)
