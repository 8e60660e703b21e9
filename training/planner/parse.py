"""Read a spec from JSON values, and write a plan as JSON values.

Whatever is not exactly as described is refused with the field's name, never guessed.
The shapes are those of the product's design, 5.2.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from training.planner.planned import PlannedWeek, PlannedWorkout
from training.planner.types import (
    DAY_CODES,
    SPORTS,
    AdviceOf,
    InvalidSpec,
    PlanSpec,
    Race,
    RunLogged,
)
from training.planner.units import Unit
from triage.rules import Care, Verdict

T = TypeVar("T")

REQUIRED = (
    "start",
    "weeks",
    "today",
    "runs_per_week",
    "running_days",
    "long_run_day",
    "recent_weeks_m",
    "longest_run_30d_m",
    "easy_pace_s_per_km",
    "unit",
)
OPTIONAL = ("cross_training", "hamstring_prone", "race", "runs", "advice")
# No plan needs more entries, and a longer array would only take time.
MOST_ENTRIES = 10_000


def spec_from(given: Mapping[str, Any]) -> PlanSpec:
    """Return the spec of a JSON object; raises InvalidSpec.

    race, runs, advice, cross_training and hamstring_prone may be left out, race may be
    null, and so may the pace, the longest run and each of the recent weeks.
    """
    _fields("", given, REQUIRED, OPTIONAL)
    race = given.get("race")
    return PlanSpec(
        start=_date("start", given["start"]),
        weeks=_integer("weeks", given["weeks"]),
        today=_date("today", given["today"]),
        runs_per_week=_integer("runs_per_week", given["runs_per_week"]),
        running_days=_days(given["running_days"]),
        long_run_day=_day("long_run_day", given["long_run_day"]),
        recent_weeks_m=_each("recent_weeks_m", given["recent_weeks_m"], _or_null),
        longest_run_30d_m=_or_null("longest_run_30d_m", given["longest_run_30d_m"]),
        easy_pace_s_per_km=_or_null("easy_pace_s_per_km", given["easy_pace_s_per_km"]),
        cross_training=_sports(given.get("cross_training", [])),
        hamstring_prone=_boolean(
            "hamstring_prone", given.get("hamstring_prone", False)
        ),
        unit=_unit(given["unit"]),
        race=None if race is None else _race("race", race),
        runs=_each("runs", given.get("runs", []), _run),
        advice=_each("advice", given.get("advice", []), _advice),
    )


def _fields(
    where: str,
    given: Mapping[str, Any],
    required: Sequence[str],
    optional: Sequence[str] = (),
) -> None:
    """Refuse unknown and missing fields, and names that came twice."""
    known = (*required, *optional)
    for name, value in given.items():
        if name not in known:
            shown = name if name.isidentifier() else ascii(name)[:60]
            raise InvalidSpec(
                f"{where}{shown}", value, f"the fields {', '.join(known)}"
            )
    for name in required:
        if name not in given:
            raise InvalidSpec(f"{where}{name}", "missing", "with a value")
    repeated = getattr(given, "repeated", None)
    if repeated is not None:
        raise InvalidSpec(f"{where}{repeated}", given[repeated], "one value a field")


def _object(where: str, value: object, required: Sequence[str]) -> Mapping[str, Any]:
    """Return an object that has exactly these fields."""
    if not isinstance(value, Mapping):
        raise InvalidSpec(where, value, f"an object of {', '.join(required)}")
    _fields(f"{where}.", value, required)
    return value


def _each(field: str, value: object, read: Callable[[str, object], T]) -> tuple[T, ...]:
    """Return an array's entries, each read."""
    if not isinstance(value, list) or len(value) > MOST_ENTRIES:
        raise InvalidSpec(field, value, f"an array of at most {MOST_ENTRIES} entries")
    return tuple(read(f"{field}[{place}]", one) for place, one in enumerate(value))


