"""Small sentences that several screens say alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.health.services import HealthView
    from kiosk.queues.rules import WaitRange
    from kiosk.texts import Texts

PRINTER_CONDITIONS = frozenset({"paper_out", "cover_open", "cutter_fault"})


def minutes(wait: WaitRange) -> str:
    """Return a wait as one number or as a range: 10, or 10–15."""
    return str(wait.high_min) if wait.low_min in {0, wait.high_min} else f"{wait.low_min}–{wait.high_min}"


def hall_line(texts: Texts, waiting: int, wait: WaitRange | None) -> str:
    """Return how many wait and for how long, for the hero ticket."""
    if waiting == 0:
        return texts.text("home.nobody_waits")
    if wait is None:
        return texts.plural("home.waiting", waiting)
    return texts.plural("home.waiting_about", waiting, minutes=minutes(wait))


def class_line(texts: Texts, waiting: int, wait: WaitRange | None) -> str:
    """Return how many wait in a class, short: "no waiting" only where a counter is open and nobody of any class is ahead."""
    if wait is None:
        return texts.plural("ticket.row_waiting", waiting) if waiting else texts.text("home.nobody_waits")
    if waiting == 0 and wait.low_min == 0:
        return texts.text("ticket.no_wait")
    if waiting == 0:
        return texts.text("ticket.row_about", minutes=minutes(wait))
    return texts.plural("ticket.row_wait", waiting, minutes=minutes(wait))


def printer_line(texts: Texts, trouble: HealthView | str) -> str:
    """Return what stops the printer, as a visitor is told."""
    condition = trouble if isinstance(trouble, str) else trouble.condition
    key = condition if condition in PRINTER_CONDITIONS else "other"
    return texts.text(f"printer.{key}")
