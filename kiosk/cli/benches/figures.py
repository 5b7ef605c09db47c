"""A measured figure beside its bar and, where there is one, a peer's figure from the same run."""

from __future__ import annotations

import math
import os
import platform
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Figure:
    """One figure; `value` is None, with a `reason`, where it cannot be measured here."""

    id: str
    value: float | None
    unit: str
    bar: float
    better: Literal["lower", "higher"] = "lower"
    peer: float | None = None
    peer_name: str | None = None
    reason: str = ""

    @property
    def ok(self) -> bool | None:
        """Whether the bar is met; None where there is no value."""
        if self.value is None:
            return None
        return self.value <= self.bar if self.better == "lower" else self.value >= self.bar

    @property
    def ratio(self) -> float | None:
        """The value by the peer's value."""
        return round(self.value / self.peer, 4) if self.value is not None and self.peer else None

    def as_dict(self) -> dict[str, Any]:
        """Return the figure as the JSON output gives it."""
        facts = {**asdict(self), "ratio": self.ratio, "ok": self.ok}
        return facts if self.reason else {key: value for key, value in facts.items() if key != "reason"}


def p95(samples: Sequence[float]) -> float:
    """Return the smallest sample that at least 95 % of them do not exceed."""
    return sorted(samples)[math.ceil(0.95 * len(samples)) - 1]


def rounded(value: float) -> float:
    """Return `value` with three significant digits."""
    return float(f"{value:.3g}") if value < 1000 else float(round(value))


def machine() -> dict[str, Any]:
    """Return what the figures were measured on."""
    return {
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_mb": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1_000_000,
        "processor": _processor(),
        "gpu": "none" if not Path("/dev/dri").exists() else "present",
    }


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()
