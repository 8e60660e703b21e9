"""The chart of the plan: where each bar, line and letter of the SVG stands.

The template draws it; this module only computes places, in the units of the SVG's
own view box, so that it scales with the page and prints as it is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from training.planner import Unit, metres_of
from training.presentation import WeekText
from training.sentences import Mark

WIDTH, HEIGHT = 360, 216
LEFT, RIGHT, TOP, BOTTOM = 26, 4, 34, 28
BASE = HEIGHT - BOTTOM
NUMBERS_AT = HEIGHT - 5
STEPS = (1, 2, 5, 10, 20, 25, 50, 100)
MOST_LINES = 4
# How far apart letters and numbers have to be.
MARK_SPACE, NUMBER_SPACE = 12, 22
MARKS_AT, MARKS_ABOVE = 24, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One week: planned, what was run in front of it, and the cap as a line."""

    week: WeekText
    middle: float
    x: float
    width: float
    planned_y: float
    planned_height: float
    run_x: float
    run_width: float
    run_y: float
    run_height: float
    cap_x: float
    cap_end: float
    cap_y: float
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
    bars: tuple[Bar, ...]
    marks: tuple[MarkPlace, ...]
    meanings: tuple[Mark, ...]
    slot: float
    unit: str


def plan_chart(weeks: Sequence[WeekText], unit: Unit) -> Chart:
    """Return the chart of a plan's weeks, first week first."""
    top = max(max(one.week.cap_m, one.week.volume_m, one.run_m) for one in weeks)
    per_unit = metres_of(10, unit)
    step = next(
        (step for step in STEPS if top <= step * per_unit * MOST_LINES), STEPS[-1]
    )
    lines = -(-top // (step * per_unit)) or 1
    slot = (WIDTH - LEFT - RIGHT) / len(weeks)
    height_m = lines * step * per_unit
    marks = _marks(weeks, slot)
    return Chart(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        base=BASE,
        numbers_at=NUMBERS_AT,
        grid=tuple(
            (line * step, _y_of(line * step * per_unit, height_m))
            for line in range(lines + 1)
        ),
        bars=tuple(
            _bar(one, LEFT + place * slot, slot, height_m)
            for place, one in enumerate(weeks)
        ),
        marks=marks,
        meanings=tuple(dict.fromkeys(place.mark for place in marks)),
        slot=round(slot, 2),
        unit=unit.value,
    )


def _y_of(metres: int, height_m: int) -> float:
    return round(BASE - (BASE - TOP) * metres / height_m, 1)


def _bar(week: WeekText, left: float, slot: float, height_m: int) -> Bar:
    number = week.week.number
    every = math.ceil(NUMBER_SPACE / slot)
    width = slot * 0.72
    planned_y = _y_of(week.week.volume_m, height_m)
    run_y = _y_of(week.run_m, height_m)
    return Bar(
        week=week,
        middle=round(left + slot / 2, 1),
        x=round(left + (slot - width) / 2, 2),
        width=round(width, 2),
        planned_y=planned_y,
        planned_height=round(BASE - planned_y, 1),
        run_x=round(left + (slot - width / 2) / 2, 2),
        run_width=round(width / 2, 2),
        run_y=run_y,
        run_height=round(BASE - run_y, 1),
        cap_x=round(left + slot * 0.05, 2),
        cap_end=round(left + slot * 0.95, 2),
        cap_y=_y_of(week.week.cap_m, height_m),
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
