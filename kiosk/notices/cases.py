"""A visitor's case as part of an address, so that a phone shows the list that stood on the screen.

    bring/birth-registration/in_person.y~hc_change.n/birth~household/
          the service        what is known, in order  the papers that are there; "-" where there are none

It names papers and conditions of the catalogue and nothing of a person, needs no table, and never grows old.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    Answers = Mapping[str, bool | None]

NOTHING, BETWEEN = "-", "~"
MOST = 40  # of each; no service has as many
SIGNS: dict[bool | None, str] = {True: "y", False: "n", None: "u"}
VALUES = {sign: value for value, sign in SIGNS.items()}
_KNOWN = re.compile(r"([a-z0-9_-]+)\.([ynu])")
_ID = re.compile(r"[a-z0-9_-]+")


def written(answers: Answers, ready: Collection[str]) -> tuple[str, str]:
    """Return what is known and what is there, as two parts of a path."""
    known = BETWEEN.join(f"{name}.{SIGNS[value]}" for name, value in answers.items())
    return known or NOTHING, BETWEEN.join(sorted(ready)) or NOTHING


def read(known: str, ready: str) -> tuple[dict[str, bool | None], frozenset[str]]:
    """Return what `written` was given; raises `Refused` for anything else."""
    answers = {name: VALUES[sign] for name, sign in (_whole(_KNOWN, one).groups() for one in _parts(known))}
    return answers, frozenset(_whole(_ID, one).group() for one in _parts(ready))


def _parts(text: str) -> list[str]:
    parts = [] if text == NOTHING else text.split(BETWEEN)
    if len(parts) > MOST:
        raise Refused("notice.page_gone")
    return parts


def _whole(form: re.Pattern[str], text: str) -> re.Match[str]:
    found = form.fullmatch(text)
    if found is None:
        raise Refused("notice.page_gone")
    return found
