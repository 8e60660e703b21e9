"""Decide what of the workouts that a coach asks for may stand in any week of the kind.

Only days and kinds count here, never how far a week goes, what was run or advised: so a
more cautious advice cannot turn one of them into more. override_week.py limits metres.

Source: clinical.md 7.7, P1, P7, P8, P9 and P10.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from training.planner.changes import is_novice
from training.planner.planned import WorkoutKind
from training.planner.reasons import (
    DAY_BETWEEN_RUNS,
    HARD_MEET,
    NO_MORE_HARD,
    ONE_LONG_RUN,
    TOO_MANY_RUNS,
    Reason,
)
from training.planner.types import Override, PlanSpec
from training.planner.week import Layout

MOST_RUNS = 4
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What stands of an override.

    kind is what it may be; reasons say why it is not what was asked for. stays_out says
    that a run cannot be on this day: what was planned for it stays. may_be_longest says
    that it is the run of its week that may pass the longest of 30 days.
    """

    override: Override
    kind: WorkoutKind
    reasons: tuple[Reason, ...] = ()
    stays_out: bool = False
    may_be_longest: bool = False

    @property
    def is_running(self) -> bool:
        """Say whether a run that was asked for stands."""
        return self.override.is_running and not self.stays_out

    @property
    def words(self) -> str:
        """Return what a coach wrote to do instead of running; "" for nothing."""
        return "" if self.override.is_running else self.override.text


def settle(spec: PlanSpec, layouts: Sequence[Layout]) -> dict[date, Settled]:
    """Return what stands of the overrides, by date: of two that meet, the earlier one.

    None on the day of the race, and none outside of the plan.
    """
    end = spec.start + timedelta(weeks=spec.weeks)
    asked = {one.date: one for one in spec.overrides if spec.start <= one.date < end}
    if spec.race is not None:
        asked.pop(spec.race.date, None)
    settler = _Settler(spec=spec, layouts=layouts, asked=asked, settled={})
    for day in sorted(asked):
        settler.settled[day] = settler.settle(asked[day])
    return _with_longest(settler.settled, spec, layouts)


