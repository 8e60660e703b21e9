"""What a coach changes: one workout, a whole week, a ceiling, days off."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from training.forms.move import MoveForm
from training.forms.pause import PauseForm
from training.models import LONGEST_RUN_M, LONGEST_WEEK_M, Sport, Workout
from training.planner import Unit, metres_of, shown_tenths
from training.presentation import DayText
from training.services.coach_changes import Asked
from triage.forms import fields

RUNS = ("easy", "long", "tempo", "intervals", "run_walk")
ACTIVITY = {"walk": "walking", "strength": "strength", "rest": "rest"}
MOST_MINUTES = 600
LONGEST_REASON, LONGEST_TEXT = 300, 500
TENTHS = _("Enter a distance with one decimal at most, for example 5.2.")


WHY = _("Why?")
THEY_READ_IT = _("The athlete reads it, with your name.")
NEEDED_FOR_MORE = _(
    "The athlete reads it, with your name. Needed when you ask for more or harder than "
    "planned."
)


def reason_field(
    label: StrOrPromise = WHY, help_text: StrOrPromise = NEEDED_FOR_MORE
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST_REASON,
        strip=True,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"max_length": _("Use at most 300 characters.")},
    )


HOW_FAR = _("Enter how far to run, for example 5.2.")
HOW_LONG = _("Enter how long, in minutes.")
# What each kind needs besides itself, and how it is asked for.
NEEDS = {
    **{kind: {"distance": HOW_FAR} for kind in RUNS},
    "walk": {"minutes": HOW_LONG},
    "strength": {"minutes": HOW_LONG},
    "cross_training": {"minutes": HOW_LONG, "sport": _("Choose which sport.")},
}


class WorkoutForm(forms.Form):
    """One day's workout, distances in the unit of the athlete's plan."""

    kind = fields.choice(_("What"), Workout.Kind.choices)
    sport = forms.ChoiceField(
        label=_("Which sport"),
        required=False,
        choices=fields.FixedChoices(
            [
                ("", _("Choose …")),
                *((code, word) for code, word in Sport.choices if code != "strength"),
            ]
        ),
        error_messages={"invalid_choice": _("Choose from the list.")},
    )
    distance = fields.DistanceField(decimal_places=1)
    minutes = forms.IntegerField(
        label=_("Minutes"),
        required=False,
        min_value=1,
        max_value=MOST_MINUTES,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Enter whole minutes, 1 to 600.")
        ),
    )
    text = forms.CharField(
        label=_("How to do it"),
        help_text=_(
            "In place of the main part's usual words. Warm-up, cool-down and stretch "
            "stay as they are."
        ),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"max_length": _("Use at most 500 characters.")},
    )

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        distance = self.fields["distance"]
        distance.label = _("Distance in %(unit)s") % {"unit": unit.value}
        distance.error_messages["max_decimal_places"] = TENTHS

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        needed = NEEDS.get(data.get("kind", ""), {})
        for name, message in needed.items():
            if name in data and not data[name]:
                self.add_error(name, message)
        if "distance" in needed and self._metres > LONGEST_RUN_M:
            self.add_error("distance", fields.TOO_FAR)
        for name in ("distance", "minutes", "sport"):
            if data.get("kind") and name not in needed:
                # The page hides it: it is of another kind.
                self.errors.pop(name, None)
        return data

    @property
    def _metres(self) -> int:
        distance: Decimal = self.cleaned_data.get("distance") or Decimal(0)
        return metres_of(int(distance * 10), self.unit)

    @property
    def asked(self) -> Asked:
        """What was asked for; of what does not belong to its kind, nothing is taken."""
        data = self.cleaned_data
        kind: str = data["kind"]
        is_run = kind in RUNS
        is_timed = not is_run and kind != "rest"
        return Asked(
            kind=kind,
            activity=Workout.RUNNING if is_run else ACTIVITY.get(kind) or data["sport"],
            distance_m=self._metres if is_run else 0,
            duration_s=data["minutes"] * 60 if is_timed else 0,
            text=data.get("text", ""),
        )


class DayChangeForm(WorkoutForm):
    """Another workout for one day, and why."""

    reason = reason_field()


class ReasonForm(forms.Form):
    reason = reason_field()


def workout_initial(workout: Workout, unit: Unit) -> dict[str, Any]:
    """Return a workout as it would have been typed."""
    tenths = shown_tenths(workout.distance_m, unit)
    return {
        "kind": workout.kind,
        "sport": workout.activity if workout.kind == "cross_training" else "",
        "distance": Decimal(tenths) / 10 if workout.is_running else None,
        "minutes": None if workout.is_running else -(-workout.duration_s // 60) or None,
        "text": "",
    }


class CeilingForm(forms.Form):
    """No week above this until a day, that day included."""

    ceiling = fields.DistanceField(required=True, decimal_places=1)
    last = fields.DayField(
        label=_("Up to and including"),
        error_messages={"required": _("Enter the last day of the ceiling.")},
    )
    reason = reason_field(help_text=THEY_READ_IT)

    def __init__(self, *args: Any, unit: Unit, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit, self.today = unit, today
        ceiling = self.fields["ceiling"]
        ceiling.label = _("At most, in %(unit)s a week") % {"unit": unit.value}
        ceiling.error_messages |= {
            "required": _("Enter how far a week may go, for example 25."),
            "max_decimal_places": TENTHS,
        }
        self.fields["last"].widget.attrs["min"] = today.isoformat()

    def clean_ceiling(self) -> int:
        metres = metres_of(int(self.cleaned_data["ceiling"] * 10), self.unit)
        if metres > LONGEST_WEEK_M:
            raise forms.ValidationError(fields.TOO_FAR)
        return metres

    def clean_last(self) -> dt.date:
        last: dt.date = self.cleaned_data["last"]
        if last < self.today:
            raise forms.ValidationError(_("Enter today or a later day."))
        return last


class CoachPauseForm(PauseForm):
    """Days without training, by a coach."""

    reason = reason_field(_("In your own words"), THEY_READ_IT)


class MoveWithReasonForm(MoveForm):
    """Where to, and why."""

    reason = reason_field(_("Why move it?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # The page has another form with a field of this name.
        super().__init__(*args, auto_id="id_move_%s", **kwargs)


class WeekDayForm(WorkoutForm):
    """One of seven on a page: the kinds take one line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["text"]
        kind = self.fields["kind"]
        kind.widget = forms.Select(choices=Workout.Kind.choices)


@dataclass(frozen=True, kw_only=True)
class WeekDay:
    """One day of the form for a whole week; bound only if it may be changed."""

    date: dt.date
    day: DayText
    form: WeekDayForm

    @classmethod
    def of(cls, data: Any, *, day: DayText, workout: Workout, unit: Unit) -> WeekDay:
        """Return the row of a day; prefix is its weekday, so that none is mistaken."""
        form = WeekDayForm(
            data if day.may_change else None,
            unit=unit,
            prefix=f"day{day.date.weekday()}",
            initial=workout_initial(workout, unit),
        )
        return cls(date=day.date, day=day, form=form)

    @property
    def is_changed(self) -> bool:
        return self.form.is_bound and self.form.has_changed()
