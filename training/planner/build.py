"""Build the plan: every week in its turn, each from the weeks behind it.

A week that ended before today is planned as it was planned on its Monday, and what
was run in it counts for the next. The week in progress is planned from what was run
before it; what was run in it so far only takes away from the days to come. The week
after it is planned from what it will have held: what was run in it so far and what is
still to come, within its cap. Every later week is planned from the week before it as
planned and adjusted.

Source: clinical.md 7.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from training.planner.advised import as_advised
from training.planner.basis import Basis
from training.planner.history import longest_told, merged
from training.planner.left import left_behind, remember
from training.planner.planned import PlannedDay, PlannedWeek, PlannedWorkout
from training.planner.race import with_race
from training.planner.size import WeekBehind, Why
from training.planner.types import PlanSpec
from training.planner.units import show, shown_tenths
from training.planner.week_days import Drafted, draft_week
from training.planner.why import week_sentences

# A week of less than this share of the week before is a cutback, in per cent: what
# whole tenths or a limit on a single run take off is not meant as one (D).
CUTBACK_BELOW_PERCENT = 95


def build(spec: PlanSpec) -> tuple[PlannedWeek, ...]:
    """Return all weeks of the plan, first week first. Deterministic."""
    basis = Basis.of(spec)
    told = {spec.start - timedelta(days=1): longest_told(spec)}
    longest_m = merged(told, basis.log, before=spec.start)
    behind = [WeekBehind(counts_m=metres or 0) for metres in spec.recent_weeks_m]
    weeks = []
    for number in range(1, spec.weeks + 1):
        week = draft_week(basis, number, behind=behind, longest_m=longest_m)
        first_m = behind[-1].first_m if week.size.limits.are_first else None
        workouts, first_m = as_advised(basis, week, first_m)
        remember(basis, week, workouts, longest_m)
        weeks.append(_planned(basis, week, workouts, behind[-1]))
        behind.append(left_behind(basis, week, workouts, first_m))
    newest = basis.book.newest(spec.today)
    if newest is not None and newest.is_freeze:
        return tuple(weeks)
    return with_race(spec, weeks, longest_m)


# A page asks of each day of a week whether a workout may be moved to it.
@lru_cache(maxsize=4)
def workouts_by_day(spec: PlanSpec) -> Mapping[date, PlannedWorkout]:
    """Return the workout of each day of the plan."""
    days = (day for week in build(spec) for day in week.days)
    return MappingProxyType({day.date: day.workouts[0] for day in days})


def _planned(
    basis: Basis, week: Drafted, workouts: tuple[PlannedWorkout, ...], last: WeekBehind
) -> PlannedWeek:
    """Return the week with its figures and its sentences."""
    size, unit = week.size, basis.spec.unit
    tenths = sum(workout.tenths for workout in workouts)
    is_over = week.days[-1] < basis.spec.today
    shown = shown_tenths(size.baseline_m, unit)
    less = max(week.draft.tenths, tenths) * 100 < shown * CUTBACK_BELOW_PERCENT
    return PlannedWeek(
        number=week.number,
        start=week.start,
        baseline_m=size.baseline_m,
        cap_m=size.cap_m,
        volume_m=sum(workout.distance_m for workout in workouts),
        display=show(tenths, unit),
        completed_m=basis.log.in_week(week.start) if is_over else None,
        is_hold=size.why is Why.HOLD,
        is_cutback=less and size.why in (Why.RISE, Why.HOLD),
        is_restart=size.restart is not None,
        is_taper=size.why is Why.TAPER,
        why=week_sentences(
            size,
            last,
            week.layout,
            unit=unit,
            draft=week.draft,
            adjusted=workouts,
            is_cut=_is_cut(basis, week),
            is_coached=bool(basis.settled_on(week.days)),
            asked=basis.spec.runs_per_week,
            is_novice=basis.is_novice,
        ),
        days=tuple(
            PlannedDay(date=day, workouts=(workout,))
            for day, workout in zip(week.days, workouts, strict=True)
        ),
    )


def _is_cut(basis: Basis, week: Drafted) -> bool:
    """Say whether the athlete skipped or paused a run of the week."""
    return any(
        workout.tenths and (day in basis.off.skipped or day in basis.off.paused)
        for day, workout in zip(week.days, week.draft.workouts, strict=True)
    )
