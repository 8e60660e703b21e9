"""The warning list of the check-in: what is tapped, and which answers that gives.

One Sign is one row of the page. A tap opens a short follow-up; each choice of it
says which fields of the dictionary it answers. Rows that were not tapped count as
"no", because the list as a whole was answered, by taps or by "None of these today".

Source: clinical.md 6.1, D1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from triage.rules import FIELDS, Value
from triage.signs import SIGNS, Sign

NONE_OF_THESE = "none"
NOT_SURE = "unsure"


# The fields that the list answers, "no" unless a row says otherwise.
LISTED_FIELDS = tuple(
    dict.fromkeys(
        name
        for sign in SIGNS
        for choice in sign.choices
        for name in (*choice.answers, *sign.unsure)
    )
)


def signs_for(*, pregnant: bool) -> tuple[Sign, ...]:
    return tuple(sign for sign in SIGNS if pregnant or not sign.if_pregnant)


def list_answers(
    tapped: Mapping[str, Sequence[str]], unsure_about: Iterable[str]
) -> dict[str, Value | None]:
    """Return the answer to every field of the list.

    tapped gives the follow-up choices of each row that was tapped, by key;
    unsure_about the keys of the rows that the athlete is not sure about.
    """
    unsure = set(unsure_about)
    answers: dict[str, Value | None] = {
        name: FIELDS[name].best for name in LISTED_FIELDS
    }
    for sign in SIGNS:
        said = [c.answers for c in sign.choices if c.key in tapped.get(sign.key, ())]
        if sign.key in unsure:
            said.append(sign.unsure)
        for part in said:
            for name, value in part.items():
                answers[name] = worse_answer(name, answers[name], value)
    return answers


def worse_answer(name: str, one: Value | None, other: Value | None) -> Value | None:
    """Return the answer that asks for more caution.

    A question left open outweighs the best answer, and no other.
    """
    field = FIELDS[name]
    if one is None or other is None:
        known = other if one is None else one
        return None if known == field.best else known
    return other if field.better(one, other) == one else one
