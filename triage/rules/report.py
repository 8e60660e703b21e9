"""Hold the answers of one check-in as a checked, frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from reprlib import Repr

from triage.rules.fields import FIELDS
from triage.rules.types import Value

_REPR = Repr()
_REPR.maxstring = _REPR.maxother = 60


class InvalidAnswer(ValueError):  # noqa: N818 (the name says it)
    """An answer that the field dictionary does not allow; the message is one line."""

    def __init__(self, field_name: object, value: object, allowed: str) -> None:
        """Keep the field, the value and what is allowed, and write the message."""
        self.field = field_name
        self.value = value
        self.allowed = allowed
        name = field_name if field_name in FIELDS else shown(field_name)
        super().__init__(f"{name}: {shown(value)} is not allowed, only {allowed}")


def shown(value: object) -> str:
    """Return value on one short line, whatever it is."""
    try:
        text = _REPR.repr(value)
    except ValueError:
        text = "a number with too many digits"
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class SymptomReport:
    """The answers of one check-in: profile, episode, day and history together.

    Make one with from_answers, which checks. A question that has no answer is not in
    pairs; pairs are in the order of the field dictionary, so that equal answers make
    equal reports.
    """

    pairs: tuple[tuple[str, Value], ...] = ()
    _by_name: dict[str, Value] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the answers by name."""
        object.__setattr__(self, "_by_name", dict(self.pairs))

    @classmethod
    def from_answers(cls, answers: Mapping[str, object]) -> SymptomReport:
        """Return the report of these answers; None means not answered.

        Raises InvalidAnswer for an unknown field, a value outside the field's range
        and a value of the wrong type.
        """
        for name, value in answers.items():
            _check(name, value)
        given = answers.keys()
        names = (name for name in FIELDS if name in given)
        pairs = ((name, answers[name]) for name in names)
        return cls(tuple(p for p in pairs if p[1] is not None))  # type: ignore[misc]

    def get(self, name: str) -> Value | None:
        """Return the answer to a field, None if there is none."""
        return self._by_name.get(name)

    def __getitem__(self, name: str) -> Value | None:
        """Return the answer to a field, None if there is none; KeyError if unknown."""
        FIELDS[name]
        return self._by_name.get(name)

    def replace(self, **answers: Value | None) -> SymptomReport:
        """Return a report with these answers instead; None takes an answer away."""
        return SymptomReport.from_answers({**self._by_name, **answers})

    def answers(self) -> dict[str, Value]:
        """Return the answered fields as a new dict that json.dumps takes."""
        return dict(self.pairs)


def _check(name: object, value: object) -> None:
    """Raise InvalidAnswer unless name is a field and value one of its answers."""
    known = FIELDS.get(name) if isinstance(name, str) else None
    if known is None:
        raise InvalidAnswer(name, value, "the fields " + ", ".join(FIELDS))
    if value is not None and not known.allows(value):
        raise InvalidAnswer(name, value, known.allowed)
