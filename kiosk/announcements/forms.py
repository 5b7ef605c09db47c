"""What a clerk types to announce something: a text, a kind, until when."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from kiosk.announcements.models import Kind
from kiosk.announcements.services import roc_day_end
from kiosk.clock import TAIPEI, local

if TYPE_CHECKING:
    from datetime import date

UNTIL_CHOICES = (("today", "今天"), ("3", "3 天"), ("7", "一週"), ("date", "指定日期"))
KIND_CHOICES = (
    (Kind.SERVICE, "便民服務"), (Kind.ANTI_FRAUD, "防詐騙"), (Kind.LAW_CHANGE, "法令異動"), (Kind.HEALTH, "健康"),
    (Kind.ENERGY, "節能"), (Kind.EVENT, "活動"), (Kind.URGENT, "緊急"),
)  # fmt: skip
WRITE_A_DATE = "請填寫民國日期，例如 115/03/31。"


class UntilForm(forms.Form):
    """Until when: the end of today, of the second or sixth day after it, or of a day written in ROC years."""

    until = forms.ChoiceField(choices=UNTIL_CHOICES, initial="today", error_messages={"required": "請選擇播出到何時。"})
    date = forms.CharField(required=False, max_length=12)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = local(now).date()

    def clean(self) -> dict[str, Any]:
        """Add `until_at`, the last moment of the last day in the office's zone."""
        fields: dict[str, Any] = super().clean() or {}
        if fields.get("until") == "date":
            fields["until_at"] = self._written(str(fields.get("date") or ""))
        elif "until" in fields:
            days = {"today": 0, "3": 2, "7": 6}[fields["until"]]
            fields["until_at"] = _end_of(self._today + timedelta(days=days))
        return fields

    def _written(self, text: str) -> datetime:
        try:
            found = roc_day_end(text.strip().replace(".", "/"))
        except (ValueError, OverflowError) as error:
            raise forms.ValidationError({"date": WRITE_A_DATE}) from error
        if found is None:
            raise forms.ValidationError({"date": WRITE_A_DATE})
        return found


class PushForm(UntilForm):
    """A new text; how long it may be is the service's to say."""

    text = forms.CharField(max_length=2000, error_messages={"required": "請輸入公告內容。"})
    kind = forms.ChoiceField(choices=KIND_CHOICES, initial=Kind.SERVICE, error_messages={"required": "請選擇類別。"})


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, tzinfo=TAIPEI)
