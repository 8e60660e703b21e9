"""The planner: a spec in, dated weeks out, none of which rises by more than 10 %.

Pure: no Django, no clock, no files, no randomness; today's date is part of the spec.
General guidance from published conventions, no guarantee. Other code imports from
here, not from the modules inside.
"""

from __future__ import annotations

from training.planner.build import build
from training.planner.exercises import EXERCISES, Exercise
from training.planner.parse import plan_json, spec_from
from training.planner.types import (
    DAY_CODES,
    SPORTS,
    AdviceOf,
    InvalidSpec,
    PlannedDay,
    PlannedWeek,
    PlannedWorkout,
    PlanSpec,
    Race,
    RunLogged,
    Step,
    WorkoutKind,
)
from training.planner.units import Unit, show, show_metres
from training.planner.volume import BLANK_BELOW_M, RAMP, weekly_cap

__all__ = [
    "BLANK_BELOW_M",
    "DAY_CODES",
    "EXERCISES",
    "RAMP",
    "SPORTS",
    "AdviceOf",
    "Exercise",
    "InvalidSpec",
    "PlanSpec",
    "PlannedDay",
    "PlannedWeek",
    "PlannedWorkout",
    "Race",
    "RunLogged",
    "Step",
    "Unit",
    "WorkoutKind",
    "build",
    "plan_json",
    "show",
    "show_metres",
    "spec_from",
    "weekly_cap",
]
