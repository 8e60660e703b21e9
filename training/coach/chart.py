"""Pain and weekly volume of an athlete over time, in one chart.

The template draws it; this module reads at most a year and computes places, in the
units of the SVG's own view box.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from training.bars import Bar, Scale, bar_of, scale_of
from training.coach.seen import Seen
from training.models import Run, Week
from training.planner import Unit, show_metres
from training.sentences import dates_of
from training.weeks import WEEK, monday_of, sunday_of

WIDTH, HEIGHT = 400, 216
LEFT, RIGHT, TOP, BOTTOM = 28, 24, 22, 26
BASE = HEIGHT - BOTTOM
DATES_AT = HEIGHT - 6
PAIN_LINES = (0, 5, 10)
# How far apart the dates below have to be.
DATE_SPACE = 52
# The choices of months, and the weeks that each of them shows.
PERIODS = {"1": 5, "3": 13, "12": 52}
USUAL_PERIOD = "3"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSum:
    """One week in metres, with the worst pain told in it; None is not known.

    planned_m and cap_m are None in a week without a plan.
    """

    start: dt.date
    planned_m: int | None
    cap_m: int | None
    run_m: int
    pain: int | None
    number: int | None
    unit: Unit

    @property
    def dates(self) -> str:
        return dates_of(self.start, sunday_of(self.start), month="M")

    @property
    def planned(self) -> str:
        return _shown(self.planned_m, self.unit)

    @property
    def cap(self) -> str:
        return _shown(self.cap_m, self.unit)

    @property
    def run(self) -> str:
        return _shown(self.run_m, self.unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekBar:
    """One week, its bar, and whether its date stands below."""

    week: WeekSum
    bar: Bar
    has_date: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Everything the template draws; pain is a list of "x,y" polylines.

    has_plan and has_pain say what was shared: without either, its axis is not drawn.
    """

    width: int
    height: int
    left: int
    right: int
    base: int
    dates_at: int
    grid: tuple[tuple[int, float], ...]
    pain_grid: tuple[tuple[int, float], ...]
    bars: tuple[WeekBar, ...]
    pain: tuple[str, ...]
    pain_points: tuple[tuple[float, float], ...]
    weeks: tuple[WeekSum, ...]
    unit: str
    has_plan: bool
    has_pain: bool


def coach_chart(
    seen: Seen, *, runs: Sequence[Run], pains: Mapping[dt.date, int], period: str
) -> Chart | None:
    """Return the chart of the weeks of a period up to this one; None without data.

    runs and pains (the worst of each day on which one was told) reach back at least
    as far, and are empty where they are not shared.
    """
    first = monday_of(seen.today) - (PERIODS[period] - 1) * WEEK
    unit = Unit(seen.athlete.units)
    weeks = _weeks(seen, runs, pains, first, unit)
    if not any(one.run_m or one.planned_m for one in weeks) and not pains:
        return None
    return _chart(weeks, pains, unit, seen)


def _weeks(
    seen: Seen,
    runs: Sequence[Run],
    pains: Mapping[dt.date, int],
    first: dt.date,
    unit: Unit,
) -> list[WeekSum]:
    """Return the weeks of a period: runs and plan only where they are shared."""
    run: Counter[dt.date] = Counter()
    for one in runs:
        run[monday_of(one.date)] += one.counted_m
    if seen.plan is not None:
        run |= seen.plan.run_by_week
    last = monday_of(seen.today)
    planned = _planned(seen, first, last)
    worst: dict[dt.date, int] = {}
    for day, pain in pains.items():
        monday = monday_of(day)
        worst[monday] = max(pain, worst.get(monday, 0))
    mondays = [first + n * WEEK for n in range((last - first) // WEEK + 1)]
    return [
        _week(monday, planned.get(monday), run[monday], worst.get(monday), unit, seen)
        for monday in mondays
    ]


def _planned(seen: Seen, first: dt.date, last: dt.date) -> dict[dt.date, Week]:
    """Return the weeks of the plan by their Mondays; none unless they are shared."""
    weeks: list[Week] = []
    if seen.coaching.sees_plan:
        weeks += seen.record.weeks
    if seen.plan is not None:
        # What is on the page is what holds now, stored or not.
        weeks += seen.plan.weeks
    return {week.start: week for week in weeks if first <= week.start <= last}


def _week(
    monday: dt.date,
    week: Week | None,
    run_m: int,
    pain: int | None,
    unit: Unit,
    seen: Seen,
) -> WeekSum:
    is_of_the_plan = (
        week is not None
        and seen.plan is not None
        and monday >= seen.plan.plan.started_on
    )
    return WeekSum(
        start=monday,
        planned_m=week.volume_m if week else None,
        cap_m=week.cap_m if week else None,
        run_m=run_m,
        pain=pain,
        number=week.number if week and is_of_the_plan else None,
        unit=unit,
    )


def _chart(
    weeks: Sequence[WeekSum], pains: Mapping[dt.date, int], unit: Unit, seen: Seen
) -> Chart:
    most_m = max(max(one.cap_m or 0, one.planned_m or 0, one.run_m) for one in weeks)
    scale = scale_of(most_m, unit, top=TOP, base=BASE)
    slot = (WIDTH - LEFT - RIGHT) / len(weeks)
    first = weeks[0].start
    points = {
        day: (_x_of(day, first, slot), _pain_y(pain))
        for day, pain in sorted(pains.items())
        if day >= first
    }
    return Chart(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        base=BASE,
        dates_at=DATES_AT,
        grid=scale.grid,
        pain_grid=tuple((pain, _pain_y(pain)) for pain in PAIN_LINES),
        bars=tuple(
            _bar(one, scale, place, len(weeks), slot) for place, one in enumerate(weeks)
        ),
        pain=_lines(points),
        # Only where the line is broken does a day need a dot to be seen.
        pain_points=tuple(points.values()) if slot > DATE_SPACE / 3 else (),
        weeks=tuple(weeks),
        unit=unit.value,
        has_plan=seen.coaching.sees_plan,
        has_pain=seen.sees_health,
    )


def _shown(metres: int | None, unit: Unit) -> str:
    """Return a distance, "" where there is none."""
    return "" if metres is None else show_metres(metres, unit)


def _x_of(day: dt.date, first: dt.date, slot: float) -> float:
    """Return the middle of a day."""
    return round(LEFT + ((day - first).days + 0.5) * slot / 7, 1)


def _pain_y(pain: int) -> float:
    return round(BASE - (BASE - TOP) * pain / 10, 1)


def _lines(points: Mapping[dt.date, tuple[float, float]]) -> tuple[str, ...]:
    """Return one polyline for each unbroken stretch of days."""
    lines: list[list[str]] = []
    before: dt.date | None = None
    for day, (x, y) in points.items():
        if before is None or (day - before).days > 1:
            lines.append([])
        lines[-1].append(f"{x},{y}")
        before = day
    # A single point is drawn as a dot: a line that goes nowhere, with a round end.
    return tuple(" ".join(line * 2 if len(line) == 1 else line) for line in lines)


def _bar(week: WeekSum, scale: Scale, place: int, count: int, slot: float) -> WeekBar:
    every = math.ceil(DATE_SPACE / slot)
    return WeekBar(
        week=week,
        bar=bar_of(
            scale,
            left=LEFT + place * slot,
            slot=slot,
            planned_m=week.planned_m or 0,
            run_m=week.run_m,
            cap_m=week.cap_m,
        ),
        # This week's stands below the last bar.
        has_date=(count - 1 - place) % every == 0,
    )
