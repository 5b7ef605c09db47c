"""Reads what the office has settled from `assets/policies/`: what a case counts, and what a session takes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk.errors import ContentError
from kiosk.queues.rules.points import CaseType, PointsTable
from kiosk.queues.rules.sessions import Admission, SessionKind
from kiosk.texts import ASSETS

if TYPE_CHECKING:
    from pathlib import Path

POINTS = ASSETS / "policies" / "case_points.yaml"
SESSIONS = ASSETS / "policies" / "sessions.yaml"
Letter = Annotated[str, Field(pattern=r"^[A-Z]$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Case(_Strict):
    id: str = Field(pattern=r"^[a-z_]{1,40}$")
    letter: Letter
    zh_Hant: str  # noqa: N815  # the language's own tag
    en: str
    points: int = Field(ge=0, le=100)


class _Points(_Strict):
    version: str
    source: str
    verify: bool
    multi_type: Literal["each", "highest"]
    correction: Literal["take_back", "keep"]
    top: int = Field(ge=1, le=20)
    cases: list[_Case]


class _Session(_Strict):
    classes: Literal["all"] | list[Letter]
    services: list[str] = []
    hidden_services: list[str] = []


class _Sessions(_Strict):
    version: str
    source: str
    verify: bool
    sessions: dict[str, _Session]


@dataclass(frozen=True)
class Settled:
    """A policy's edition, what it rests on, and whether the office has confirmed it."""

    version: str
    source: str
    confirmed: bool


File = TypeVar("File", bound=_Strict)


@cache
def load_points(path: Path = POINTS) -> PointsTable:
    """Read the points table; raises `ContentError` naming the file, the field and the remedy."""
    found = _read(path, _Points)
    types = {
        one.id: CaseType(one.id, one.letter, {"zh_Hant": one.zh_Hant, "en": one.en}, one.points) for one in found.cases
    }
    return PointsTable(
        version=found.version, source=found.source, confirmed=not found.verify, types=types, top=found.top,
        highest_only=found.multi_type == "highest", take_back=found.correction == "take_back",
    )  # fmt: skip


@cache
def load_admissions(path: Path = SESSIONS) -> dict[SessionKind, Admission]:
    """Read what each kind of session takes; raises `ContentError` as above, also where a kind is missing."""
    found = _read(path, _Sessions)
    if missing := set(SessionKind) - set(found.sessions):
        raise ContentError(f"{path}: sessions: {', '.join(sorted(missing))} is missing. Add it.")
    return {SessionKind(kind): _admission(one) for kind, one in found.sessions.items() if kind in set(SessionKind)}


@cache
def settled_sessions(path: Path = SESSIONS) -> Settled:
    """Return by what the sessions were settled, and whether the office has confirmed it."""
    found = _read(path, _Sessions)
    return Settled(found.version, found.source, confirmed=not found.verify)


def _admission(one: _Session) -> Admission:
    classes = None if one.classes == "all" else frozenset(one.classes)
    return Admission(classes, frozenset(one.services), frozenset(one.hidden_services))


def _read(path: Path, shape: type[File]) -> File:
    try:
        return shape.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError) as error:
        raise ContentError(f"{path}: {error}. Restore the file from the release.") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise ContentError(f"{path}: {faults}. Correct these entries.") from error