def with_overrides(
    spec: PlanSpec, layouts: Sequence[Layout], settled: Mapping[date, Settled]
) -> tuple[Layout, ...]:
    """Return the layouts in which the days after a coach's runs follow a run too."""
    follows: dict[int, set[int]] = {}
    for day, one in settled.items():
        week, place = divmod((day + DAY - spec.start).days, 7)
        if one.is_running:
            follows.setdefault(week, set()).add(place)
    return tuple(
        replace(
            layout,
            follows=layout.follows | follows[week],
            close=layout.close | follows[week],
        )
        if week in follows
        else layout
        for week, layout in enumerate(layouts)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settler:
    """The plan's days, and what was settled of those before."""

    spec: PlanSpec
    layouts: Sequence[Layout]
    asked: Mapping[date, Override]
    settled: dict[date, Settled]

    def settle(self, one: Override) -> Settled:
        """Return what stands of an override; all before it are settled."""
        if not one.is_running:
            return Settled(override=one, kind=one.kind)
        for why, holds in (
            (TOO_MANY_RUNS, self.is_one_too_many(one.date)),
            (DAY_BETWEEN_RUNS, is_novice(self.spec) and self.meets_a_run(one.date)),
        ):
            if holds:
                return Settled(
                    override=one, kind=one.kind, reasons=(why,), stays_out=True
                )
        for why, holds in (
            (HARD_MEET, one.kind.is_hard and self.meets_hard(one.date)),
            (NO_MORE_HARD, one.kind.is_quality and self.has_enough_hard(one.date)),
            (ONE_LONG_RUN, self.is_second_long(one)),
        ):
            if holds:
                easy = WorkoutKind.EASY
                return Settled(override=one, kind=easy, reasons=(why,))
        return Settled(override=one, kind=one.kind)

    def is_one_too_many(self, day: date) -> bool:
        """Say whether a run on a day without one would be the fifth of its week."""
        if self.is_laid_out(day):
            return False
        others = (one for one in _week_of(day) if one != day)
        # Days of the week whose override is still to be settled do not count, except
        # those on which there is a run anyway.
        runs = [
            one
            for one in others
            if self.is_run(one) and (one < day or self.is_laid_out(one))
        ]
        return len(runs) >= MOST_RUNS

    def meets_a_run(self, day: date) -> bool:
        """Say whether the day before, or after, has a run; the layout's own may stay."""
        after = self.is_run(day + DAY) and not self.is_laid_out(day)
        return after or self.is_run(day - DAY)

    def meets_hard(self, day: date) -> bool:
        """Say whether a day beside it is hard; a later override gives way itself."""
        after = day + DAY
        return self.is_hard(day - DAY) or (
            after not in self.asked and self.is_hard(after)
        )

    def has_enough_hard(self, day: date) -> bool:
        """Say whether as much tempo and intervals was added as was taken out."""
        layout, week = self.layout(day), _week_of(day)
        slots = [week[place] for place in (layout.quality if layout else ())]
        added = [
            one for one in week if one in self.settled and self.kind(one).is_quality
        ]
        return len(added) >= sum(one in self.asked for one in slots)

    def is_second_long(self, one: Override) -> bool:
        """Say whether the week has a long run on another day."""
        if one.kind is not WorkoutKind.LONG:
            return False
        days = (day for day in _week_of(one.date) if day != one.date)
        return any(self.is_long(day) for day in days)

    def is_long(self, day: date) -> bool:
        """Say whether the long run is on this day: laid out or asked for there."""
        layout = self.layout(day)
        is_laid_out = layout is not None and layout.long == day.weekday()
        if day in self.settled:
            return self.kind(day) is WorkoutKind.LONG
        if day in self.asked:
            return is_laid_out and self.asked[day].kind is WorkoutKind.LONG
        return is_laid_out

    def kind(self, day: date) -> WorkoutKind:
        """Return what a settled override is, rest for one that stays out."""
        one = self.settled[day]
        return WorkoutKind.REST if one.stays_out else one.kind

    def is_laid_out(self, day: date) -> bool:
        """Say whether the plan has a run on this day without any override."""
        layout = self.layout(day)
        return layout is not None and day.weekday() in layout.runs

    def is_run(self, day: date) -> bool:
        """Say whether there is a run on this day, as far as it is settled."""
        one = self.settled.get(day)
        if one is not None and not one.stays_out:
            return one.is_running
        if one is None and day in self.asked:
            return self.asked[day].is_running
        return self.is_laid_out(day)

    def is_hard(self, day: date) -> bool:
        """Say whether the day may be hard, or is the day of the race."""
        if self.spec.race is not None and self.spec.race.date == day:
            return True
        one = self.settled.get(day)
        if one is not None and not one.stays_out:
            return one.kind.is_hard
        layout = self.layout(day)
        return layout is not None and day.weekday() in layout.hard

    def layout(self, day: date) -> Layout | None:
        """Return the layout of a day's week; None outside of the plan."""
        week = (day - self.spec.start).days // 7
        return self.layouts[week] if 0 <= week < len(self.layouts) else None


def _week_of(day: date) -> list[date]:
    """Return the seven days of a day's week."""
    monday = day - DAY * day.weekday()
    return [monday + DAY * place for place in range(7)]


def _with_longest(
    settled: Mapping[date, Settled], spec: PlanSpec, layouts: Sequence[Layout]
) -> dict[date, Settled]:
    """Return them with the one run of each week that may be the longest marked (P5).

    Only in a week whose own long run is changed; the one that is asked to go furthest,
    of equal ones the earlier.
    """
    found = dict(settled)
    for week, layout in enumerate(layouts):
        days = [spec.start + timedelta(weeks=week, days=place) for place in range(7)]
        runs = [day for day in days if day in settled and settled[day].is_running]
        long = days[layout.long]
        if long in settled and not settled[long].stays_out and runs:
            top = max(runs, key=lambda day: settled[day].override.distance_m)
            found[top] = replace(found[top], may_be_longest=True)
    return found
