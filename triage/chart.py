"""The pain chart: where each point, line and mark of the SVG stands.

The template draws it; this module only computes places, in the units of the SVG's
own view box, so that it scales with the page and prints as it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from triage.models import CheckIn
from triage.presentation import CARE_WORDS, VERDICT_WORDS
from triage.rules import RED_FLAG_CARE, Care, Verdict

WIDTH = 420
HEIGHT = 240
LEFT, RIGHT, TOP, BOTTOM = 30, 12, 12, 58
MARKS_AT = HEIGHT - BOTTOM + 22
DATES_AT = HEIGHT - 8
PAIN_LINES = (0, 2, 4, 6, 8, 10)
DATE_LABELS = 3
# How far apart full-size marks and points have to be.
MARK_SPACE, POINT_SPACE = 12, 9
POINT_RADIUS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One day's verdict below the curve."""

    x: float
    verdict: str
    is_red_flag: bool
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Everything the template draws; now and worst are lists of "x,y" polylines."""

    width: int
    height: int
    left: int
    right: int
    grid: tuple[tuple[int, float], ...]
    dates: tuple[tuple[dt.date, float], ...]
    now: tuple[str, ...]
    worst: tuple[str, ...]
    now_points: tuple[tuple[float, float], ...]
    marks: tuple[Mark, ...]
    marks_at: int
    mark_scale: float
    point_radius: float
    dates_at: int


def pain_chart(
    check_ins: Sequence[CheckIn], *, first: dt.date, last: dt.date
) -> Chart | None:
    """Return the chart of these check-ins (newest first), None if there are none.

    Of several check-ins on a day the newest is drawn. A day without one breaks the
    line: nothing is known about it.
    """
    days = {check_in.local_date: check_in for check_in in reversed(check_ins)}
    if not days:
        return None
    span = max((last - first).days, 1)
    step = (WIDTH - LEFT - RIGHT) / span

    def x_of(day: dt.date) -> float:
        return round(LEFT + (day - first).days * step, 1)

    return Chart(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        grid=tuple((pain, _y_of(pain)) for pain in PAIN_LINES),
        dates=tuple((day, x_of(day)) for day in _labelled(first, span)),
        now=_lines([(day, one.pain_now) for day, one in days.items()], x_of),
        worst=_lines([(day, one.pain_worst_24h) for day, one in days.items()], x_of),
        now_points=tuple(
            (x_of(day), _y_of(one.pain_now))
            for day, one in days.items()
            if one.pain_now is not None
        ),
        marks=tuple(_mark(one, x_of(day)) for day, one in days.items()),
        marks_at=MARKS_AT,
        mark_scale=round(min(1, step / MARK_SPACE), 2),
        point_radius=round(min(1, step / POINT_SPACE) * POINT_RADIUS, 1),
        dates_at=DATES_AT,
    )


def _labelled(first: dt.date, span: int) -> list[dt.date]:
    """Return the days under which a date stands, evenly apart."""
    parts = (round(span * part / (DATE_LABELS - 1)) for part in range(DATE_LABELS))
    return [first + dt.timedelta(days=days) for days in parts]


def _y_of(pain: int) -> float:
    return round(TOP + (10 - pain) * (HEIGHT - TOP - BOTTOM) / 10, 1)


def _lines(
    points: Iterable[tuple[dt.date, int | None]], x_of: Callable[[dt.date], float]
) -> tuple[str, ...]:
    """Return one polyline for each unbroken stretch of days."""
    lines: list[list[str]] = []
    before: dt.date | None = None
    for day, pain in points:
        if pain is None:
            continue
        if before is None or (day - before).days > 1:
            lines.append([])
        lines[-1].append(f"{x_of(day)},{_y_of(pain)}")
        before = day
    # A single point is drawn as a dot: a line that goes nowhere, with a round end.
    return tuple(" ".join(line * 2 if len(line) == 1 else line) for line in lines)


def _mark(check_in: CheckIn, x: float) -> Mark:
    verdict, care = Verdict(check_in.verdict), Care(check_in.care)
    return Mark(
        x=x,
        verdict=verdict.code,
        is_red_flag=care >= RED_FLAG_CARE,
        title=f"{VERDICT_WORDS[verdict]}, {CARE_WORDS[care]}",
        url=check_in.get_absolute_url(),
    )
