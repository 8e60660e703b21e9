"""What one row of the warning list is: a sign, and the choices it opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django_stubs_ext import StrOrPromise

from triage.rules import Value

Answers = Mapping[str, Value | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer of a follow-up, and what it means for the fields."""

    key: str
    label: StrOrPromise
    answers: Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One row of the list.

    `several` follow-up choices may hold at once, else exactly one does. `unsure` is
    what the fields are when the athlete is not sure about the row: the dictionary's
    own "unsure" where it has one; a cautious "yes" where an episode may have answered
    the field too; else None, a question left empty. Never a "no".
    """

    key: str
    label: StrOrPromise
    question: StrOrPromise
    choices: tuple[Choice, ...]
    unsure: Answers
    several: bool = False
    if_pregnant: bool = False
