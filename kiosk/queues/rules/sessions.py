"""Which session runs, and what it admits.

The week and its hours are `kiosk.hours`; here stands what a span of a day is called and which classes and services it takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SessionKind(StrEnum):
    """The kinds of sessions an office has; the text is the text in the database."""

    NORMAL = "normal"
    NOON_FLEX = "noon_flex"
    EXTENDED = "extended"
    ON_DUTY_WEDDING = "on_duty_wedding"
    CLOSED = "closed"
    CLOSED_TYPHOON = "closed_typhoon"


CLOSED_KINDS = frozenset({SessionKind.CLOSED, SessionKind.CLOSED_TYPHOON})


@dataclass(frozen=True)
class Admission:
    """What a kind of session takes: `classes` None for all; `services` alone are taken where there are any; others hide."""

    classes: frozenset[str] | None = None
    services: frozenset[str] = frozenset()
    hidden_services: frozenset[str] = frozenset()

    def admits_class(self, letter: str) -> bool:
        """Tell whether numbers of a class are given."""
        return self.classes is None or letter in self.classes

    def admits_service(self, service_id: str, letter: str) -> bool:
        """Tell whether a service is done in this session; `letter` is its class of tickets."""
        if self.services:
            return service_id in self.services
        return self.admits_class(letter) and service_id not in self.hidden_services
