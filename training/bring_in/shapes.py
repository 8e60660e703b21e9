"""Plans, weeks and runs of a file: in the shapes of ours, and not more than is told."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from training.bring_in.read import Contents
from training.bring_in.values import refuse
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
from training.planner import spec_from
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
STEP = {"name": str, "duration_s": int, "text": str}
BEFORE = dict.fromkeys(("kind", "activity", "display"), str) | dict.fromkeys(
    ("distance_m", "duration_s", "hard_s"), int
)
OVERRIDE = {"kind", "activity", "distance_m", "duration_s", "text"}
CHANGED_WEEK = ("number", "before_m", "after_m", "cap_before_m", "cap_after_m")


def check(contents: Contents, today: dt.date) -> None:
    for history in contents.of(RunningHistory):
        _check_told(history.recent_weeks_m, history.longest_run_30d_m, "running")
    for plan in contents.of(Plan):
        _check_plan(plan, today)
    _check_weeks(contents, today)
    for workout in contents.of(Workout):
        _check_workout(workout)
    for change in contents.of(Change):
        if change.workout is not None and (
            not isinstance(change.workout, dict) or set(change.workout) != OVERRIDE
        ):
            refuse("training_change.workout", _("it is no workout"))
    for replan in contents.of(Replan):
        _check_replan(replan)
    _check_runs(contents.of(Run))


def _check_told(weeks: Any, longest: int | None, where: str) -> None:
    if any(metres is not None and metres > LONGEST_WEEK_M for metres in weeks):
        refuse(where, _("nobody runs so far in a week"))
    if longest is not None and longest > LONGEST_RUN_M:
        refuse(where, _("nobody runs so far at once"))


def _check_plan(plan: Plan, today: dt.date) -> None:
    where = _("The plan from %(day)s") % {"day": plan.started_on}
    if not isinstance(plan.spec, Mapping) or set(plan.spec) - SPEC:
        refuse(where, _("it has other parts"))
    try:
        spec = spec_from({**plan.spec, "today": plan.made_on.isoformat()})
    except (ValueError, TypeError):
        refuse(where, _("the planner does not understand it"))
    _check_told(spec.recent_weeks_m, spec.longest_run_30d_m, where)
    _check_told([plan.ran_before_m], None, where)
    if spec.start != plan.started_on or not 1 <= spec.weeks <= MOST_WEEKS:
        refuse(where, _("it begins at another time"))
    if plan.ended_on is not None and plan.ended_on > monday_of(today):
        refuse(where, _("it is not over"))


def _check_weeks(contents: Contents, today: dt.date) -> None:
    """Refuse what the planner would not write over: only weeks that are over stay."""
    plans = {plan.pk: plan for plan in contents.of(Plan)}
    for week in contents.of(Week):
        plan = plans.get(week.plan_id)
        where = _("The week from %(day)s") % {"day": week.start}
        if plan is None or week.start != plan.started_on + (week.number - 1) * WEEK:
            refuse(where, _("it has no place in a plan"))
        if plan.ended_on is not None and week.start >= plan.ended_on:
            refuse(where, _("its plan was over"))
        if week.number > plan.weeks_planned and week.start + WEEK > today:
            refuse(where, _("its plan ends before it"))


def _check_workout(workout: Workout) -> None:
    where = _("The workout of %(day)s") % {"day": workout.date}
    before = workout.before
    _check_steps(workout.steps, where)
    if before is None:
        return
    if not isinstance(before, dict) or before.keys() != {
        *BEFORE,
        *("steps", "before", "reason"),
    }:
        refuse(where, _("it says otherwise what it was before"))
    if any(type(before[name]) is not kind for name, kind in BEFORE.items()):
        refuse(where, _("it says otherwise what it was before"))
    if before["before"] is not None or not isinstance(before["reason"], str | None):
        refuse(where, _("it says otherwise what it was before"))
    _check_steps(before["steps"], where)


def _check_steps(steps: Any, where: str) -> None:
    if not isinstance(steps, list) or not all(
        isinstance(step, dict)
        and step.keys() == STEP.keys()
        and all(type(step[name]) is kind for name, kind in STEP.items())
        for step in steps
    ):
        refuse(where, _("its steps are written otherwise"))


def _check_replan(replan: Replan) -> None:
    where = "training_replan.weeks"
    if not isinstance(replan.weeks, list):
        refuse(where, _("it is no list"))
    for week in replan.weeks:
        if not isinstance(week, dict) or set(week) != set(CHANGED_WEEK):
            refuse(where, _("it says otherwise what changed"))
        if any(type(value) not in (int, type(None)) for value in week.values()):
            refuse(where, _("it says otherwise what changed"))


def _check_runs(runs: list[Run]) -> None:
    """Refuse more than may be told of a week: runs are what the next is measured by."""
    by_week: Counter[dt.date] = Counter()
    for run in runs:
        by_week[monday_of(run.date)] += run.counted_m
    for monday, metres in by_week.items():
        if metres > LONGEST_WEEK_M:
            where = _("The week from %(day)s") % {"day": monday}
            refuse(where, _("nobody runs so far in a week"))
