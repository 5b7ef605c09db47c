"""What a visit costs: the guide's schedule, by the kinds of cases that were tapped.

Only fees that the guide may show are counted.  One that nobody has confirmed, or whose amount depends on size or age, is named
without an amount, and the clerk looks it up: a sum that is wrong in silence would be worse than one that says what it lacks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from kiosk.errors import ContentError
from kiosk.guide import services as guide
from kiosk.queues.policies import policy_file
from kiosk.texts import FALLBACK, pick

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kiosk.guide.answers import FeeView

CASE_FEES = "case_fees.yaml"


class _CaseFees(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    version: str
    source: str
    verify: Literal[True, False]
    fees: dict[str, list[str]]


@dataclass(frozen=True)
class FeeLine:
    """One line of a bill; `twd` is None where the amount has to be looked up."""

    fee_id: str
    name: str
    quantity: int
    twd: int | None


@dataclass(frozen=True)
class Bill:
    """What a visit costs in new Taiwan dollars; not `settled` where nobody has confirmed which case costs which fee."""

    lines: tuple[FeeLine, ...] = ()
    settled: bool = True

    @property
    def total_twd(self) -> int:
        """The sum of what is known."""
        return sum(line.twd or 0 for line in self.lines)

    @property
    def open_lines(self) -> tuple[FeeLine, ...]:
        """The lines whose amount has to be looked up."""
        return tuple(line for line in self.lines if line.twd is None)


def bill(cases: Mapping[str, int], extras: Mapping[str, int] | None = None, *, language: str = FALLBACK) -> Bill:
    """Return what `cases` (case type to quantity) and `extras` (fee id to quantity) cost together."""
    schedule = {one.fee_id: one for one in guide.fees()}
    wanted: dict[str, int] = {}
    for case, quantity in cases.items():
        for fee_id in case_fees().get(case, ()):
            wanted[fee_id] = wanted.get(fee_id, 0) + quantity
    for fee_id, quantity in (extras or {}).items():
        if fee_id in schedule:
            wanted[fee_id] = wanted.get(fee_id, 0) + quantity
    lines = tuple(_line(fee_id, schedule.get(fee_id), quantity, language) for fee_id, quantity in wanted.items())
    return Bill(lines, settled=not cases or case_fees_confirmed())


def case_fees() -> dict[str, tuple[str, ...]]:
    """Read which fees a case costs; raises `ContentError` naming the file, the field and the remedy."""
    return {case: tuple(fees) for case, fees in _file(policy_file(CASE_FEES)).fees.items()}


def case_fees_confirmed() -> bool:
    """Tell whether the office has confirmed which case costs which fee."""
    return not _file(policy_file(CASE_FEES)).verify


@cache
def _file(path: Path) -> _CaseFees:
    try:
        return _CaseFees.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError) as error:
        raise ContentError(f"{path}: {error}. Correct the file, or take the sample from the release.") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise ContentError(f"{path}: {faults}. Correct these entries.") from error


def _line(fee_id: str, fee: FeeView | None, quantity: int, language: str) -> FeeLine:
    if fee is None:
        return FeeLine(fee_id, "", quantity, None)
    name = pick(fee.short_name, language)
    if len(set(fee.twd)) != 1:
        return FeeLine(fee_id, name, quantity, None)
    further = fee.twd[0] if fee.additional_copy_twd is None else fee.additional_copy_twd
    return FeeLine(fee_id, name, quantity, fee.twd[0] + further * (quantity - 1))
