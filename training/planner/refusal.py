"""Why a change of a plan is refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """The rule that refuses a change, its sentence, and the day that it is about.

    rule is "" where it is only about dates. is_health says that it follows from what
    the athlete answered, is_pause that a pause stands in the way.
    """

    date: date
    text: str
    rule: str = ""
    is_health: bool = False
    is_pause: bool = False
