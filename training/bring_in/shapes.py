"""Plans, weeks and runs of a file: in the shapes of ours, and not more than is told."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from training.bring_in.read import Contents
from training.bring_in.values import is_count, is_text, refuse
from training.bring_in.words import Place, place_of
from training.changes_for_planner import override_of
from training.models import (
    LONGEST_RUN_M,
    LONGEST_WEEK_M,
    Change,
    Plan,
    Replan,
    Run,
    RunningHistory,
    Week,
    Workout,
)
from training.planner import SPORTS, WorkoutKind, spec_from
from training.services.plan import MOST_WEEKS
from training.weeks import WEEK, monday_of

# What the row of a plan keeps of a spec; the rest is read when it is planned.
SPEC = {
    "start",
    "weeks",
    "recent_weeks_m",
    "longest_run_30d_m",
    "runs_per_week",
    "running_days",
    "long_run_day",
    "easy_pace_s_per_km",
    "cross_training",
    "race",
    "unit",
}
STEP = {"name", "duration_s", "text"}
BEFORE = {"kind", "activity", "display", "distance_m", "duration_s", "hard_s"} | {
    *("steps", "before", "reason")
}
OVERRIDE = {"kind", "activity", "distance_m", "duration_s", "text"}
CHANGED = ("before_m", "after_m", "cap_before_m", "cap_after_m")
# The longest run at the slowest pace that the planner takes, 20 minutes a kilometre.
LONGEST_S = LONGEST_RUN_M // 1000 * 1200
# A cap is above what was run, and of that more may be logged than is ever planned.
MOST_CAP_M = 2 * LONGEST_WEEK_M
# The planner writes at most seven.
MOST_STEPS = 20


def check(contents: Contents, today: dt.date) -> None:
    for history in contents.of(RunningHistory):
        _check_told(history.recent_weeks_m, history.longest_run_30d_m, history)
    for plan in contents.of(Plan):
        _check_plan(plan, today)
    _check_weeks(contents, today)
    for workout in contents.of(Workout):
        _check_workout(workout)
    for change in contents.of(Change):
        _check_change(change)
    for replan in contents.of(Replan):
        _check_replan(replan)
    _check_runs(contents.of(Run))


def _check_told(weeks: Any, longest: int | None, row: models.Model) -> None:
    if any(metres is not None and metres > LONGEST_WEEK_M for metres in weeks):
        refuse(place_of(row), _("nobody runs so far in a week"))
    if longest is not None and longest > LONGEST_RUN_M:
        refuse(place_of(row), _("nobody runs so far at once"))


def _check_plan(plan: Plan, today: dt.date) -> None:
    if not isinstance(plan.spec, Mapping) or set(plan.spec) - SPEC:
        refuse(place_of(plan), _("it has other parts"))
    try:
        spec = spec_from({**plan.spec, "today": plan.made_on.isoformat()})
    except (ValueError, TypeError):
        refuse(place_of(plan), _("the planner does not understand it"))
    _check_told(spec.recent_weeks_m, spec.longest_run_30d_m, plan)
    _check_told([plan.ran_before_m], None, plan)
    if spec.start != plan.started_on or not 1 <= spec.weeks <= MOST_WEEKS:
        refuse(place_of(plan), _("it begins at another time"))
    if plan.ended_on is not None and plan.ended_on > monday_of(today):
        refuse(place_of(plan), _("it is not over"))


def _check_weeks(contents: Contents, today: dt.date) -> None:
    """Refuse what the planner would not write over: only weeks that are over stay."""
    plans = {plan.pk: plan for plan in contents.of(Plan)}
    for week in contents.of(Week):
        plan = plans.get(week.plan_id)
        if plan is None or week.start != plan.started_on + (week.number - 1) * WEEK:
            refuse(place_of(week), _("it has no place in a plan"))
        if plan.ended_on is not None and week.start >= plan.ended_on:
            refuse(place_of(week), _("its plan was over"))
        if week.number > plan.weeks_planned and week.start + WEEK > today:
            refuse(place_of(week), _("its plan ends before it"))
        if not is_text(week.why):
            refuse(place_of(week), _("nobody says so much"))


def _check_workout(workout: Workout) -> None:
    if not _is_what_is_done(vars(workout)) or not is_text(workout.reason):
        refuse(place_of(workout), _("nobody trains like that"))
    _check_steps(workout.steps, workout)
    before = workout.before
    if before is None:
        return
    if (
        not isinstance(before, dict)
        or before.keys() != BEFORE
        or not _is_what_is_done(before)
        or not is_text(before["display"])
        or before["before"] is not None
        or not (before["reason"] is None or is_text(before["reason"]))
    ):
        refuse(place_of(workout), _("it says otherwise what it was before"))
    _check_steps(before["steps"], workout)


def _is_what_is_done(workout: Mapping[str, Any]) -> bool:
    """Say whether a kind is done like this, and no longer than anybody does it."""
    kind, activity = workout["kind"], workout["activity"]
    return (
        type(kind) is type(activity) is str
        and kind in Workout.Kind
        and activity in (WorkoutKind(kind).activities or SPORTS)
        and is_count(workout["distance_m"], LONGEST_RUN_M)
        and is_count(workout["duration_s"], LONGEST_S)
        and is_count(workout["hard_s"], LONGEST_S)
    )


def _check_steps(steps: Any, workout: Workout) -> None:
    if (
        not isinstance(steps, list)
        or len(steps) > MOST_STEPS
        or not all(isinstance(step, dict) and _is_step(step) for step in steps)
    ):
        refuse(place_of(workout), _("its steps are written otherwise"))


def _is_step(step: dict[str, Any]) -> bool:
    return (
        step.keys() == STEP
        and is_text(step["name"])
        and is_text(step["text"])
        and is_count(step["duration_s"], LONGEST_S)
    )


def _check_change(change: Change) -> None:
    """Refuse another workout that the planner would stumble over."""
    asked = change.workout
    if asked is None:
        return
    if (
        not isinstance(asked, dict)
        or asked.keys() != OVERRIDE
        or not _is_what_is_done({**asked, "hard_s": 0})
        or not is_text(asked["text"])
    ):
        refuse(place_of(change), _("it is no workout"))
    try:
        override_of(change)
    except ValueError:
        refuse(place_of(change), _("it is no workout"))


def _check_replan(replan: Replan) -> None:
    if not isinstance(replan.weeks, list) or len(replan.weeks) > MOST_WEEKS:
        refuse(place_of(replan), _("it is no list"))
    for week in replan.weeks:
        if not isinstance(week, dict) or week.keys() != {"number", *CHANGED}:
            refuse(place_of(replan), _("it says otherwise what changed"))
        metres = [week[name] for name in CHANGED if week[name] is not None]
        has_number = week["number"] and is_count(week["number"], MOST_WEEKS)
        if not has_number or not all(is_count(one, MOST_CAP_M) for one in metres):
            refuse(place_of(replan), _("it says otherwise what changed"))


def _check_runs(runs: list[Run]) -> None:
    """Refuse more than may be told of a week: runs are what the next is measured by."""
    by_week: Counter[dt.date] = Counter()
    for run in runs:
        by_week[monday_of(run.date)] += run.counted_m
    for monday, metres in by_week.items():
        if metres > LONGEST_WEEK_M:
            where = _("The runs of the week from %(day)s")
            day = date_format(monday, "j M Y")
            refuse(
                Place(where % {"day": day}, "training_run"),
                _("nobody runs so far in a week"),
            )
