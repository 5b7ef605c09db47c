"""The tables of announcements: the texts, what was shown of them where and when, and where their paper hangs."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from kiosk.announcements.rules import NORMAL
from kiosk.announcements.windows import EVERY_DAY


class Kind(StrEnum):
    """What an announcement is about; the text is the text in the database and in content files."""

    LAW_CHANGE = "law_change"
    SERVICE = "service"
    ANTI_FRAUD = "anti_fraud"
    HEALTH = "health"
    ENERGY = "energy"
    EVENT = "event"
    URGENT = "urgent"


class Status(StrEnum):
    """Where an announcement stands: draft -> submitted -> live -> withdrawn; a rejected one is a draft again."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    LIVE = "live"
    WITHDRAWN = "withdrawn"


class Channel(StrEnum):
    """Where a text can be read."""

    MARQUEE = "marquee"
    BOARD = "board"
    KIOSK = "kiosk"
    SUBTITLE = "subtitle"
    BULLETIN = "bulletin"


EVERYWHERE = [channel.value for channel in Channel]


def everywhere() -> list[str]:
    """Return every channel: where a text runs that does not say."""
    return list(EVERYWHERE)


class Announcement(models.Model):
    """One text for the public."""

    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in Kind])
    status = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Status])
    text = models.JSONField()  # language -> text; zh_Hant is always there
    unchecked = models.JSONField(default=list)  # languages whose translation nobody has read yet: not for the public
    source = models.CharField(max_length=60)  # the agency that says it
    channels = models.JSONField(default=everywhere)
    weight = models.PositiveSmallIntegerField(default=NORMAL)
    weekdays = models.CharField(max_length=7, default=EVERY_DAY)
    hours = models.CharField(max_length=80, blank=True)
    content_key = models.CharField(max_length=32, null=True, unique=True)  # noqa: DJ001  # the sample; unique where there is one
    author = models.CharField(max_length=150)
    created_at = models.DateTimeField()
    start_at = models.DateTimeField(null=True)
    until_at = models.DateTimeField(null=True)
    submitted_by = models.CharField(max_length=150, blank=True)
    submitted_at = models.DateTimeField(null=True)
    rejected_by = models.CharField(max_length=150, blank=True)
    rejected_because = models.CharField(max_length=200, blank=True)
    published_by = models.CharField(max_length=150, blank=True)  # who approved it
    published_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=150, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    request_id = models.UUIDField(null=True, unique=True)

    class Meta:
        indexes = [models.Index(fields=["until_at"], condition=Q(status="live"), name="live_announcements")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="live") | Q(start_at__isnull=False, until_at__isnull=False),
                name="a_live_announcement_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(start_at__isnull=True) | Q(until_at__isnull=True) | Q(start_at__lt=F("until_at")),
                name="an_announcement_begins_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text.get('zh_Hant', '')[:30]}"


class Showing(models.Model):
    """A page came on a channel or left it; the table refuses changes (`kiosk.staff.append_only`).

    What was shown from when until when follows from two rows.  `appeared` is False where the page left, and `page` is ""
    where a channel begins anew: what stood there before was last seen at an unknown time.
    """

    at = models.DateTimeField(db_index=True)
    channel = models.CharField(max_length=32)  # marquee, a sign's own name, board, kiosk, subtitle
    page = models.CharField(max_length=64, blank=True)
    appeared = models.BooleanField()
    announcement = models.ForeignKey(Announcement, null=True, on_delete=models.PROTECT)
    text = models.CharField(max_length=600, blank=True)  # as it was shown

    class Meta:
        indexes = [models.Index(fields=["channel", "at"], name="showings_of_a_channel")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.channel} {'+' if self.appeared else '-'}{self.page}"


class Posting(models.Model):
    """One paper on a bulletin board: what, where, from when until when, who put it up and who took it down."""

    announcement = models.ForeignKey(Announcement, null=True, on_delete=models.PROTECT)
    title = models.CharField(max_length=120)
    source = models.CharField(max_length=60)
    place = models.CharField(max_length=60)
    from_day = models.DateField()
    until_day = models.DateField()
    put_up_by = models.CharField(max_length=150)
    put_up_at = models.DateTimeField()
    taken_down_by = models.CharField(max_length=150, blank=True)
    taken_down_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(from_day__lte=F("until_day")), name="a_paper_hangs_before_it_is_due"),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.title}"
