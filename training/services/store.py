"""Write planned weeks in place of those that are stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from training.inputs import Inputs
from training.models import Week, Workout
from training.planner import PlannedWeek
from training.rows import is_same_week, week_row, workout_rows


def store(inputs: Inputs, planned: list[PlannedWeek]) -> dict[int, Week]:
    """Write these weeks in place of the stored ones; return those by their numbers.

    A week that is stored as it is planned stays: mostly only this one is different.
    The weeks beyond the end of a plan that became shorter go as well.
    """
    plan = inputs.plan
    numbers = {week.number for week in planned}
    old = {
        week.number: week
        for week in inputs.stored
        if week.number in numbers or week.number > plan.weeks_planned
    }
    own = Workout.objects.filter(athlete=plan.athlete_id)
    stored = _by_week(own.filter(week__in=old.values()))
    new, gone = [], dict(old)
    for one in planned:
        week = week_row(plan, one)
        workouts = workout_rows(week, one, inputs.coached_by)
        was = old.get(one.number)
        if was and is_same_week(was, stored[was.pk], week, workouts):
            del gone[one.number]
        else:
            new.append((week, workouts))
    own.filter(week__in=gone.values()).delete()
    Week.objects.filter(pk__in=[week.pk for week in gone.values()]).delete()
    Week.objects.bulk_create(week for week, _workouts in new)
    Workout.objects.bulk_create(row for _week, workouts in new for row in workouts)
    return old


def _by_week(workouts: Iterable[Workout]) -> Mapping[int, list[Workout]]:
    found = defaultdict(list)
    for workout in workouts:
        found[workout.week_id].append(workout)
    return found
