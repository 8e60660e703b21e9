"""Share a week among its days and make the workout of each, before any advice.

Source: clinical.md 7.6 (part week) and P5-P11.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from training.planner.basis import Basis
from training.planner.history import longest_before
from training.planner.ladder import CONTINUOUS
from training.planner.override_week import HARD_PERCENT, OverrideWeek, Shares
from training.planner.overrides import Settled
from training.planner.planned import PlannedWorkout, WorkoutKind
from training.planner.reasons import RUN_ALREADY, TOO_NEAR, Reason
from training.planner.size import WeekSize
from training.planner.split import limited, most_that_fits, parts_of
from training.planner.units import metres_of, show, show_metres, tenths_within
from training.planner.volume import longest_allowed
from training.planner.week import NEW_RUNNER_RUNS, Layout
from training.planner.workouts import (
    RACE_DAY,
    changed,
    cross_training,
    rest,
    run,
    strength,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LessLeft:
    """The part of a week still to come, when what was run leaves less for it."""

    by_day: Sequence[int]
    days: frozenset[int]
    reason: Reason
    shares: Shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafter:
    """What the days of one week have in common; settled are a coach's overrides."""

    basis: Basis
    number: int
    days: tuple[date, ...]
    settled: Mapping[int, Settled]
    size: WeekSize
    layout: Layout

    @property
    def runs(self) -> int:
        """Return among how many runs the week is shared."""
        if self.basis.is_novice:
            return NEW_RUNNER_RUNS
        return self.basis.spec.runs_per_week

    @property
    def order(self) -> tuple[int, ...]:
        """Return the running days as parts are handed out: the long run's first."""
        long = self.layout.long
        return (long, *(day for day in self.layout.runs if day != long))

    def seconds(self, tenths: int) -> int:
        """Return the seconds of a run of these tenths at easy pace."""
        return self.basis.style.seconds(metres_of(tenths, self.basis.spec.unit))

    def tenths_by_day(self, tenths: int) -> list[int]:
        """Return what a week of these tenths plans for each day, from Monday."""
        parts = parts_of(tenths, runs=self.runs, is_even=self.basis.is_novice)
        within = limited(
            parts[: len(self.order)],
            self.size.limits,
            is_run_walk=self.size.level < CONTINUOUS,
        )
        return self._placed(within)

    def left_out(self, tenths: int) -> dict[int, int]:
        """Return the tenths of runs that only a long gap leaves out, by day.

        Those of a shorter gap would be run, and later ones measured against them.
        """
        whole = replace(self, size=replace(self.size, restart=None))
        if self.basis.is_novice:
            return {}
        own, others = self.tenths_by_day(tenths), whole.tenths_by_day(tenths)
        return {day: others[day] for day in range(7) if others[day] and not own[day]}

    def _is_left_out(self, day: int) -> bool:
        """Say whether a run is left out: on race day, and close to another after long.

        After a long gap there is a day between two runs, as for a new runner (P10).
        """
        restart = self.size.restart
        from_the_start = restart is not None and restart.starts_over
        is_close = day in self.layout.close and (from_the_start or self.basis.is_novice)
        return self._is_race(day) or is_close

    def _is_race(self, day: int) -> bool:
        """Say whether the race is on this day."""
        race = self.basis.spec.race
        return race is not None and race.date == self.days[day]

    def less_left(self) -> LessLeft | None:
        """Return what is left of a week in progress; None if it is all of it.

        Metres run so far come off the days to come, shared as in any smaller week;
        metres missed are not made up for.
        """
        done, unit = self.basis.log.in_week(self.days[0]), self.basis.spec.unit
        if done == 0 or self.days[-1] < self.basis.spec.today:
            return None
        to_come = self._to_come(self.layout.runs)
        left = tenths_within(max(0, self.size.cap_m - done), unit)
        week = most_that_fits(
            left=left,
            places=[self.order.index(day) for day in to_come],
            tenths=self.size.tenths,
            runs=self.runs,
            is_even=self.basis.is_novice,
        )
        return LessLeft(
            by_day=self._left_by_day(week),
            days=to_come,
            reason=RUN_ALREADY.format(
                done=show(tenths_within(done, unit), unit), left=show(left, unit)
            ),
            shares=self._shares_left(done, week, to_come),
        )

    def _to_come(self, days: Iterable[int]) -> frozenset[int]:
        """Return those of the days that are not over and have no run logged."""
        return frozenset(day for day in days if self.basis.is_open(self.days[day]))

    def _left_by_day(self, week: int) -> list[int]:
        """Return the tenths of each day in a week of which something was run."""
        by_day = self.tenths_by_day(week)
        if not self.size.limits.are_first:
            return by_day
        return [
            min(tenths, self._after_first(day)) for day, tenths in enumerate(by_day)
        ]

    def _shares_left(self, done_m: int, week: int, to_come: Iterable[int]) -> Shares:
        """Return the shares of a week of these tenths, and the room beside them.

        done_m were run, and the plan's own runs to come are to be.
        """
        by_day = self.shares(week)
        done = -(-done_m // metres_of(1, self.basis.spec.unit))
        room = self.size.room - done - sum(by_day[day] for day in to_come)
        most = self.size.room - self.size.tenths
        return Shares(by_day=by_day, room=max(0, min(room, most)))

    def shares(self, tenths: int) -> list[int]:
        """Return each day's part of a week of these tenths, before any limit on a run.

        Nothing for a day whose run is left out.
        """
        parts = parts_of(tenths, runs=self.runs, is_even=self.basis.is_novice)
        return self._placed(parts[: len(self.order)])

    def _placed(self, parts: Sequence[int]) -> list[int]:
        """Return the parts on their days, from Monday; none for what is left out."""
        by_day = [0] * 7
        for day, part in zip(self.order, parts, strict=True):
            by_day[day] = 0 if self._is_left_out(day) else part
        return by_day

    def override_week(
        self,
        less: LessLeft | None,
        longest_m: Mapping[date, int],
        *,
        hard_s: int,
        least_hard_s: int,
    ) -> OverrideWeek:
        """Return what limits a coach's overrides of this week.

        longest_m holds the longest run of each day before the week, planned ones
        included.
        """
        restart = self.size.restart
        room = self.size.room - self.size.tenths
        return OverrideWeek(
            size=self.size,
            style=self.basis.style,
            settled=self.settled,
            longest_m={
                day: longest_before(longest_m, self.days[day]) for day in self.settled
            },
            shares=Shares(by_day=self.shares(self.size.tenths), room=room),
            left=None if less is None else less.shares,
            to_come=self._to_come(range(7)),
            even=max(self.tenths_by_day(self.size.tenths)),
            after_first={day: self._after_first(day) for day in self.settled}
            if less
            else {},
            close=self.layout.close,
            is_left_out_when_close=restart is not None and restart.starts_over,
            hard_s=hard_s,
            least_hard_s=least_hard_s,
            is_novice=self.basis.is_novice,
        )

    def _after_first(self, day: int) -> int:
        """Return the most tenths of a day's run after the first runs of this week.

        The longest so far counts as the longest in 30 days (P4).
        """
        logged = self.basis.log.longest_m
        longest = max((logged.get(one, 0) for one in self.days[:day]), default=0)
        return tenths_within(longest_allowed(longest), self.basis.spec.unit)

    def workout(
        self,
        day: int,
        tenths: int,
        quality: WorkoutKind | None,
        hard_s: int,
        less: LessLeft | None,
    ) -> PlannedWorkout:
        """Return the workout of a day; quality is None unless it is a hard day."""
        race = self.basis.spec.race
        if race is not None and self._is_race(day):
            distance = show_metres(race.distance_m, self.basis.spec.unit)
            return rest(self.basis.style, text=RACE_DAY.format(distance=distance))
        if day not in self.layout.runs:
            return self._other(day)
        planned = self._run(day, tenths, quality, hard_s)
        if less is None or day not in less.days or less.by_day[day] >= tenths:
            return planned
        smaller = self._run(day, less.by_day[day], quality, hard_s)
        return changed(smaller, before=planned, reasons=[less.reason])

    def _run(
        self, day: int, tenths: int, quality: WorkoutKind | None, hard_s: int
    ) -> PlannedWorkout:
        """Return the run of a day; easy where it is too short or too near for hard."""
        if self.size.level < CONTINUOUS:
            kind = WorkoutKind.RUN_WALK
            return run(kind, tenths, self.basis.style, level=self.size.level)
        kind = WorkoutKind.LONG if day == self.layout.long else WorkoutKind.EASY
        easy = run(kind, tenths, self.basis.style)
        if not quality or hard_s * 100 > self.seconds(tenths) * HARD_PERCENT:
            return easy
        hard = run(quality, tenths, self.basis.style, hard_s=hard_s)
        if day in self.layout.soft:
            return changed(easy, before=hard, reasons=[TOO_NEAR])
        return hard

    def _other(self, day: int) -> PlannedWorkout:
        """Return strength, another sport or rest for a day without running."""
        if day in self.layout.strength:
            return strength(self.basis.style)
        sports = [one for one in self.basis.spec.cross_training if one != "strength"]
        if day in self.layout.cross_training and sports:
            place = self.layout.cross_training.index(day)
            return cross_training(sports[place % len(sports)], self.basis.style)
        return rest(self.basis.style)
