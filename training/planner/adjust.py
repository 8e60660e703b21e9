"""Change a day's workout to what the advice allows, and say why.

A more cautious verdict never raises a number: each step below takes the result of the
one above it. What is missed or reduced is not moved to another day (A4).

Source: clinical.md 7.7, A1-A6, P8 and P10; HOLD-3 and 1.6.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from training.planner.planned import PlannedWorkout, WorkoutKind
from training.planner.reasons import (
    AFTER_SHORT,
    DAY_BETWEEN,
    EASY_DAY,
    FIRST_BACK,
    LAST_RUN,
    NO_WORDS,
    NOT_YET,
    REST_DAY,
    SHORT_DAY,
    WALK_DAY,
    Reason,
    frozen_since,
)
from training.planner.types import AdviceOf
from training.planner.units import metres_of, show, tenths_within
from training.planner.workouts import (
    WALK_S,
    Style,
    changed,
    cross_training,
    rest,
    run,
    strength,
    walk,
    with_duration,
)
from triage.rules import Verdict

# An easy run on a run_easy day holds at most this share of what was planned.
EASY_PERCENT = 75
# An older advice is expired: weeks further ahead are planned with all their days, as
# otherwise one bad day would shrink every later week; only what is hard stays out.
DAY_BETWEEN_DAYS = 7

# The first run after walking is at most of this step of the ladder: bouts of 5 min (D).
FIRST_BACK_LEVEL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What is known about the day: advice, and the run log before it.

    newest is the last advice up to the day, on_day whether it is of the day itself;
    needs_day_between says that the day before is a running day of the plan and the
    advice no older than DAY_BETWEEN_DAYS; last_run_m is the last run logged before.
    None where there is none. level is the week's step of the run-walk ladder.
    own_tenths are those that the day had before a coach put another run there, 0 if
    none did, and words what the coach wrote to do instead of running, "" for nothing.
    """

    newest: AdviceOf | None
    on_day: bool
    needs_day_between: bool
    last_run_m: int | None
    level: int
    own_tenths: int
    words: str


def adjust(
    workout: PlannedWorkout, situation: Situation, style: Style
) -> PlannedWorkout:
    """Return the workout that this day may hold; the same one if nothing changes."""
    advice = situation.newest
    if advice is None or advice.is_run:
        return workout
    if advice.is_freeze:
        return _frozen(workout, advice, style)
    if situation.on_day and advice.verdict == Verdict.REST:
        return _to_rest(workout, REST_DAY, style)
    if not workout.is_running:
        return _adjust_other(workout, situation, advice, style)
    return _adjust_run(workout, situation, advice, style)


def _adjust_run(
    workout: PlannedWorkout, situation: Situation, advice: AdviceOf, style: Style
) -> PlannedWorkout:
    """Return a run as what it may be while the newest advice is neither run nor rest.

    On later days a rest verdict is over: what is left of it is that nothing is hard.
    """
    if situation.on_day and advice.verdict == Verdict.WALK:
        return _to_walk(workout, WALK_DAY, situation, style)
    if situation.needs_day_between:
        return _to_walk(workout, DAY_BETWEEN, situation, style)
    if situation.on_day:
        return _to_easy(workout, situation, style)
    if workout.kind.is_quality:
        easy = run(WorkoutKind.EASY, workout.tenths, style)
        return changed(easy, before=workout, reasons=[NOT_YET])
    return workout


def _adjust_other(
    workout: PlannedWorkout, situation: Situation, advice: AdviceOf, style: Style
) -> PlannedWorkout:
    """Return a workout without running as the advice of its own day allows it."""
    if not situation.on_day:
        return workout
    new = _without_words(workout, situation.words, style)
    return _shortened(new) if advice.verdict == Verdict.WALK else new


def _without_words(workout: PlannedWorkout, words: str, style: Style) -> PlannedWorkout:
    """Return a workout in the planner's words: a coach's could be of a run."""
    if not words or all(step.text != words for step in workout.steps):
        return workout
    if workout.kind is WorkoutKind.WALK:
        new = walk(workout.duration_s)
    elif workout.kind is WorkoutKind.STRENGTH:
        new = strength(style)
    elif workout.kind is WorkoutKind.CROSS_TRAINING:
        new = cross_training(workout.activity, style)
    else:
        new = rest(style)
    new = with_duration(new, workout.duration_s)
    return changed(new, before=workout, reasons=[NO_WORDS])


def _frozen(workout: PlannedWorkout, advice: AdviceOf, style: Style) -> PlannedWorkout:
    """Return a day that says nothing but to be seen, in place of anything planned.

    No steps: a stretch or "move about as usual" is wrong for some red flags. No other
    reason and no race either.
    """
    return replace(
        rest(style),
        steps=(),
        before=workout.before or workout,
        reasons=(frozen_since(advice.date),),
    )


