"""Say when a rule fires: small frozen conditions over the answers of a report.

A condition answers three questions about a report: does it hold, which answers made
it so, and which changes of answers would turn it round. A missing choice matches
nothing, a missing number is compared as 0 (clinical.md, decision 5).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, takewhile
from typing import TYPE_CHECKING, Protocol

from triage.rules.types import Value

if TYPE_CHECKING:
    from triage.rules.field import Field

# The answer that a question cannot be answered yet; it is outside the order.
NOT_YET_KNOWN = "not_yet_known"

# One way to turn a condition round: the new value of each field that has to change.
Changes = Mapping[str, Value]


class Answers(Protocol):
    """The part of a SymptomReport that conditions read."""

    def get(self, name: str) -> Value | None:
        """Return the answer to a field, None if there is none."""


class Condition(Protocol):
    """What every condition can be asked."""

    def holds(self, answers: Answers) -> bool:
        """Say whether the condition is true of these answers."""

    def fields(self) -> tuple[Field, ...]:
        """Return the fields the condition looks at, each once, in reading order."""

    def because(self, answers: Answers, *, wanted: bool) -> tuple[str, ...]:
        """Return the names of the fields that make the condition true.

        With wanted=False, those that make it false. Empty if it is not as wanted.
        """

    def ways(self, answers: Answers, *, wanted: bool) -> Iterator[Changes]:
        """Yield the changes of answers after which the condition is as wanted.

        Each change moves a field only as far as needed, and only to a better answer.
        Yields one empty change if the condition is as wanted already.
        """


@dataclass(frozen=True, slots=True)
class OneOf:
    """The answer is one of these values."""

    field: Field
    values: frozenset[Value]

    def holds(self, answers: Answers) -> bool:
        """Say whether the answer is one of the values; a missing one is not."""
        return answers.get(self.field.name) in self.values

    def fields(self) -> tuple[Field, ...]:
        """Return the one field."""
        return (self.field,)

    def because(self, answers: Answers, *, wanted: bool) -> tuple[str, ...]:
        """Return the field's name if the condition is as wanted."""
        return (self.field.name,) if self.holds(answers) is wanted else ()

    def ways(self, answers: Answers, *, wanted: bool) -> Iterator[Changes]:
        """Yield the nearest answer that is better than the present one."""
        if self.holds(answers) is wanted:
            yield {}
            return
        values = self.field.values
        if wanted:
            better = [value for value in values if value in self.values]
        elif answers.get(self.field.name) == NOT_YET_KNOWN:
            better = [values[0]]
        else:
            better = list(takewhile(lambda value: value not in self.values, values))
        if better:
            yield {self.field.name: better[-1]}


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The number is at least this; a missing number is compared as 0."""

    field: Field
    number: int

    def holds(self, answers: Answers) -> bool:
        """Say whether the number is high enough."""
        return (answers.get(self.field.name) or 0) >= self.number  # type: ignore[operator]

    def fields(self) -> tuple[Field, ...]:
        """Return the one field."""
        return (self.field,)

    def because(self, answers: Answers, *, wanted: bool) -> tuple[str, ...]:
        """Return the field's name if the condition is as wanted."""
        return (self.field.name,) if self.holds(answers) is wanted else ()

    def ways(self, answers: Answers, *, wanted: bool) -> Iterator[Changes]:
        """Yield the number itself, or the one just below it."""
        if self.holds(answers) is wanted:
            yield {}
        else:
            yield {self.field.name: self.number if wanted else self.number - 1}


@dataclass(frozen=True, slots=True)
class Missing:
    """The question has no answer."""

    field: Field

    def holds(self, answers: Answers) -> bool:
        """Say whether the answer is missing."""
        return answers.get(self.field.name) is None

    def fields(self) -> tuple[Field, ...]:
        """Return the one field."""
        return (self.field,)

    def because(self, answers: Answers, *, wanted: bool) -> tuple[str, ...]:
        """Return the field's name if the condition is as wanted."""
        return (self.field.name,) if self.holds(answers) is wanted else ()

    def ways(self, answers: Answers, *, wanted: bool) -> Iterator[Changes]:
        """Yield the field's best answer; an answer is never taken back."""
        if self.holds(answers) is wanted:
            yield {}
        elif not wanted:
            yield {self.field.name: self.field.best}


