"""Weeks as they are logged, and as the command prints them."""

from __future__ import annotations

from tests.training.planner.specs import FRI, SUN, THU, TUE, ran


def week_run(week: int, metres: int):
    """The log of a week of four runs that add up to metres."""
    part = metres // 4
    return (
        ran(week, TUE, part),
        ran(week, THU, part),
        ran(week, FRI, part),
        ran(week, SUN, metres - 3 * part),
    )


def kinds(week: dict) -> list[str]:
    return [day["workouts"][0]["kind"] for day in week["days"]]


def workout(weeks: list[dict], week: int, weekday: int) -> dict:
    return weeks[week - 1]["days"][weekday]["workouts"][0]


def numbers(weeks: list[dict]) -> list[tuple[int, int]]:
    """The metres and seconds of each day."""
    days = (day["workouts"][0] for week in weeks for day in week["days"])
    return [(one["distance_m"], one["duration_s"]) for one in days]
