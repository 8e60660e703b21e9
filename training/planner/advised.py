"""Adjust the days of a drafted week, each to the newest advice up to it.

Source: clinical.md 7.7, A1-A6, P4 and P5.
"""

from __future__ import annotations

from datetime import date

from training.planner.adjust import (
    DAY_BETWEEN_DAYS,
    Situation,
    adjust,
    first_metres,
    limit_after,
    within,
)
from training.planner.basis import Basis
from training.planner.planned import PlannedWorkout, WorkoutKind
from training.planner.units import tenths_within
from training.planner.week_days import Drafted
from training.planner.workouts import Style, run


def as_advised(
    basis: Basis, week: Drafted, first_m: int | None
) -> tuple[tuple[PlannedWorkout, ...], int | None]:
    """Return the week's workouts without what is skipped or paused, as advised.

    Each is as the newest advice up to its day allows. first_m is that of the week
    behind, and returned for the next one: where a first run was planned and not
    run, whether it was left out, skipped or replaced by a coach, no later one is longer,
    as in a week after it was run (P5).
    """
    style = basis.style
    adjusted = []
    most = None if first_m is None else tenths_within(first_m, style.unit)
    for place, (day, planned) in enumerate(
        zip(week.days, week.draft.workouts, strict=True)
    ):
        situation = _situation(basis, week, place, day)
        workout = _at_most(planned, most, situation, style)
        if week.size.limits.are_first:
            first = _at_most(
                _first_run(week, place, planned=planned, style=style),
                most,
                situation,
                style,
            )
            most = limit_after(first, _asked_m(basis, day), most, situation, style)
            metres = first_metres(first, situation, style)
            first_m = min((m for m in (first_m, metres) if m), default=None)
        workout = basis.off.taken_out(workout, day, style)
        adjusted.append(adjust(workout, situation, style))
    return tuple(adjusted), first_m


def _at_most(
    workout: PlannedWorkout, most: int | None, situation: Situation, style: Style
) -> PlannedWorkout:
    """Return a run of at most so many tenths; None is no limit."""
    return workout if most is None else within(workout, most, situation, style)


def _first_run(
    week: Drafted, place: int, *, planned: PlannedWorkout, style: Style
) -> PlannedWorkout:
    """Return what a later run is measured against, even if it is not to be run.

    That is also a run that a long gap leaves out: after a shorter gap it would have
    been run. And one that a coach replaces by something else; how far a coach's own
    run counts is for _asked_m to say.
    """
    tenths = week.draft.left_out.get(place)
    if not tenths and not planned.is_running:
        tenths = week.draft.own_tenths.get(place)
    return run(WorkoutKind.EASY, tenths, style) if tenths else planned


def _asked_m(basis: Basis, day: date) -> int | None:
    """Return how far a coach asked to run on a day; None if none did."""
    one = basis.settled.get(day)
    return one.override.distance_m if one is not None and one.is_running else None


def _situation(basis: Basis, week: Drafted, place: int, day: date) -> Situation:
    """Return what is known about a day: advice, and the runs before it."""
    newest = basis.book.newest(day)
    is_recent = newest is not None and (day - newest.date).days <= DAY_BETWEEN_DAYS
    one = basis.settled.get(day)
    own = week.draft.own_tenths[place] if one is not None and one.is_running else 0
    return Situation(
        newest=newest,
        on_day=newest is not None and newest.date == day,
        needs_day_between=is_recent and place in week.layout.follows,
        last_run_m=basis.log.last_before(day),
        level=week.size.level,
        own_tenths=own,
        words=one.words if one is not None else "",
    )
