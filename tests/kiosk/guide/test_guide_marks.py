"""What of an entry may be shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.guide.marks import digest, has_sample, marks_of, published

ENTRY = {
    "id": "move",
    "name": {"zh_Hant": "遷入", "en": "Moving in"},
    "processing": {"zh_Hant": "隨到隨辦", "en": "Same visit", "verify": True},
    "documents": [
        {"doc": "deed", "when": "always"},
        {"doc": "photo", "of": "spouse", "when": "always", "verify": True},
    ],
    "notes": [{"zh_Hant": "甲", "en": "one", "verify": True}],
}


def digests(data: dict) -> dict[str, str]:
    return {address: digest(part) for address, part in marks_of(data)}


def test_each_mark_has_an_address() -> None:
    note = digest(ENTRY["notes"][0])[:8]
    assert list(digests(ENTRY)) == ["processing", "documents.photo.spouse", f"notes.{note}"]


def test_unconfirmed_parts_are_left_out_and_nothing_else() -> None:
    assert published(ENTRY, {}, demo=False) == {
        "id": "move", "name": ENTRY["name"], "documents": [{"doc": "deed", "when": "always"}], "notes": [],
        "gaps": ["documents", "notes"],
    }  # fmt: skip


def test_a_confirmed_part_is_shown_without_its_flag() -> None:
    confirmed = {"processing": digest(ENTRY["processing"])}
    shown = published(ENTRY, confirmed, demo=False)
    assert shown is not None
    assert shown["processing"] == {"zh_Hant": "隨到隨辦", "en": "Same visit"}
    assert not has_sample(shown)


def test_a_confirmation_of_another_text_counts_for_nothing() -> None:
    shown = published(ENTRY, {"processing": digest({"zh_Hant": "三日", "verify": True})}, demo=False)
    assert shown is not None
    assert "processing" not in shown


def test_an_entry_marked_as_a_whole_is_hidden() -> None:
    assert published({"zh_Hant": "甲", "verify": True}, {}, demo=False) is None


def test_a_demo_shows_everything_and_says_what_is_a_sample() -> None:
    shown = published(ENTRY, {}, demo=True)
    assert shown is not None
    assert shown["processing"]["sample"] is True
    assert "sample" not in shown["documents"][0]
    assert has_sample(shown)


leaves = st.one_of(st.booleans(), st.integers(), st.text(max_size=5))
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["a", "b", "verify", "id"]), inner, max_size=4),
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(["a", "b", "c", "verify"]), trees, max_size=4))
def test_nothing_marked_is_ever_shown_without_a_confirmation(data: dict) -> None:
    shown = published(data, {}, demo=False)
    assert shown is None or not list(marks_of(shown))
    assert (shown is None) == (data.get("verify") is True)


@given(st.dictionaries(st.sampled_from(["a", "b", "c", "verify"]), trees, max_size=4))
def test_all_is_shown_when_all_is_confirmed(data: dict) -> None:
    shown = published(data, digests(data), demo=False)
    assert shown is not None
    assert not has_sample(shown) or "sample" in str(data)
