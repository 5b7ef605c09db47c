"""A lobby for tests of the counters: people take numbers, clerks sit down and call."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from kiosk.clock import StillClock
from kiosk.queues import services
from kiosk.queues.answers import CallView
from kiosk.queues.models import Ticket, TicketEvent


class Lobby:
    """Everything happens at its clock, which moves a second with each deed."""

    def __init__(self, clock: StillClock) -> None:
        self.clock = clock

    def take(self, letter: str = "A", **more: Any) -> str:
        self.clock.advance(1)
        wish = {"language": "zh_Hant", "priority": False, "request_id": uuid4(), **more}
        return services.take_ticket(letter=letter, clock=self.clock, **wish).label

    def sit(self, *counters: int) -> None:
        for counter in counters:
            services.open_counter(
                counter=counter, by=f"clerk{counter}", name=f"陳{counter}", title="辦事員", clock=self.clock
            )

    def call(self, counter: int = 1, request_id: UUID | None = None, **more: Any) -> CallView | None:
        self.clock.advance(1)
        return services.call_next(
            counter=counter, by=f"clerk{counter}", request_id=request_id or uuid4(), clock=self.clock, **more
        )

    def called(self, counter: int = 1) -> str:
        found = self.call(counter)
        return found.label if found else ""

    def ticket(self, label: str) -> Ticket:
        return Ticket.objects.filter(label=label).latest("id")

    def state(self, label: str) -> str:
        return self.ticket(label).state

    def steps(self, label: str) -> list[str]:
        return list(TicketEvent.objects.filter(ticket=self.ticket(label)).order_by("id").values_list("kind", flat=True))

    def pass_over(self, counter: int = 1) -> None:
        """Call the number at a counter until it has lapsed."""
        for _ in range(2):
            self.clock.advance(25)
            services.recall(counter=counter, by=f"clerk{counter}", clock=self.clock)
        self.clock.advance(25)
        services.no_show(counter=counter, by=f"clerk{counter}", clock=self.clock)
