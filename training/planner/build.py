"""Build the plan: every week in its turn, each from the weeks behind it.

A week that ended before today is planned as it was planned on its Monday, and what
was run in it counts for the next. The week in progress is planned from what was run
before it; what was run in it so far only takes away from the days to come. The week
after it is planned from what it will have held: what was run in it so far and what is
still to come, within its cap. Every later week is planned from the week before it as
planned and adjusted.

Source: clinical.md 7.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from training.planner.adjust import (
    DAY_BETWEEN_DAYS,
    Situation,
    adjust,
    first_metres,
    limit_after,
    within,
)
from training.planner.changes import DaysOff, days_off, is_novice, layouts_of
from training.planner.history import (
    AdviceBook,
    RunLog,
    advice_book,
    longest_before,
    longest_told,
    merged,
    run_log,
)
from training.planner.overrides import Settled, settle, with_overrides
from training.planner.planned import (
    PlannedDay,
    PlannedWeek,
    PlannedWorkout,
    WorkoutKind,
)
from training.planner.quality import pace_of
from training.planner.race import with_race
from training.planner.size import WeekBehind, WeekSize, Why, size_week
from training.planner.types import PlanSpec
from training.planner.units import show, shown_tenths, tenths_within
from training.planner.volume import is_blank
from training.planner.week import Layout
from training.planner.week_days import DraftWeek, draft_week
from training.planner.why import week_sentences
from training.planner.workouts import Style, run

# A week of less than this share of the week before is a cutback, in per cent: what
# whole tenths or a limit on a single run take off is not meant as one (D).
CUTBACK_BELOW_PERCENT = 95


def build(spec: PlanSpec) -> tuple[PlannedWeek, ...]:
    """Return all weeks of the plan, first week first. Deterministic."""
    log = run_log(spec)
    told = {spec.start - timedelta(days=1): longest_told(spec)}
    longest_m = merged(told, log, before=spec.start)
    behind = [WeekBehind(counts_m=metres or 0) for metres in spec.recent_weeks_m]
    layouts = layouts_of(spec)
    settled = settle(spec, layouts)
    plan = _Plan(
        spec=spec,
        log=log,
        book=advice_book(spec),
        layouts=with_overrides(spec, layouts, settled),
        settled=settled,
        off=days_off(spec),
        style=Style(
            unit=spec.unit,
            pace_s_per_km=pace_of(spec),
            names_pace=spec.easy_pace_s_per_km is not None,
            hamstring_prone=spec.hamstring_prone,
        ),
        is_novice=is_novice(spec),
    )
    weeks = []
    for number in range(1, spec.weeks + 1):
        week, left = plan.week(number, behind, longest_m)
        weeks.append(week)
        behind.append(left)
    newest = plan.book.newest(spec.today)
    if newest is not None and newest.is_freeze:
        return tuple(weeks)
    return with_race(spec, weeks, longest_m)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What every week of one plan is built from."""

    spec: PlanSpec
    log: RunLog
    book: AdviceBook
    layouts: tuple[Layout, ...]
    settled: Mapping[date, Settled]
    off: DaysOff
    style: Style
    is_novice: bool

    def week(
        self, number: int, behind: list[WeekBehind], longest_m: dict[date, int]
    ) -> tuple[PlannedWeek, WeekBehind]:
        """Return a week and what it leaves to the next; adds its runs to longest_m."""
        start = self.spec.start + timedelta(weeks=number - 1)
        layout = self.layouts[number - 1]
        settled = self._settled(start)
        size = size_week(
            self.spec,
            number=number,
            behind=behind,
            book=self.book,
            longest_m=longest_m,
            days=[start + timedelta(days=day) for day in layout.limit_days],
        )
        draft = draft_week(
            self.spec,
            number=number,
            size=size,
            layout=layout,
            behind=behind,
            book=self.book,
            log=self.log,
            style=self.style,
            is_novice=self.is_novice,
            settled=settled,
            longest_m={
                place: longest_before(longest_m, start + timedelta(days=place))
                for place in settled
            },
        )
        first_m = behind[-1].first_m if size.limits.are_first else None
        workouts, first_m = self._adjusted(start, size, draft, layout, first_m)
        self._remember(start, workouts, longest_m)
        left = self._left(start, size, draft, workouts, layout)
        left = replace(left, first_m=first_m)
        return self._planned(number, size, draft, workouts, behind[-1]), left

    def _settled(self, start: date) -> dict[int, Settled]:
        """Return the overrides of a week by weekday."""
        days = (start + timedelta(days=place) for place in range(7))
        found = ((place, self.settled.get(day)) for place, day in enumerate(days))
        return {place: one for place, one in found if one is not None}

    def _adjusted(
        self,
        start: date,
        size: WeekSize,
        draft: DraftWeek,
        layout: Layout,
        first_m: int | None,
    ) -> tuple[tuple[PlannedWorkout, ...], int | None]:
        """Return the week's workouts without what is skipped or paused, as advised.

        Each is as the newest advice up to its day allows. first_m is that of the week
        behind, and returned for the next one: where a first run was planned and not
        run, no later one is longer, as in a week after it was run (P5).
        """
        adjusted = []
        most = None if first_m is None else tenths_within(first_m, self.spec.unit)
        for place, planned in enumerate(draft.workouts):
            day = start + timedelta(days=place)
            own = draft.own_tenths.get(place, 0)
            one = self.settled.get(day)
            situation = self._situation(day, size.level, layout, own, one)
            workout = planned
            if most is not None:
                workout = within(planned, most, situation, self.style)
            if size.limits.are_first:
                asked_m = None
                if one is not None and one.is_running:
                    asked_m = one.override.distance_m
                first = workout
                if place in draft.left_out:
                    first = run(WorkoutKind.EASY, draft.left_out[place], self.style)
                    if most is not None:
                        first = within(first, most, situation, self.style)
                most = limit_after(first, asked_m, most, situation, self.style)
                metres = first_metres(first, situation, self.style)
                first_m = min((m for m in (first_m, metres) if m), default=None)
            workout = self.off.taken_out(workout, day, self.style)
            adjusted.append(adjust(workout, situation, self.style))
        return tuple(adjusted), first_m

    def _situation(
        self, day: date, level: int, layout: Layout, own: int, one: Settled | None
    ) -> Situation:
        """Return what is known about a day: advice, and the runs before it."""
        newest = self.book.newest(day)
        is_recent = newest is not None and (day - newest.date).days <= DAY_BETWEEN_DAYS
        return Situation(
            newest=newest,
            on_day=newest is not None and newest.date == day,
            needs_day_between=is_recent and day.weekday() in layout.follows,
            last_run_m=self.log.last_before(day),
            level=level,
            own_tenths=own,
            words=one.words if one is not None else "",
        )

    def _is_to_come(self, day: date) -> bool:
        """Say whether a run planned for the day may still be run."""
        return self._is_open(day) and day not in self.off.paused

    def _is_open(self, day: date) -> bool:
        """Say whether the day is not over and no run was logged for it."""
        return day >= self.spec.today and not self.log.has(day)

    def _remember(
        self,
        start: date,
        workouts: tuple[PlannedWorkout, ...],
        longest_m: dict[date, int],
    ) -> None:
        """Add a week's runs to the longest of each day: logged, else to come."""
        for place, workout in enumerate(workouts):
            day = start + timedelta(days=place)
            if self._is_to_come(day):
                longest_m[day] = workout.distance_m
            else:
                longest_m[day] = self.log.longest_m.get(day, 0)

    def _left(
        self,
        start: date,
        size: WeekSize,
        draft: DraftWeek,
        workouts: tuple[PlannedWorkout, ...],
        layout: Layout,
    ) -> WeekBehind:
        """Return what the week leaves to the next one."""
        days = [start + timedelta(days=place) for place in range(7)]
        volume = sum(workout.distance_m for workout in workouts)
        done = self.log.in_week(start)
        is_over = days[-1] < self.spec.today
        coached = self._settled(start)
        places = {*self.spec.running_days, *layout.runs}
        places |= {place for place, one in coached.items() if one.is_running}
        open_days = [days[place] for place in places if self._is_open(days[place])]
        # A week that waits for the one before it is not known to be blank either.
        may_grow = size.why is Why.WAIT or any(map(self._is_to_come, open_days))
        to_come = sum(
            workout.distance_m
            for day, workout in zip(days, workouts, strict=True)
            if self._is_to_come(day)
        )
        kept = all(
            workouts[place].hard_s
            and (self.log.has(days[place]) or days[place] >= self.spec.today)
            for place in draft.quality_days
        )
        return WeekBehind(
            counts_m=done if is_over else min(size.cap_m, done + to_come),
            cap_m=size.cap_m,
            volume_m=volume,
            quality_s=draft.quality_s if kept else 0,
            level=size.level,
            is_over=is_over,
            may_grow=may_grow and not is_over,
            is_paused=bool(open_days) and not may_grow and is_blank(done),
        )

    def _is_cut(self, start: date, draft: DraftWeek) -> bool:
        """Say whether the athlete skipped or paused a run of the week."""
        days = (start + timedelta(days=place) for place in range(7))
        return any(
            workout.tenths and (day in self.off.skipped or day in self.off.paused)
            for day, workout in zip(days, draft.workouts, strict=True)
        )

    def _planned(
        self,
        number: int,
        size: WeekSize,
        draft: DraftWeek,
        workouts: tuple[PlannedWorkout, ...],
        last: WeekBehind,
    ) -> PlannedWeek:
        """Return the week with its figures and its sentences."""
        start = self.spec.start + timedelta(weeks=number - 1)
        unit = self.spec.unit
        tenths = sum(workout.tenths for workout in workouts)
        is_over = start + timedelta(days=7) <= self.spec.today
        shown = shown_tenths(size.baseline_m, unit)
        less = max(draft.tenths, tenths) * 100 < shown * CUTBACK_BELOW_PERCENT
        return PlannedWeek(
            number=number,
            start=start,
            baseline_m=size.baseline_m,
            cap_m=size.cap_m,
            volume_m=sum(workout.distance_m for workout in workouts),
            display=show(tenths, unit),
            completed_m=self.log.in_week(start) if is_over else None,
            is_hold=size.why is Why.HOLD,
            is_cutback=less and size.why in (Why.RISE, Why.HOLD),
            is_restart=size.restart is not None,
            is_taper=size.why is Why.TAPER,
            why=week_sentences(
                size,
                last,
                self.layouts[number - 1],
                unit=unit,
                draft=draft,
                adjusted=workouts,
                is_cut=self._is_cut(start, draft),
                is_coached=bool(self._settled(start)),
                asked=self.spec.runs_per_week,
                is_novice=self.is_novice,
            ),
            days=tuple(
                PlannedDay(date=start + timedelta(days=place), workouts=(workout,))
                for place, workout in enumerate(workouts)
            ),
        )
