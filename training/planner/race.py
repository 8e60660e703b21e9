"""Say honestly whether the plan's limits reach the race.

The race itself is never planned as distance: it is more than a week before it may
hold for most, and what is not run cannot count. Once run, it counts like any run.

Source: clinical.md 7.2 and P4; the founders' rule: the honest answer when the cap does
not reach it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from training.planner.history import longest_before
from training.planner.planned import PlannedWeek
from training.planner.text import gettext_noop
from training.planner.types import PlanSpec, Race
from training.planner.units import Unit, show_metres
from training.planner.volume import longest_allowed

REACHED = gettext_noop(
    "Race on {date}: {distance} is within what this plan has built up to by then."
)
NOT_REACHED = gettext_noop(
    "Race on {date}: {distance} is more than the limits reach. By then at most {week} "
    "a week and a longest run of {longest}: plan to run-walk it, or choose a later race."
)


def with_race(
    spec: PlanSpec, weeks: Sequence[PlannedWeek], longest_m: Mapping[date, int]
) -> tuple[PlannedWeek, ...]:
    """Return the weeks with the honest sentence in the first and in the race week."""
    race = spec.race
    if race is None:
        return tuple(weeks)
    biggest = max(
        (
            week.volume_m if week.completed_m is None else week.completed_m
            for week in weeks
            if week.end < race.date
        ),
        default=_last_known_week_m(spec),
    )
    sentence = _race_sentence(
        race,
        by=min(race.date, weeks[-1].end + timedelta(days=1)),
        biggest_week_m=biggest,
        longest_m=longest_m,
        unit=spec.unit,
    )
    return tuple(
        replace(week, why=f"{week.why} {sentence}")
        if week.number == 1 or week.start <= race.date <= week.end
        else week
        for week in weeks
    )


def _last_known_week_m(spec: PlanSpec) -> int:
    """Return the metres of the last week before the plan that was told; 0 if none was."""
    known = [metres for metres in spec.recent_weeks_m if metres is not None]
    return known[-1] if known else 0


def _race_sentence(
    race: Race,
    *,
    by: date,
    biggest_week_m: int,
    longest_m: Mapping[date, int],
    unit: Unit,
) -> str:
    """Return what to expect of the race; by is its day, or the day after the plan.

    biggest_week_m is the biggest week planned or run up to the race, longest_m the
    longest run of each day up to it. The race is reached if it is no longer than 110 %
    of the longest run in the 30 days before.
    """
    before = longest_before(longest_m, by)
    day = f"{race.date.day} {race.date:%B}"
    distance = show_metres(race.distance_m, unit)
    if before and race.distance_m <= longest_allowed(before):
        return REACHED.format(date=day, distance=distance)
    return NOT_REACHED.format(
        date=day,
        distance=distance,
        week=show_metres(biggest_week_m, unit),
        longest=show_metres(before, unit),
    )
