"""What the office has settled in its home goes before the samples; samples are marked, and a sample plan leads nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_people import clerk, office_content, unhurried
from django.conf import settings

from kiosk.cli.check_content import unsettled
from kiosk.desks.fees import bill, case_fees
from kiosk.errors import ContentError
from kiosk.guide import services as guide
from kiosk.queues.policies import SAMPLES, load_admissions, load_points, settled_sessions
from kiosk.queues.rules.sessions import SessionKind

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

__all__ = ["clerk", "office_content", "unhurried"]
pytestmark = pytest.mark.django_db
NAMES = ("case_points.yaml", "sessions.yaml", "case_fees.yaml")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "KIOSK_HOME", tmp_path)
    (tmp_path / "policies").mkdir()
    return tmp_path


def settle(home: Path, name: str, was: str, now: str) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8").replace("verify: true", "verify: false")
    assert was in text
    (home / "policies" / name).write_text(text.replace(was, now), encoding="utf-8")


def test_without_files_of_its_own_the_samples_hold_and_are_called_so(home: Path) -> None:
    assert not load_points().confirmed
    assert not settled_sessions().confirmed
    told = "\n".join(unsettled())
    assert all(name in told for name in (*NAMES, "content/plan.yaml", "年的政府機關辦公日曆尚未匯入"))


def test_the_office_s_own_files_go_before_the_samples(home: Path, office_content: None) -> None:
    settle(home, "case_points.yaml", "multi_type: each", "multi_type: highest")
    settle(home, "sessions.yaml", "classes: [A, B, D, G]", "classes: [A]")
    settle(home, "case_fees.yaml", "transcript: [transcript]", "transcript: [transcript, id-first]")
    assert (load_points().confirmed, load_points().highest_only) == (True, True)
    assert load_admissions()[SessionKind.EXTENDED].classes == {"A"}
    assert case_fees()["transcript"] == ("transcript", "id-first")
    assert bill({"transcript": 1}).settled
    left = [line for line in unsettled() if "辦公日曆尚未匯入" not in line]
    assert [line.partition("：")[0] for line in left] == ["content/plan.yaml"]


def test_a_file_with_a_fault_is_named_with_its_field(home: Path) -> None:
    settle(home, "case_points.yaml", "multi_type: each", "multi_type: sometimes")
    with pytest.raises(ContentError, match=r"policies/case_points\.yaml: multi_type"):
        unsettled()


def test_a_bill_by_the_sample_is_marked_for_the_clerk(home: Path, clerk: Client) -> None:
    page = clerk.get("/desk/3/fees/", {"case:id_replace": "1"}).content.decode()
    assert "對照表未核定" in page
    settle(home, "case_fees.yaml", "id_replace", "id_replace")
    assert "對照表未核定" not in clerk.get("/desk/3/fees/", {"case:id_replace": "1"}).content.decode()


def test_the_sample_of_a_plan_leads_nobody_but_in_a_demo(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "KIOSK", settings.KIOSK.model_copy(update={"demo": False}))
    assert guide.hall_plan() is None
    monkeypatch.setattr(settings, "KIOSK", settings.KIOSK.model_copy(update={"demo": True}))
    assert guide.hall_plan() is not None
    monkeypatch.setattr(settings, "KIOSK", settings.KIOSK.model_copy(update={"demo": False}))
    (home / "content").mkdir()
    (home / "content" / "plan.yaml").write_text("size: [4, 3]\ncounters: {1: [1, 1]}\nentrance: [2, 3]\nhere: [2, 2]\n")
    plan = guide.hall_plan()
    assert plan is not None
    assert set(plan.counters) == {1}
