"""What comes out of a coach's changes in made-up plans, and what is said to them."""

from __future__ import annotations

from tests.training.planner.specs import NOVICE, SUN, THU, TUE, make_spec
from training.planner import (
    Override,
    PlannedWorkout,
    PlanSpec,
    Refusal,
    build,
    override_why_not,
)

# A new runner's run-walks on Tuesday, Thursday and Sunday, with a day between.
NEW = make_spec(runs_per_week=3, running_days=(TUE, THU, SUN), **NOVICE)


def workout(spec: PlanSpec, week: int, weekday: int) -> PlannedWorkout:
    return build(spec)[week - 1].days[weekday].workouts[0]


def refused(spec: PlanSpec, *overrides: Override) -> Refusal | None:
    return override_why_not(spec, overrides)
