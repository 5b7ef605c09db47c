"""The accountant: after whatever has happened, numbers, jobs, paper and the staff's list must agree."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from typing import TYPE_CHECKING

from household import until
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from household import Household

LINK = re.compile(r"/t/([\w-]+)/")
BAR_ROWS, BAR_SHADE = 24, 150  # rows of dots, and how black (of 255) a row of the bar is at least


def tokens_on(*slips: Path) -> list[str]:
    """Return the ticket links read from the codes on slips, one for each code."""
    if not slips:
        return []
    words = ["zbarimg", "-q", "--raw", *map(str, slips)]
    return LINK.findall(subprocess.run(words, capture_output=True, text=True, check=False).stdout)


def is_copy(slip: Path) -> bool:
    """Say whether a slip carries the black bar of 補印; a torn piece of an earlier slip may hang above it."""
    with Image.open(slip) as picture:
        width, height = picture.size
        black = picture.convert("L").point(lambda dot: 255 - dot).reduce((width, 1)).tobytes()
    dark = "".join("x" if shade > BAR_SHADE else " " for shade in black[:height])
    return "x" * BAR_ROWS in dark


def books_are_whole(house: Household, *, not_cut: Iterable[str] = ()) -> None:
    """Assert it, once nothing is on its way any more.

    `not_cut` names numbers whose sending was broken off: a torn piece of them may or may not lie there.
    """
    until(lambda: not _moving(house), f"every job comes to rest: {_moving(house)}")
    _each_ticket_has_one_job(house)
    _each_confirmed_job_has_one_slip(house, set(not_cut))
    _staff_see_what_needs_them(house)


def _moving(house: Household) -> list[tuple[str, str]]:
    return house.rows("SELECT label, state FROM outbox_job WHERE state IN ('waiting', 'sending')")


def _each_ticket_has_one_job(house: Household) -> None:
    tickets = house.rows("SELECT letter, number, label, job_id FROM queues_ticket ORDER BY letter, number")
    by_letter: dict[str, list[int]] = {}
    for letter, number, _, _ in tickets:
        by_letter.setdefault(letter, []).append(number)
    for letter, numbers in by_letter.items():
        assert numbers == list(range(1, len(numbers) + 1)), f"class {letter} has gaps or doubles: {numbers}"
    first = house.rows("SELECT id, label FROM outbox_job WHERE kind = 'ticket' AND copy_of_id IS NULL ORDER BY id")
    assert sorted((job, label) for _, _, label, job in tickets) == first


def _each_confirmed_job_has_one_slip(house: Household, torn: set[str]) -> None:
    wanted: Counter[str] = Counter()
    question = """SELECT token, ticket.label FROM queues_ticket AS ticket
        JOIN outbox_job AS job ON job.id = ticket.job_id OR job.copy_of_id = ticket.job_id
        WHERE job.state = 'confirmed' AND job.proof != 'seen'"""
    for token, label in house.rows(question):
        wanted[token] += label not in torn
    if shutil.which("zbarimg"):
        whole = {token for (token,) in house.rows("SELECT token FROM queues_ticket") if wanted[token]}
        lying = Counter(token for token in tokens_on(*house.people.slips()) if token in whole)
        assert lying == +wanted, "a number lies there twice, or not at all"
    others = house.one("SELECT count(*) FROM outbox_job WHERE kind != 'ticket' AND state = 'confirmed'")
    confirmed = house.one("SELECT count(*) FROM outbox_job WHERE state = 'confirmed' AND proof != 'seen'")
    broken = house.one("SELECT count(*) FROM outbox_job WHERE state IN ('unsure', 'failed', 'held')")
    slips = len(house.people.slips())
    assert confirmed <= slips <= confirmed + broken, f"{slips} slips for {confirmed} confirmed jobs ({others} no tickets)"


def _staff_see_what_needs_them(house: Household) -> None:
    question = "SELECT label FROM outbox_job WHERE state IN ('held', 'unsure', 'failed') AND settled_by = '' ORDER BY id"
    needed = [label for (label,) in house.rows(question)]
    page = house.browser("lin").visit("/slips/").html
    listed = re.findall(r'<div class="slip-label"><b>(.*?)</b>', page)
    assert listed == needed
