"""Reads the office's targets from `assets/policies/survey.yaml`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk.errors import ContentError
from kiosk.ratings.rules import Targets
from kiosk.texts import ASSETS

if TYPE_CHECKING:
    from pathlib import Path

SURVEY = ASSETS / "policies" / "survey.yaml"
Count = Annotated[int, Field(ge=1, le=100_000)]


class _Survey(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    version: Count
    source: dict[str, str]
    verify: bool
    satisfied_percent: int = Field(ge=1, le=100)
    invited_per_month: Count
    invited_per_year: Count


@cache
def load_targets(path: Path = SURVEY) -> Targets:
    """Read the targets; raises `ContentError` naming the file, the field and the remedy."""
    try:
        survey = _Survey.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError) as error:
        raise ContentError(f"{path}: {error}. Restore the file from the release.") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise ContentError(f"{path}: {faults}. Correct these entries.") from error
    return Targets(
        version=survey.version,
        satisfied_percent=survey.satisfied_percent,
        invited_per_month=survey.invited_per_month,
        invited_per_year=survey.invited_per_year,
        confirmed=not survey.verify,
    )
