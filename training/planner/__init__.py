"""The planner: a spec in, dated weeks out, none of which rises by more than 10 %.

Pure: no Django, no clock, no files, no randomness; today's date is part of the spec.
General guidance from published conventions, no guarantee. Other code imports from
here, not from the modules inside.
"""

from __future__ import annotations

from training.planner.build import build, workouts_by_day
from training.planner.exercises import EXERCISES, Exercise
from training.planner.parse import plan_json, spec_from, workout_json
from training.planner.planned import (
    PlannedDay,
    PlannedWeek,
    PlannedWorkout,
    Step,
    WorkoutKind,
)
from training.planner.rearrange import skip_why_not, why_not
from training.planner.refusal import Refusal
from training.planner.refusals import override_why_not
from training.planner.types import (
    DAY_CODES,
    SPORTS,
    AdviceOf,
    Ceiling,
    InvalidSpec,
    Override,
    Pause,
    PlanSpec,
    Race,
    RunLogged,
    Swap,
)
from training.planner.units import (
    Unit,
    metres_of,
    show,
    show_metres,
    shown_tenths,
)
from training.planner.volume import BLANK_BELOW_M, RAMP, weekly_cap
from training.planner.why import change_percent
from training.planner.workouts import own_words

__all__ = [
    "BLANK_BELOW_M",
    "DAY_CODES",
    "EXERCISES",
    "RAMP",
    "SPORTS",
    "AdviceOf",
    "Ceiling",
    "Exercise",
    "InvalidSpec",
    "Override",
    "Pause",
    "PlanSpec",
    "PlannedDay",
    "PlannedWeek",
    "PlannedWorkout",
    "Race",
    "Refusal",
    "RunLogged",
    "Step",
    "Swap",
    "Unit",
    "WorkoutKind",
    "build",
    "change_percent",
    "metres_of",
    "override_why_not",
    "own_words",
    "plan_json",
    "show",
    "show_metres",
    "shown_tenths",
    "skip_why_not",
    "spec_from",
    "weekly_cap",
    "why_not",
    "workout_json",
    "workouts_by_day",
]
