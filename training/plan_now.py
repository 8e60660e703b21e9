"""The plan as it stands at this moment, for the pages that show it.

Stored weeks are shown while they take everything into account. Once a day, a check-in
or the units have moved on, the weeks that are not over are built anew in memory: a
page never shows an outdated week, and looking at a page never writes. The next change
of the plan stores them.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from backpain.accounts.models import User
from training.inputs import Inputs
from training.models import Change, Plan, Week, Workout
from training.planner import PlannedWeek, Unit, shown_tenths
from training.planner.units import KM_TENTH_M
from training.record import Record
from training.rows import week_row, workout_rows
from training.services.plan import next_plan, number_on, weeks_gone_by
from training.weeks import monday_of
from triage.past import PastDay
from triage.rules import RED_FLAG_CARE, Care, Verdict


class Newest(NamedTuple):
    """The check-in made last, as far as it says what a plan may show; pk 0 for none.

    Not the one dated last: whoever flies west may have said something since.
    """

    pk: int = 0
    verdict: int = Verdict.RUN
    care: int = Care.NONE

    @classmethod
    def of(cls, check_ins: Iterable[PastDay]) -> Newest:
        last = max(check_ins, key=lambda one: one.pk, default=None)
        return cls(last.pk, last.verdict, last.care) if last else cls()


NO_CHECK_IN = Newest()


@dataclass(frozen=True, kw_only=True)
class PlanNow:
    """An athlete's plan on their day today, or on its first one if that is to come.

    Whoever flies west on the first day of a plan is back on the day before it.
    inputs is None while the stored weeks are up to date.
    """

    record: Record
    plan: Plan
    today: dt.date
    inputs: Inputs | None
    newest: Newest

    @classmethod
    def of(cls, athlete: User, now: dt.datetime | None = None) -> PlanNow | None:
        """Return the plan of an athlete; None without one."""
        return cls.in_record(Record.of(athlete, now))

    @classmethod
    def in_record(cls, record: Record) -> PlanNow | None:
        """Return the plan of an athlete of whom everything was read."""
        plan = record.plan
        if plan is None:
            return None
        today = max(record.today, plan.started_on)
        newest = Newest.of(record.situation.days)
        inputs = None
        if not _is_up_to_date(plan, record.athlete, today, newest):
            inputs = Inputs.of(record)
            if plan.ends_on < today:
                inputs = next_plan(inputs)
        return cls(
            record=record,
            plan=inputs.plan if inputs else plan,
            today=today,
            inputs=inputs,
            newest=newest,
        )

    @classmethod
    def to_show(cls, record: Record) -> PlanNow | None:
        """Return the plan of somebody to whom one may be shown, None otherwise.

        About some people's running the rules say nothing (under 16, operated on, a
        neck).
        """
        situation = record.situation
        if situation.profile is None or situation.outside_the_rules:
            return None
        return cls.in_record(record)

    @property
    def athlete(self) -> User:
        return self.record.athlete

    @cached_property
    def plan_before(self) -> PlanNow | None:
        """The plan before this one as it stands, with its last week; None without.

        It is not ended yet while this one is not stored.
        """
        plans = [one for one in self.record.plans if one != self.plan]
        if not plans:
            return None
        return PlanNow(
            record=self.record,
            plan=plans[0],
            today=self.today,
            inputs=Inputs.of(self.record) if plans[0].ended_on is None else None,
            newest=NO_CHECK_IN,
        )

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
        return self.inputs or Inputs.of(self.record)

    @cached_property
    def weeks(self) -> list[Week]:
        """All weeks: those that are over as they were, the others as they are now."""
        # By the key, which is None for a plan that is not stored yet: it has no weeks.
        stored = [week for week in self.record.weeks if week.plan_id == self.plan.pk]
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
        return self._stored_workouts({week.start})

    def _stored_workouts(self, mondays: set[dt.date]) -> list[Workout]:
        """Return the workouts of these weeks, read if they were not so far."""
        known = [one for one in self.record.workouts if monday_of(one.date) in mondays]
        missing = mondays - {monday_of(one.date) for one in known}
        if missing:
            found = Workout.objects.filter(athlete=self.athlete)
            known += found.filter(week__start__in=missing)
        return sorted(known, key=lambda one: one.date)

    def week_of(self, day: dt.date) -> Week | None:
        """Return the week that holds a day; None outside of the plan."""
        return next((one for one in self.weeks if one.start <= day <= one.end), None)

    def workout_on(self, day: dt.date) -> Workout | None:
        """Return the workout of a day; None outside of the plan."""
        week = self.week_of(day)
        if week is None:
            return None
        return next(one for one in self.workouts(week) if one.date == day)

    @cached_property
    def skipped(self) -> set[dt.date]:
        """The days that the athlete skipped."""
        skip = Change.Kind.SKIP
        return {one.first for one in self.record.changes if one.kind == skip}

    @cached_property
    def shown_by_week(self) -> dict[dt.date, int]:
        """The tenths of the weeks planned in another unit, as their days are shown.

        Each day is rounded down, and less than the whole week is.
        """
        mondays = {
            week.start
            for week in self.weeks
            if week.end < self.today
            and week.number not in self._built
            and is_in_another_unit(week, self.unit)
        }
        shown = dict.fromkeys(mondays, 0)
        for one in self._stored_workouts(mondays):
            shown[monday_of(one.date)] += shown_tenths(one.distance_m, self.unit)
        return shown

    @cached_property
    def run_by_week(self) -> Counter[dt.date]:
        """The metres run in each week of the plan so far, by its Monday."""
        start = self.plan.started_on
        runs = [run for run in self.record.runs if run.date >= start]
        return self.plan.run_by_week((run.date, run.counted_m) for run in runs)


def is_in_another_unit(week: Week, unit: Unit) -> bool:
    """Say whether a week was planned in kilometres and is shown in miles, or so.

    Only weeks planned in kilometres hold whole tenths of them.
    """
    return (week.volume_m % KM_TENTH_M == 0) is (unit is Unit.MI)


def _is_up_to_date(plan: Plan, athlete: User, today: dt.date, newest: Newest) -> bool:
    return (
        plan.planned_on == today
        and plan.unit.value == athlete.units
        and plan.planned_after == newest.pk
    )
