"""The lobby's plan: where counters, entrance and the rest are; a small file that each office draws for itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kiosk.errors import ContentError
from kiosk.guide.reading import read
from kiosk.texts import ASSETS

if TYPE_CHECKING:
    from pathlib import Path

FILE = "plan.yaml"
Unit = Annotated[float, Field(ge=0, le=1000)]
Point = tuple[Unit, Unit]
Icon = Literal[
    "armchair", "baby", "camera", "coins", "files", "glass-water", "heart-pulse", "info", "map-pin", "phone", "printer",
    "square-parking", "ticket", "toilet",
]  # fmt: skip


class _Place(BaseModel):
    """One thing that people look for."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    icon: Icon
    at: Point
    name: dict[str, str] = Field(min_length=1)


class _File(BaseModel):
    """All of `plan.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    size: Point
    counters: dict[Annotated[int, Field(ge=1, le=99)], Point] = Field(min_length=1)
    entrance: Point
    here: Point
    walls: list[tuple[Point, Point]] = []
    places: list[_Place] = []


@dataclass(frozen=True)
class PlaceView:
    """One thing on the plan; `name` by language."""

    icon: str
    at: Point
    name: dict[str, str]


@dataclass(frozen=True)
class PlanView:
    """The lobby from above, in the plan's own unit from its upper left corner."""

    size: Point
    counters: dict[int, Point]
    entrance: Point
    here: Point
    walls: tuple[tuple[Point, Point], ...] = ()
    places: tuple[PlaceView, ...] = ()


def is_own(home: Path) -> bool:
    """Tell whether the office has drawn its own plan."""
    return (home / "content" / FILE).exists()


def load(home: Path | None = None) -> PlanView:
    """Return the office's own plan, else the sample; raises `ContentError`, which names file, line and remedy."""
    folder = home if home and is_own(home) else ASSETS
    file, _data = read(folder / "content" / FILE, _File)
    wide, high = file.size
    points = [*file.counters.values(), file.entrance, file.here, *(one.at for one in file.places), *sum(file.walls, ())]
    outside = [point for point in points if point[0] > wide or point[1] > high]
    if outside or not wide or not high:
        raise ContentError(f"{FILE}: size: {list(outside[0]) if outside else 0} lies outside {wide:g} x {high:g}. Correct one.")
    places = tuple(PlaceView(one.icon, one.at, one.name) for one in file.places)
    return PlanView(file.size, file.counters, file.entrance, file.here, tuple(file.walls), places)
