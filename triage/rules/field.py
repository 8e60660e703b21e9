"""Describe one question of the check-in: its values, its order, and its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from triage.rules.conditions import (
    NOT_YET_KNOWN,
    AtLeast,
    Condition,
    Missing,
    Not,
    OneOf,
)
from triage.rules.types import Value, gettext_noop as _


class Asked(Enum):
    """When a field is asked, or where it comes from."""

    PROFILE = "profile"
    EPISODE = "episode"
    LIST = "list"
    DAILY = "daily"
    WEEKLY = "weekly"
    HISTORY = "history"
    HINT = "hint"


class Changeable(Enum):
    """Whether "what would change it" may name a field that has an answer.

    UNTIL_KNOWN: only while the answer is "not yet known". A field without an answer
    can always be answered.
    """

    NO = "no"
    UNTIL_KNOWN = "until known"
    YES = "yes"


# The top of the numeric rating scale of pain (NRS-11).
PAIN_SCALE = 10

# Small counts in words, for {count} in phrases.
COUNT_WORDS: Mapping[Value, str] = {1: _("one"), 2: _("two"), 3: _("three")}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Field:
    """One field of the dictionary (clinical.md 1.1); compared by identity.

    A choice has values (best first where ordered) with words for each; a number has
    low, high and unit, and higher_is_worse (None where it has no order). best is the
    answer that asks for the least caution. lift is the phrase used in "what would
    change it": {value} and {words} are filled in; clear is the phrase for the best
    value.
    """

    name: str
    asked: Asked
    label: str
    values: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    ordered: bool = False
    low: int = 0
    high: int = 0
    unit: str = ""
    higher_is_worse: bool | None = None
    best: Value
    required: bool
    changeable: Changeable
    lift: str
    clear: str

    @property
    def is_number(self) -> bool:
        """Say whether the answers are integers, not words."""
        return not self.values

    @property
    def ordered_values(self) -> tuple[str, ...]:
        """Return the values of an ordered choice, best first, without "not yet known"."""
        values = self.values if self.ordered else ()
        return tuple(value for value in values if value != NOT_YET_KNOWN)

    @property
    def allowed(self) -> str:
        """Return in words what may be answered, for error messages."""
        if self.is_number:
            return f"an integer from {self.low} to {self.high}"
        return "one of " + ", ".join(self.values)

    def allows(self, value: object) -> bool:
        """Say whether value is an allowed answer; True, 3.0 and "3" are no integers."""
        if self.is_number:
            return type(value) is int and self.low <= value <= self.high
        return type(value) is str and value in self.values

    def in_words(self, value: Value | None) -> str:
        """Return the answer as shown beside a reason: "4", "38 °C or more"."""
        if value is None:
            return _("not answered")
        if self.is_number:
            return str(value)
        return self.words[self.values.index(str(value))]

    def phrase(self, value: Value) -> str:
        """Return the phrase for "what would change it": "pain now at 3 or less"."""
        if value == self.best and self.clear:
            return self.clear
        words = self.in_words(value)
        return self.lift.format(
            value=value, words=words, count=COUNT_WORDS.get(value, value)
        )

    def may_change_from(self, value: Value | None) -> bool:
        """Say whether "what would change it" may change this answer."""
        if value is None or self.changeable is Changeable.YES:
            return True
        return self.changeable is Changeable.UNTIL_KNOWN and value == NOT_YET_KNOWN

    def better(self, one: Value, other: Value) -> Value:
        """Return the one of two answers that asks for less caution."""
        if isinstance(one, int) and isinstance(other, int):
            return max(one, other) if self.higher_is_worse is False else min(one, other)
        return min(one, other, key=lambda value: self.values.index(str(value)))

    def is_better(self, one: Value, *, than: Value | None) -> bool:
        """Say whether an answer asks for no more caution than another, or than none."""
        return than is None or self.better(one, than) == one

    def steps(self, one: Value | None, other: Value) -> int:
        """Return how many steps lie between two answers, at least one.

        A choice counts its values, a pain score its points; any other number, and the
        step from no answer, counts as one.
        """
        if one is None:
            return 1
        if not self.is_number:
            places = self.values.index(str(one)), self.values.index(str(other))
            return max(1, abs(places[0] - places[1]))
        return max(1, abs(int(one) - int(other))) if self.high == PAIN_SCALE else 1

    def is_(self, *values: str) -> Condition:
        """Return the condition that the answer is one of the values."""
        unknown = set(values) - set(self.values)
        if unknown:
            raise ValueError(f"{self.name} has no values {sorted(unknown)}")
        return OneOf(self, frozenset(values))

    def at_least(self, value: Value) -> Condition:
        """Return the condition "this value or worse", or "this number or more"."""
        if isinstance(value, int):
            self._check_number(value)
            return AtLeast(self, value)
        if value not in self.ordered_values:
            raise ValueError(f"{self.name} has no ordered value {value!r}")
        start = self.ordered_values.index(value)
        return OneOf(self, frozenset(self.ordered_values[start:]))

    def at_most(self, number: int) -> Condition:
        """Return the condition "this number or less"; a missing number is 0."""
        self._check_number(number)
        return Not(AtLeast(self, number + 1))

    def missing(self) -> Condition:
        """Return the condition that there is no answer."""
        return Missing(self)

    def _check_number(self, number: int) -> None:
        """Raise ValueError unless the field is a number with this in its range."""
        if not (self.is_number and self.low <= number <= self.high):
            raise ValueError(f"{self.name} cannot be compared with {number}")


def choice(
    name: str,
    asked: Asked,
    label: str,
    words: Mapping[str, str],
    *,
    ordered: bool = False,
    required: bool = False,
    changeable: Changeable = Changeable.NO,
    lift: str = "",
    clear: str = "",
) -> Field:
    """Return a field answered by one of the keys of words, best first if ordered."""
    return Field(
        name=name,
        asked=asked,
        label=label,
        values=tuple(words),
        words=tuple(words.values()),
        ordered=ordered,
        best=next(iter(words)),
        required=required,
        changeable=changeable,
        lift=lift or label + ": {words}",
        clear=clear,
    )


def no_yes(
    name: str,
    asked: Asked,
    label: str,
    *,
    required: bool = False,
    changeable: Changeable = Changeable.NO,
    clear: str = "",
) -> Field:
    """Return a field where yes is worse than no."""
    return choice(
        name,
        asked,
        label,
        {"no": _("no"), "yes": _("yes")},
        ordered=True,
        required=required,
        changeable=changeable,
        clear=clear,
    )


def number(
    name: str,
    asked: Asked,
    label: str,
    *,
    low: int = 0,
    high: int,
    unit: str = "",
    higher_is_worse: bool | None = None,
    best: int = 0,
    required: bool = False,
    changeable: Changeable = Changeable.NO,
    lift: str = "",
    clear: str = "",
) -> Field:
    """Return a field answered by an integer from low to high."""
    return Field(
        name=name,
        asked=asked,
        label=label,
        low=low,
        high=high,
        unit=unit,
        higher_is_worse=higher_is_worse,
        best=best,
        required=required,
        changeable=changeable,
        lift=lift or label + ": {value}",
        clear=clear,
    )
