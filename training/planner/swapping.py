"""Say what two days that change places would do to the days in a row around them.

Source: clinical.md 7.7, A4, P7, P10 and P11.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Self

from training.planner.build import workouts_by_day
from training.planner.changes import is_novice, laid_out_on, layouts_of
from training.planner.history import advice_book
from training.planner.overrides import Settled, settle
from training.planner.planned import PlannedWorkout, WorkoutKind
from training.planner.reasons import Reason
from training.planner.refusal import Refusal
from training.planner.text import gettext_noop
from training.planner.types import PlanSpec, Swap

WALK_STAYS = Reason(
    gettext_noop(
        "A walk that your check-in asks for would become a run again: it is not made "
        "up for, so choose another workout."
    ),
    rule="A4",
    is_health=True,
    to_coach=gettext_noop(
        "A walk that a check-in asks for would become a run again: it is not made up "
        "for, so choose another workout."
    ),
)
# An answer may be why something was left out.
NOT_MADE_UP = Reason(
    gettext_noop(
        "Running that was left out, made shorter or made easier would come back: it is "
        "not made up for, so choose another workout or day."
    ),
    rule="A4",
    is_health=True,
)
HARD_AFTER = Reason(
    gettext_noop(
        "{moved} would be the day after {other} on {day}: hard days need a day between "
        "them, so choose another day."
    ),
    rule="P7",
)
HARD_BEFORE = Reason(
    gettext_noop(
        "{moved} would be the day before {other} on {day}: hard days need a day "
        "between them, so choose another day."
    ),
    rule="P7",
)
RUNS_MEET = Reason(
    gettext_noop(
        "You would run on {one} and on {other}: for now you need a day between two "
        "runs, so choose another day."
    ),
    rule="P10",
    to_coach=gettext_noop(
        "There would be runs on {one} and on {other}: for now there is a day between "
        "two runs, so choose another day."
    ),
)
STRENGTH_BEFORE_LONG = Reason(
    gettext_noop(
        "Strength would be on {day}, the day before the long run: keep that day light, "
        "and choose another one."
    ),
    rule="P11",
)
HARD = {
    WorkoutKind.LONG: gettext_noop("the long run"),
    WorkoutKind.TEMPO: gettext_noop("the tempo run"),
    WorkoutKind.INTERVALS: gettext_noop("the interval run"),
}
THE_RACE = gettext_noop("the race")
DAY = timedelta(days=1)
# Two days in a row, each named by the day whose workout it would have.
Test = Callable[[date, date], bool]


@dataclass(frozen=True, kw_only=True)
class Swapping:
    """A plan before a swap, and what days in a row would hold after it.

    A workout is judged as it was planned before any advice, which may be over soon.
    """

    spec: PlanSpec
    swap: Swap
    workouts: Mapping[date, PlannedWorkout]
    long_days: frozenset[date]
    settled: Mapping[date, Settled]

    @classmethod
    def of(cls, spec: PlanSpec, swap: Swap) -> Self:
        """Return the plan as it is without the swap."""
        layouts = layouts_of(spec)
        return cls(
            spec=spec,
            swap=swap,
            workouts=workouts_by_day(spec),
            long_days=frozenset(
                spec.start + timedelta(weeks=week, days=layout.long)
                for week, layout in enumerate(layouts)
            ),
            settled=settle(spec, layouts),
        )

    def is_checked_in(self, day: date) -> bool:
        """Say whether advice has changed or taken out the workout of this day."""
        workout = self.workouts[day]
        held = any(one.date == day and not one.is_run for one in self.spec.advice)
        return workout.kind is WorkoutKind.WALK or (held and bool(workout.before))

    def hard_days_meet(self) -> Refusal | None:
        """Return which hard workouts would be on consecutive days (P7, A4)."""
        pair = self._new_pair(
            lambda one, two: bool(self._hard(one) and self._hard(two))
        )
        if pair is None:
            return None
        why, (other, moved) = HARD_AFTER, pair
        if moved not in (self.swap.date, self.swap.other):
            why, (moved, other) = HARD_BEFORE, pair
        name = self._hard(self._source(moved))
        said = why.format(
            moved=name[:1].upper() + name[1:],
            other=self._hard(self._source(other)),
            day=f"{other:%A}",
        )
        return Refusal.of(self._day, said)

    def runs_meet(self) -> Refusal | None:
        """Return which runs would be on consecutive days where none may be (P10)."""
        pair = self._new_pair(lambda one, two: self._is_run(one) and self._is_run(two))
        if pair is None or not self._needs_day_between():
            return None
        why = RUNS_MEET.format(one=f"{pair[0]:%A}", other=f"{pair[1]:%A}")
        # Of all others a check-in asks for it, or a gap that may have been for pain.
        why = replace(why, is_health=not is_novice(self.spec))
        return Refusal.of(self._day, why)

    def strength_before_long(self) -> Refusal | None:
        """Return on which day strength would be, if before the long run (P11)."""
        pair = self._new_pair(
            lambda one, two: (
                self._kind(one) is WorkoutKind.STRENGTH
                and self._kind(two) is WorkoutKind.LONG
            )
        )
        if pair is None:
            return None
        why = STRENGTH_BEFORE_LONG.format(day=f"{pair[0]:%A}")
        return Refusal.of(self._day, why)

    def adds_running(self) -> Refusal | None:
        """Return that a run to come would be longer or harder than where it is (A4).

        What was left out, made shorter or made easier may be too near another run only
        where it is. What an earlier move took may come back: as it was laid out, but
        for a walk that a check-in asks for. Also in the weeks before: a coach's run on
        their last day may be easy for what is on this week's first.
        """
        for day, now in self._after.items():
            was = self.workouts[self._source(day)]
            is_near = self.spec.today <= day <= self._first + DAY * 8
            if not is_near or not _is_more(now, was):
                continue
            is_walk = was.kind is WorkoutKind.WALK
            if is_walk or _is_more(now, self._laid_out(day)):
                return Refusal.of(self._day, WALK_STAYS if is_walk else NOT_MADE_UP)
        return None

    def _needs_day_between(self) -> bool:
        """Say whether two runs need a day between: P10, or else one is left out."""
        newest = advice_book(self.spec).newest(self.spec.today)
        if is_novice(self.spec) or (newest is not None and not newest.is_run):
            return True
        return _runs(self._after) < _runs(self.workouts)

    @property
    def _swapped(self) -> PlanSpec:
        """Return the spec with the swap."""
        return replace(self.spec, swaps=(*self.spec.swaps, self.swap))

    @cached_property
    def _after(self) -> Mapping[date, PlannedWorkout]:
        """Return the workout of each day after the swap."""
        return workouts_by_day(self._swapped)

    def _laid_out(self, day: date) -> PlannedWorkout:
        """Return what a day would have after the swap had nothing of its week moved."""
        week = [self._first + DAY * place for place in range(1, 8)]
        others = tuple(one for one in self.spec.swaps if one.date not in week)
        place = laid_out_on(self._swapped, day) if day in week else day
        return workouts_by_day(replace(self.spec, swaps=others))[place]

    @property
    def _day(self) -> date:
        """Return the earlier one of the two days."""
        return min(self.swap.date, self.swap.other)

    @property
    def _first(self) -> date:
        """Return the day before the week."""
        return self.swap.date - DAY * (self.swap.date.weekday() + 1)

    def _new_pair(self, test: Test) -> tuple[date, date] | None:
        """Return the first days in a row for which test holds only after the swap.

        From the day before the week to the day after it.
        """
        for day in (self._first + DAY * place for place in range(8)):
            pair = (day, day + DAY)
            if not test(*pair) and test(*(self._source(one) for one in pair)):
                return pair
        return None

    def _source(self, day: date) -> date:
        """Return the day whose workout this day has after the swap."""
        places = {self.swap.date: self.swap.other, self.swap.other: self.swap.date}
        return places.get(day, day)

    def _coached(self, day: date) -> Settled | None:
        """Return what a coach put on a day, None where that is nothing or stays out."""
        one = self.settled.get(day)
        return None if one is None or one.stays_out else one

    def _kind(self, day: date) -> WorkoutKind:
        """Return the kind of workout planned; the long run's day is always one.

        What a coach put on a day is what is planned there.
        """
        workout, coached = self.workouts.get(day), self._coached(day)
        if coached is not None:
            return coached.kind
        if day in self.long_days:
            return WorkoutKind.LONG
        return (workout.before or workout).kind if workout else WorkoutKind.REST

    def _hard(self, day: date) -> str:
        """Return the name of the day's long run, tempo, intervals or race, or ""."""
        if self.spec.race is not None and self.spec.race.date == day:
            return THE_RACE
        return HARD.get(self._kind(day), "")

    def _is_run(self, day: date) -> bool:
        """Say whether a run is planned on the day or was logged."""
        workout, coached = self.workouts.get(day), self._coached(day)
        is_planned = workout is not None and (workout.before or workout).is_running
        if coached is not None:
            is_planned = coached.is_running
        return is_planned or any(
            run.date == day and run.distance_m for run in self.spec.runs
        )


def _runs(workouts: Mapping[date, PlannedWorkout]) -> int:
    """Return the number of runs planned."""
    return sum((one.before or one).is_running for one in workouts.values())


def _is_more(now: PlannedWorkout, was: PlannedWorkout) -> bool:
    """Say whether a workout is longer or harder than it was."""
    is_harder = now.kind.is_hard and not was.kind.is_hard
    return is_harder or now.distance_m > was.distance_m or now.hard_s > was.hard_s
