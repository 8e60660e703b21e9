"""Decide which day of the week gets what: a small exhaustive search with a plain cost.

The layout depends only on the days that the athlete has, and on what is swapped
(changes.py), never on how far a week goes or on advice, so that a more cautious verdict
cannot move metres to another day. Days count from 0, Monday, and the week is a circle:
Sunday is the day before Monday.

Source: clinical.md 7.7, P7 and P9-P11.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

NEW_RUNNER_RUNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The role of each day. quality are the days for tempo and intervals, in order.

    runs are all running days including long and quality; of the others those in neither
    strength nor cross_training are for rest. follows are the days after a run, and close
    those whose run is left out where a day between is a must. What an athlete swaps
    changes the days, but not the order: soft are quality days that are too near a hard
    one then, and limit_days the days of runs before and after all swaps.
    """

    runs: tuple[int, ...]
    long: int
    quality: tuple[int, ...]
    strength: tuple[int, ...]
    cross_training: tuple[int, ...]
    follows: frozenset[int]
    close: frozenset[int]
    limit_days: tuple[int, ...]
    soft: frozenset[int] = frozenset()

    @property
    def has_neighbours(self) -> bool:
        """Say whether two runs fall on consecutive days."""
        return any(day in self.follows for day in self.runs)

    @property
    def hard(self) -> frozenset[int]:
        """Return the days that may hold a hard workout: long, tempo, intervals."""
        return frozenset((self.long, *self.quality))


def are_neighbours(one: int, other: int) -> bool:
    """Say whether two weekdays follow each other, across Sunday and Monday too."""
    return (one - other) % 7 in (1, 6)


def follows_run(day: int, runs: Iterable[int]) -> bool:
    """Say whether the day before this weekday is one of runs."""
    return (day - 1) % 7 in runs


@lru_cache(maxsize=4096)
def lay_out(
    *, running_days: tuple[int, ...], long_run_day: int, runs: int, is_novice: bool
) -> Layout:
    """Return the layout of least cost; the earlier days where two cost the same.

    A novice gets at most three runs, none the day after another, even if that leaves
    fewer runs than asked for, or moves the longest of them to another day (P10).
    """
    days = tuple(sorted(running_days))
    if is_novice:
        chosen = _apart(days, long_run_day)
        long = long_run_day if long_run_day in chosen else chosen[-1]
        return _with_other_days(chosen, long, ())
    found = min(
        (_cost(chosen, long_run_day, quality), chosen, quality)
        for chosen in combinations(days, runs)
        if long_run_day in chosen
        for quality in _quality_days(chosen, long_run_day)
    )
    return _with_other_days(found[1], long_run_day, found[2])


def _cost(
    chosen: tuple[int, ...], long: int, quality: tuple[int, ...]
) -> tuple[int, ...]:
    """Return what is wrong with a choice, the worst first.

    Runs on consecutive days; tempo or intervals left out; the long run the day after
    another run; gaps between runs that are far from even.
    """
    neighbours = sum(follows_run(day, chosen) for day in chosen)
    gaps = [(chosen[i] - chosen[i - 1]) % 7 for i in range(len(chosen))]
    uneven = sum(gap * gap for gap in gaps)
    return (neighbours, -len(quality), int(follows_run(long, chosen)), uneven)


def _quality_days(chosen: tuple[int, ...], long: int) -> list[tuple[int, ...]]:
    """Return every choice of days for tempo and intervals that keeps hard days apart.

    One day in a week of three runs, up to two in a week of four.
    """
    others = [day for day in chosen if day != long]
    return [
        days
        for size in range(len(chosen) - 1)
        for days in combinations(others, size)
        if not any(are_neighbours(*pair) for pair in combinations((*days, long), 2))
    ]


def _apart(days: tuple[int, ...], long: int) -> tuple[int, ...]:
    """Return the most days, up to three, of which none follows another.

    With the long run's day, and evenly spread, where there is a choice.
    """
    choices = [
        chosen
        for size in range(1, NEW_RUNNER_RUNS + 1)
        for chosen in combinations(days, size)
        if not any(follows_run(day, chosen) for day in chosen)
    ]
    return min(
        choices,
        key=lambda chosen: (-len(chosen), long not in chosen, _cost(chosen, long, ())),
    )


def _with_other_days(
    runs: tuple[int, ...], long: int, quality: tuple[int, ...]
) -> Layout:
    """Return the layout with strength twice, one rest day, and the others between.

    Strength keeps off the day before the long run and off consecutive days where it
    can; the rest day is the day before the long run where it can.
    """
    off = [day for day in range(7) if day not in runs]
    eve = (long - 1) % 7
    _, rest, strength = min(
        ((eve in pair, are_neighbours(*pair), day != eve), day, pair)
        for day in off
        for pair in combinations([other for other in off if other != day], 2)
    )
    between = tuple(day for day in off if day != rest and day not in strength)
    follows = frozenset(day for day in range(7) if follows_run(day, runs))
    return Layout(
        runs=runs,
        long=long,
        quality=quality,
        strength=strength,
        cross_training=between,
        follows=follows,
        close=follows,
        limit_days=runs,
    )
