"""The shape of `guide.yaml` (how the guide asks and names things) and of `faq.yaml`."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from kiosk.guide.schema import Law, Name, Part, Words


class Member(Words):
    """One answer of a choice: its condition, and the words on its button."""

    condition: Name


class Choice(Part):
    """One question with several answers, of which exactly one holds.

    `members` stand in the order of their buttons; `otherwise` is the
    member that no document asks for, and holds when no other does.
    """

    id: Name
    text: Words
    members: list[Member] = Field(min_length=2)
    otherwise: Name | None = None


class Question(Words):
    """A yes-or-no question; asked only where the first of `after` that the service knows at all is true.

    Where the service knows none of them, `else_after` takes their place, if it is given.
    """

    after: tuple[Name, ...] = ()
    else_after: Name | None = None


class LifeEvent(Part):
    """What happened in somebody's life, and the services for it; `icon` is a name of the icon face."""

    id: Name
    text: Words
    icon: Name
    services: list[Name] = Field(min_length=1)


class GuideFile(BaseModel):
    """All of `guide.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    categories: dict[str, Words]
    scopes: dict[str, Words]
    people: dict[str, Words]
    choices: list[Choice]
    questions: dict[str, Question]
    life_events: list[LifeEvent]


class FaqMeta(Part):
    """What the file says about itself."""

    review_rule: Words
    fields: list[Name]


class Faq(Part):
    """A question people ask, and its answer."""

    id: Name
    category: Name
    service: Name
    q: Words
    a: Words
    law: list[Law]


class Term(Words):
    """A standard term; `attested` names the languages in which government pages use it."""

    vi: Name
    id: Name
    attested: tuple[Name, ...] = ()


class FaqFile(BaseModel):
    """All of `faq.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    meta: FaqMeta
    faq: list[Faq]
    glossary: list[Term]
