"""Whatever a service refuses, staff read a sentence and never a key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.staff.words import SENTENCES
from kiosk.texts import LOCALE

KIOSK = Path(__file__).resolve().parents[3] / "kiosk"
KEYS = sorted(
    {
        (key, source.relative_to(KIOSK).as_posix())
        for source in KIOSK.rglob("*.py")
        for line in re.findall(r"(?:Refused|BadCalendar)\(([^)]*)", source.read_text(encoding="utf-8"))
        for key in re.findall(r'"([a-z_]+\.[a-z_.]+)"', line)
    }
)


def test_the_search_finds_refusals() -> None:
    assert {"desk.nobody_here", "desk.called_often", "staff.last_manager"} <= {key for key, _ in KEYS}


@pytest.mark.parametrize(("key", "where"), KEYS)
def test_every_refusal_has_a_sentence(key: str, where: str) -> None:
    catalogue = (LOCALE / "zh_Hant" / "LC_MESSAGES" / "kiosk.po").read_text(encoding="utf-8")
    assert key in SENTENCES or f'msgid "{key}"' in catalogue, f"{where} refuses with {key}, which nobody has written"


def test_no_sentence_is_left_over() -> None:
    assert set(SENTENCES) <= {key for key, _ in KEYS}
