"""Share a week among its days and make the workout of each, before any advice.

Source: clinical.md 7.6 (part week) and P5-P11.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from training.planner.history import RunLog
from training.planner.ladder import CONTINUOUS
from training.planner.override_week import HARD_PERCENT, OverrideWeek, Shares
from training.planner.overrides import Settled
from training.planner.planned import PlannedWorkout, WorkoutKind
from training.planner.reasons import RUN_ALREADY, TOO_NEAR, Reason
from training.planner.size import WeekSize
from training.planner.split import limited, most_that_fits, parts_of
from training.planner.types import PlanSpec
from training.planner.units import metres_of, show, show_metres, tenths_within
from training.planner.volume import longest_allowed
from training.planner.week import NEW_RUNNER_RUNS, Layout
from training.planner.workouts import (
    RACE_DAY,
    Style,
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
    week: int
    room: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafter:
    """What the days of one week have in common."""

    spec: PlanSpec
    start: date
    size: WeekSize
    layout: Layout
    style: Style
    is_novice: bool

    @property
    def runs(self) -> int:
        """Return among how many runs the week is shared."""
        return NEW_RUNNER_RUNS if self.is_novice else self.spec.runs_per_week

    @property
    def order(self) -> tuple[int, ...]:
        """Return the running days as parts are handed out: the long run's first."""
        long = self.layout.long
        return (long, *(day for day in self.layout.runs if day != long))

    def seconds(self, tenths: int) -> int:
        """Return the seconds of a run of these tenths at easy pace."""
        return metres_of(tenths, self.spec.unit) * self.style.pace_s_per_km // 1000

    def tenths_by_day(self, tenths: int) -> list[int]:
        """Return what a week of these tenths plans for each day, from Monday."""
        parts = parts_of(tenths, runs=self.runs, is_even=self.is_novice)
        within = limited(
            parts[: len(self.order)],
            self.size.limits,
            is_run_walk=self.size.level < CONTINUOUS,
        )
        by_day = [0] * 7
        for day, part in zip(self.order, within, strict=True):
            by_day[day] = 0 if self._is_left_out(day) else part
        return by_day

    def left_out(self, tenths: int) -> dict[int, int]:
        """Return the tenths of runs that only a long gap leaves out, by day.

        Those of a shorter gap would be run, and later ones measured against them.
        """
        whole = replace(self, size=replace(self.size, restart=None))
        if self.is_novice:
            return {}
        own, others = self.tenths_by_day(tenths), whole.tenths_by_day(tenths)
        return {day: others[day] for day in range(7) if others[day] and not own[day]}

    def _is_left_out(self, day: int) -> bool:
        """Say whether a run is left out: on race day, and close to another after long.

        After a long gap there is a day between two runs, as for a new runner (P10).
        """
        restart = self.size.restart
        from_the_start = restart is not None and restart.starts_over
        is_close = day in self.layout.close and (from_the_start or self.is_novice)
        return self._is_race(day) or is_close

    def _is_race(self, day: int) -> bool:
        """Say whether the race is on this day."""
        race = self.spec.race
        return race is not None and race.date == self.start + timedelta(days=day)

    def less_left(self, log: RunLog) -> LessLeft | None:
        """Return what is left of a week in progress; None if it is all of it.

        Metres run so far come off the days to come, shared as in any smaller week;
        metres missed are not made up for.
        """
        is_over = self.start + timedelta(days=7) <= self.spec.today
        done = log.in_week(self.start)
        if is_over or done == 0:
            return None
        days = [self.start + timedelta(days=day) for day in range(7)]
        to_come = frozenset(
            day
            for day in self.layout.runs
            if days[day] >= self.spec.today and not log.has(days[day])
        )
        left = tenths_within(max(0, self.size.cap_m - done), self.spec.unit)
        week = most_that_fits(
            left=left,
            places=[self.order.index(day) for day in to_come],
            tenths=self.size.tenths,
            runs=self.runs,
            is_even=self.is_novice,
        )
        unit = self.spec.unit
        reason = RUN_ALREADY.format(
            done=show(tenths_within(done, unit), unit), left=show(left, unit)
        )
        by_day = self.tenths_by_day(week)
        if self.size.limits.are_first:
            by_day = [
                min(tenths, self._after_first(day, log))
                for day, tenths in enumerate(by_day)
            ]
        done_tenths = -(-done // metres_of(1, unit))
        shares = self.shares(week)
        room = self.size.room - done_tenths - sum(shares[day] for day in to_come)
        return LessLeft(
            by_day=by_day,
            days=to_come,
            reason=reason,
            week=week,
            room=max(0, min(room, self.size.room - self.size.tenths)),
        )

    def shares(self, tenths: int) -> list[int]:
        """Return each day's part of a week of these tenths, before any limit on a run.

        Nothing for a day whose run is left out.
        """
        parts = parts_of(tenths, runs=self.runs, is_even=self.is_novice)
        by_day = [0] * 7
        for day, part in zip(self.order, parts[: len(self.order)], strict=True):
            by_day[day] = 0 if self._is_left_out(day) else part
        return by_day

    def override_week(
        self,
        settled: Mapping[int, Settled],
        longest_m: Mapping[int, int],
        less: LessLeft | None,
        log: RunLog,
        hard_s: int,
        least_hard_s: int,
    ) -> OverrideWeek:
        """Return what limits a coach's overrides of this week."""
        days = [self.start + timedelta(days=day) for day in range(7)]
        room = self.size.room - self.size.tenths
        restart = self.size.restart
        return OverrideWeek(
            size=self.size,
            style=self.style,
            settled=settled,
            longest_m=longest_m,
            shares=Shares(by_day=self.shares(self.size.tenths), room=room),
            left=(
                None
                if less is None
                else Shares(by_day=self.shares(less.week), room=less.room)
            ),
            to_come=frozenset(
                day
                for day in range(7)
                if days[day] >= self.spec.today and not log.has(days[day])
            ),
            even=max(self.tenths_by_day(self.size.tenths)),
            after_first={day: self._after_first(day, log) for day in settled}
            if less
            else {},
            close=self.layout.close,
            is_left_out_when_close=restart is not None and restart.starts_over,
            hard_s=hard_s,
            least_hard_s=least_hard_s,
            is_novice=self.is_novice,
        )

    def _after_first(self, day: int, log: RunLog) -> int:
        """Return the most tenths of a day's run after the first runs of this week.

        The longest so far counts as the longest in 30 days (P4).
        """
        days = [self.start + timedelta(days=one) for one in range(day)]
        longest = max((log.longest_m.get(one, 0) for one in days), default=0)
        return tenths_within(longest_allowed(longest), self.spec.unit)

    def workout(
        self,
        day: int,
        tenths: int,
        quality: WorkoutKind | None,
        hard_s: int,
        less: LessLeft | None,
    ) -> PlannedWorkout:
        """Return the workout of a day; quality is None unless it is a hard day."""
        race = self.spec.race
        if race is not None and self._is_race(day):
            distance = show_metres(race.distance_m, self.spec.unit)
            return rest(self.style, text=RACE_DAY.format(distance=distance))
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
            return run(kind, tenths, self.style, level=self.size.level)
        kind = WorkoutKind.LONG if day == self.layout.long else WorkoutKind.EASY
        easy = run(kind, tenths, self.style)
        if not quality or hard_s * 100 > self.seconds(tenths) * HARD_PERCENT:
            return easy
        hard = run(quality, tenths, self.style, hard_s=hard_s)
        if day in self.layout.soft:
            return changed(easy, before=hard, reasons=[TOO_NEAR])
        return hard

    def _other(self, day: int) -> PlannedWorkout:
        """Return strength, another sport or rest for a day without running."""
        if day in self.layout.strength:
            return strength(self.style)
        sports = [one for one in self.spec.cross_training if one != "strength"]
        if day in self.layout.cross_training and sports:
            place = self.layout.cross_training.index(day)
            return cross_training(sports[place % len(sports)], self.style)
        return rest(self.style)
