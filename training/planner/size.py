"""Decide how big a week is and how hard: its cap, metres, limits and hard seconds.

Holds fall on fixed weeks of the plan and not after a count of rises, so that a
smaller week early on can never turn a later hold into a rise.

Source: clinical.md 7.2-7.7.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto

from training.planner.history import AdviceBook, longest_before
from training.planner.ladder import CONTINUOUS
from training.planner.split import Limits
from training.planner.types import Ceiling, PlanSpec
from training.planner.units import Unit, metres_of, shown_tenths, tenths_within
from training.planner.volume import (
    HOLD_EVERY,
    STARTER_SESSION_M,
    STARTER_SESSIONS,
    Restart,
    blank_weeks,
    ceiling,
    is_blank,
    longest_allowed,
    restart_of,
    weekly_cap,
)

# Shares of the baseline in the weeks before a race, in per cent (coaching convention).
RACE_WEEK_PERCENT, WEEK_BEFORE_PERCENT = 60, 80
# Races from here on get a second week of taper.
LONG_RACE_M = 15_000


class Why(Enum):
    """What decides the size of a week."""

    STARTER = auto()
    RESTART = auto()
    WAIT = auto()
    TAPER = auto()
    HOLD = auto()
    RISE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekBehind:
    """What a week leaves to the next one.

    counts_m is what it counts as run: the log once it is over, else what it will have
    held, which is the log so far and what is to come, within cap_m. cap_m is None
    before the plan. quality_s are the hard seconds of each tempo or intervals workout,
    0 unless all of them were kept. is_over: it ended before today. may_grow: runs of it
    are still to come, so that a blank week is not yet one. is_paused: it is blank, and
    all that could still come is paused. first_m are the metres of the shortest first run
    planned while no run of 30 days counts, None where none was.
    """

    counts_m: int
    cap_m: int | None = None
    volume_m: int = 0
    quality_s: int = 0
    level: int = CONTINUOUS
    is_over: bool = True
    may_grow: bool = False
    is_paused: bool = False
    first_m: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSize:
    """How big a week is before it is shared among the days.

    tenths of the displayed unit are what is planned at most, and room what the week may
    hold with what a coach adds: within cap_m, in metres and as displayed. level is the
    step of the run-walk ladder; restart is None in a week that follows running, ceiling
    without a coach's ceiling.
    """

    why: Why
    baseline_m: int
    cap_m: int
    tenths: int
    room: int
    limits: Limits
    level: int
    restart: Restart | None = None
    ceiling: Ceiling | None = None


def size_week(
    spec: PlanSpec,
    *,
    number: int,
    behind: Sequence[WeekBehind],
    book: AdviceBook,
    longest_m: Mapping[date, int],
    days: Sequence[date],
) -> WeekSize:
    """Return the size of a week; behind are the weeks before it, oldest first.

    longest_m holds the longest run of each day before the week, planned ones
    included; days are the dates on which this week's runs may fall.
    """
    size = _before_ceilings(spec, number, behind, book, longest_m, days)
    start = spec.start + timedelta(weeks=number - 1)
    low = lowest_ceiling(spec, start)
    if low is None:
        return size
    most = tenths_within(low.metres, spec.unit)
    tenths = min(size.tenths, most)
    # Nothing may be added up to a ceiling: where a smaller week leaves more room below
    # it, a more cautious advice would raise what a coach has added.
    return replace(
        size,
        cap_m=min(size.cap_m, metres_of(most, spec.unit)),
        tenths=tenths,
        room=tenths,
        ceiling=low,
    )


def lowest_ceiling(spec: PlanSpec, start: date) -> Ceiling | None:
    """Return the lowest ceiling that holds on a day of the week from start, if any."""
    end = start + timedelta(days=6)
    over = [one for one in spec.ceilings if one.first <= end and start <= one.last]
    return min(over, key=lambda one: (one.metres, one.first, one.last), default=None)


def _before_ceilings(
    spec: PlanSpec,
    number: int,
    behind: Sequence[WeekBehind],
    book: AdviceBook,
    longest_m: Mapping[date, int],
    days: Sequence[date],
) -> WeekSize:
    """Return the size of a week as if there were no ceiling."""
    last = behind[-1]
    baseline = last.counts_m if last.cap_m is None else min(last.counts_m, last.cap_m)
    if not is_blank(last.counts_m):
        return _normal(spec, number, baseline, last, book, longest_m, days)
    if last.may_grow:
        limits = Limits(longest=0, other=0)
        return WeekSize(
            why=Why.WAIT,
            baseline_m=baseline,
            cap_m=0,
            tenths=0,
            room=0,
            limits=limits,
            level=last.level,
        )
    return _restart(spec, number, baseline, behind, book, longest_m, days)


def _normal(
    spec: PlanSpec,
    number: int,
    baseline: int,
    last: WeekBehind,
    book: AdviceBook,
    longest_m: Mapping[date, int],
    days: Sequence[date],
) -> WeekSize:
    """Return the size of a week that follows a week with running."""
    start = spec.start + timedelta(weeks=number - 1)
    cap = weekly_cap(baseline_m=baseline, unit=spec.unit)
    shown = shown_tenths(baseline, spec.unit)
    # The displayed numbers obey the cap as well as the metres.
    most = min(tenths_within(cap, spec.unit), shown * 11 // 10)
    held = min(most, tenths_within(baseline, spec.unit))
    top = ceiling(
        race_m=spec.race.distance_m if spec.race else None,
        recent_weeks_m=[metres or 0 for metres in spec.recent_weeks_m],
    )
    why, tenths, room = Why.RISE, min(most, tenths_within(top, spec.unit)), most
    percent = taper_percent(spec, number)
    if percent is not None:
        why, tenths = Why.TAPER, held * percent // 100
    elif is_hold(spec, number):
        why, tenths = Why.HOLD, min(held, tenths)
    if why is not Why.RISE:
        # A coach may bring such a week up to the last one, but it never rises (P14).
        room = held
    climbs = last.level < CONTINUOUS and book.was_calm(start)
    return WeekSize(
        why=why,
        baseline_m=baseline,
        cap_m=cap,
        tenths=tenths,
        room=room,
        limits=_limits(longest_m, days, spec.unit),
        level=last.level + climbs,
    )


def _restart(
    spec: PlanSpec,
    number: int,
    baseline: int,
    behind: Sequence[WeekBehind],
    book: AdviceBook,
    longest_m: Mapping[date, int],
    days: Sequence[date],
) -> WeekSize:
    """Return the size of a week that follows blank weeks."""
    start = spec.start + timedelta(weeks=number - 1)
    weeks_m = [week.counts_m for week in behind]
    gap = timedelta(weeks=blank_weeks(weeks_m))
    pain = book.kept_from_running(start - gap, start)
    restart = restart_of(weeks_m, after_pain=pain)
    # A week that can no longer grow but is not over is also measured as planned.
    last = behind[-1]
    is_settled = last.is_over or last.is_paused
    cap = restart.cap_m if is_settled else min(restart.cap_m, last.volume_m * 11 // 10)
    tenths = room = tenths_within(cap, spec.unit)
    if restart.row == 4:
        session = -(-STARTER_SESSION_M // metres_of(1, spec.unit))
        tenths = min(tenths, STARTER_SESSIONS * session)
    longest = restart.longest_run(
        longest_30d_m=longest_before(longest_m, start),
        last_known_m=max(longest_m.values()),
    )
    limits = _limits(longest_m, days, spec.unit)
    most = tenths_within(longest, spec.unit)
    return WeekSize(
        why=Why.STARTER if restart.row == 4 else Why.RESTART,
        baseline_m=baseline,
        cap_m=metres_of(tenths_within(cap, spec.unit), spec.unit),
        tenths=tenths,
        room=room,
        limits=replace(limits, longest=min(limits.longest, most)),
        level=restart.ladder(last.level),
        restart=restart,
    )


def _limits(longest_m: Mapping[date, int], days: Sequence[date], unit: Unit) -> Limits:
    """Return the limits on a single run that hold on each of these days.

    The longest may be 110 % of the longest run in the 30 days before, the others not
    longer than that run (P4, P5); without one, none is longer than a starter's.
    """
    before = [longest_before(longest_m, day) for day in days]
    longest = min(longest_allowed(metres) for metres in before)
    other = min(metres or longest_allowed(0) for metres in before)
    return Limits(
        longest=tenths_within(longest, unit),
        other=tenths_within(other, unit),
        are_first=not all(before),
    )


def taper_percent(spec: PlanSpec, number: int) -> int | None:
    """Return the share of the baseline that a week before the race holds, or None."""
    if spec.race is None:
        return None
    ahead = (spec.race.date - spec.start).days // 7 + 1 - number
    if ahead == 0:
        return RACE_WEEK_PERCENT
    if ahead == 1 and spec.race.distance_m >= LONG_RACE_M:
        return WEEK_BEFORE_PERCENT
    return None


def is_hold(spec: PlanSpec, number: int) -> bool:
    """Say whether a week holds: every fourth one, and the one after the race."""
    after_race = taper_percent(spec, number - 1) == RACE_WEEK_PERCENT
    return number % HOLD_EVERY == 0 or after_race
