"""Tables of the guide: what the content files say, and which marked parts an officer has confirmed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class ContentItem(models.Model):
    """One entry of a content file, as it stands there (with its `verify` marks)."""

    kind = models.CharField(max_length=24)  # service, fee, document, faq ...
    key = models.CharField(max_length=80)  # the entry's id in the file
    position = models.PositiveIntegerField()  # the file's order
    data = models.JSONField()
    digest = models.CharField(max_length=64)  # SHA-256 of `data`
    changed_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)  # gone from the file; kept because paper may speak of it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="a_content_key_is_unique_in_its_kind")]
        indexes = [models.Index(fields=["kind", "position"], condition=Q(retired_at=None), name="content_in_use")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Mark(models.Model):
    """One `verify: true`: the part of an item that is hidden until somebody answers for it."""

    item = models.ForeignKey(ContentItem, on_delete=models.CASCADE, related_name="marks")
    field = models.CharField(max_length=160, blank=True)  # where in the item; empty means the whole item
    digest = models.CharField(max_length=64)  # SHA-256 of the marked part: another text needs another confirmation
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=150, blank=True)
    reference = models.CharField(max_length=200, blank=True)  # law, letter or page that the officer checked

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "field"], name="one_mark_per_field"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by="", reference="")
                | (Q(confirmed_at__isnull=False) & ~Q(confirmed_by="") & ~Q(reference="")),
                name="a_confirmation_has_officer_date_and_reference",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}.{self.field or '*'}: {self.confirmed_by or 'open'}"
