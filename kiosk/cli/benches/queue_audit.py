"""Reads a day's books as an auditor would: what is written must be whole, and possible."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from kiosk.queues.models import Ticket, TicketEvent

ENDS = {"done", "no_show", "cancelled", "on_hold"}


def faults(day: date, visitors: int) -> list[str]:
    """Return everything that cannot be right about a day with so many visitors."""
    from kiosk.queues.models import Ticket, TicketEvent  # noqa: PLC0415  # needs Django

    tickets = list(Ticket.objects.filter(day=day).order_by("id"))
    steps: dict[int, list[TicketEvent]] = defaultdict(list)
    for one in TicketEvent.objects.filter(ticket__day=day).order_by("id"):
        steps[one.ticket_id].append(one)
    return [
        *_numbers(tickets, visitors),
        *(fault for one in tickets for fault in _life(one, steps[one.pk])),
        *_counters(steps),
        *_paper(tickets),
    ]


def _numbers(tickets: list[Ticket], visitors: int) -> Iterator[str]:
    if len(tickets) != visitors:
        yield f"{visitors} visitors have {len(tickets)} numbers"
    of_class: dict[str, list[int]] = defaultdict(list)
    for one in tickets:
        of_class[one.letter].append(one.number)
    for letter, numbers in of_class.items():
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            yield f"class {letter}: numbers are doubled or left out"


def _life(ticket: Ticket, steps: list[TicketEvent]) -> Iterator[str]:
    from kiosk.queues.states import STEPS, TicketState  # noqa: PLC0415

    known = {state.value for state in TicketState}
    kinds = [one.kind for one in steps]
    if kinds[:1] != ["taken"]:
        yield f"{ticket.label}: was never taken"
    state = TicketState.WAITING
    for kind in kinds[1:]:
        if kind in known:
            if TicketState(kind) not in STEPS[state]:
                yield f"{ticket.label}: became {kind} from {state}"
            state = TicketState(kind)
    if state != ticket.state:
        yield f"{ticket.label}: is {ticket.state}, its steps say {state}"
    if ticket.state not in ENDS:
        yield f"{ticket.label}: is still {ticket.state} when the hall is empty"


def _counters(steps: dict[int, list[TicketEvent]]) -> Iterator[str]:
    """Nobody is called to a counter before the one there has left it."""
    stays: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    for some in steps.values():
        since, where = None, 0
        for one in some:
            if one.kind == "called" and one.counter:
                since, where = one.at, one.counter
            elif since is not None and one.kind in {"done", "no_show", "on_hold", "transferred", "cancelled"}:
                stays[where].append((since, one.at))
                since = None
    for counter, spans in stays.items():
        spans.sort()
        for (_, left), (came, _) in pairwise(spans):
            if came < left:
                yield f"counter {counter}: two visitors at {came:%H:%M:%S}"


def _paper(tickets: list[Ticket]) -> Iterator[str]:
    jobs = [one.job_id for one in tickets if one.job_id is not None]
    if len(set(jobs)) != len(tickets):
        yield f"{len(tickets)} numbers have {len(set(jobs))} slips"
