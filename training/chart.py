"""The chart of the plan: where each bar, line and letter of the SVG stands.

The template draws it; this module only computes places, in the units of the SVG's
own view box, so that it scales with the page and prints as it is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from training.bars import Bar, Scale, bar_of, scale_of
from training.planner import Unit
from training.presentation import WeekText
from training.sentences import Mark

WIDTH, HEIGHT = 360, 216
LEFT, RIGHT, TOP, BOTTOM = 26, 4, 34, 28
BASE = HEIGHT - BOTTOM
NUMBERS_AT = HEIGHT - 5
# How far apart letters and numbers have to be.
MARK_SPACE, NUMBER_SPACE = 12, 22
MARKS_AT, MARKS_ABOVE = 24, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekBar:
    """One week, its bar, and the number below it or ""."""

    week: WeekText
    bar: Bar
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkPlace:
    """One letter above a run of weeks that are marked alike."""

    mark: Mark
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Everything the template draws."""

    width: int
    height: int
    left: int
    right: int
    base: int
    numbers_at: int
    grid: tuple[tuple[int, float], ...]
    bars: tuple[WeekBar, ...]
    marks: tuple[MarkPlace, ...]
    meanings: tuple[Mark, ...]
    slot: float
    unit: str


def plan_chart(weeks: Sequence[WeekText], unit: Unit) -> Chart:
    """Return the chart of a plan's weeks, first week first."""
    most_m = max(max(one.week.cap_m, one.week.volume_m, one.run_m) for one in weeks)
    scale = scale_of(most_m, unit, top=TOP, base=BASE)
    slot = (WIDTH - LEFT - RIGHT) / len(weeks)
    marks = _marks(weeks, slot)
    return Chart(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        base=BASE,
        numbers_at=NUMBERS_AT,
        grid=scale.grid,
        bars=tuple(
            _bar(one, scale, LEFT + place * slot, slot)
            for place, one in enumerate(weeks)
        ),
        marks=marks,
        meanings=tuple(dict.fromkeys(place.mark for place in marks)),
        slot=round(slot, 2),
        unit=unit.value,
    )


def _bar(week: WeekText, scale: Scale, left: float, slot: float) -> WeekBar:
    number = week.week.number
    every = math.ceil(NUMBER_SPACE / slot)
    return WeekBar(
        week=week,
        bar=bar_of(
            scale,
            left=left,
            slot=slot,
            planned_m=week.week.volume_m,
            run_m=week.run_m,
            cap_m=week.week.cap_m,
        ),
        number=str(number) if (number - 1) % every == 0 else "",
    )


def _marks(weeks: Sequence[WeekText], slot: float) -> tuple[MarkPlace, ...]:
    """Return one letter for each run of weeks marked alike, none over another."""
    runs: list[tuple[Mark, int, int]] = []
    for place, week in enumerate(weeks):
        mark = week.mark
        if mark is None:
            continue
        if runs and runs[-1][0] == mark and runs[-1][2] == place - 1:
            runs[-1] = (mark, runs[-1][1], place)
        else:
            runs.append((mark, place, place))
    places: list[MarkPlace] = []
    for mark, first, last in runs:
        x = LEFT + slot * (first + last + 1) / 2
        is_near = bool(places) and x - places[-1].x < MARK_SPACE
        raised = is_near and places[-1].y == MARKS_AT
        y = MARKS_ABOVE if raised else MARKS_AT
        places.append(MarkPlace(mark=mark, x=round(x, 1), y=y))
    return tuple(places)
