"""Reads `assets/policies/`: how readings are taken, and the tables of levels with version and source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from kiosk.blood_pressure.rules import Level, Plausible, Policy
from kiosk.errors import ContentError
from kiosk.texts import ASSETS

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ASSETS / "policies"
Pressure = Annotated[int, Field(ge=20, le=300)]
Seconds = Annotated[int, Field(ge=1, le=3600)]
Limits = Annotated[list[int], Field(min_length=2, max_length=2)]
Shape = TypeVar("Shape", bound=BaseModel)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Low(_File):
    systolic: Pressure
    diastolic: Pressure


class _Table(_File):
    id: str = Field(pattern=r"^[a-z0-9-]{3,32}$")
    version: int = Field(ge=1)
    name: dict[str, str]
    source: dict[str, str]
    verify: bool
    adults_from_age: int = Field(ge=14, le=20)
    systolic_from_mmhg: dict[Level, Pressure]
    diastolic_from_mmhg: dict[Level, Pressure]
    low_below_mmhg: _Low

    @field_validator("systolic_from_mmhg", "diastolic_from_mmhg")
    @classmethod
    def _rises(cls, column: dict[Level, int]) -> dict[Level, int]:
        limits = [column[level] for level in Level if level in column]
        if Level.NORMAL in column or Level.URGENT not in column:
            raise ValueError("needs a limit for `urgent` and none for `normal`, which begins at nothing")
        if any(low >= high for low, high in pairwise(limits)):
            raise ValueError("each level must begin above the one before it")
        return column


class _PlausibleLimits(_File):
    systolic_mmhg: Limits
    diastolic_mmhg: Limits
    pulse_bpm: Limits
    pulse_pressure_from_mmhg: int = Field(ge=1, le=40)


class _Practice(_File):
    version: int = Field(ge=1)
    verify: bool
    adopted_table: str
    consent_version: str = Field(min_length=1, max_length=16)
    rest_s: int = Field(ge=0, le=1800)
    between_readings_s: Seconds
    timeout_s: Seconds
    third_reading_over_mmhg: int = Field(ge=1, le=50)
    print_within_s: Seconds
    keep_token_days: int = Field(ge=1, le=3650)
    plausible: _PlausibleLimits


@dataclass(frozen=True)
class Table:
    """A policy and what is to be known about it; `confirmed` once the health centre has checked it."""

    policy: Policy
    name: dict[str, str]
    source: dict[str, str]
    adults_from_age: int
    confirmed: bool


@dataclass(frozen=True)
class Practice:
    """How a session runs; all times in seconds."""

    version: int
    adopted_table: str
    consent_version: str
    rest_s: int
    between_readings_s: int
    timeout_s: int
    third_reading_over_mmhg: int
    print_within_s: int
    keep_token_days: int
    plausible: Plausible


@cache
def load_practice(path: Path = FOLDER / "blood_pressure.yaml") -> Practice:
    """Read how sessions run; raises `ContentError` naming the file, the field and the remedy."""
    read = _read(path, _Practice)
    limits = read.plausible
    return Practice(
        **read.model_dump(exclude={"plausible", "verify"}),
        plausible=Plausible(
            systolic_mmhg=(limits.systolic_mmhg[0], limits.systolic_mmhg[1]),
            diastolic_mmhg=(limits.diastolic_mmhg[0], limits.diastolic_mmhg[1]),
            pulse_bpm=(limits.pulse_bpm[0], limits.pulse_bpm[1]),
            pulse_pressure_from_mmhg=limits.pulse_pressure_from_mmhg,
        ),
    )


@cache
def load_table(policy_id: str, folder: Path = FOLDER / "blood_pressure") -> Table:
    """Read one table of levels; raises `ContentError` naming the file, the field and the remedy."""
    path = folder / f"{policy_id}.yaml"
    read = _read(path, _Table)
    if read.id != policy_id:
        raise ContentError(f"{path}: id: is {read.id!r}. Give the file and its id the same name.")
    policy = Policy(
        policy_id=read.id,
        version=read.version,
        systolic_from_mmhg=read.systolic_from_mmhg,
        diastolic_from_mmhg=read.diastolic_from_mmhg,
        low_systolic_mmhg=read.low_below_mmhg.systolic,
        low_diastolic_mmhg=read.low_below_mmhg.diastolic,
    )
    return Table(policy, read.name, read.source, read.adults_from_age, confirmed=not read.verify)


def table_ids(folder: Path = FOLDER / "blood_pressure") -> tuple[str, ...]:
    """Return the names of all tables, sorted."""
    return tuple(sorted(path.stem for path in folder.glob("*.yaml")))


def _read(path: Path, shape: type[Shape]) -> Shape:
    try:
        return shape.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError) as error:
        raise ContentError(
            f"{path}: {error}. Restore the file from the release, or name a table that exists."
        ) from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise ContentError(f"{path}: {faults}. Correct these entries.") from error
