"""What wants somebody now, in one list: paper, devices, long waits, calls for help, and a counter that should open."""

from __future__ import annotations

from collections import Counter as Tally
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from kiosk.clock import SYSTEM, Clock
from kiosk.colleagues import services as colleagues
from kiosk.health import services as health
from kiosk.health.models import DeviceState
from kiosk.help import services as help_calls
from kiosk.outbox import services as outbox
from kiosk.queues import services as queues
from kiosk.queues.states import IN_QUEUE

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Trouble:
    """One line: `view` is the name of the page that helps, "" where this one does; `code` a code of the table `words`."""

    icon: str
    title: str
    detail: str
    view: str = ""
    words: str = ""
    code: str = ""
    urgent: bool = False


def troubles(*, clock: Clock = SYSTEM) -> tuple[Trouble, ...]:
    """Return everything that wants somebody, what is urgent first."""
    found = [*_calls(clock), *_paper(), *_devices(clock), *_waits(clock), *_counters(clock), *_cases(clock)]
    return tuple(sorted(found, key=lambda one: not one.urgent))


def _calls(clock: Clock) -> Iterator[Trouble]:
    for call in help_calls.open_calls(clock=clock):
        coming = f"{call.acknowledged_name} 前往中" if call.acknowledged_name else "等候回應"
        yield Trouble(
            "bell-ring", call.kiosk, coming, "help:calls", "help_reason", call.reason, urgent=not call.acknowledged_name
        )


def _paper() -> Iterator[Trouble]:
    states = Tally(job.state for job in outbox.open_problems())
    for state, count in states.items():
        yield Trouble("printer", f"單據 {count} 張", "", "outbox:problems", "job_state", state, urgent=True)


def _devices(clock: Clock) -> Iterator[Trouble]:
    for device in health.devices_of_all(clock=clock):
        code = device.condition or device.warning
        if code and code != "not_configured":
            urgent = device.state != DeviceState.OK
            yield Trouble("activity", device.device, device.kiosk, "", "condition", code, urgent=urgent)


def _waits(clock: Clock) -> Iterator[Trouble]:
    limit, now = timedelta(minutes=settings.KIOSK.queue.ageing_minutes), clock.now()
    late = [one for one in queues.tickets_today(*IN_QUEUE, clock=clock) if now - one.taken_at > limit]
    if late:
        minutes = int((now - late[0].taken_at).total_seconds() // 60)
        yield Trouble("hourglass", f"{len(late)} 人久候", f"{late[0].label} 已等 {minutes} 分鐘", urgent=True)


def _counters(clock: Clock) -> Iterator[Trouble]:
    advice = queues.advice(clock=clock)
    if advice.open_more:
        yield Trouble("door-open", f"建議加開 {advice.open_more} 個櫃台", f"目前開放 {advice.open_counters} 個", urgent=True)
    if advice.unserved:
        yield Trouble("door-closed", f"{'、'.join(advice.unserved)} 類無人受理", "請請櫃台加開這些類別", urgent=True)


def _cases(clock: Clock) -> Iterator[Trouble]:
    for case in queues.special_cases(clock=clock):
        if case.late:
            yield Trouble("timer", f"特殊案件 {case.label} 逾期", case.owner, "queues:special", urgent=True)
    if asked := colleagues.open_questions():
        yield Trouble("circle-help", f"請教 {asked} 則待回覆", "", "colleagues:notes")
    late = [one for one in colleagues.call_backs(clock=clock) if one.late]
    if late:
        yield Trouble("phone", f"回電 {len(late)} 位逾期", "", "colleagues:notes", urgent=True)
