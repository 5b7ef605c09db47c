"""Reads what the desks' forms say: quantities that were tapped, answers, a payment, a day.  Nonsense reads as nothing said."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kiosk.desks.pressing import whole
from kiosk.desks.settling import MOST_TWD, Visit

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

MOST_FIELDS = 60
TOO_MANY = 10_000  # read as it is, so that the service can name its limit
ANSWERS = {"yes": True, "no": False, "unsure": None}


def quantities(sent: QueryDict, prefix: str) -> dict[str, int]:
    """Return the fields `prefix:NAME` with their whole numbers, those above zero alone."""
    names = [name for name in sent if name.startswith(f"{prefix}:")][:MOST_FIELDS]
    found = {name.partition(":")[2]: whole(sent.get(name, ""), TOO_MANY) for name in names}
    return {name: quantity for name, quantity in found.items() if quantity}


def visit_of(request: HttpRequest) -> Visit:
    """Return what was tapped about a visit."""
    sent = request.POST if request.method == "POST" else request.GET
    paid = sent.get("paid", "").strip()
    return Visit(
        cases=quantities(sent, "case"), extras=quantities(sent, "fee"), method=sent.get("method", ""),
        paid_twd=(whole(paid, MOST_TWD) if paid.isascii() and paid.isdigit() else -1) if paid else None,
        reason=sent.get("reason", ""), confirmed=sent.get("confirmed") == "yes",
    )  # fmt: skip


def answers_of(sent: QueryDict) -> dict[str, bool | None]:
    """Return what was told about a case: condition to yes, no, or not sure."""
    told = {name.partition(":")[2]: sent[name] for name in list(sent)[:MOST_FIELDS] if name.startswith("answer:")}
    return {name: ANSWERS[value] for name, value in told.items() if value in ANSWERS}


def day_of_field(text: str) -> date | None:
    """Return a date field's day, None for nothing and for nonsense."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
