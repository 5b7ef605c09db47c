"""Pages are values: they come back from JSON as they went, and say what is wrong with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marquee_pages import announcement, call_page, rest_page

from devices.marquee.page import Colour, Live, Motion, Page, Programme, Segment

segments = st.builds(Segment, st.text(), st.sampled_from(Colour), st.booleans(), st.sampled_from(Live))
pages = st.builds(
    Page, st.text(min_size=1), st.lists(segments).map(tuple), st.sampled_from(Motion), st.integers(1, 9999)
)
programmes = st.builds(
    Programme,
    st.lists(pages, unique_by=lambda page: page.key).map(tuple),
    st.none() | pages,
    st.none() | pages,
)


@given(programmes)
def test_a_programme_comes_back_from_json_as_it_went(programme: Programme) -> None:
    assert Programme.from_json(programme.to_json()) == programme


def test_chinese_stays_readable_in_json() -> None:
    assert "請到" in Programme((rest_page(),), call_page()).to_json()


def test_two_pages_may_not_share_a_key() -> None:
    with pytest.raises(ValueError, match="m01"):
        Programme((announcement("甲"), announcement("乙")))


@pytest.mark.parametrize(("key", "hold_s"), [("", 6), ("p", 0), ("p", 10000)])
def test_a_page_says_what_is_wrong_with_it(key: str, hold_s: int) -> None:
    with pytest.raises(ValueError, match=key or "key"):
        Page(key, (), hold_s=hold_s)


@pytest.mark.parametrize("text", ["{}", "[]", "null", "{", '{"pages": [{}], "call": null, "urgent": null}'])
def test_what_is_no_programme_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # each text fails in its own words
        Programme.from_json(text)


def test_a_page_may_come_several_times_in_a_round_and_survives_json() -> None:
    once, often = Page("a", (Segment("一"),)), Page("b", (Segment("二"),))
    programme = Programme((often, once, often))
    assert Programme.from_json(programme.to_json()) == programme
