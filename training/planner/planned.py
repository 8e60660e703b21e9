"""Name the weeks that come out of a spec, down to the step of a workout.

Distances in metres, durations in seconds, all integers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from training.planner.reasons import Reason


class WorkoutKind(Enum):
    """The kinds of workout; the value is the JSON form."""

    EASY = "easy"
    LONG = "long"
    TEMPO = "tempo"
    INTERVALS = "intervals"
    RUN_WALK = "run_walk"
    WALK = "walk"
    CROSS_TRAINING = "cross_training"
    STRENGTH = "strength"
    REST = "rest"

    @property
    def is_quality(self) -> bool:
        """Say whether part of the workout is run at tempo or faster."""
        return self in (WorkoutKind.TEMPO, WorkoutKind.INTERVALS)

    @property
    def is_hard(self) -> bool:
        """Say whether it needs a day between it and another hard one."""
        return self.is_quality or self is WorkoutKind.LONG

    @property
    def activities(self) -> tuple[str, ...]:
        """Return what activity it is; () for cross-training, which is any sport."""
        if self is WorkoutKind.CROSS_TRAINING:
            return ()
        if self is WorkoutKind.WALK:
            return ("walking",)
        if self in (WorkoutKind.STRENGTH, WorkoutKind.REST):
            return (self.value,)
        return ("running",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One part of a workout: name, seconds, and what to do in plain words."""

    name: str
    duration_s: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedWorkout:
    """One planned unit. Walking and cross-training have no distance.

    tenths are the displayed tenths of the unit that distance_m is made of.
    duration_s of a run is its running time at easy pace, without warm-up, cool-down
    and walking breaks; hard_s the seconds of it at tempo or faster. before is the
    workout as planned, None if it was not changed, and reasons why it was.
    """

    kind: WorkoutKind
    activity: str
    tenths: int = 0
    distance_m: int = 0
    duration_s: int = 0
    hard_s: int = 0
    display: str
    steps: tuple[Step, ...]
    before: PlannedWorkout | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def reason(self) -> str | None:
        """Return why it was changed, as one text; None if it was not."""
        return " ".join(one.text for one in self.reasons) or None

    @property
    def is_running(self) -> bool:
        """Say whether the workout counts towards the weekly volume."""
        return self.activity == "running"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDay:
    """One day and its workouts; a rest day has one of kind REST."""

    date: date
    workouts: tuple[PlannedWorkout, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedWeek:
    """One week from Monday, seven days, and why it is as big as it is.

    baseline_m is what the week is measured against, cap_m the most it may hold,
    volume_m the sum of its runs after every adjustment and display the same as shown.
    completed_m is what was run once the week is over, else None.
    """

    number: int
    start: date
    baseline_m: int
    cap_m: int
    volume_m: int
    display: str
    completed_m: int | None
    is_hold: bool
    is_cutback: bool
    is_restart: bool
    is_taper: bool
    why: str
    days: tuple[PlannedDay, ...]

    @property
    def end(self) -> date:
        """Return the week's Sunday."""
        return self.start + timedelta(days=6)
