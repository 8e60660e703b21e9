"""Say what a week leaves to the next one: its metres, its longest runs, its quality.

Source: clinical.md 7.2-7.7.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from training.planner.basis import Basis
from training.planner.planned import PlannedWorkout
from training.planner.size import WeekBehind, Why
from training.planner.volume import is_blank
from training.planner.week_days import Drafted


def left_behind(
    basis: Basis,
    week: Drafted,
    workouts: Sequence[PlannedWorkout],
    first_m: int | None,
) -> WeekBehind:
    """Return what the week leaves to the next one."""
    size, done = week.size, basis.log.in_week(week.start)
    is_over = week.days[-1] < basis.spec.today
    open_days = [day for day in _days_of_runs(basis, week) if basis.is_open(day)]
    # A week that waits for the one before it is not known to be blank either.
    may_grow = size.why is Why.WAIT or any(map(basis.is_to_come, open_days))
    to_come = sum(
        workout.distance_m
        for day, workout in zip(week.days, workouts, strict=True)
        if basis.is_to_come(day)
    )
    return WeekBehind(
        counts_m=done if is_over else min(size.cap_m, done + to_come),
        cap_m=size.cap_m,
        volume_m=sum(workout.distance_m for workout in workouts),
        quality_s=week.draft.quality_s if _is_kept(basis, week, workouts) else 0,
        level=size.level,
        is_over=is_over,
        may_grow=may_grow and not is_over,
        is_paused=bool(open_days) and not may_grow and is_blank(done),
        first_m=first_m,
    )


def _days_of_runs(basis: Basis, week: Drafted) -> list[date]:
    """Return the days on which a run may be: the athlete's, and those of a coach."""
    coached = basis.settled_on(week.days)
    places = {*basis.spec.running_days, *week.layout.runs}
    places |= {place for place, one in coached.items() if one.is_running}
    return [week.days[place] for place in places]


def _is_kept(basis: Basis, week: Drafted, workouts: Sequence[PlannedWorkout]) -> bool:
    """Say whether every hard workout was run or is still to come, and is hard."""
    return all(
        workouts[place].hard_s
        and (basis.log.has(week.days[place]) or week.days[place] >= basis.spec.today)
        for place in week.draft.quality_days
    )


def remember(
    basis: Basis,
    week: Drafted,
    workouts: Sequence[PlannedWorkout],
    longest_m: dict[date, int],
) -> None:
    """Add a week's runs to the longest of each day: logged, else to come."""
    for day, workout in zip(week.days, workouts, strict=True):
        if basis.is_to_come(day):
            longest_m[day] = workout.distance_m
        else:
            longest_m[day] = basis.log.longest_m.get(day, 0)
