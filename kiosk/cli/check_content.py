"""What the office still has to answer: open questions, and how much content nobody has confirmed."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from kiosk.guide.content import entries
from kiosk.guide.marks import marks_of
from kiosk.guide.reading import read
from kiosk.guide.schema import Words  # noqa: TC001  # a model needs it at run time
from kiosk.texts import ASSETS, FALLBACK, pick, roc_year

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ASSETS / "content"


class QuestionsFile(BaseModel):
    """All of `office_questions.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    questions: list[Words] = Field(min_length=1)
    kinds: dict[str, Words]  # what the entries of each kind are called in the count of unconfirmed parts


def office_questions(folder: Path = FOLDER, language: str = FALLBACK) -> list[str]:
    """Return the office's open questions, then a line for each kind of content with unconfirmed parts.

    Needs Django where the content was loaded; before that the files themselves are counted.  Raises
    `ContentError`.
    """
    file, _data = read(folder / "office_questions.yaml", QuestionsFile)
    questions = [pick(one.model_dump(exclude_none=True), language) for one in file.questions]
    for kind, count in unconfirmed_counts(folder).items():
        name = pick(file.kinds[kind].model_dump(exclude_none=True), language) if kind in file.kinds else kind
        questions.append(_UNCONFIRMED.get(language, _UNCONFIRMED[FALLBACK]).format(name=name, n=count))
    return questions


def unsettled() -> list[str]:
    """Return what the office's own policies and plan leave open; needs Django.  Raises `ContentError` for a faulty file."""
    from django.conf import settings  # noqa: PLC0415

    from kiosk.desks.fees import case_fees_confirmed  # noqa: PLC0415
    from kiosk.guide import plan  # noqa: PLC0415
    from kiosk.queues.policies import load_admissions, load_points, settled_sessions  # noqa: PLC0415

    load_admissions()
    plan.load(settings.KIOSK_HOME)
    found = {
        "policies/case_points.yaml": load_points().confirmed, "policies/sessions.yaml": settled_sessions().confirmed,
        "policies/case_fees.yaml": case_fees_confirmed(),
    }  # fmt: skip
    left = [_SAMPLE.format(name=name) for name, done in found.items() if not done]
    left += [_NO_CALENDAR.format(year=roc_year(date(year, 1, 1))) for year in _years_without_calendar()]
    return left if plan.is_own(settings.KIOSK_HOME) else [*left, _NO_PLAN]


def _years_without_calendar() -> list[int]:
    from django.db import DatabaseError  # noqa: PLC0415

    from kiosk.queues.calendar import missing_years  # noqa: PLC0415

    try:
        return list(missing_years())
    except DatabaseError:  # no tables yet, or no server
        return []


_SAMPLE = "{name}：沿用範例，請所務會議核定後存入 KIOSK_HOME，並改為 verify: false。"
_NO_CALENDAR = "{year} 年的政府機關辦公日曆尚未匯入（kiosk load-holidays 或主控台「服務時段」），該年國定假日不會停止發號。"
_NO_PLAN = "content/plan.yaml：大廳平面圖尚未繪製，看板不顯示「找櫃台」頁。"


_UNCONFIRMED = {
    "zh_Hant": "{name}：{n} 處標示 verify，須由承辦人查證並確認後才會公開顯示。",
    "en": "{name}: {n} parts are marked verify; they stay hidden until a named officer confirms them.",
}


def unconfirmed_counts(folder: Path = FOLDER) -> dict[str, int]:
    """Return how many parts of each kind nobody has confirmed: in the database, or before a load in the files."""
    from django.db import DatabaseError  # noqa: PLC0415

    from kiosk.guide import services  # noqa: PLC0415  # models exist only after boot

    try:
        loaded = services.is_loaded()
    except DatabaseError:  # no tables yet, or no server: the files are there in any case
        loaded = False
    if loaded:
        return dict(Counter(mark.kind for mark in services.unconfirmed()))
    return dict(Counter(entry.kind for entry in entries(folder) for _mark in marks_of(entry.data)))
