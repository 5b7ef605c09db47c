"""The question engine: by small cases, and by properties over every service of the files."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.guide.content import entries
from kiosk.guide.loading import FOLDER
from kiosk.notices.rules import ALWAYS, Case, Choice, Line, Need, Relations

WHO = Choice("who", ("in_person", "proxy"), otherwise="in_person")
HOW = Choice("how", ("agreement", "court"))
RELATIONS = Relations(
    order=("minor", "under_14", "absent", "photo_ok", "married"),
    after={"under_14": ("minor",), "absent": ("under_14", "minor")},
    else_after={"absent": "minor"},
    choices=(WHO, HOW),
)


def case(*lines: tuple[str, str] | tuple[str, str, str]) -> Case:
    return Case(tuple(Line(*line) for line in lines), RELATIONS)


def asked(of: Case, answers: dict[str, bool | None]) -> list[str]:
    return [one.condition for one in of.questions(answers) if one.answer is None and not one.unsure]


def test_nothing_is_asked_where_everything_is_always_needed() -> None:
    plain = case(("card", ALWAYS))
    assert plain.questions({}) == ()
    assert plain.needs({}) == {"card": Need.NEEDED}


def test_who_comes_is_one_question() -> None:
    proxied = case(("letter", "proxy"))
    assert asked(proxied, {}) == ["in_person", "proxy"]
    assert proxied.needs({}) == {"letter": Need.MAYBE}
    assert proxied.needs({"in_person": True}) == {"letter": Need.NOT_NEEDED}
    assert proxied.needs({"proxy": True}) == {"letter": Need.NEEDED}
    assert [(one.condition, one.answer) for one in proxied.questions({"proxy": True})] == [
        ("in_person", False),
        ("proxy", True),
    ]


def test_a_no_to_all_but_one_answer_is_a_yes_to_that_one() -> None:
    assert case(("letter", "proxy")).known({"in_person": False}) == {"in_person": False, "proxy": True}


def test_a_choice_is_used_only_where_all_its_answers_matter() -> None:
    assert asked(case(("record", "court")), {}) == ["court"]
    assert asked(case(("record", "court"), ("paper", "agreement")), {}) == ["agreement", "court"]


def test_what_cannot_change_the_list_any_more_is_not_asked() -> None:
    photo = case(("photo", "married", "photo_ok"))
    assert asked(photo, {}) == ["photo_ok", "married"]
    assert asked(photo, {"married": False}) == []
    assert asked(photo, {"photo_ok": True}) == []
    assert asked(photo, {"married": True}) == ["photo_ok"]
    assert photo.needs({"married": True, "photo_ok": False}) == {"photo": Need.NEEDED}


def test_what_presupposes_something_is_asked_after_it() -> None:
    child = case(("consent", "absent"), ("agent", "under_14"))
    assert asked(child, {}) == ["under_14"]
    assert asked(child, {"under_14": False}) == []
    assert asked(child, {"under_14": True}) == ["absent"]
    assert child.needs({"under_14": False}) == {"consent": Need.NOT_NEEDED, "agent": Need.NOT_NEEDED}


def test_a_presupposition_that_the_service_does_not_know_is_asked_all_the_same() -> None:
    move = case(("consent", "absent"))
    assert asked(move, {}) == ["minor"]
    assert asked(move, {"minor": True}) == ["absent"]


def test_an_unsure_visitor_keeps_the_paper_as_a_maybe_and_is_not_asked_again() -> None:
    move = case(("consent", "absent"), ("deed", "married"))
    assert move.needs({"married": None}) == {"consent": Need.MAYBE, "deed": Need.MAYBE}
    assert asked(move, {"minor": None, "married": None}) == []
    assert {one.condition for one in move.questions({"minor": None, "married": None})} == {"minor", "married"}


def test_the_later_of_two_answers_that_contradict_each_other_holds() -> None:
    proxied = case(("letter", "proxy"))
    assert proxied.known({"in_person": True, "proxy": True})["proxy"]
    assert proxied.known({"proxy": True, "in_person": True})["in_person"]


def test_an_answer_to_an_unknown_condition_changes_nothing() -> None:
    assert case(("letter", "proxy")).known({"moon": True}) == {}


def _cases() -> dict[str, Case]:
    found = entries(FOLDER)
    questions = {entry.key: entry.data for entry in found if entry.kind == "question"}
    relations = Relations(
        order=tuple(questions),
        after={key: tuple(data.get("after", ())) for key, data in questions.items()},
        else_after={key: data["else_after"] for key, data in questions.items() if "else_after" in data},
        choices=tuple(
            Choice(entry.key, tuple(one["condition"] for one in entry.data["members"]), entry.data.get("otherwise"))
            for entry in found
            if entry.kind == "choice"
        ),
    )
    return {
        entry.key: Case(
            tuple(
                Line(f"{one['doc']}.{one.get('of', '')}", one["when"], one.get("unless"))
                for one in entry.data["documents"]
            ),
            relations,
        )
        for entry in found
        if entry.kind == "service"
    }


CASES = _cases()
every_service = pytest.mark.parametrize("service_id", sorted(CASES))


def paths(of: Case, answers: dict[str, bool | None], depth: int = 0) -> list[dict[str, bool | None]]:
    """Every way of answering to the end, without being unsure; the tree must be finite and small."""
    assert depth < 12, f"more than 12 questions: {answers}"
    following = asked(of, answers)
    if not following:
        return [answers]
    name = following[0]
    assert name not in answers
    return [end for value in (True, False) for end in paths(of, {**answers, name: value}, depth + 1)]


def test_there_are_all_services() -> None:
    assert len(CASES) == 43


@every_service
def test_every_service_has_a_complete_and_finite_tree_of_questions(service_id: str) -> None:
    one = CASES[service_id]
    ends = paths(one, {})
    always = {line.line_id for line in one.lines if line.when == ALWAYS and not line.unless}
    ever_needed: set[str] = set()
    for answers in ends:
        needs = one.needs(answers)
        assert Need.MAYBE not in needs.values()
        needed = {name for name, need in needs.items() if need == Need.NEEDED}
        assert always <= needed
        ever_needed |= needed
    assert ever_needed == {line.line_id for line in one.lines}


@every_service
@settings(max_examples=60)
@given(data=st.data())
def test_more_answers_never_take_a_needed_paper_away_nor_bring_an_unneeded_one_back(
    service_id: str, data: st.DataObject
) -> None:
    one, answers = CASES[service_id], dict[str, bool | None]()
    for _ in range(14):
        following = asked(one, answers)
        if not following:
            break
        before = one.needs(answers)
        name = data.draw(st.sampled_from(following))
        answers = {**answers, name: data.draw(st.sampled_from([True, False, None]))}
        after = one.needs(answers)
        for line_id, need in before.items():
            assert need == Need.MAYBE or after[line_id] == need
    assert not asked(one, answers)


@every_service
@settings(max_examples=40)
@given(data=st.data())
def test_any_answers_whatever_give_a_list_with_what_is_always_needed(service_id: str, data: st.DataObject) -> None:
    one = CASES[service_id]
    names = st.sampled_from([*one.conditions, "moon"])
    answers = data.draw(st.dictionaries(names, st.sampled_from([True, False, None]), max_size=8))
    needs = one.needs(answers)
    assert all(needs[line.line_id] == Need.NEEDED for line in one.lines if line.when == ALWAYS and not line.unless)
    known = one.known(answers)
    for choice in one.choices:
        assert sum(known.get(member, False) for member in choice.members) <= 1
