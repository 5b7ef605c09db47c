"""Pages that take turns on a card without a play list."""

from __future__ import annotations

from itertools import groupby

from devices.marquee.onbon_turns import Turns
from devices.marquee.page import Page, Programme, Segment


def test_a_page_that_comes_several_times_in_a_round_leaves_nobody_out() -> None:
    often, second, third = (Page(key, (Segment(key),)) for key in "abc")
    round_ = Programme((often, second, often, third))
    turns, lasts = Turns(), dict.fromkeys((often, second, third), 2.0)
    seen = [turns.now(round_, at_s / 2, lasts).page for at_s in range(40)]
    assert "".join(key.key for key, _ in groupby(seen) if key) == "abacabacab"
