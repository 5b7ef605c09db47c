"""The shape of `services.yaml`: every key that may stand there, with its type.  An unknown key is a fault.

Texts are mappings from language to text; Chinese and English must be there, Vietnamese and Indonesian may be.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Name = Annotated[str, Field(min_length=1)]
Money = Annotated[int, Field(ge=0, le=1_000_000)]
Days = Annotated[int, Field(ge=0, le=3650)]
Minutes = Annotated[int, Field(ge=1, le=480)]
Law = str
DateText = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]


class Part(BaseModel):
    """Any mapping of a content file; `verify` hides it until it is confirmed, `src` names its source."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    verify: bool = False
    src: str | list[str] | None = None


class Words(Part):
    """A text in several languages."""

    zh_Hant: Name  # noqa: N815  # the key in the files
    en: Name
    vi: Name | None = None
    id: Name | None = None
    check: tuple[str, ...] = ()  # languages that a native reader has not seen yet


class LawfulWords(Words):
    """A text with the law it rests on."""

    law: Law | None = None


class Office(Words):
    """The office's name; `current_name_zh_Hant` is a newer one to be confirmed."""

    current_name_zh_Hant: Name | None = None  # noqa: N815  # the key in the files


class Meta(Part):
    """What the file says about itself."""

    version: Name
    office: Office
    currency: Literal["TWD"]
    law_snapshot: DateText
    plan_minutes_note: str = ""
    channels_note: str = ""
    verify_note: Words | None = None


class PlanMinutes(Part):
    """How long a case is expected to take, before there are measured times."""

    value: Minutes


class TicketClass(Words):
    """A class of tickets; `screen` is its shorter name on screens and paper."""

    screen: Words
    counters: Literal["all"] | list[int]
    plan_minutes: PlanMinutes


class Paper(Words):
    """A paper of the library; `note` says more about it on a line of its own."""

    note: Words | None = None


class Document(Part):
    """One line of a service's list: which paper, whose, and when it is needed."""

    doc: Name
    of: Name | None = None
    when: Name
    unless: Name | None = None
    or_: Name | None = Field(None, alias="or")
    note_zh: Name | None = None
    note_en: Name | None = None


class TimeLimit(Part):
    """The statutory period; with `days` it runs from an event, after `months` where there are any."""

    days: Days | None = None
    months: Annotated[int, Field(ge=1, le=24)] | None = None
    from_zh: Name | None = None
    from_en: Name | None = None
    zh_Hant: Name | None = None  # noqa: N815  # the key in the files
    en: Name | None = None
    law: Law | None = None


class Processing(Words):
    """How long the office takes."""

    plan_minutes: Minutes | None = None
    days: Days | None = None
    law: Law | None = None


class Place(Part):
    """Which office takes the case; without words of its own the scope's words are shown."""

    scope: Name
    zh_Hant: Name | None = None  # noqa: N815  # the key in the files
    en: Name | None = None
    law: Law | None = None


class Answer(Part):
    """Yes, no, or a word that says more."""

    value: bool | str | None
    zh_Hant: Name | None = None  # noqa: N815  # the key in the files
    en: Name | None = None
    law: Law | None = None


Channel = bool | Answer


class Channels(BaseModel):
    """The ways in which a case can be brought."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    counter: Channel
    online: Channel
    mail: Channel
    phone: Channel
    appointment: Channel
    home_visit: Channel = False
    school_visit: Channel = False
    group_visit: Channel = False
    out_of_hours: Channel = False


class Service(Part):
    """One thing the office does for people."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]{3,60}$")]
    name: Words
    category: Name
    ticket_class: Annotated[str, Field(pattern=r"^[A-Z]$")] | None
    applicants: LawfulWords
    documents: list[Document]
    fees: list[Name]
    time_limit: TimeLimit
    late_fine: Name | None
    processing: Processing
    any_office: Place
    proxy_allowed: bool | Answer | None
    channels: Channels
    law: list[Law]
    notes: list[LawfulWords]
