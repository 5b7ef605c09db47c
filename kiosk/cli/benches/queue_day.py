"""A whole office day, 600 times as fast: `python -m kiosk.cli.benches.queue_day HOME`; prints the errors as JSON.

600 visitors take numbers of all classes, eight clerks call, serve, pass on, hold for papers and pass over, each in a thread
with a connection of its own; some visitors give up, come late, or come back with their papers.  Afterwards the books are
read as an auditor would: numbers without gap or double, every step one that the table has, one visitor at a counter.
"""

from __future__ import annotations

import json
import sys
import threading
import time
import uuid
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from kiosk.cli import database, load_content
from kiosk.cli.benches.queue_audit import faults
from kiosk.clock import TAIPEI
from kiosk.errors import Refused
from kiosk.project.boot import boot

if TYPE_CHECKING:
    from collections.abc import Callable

SPEED, VISITORS, COUNTERS = 600, 600, 8
DAY = date(2026, 3, 5)
LEFT_BEHIND = timedelta(hours=3)  # after closing; nobody may still wait by then


class FastClock:
    """The office's clock on the day, running 600 times as fast from when it is made."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self.opens_at = datetime(DAY.year, DAY.month, DAY.day, 8, tzinfo=TAIPEI)

    def now(self) -> datetime:
        """Return the moment of the invented day."""
        return self.opens_at + timedelta(seconds=(time.monotonic() - self._began) * SPEED)

    def sleep(self, seconds: float) -> None:
        """Wait so many seconds of the invented day."""
        time.sleep(max(0.0, seconds) / SPEED)

    def sleep_until(self, second_of_day: int) -> None:
        """Wait until a second of the local day."""
        self.sleep((self.opens_at + timedelta(seconds=second_of_day - 8 * 3600) - self.now()).total_seconds())


class Day:
    """The day and everybody in it; `errors` is what nobody had expected."""

    def __init__(self) -> None:
        from kiosk.queues import services  # noqa: PLC0415  # needs Django

        self.queue, self.clock, self.errors = services, FastClock(), list[str]()
        self.arrived = threading.Event()
        self._tokens: list[str] = []

    def live(self) -> None:
        """Let the day happen, until the hall is empty."""
        people = [threading.Thread(target=self._guarded, args=(self._visitors,))]
        people += [threading.Thread(target=self._guarded, args=(self._clerk, n)) for n in range(1, COUNTERS + 1)]
        for one in people:
            one.start()
        for one in people:
            one.join()

    def _guarded(self, do: Callable[..., None], *args: Any) -> None:
        from django.db import connections  # noqa: PLC0415

        try:
            do(*args)
        except Exception as error:  # noqa: BLE001  # this is what is counted
            self.errors.append(f"{do.__name__}: {type(error).__name__}: {error}")
            self.arrived.set()
        finally:
            connections.close_all()

    def _visitors(self) -> None:
        from kiosk.queues.models import Ticket  # noqa: PLC0415
        from kiosk.queues.synthetic.people import visitors  # noqa: PLC0415

        rng = Random(7)  # noqa: S311  # invented people, no secret
        for one in visitors(rng, VISITORS):
            self.clock.sleep_until(one.at_s)
            press, wish = uuid.uuid4(), {"letter": one.letter, "language": one.language, "priority": one.priority}
            taken = self.queue.take_ticket(request_id=press, clock=self.clock, **wish)  # type: ignore[arg-type]
            if rng.random() < 0.05 and self.queue.take_ticket(request_id=press, clock=self.clock, **wish) != taken:  # type: ignore[arg-type]
                self.errors.append(f"{taken.label}: the same press gave another number")
            if rng.random() < 0.03:
                token = Ticket.objects.values_list("token", flat=True).get(pk=taken.ticket_id)
                self._expect(lambda token=token: self.queue.give_up(token=token, clock=self.clock), "ticket.waits_no_more")  # type: ignore[misc]
        self.arrived.set()

    def _clerk(self, counter: int) -> None:
        rng, by = Random(100 + counter), f"clerk{counter}"  # noqa: S311
        at = {"counter": counter, "by": by, "clock": self.clock}
        self.queue.open_counter(name="林美玲", title="課員", **at)  # type: ignore[arg-type]
        closes_at = self.clock.opens_at + timedelta(hours=9.5) + LEFT_BEHIND
        while self.clock.now() < closes_at:
            called = self.queue.call_next(request_id=uuid.uuid4(), **at)  # type: ignore[arg-type]
            if called is not None:
                self._serve(called.ticket_id, rng, at)
            elif self.arrived.is_set() and not self.queue.hall(clock=self.clock).waiting:
                break
            else:
                self.clock.sleep(20)
        self.queue.close_counter(**at)  # type: ignore[arg-type]

    def _serve(self, ticket_id: int, rng: Random, at: dict[str, Any]) -> None:
        luck, shown = rng.random(), ticket_id
        if luck < 0.04:
            self._pass_over(ticket_id, rng, at)
            return
        self.clock.sleep(rng.randint(8, 40))
        self.queue.serve(request_id=uuid.uuid4(), shown=shown, **at)
        self.clock.sleep(rng.lognormvariate(5.4, 0.5))
        if luck < 0.07:
            serial = f"N{ticket_id:08}"
            self.queue.hold(notice_serial=serial, reason="缺印章", shown=shown, **at)
            if rng.random() < 0.7:
                self.clock.sleep(120)
                self.queue.return_with_notice(serial=serial, by=at["by"], clock=self.clock)
        elif luck < 0.1:
            other = rng.randint(1, COUNTERS)
            self._expect(
                lambda: self.queue.transfer(to_counter=other, reason="專責", shown=shown, **at), "desk.target_closed"
            )
        else:
            case = self.queue.CaseDone(rng.choice(self.queue.case_types()).case_id, rng.randint(1, 3))
            self.queue.finish(cases=[case], request_id=uuid.uuid4(), shown=shown, **at)

    def _pass_over(self, ticket_id: int, rng: Random, at: dict[str, Any]) -> None:
        for _ in range(2):
            self.clock.sleep(26)
            self.queue.recall(shown=ticket_id, **at)
        self.clock.sleep(26)
        self.queue.no_show(shown=ticket_id, **at)
        if rng.random() < 0.4:
            self.queue.return_late(ticket_id=ticket_id, by=at["by"], clock=self.clock)

    def _expect(self, do: Callable[[], object], key: str) -> None:
        """Do something that may be refused for one good reason."""
        try:
            do()
        except Refused as refused:
            if refused.text_key != key:
                raise


def run(home: Path) -> list[str]:
    """Live through the day and return what went wrong."""
    boot(home)
    database.migrate()
    load_content.load(home)
    day = Day()
    day.live()
    return [*day.errors, *faults(DAY, VISITORS)]


if __name__ == "__main__":
    print(json.dumps({"errors": run(Path(sys.argv[1]))}))  # noqa: T201  # read by the parent
