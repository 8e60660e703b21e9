"""Weeks as they are logged, and as the command prints them."""

from __future__ import annotations

from tests.training.planner.specs import (
    FRI,
    MON,
    SAT,
    SUN,
    THU,
    TUE,
    WED,
    advised,
    day_of,
    make_spec,
    plan_of,
    ran,
)
from training.planner.ladder import CONTINUOUS
from training.planner.size import WeekSize, Why
from training.planner.split import Limits
from training.planner.units import Unit
from training.planner.workouts import Style

# A week of 33 km after one of 30 km, before it is shared among its days.
SIZE = WeekSize(
    why=Why.RISE,
    baseline_m=30_000,
    cap_m=33_000,
    tenths=330,
    room=330,
    limits=Limits(longest=132, other=120),
    level=CONTINUOUS,
)
STYLE = Style(unit=Unit.KM, pace_s_per_km=390, names_pace=True, hamstring_prone=False)


def week_run(week: int, metres: int):
    """The log of a week of four runs that add up to metres."""
    part = metres // 4
    return (
        ran(week, TUE, part),
        ran(week, THU, part),
        ran(week, FRI, part),
        ran(week, SUN, metres - 3 * part),
    )


DAYS = {"running_days": (MON, WED, FRI, SAT), "long_run_day": SAT}


def on(
    weekday: int, verdict: str, care: str = "none", *, see: int | None = None, **more
):
    """The workout of a day of the first week after an advice, or of another day."""
    advice = (advised(day_of(1, weekday), verdict, care),)
    weeks = plan_of(make_spec(**{**DAYS, "advice": advice, **more}))
    return weeks[0]["days"][weekday if see is None else see]["workouts"][0]


def kinds(week: dict) -> list[str]:
    return [day["workouts"][0]["kind"] for day in week["days"]]


def workout(weeks: list[dict], week: int, weekday: int) -> dict:
    return weeks[week - 1]["days"][weekday]["workouts"][0]


def numbers(weeks: list[dict]) -> list[tuple[int, int]]:
    """The metres and seconds of each day."""
    days = (day["workouts"][0] for week in weeks for day in week["days"])
    return [(one["distance_m"], one["duration_s"]) for one in days]
