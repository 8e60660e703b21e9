"""Say whether a coach's workouts can stand as they are asked for, and if not, why.

The plan is built with them: what comes out is what the athlete would get, so a rule
that limits it at entry is the one that would limit it later.

Source: clinical.md 7.7, A1-A3, P1-P10; 1.6.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from training.planner import adjust, override_week, overrides
from training.planner.build import workouts_by_day
from training.planner.planned import PlannedWorkout
from training.planner.rearrange import closed_why
from training.planner.refusal import Refusal
from training.planner.types import Override, PlanSpec
from training.planner.units import tenths_within

# The rule that each sentence names; those that follow from answers of the athlete.
OF_CHECK_INS = {
    adjust.FROZEN: "HOLD",
    adjust.REST_DAY: "A1",
    adjust.WALK_DAY: "A2",
    adjust.SHORT_DAY: "A2",
    adjust.EASY_DAY: "A3",
    adjust.NOT_YET: "P8",
    adjust.DAY_BETWEEN: "P10",
}
OF_THE_PLAN = {
    override_week.TOO_LONG: "P4",
    override_week.SECOND_LONG: "P5",
    override_week.FIRST_RUNS: "P4",
    override_week.ABOVE_CAP: "P2",
    override_week.LESS_LEFT: "P2",
    override_week.NOT_OPEN: "P2",
    override_week.NO_RISE: "P14",
    override_week.ABOVE_CEILING: "CEILING",
    override_week.WITH_BREAKS: "LADDER",
    override_week.TOO_SHORT: "P8",
    overrides.TOO_MANY_RUNS: "P1",
    overrides.HARD_MEET: "P7",
    overrides.NO_MORE_HARD: "P8",
    overrides.ONE_LONG_RUN: "P9",
    overrides.DAY_BETWEEN_RUNS: "P10",
    adjust.AFTER_SHORT: "P4",
}


def override_why_not(spec: PlanSpec, asked: Sequence[Override]) -> Refusal | None:
    """Return the first refusal of these workouts, by date; None if all can stand."""
    days = sorted(asked, key=lambda one: one.date)
    for one in days:
        closed = closed_why(spec, one.date, to_coach=True)
        if closed is not None:
            return closed
    built = workouts_by_day(replace(spec, overrides=(*spec.overrides, *asked)))
    found = (_refusal(spec, one, built[one.date]) for one in days)
    return next((one for one in found if one is not None), None)


def _refusal(spec: PlanSpec, one: Override, built: PlannedWorkout) -> Refusal | None:
    """Return why what is built is not what was asked for; None if it is."""
    if _is_as_asked(spec, one, built):
        return None
    said = one.reason or override_week.CHANGED
    reason = (built.reason or "").removeprefix(said).strip()
    named = (
        (rule, is_health)
        for texts, is_health in ((OF_CHECK_INS, True), (OF_THE_PLAN, False))
        for text, rule in texts.items()
        if _is_in(text, reason)
    )
    rule, is_health = next(named, ("", False))
    return Refusal(date=one.date, rule=rule, text=reason, is_health=is_health)


def _is_as_asked(spec: PlanSpec, one: Override, built: PlannedWorkout) -> bool:
    """Say whether a workout is what was asked for, its words aside."""
    if built.kind is not one.kind or built.activity != one.activity:
        return False
    if one.is_running:
        return built.tenths == tenths_within(one.distance_m, spec.unit)
    return one.duration_s in (0, built.duration_s) or not built.duration_s


def _is_in(text: str, reason: str) -> bool:
    """Say whether a sentence, with its blanks filled in, is part of a reason."""
    return all(part in reason for part in re.split(r"\{\w+\}", text))
