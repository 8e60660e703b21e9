"""Why a change of a plan is refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Self

from training.planner.reasons import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """The rule that refuses a change, its sentence, and the day that it is about.

    text is for the athlete, to_coach for somebody else. rule is "" where it is only
    about dates. is_health says that it follows from what the athlete answered, is_pause
    that a pause stands in the way.
    """

    date: dt.date
    text: str
    to_coach: str
    rule: str = ""
    is_health: bool = False
    is_pause: bool = False

    @classmethod
    def of(cls, day: dt.date, *reasons: Reason, is_pause: bool = False) -> Self:
        """Return the refusal of a day; of several reasons each has its sentence.

        The rule is that of the first which follows from an answer: it is what not
        everybody may know.
        """
        first = max(reasons, key=lambda one: (one.is_health, bool(one.rule)))
        return cls(
            date=day,
            text=" ".join(one.text for one in reasons),
            to_coach=" ".join(one.to_coach or one.text for one in reasons),
            rule=first.rule,
            is_health=first.is_health,
            is_pause=is_pause,
        )
