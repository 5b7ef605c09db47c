"""The tables are data with a version and a source, and a wrong one is refused by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from kiosk.blood_pressure.policies import FOLDER, load_practice, load_table, table_ids
from kiosk.blood_pressure.rules import Level
from kiosk.errors import ContentError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("table", table_ids())
def test_every_table_says_its_version_source_and_name(table: str) -> None:
    found = load_table(table)
    assert found.policy.version >= 1
    assert found.source["zh_Hant"]
    assert found.name["zh_Hant"]
    assert found.policy.levels[0] is Level.NORMAL
    assert found.policy.levels[-1] is Level.URGENT


def test_the_adopted_table_exists_and_is_the_taiwan_guideline() -> None:
    practice = load_practice()
    assert practice.adopted_table == "tw-2022"
    assert load_table(practice.adopted_table).adults_from_age == 18
    assert (practice.timeout_s, practice.third_reading_over_mmhg, practice.rest_s) == (600, 10, 300)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"systolic_from_mmhg": {"high": 130, "elevated": 140, "urgent": 180}}, "systolic_from_mmhg"),
        ({"diastolic_from_mmhg": {"high": 80}}, "diastolic_from_mmhg"),
        ({"systolic_from_mmhg": {"normal": 90, "urgent": 180}}, "systolic_from_mmhg"),
        ({"systolic_from_mmhg": {"terrible": 150, "urgent": 180}}, "systolic_from_mmhg"),
        ({"source": None}, "source"),
        ({"colour": "red"}, "colour"),
        ({"id": "other"}, "id"),
    ],
)
def test_a_wrong_table_names_file_and_field(tmp_path: Path, change: dict[str, Any], named: str) -> None:
    table = yaml.safe_load((FOLDER / "blood_pressure" / "tw-2022.yaml").read_text(encoding="utf-8"))
    path = tmp_path / "tw-2022.yaml"
    path.write_text(yaml.safe_dump({**table, **change}, allow_unicode=True), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_table("tw-2022", tmp_path)
    assert str(path) in str(caught.value)
    assert named in str(caught.value)


def test_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="mars-2099"):
        load_table("mars-2099", tmp_path)
