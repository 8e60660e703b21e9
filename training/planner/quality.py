"""Decide how many seconds of a week are hard: tempo or intervals.

Source: clinical.md 7.7, P8 and P12.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from training.planner.history import AdviceBook
from training.planner.ladder import CONTINUOUS
from training.planner.size import (
    RACE_WEEK_PERCENT,
    WeekBehind,
    WeekSize,
    Why,
    taper_percent,
)
from training.planner.types import PlanSpec
from training.planner.volume import is_blank

# The most hard seconds of one workout (D), and of a week in the first two weeks back.
MOST_QUALITY_S, MOST_BACK_S = 1200, 600
WEEKS_BACK_EASY = 2
# The first hard seconds: a twentieth of a usual week's running, in these bounds.
FIRST_LOW_S, FIRST_HIGH_S = 120, 600
DEFAULT_PACE_S_PER_KM = 420


def pace_of(spec: PlanSpec) -> int:
    """Return the easy pace in seconds per km; 7:00 for who runs by feel."""
    return spec.easy_pace_s_per_km or DEFAULT_PACE_S_PER_KM


def quality_seconds(
    spec: PlanSpec,
    *,
    number: int,
    size: WeekSize,
    behind: Sequence[WeekBehind],
    book: AdviceBook,
    volume_m: int,
    shortest_s: int,
    slots: int,
    may_rise: bool = True,
) -> int:
    """Return the hard seconds of each tempo or intervals workout of a week, or 0.

    They begin with the plan or in a hold week, at the same few seconds each time, and
    rise by at most a tenth and only in a hold week, when the distance does not (P12).
    Each workout keeps them within 19 % of its own shortest_s seconds, so that the week
    stays below 20 % whatever else is dropped from it, and within half of that in the
    first two weeks back (P8). Whatever is less than the beginning is left out. may_rise
    is False in a week whose distance a coach changes or limits.
    """
    start = spec.start + timedelta(weeks=number - 1)
    if slots == 0 or size.level < CONTINUOUS or size.restart is not None:
        return 0
    if taper_percent(spec, number) == RACE_WEEK_PERCENT:
        return 0
    newest = book.newest(start - timedelta(days=1))
    if not book.was_calm(start) or (newest is not None and not newest.is_run):
        return 0
    first, last = first_quality_seconds(spec, slots), behind[-1]
    most = last.quality_s
    if number == 1:
        most = first
    elif (
        may_rise
        and size.why is Why.HOLD
        and volume_m <= min(size.baseline_m, last.volume_m)
    ):
        most = max(first, last.quality_s * 11 // 100 * 10)
    weeks_back = behind[-1 - WEEKS_BACK_EASY : -1]
    back = book.is_back_for_short(start) or any(
        is_blank(week.counts_m) for week in weeks_back
    )
    share, whole = (9, MOST_BACK_S) if back else (19, MOST_QUALITY_S * slots)
    most = min(most, shortest_s * share // 1000 * 10, whole // slots // 10 * 10)
    return most if most >= first else 0


def first_quality_seconds(spec: PlanSpec, slots: int) -> int:
    """Return the hard seconds with which each of slots workouts begins: whole tens.

    The same for the whole plan, so that a return after a loss never starts higher
    than where a smaller loss would have led.
    """
    usual = max(metres or 0 for metres in spec.recent_weeks_m) * pace_of(spec) // 1000
    week = min(max(usual // 20, FIRST_LOW_S * slots), FIRST_HIGH_S)
    return week // slots // 10 * 10
