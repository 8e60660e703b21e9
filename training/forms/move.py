"""Move a workout: the other days of its week, and which of them a rule refuses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from training.planner import PlanSpec, Swap, why_not
from training.presentation import DayText
from training.weeks import DAY, monday_of

CHOOSE = gettext_lazy("Choose one of the days.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveOption:
    """A day that a workout may change places with; refused says why not, else ""."""

    day: DayText
    refused: str


def move_options(
    spec: PlanSpec, day: dt.date, days: Sequence[DayText]
) -> list[MoveOption]:
    """Return the other days of the week that are not over."""
    return [
        MoveOption(
            day=other, refused=_(why_not(spec, Swap(date=day, other=other.date)) or "")
        )
        for other in days
        if other.date != day and other.date >= spec.today and not other.is_race
    ]


class MoveForm(forms.Form):
    """Where to. A refused day may be sent: the answer is then which rule refuses it."""

    to = forms.TypedChoiceField(
        coerce=dt.date.fromisoformat,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )

    def __init__(self, *args: Any, day: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        week = [monday_of(day) + place * DAY for place in range(7)]
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (one.isoformat(), one) for one in week if one != day
        ]
