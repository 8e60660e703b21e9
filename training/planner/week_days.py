"""Draft a week before any advice: its seven workouts, and how hard it is.

Source: clinical.md 7.7, P5-P12.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from training.planner.drafter import Drafter
from training.planner.history import AdviceBook, RunLog
from training.planner.override_week import OverrideWeek
from training.planner.overrides import Settled
from training.planner.planned import PlannedWorkout, WorkoutKind
from training.planner.quality import first_quality_seconds, quality_seconds
from training.planner.size import WeekBehind, WeekSize
from training.planner.types import PlanSpec
from training.planner.units import metres_of
from training.planner.week import Layout
from training.planner.workouts import Style


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftWeek:
    """Seven workouts from Monday, the tenths planned for the whole week, and quality.

    tenths are without a coach's overrides. quality_s are the hard seconds of each
    workout on quality_days, 0 in easy weeks. own_tenths are those that each day has
    without the override on it, by weekday, only where there is one, and left_out those
    of the runs that only a long gap leaves out.
    """

    workouts: tuple[PlannedWorkout, ...]
    tenths: int
    quality_days: tuple[int, ...]
    quality_s: int
    own_tenths: Mapping[int, int] = field(default_factory=dict)
    left_out: Mapping[int, int] = field(default_factory=dict)


def draft_week(
    spec: PlanSpec,
    *,
    number: int,
    size: WeekSize,
    layout: Layout,
    behind: Sequence[WeekBehind],
    book: AdviceBook,
    log: RunLog,
    style: Style,
    is_novice: bool,
    settled: Mapping[int, Settled],
    longest_m: Mapping[int, int],
) -> DraftWeek:
    """Return a week of this size, and what was run so far taken off the days to come.

    settled are a coach's overrides, and longest_m the longest run of the 30 days before
    each of them, by weekday.
    """
    start = spec.start + timedelta(weeks=number - 1)
    drafter = Drafter(
        spec=spec,
        start=start,
        size=size,
        layout=layout,
        style=style,
        is_novice=is_novice,
    )
    planned = drafter.tenths_by_day(size.tenths)
    quality = tuple(day for day in layout.quality if planned[day])
    seconds = quality_seconds(
        spec,
        number=number,
        size=size,
        behind=behind,
        book=book,
        volume_m=sum(metres_of(tenths, spec.unit) for tenths in planned),
        shortest_s=min((drafter.seconds(planned[day]) for day in quality), default=0),
        slots=len(quality),
        may_rise=size.ceiling is None
        and not any(one.is_running for one in settled.values()),
    )
    kinds = _kinds(number, quality if seconds else ())
    less = drafter.less_left(log)
    workouts = tuple(
        drafter.workout(day, planned[day], kinds.get(day), seconds, less)
        for day in range(7)
    )
    draft = DraftWeek(
        workouts=workouts,
        tenths=sum(planned),
        quality_days=quality,
        quality_s=seconds,
        left_out=drafter.left_out(size.tenths),
    )
    if not settled:
        return draft
    least = first_quality_seconds(spec, max(1, len(quality)))
    week = drafter.override_week(settled, longest_m, less, log, seconds, least)
    return _overridden(draft, week)


def _overridden(draft: DraftWeek, week: OverrideWeek) -> DraftWeek:
    """Return a week with a coach's overrides in it.

    Hard seconds go on in the next week only if there are as many hard workouts as
    planned, and as many as the shortest of them holds (P12).
    """
    workouts = tuple(
        week.workout(day, workout) for day, workout in enumerate(draft.workouts)
    )
    hard = tuple(day for day, workout in enumerate(workouts) if workout.hard_s)
    quality_s = min((workouts[day].hard_s for day in hard), default=0)
    is_kept = len(hard) >= len(draft.quality_days)
    return replace(
        draft,
        workouts=workouts,
        quality_days=hard,
        quality_s=quality_s if is_kept else 0,
        own_tenths={day: draft.workouts[day].tenths for day in week.settled},
    )


def _kinds(number: int, quality: Sequence[int]) -> dict[int, WorkoutKind]:
    """Return tempo or intervals for each day; alone, they alternate by the week."""
    both = (WorkoutKind.TEMPO, WorkoutKind.INTERVALS)
    if len(quality) == 1:
        return {quality[0]: both[(number - 1) % 2]}
    return dict(zip(quality, both, strict=False))
