"""How a number is written, and which number comes after which.

Source: the office's conventions: a class letter and at least three digits (A001 ... A999, A1000), or blocks of a thousand
without a letter (1001, 2001); some people ask that no number ends in 4.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Numbering = Literal["letters", "blocks"]
BLOCK = 1000


def label(letter: str, number: int) -> str:
    """Return the number as people read it: A001 ... A999, A1000."""
    return f"{letter}{number:03}"


def block_label(position: int, number: int) -> str:
    """Return the number of the class at `position`, from 1, in its block: 1001 ... 1999, then 11000, 11001.

    Nine classes have blocks of four digits; after its 999th number a class goes on with five, and a tenth class begins
    with six, so that no two classes ever share a label.
    """
    if position > 9:
        return f"{position}{number:04}"
    return str(position * BLOCK + number) if number < BLOCK else f"{position}{number:04}"


def following(last: int, *, skip_fours: bool) -> int:
    """Return the number that comes after `last`; with `skip_fours` none that ends in 4."""
    number = last + 1
    return number + 1 if skip_fours and number % 10 == 4 else number


@lru_cache(maxsize=256)  # a few dozen names, told with every number
def name_and_detail(wording: str) -> tuple[str, str]:
    """Split 戶籍登記（出生、結婚、遷徙） into its name and what stands in the brackets at its end (empty without)."""
    found = re.fullmatch(r"(.+?)\s*[（(]([^（(]+)[）)]", wording)
    return (found[1], found[2]) if found else (wording, "")