def _integer(field: str, value: object) -> int:
    """Return an integer; true and false are none."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidSpec(field, value, "an integer")
    return value


def _or_null(field: str, value: object) -> int | None:
    """Return an integer, or None for null."""
    return None if value is None else _integer(field, value)


def _boolean(field: str, value: object) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise InvalidSpec(field, value, "true or false")
    return value


def _date(field: str, value: object) -> date:
    """Return the date of a text such as "2026-11-30"."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:
        raise InvalidSpec(field, value, "a date such as 2026-11-30")
    return day


def _day(field: str, value: object) -> int:
    """Return the weekday of a code such as "mon"."""
    if not isinstance(value, str) or value not in DAY_CODES:
        raise InvalidSpec(field, value, f"one of {', '.join(DAY_CODES)}")
    return DAY_CODES.index(value)


def _days(value: object) -> tuple[int, ...]:
    """Return the weekdays of an array of codes."""
    return _each("running_days", value, _day)


def _sports(value: object) -> tuple[str, ...]:
    """Return the sports of an array of distinct names."""
    sports = _each("cross_training", value, _sport)
    if len(set(sports)) != len(sports):
        raise InvalidSpec("cross_training", list(sports), "distinct sports")
    return sports


def _sport(field: str, value: object) -> str:
    """Return one sport."""
    if not isinstance(value, str) or value not in SPORTS:
        raise InvalidSpec(field, value, f"one of {', '.join(SPORTS)}")
    return value


def _unit(value: object) -> Unit:
    """Return the unit of its code."""
    for unit in Unit:
        if unit.value == value:
            return unit
    raise InvalidSpec("unit", value, "one of km, mi")


def _race(field: str, value: object) -> Race:
    """Return the race of an object."""
    given = _object(field, value, ("date", "distance_m"))
    return Race(
        date=_date(f"{field}.date", given["date"]),
        distance_m=_integer(f"{field}.distance_m", given["distance_m"]),
    )


def _run(field: str, value: object) -> RunLogged:
    """Return the run of an object."""
    given = _object(field, value, ("date", "distance_m"))
    day = _date(f"{field}.date", given["date"])
    metres = _integer(f"{field}.distance_m", given["distance_m"])
    return RunLogged(date=day, distance_m=metres)


def _advice(field: str, value: object) -> AdviceOf:
    """Return the advice of an object."""
    given = _object(field, value, ("date", "verdict", "care"))
    levels: list[Any] = []
    for name, kind in (("verdict", Verdict), ("care", Care)):
        codes = [level.code for level in kind]
        if given[name] not in codes:
            allowed = f"one of {', '.join(codes)}"
            raise InvalidSpec(f"{field}.{name}", given[name], allowed)
        levels.append(kind.from_code(given[name]))
    day = _date(f"{field}.date", given["date"])
    return AdviceOf(date=day, verdict=levels[0], care=levels[1])


def plan_json(weeks: Sequence[PlannedWeek]) -> dict[str, Any]:
    """Return the plan as a dict that json.dumps takes, in the shape of the command."""
    return {"weeks": [_week_json(week) for week in weeks]}


def _week_json(week: PlannedWeek) -> dict[str, Any]:
    """Return one week as a dict."""
    return {
        "number": week.number,
        "start": week.start.isoformat(),
        "baseline_m": week.baseline_m,
        "cap_m": week.cap_m,
        "volume_m": week.volume_m,
        "display": week.display,
        "completed_m": week.completed_m,
        "is_hold": week.is_hold,
        "is_cutback": week.is_cutback,
        "is_restart": week.is_restart,
        "is_taper": week.is_taper,
        "why": week.why,
        "days": [
            {
                "date": day.date.isoformat(),
                "workouts": [workout_json(workout) for workout in day.workouts],
            }
            for day in week.days
        ],
    }


def workout_json(workout: PlannedWorkout) -> dict[str, Any]:
    """Return one workout as a dict; before is the same dict of what was planned."""
    return {
        "kind": workout.kind.value,
        "activity": workout.activity,
        "distance_m": workout.distance_m,
        "duration_s": workout.duration_s,
        "hard_s": workout.hard_s,
        "display": workout.display,
        "steps": [
            {"name": step.name, "duration_s": step.duration_s, "text": step.text}
            for step in workout.steps
        ],
        "before": None if workout.before is None else workout_json(workout.before),
        "reason": workout.reason,
    }
