"""What training keeps: the running told, the plan and its weeks, what was run."""

from __future__ import annotations

from training.models.changes import Change, Replan
from training.models.history import (
    LONGEST_RACE_M,
    LONGEST_RUN_M,
    LONGEST_WEEK_M,
    SHORTEST_RACE_M,
    WEEKS_ASKED,
    RunningHistory,
    Sport,
    Weekday,
)
from training.models.log import Run, Shoe, WorkoutDone
from training.models.note import Note
from training.models.plan import Plan, Week, Workout

__all__ = [
    "LONGEST_RACE_M",
    "LONGEST_RUN_M",
    "LONGEST_WEEK_M",
    "SHORTEST_RACE_M",
    "WEEKS_ASKED",
    "Change",
    "Note",
    "Plan",
    "Replan",
    "Run",
    "RunningHistory",
    "Shoe",
    "Sport",
    "Week",
    "Weekday",
    "Workout",
    "WorkoutDone",
]
