"""The plan as it stands at this moment, for the pages that show it.

Stored weeks are shown while they take everything into account. Once a day, a check-in
or the units have moved on, the weeks that are not over are built anew in memory: a
page never shows an outdated week, and looking at a page never writes. The next change
of the plan stores them.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Sum

from backpain.accounts.models import User
from training.inputs import Inputs
from training.models import Change, Plan, Run, Week, Workout
from training.planner import PlannedWeek, Unit, shown_tenths
from training.planner.units import KM_TENTH_M
from training.rows import week_row, workout_rows
from training.services.plan import (
    active_plan,
    next_plan,
    number_on,
    weeks_gone_by,
)
from training.weeks import WEEK, monday_of
from triage.rules import RED_FLAG_CARE, Care, Verdict
from triage.situation import Situation


class Newest(NamedTuple):
    """The check-in made last, as far as it says what a plan may show; pk 0 for none.

    Not the one dated last: whoever flies west may have said something since.
    """

    pk: int = 0
    verdict: int = Verdict.RUN
    care: int = Care.NONE

    @classmethod
    def of(cls, athlete: User) -> Newest:
        check_ins = athlete.check_ins.standing().order_by("-id")
        row = check_ins.values_list("pk", "verdict", "care").first()
        return cls(*row) if row else cls()


NO_CHECK_IN = Newest()


@dataclass(frozen=True, kw_only=True)
class PlanNow:
    """An athlete's plan on their day today, or on its first one if that is to come.

    Whoever flies west on the first day of a plan is back on the day before it.
    inputs is None while the stored weeks are up to date.
    """

    athlete: User
    plan: Plan
    today: dt.date
    inputs: Inputs | None
    newest: Newest = NO_CHECK_IN
    now: dt.datetime | None = None

    @classmethod
    def of(cls, athlete: User, now: dt.datetime | None = None) -> PlanNow | None:
        """Return the plan of an athlete; None without one."""
        plan = active_plan(athlete)
        if plan is None:
            return None
        today = max(athlete.local_date(now), plan.started_on)
        newest = Newest.of(athlete)
        inputs = None
        if not _is_up_to_date(plan, athlete, today, newest):
            inputs = Inputs.of(athlete, plan, now)
            if plan.ends_on < today:
                inputs = next_plan(inputs)
        return cls(
            athlete=athlete,
            plan=inputs.plan if inputs else plan,
            today=today,
            inputs=inputs,
            newest=newest,
            now=now,
        )

    @classmethod
    def to_show(cls, situation: Situation) -> PlanNow | None:
        """Return the plan of somebody to whom one may be shown, None otherwise.

        About some people's running the rules say nothing (under 16, operated on, a
        neck).
        """
        if situation.profile is None or situation.outside_the_rules:
            return None
        return cls.of(situation.athlete, situation.now)

    @cached_property
    def earlier(self) -> list[PlanNow]:
        """The plans before this one, the newest first, each with all of its weeks."""
        plans = Plan.objects.filter(
            athlete=self.athlete, started_on__lt=self.plan.started_on
        )
        return [
            PlanNow(
                athlete=self.athlete,
                plan=plan,
                today=self.today,
                # The last one is not ended yet while the next one is not stored.
                inputs=(
                    Inputs.of(self.athlete, plan, self.now)
                    if plan.ended_on is None
                    else None
                ),
                now=self.now,
            )
            for plan in plans.order_by("-started_on")
        ]

    @property
    def is_frozen(self) -> bool:
        """Say whether the newest check-in stops all training until a later one."""
        return self.newest.care >= RED_FLAG_CARE

    @property
    def unit(self) -> Unit:
        return Unit(self.athlete.units)

    @cached_property
    def full_inputs(self) -> Inputs:
        """What the plan is built from, read if it was not needed so far."""
        return self.inputs or Inputs.of(self.athlete, self.plan, self.now)

    @cached_property
    def weeks(self) -> list[Week]:
        """All weeks: those that are over as they were, the others as they are now."""
        # By the key, which is None for a plan that is not stored yet: it has no weeks.
        stored = Week.objects.filter(athlete=self.athlete, plan=self.plan.pk)
        rows = {week.number: week for week in stored}
        rows |= {
            number: week_row(self.plan, week) for number, week in self._built.items()
        }
        return [rows[number] for number in sorted(rows)]

    @cached_property
    def _built(self) -> dict[int, PlannedWeek]:
        """The weeks that are not stored as they are, by their numbers."""
        if self.inputs is None:
            return {}
        monday = monday_of(self.today)
        ahead = [week for week in self.inputs.weeks if week.start >= monday]
        return {week.number: week for week in weeks_gone_by(self.inputs) + ahead}

    def week(self, number: int) -> Week | None:
        """Return the week of this number; None if the plan has no such week."""
        return next((week for week in self.weeks if week.number == number), None)

    @property
    def this_week(self) -> Week:
        number = number_on(self.plan, self.today)
        week = self.week(number)
        if week is None:
            raise LookupError(f"plan {self.plan.pk} has no week {number}")
        return week

    def workouts(self, week: Week) -> list[Workout]:
        """Return the seven workouts of a week, from Monday."""
        built = self._built.get(week.number)
        if built is not None:
            return workout_rows(week, built, self.full_inputs.coached_by)
        found = Workout.objects.filter(athlete=self.athlete, week=week)
        return list(found.order_by("date"))

    def workout_on(self, day: dt.date) -> Workout | None:
        """Return the workout of a day; None outside of the plan."""
        number = (day - self.plan.started_on) // WEEK + 1
        week = self.week(number)
        if week is None:
            return None
        return next(one for one in self.workouts(week) if one.date == day)

    @cached_property
    def skipped(self) -> set[dt.date]:
        """The days that the athlete skipped."""
        skips = Change.objects.filter(athlete=self.athlete, kind=Change.Kind.SKIP)
        return set(skips.standing().values_list("first", flat=True))

    @cached_property
    def shown_by_week(self) -> dict[dt.date, int]:
        """The tenths of the weeks planned in another unit, as their days are shown.

        Each day is rounded down, and less than the whole week is. Only weeks planned
        in kilometres hold whole tenths of them.
        """
        mondays = {
            week.start
            for week in self.weeks
            if week.end < self.today
            and week.number not in self._built
            and (week.volume_m % KM_TENTH_M == 0) is (self.unit is Unit.MI)
        }
        if not mondays:
            return {}
        shown = dict.fromkeys(mondays, 0)
        found = Workout.objects.filter(athlete=self.athlete, week__start__in=mondays)
        for day, metres in found.values_list("date", "distance_m"):
            shown[monday_of(day)] += shown_tenths(metres, self.unit)
        return shown

    @cached_property
    def run_by_week(self) -> Counter[dt.date]:
        """The metres run in each week of the plan so far, by its Monday."""
        logged = Run.objects.filter(
            athlete=self.athlete, date__gte=self.plan.started_on
        )
        by_day = logged.values_list("date").annotate(metres=Sum("distance_m"))
        return self.plan.run_by_week(by_day)


def _is_up_to_date(plan: Plan, athlete: User, today: dt.date, newest: Newest) -> bool:
    return (
        plan.planned_on == today
        and plan.unit.value == athlete.units
        and plan.planned_after == newest.pk
    )
