"""The doors of home, in order.  A door shows when its features are present; a later feature adds one entry here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Door:
    """One tile of home: the words' keys are `menu.<key>` and `menu.<key>.detail`.

    `device` names the device without which the door is closed; `compact` puts it into the small row;
    `after_hours` leaves it open when nobody is in the office.
    """

    key: str
    screen: str
    icon: str
    colour: str
    needs: frozenset[str]
    device: str = ""
    compact: bool = False
    after_hours: bool = False


DOORS: tuple[Door, ...] = (
    Door("requirements", "choose_service", "clipboard-check", "indigo", frozenset({"guide", "notices"}), after_hours=True),
    Door("bp", "consent", "heart-pulse", "rose", frozenset({"blood_pressure"}), device="bp_monitor"),
    Door("rate", "rate", "smile", "pine", frozenset({"ratings"})),
)


def doors(features: Iterable[str]) -> tuple[Door, ...]:
    """Return the doors whose features are all present."""
    present = frozenset(features)
    return tuple(door for door in DOORS if door.needs <= present)
