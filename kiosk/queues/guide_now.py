"""The guide's lists as they are in the session that runs: what needs an office that is closed now is left out.

Only by a table that the office has confirmed (or in a demo): an unconfirmed sample hides nothing from anybody.
"""

from __future__ import annotations

from collections import Counter as Tally
from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings

from kiosk.clock import SYSTEM, Clock
from kiosk.guide import services as guide
from kiosk.queues.policies import settled_sessions
from kiosk.queues.sessions import session

if TYPE_CHECKING:
    from kiosk.guide.answers import CategoryView, Found, LifeEventView, ServiceView


def services_now(*, language: str, category: str = "", clock: Clock = SYSTEM) -> tuple[ServiceView, ...]:
    """Return the services of a kind, of all kinds without one."""
    return _without(guide.services(language=language, category=category), _hidden(clock))


def categories_now(*, language: str, clock: Clock = SYSTEM) -> tuple[CategoryView, ...]:
    """Return the kinds of services with how many there are of each; none without any."""
    hidden, found = _hidden(clock), guide.categories(language=language)
    if not hidden:
        return found
    left = Tally(one.category for one in _without(guide.services(language=language), hidden))
    return tuple(replace(one, services=left[one.category_id]) for one in found if left[one.category_id])


def life_events_now(*, language: str, clock: Clock = SYSTEM) -> tuple[LifeEventView, ...]:
    """Return what happens in people's lives with its services; nothing that has none now."""
    hidden = _hidden(clock)
    events = (replace(one, services=_without(one.services, hidden)) for one in guide.life_events(language=language))
    return tuple(one for one in events if one.services)


def search_now(*, query: str, language: str, clock: Clock = SYSTEM) -> Found:
    """Return what is found by words or by first sounds in Zhuyin."""
    found = guide.search(query=query, language=language)
    return replace(found, services=_without(found.services, _hidden(clock)))


def _hidden(clock: Clock) -> frozenset[str]:
    if not (settings.KIOSK.demo or settled_sessions().confirmed):
        return frozenset()
    return session(clock=clock).hidden_services


def _without(found: tuple[ServiceView, ...], hidden: frozenset[str]) -> tuple[ServiceView, ...]:
    return tuple(one for one in found if one.service_id not in hidden)
