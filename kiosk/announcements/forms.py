"""What authors type: text, kind, until when; the whole form of a draft; where a paper hangs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from kiosk.announcements.answers import Wording
from kiosk.announcements.models import Channel, Kind
from kiosk.announcements.roc_days import end_of, parse_end, parse_roc_day, parse_start
from kiosk.announcements.rules import NORMAL
from kiosk.announcements.windows import EVERY_DAY
from kiosk.clock import local
from kiosk.texts import FALLBACK, LANGUAGES, roc_short

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

UNTIL_CHOICES = (("today", "今天"), ("3", "3 天"), ("7", "一週"), ("date", "指定日期"))
KIND_CHOICES = (
    (Kind.SERVICE, "便民服務"), (Kind.ANTI_FRAUD, "防詐騙"), (Kind.LAW_CHANGE, "法令異動"), (Kind.HEALTH, "健康"),
    (Kind.ENERGY, "節能"), (Kind.EVENT, "活動"), (Kind.URGENT, "緊急"),
)  # fmt: skip
CHANNEL_CHOICES = (
    (Channel.MARQUEE, "LED 跑馬燈"), (Channel.BOARD, "叫號看板"), (Channel.KIOSK, "觸控機待機畫面"),
    (Channel.SUBTITLE, "電子字幕機"), (Channel.BULLETIN, "公布欄"),
)  # fmt: skip
WEIGHT_CHOICES = (("1", "較少"), ("2", "一般"), ("3", "加強"))
WEEKDAY_CHOICES = tuple(zip(EVERY_DAY, "一二三四五六日", strict=True))
WRITE_A_DATE = "請填寫民國日期，例如 115/03/31；可加時間，例如 115/03/31 17:30。"
WRITE_A_DAY = "請填寫民國日期，例如 115/03/31。"


class RocField(forms.CharField):
    """A day in ROC years, read by `read`; what cannot be read says how to write it."""

    def __init__(self, read: Callable[[str], Any], *, hint: str = WRITE_A_DATE, **kwargs: Any) -> None:
        super().__init__(max_length=24, error_messages={"required": hint, "max_length": hint}, **kwargs)
        self._read, self._hint = read, hint

    def clean(self, value: Any) -> Any:
        """Return the day or the moment, None for an empty field that may be empty."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return self._read(text)
        except (ValueError, OverflowError) as error:
            raise forms.ValidationError(self._hint) from error


class UntilForm(forms.Form):
    """Until when: the end of today, of the second or sixth day after it, or of a day written in ROC years."""

    until = forms.ChoiceField(choices=UNTIL_CHOICES, initial="today", error_messages={"required": "請選擇播出到何時。"})

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = local(now).date()
        self.fields["date"] = RocField(lambda text: parse_end(text, self._today), required=False)

    def clean(self) -> dict[str, Any]:
        """Add `until_at`, the last moment of the last day in the office's zone."""
        fields: dict[str, Any] = super().clean() or {}
        if fields.get("until") == "date":
            fields["until_at"] = fields.get("date")
            if fields["until_at"] is None and "date" not in self.errors:
                self.add_error("date", WRITE_A_DATE)
        elif "until" in fields:
            days = {"today": 0, "3": 2, "7": 6}[fields["until"]]
            fields["until_at"] = end_of(self._today + timedelta(days=days))
        return fields


class PushForm(UntilForm):
    """A new text; how long it may be is the service's to say.  `sure` is the answer to a warning: send it all the same."""

    text = forms.CharField(max_length=2000, error_messages={"required": "請輸入公告內容。"})
    kind = forms.ChoiceField(choices=KIND_CHOICES, initial=Kind.SERVICE, error_messages={"required": "請選擇類別。"})
    sure = forms.CharField(required=False, max_length=64)


class WordingForm(forms.Form):
    """Everything that an author can say of a text."""

    zh_Hant = forms.CharField(max_length=2000, error_messages={"required": "請輸入公告內容。"})  # noqa: N815  # the language
    en = forms.CharField(required=False, max_length=2000)
    vi = forms.CharField(required=False, max_length=2000)
    id = forms.CharField(required=False, max_length=2000)
    checked = forms.MultipleChoiceField(choices=[(one, one) for one in LANGUAGES if one != FALLBACK], required=False)
    kind = forms.ChoiceField(choices=KIND_CHOICES, initial=Kind.SERVICE)
    source = forms.CharField(max_length=60, initial="本所", error_messages={"required": "請填寫來源機關。"})
    channels = forms.MultipleChoiceField(
        choices=CHANNEL_CHOICES, initial=[one.value for one in Channel], error_messages={"required": "請至少選擇一個頻道。"}
    )
    weight = forms.ChoiceField(choices=WEIGHT_CHOICES, initial=str(NORMAL))
    weekdays = forms.MultipleChoiceField(
        choices=WEEKDAY_CHOICES, initial=list(EVERY_DAY), error_messages={"required": "請至少選擇一天。"}
    )
    hours = forms.CharField(required=False, max_length=80)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = local(now).date()
        self.fields["start"] = RocField(lambda text: parse_start(text, today), required=False)
        self.fields["until"] = RocField(lambda text: parse_end(text, today), required=False)

    def wording(self) -> Wording:
        """Return what was written; the form is valid."""
        said = self.cleaned_data
        text = {language: said[language] for language in LANGUAGES if said[language]}
        return Wording(
            text=text, kind=Kind(said["kind"]), source=said["source"],
            channels=tuple(Channel(one) for one in said["channels"]), weight=int(said["weight"]),
            weekdays="".join(said["weekdays"]), hours=said["hours"], start_at=said["start"], until_at=said["until"],
            unchecked=tuple(language for language in text if language not in {FALLBACK, *said["checked"]}),
        )  # fmt: skip


def as_written(wording: Wording) -> dict[str, Any]:
    """Return a wording as the form shows it."""
    return {
        **wording.text, "kind": wording.kind, "source": wording.source, "channels": list(wording.channels),
        "weight": str(wording.weight), "weekdays": list(wording.weekdays), "hours": wording.hours,
        "checked": [language for language in wording.text if language not in wording.unchecked],
        "start": _written(wording.start_at, "00:00"), "until": _written(wording.until_at, "23:59"),
    }  # fmt: skip


def _written(moment: datetime | None, whole_day: str) -> str:
    if moment is None:
        return ""
    wall = local(moment)
    return roc_short(wall.date()) if f"{wall:%H:%M}" == whole_day else f"{roc_short(wall.date())} {wall:%H:%M}"


class PostingForm(forms.Form):
    """A paper and where it hangs."""

    title = forms.CharField(max_length=200, error_messages={"required": "請填寫張貼的公告名稱。"})
    source = forms.CharField(max_length=80, initial="本所", error_messages={"required": "請填寫來源機關。"})
    place = forms.CharField(max_length=80, error_messages={"required": "請填寫張貼地點。"})

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_day"] = RocField(parse_roc_day, hint=WRITE_A_DAY, initial=roc_short(today))
        self.fields["until_day"] = RocField(parse_roc_day, hint=WRITE_A_DAY)
