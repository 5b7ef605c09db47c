"""Reads what the office has settled: what a case counts, and what a session takes.

Its own files stand in `policies/` of the home; for what it has not settled there are samples in `assets/policies/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import yaml
from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk.errors import ContentError
from kiosk.queues.rules.points import CaseType, PointsTable
from kiosk.queues.rules.sessions import Admission, SessionKind
from kiosk.texts import ASSETS

if TYPE_CHECKING:
    from pathlib import Path

SAMPLES = ASSETS / "policies"
POINTS, SESSIONS = "case_points.yaml", "sessions.yaml"
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


def policy_file(name: str) -> Path:
    """Return the office's own file of that name, else the sample."""
    own: Path = settings.KIOSK_HOME / "policies" / name
    return own if own.exists() else SAMPLES / name


def load_points() -> PointsTable:
    """Read the points table; raises `ContentError` naming the file, the field and the remedy."""
    return _points(policy_file(POINTS))


def load_admissions() -> dict[SessionKind, Admission]:
    """Read what each kind of session takes; raises `ContentError` as above, also where a kind is missing."""
    return _admissions(policy_file(SESSIONS))


def settled_sessions() -> Settled:
    """Return by what the sessions were settled, and whether the office has confirmed it."""
    return _settled(policy_file(SESSIONS))


@cache
def _points(path: Path) -> PointsTable:
    found = _read(path, _Points)
    types = {
        one.id: CaseType(one.id, one.letter, {"zh_Hant": one.zh_Hant, "en": one.en}, one.points) for one in found.cases
    }
    return PointsTable(
        version=found.version, source=found.source, confirmed=not found.verify, types=types, top=found.top,
        highest_only=found.multi_type == "highest", take_back=found.correction == "take_back",
    )  # fmt: skip


@cache
def _admissions(path: Path) -> dict[SessionKind, Admission]:
    found = _read(path, _Sessions)
    if missing := set(SessionKind) - set(found.sessions):
        raise ContentError(f"{path}: sessions: {', '.join(sorted(missing))} is missing. Add it.")
    return {SessionKind(kind): _admission(one) for kind, one in found.sessions.items() if kind in set(SessionKind)}


@cache
def _settled(path: Path) -> Settled:
    found = _read(path, _Sessions)
    return Settled(found.version, found.source, confirmed=not found.verify)


def _admission(one: _Session) -> Admission:
    classes = None if one.classes == "all" else frozenset(one.classes)
    return Admission(classes, frozenset(one.services), frozenset(one.hidden_services))


def _read(path: Path, shape: type[File]) -> File:
    try:
        return shape.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError) as error:
        raise ContentError(f"{path}: {error}. Correct the file, or take the sample from the release.") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise ContentError(f"{path}: {faults}. Correct these entries.") from error
