"""The third welcome step: how much, how often, and when an athlete runs."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from backpain.accounts.models import User
from backpain.accounts.units import METRES_PER, distance_in, metres_in
from training.models import (
    LONGEST_RACE_M,
    LONGEST_RUN_M,
    LONGEST_WEEK_M,
    SHORTEST_RACE_M,
    WEEKS_ASKED,
    RunningHistory,
    Sport,
    Weekday,
)
from training.weeks import WEEK, monday_of, sunday_of
from triage.forms import fields

SLOWEST_PACE_S, FASTEST_PACE_S = 1200, 120
FURTHEST_RACE = dt.timedelta(weeks=52)
# By units: an easy pace of many, and the ends of SHORTEST_RACE_M and LONGEST_RACE_M.
PACE_EXAMPLE = {"km": "6:30", "mi": "10:30"}
RACE_ENDS = {"km": ("0.4", "250"), "mi": ("0.25", "155")}


class RunningHistoryForm(forms.Form):
    """Distances in the athlete's own units; left empty means unknown.

    What was run lately is only asked before there is a plan: from then on the log
    knows.
    """

    longest_run = fields.DistanceField(
        help_text=_("No single run will be planned much longer than this.")
    )
    easy_pace = forms.RegexField(
        regex=r"^\d{1,2}:[0-5]\d$",
        required=False,
    )
    runs_per_week = fields.choice(
        _("How many runs a week?"),
        [("3", _("3 runs")), ("4", _("4 runs"))],
        help_text=_("Three is plenty after a break; four when three feel easy."),
    )
    running_days = fields.several(
        _("On which days can you run?"),
        Weekday.choices,
        help_text=_("At least as many as runs; a day between hard runs is safer."),
    )
    long_run_day = forms.TypedChoiceField(
        label=_("Which of them is best for the long run?"),
        choices=[("", "—"), *Weekday.choices],
        coerce=int,
        error_messages={"required": fields.ANSWER_THIS},
    )
    cross_training = fields.several(
        _("What else do you do, or would you like to?"),
        Sport.choices,
        required=False,
        help_text=_("It goes on the days between runs and never counts as distance."),
    )

    race_date = fields.DayField(label=_("Date of the race"), required=False)
    race_distance = fields.DistanceField()

    def __init__(
        self,
        *args: Any,
        athlete: User,
        known: RunningHistory | None,
        has_plan: bool,
        **kwargs: Any,
    ) -> None:
        self.athlete, self.known, self.has_plan = athlete, known, has_plan
        self.today = athlete.local_date()
        if known is not None:
            kwargs["initial"] = initial_of(known, athlete.units)
        super().__init__(*args, **kwargs)
        units = {"units": athlete.units}
        self.fields["race_distance"].label = (
            _("Distance of the race in %(units)s") % units
        )
        self._ask_about_lately(units)
        self._ask_for_the_pace(units)

    def _ask_about_lately(self, units: dict[str, str]) -> None:
        """Ask for the weeks behind, or leave the questions out if a plan knows."""
        if self.has_plan:
            del self.fields["longest_run"]
            return
        for number, label in enumerate(self._week_labels()):
            self.fields[self.WEEKS[number]] = fields.DistanceField(label=label)
        if self.today.weekday() > 0:
            self.fields["this_week"] = fields.DistanceField(label=_("This week so far"))
        self.order_fields([*self.WEEKS, "this_week"])
        self.fields["longest_run"].label = (
            _("Longest run in the last 30 days, in %(units)s") % units
        )

    def _ask_for_the_pace(self, units: dict[str, str]) -> None:
        pace, example = self.fields["easy_pace"], {"pace": self._pace_example}
        pace.label = _("Your easy pace, in minutes per %(units)s") % units
        pace.help_text = (
            _("Minutes and seconds, for example %(pace)s. Leave it empty if unsure.")
            % example
        )
        pace.error_messages["invalid"] = (
            _("Enter minutes and seconds, for example %(pace)s.") % example
        )

    @property
    def _pace_example(self) -> str:
        return PACE_EXAMPLE[self.athlete.units]

    WEEKS = tuple(f"week_{number}" for number in range(1, WEEKS_ASKED + 1))

    def _week_labels(self) -> list[str]:
        """Name the four whole weeks before this one, oldest first."""
        monday = monday_of(self.today)
        starts = [monday - back * WEEK for back in range(WEEKS_ASKED, 0, -1)]
        return [
            f"{date_format(day, 'j M')} - {date_format(sunday_of(day), 'j M')}"
            for day in starts
        ]

    @property
    def weeks(self) -> list[forms.BoundField]:
        return [
            self[name] for name in (*self.WEEKS, "this_week") if name in self.fields
        ]

    @property
    def ran_this_week_m(self) -> int:
        """What was run this week before the plan is made; unknown counts as none."""
        return self._metres(self.cleaned_data.get("this_week")) or 0

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in (*self.WEEKS, "this_week", "longest_run"):
            limit = LONGEST_RUN_M if name == "longest_run" else LONGEST_WEEK_M
            metres = self._metres(data.get(name))
            if metres is not None and metres > limit:
                self.add_error(name, fields.TOO_FAR)
        self._check_longest_run(data)
        self._check_days(data)
        self._check_pace(data)
        self._check_race(data)
        return data

    def _metres(self, distance: Decimal | None) -> int | None:
        if distance is None:
            return None
        return metres_in(self.athlete.units, distance)

    def _check_longest_run(self, data: dict[str, Any]) -> None:
        """Refuse a run that is longer than any week, once all weeks are known."""
        known = [data[one.name] for one in self.weeks if data.get(one.name) is not None]
        longest = data.get("longest_run")
        if longest is None or len(known) < len(self.weeks):
            return
        if longest > max(known):
            self.add_error(
                "longest_run",
                _("Your longest run cannot be longer than the biggest of these weeks."),
            )

    def _check_days(self, data: dict[str, Any]) -> None:
        days = {int(day) for day in data.get("running_days", [])}
        runs = int(data.get("runs_per_week") or 0)
        if days and len(days) < runs:
            self.add_error(
                "running_days",
                _("Choose at least %(runs)s days, or fewer runs.") % {"runs": runs},
            )
        if len(days) == len(Weekday):
            self.add_error(
                "running_days", _("Leave at least one day of the week without running.")
            )
        if days and data.get("long_run_day") and data["long_run_day"] not in days:
            self.add_error("long_run_day", _("Choose one of the days you can run."))

    def _check_pace(self, data: dict[str, Any]) -> None:
        if not data.get("easy_pace"):
            return
        if not FASTEST_PACE_S <= self._pace_s_per_km() <= SLOWEST_PACE_S:
            self.add_error(
                "easy_pace",
                _("Check the pace: is it minutes for one %(units)s, as in %(pace)s?")
                % {"units": self.athlete.units, "pace": self._pace_example},
            )

    def _check_race(self, data: dict[str, Any]) -> None:
        if "race_date" in self.errors or "race_distance" in self.errors:
            return
        day, metres = data.get("race_date"), self._metres(data.get("race_distance"))
        if day is None and metres is None:
            return
        if day is None:
            self.add_error("race_date", _("When is the race?"))
        elif not self._is_race_of_plan() and not (
            self.today <= day <= self.today + FURTHEST_RACE
        ):
            self.add_error(
                "race_date", _("Choose a day from today on, at most a year away.")
            )
        if metres is None:
            self.add_error("race_distance", _("How long is the race?"))
        elif not SHORTEST_RACE_M <= metres <= LONGEST_RACE_M:
            shortest, longest = RACE_ENDS[self.athlete.units]
            self.add_error(
                "race_distance",
                _("A race is %(shortest)s to %(longest)s %(units)s long.")
                % {
                    "shortest": shortest,
                    "longest": longest,
                    "units": self.athlete.units,
                },
            )

    def _is_race_of_plan(self) -> bool:
        """Say whether it is the race planned for; that one may be over by now."""
        return self.has_plan and "race_date" not in self.changed_data

    def _pace_s_per_km(self) -> int:
        minutes, seconds = self.cleaned_data["easy_pace"].split(":")
        per_unit = int(minutes) * 60 + int(seconds)
        return round(per_unit * 1000 / METRES_PER[self.athlete.units])

    def save(self) -> RunningHistory:
        data = self.cleaned_data
        history = self.known or RunningHistory(athlete=self.athlete)
        if not self.has_plan:
            history.recent_weeks_m = [self._metres(data[name]) for name in self.WEEKS]
            history.longest_run_30d_m = self._metres(data["longest_run"])
            history.answered_on = self.today
        history.runs_per_week = int(data["runs_per_week"])
        history.running_days = sorted(int(day) for day in data["running_days"])
        history.long_run_day = data["long_run_day"]
        history.cross_training = data["cross_training"]
        history.easy_pace_s_per_km = (
            self._pace_s_per_km() if data["easy_pace"] else None
        )
        history.race_date = data["race_date"]
        history.race_distance_m = self._metres(data["race_distance"])
        history.save()
        return history


def initial_of(history: RunningHistory, units: str) -> dict[str, Any]:
    """Return what the form shows for a history that was told before.

    The weeks start empty: they are other weeks by now.
    """
    pace = ""
    if history.easy_pace_s_per_km:
        seconds = round(history.easy_pace_s_per_km * METRES_PER[units] / 1000)
        pace = f"{seconds // 60}:{seconds % 60:02}"
    return {
        "longest_run": distance_in(units, history.longest_run_30d_m),
        "easy_pace": pace,
        "runs_per_week": str(history.runs_per_week),
        "running_days": [str(day) for day in history.running_days],
        "long_run_day": history.long_run_day,
        "cross_training": history.cross_training,
        "race_date": history.race_date,
        "race_distance": distance_in(units, history.race_distance_m),
    }
