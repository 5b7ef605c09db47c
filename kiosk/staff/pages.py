"""What every staff page needs: who is asking, and how a refusal is told."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.contrib import messages

from kiosk.errors import Refused
from kiosk.staff.models import Member
from kiosk.staff.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

FIRST_YEAR = 2000  # no office has figures of an earlier one


def current_member(request: HttpRequest) -> Member:
    """Return who is logged in; the middleware lets nobody else reach a view that asks."""
    if not isinstance(request.user, Member):
        raise TypeError("a view that asks for its member must not be open to all")
    return request.user


@contextmanager
def refusals_told(request: HttpRequest) -> Iterator[None]:
    """Turn what a service refuses into a sentence on the next page."""
    try:
        yield
    except Refused as refused:
        messages.error(request, sentence(refused))


def press_id(request: HttpRequest) -> UUID:
    """Return the form's own number: the same for every press on the form as shown, so a double click is one press.

    A form that brings none, or nonsense, counts as a press of its own.
    """
    try:
        return UUID(request.POST.get("press", ""))
    except ValueError:
        return uuid4()


def past_day(text: str, today: date) -> date:
    """Return the day that a field names; nonsense, another century and the future are today."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return today
    return day if day.year >= FIRST_YEAR and day <= today else today
