"""Apply what an athlete changes in a plan: swapped, skipped and paused days.

A swap exchanges the roles of two days in one week's layout: the workouts keep their
metres, and whatever holds for a day holds for its new workout. Nothing that is skipped
or paused is moved to another day (A4).

Source: clinical.md 7.4 (pause) and 7.7, A4, A6, P7 and P10.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from training.planner.planned import PlannedWorkout, WorkoutKind
from training.planner.reasons import PAUSED, PAUSED_FOR_PAIN, SKIPPED, Reason
from training.planner.types import Pause, PlanSpec, Swap
from training.planner.volume import is_blank
from training.planner.week import Layout, lay_out
from training.planner.workouts import Style, changed, rest

# For each day of a week, the day whose role it has: its own before any swap.
Order = tuple[int, ...]
AS_LAID_OUT: Order = (0, 1, 2, 3, 4, 5, 6)


def is_novice(spec: PlanSpec) -> bool:
    """Say whether the athlete told of no week with running."""
    return is_blank(max(metres or 0 for metres in spec.recent_weeks_m))


def layouts_of(spec: PlanSpec) -> tuple[Layout, ...]:
    """Return the roles of the days of each week; the same in all without a swap."""
    base = _base(spec)
    if not spec.swaps:
        return (base,) * spec.weeks
    # Before and after the plan, days are taken to be laid out as in it.
    orders = (AS_LAID_OUT, *_orders(spec, base), AS_LAID_OUT)
    return tuple(_swapped(base, *orders[week : week + 3]) for week in range(spec.weeks))


def laid_out_on(spec: PlanSpec, day: date) -> date:
    """Return the day whose workout a day of the plan has: its own before any swap."""
    week, place = divmod((day - spec.start).days, 7)
    order = _orders(spec, _base(spec))[week]
    return day + timedelta(days=order[place] - place)


def _base(spec: PlanSpec) -> Layout:
    """Return the roles of the days before any swap."""
    return lay_out(
        running_days=spec.running_days,
        long_run_day=spec.long_run_day,
        runs=spec.runs_per_week,
        is_novice=is_novice(spec),
    )


def _orders(spec: PlanSpec, base: Layout) -> list[Order]:
    """Return the order of days of each week after the swaps that can be made."""
    orders = [AS_LAID_OUT] * spec.weeks
    for swap in spec.swaps:
        week = (swap.date - spec.start).days // 7
        is_race = spec.race is not None and spec.race.date in (swap.date, swap.other)
        if is_race or not 0 <= week < spec.weeks:
            continue
        order = _exchanged(orders[week], swap)
        around = [*orders[max(0, week - 1) : week], order, *orders[week + 1 : week + 2]]
        if not _long_runs_meet(around, base.long):
            orders[week] = order
    return orders


def _exchanged(order: Order, swap: Swap) -> Order:
    """Return the order after one swap."""
    one, other = swap.date.weekday(), swap.other.weekday()
    days = list(order)
    days[one], days[other] = days[other], days[one]
    return tuple(days)


def _long_runs_meet(weeks: Sequence[Order], long: int) -> bool:
    """Say whether the long runs of two of these weeks are on consecutive days."""
    days = [week.index(long) + 7 * place for place, week in enumerate(weeks)]
    return any(after - day == 1 for day, after in pairwise(days))


@lru_cache(maxsize=1024)
def _swapped(base: Layout, before: Order, order: Order, after: Order) -> Layout:
    """Return a week's layout in this order, between weeks of the orders around it."""
    if before == order == after == AS_LAID_OUT:
        return base
    layout, last, coming = (_in_order(base, one) for one in (order, before, after))
    runs = {*layout.runs, *(day - 7 for day in last.runs)}
    follows = frozenset(day for day in range(7) if day - 1 in runs)
    hard = {
        *layout.hard,
        *(day - 7 for day in last.hard),
        *(day + 7 for day in coming.hard),
    }
    return replace(
        layout,
        follows=follows,
        close=follows | layout.close,
        soft=frozenset(day for day in layout.quality if {day - 1, day + 1} & hard),
        limit_days=tuple(sorted({*layout.runs, *base.runs})),
    )


def _in_order(base: Layout, order: Order) -> Layout:
    """Return the layout with its roles on the days of this order, and no more."""
    runs, quality, strength, cross_training = (
        tuple(order.index(day) for day in days)
        for days in (base.runs, base.quality, base.strength, base.cross_training)
    )
    return replace(
        base,
        runs=runs,
        long=order.index(base.long),
        quality=quality,
        strength=strength,
        cross_training=cross_training,
        close=frozenset(order.index(day) for day in base.close),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysOff:
    """The days on which the athlete will not train: skipped, or paused and why."""

    skipped: frozenset[date]
    paused: Mapping[date, Pause]

    def taken_out(
        self, workout: PlannedWorkout, day: date, style: Style
    ) -> PlannedWorkout:
        """Return a rest day in place of what is skipped or paused, and why."""
        pause = self.paused.get(day)
        if pause is not None:
            reason = pause_reason(pause)
        elif day in self.skipped and workout.kind is not WorkoutKind.REST:
            reason = SKIPPED
        else:
            return workout
        return changed(rest(style), before=workout, reasons=[reason])


def days_off(spec: PlanSpec) -> DaysOff:
    """Return the days off; of pauses that share a day, one for pain counts."""
    paused: dict[date, Pause] = {}
    end = spec.start + timedelta(weeks=spec.weeks)
    order = sorted(
        spec.pauses,
        key=lambda pause: (pause.is_pain, pause.first, pause.last, pause.reason),
    )
    for pause in order:
        day = max(pause.first, spec.start)
        while day <= pause.last and day < end:
            paused[day] = pause
            day += timedelta(days=1)
    return DaysOff(skipped=frozenset(spec.skips), paused=paused)


def pause_reason(pause: Pause) -> Reason:
    """Return the sentence for each day of a pause."""
    why = PAUSED_FOR_PAIN if pause.is_pain else PAUSED
    if pause.reason:
        return replace(why, text=pause.reason)
    return why.format(date=f"{pause.last.day} {pause.last:%B}")
