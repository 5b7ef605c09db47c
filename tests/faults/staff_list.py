"""What staff do with a slip that needs a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from household import until

if TYPE_CHECKING:
    from household import Household


def is_listed(house: Household, label: str, words: str) -> None:
    """Wait until the staff's list has a slip, with the reason in words."""
    staff = house.browser("lin")

    def seen() -> bool:
        cards = staff.visit("/slips/").html.split("<article")[1:]
        return any(f"<b>{label}</b>" in card and words in card for card in cards)

    until(seen, f"{label} on the staff's list, {words}")


def reprints(house: Household, label: str) -> None:
    """Let staff print a slip again."""
    number = house.one("SELECT id FROM outbox_job WHERE label = ? AND copy_of_id IS NULL", label)
    staff = house.browser("lin")
    staff.visit("/slips/")
    staff.submit(f"/slips/{number}/reprint/")