@dataclass(frozen=True, slots=True)
class CountOf:
    """At least this many of the parts hold: all of them, any of them, three of them."""

    count: int
    parts: tuple[Condition, ...]

    def holds(self, answers: Answers) -> bool:
        """Count until the outcome is certain."""
        needed, spare = self.count, len(self.parts) - self.count
        for part in self.parts:
            if part.holds(answers):
                needed -= 1
                if needed == 0:
                    return True
            else:
                spare -= 1
                if spare < 0:
                    return False
        return needed <= 0

    def fields(self) -> tuple[Field, ...]:
        """Return the fields of all parts, each once."""
        return tuple(dict.fromkeys(f for part in self.parts for f in part.fields()))

    def because(self, answers: Answers, *, wanted: bool) -> tuple[str, ...]:
        """Return the fields of every part that is as wanted."""
        if self.holds(answers) is not wanted:
            return ()
        names = (n for part in self.parts for n in part.because(answers, wanted=wanted))
        return tuple(dict.fromkeys(names))

    def ways(self, answers: Answers, *, wanted: bool) -> Iterator[Changes]:
        """Yield the changes that turn just enough of the parts round."""
        if self.holds(answers) is wanted:
            yield {}
            return
        enough = self.count if wanted else len(self.parts) - self.count + 1
        as_wanted = [part for part in self.parts if part.holds(answers) is wanted]
        others = [part for part in self.parts if part.holds(answers) is not wanted]
        for chosen in combinations(others, enough - len(as_wanted)):
            yield from _together(chosen, answers, wanted=wanted)


def _together(
    parts: tuple[Condition, ...], answers: Answers, *, wanted: bool
) -> Iterator[Changes]:
    """Yield the changes after which all the parts are as wanted."""
    if not parts:
        yield {}
        return
    fields = {f.name: f for part in parts for f in part.fields()}
    for first in parts[0].ways(answers, wanted=wanted):
        for rest in _together(parts[1:], answers, wanted=wanted):
            yield merged(first, rest, fields)


def merged(one: Changes, other: Changes, fields: Mapping[str, Field]) -> Changes:
    """Return both changes as one; where both change a field, the better answer."""
    both = dict(one)
    for name, value in other.items():
        both[name] = fields[name].better(both[name], value) if name in both else value
    return both


@dataclass(frozen=True, slots=True)
class Not:
    """The inner condition does not hold."""

    inner: Condition

    def holds(self, answers: Answers) -> bool:
        """Say whether the inner condition is false."""
        return not self.inner.holds(answers)

    def fields(self) -> tuple[Field, ...]:
        """Return the fields of the inner condition."""
        return self.inner.fields()

    def because(self, answers: Answers, *, wanted: bool) -> tuple[str, ...]:
        """Return what makes the inner condition the opposite."""
        return self.inner.because(answers, wanted=not wanted)

    def ways(self, answers: Answers, *, wanted: bool) -> Iterator[Changes]:
        """Yield the changes that make the inner condition the opposite."""
        return self.inner.ways(answers, wanted=not wanted)


def all_of(*parts: Condition) -> CountOf:
    """Return the condition that every part holds."""
    return CountOf(len(parts), parts)


def any_of(*parts: Condition) -> CountOf:
    """Return the condition that at least one part holds."""
    return CountOf(1, parts)


def count_of(count: int, *parts: Condition) -> CountOf:
    """Return the condition that at least count of the parts hold."""
    return CountOf(count, parts)


def not_(inner: Condition) -> Not:
    """Return the condition that inner does not hold."""
    return Not(inner)
