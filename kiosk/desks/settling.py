"""The end of a visit as one deed: its cases are counted, its fee is noted, and where it is wanted the next number is called."""

from __future__ import annotations

import uuid  # noqa: TC003  # in the signature of a public function
from dataclasses import dataclass, field

from django.db import transaction

from kiosk.clock import SYSTEM, Clock
from kiosk.desks.fees import bill
from kiosk.desks.models import Method, Settlement
from kiosk.errors import Refused
from kiosk.queues import services as queues
from kiosk.queues.answers import CallView  # noqa: TC001  # the same
from kiosk.queues.models import Ticket, TicketState

MOST_TWD = 1_000_000
MAX_REASON = 100


@dataclass(frozen=True)
class Visit:
    """What was done in a visit, as it was tapped: `paid_twd` None for the fee by the schedule."""

    cases: dict[str, int] = field(default_factory=dict)
    extras: dict[str, int] = field(default_factory=dict)
    method: str = ""
    paid_twd: int | None = None
    reason: str = ""
    confirmed: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was noted."""
        return not (self.extras or self.method or self.confirmed or self.cases)


@transaction.atomic
def finish_visit(  # noqa: PLR0913  # one press, with all that it says
    *, counter: int, by: str, visit: Visit, shown: int | None, request_id: uuid.UUID, then_next: bool,
    clock: Clock = SYSTEM,
) -> CallView | None:  # fmt: skip
    """End the visit at a counter with its cases and its fee, both or neither; returns whom `then_next` has called.

    Raises `Refused` for what cannot be: an unknown case, a payment without a way of paying, less than the fee without a
    reason, or another number at the counter than the one `shown`.
    """
    done = tuple(queues.CaseDone(case, quantity) for case, quantity in visit.cases.items())
    settled = _settled(visit)
    wish = {"counter": counter, "by": by, "shown": shown, "cases": done, "request_id": request_id, "clock": clock}
    called = queues.call_next(**wish) if then_next else None  # type: ignore[arg-type]  # one wish for both
    if not then_next:
        queues.finish(**wish)  # type: ignore[arg-type]  # the same
    ended = Ticket.objects.filter(pk=shown or 0, counter=counter, state=TicketState.DONE).first()
    if ended is not None and not visit.is_empty:
        Settlement.objects.get_or_create(
            ticket=ended, defaults={"counter": counter, "clerk": by, "at": clock.now(), **settled}
        )
    return called


def _settled(visit: Visit) -> dict[str, object]:
    fee = bill(visit.cases, visit.extras)
    if visit.method not in set(Method):
        raise Refused("payment.method")
    paid = fee.total_twd if visit.paid_twd is None and not fee.open_lines else visit.paid_twd or 0
    if visit.method == Method.WAIVED:
        paid = 0
    elif visit.method == Method.NONE:
        if visit.paid_twd:
            raise Refused("payment.method")
        paid = 0
    if not 0 <= paid <= MOST_TWD:
        raise Refused("payment.amount", most=f"{MOST_TWD:,}")
    if visit.method and paid != fee.total_twd and not visit.reason.strip():
        raise Refused("payment.reason", fee=fee.total_twd)
    return {
        "fee_twd": fee.total_twd, "paid_twd": paid, "method": visit.method, "reason": visit.reason.strip()[:MAX_REASON],
        "confirmed": visit.confirmed,
    }  # fmt: skip
