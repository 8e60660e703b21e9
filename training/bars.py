"""Weeks as bars in an SVG: the scale in metres, and where each bar stands."""

from __future__ import annotations

from dataclasses import dataclass

from training.planner import Unit, metres_of

# How many units, km or miles, may lie between two lines.
STEPS = (1, 2, 5, 10, 20, 25, 50, 100)
MOST_LINES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How metres become heights between top and base, which is below and greater.

    step is how many units of unit_m metres lie between two lines, lines how many
    lines there are above the base.
    """

    top: int
    base: int
    unit_m: int
    step: int
    lines: int

    @property
    def grid(self) -> tuple[tuple[int, float], ...]:
        """Each line: its number of units and its place, the base first."""
        values = (line * self.step for line in range(self.lines + 1))
        return tuple((value, self.y_of(value * self.unit_m)) for value in values)

    def y_of(self, metres: int) -> float:
        height_m = self.lines * self.step * self.unit_m
        return round(self.base - (self.base - self.top) * metres / height_m, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One week: planned, what was run in front of it, and the cap as a line.

    A height is 0, and cap_y None, where there is nothing to draw.
    """

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
    cap_y: float | None


def scale_of(most_m: int, unit: Unit, *, top: int, base: int) -> Scale:
    """Return the scale with the fewest round steps that most_m fits in."""
    unit_m = metres_of(10, unit)
    step = next(
        (step for step in STEPS if most_m <= step * unit_m * MOST_LINES), STEPS[-1]
    )
    lines = -(-most_m // (step * unit_m)) or 1
    return Scale(top=top, base=base, unit_m=unit_m, step=step, lines=lines)


def bar_of(
    scale: Scale,
    *,
    left: float,
    slot: float,
    planned_m: int,
    run_m: int,
    cap_m: int | None,
) -> Bar:
    """Return the bar of a week whose place is slot wide and begins at left."""
    width = slot * 0.72
    planned_y, run_y = scale.y_of(planned_m), scale.y_of(run_m)
    return Bar(
        middle=round(left + slot / 2, 1),
        x=round(left + (slot - width) / 2, 2),
        width=round(width, 2),
        planned_y=planned_y,
        planned_height=round(scale.base - planned_y, 1),
        run_x=round(left + (slot - width / 2) / 2, 2),
        run_width=round(width / 2, 2),
        run_y=run_y,
        run_height=round(scale.base - run_y, 1),
        cap_x=round(left + slot * 0.05, 2),
        cap_end=round(left + slot * 0.95, 2),
        cap_y=None if cap_m is None else scale.y_of(cap_m),
    )