def _to_rest(workout: PlannedWorkout, reason: Reason, style: Style) -> PlannedWorkout:
    """Return a day without training in place of any workout."""
    if workout.kind is WorkoutKind.REST and workout.before is None:
        return workout
    return changed(rest(style), before=workout, reasons=[reason])


def _to_walk(
    workout: PlannedWorkout, reason: Reason, situation: Situation, style: Style
) -> PlannedWorkout:
    """Return a walk of no more minutes than the easy version of the run would take."""
    easy = metres_of(_easy_tenths(workout, situation, style), style.unit)
    seconds = min(style.seconds(easy), WALK_S)
    return changed(walk(seconds), before=workout, reasons=[reason])


def _to_easy(
    workout: PlannedWorkout, situation: Situation, style: Style
) -> PlannedWorkout:
    """Return the run made easy and shorter; no further than the last run logged."""
    tenths, reasons = _easy_tenths(workout, situation, style), [EASY_DAY]
    if tenths < _most_easy(workout, situation, style):
        reasons.append(LAST_RUN.format(distance=show(tenths, style.unit)))
    kind, level = WorkoutKind.EASY, situation.level
    if workout.kind is WorkoutKind.RUN_WALK:
        kind = WorkoutKind.RUN_WALK
    if situation.newest is not None and situation.newest.is_first_run_back:
        kind, level = WorkoutKind.RUN_WALK, min(level, FIRST_BACK_LEVEL)
        reasons.append(FIRST_BACK)
    easy = run(kind, tenths, style, level=level)
    return changed(easy, before=workout, reasons=reasons)


def _easy_tenths(workout: PlannedWorkout, situation: Situation, style: Style) -> int:
    """Return three quarters of a run's tenths, and not more than the last run's."""
    tenths = _most_easy(workout, situation, style)
    if situation.last_run_m is None:
        return tenths
    return min(tenths, tenths_within(situation.last_run_m, style.unit))


def _shortened(workout: PlannedWorkout) -> PlannedWorkout:
    """Return a workout without running, no longer than the usual one of a walk day."""
    if workout.duration_s <= WALK_S:
        return workout
    return changed(with_duration(workout, WALK_S), before=workout, reasons=[SHORT_DAY])


def limit_after(
    workout: PlannedWorkout,
    asked_m: int | None,
    most: int | None,
    situation: Situation,
    style: Style,
) -> int | None:
    """Return the most tenths of a later run in a first week back; None is no limit.

    With no run in the 30 days before, the first run of the week is what the next one
    is measured against (P4): 110 % of first_metres. asked_m are those that a coach
    asked for, None if none did: as far as it was asked for, and within most, so that
    the limit does not depend on what becomes of it.
    """
    runs = [workout]
    if asked_m is not None:
        tenths = tenths_within(asked_m, style.unit)
        tenths = tenths if most is None else min(tenths, most)
        runs.append(run(WorkoutKind.EASY, tenths, style))
    for one in runs:
        metres = first_metres(one, situation, style)
        if metres is not None:
            most = _lower(most, tenths_within(metres * 11 // 10, style.unit))
    return most


def _lower(one: int | None, other: int) -> int:
    """Return the lower of two limits, the first of which may be none."""
    return other if one is None else min(one, other)


def first_metres(
    workout: PlannedWorkout, situation: Situation, style: Style
) -> int | None:
    """Return the metres that a later run is measured against; None if it is no run.

    Those planned, whether or not they are run, and those of the easy version on a day
    with advice other than run: what takes a first run out never earns more than it.
    """
    if not workout.is_running:
        return None
    advice = situation.newest
    if advice is None or advice.is_run or not situation.on_day:
        return workout.distance_m
    return metres_of(_easy_tenths(workout, situation, style), style.unit)


def within(
    workout: PlannedWorkout, limit: int, situation: Situation, style: Style
) -> PlannedWorkout:
    """Return a run of at most limit tenths; any other workout is returned as it is."""
    if not workout.is_running or workout.tenths <= limit:
        return workout
    shorter = run(workout.kind, limit, style, level=situation.level)
    return changed(shorter, before=workout, reasons=[AFTER_SHORT])


def _most_easy(workout: PlannedWorkout, situation: Situation, style: Style) -> int:
    """Return three quarters of a run's tenths: in metres, and so as displayed too.

    Of a run that a coach made shorter, three quarters of what it was, if that is more,
    up to what it is: it need not be shortened twice.
    """
    whole = max(workout.tenths, situation.own_tenths)
    metres = metres_of(whole, style.unit) * EASY_PERCENT // 100
    return min(workout.tenths, tenths_within(metres, style.unit))
