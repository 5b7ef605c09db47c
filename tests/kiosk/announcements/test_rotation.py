"""The round is fair: everybody comes, by their weight, spread evenly, and fraud is warned of often enough."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kiosk.announcements.rotation import LONGEST_ROUND, Turn, round_of

MOST = 24  # as many as kiosk.toml allows
one = st.builds(Turn, st.integers(1, 10_000), st.integers(1, 3), st.booleans())
turns = st.lists(one, max_size=MOST, unique_by=lambda turn: turn.key)
usual = st.builds(Turn, st.integers(1, 10_000), st.integers(1, 3))
others = st.lists(usual, min_size=1, max_size=12, unique_by=lambda turn: turn.key)
every_n = st.integers(3, 12)


@given(turns, every_n)
def test_every_text_comes_within_one_round_of_bounded_length(some: list[Turn], n: int) -> None:
    shown = round_of(some, anti_fraud_every_n=n)
    assert set(shown) == {one.key for one in some}
    assert len(shown) <= LONGEST_ROUND


@given(turns, every_n)
def test_a_heavier_text_never_comes_less_often(some: list[Turn], n: int) -> None:
    count = Counter(round_of(some, anti_fraud_every_n=n))
    for kind in (True, False):
        alike = sorted((one for one in some if one.anti_fraud is kind), key=lambda one: one.weight)
        for light, heavy in pairwise(alike):
            assert count[light.key] <= count[heavy.key] + (1 if kind else 0), "fraud fills its places in turn"


@given(others)
def test_weights_are_kept_exactly_where_the_round_has_room(some: list[Turn]) -> None:
    count = Counter(round_of(some, anti_fraud_every_n=4))
    first = some[0]
    assert all(count[one.key] * first.weight == count[first.key] * one.weight for one in some)


@given(turns, every_n)
def test_one_of_n_turns_is_against_fraud_across_the_end_of_the_round_too(some: list[Turn], n: int) -> None:
    against = {one.key for one in some if one.anti_fraud}
    shown = round_of(some, anti_fraud_every_n=n)
    if against:
        twice = shown * (n + 1)
        assert all(against & set(twice[at : at + n]) for at in range(len(shown)))


@given(turns, every_n)
def test_nobody_follows_themselves_where_another_of_their_kind_could(some: list[Turn], n: int) -> None:
    if len({one.weight for one in some}) == 1 and not any(one.anti_fraud for one in some) and len(some) > 1:
        shown = round_of(some, anti_fraud_every_n=n)
        assert all(before != after for before, after in pairwise((*shown, shown[0])))


def test_equal_texts_keep_their_order_and_the_round_of_none_is_empty() -> None:
    assert round_of([Turn(3, 2), Turn(1, 2), Turn(2, 2)], anti_fraud_every_n=4) == (3, 1, 2)
    assert round_of([], anti_fraud_every_n=4) == ()


def test_weights_are_spread_and_do_not_clump() -> None:
    assert round_of([Turn(1, 3), Turn(2, 1), Turn(3, 2)], anti_fraud_every_n=4) == (1, 3, 1, 2, 3, 1)
