"""Draft a week before any advice: its seven workouts, and how hard it is.

Source: clinical.md 7.7, P5-P12.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from training.planner.basis import Basis
from training.planner.drafter import Drafter, LessLeft
from training.planner.override_week import OverrideWeek
from training.planner.planned import PlannedWorkout, WorkoutKind
from training.planner.quality import first_quality_seconds, quality_seconds
from training.planner.size import WeekBehind, WeekSize, size_week
from training.planner.units import metres_of
from training.planner.week import Layout


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """One week before any advice: how big it is, its days, and what is on them."""

    number: int
    days: tuple[date, ...]
    layout: Layout
    size: WeekSize
    draft: DraftWeek

    @property
    def start(self) -> date:
        """Return the week's Monday."""
        return self.days[0]


def draft_week(
    basis: Basis,
    number: int,
    *,
    behind: Sequence[WeekBehind],
    longest_m: Mapping[date, int],
) -> Drafted:
    """Return a week as its size and its days allow, and a coach asks for.

    behind are the weeks before it, oldest first. longest_m holds the longest run of
    each day before the week, planned ones included.
    """
    days, layout = basis.days_of(number), basis.layouts[number - 1]
    size = size_week(
        basis.spec,
        number=number,
        behind=behind,
        book=basis.book,
        longest_m=longest_m,
        days=[days[place] for place in layout.limit_days],
    )
    drafter = Drafter(
        basis=basis,
        number=number,
        days=days,
        settled=basis.settled_on(days),
        size=size,
        layout=layout,
    )
    less = drafter.less_left()
    draft = _own_draft(drafter, less, behind=behind)
    if drafter.settled:
        slots = max(1, len(draft.quality_days))
        coached = drafter.override_week(
            less,
            longest_m,
            hard_s=draft.quality_s,
            least_hard_s=first_quality_seconds(basis.spec, slots),
        )
        draft = _overridden(draft, coached)
    return Drafted(number=number, days=days, layout=layout, size=size, draft=draft)


def _own_draft(
    drafter: Drafter, less: LessLeft | None, *, behind: Sequence[WeekBehind]
) -> DraftWeek:
    """Return the plan's own week, and what was run so far taken off the days to come."""
    size = drafter.size
    planned = drafter.tenths_by_day(size.tenths)
    quality = tuple(day for day in drafter.layout.quality if planned[day])
    seconds = _hard_seconds(drafter, behind=behind, planned=planned, quality=quality)
    kinds = _kinds(drafter.number, quality if seconds else ())
    return DraftWeek(
        workouts=tuple(
            drafter.workout(day, planned[day], kinds.get(day), seconds, less)
            for day in range(7)
        ),
        tenths=sum(planned),
        quality_days=quality,
        quality_s=seconds,
        left_out=drafter.left_out(size.tenths),
    )


def _hard_seconds(
    drafter: Drafter,
    *,
    behind: Sequence[WeekBehind],
    planned: Sequence[int],
    quality: Sequence[int],
) -> int:
    """Return the hard seconds of each workout on the days of quality, or 0."""
    size, spec = drafter.size, drafter.basis.spec
    is_coached = any(one.is_running for one in drafter.settled.values())
    return quality_seconds(
        spec,
        number=drafter.number,
        size=size,
        behind=behind,
        book=drafter.basis.book,
        volume_m=sum(metres_of(tenths, spec.unit) for tenths in planned),
        shortest_s=min((drafter.seconds(planned[day]) for day in quality), default=0),
        slots=len(quality),
        may_rise=size.ceiling is None and not is_coached,
    )


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
