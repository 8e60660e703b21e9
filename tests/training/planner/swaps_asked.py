"""What is said to a swap in made-up plans."""

from __future__ import annotations

from tests.training.planner.specs import (
    FRI,
    MON,
    SAT,
    WED,
    make_spec,
    plan_of,
    swapped,
)
from training.planner import PlanSpec, Refusal, why_not

# Tempo on Tuesday, intervals on Thursday, easy on Friday, long on Sunday; strength on
# Monday and Wednesday, rest on Saturday.
SPEC = make_spec()
# Tempo on Monday, intervals on Wednesday, easy on Friday, long on Saturday; strength
# on Thursday and Sunday, rest on Tuesday.
EARLY = make_spec(running_days=(MON, WED, FRI, SAT), long_run_day=SAT)
# Three runs, with a day between: Tuesday, Thursday, Sunday.
NOVICE = make_spec(recent_weeks_m=(None,) * 4, longest_run_30d_m=None)

# How refusals end.
APART = "hard days need a day between them, so choose another day."
BETWEEN = "for now you need a day between two runs, so choose another day."


def asked(spec: PlanSpec, week: int, one: int, other: int) -> str | None:
    """What is said to a swap, whichever day of it is named first."""
    said = refused(spec, week, one, other)
    return said and said.text


def refused(spec: PlanSpec, week: int, one: int, other: int) -> Refusal | None:
    said = why_not(spec, swapped(week, one, other))
    assert why_not(spec, swapped(week, other, one)) == said
    return said


def kind_on(spec: PlanSpec, weekday: int, week: int = 1) -> str:
    return plan_of(spec)[week - 1]["days"][weekday]["workouts"][0]["kind"]
