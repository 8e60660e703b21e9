"""Say whether a coach's workouts can stand as they are asked for, and if not, why.

The plan is built with them: what comes out is what the athlete would get, so a rule
that limits it at entry is the one that would limit it later.

Source: clinical.md 7.7, A1-A3, P1-P10; 1.6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from training.planner.build import workouts_by_day
from training.planner.override_week import said_by_coach
from training.planner.planned import PlannedWorkout
from training.planner.rearrange import closed_why
from training.planner.reasons import Reason
from training.planner.refusal import Refusal
from training.planner.text import gettext_noop
from training.planner.types import Override, PlanSpec
from training.planner.units import tenths_within

# Where what is built gives no reason of its own: nobody is told too much by that.
OTHERWISE = Reason(
    gettext_noop("The plan cannot hold that: choose another workout."), is_health=True
)


def override_why_not(spec: PlanSpec, asked: Sequence[Override]) -> Refusal | None:
    """Return the first refusal of these workouts, by date; None if all can stand."""
    days = sorted(asked, key=lambda one: one.date)
    for one in days:
        closed = closed_why(spec, one.date)
        if closed is not None:
            return closed
    built = workouts_by_day(replace(spec, overrides=(*spec.overrides, *asked)))
    found = (_refusal(spec, one, built[one.date]) for one in days)
    return next((one for one in found if one is not None), None)


def _refusal(spec: PlanSpec, one: Override, built: PlannedWorkout) -> Refusal | None:
    """Return why what is built is not what was asked for; None if it is."""
    if _is_as_asked(spec, one, built):
        return None
    said, own = said_by_coach(one), built.reasons
    if said in own:
        # Before it is why the plan's own workout, which this replaces, was changed.
        own = own[own.index(said) + 1 :]
    return Refusal.of(one.date, *(own or [OTHERWISE]))


def _is_as_asked(spec: PlanSpec, one: Override, built: PlannedWorkout) -> bool:
    """Say whether a workout is what was asked for, its words aside."""
    if built.kind is not one.kind or built.activity != one.activity:
        return False
    if one.is_running:
        return built.tenths == tenths_within(one.distance_m, spec.unit)
    return one.duration_s in (0, built.duration_s) or not built.duration_s
