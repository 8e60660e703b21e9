"""Planned weeks and workouts as rows that are not saved yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from training.models import Plan, Week, Workout
from training.planner import PlannedWeek, PlannedWorkout, workout_json


def week_row(plan: Plan, week: PlannedWeek) -> Week:
    """Return a planned week as a row that is not saved yet."""
    return Week(
        athlete_id=plan.athlete_id,
        plan=plan,
        number=week.number,
        start=week.start,
        baseline_m=week.baseline_m,
        cap_m=week.cap_m,
        volume_m=week.volume_m,
        is_hold=week.is_hold,
        is_cutback=week.is_cutback,
        is_restart=week.is_restart,
        is_taper=week.is_taper,
        why=week.why,
    )


def workout_rows(
    week: Week,
    planned: PlannedWeek,
    coached_by: Mapping[dt.date, int | None] = MappingProxyType({}),
) -> list[Workout]:
    """Return the workouts of a planned week as rows that are not saved yet.

    coached_by are the authors of a coach's workouts, by date.
    """
    return [
        _workout_row(week, day.date, workout, coached_by.get(day.date))
        for day in planned.days
        for workout in day.workouts
    ]


def _workout_row(
    week: Week, day: dt.date, workout: PlannedWorkout, changed_by: int | None
) -> Workout:
    columns = workout_json(workout)
    del columns["display"]
    return Workout(
        athlete_id=week.athlete_id,
        week=week,
        date=day,
        changed_by_id=changed_by,
        **{**columns, "reason": columns["reason"] or ""},
    )


def is_same_week(
    stored: Week,
    stored_workouts: Iterable[Workout],
    planned: Week,
    planned_workouts: Iterable[Workout],
) -> bool:
    """Say whether a stored week is what is planned, in each of its columns."""
    return _told(stored) == _told(planned) and (
        {one.date: _told(one) for one in stored_workouts}
        == {one.date: _told(one) for one in planned_workouts}
    )


def _told(row: Week | Workout) -> dict[str, Any]:
    """Return what a row says; not its own key, nor its week's."""
    columns = {column.attname for column in row._meta.concrete_fields}
    return {name: getattr(row, name) for name in columns - {"id", "week_id"}}
