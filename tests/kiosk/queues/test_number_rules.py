"""How a number is written, and which one follows."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.queues.rules.labels import block_label, following, label, name_and_detail


@pytest.mark.parametrize(("number", "written"), [(1, "A001"), (42, "A042"), (999, "A999"), (1000, "A1000")])
def test_a_number_is_written_with_at_least_three_digits(number: int, written: str) -> None:
    assert label("A", number) == written


@pytest.mark.parametrize(
    ("position", "number", "written"),
    [(1, 1, "1001"), (2, 1, "2001"), (1, 999, "1999"), (1, 1000, "11000"), (9, 999, "9999"), (10, 1, "100001")],
)
def test_blocks_of_a_thousand(position: int, number: int, written: str) -> None:
    assert block_label(position, number) == written


@given(st.tuples(st.integers(1, 26), st.integers(1, 9999)), st.tuples(st.integers(1, 26), st.integers(1, 9999)))
def test_no_two_classes_ever_share_a_block_label(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert (block_label(*one) == block_label(*other)) == (one == other)
    assert len(block_label(*one)) <= 8


def test_no_number_ends_in_four_where_the_office_skips_them() -> None:
    def given_numbers() -> list[int]:
        last, found = 0, []
        for _ in range(25):
            last = following(last, skip_fours=True)
            found.append(last)
        return found

    assert list(islice(given_numbers(), 6)) == [1, 2, 3, 5, 6, 7]
    assert not [number for number in given_numbers() if number % 10 == 4]


@given(st.integers(0, 5000), st.booleans())
def test_a_number_always_follows_the_last_one_whatever_was_settled_meanwhile(last: int, skip: bool) -> None:
    assert last < following(last, skip_fours=skip) <= last + 2


@pytest.mark.parametrize(
    ("wording", "parts"),
    [
        ("戶籍登記（出生、結婚、遷徙）", ("戶籍登記", "出生、結婚、遷徙")),
        ("Registration (birth, marriage)", ("Registration", "birth, marriage")),
        ("國籍（歸化）及其他（外籍配偶）", ("國籍（歸化）及其他", "外籍配偶")),
        ("謄本", ("謄本", "")),
        ("（謄本）", ("（謄本）", "")),
    ],
)
def test_what_stands_in_brackets_is_the_detail(wording: str, parts: tuple[str, str]) -> None:
    assert name_and_detail(wording) == parts
