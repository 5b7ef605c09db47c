"""What `kiosk check` asks the office."""

from __future__ import annotations

import pytest

from kiosk.cli.check_content import office_questions, unconfirmed_counts
from kiosk.guide import services
from kiosk.guide.loading import load

pytestmark = pytest.mark.django_db


def test_the_ten_questions_and_the_counts_of_unconfirmed_parts_are_told() -> None:
    told = office_questions()
    assert told[0].startswith("機關名稱、地址、電話")
    assert len(told) == 10 + len(unconfirmed_counts())
    assert all("unknown" not in one for one in told)


def test_the_counts_are_the_same_before_and_after_loading_and_fall_with_a_confirmation() -> None:
    before = unconfirmed_counts()
    load()
    assert unconfirmed_counts() == before
    services.confirm(kind="fee", key="doorplate", reference="x", by="chen")
    assert unconfirmed_counts()["fee"] == before["fee"] - 1
