"""Move a workout: the other days of its week, and which of them a rule refuses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from backpain.accounts.models import User
from training.inputs import Inputs
from training.models import Change
from training.planner import Swap
from training.presentation import DayText
from training.services.changes import refusal_to_move
from training.weeks import DAY, monday_of

CHOOSE = gettext_lazy("Choose one of the days.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveOption:
    """A day that a workout may change places with; refused says why not, else "".

    paused is the pause that stands in the way, if that is why.
    """

    day: DayText
    refused: str
    paused: Change | None


def move_options(
    inputs: Inputs, day: dt.date, days: Sequence[DayText], *, by: User
) -> list[MoveOption]:
    """Return the other days of the week that are not over, as somebody may move to."""
    found = []
    for other in days:
        if other.date == day or other.date < inputs.today or other.is_race:
            continue
        error = refusal_to_move(inputs, Swap(date=day, other=other.date), by)
        refused, paused = ("", None) if error is None else (str(error), error.pause)
        found.append(MoveOption(day=other, refused=refused, paused=paused))
    return found


def pauses_of(options: Sequence[MoveOption]) -> list[Change]:
    """Return the pauses that stand in the way, each once."""
    return list({one.paused.pk: one.paused for one in options if one.paused}.values())


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
