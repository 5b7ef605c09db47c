"""The shape of fees, fines and photo rules in `services.yaml`, and of the whole file."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from kiosk.guide.schema import (
    Days,
    Document,
    Law,
    LawfulWords,
    Meta,
    Money,
    Name,
    Paper,
    Part,
    Service,
    TicketClass,
    Words,
)

__all__ = ["Document", "ServicesFile"]


class Fee(Part):
    """One fee; `twd` is a list where it depends on size or age; `short` is its name where room is scarce."""

    id: Name  # the fee's own id, not the language
    zh_Hant: Name  # noqa: N815  # the key in the files
    en: Name
    short: Words | None = None
    twd: Money | list[Money]
    additional_copy_twd: Money | None = None
    unit: Words
    law: Law | None = None


class FineStep(Part):
    """One step of a fine."""

    zh_Hant: Name  # noqa: N815  # the key in the files
    twd: Money


class Fine(Part):
    """A fine other than for lateness."""

    id: Name
    zh_Hant: Name  # noqa: N815  # the key in the files
    en: Name
    twd: list[Money] | None
    steps: tuple[FineStep, ...] = ()
    law: Law | None = None


class LateStep(Part):
    """A fine for so many days of lateness; without `days_late_to` from there on."""

    days_late_from: Days
    days_late_to: Days | None
    twd: Money


class Act(Part):
    """Act and articles."""

    act: Name
    article: Name
    en: Name


class LateFines(Part):
    """The table of fines for late registration."""

    law: Act
    statutory_range_twd: list[Money]
    steps: list[LateStep] = Field(min_length=1)
    after_written_reminder_twd: Money
    day_count: Words
    kiosk_rule: Words


class Span(Part):
    """From `min` to `max`."""

    min: int
    max: int


class Size(Part):
    """Millimetres."""

    height: int
    width: int


class PhotoSpec(Part):
    """What a photo for an ID card must look like."""

    size_mm: Size
    head_height_mm: Span
    taken_within_years: int
    background: Words
    rules: list[Words]
    face_share_percent: Span


class ServicesFile(BaseModel):
    """All of `services.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    meta: Meta
    ticket_classes: dict[str, TicketClass]
    conditions: dict[str, Words]
    documents: dict[str, Paper]
    id_photo_spec: PhotoSpec
    late_registration_fines: LateFines
    other_fines: list[Fine]
    fee_schedule: list[Fee]
    fee_waivers: list[LawfulWords]
    payment_methods: Words
    services: list[Service] = Field(min_length=1)
