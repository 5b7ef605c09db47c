"""Which papers a case needs, and what has still to be asked to know it.  Pure.

A paper is needed `when` one condition holds, `unless` another does.  Conditions are true, false, or not
known yet; what follows from an answer (a proxy comes, so the applicant does not; no minor, so nobody under
14) is not asked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

ALWAYS = "always"

Answers = Mapping[str, bool | None]
"""Condition to yes, no, or None: asked, and the visitor is not sure."""
Known = dict[str, bool]


class Need(StrEnum):
    """Whether a paper has to be brought."""

    NEEDED = "needed"
    MAYBE = "maybe"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True)
class Line:
    """One paper of a service."""

    line_id: str
    when: str
    unless: str | None = None

    @property
    def conditions(self) -> frozenset[str]:
        """What the line depends on."""
        return frozenset({self.when, self.unless} - {ALWAYS, None})  # type: ignore[arg-type]  # None is taken out


@dataclass(frozen=True)
class Choice:
    """Conditions of which exactly one holds: `otherwise`, for which no paper asks, when no other does."""

    choice_id: str
    members: tuple[str, ...]
    otherwise: str | None = None

    def fits(self, conditions: frozenset[str]) -> bool:
        """Tell whether every member matters to a service with these conditions."""
        return all(member in conditions or member == self.otherwise for member in self.members)


@dataclass(frozen=True)
class Relations:
    """What holds between conditions everywhere: the order of asking, what presupposes what, and choices.

    A condition is asked only where the first of `after` that the service knows is true; where it knows none
    of them, where `else_after` is, if there is one.
    """

    order: tuple[str, ...]
    after: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    else_after: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Question:
    """A condition the visitor can tell: `answer` is None while open; `unsure`: it was asked already."""

    condition: str
    choice: Choice | None
    answer: bool | None
    unsure: bool


class Case:
    """One service: its lines, the choices that fit it, and what each condition presupposes."""

    def __init__(self, lines: tuple[Line, ...], relations: Relations) -> None:
        self.lines = lines
        used = frozenset().union(*(line.conditions for line in lines))
        self.choices = _disjoint(choice for choice in relations.choices if choice.fits(used))
        self.guards = {name: guard for name in used if (guard := _guard(name, used, relations))}
        members = {member for choice in self.choices for member in choice.members}
        wanted = used | members | set(self.guards.values())
        first = [member for choice in self.choices for member in choice.members]
        rest = [name for name in relations.order if name in wanted and name not in members]
        self.conditions = (*first, *rest, *sorted(wanted - {*first, *rest}))

    def known(self, answers: Answers) -> Known:
        """Return all that follows from the answers; where two contradict each other, the later one holds."""
        known: Known = {}
        for name, value in reversed(list(answers.items())):
            if value is None or name not in self.conditions or name in known:
                continue
            known = self._closed({**known, name: value}) or known
        return known

    def need(self, line: Line, known: Known) -> Need:
        """Tell whether a paper is needed, as far as is known."""
        when = True if line.when == ALWAYS else known.get(line.when)
        unless = known.get(line.unless) if line.unless else False
        if when is False or unless is True:
            return Need.NOT_NEEDED
        return Need.NEEDED if when and unless is False else Need.MAYBE

    def needs(self, answers: Answers) -> dict[str, Need]:
        """Return the need of every line by its id, in the service's order."""
        known = self.known(answers)
        return {line.line_id: self.need(line, known) for line in self.lines}

    def questions(self, answers: Answers) -> tuple[Question, ...]:
        """Return what can be asked, in order: answered questions, and open ones that can change the list.

        The first one without an answer that is not `unsure` is the next to ask.
        """
        known = self.known(answers)
        return tuple(
            Question(name, self._choice_of(name), known.get(name), name in answers and answers[name] is None)
            for name in self.conditions
            if self._is_asked(name, answers)
        )

    def _is_asked(self, name: str, answers: Answers) -> bool:
        """Tell whether the question can change the list, seen from what is known without its own answer."""
        choice = self._choice_of(name)
        names = frozenset(choice.members if choice else (name,))
        known = self.known({one: value for one, value in answers.items() if one not in names})
        guard = self.guards.get(name)
        if all(one in known for one in names) or (guard and not known.get(guard)):
            return False
        return any(self.need(line, known) == Need.MAYBE for line in self._depending_on(names))

    def _depending_on(self, names: frozenset[str]) -> list[Line]:
        guarded = {one for one, guard in self.guards.items() if guard in names}
        return [line for line in self.lines if line.conditions & (names | guarded)]

    def _choice_of(self, name: str) -> Choice | None:
        return next((choice for choice in self.choices if name in choice.members), None)

    def _closed(self, known: Known) -> Known | None:
        """Return `known` with all that follows from it; None where it contradicts itself."""
        size = -1
        while size != len(known):
            size = len(known)
            for name, value in self._consequences(known):
                if known.setdefault(name, value) != value:
                    return None
        return known

    def _consequences(self, known: Known) -> list[tuple[str, bool]]:
        found: list[tuple[str, bool]] = []
        for name, guard in self.guards.items():
            if known.get(name):
                found.append((guard, True))
            if known.get(guard) is False:
                found.append((name, False))
        for choice in self.choices:
            held = [name for name in choice.members if known.get(name)]
            open_ones = [name for name in choice.members if known.get(name) is not False]
            if held:
                found += [(name, name == held[0]) for name in choice.members]
            elif len(open_ones) <= 1:
                found.append(((open_ones or [choice.members[0]])[0], True))
        return found


def _guard(name: str, used: frozenset[str], relations: Relations) -> str | None:
    """Return what must be true before `name` is asked in a service that uses these conditions."""
    known = (guard for guard in relations.after.get(name, ()) if guard in used)
    return next(known, relations.else_after.get(name))


def _disjoint(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """Return the choices in order, without those that share a member with an earlier one."""
    kept: list[Choice] = []
    for choice in choices:
        if not any(set(choice.members) & set(earlier.members) for earlier in kept):
            kept.append(choice)
    return tuple(kept)
