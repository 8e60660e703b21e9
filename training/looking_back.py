"""The weeks that are over: whole plans of the past, and the week to ask about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from training.inputs import Inputs
from training.models import Run, Week, Workout
from training.plan_now import NO_CHECK_IN, PlanNow, is_in_another_unit
from training.presentation import WeekText, week_text
from training.record import Record
from training.weeks import WEEK


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierPlan:
    """A plan that is over, with all of its weeks."""

    first: dt.date
    last: dt.date
    weeks: Sequence[WeekText]


def earlier_plans(now: PlanNow) -> list[EarlierPlan]:
    """Return the plans before this one, the newest first."""
    found = []
    for plan in _plans_before(now):
        weeks = [week_text(plan, week) for week in plan.weeks]
        first, last = weeks[0].week.start, weeks[-1].week.end
        found.append(EarlierPlan(first=first, last=last, weeks=weeks))
    return found


def _plans_before(now: PlanNow) -> list[PlanNow]:
    """Return the plans before this one as they stand, the newest first."""
    stored = Week.objects.filter(athlete=now.athlete, start__lt=now.plan.started_on)
    weeks = list(stored.select_related("plan").order_by("-start"))
    record = _record_of_all_time(now, weeks)
    plans = {week.plan_id: week.plan for week in weeks}
    return [
        PlanNow(
            record=record,
            plan=plan,
            today=now.today,
            # The last one is not ended yet while the next one is not stored.
            inputs=Inputs.of(now.record) if plan.ended_on is None else None,
            newest=NO_CHECK_IN,
        )
        for plan in plans.values()
    ]


def _record_of_all_time(now: PlanNow, weeks: Sequence[Week]) -> Record:
    """Return the record with these weeks, and the runs and workouts that they show."""
    runs = Run.objects.filter(athlete=now.athlete).only("date", "distance_m")
    mondays = [week.start for week in weeks if is_in_another_unit(week, now.unit)]
    workouts: list[Workout] = []
    if mondays:
        mine = Workout.objects.filter(athlete=now.athlete, week__start__in=mondays)
        workouts = list(mine.only("date", "distance_m"))
    return replace(now.record, weeks=weeks, runs=list(runs), workouts=workouts)


def blank_week(now: PlanNow) -> WeekText | None:
    """Return the newest week with nothing logged, if no week after it was run.

    A week that is followed by one with running no longer makes this one smaller.
    """
    for one in _weeks_back(now):
        if one.run_m:
            return None
        if one.is_assumed_blank:
            return one
    return None


def _weeks_back(now: PlanNow) -> Iterator[WeekText]:
    """Give the weeks that are over, newest first, back to the last of an old plan."""
    for week in reversed(now.weeks):
        if week.end < now.today:
            yield week_text(now, week)
    plan = now.plan_before
    for week in plan.weeks if plan else []:
        if plan and week.start == now.plan.started_on - WEEK:
            yield week_text(plan, week)
